//! What the schemas ask of a report and cannot say themselves.

mod not_a_report;

use crate::checks::rules::{Check, Registered};

/// The rules of the group that have a check.
pub(crate) static GROUP: &[Registered] =
    &[(&not_a_report::RULE, Check::Report(not_a_report::check))];
