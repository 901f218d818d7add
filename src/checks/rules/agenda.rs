//! The rules of the group `agenda`.

mod code_gap;
mod double_booking;
mod duplicate_code;
mod duplicate_day;
mod duplicate_title;
mod inverted_interval;
mod label_sequence;
mod order;
mod outside_event;
mod outside_parent;
mod overlap;
mod plenary_conflict;
mod undeclared_parallel;
mod unknown_person;
mod unknown_repeat;
mod weekday_mismatch;
mod withdrawn_in_use;

use crate::finding::rule::Rule;

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[&Rule] = &[
    &duplicate_code::RULE,
    &duplicate_title::RULE,
    &code_gap::RULE,
    &withdrawn_in_use::RULE,
    &overlap::RULE,
    &undeclared_parallel::RULE,
    &double_booking::RULE,
    &plenary_conflict::RULE,
    &inverted_interval::RULE,
    &outside_parent::RULE,
    &order::RULE,
    &duplicate_day::RULE,
    &weekday_mismatch::RULE,
    &outside_event::RULE,
    &label_sequence::RULE,
    &unknown_person::RULE,
    &unknown_repeat::RULE,
];
