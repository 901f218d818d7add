//! The rules of the group `text`: the text itself: what drafting left behind.

mod doubled_word;
mod leftover_bracket;
mod list_count;
mod malformed_symbol;
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
    (&list_count::RULE, Check::ProseIfNeeded(list_count::check)),
    (
        &malformed_symbol::RULE,
        Check::Prose(malformed_symbol::check),
    ),
    (&unbalanced::RULE, Check::Prose(unbalanced::check)),
    (&mixed_script::RULE, Check::Prose(mixed_script::check)),
];
