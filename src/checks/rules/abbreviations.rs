//! The rules of the group `abbreviations`: short forms and what they mean.

mod conflicting;
mod redefined;
mod undefined;
mod unused;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&conflicting::RULE, Check::Prose(conflicting::check)),
    (&redefined::RULE, Check::Prose(redefined::check)),
    (&undefined::RULE, Check::Prose(undefined::check)),
    (&unused::RULE, Check::Prose(unused::check)),
];
