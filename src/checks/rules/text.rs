//! The rules of the group `text`: the text itself: what drafting left behind.

mod doubled_word;
mod leftover_bracket;
mod mixed_script;
mod placeholder;
mod unbalanced;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &leftover_bracket::RULE,
    &placeholder::RULE,
    &doubled_word::RULE,
    &unbalanced::RULE,
    &mixed_script::RULE,
];
