//! The rules of the group `suppression`: what is wrong with the suppressions themselves. They run last, when it is known
//! which suppression took which finding.

mod expired;
mod malformed;
mod no_reason;
mod unknown_rule;
mod unused;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &unused::RULE,
    &unknown_rule::RULE,
    &no_reason::RULE,
    &expired::RULE,
    &malformed::RULE,
];
