//! The rules of the group `paragraphs`: the numbers of the paragraphs, and what they say twice.

mod duplicate_text;
mod sequence;
mod unnumbered;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[&sequence::RULE, &unnumbered::RULE, &duplicate_text::RULE];
