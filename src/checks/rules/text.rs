//! The rules of the group `text`: the text itself: what drafting left behind.

mod doubled_word;
mod leftover_bracket;
mod mixed_script;
mod placeholder;
mod unbalanced;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (
        &leftover_bracket::RULE,
        Check::Prose(leftover_bracket::check),
    ),
    (&placeholder::RULE, Check::Prose(placeholder::check)),
    (&doubled_word::RULE, Check::Prose(doubled_word::check)),
    (&unbalanced::RULE, Check::Prose(unbalanced::check)),
    (&mixed_script::RULE, Check::Prose(mixed_script::check)),
];
