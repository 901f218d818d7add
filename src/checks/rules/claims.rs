//! The rules of the group `claims`: figures that the text states and the data counts.

mod count_mismatch;
mod not_in_text;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[&count_mismatch::RULE, &not_in_text::RULE];
