//! The rules of the group `schema`.

use crate::rule::Rule;

/// The group, in the order of the catalogue.
pub static GROUP: &[&Rule] = &[];
