//! The rules of the group `abbreviations`: short forms and what they stand for.

mod conflicting;
mod redefined;
mod undefined;
mod unused;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &conflicting::RULE,
    &redefined::RULE,
    &undefined::RULE,
    &unused::RULE,
];
