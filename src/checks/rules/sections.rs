//! The rules of the group `sections`: the headings of the sections and annexes.

mod duplicate_id;
mod duplicate_title;
mod empty;
mod label_sequence;
mod lone_subsection;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (
        &label_sequence::RULE,
        Check::ProseIfNeeded(label_sequence::check),
    ),
    (
        &lone_subsection::RULE,
        Check::Report(lone_subsection::check),
    ),
    (&empty::RULE, Check::ProseIfNeeded(empty::check)),
    (
        &duplicate_title::RULE,
        Check::Report(duplicate_title::check),
    ),
    (&duplicate_id::RULE, Check::Report(duplicate_id::check)),
];
