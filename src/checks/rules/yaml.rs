//! The rules of the group `yaml`: what is wrong with the text itself, before anything is read from it.

mod ambiguous_scalar;
mod duplicate_key;
mod syntax;
mod unquoted_code;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &syntax::RULE,
    &duplicate_key::RULE,
    &unquoted_code::RULE,
    &ambiguous_scalar::RULE,
];
