//! The rules of the group `dates`: dates in the text and in the data.

mod event_mismatch;
mod impossible;
mod meeting_mismatch;
mod weekday_mismatch;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (
        &weekday_mismatch::RULE,
        Check::Prose(weekday_mismatch::check),
    ),
    (&event_mismatch::RULE, Check::Prose(event_mismatch::check)),
    (
        &meeting_mismatch::RULE,
        Check::Prose(meeting_mismatch::check),
    ),
    (&impossible::RULE, Check::Prose(impossible::check)),
];
