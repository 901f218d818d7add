//! The rules of the group `paragraphs`: the numbers of the paragraphs and of their points, and what they say twice.

mod duplicate_text;
mod point_sequence;
mod repeated_text;
mod sequence;
mod unnumbered;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&sequence::RULE, Check::ProseIfNeeded(sequence::check)),
    (&point_sequence::RULE, Check::Report(point_sequence::check)),
    (&unnumbered::RULE, Check::Report(unnumbered::check)),
    (&duplicate_text::RULE, Check::Report(duplicate_text::check)),
    (&repeated_text::RULE, Check::Report(repeated_text::check)),
];
