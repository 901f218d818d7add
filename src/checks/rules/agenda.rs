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
use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::report::{Agenda, Item, Spanned, Text};
use crate::text::edit::{Side, Value};

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

/// Declares that items run beside others on purpose.
fn declared_parallel<'i, 't: 'i>(
    items: impl IntoIterator<Item = &'i Spanned<Item<'t>>>,
    findings: &Findings<'_>,
) -> Option<Remedy> {
    let remedy = Remedy::declaration("add `parallel: true`");
    items.into_iter().try_fold(remedy, |remedy, item| {
        let tree = findings.tree(item.at.file);
        let behind = ["title", "label", "code"];
        remedy.entry(tree, item.at, "parallel", Value::Bool(true), &behind)
    })
}

/// Adds names to a list of the agenda that declares them.
fn declared_in(
    agenda: &Spanned<Agenda<'_>>,
    key: &'static str,
    listed: &[Text<'_>],
    names: &[&str],
    findings: &Findings<'_>,
) -> Option<Remedy> {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let remedy = Remedy::declaration(format!("add {} to `{key}`", quoted.join(", ")));
    let mut values = names.iter().map(|name| Value::Text((*name).to_owned()));
    if let Some(last) = listed.last() {
        return Some(values.fold(remedy, |remedy, name| {
            remedy.item(Side::After, last.at, name)
        }));
    }
    let tree = findings.tree(agenda.at.file);
    let behind = ["shared_rooms", "timezone"];
    remedy.entry(
        tree,
        agenda.at,
        key,
        Value::List(values.by_ref().collect()),
        &behind,
    )
}
