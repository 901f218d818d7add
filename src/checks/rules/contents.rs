//! The rules of the group `contents`: what the table of contents says, and what the report has.

mod dangling_entry;
mod duplicate_entry;
mod missing_entry;
mod order;
mod page_mismatch;
mod page_order;
mod paragraphs_mismatch;
mod title_mismatch;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&dangling_entry::RULE, Check::Report(dangling_entry::check)),
    (&title_mismatch::RULE, Check::Report(title_mismatch::check)),
    (&page_mismatch::RULE, Check::Report(page_mismatch::check)),
    (
        &paragraphs_mismatch::RULE,
        Check::Report(paragraphs_mismatch::check),
    ),
    (&missing_entry::RULE, Check::Report(missing_entry::check)),
    (
        &duplicate_entry::RULE,
        Check::Report(duplicate_entry::check),
    ),
    (&order::RULE, Check::Report(order::check)),
    (&page_order::RULE, Check::Report(page_order::check)),
];
