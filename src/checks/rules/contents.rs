//! The rules of the group `contents`: what the table of contents says, and what the report has.

mod dangling_entry;
mod duplicate_entry;
mod missing_entry;
mod order;
mod page_mismatch;
mod page_order;
mod title_mismatch;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &dangling_entry::RULE,
    &title_mismatch::RULE,
    &page_mismatch::RULE,
    &missing_entry::RULE,
    &duplicate_entry::RULE,
    &order::RULE,
    &page_order::RULE,
];
