//! The rules of the group `include`: what is wrong with a report in several files.

mod conflict;
mod cycle;
mod missing;
mod outside;
mod repeated;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &missing::RULE,
    &outside::RULE,
    &cycle::RULE,
    &repeated::RULE,
    &conflict::RULE,
];
