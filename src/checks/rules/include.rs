//! The rules of the group `include`: what is wrong with a report in several files.

mod conflict;
mod cycle;
mod missing;
mod outside;
mod repeated;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&missing::RULE, Check::Problems(missing::check)),
    (&outside::RULE, Check::Problems(outside::check)),
    (&cycle::RULE, Check::Problems(cycle::check)),
    (&repeated::RULE, Check::Problems(repeated::check)),
    (&conflict::RULE, Check::ReportFiles(conflict::check)),
];
