//! Fields are there, or are not.

use super::field;
use super::item::{Found, Item};
use super::run::{Quoted, Run};
use crate::config::{Field, Presence};
use crate::wording::{either, listed};

/// Each field is there; of those that count together, all or none.
pub(super) fn require(run: &mut Run<'_>, presence: &Presence) {
    let Some(items) = run.items(&presence.of) else {
        return;
    };
    for item in items {
        let (there, missing) = sorted(&presence.fields, item);
        if missing.is_empty() || presence.together && there.is_empty() {
            continue;
        }
        let called = item.called();
        let names = either(&missing);
        let (message, place, label) = match there.first() {
            Some((name, found)) if presence.together => (
                format!("{called} has {name}, but no {names}"),
                found.place(),
                format!("{name} is here"),
            ),
            _ => (
                format!("{called} has no {names}"),
                item.at().into(),
                format!("{names} is missing"),
            ),
        };
        let said = Quoted {
            value: &item.name(),
            other: &names,
        };
        run.add(
            message,
            said,
            place,
            label,
            format!("add {}", listed(&missing)),
        );
    }
}

/// None of the fields is there; of those that count together, not all.
pub(super) fn forbid(run: &mut Run<'_>, presence: &Presence) {
    let Some(items) = run.items(&presence.of) else {
        return;
    };
    for item in items {
        let (there, missing) = sorted(&presence.fields, item);
        if there.is_empty() || presence.together && !missing.is_empty() {
            continue;
        }
        let called = item.called();
        let names: Vec<&String> = there.iter().map(|(name, _)| name).collect();
        let names = listed(&names);
        let message = if presence.together {
            format!("{called} has {names} together")
        } else {
            format!("{called} has {names}, which it should not")
        };
        let said = Quoted {
            value: &item.name(),
            other: &names,
        };
        let mut labels = there
            .iter()
            .map(|(name, found)| (found.place(), format!("{name} is here")));
        let Some((place, label)) = labels.next() else {
            continue;
        };
        let help = if presence.together {
            "remove one of them"
        } else {
            "remove it"
        };
        run.add(message, said, place, label, help).labels(labels);
    }
}

type Given<'d> = Vec<(String, Found<'d>)>;

/// The fields that an item has, and the names of those that it has not.
fn sorted<'d>(fields: &[Field], item: Item<'d>) -> (Given<'d>, Vec<String>) {
    let mut there = Vec::new();
    let mut missing = Vec::new();
    for field in fields {
        match field::given(field, item) {
            Some(found) => there.push((field.path(), found)),
            None => missing.push(field.path()),
        }
    }
    (there, missing)
}
