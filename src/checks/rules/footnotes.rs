//! The rules of the group `footnotes`: footnotes and the marks that lead to them.

mod duplicate;
mod sequence;
mod undefined;
mod unused;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&undefined::RULE, Check::Prose(undefined::check)),
    (&unused::RULE, Check::Prose(unused::check)),
    (&duplicate::RULE, Check::Prose(duplicate::check)),
    (&sequence::RULE, Check::Prose(sequence::check)),
];
