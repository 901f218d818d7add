//! The rules of the group `suppression`: what is wrong with the suppressions themselves. They run last, when it is known
//! which suppression took which finding.

mod expired;
mod malformed;
mod no_reason;
mod unknown_rule;
mod unused;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&unused::RULE, Check::Problems(unused::check)),
    (&unknown_rule::RULE, Check::Problems(unknown_rule::check)),
    (&no_reason::RULE, Check::Problems(no_reason::check)),
    (&expired::RULE, Check::Problems(expired::check)),
    (&malformed::RULE, Check::Problems(malformed::check)),
];
