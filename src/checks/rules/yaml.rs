//! The rules of the group `yaml`: what is wrong with the text itself, before anything is read from it.

mod ambiguous_scalar;
mod cut_text;
mod duplicate_key;
mod look_alike;
mod merge_key;
mod syntax;
mod unquoted_code;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&syntax::RULE, Check::File(syntax::check)),
    (&duplicate_key::RULE, Check::File(duplicate_key::check)),
    (&merge_key::RULE, Check::File(merge_key::check)),
    (
        &unquoted_code::RULE,
        Check::ReportFiles(unquoted_code::check),
    ),
    (&cut_text::RULE, Check::ReportFiles(cut_text::check)),
    (&look_alike::RULE, Check::ReportFiles(look_alike::check)),
    (
        &ambiguous_scalar::RULE,
        Check::ReportFiles(ambiguous_scalar::check),
    ),
];
