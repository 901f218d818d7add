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

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (
        &duplicate_check::RULE,
        Check::Problems(duplicate_check::check),
    ),
    (&extends::RULE, Check::Problems(extends::check)),
    (&invalid_check::RULE, Check::Problems(invalid_check::check)),
    (&invalid_glob::RULE, Check::Problems(invalid_glob::check)),
    (
        &invalid_pattern::RULE,
        Check::Problems(invalid_pattern::check),
    ),
    (
        &invalid_selector::RULE,
        Check::Problems(invalid_selector::check),
    ),
    (&unknown_rule::RULE, Check::Problems(unknown_rule::check)),
    (
        &unmatched_files::RULE,
        Check::Problems(unmatched_files::check),
    ),
];
