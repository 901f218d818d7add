//! The rules of the group `config`: what is wrong with a `reportlint.yaml`, beyond its text and its schema. In a report they
//! find nothing.

mod duplicate_check;
mod extends;
mod invalid_check;
mod invalid_glob;
mod invalid_pattern;
mod invalid_selector;
mod unknown_rule;
mod unmatched_files;

use crate::finding::rule::Rule;

/// The name of the group.
pub(crate) const NAME: &str = "config";

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &duplicate_check::RULE,
    &extends::RULE,
    &invalid_check::RULE,
    &invalid_glob::RULE,
    &invalid_pattern::RULE,
    &invalid_selector::RULE,
    &unknown_rule::RULE,
    &unmatched_files::RULE,
];
