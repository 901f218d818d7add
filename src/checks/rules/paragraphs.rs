//! The rules of the group `paragraphs`: the numbers of the paragraphs and of their points, and what they say twice.

mod duplicate_text;
mod point_sequence;
mod sequence;
mod unnumbered;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &sequence::RULE,
    &point_sequence::RULE,
    &unnumbered::RULE,
    &duplicate_text::RULE,
];
