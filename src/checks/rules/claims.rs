//! The rules of the group `claims`: figures that the text states and the data counts.

mod count_mismatch;
mod not_in_text;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&count_mismatch::RULE, Check::Prose(count_mismatch::check)),
    (&not_in_text::RULE, Check::Prose(not_in_text::check)),
];
