//! Fields are there, or are not.

use super::field;
use super::item::{Found, Item};
use super::run::{Quoted, Run};
use crate::finding::wording::{either, listed};
use crate::project::config::{Field, Presence};

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
        let names = either(&keys(&missing));
        let (message, place, label) = match there.first() {
            Some((name, found)) if presence.together => (
                format!("{called} has {}, but no {names}", key(name)),
                found.place(),
                is_here(name),
            ),
            _ => (
                format!("{called} has no {names}"),
                item.at().into(),
                format!("{names} is missing"),
            ),
        };
        let said = Quoted {
            value: &item.name(),
            other: &either(&missing),
        };
        let help = format!("add {}", listed(&keys(&missing)));
        run.add(message, said, place, label, help);
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
        let fields: Vec<&String> = there.iter().map(|(name, _)| name).collect();
        let names = listed(&keys(&fields));
        let message = if presence.together {
            format!("{called} must not have {names} together")
        } else {
            format!("{called} must not have {names}")
        };
        let said = Quoted {
            value: &item.name(),
            other: &listed(&fields),
        };
        let mut labels = there
            .iter()
            .map(|(name, found)| (found.place(), is_here(name)));
        let Some((place, label)) = labels.next() else {
            continue;
        };
        let help = match there.len() {
            _ if presence.together => "remove one of them",
            1 => "remove it",
            _ => "remove them",
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

/// Fields as a message names them.
fn keys<S: AsRef<str>>(fields: &[S]) -> Vec<String> {
    let fields = fields.iter();
    fields.map(|field| key(field.as_ref())).collect()
}

fn key(field: &str) -> String {
    format!("`{field}`")
}

fn is_here(field: &str) -> String {
    format!("`{field}` is here")
}
