//! The rules of the group `agenda`.

mod code_gap;
mod double_booking;
mod duplicate_code;
mod duplicate_day;
mod duplicate_item;
mod duplicate_title;
mod inverted_interval;
mod label_sequence;
mod misspelt_room;
mod order;
mod outside_event;
mod outside_parent;
mod overlap;
mod plenary_conflict;
mod undeclared_parallel;
mod unknown_person;
mod unknown_repeat;
mod unknown_room;
mod unknown_weekday;
mod weekday_mismatch;
mod withdrawn_in_use;

use crate::checks::rules::{Check, Registered};

/// The group, in the order of the catalogue.
pub(crate) static GROUP: &[Registered] = &[
    (&duplicate_code::RULE, Check::Report(duplicate_code::check)),
    (
        &duplicate_title::RULE,
        Check::Report(duplicate_title::check),
    ),
    (&duplicate_item::RULE, Check::Report(duplicate_item::check)),
    (&code_gap::RULE, Check::ProseIfNeeded(code_gap::check)),
    (
        &withdrawn_in_use::RULE,
        Check::Report(withdrawn_in_use::check),
    ),
    (&overlap::RULE, Check::Report(overlap::check)),
    (
        &undeclared_parallel::RULE,
        Check::Report(undeclared_parallel::check),
    ),
    (&double_booking::RULE, Check::Report(double_booking::check)),
    (
        &plenary_conflict::RULE,
        Check::Report(plenary_conflict::check),
    ),
    (
        &inverted_interval::RULE,
        Check::Report(inverted_interval::check),
    ),
    (&outside_parent::RULE, Check::Report(outside_parent::check)),
    (&order::RULE, Check::Report(order::check)),
    (&duplicate_day::RULE, Check::Report(duplicate_day::check)),
    (
        &weekday_mismatch::RULE,
        Check::Report(weekday_mismatch::check),
    ),
    (
        &unknown_weekday::RULE,
        Check::Report(unknown_weekday::check),
    ),
    (&outside_event::RULE, Check::Report(outside_event::check)),
    (&label_sequence::RULE, Check::Report(label_sequence::check)),
    (&unknown_person::RULE, Check::Report(unknown_person::check)),
    (&unknown_repeat::RULE, Check::Report(unknown_repeat::check)),
    (&unknown_room::RULE, Check::Report(unknown_room::check)),
    (&misspelt_room::RULE, Check::Report(misspelt_room::check)),
];
