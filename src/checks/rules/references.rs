//! The rules of the group `references`: what the text refers to.

mod dangling;
mod direction;
mod reversed_range;
mod style;
mod unreferenced;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &dangling::RULE,
    &style::RULE,
    &direction::RULE,
    &reversed_range::RULE,
    &unreferenced::RULE,
];
