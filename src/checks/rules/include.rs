//! What is wrong with the parts of a report, beside what could not be included.

mod conflict;

use crate::checks::rules::{Check, Registered};

/// The rules of the group that have a check.
pub(crate) static GROUP: &[Registered] = &[(&conflict::RULE, Check::ReportFiles(conflict::check))];
