//! The rules of the group `dates`: dates in the text and in the data.

mod impossible;
mod weekday_mismatch;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[&weekday_mismatch::RULE, &impossible::RULE];
