//! The rules of the group `config`: what is wrong with a `reportlint.yaml`, beyond its text and its schema. In a report they
//! find nothing.

mod extends;
mod invalid_glob;
mod unknown_rule;

use crate::rule::Rule;

/// The name of the group.
pub const NAME: &str = "config";

/// The group, in the order of the catalogue.
pub static GROUP: &[&Rule] = &[&extends::RULE, &invalid_glob::RULE, &unknown_rule::RULE];
