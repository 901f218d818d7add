//! The rules of the group `yaml`: what is wrong with the text itself, before anything is read from it.

mod duplicate_key;

use crate::rule::Rule;

/// The group, in the order of the catalogue.
pub static GROUP: &[&Rule] = &[&duplicate_key::RULE];
