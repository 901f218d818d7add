//! The rules of the group `sections`: the headings of the sections and annexes.

mod duplicate_id;
mod duplicate_title;
mod empty;
mod label_sequence;
mod lone_subsection;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &label_sequence::RULE,
    &lone_subsection::RULE,
    &empty::RULE,
    &duplicate_title::RULE,
    &duplicate_id::RULE,
];
