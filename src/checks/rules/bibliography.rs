//! The rules of the group `bibliography`: the works that a report cites, and where it cites them.

mod duplicate;
mod undefined;
mod unused;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&undefined::RULE, Check::Prose(undefined::check)),
    (&unused::RULE, Check::Prose(unused::check)),
    (&duplicate::RULE, Check::Report(duplicate::check)),
];
