//! The rules of the group `paragraphs`: the numbers of the paragraphs, and what they say twice.

mod duplicate_text;
mod sequence;
mod unnumbered;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&sequence::RULE, Check::Report(sequence::check)),
    (&unnumbered::RULE, Check::Report(unnumbered::check)),
    (&duplicate_text::RULE, Check::Report(duplicate_text::check)),
];
