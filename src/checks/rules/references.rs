//! The rules of the group `references`: what the text refers to.

mod dangling;
mod direction;
mod reversed_range;
mod style;
mod unreferenced;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&dangling::RULE, Check::Prose(dangling::check)),
    (&style::RULE, Check::Prose(style::check)),
    (&direction::RULE, Check::Prose(direction::check)),
    (&reversed_range::RULE, Check::Prose(reversed_range::check)),
    (&unreferenced::RULE, Check::Prose(unreferenced::check)),
];
