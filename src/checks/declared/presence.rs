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
                messages::has_one_without(&called, &messages::key(name), &names),
                found.place(),
                messages::is_here(&messages::key(name)),
            ),
            _ => (
                messages::has_none(&called, &names),
                item.at().into(),
                messages::is_missing(&names),
            ),
        };
        let said = Quoted {
            value: &item.name(),
            other: &either(&missing),
        };
        let help = messages::add(&listed(&keys(&missing)));
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
            messages::has_together(&called, &names)
        } else {
            messages::has_forbidden(&called, &names)
        };
        let said = Quoted {
            value: &item.name(),
            other: &listed(&fields),
        };
        let mut labels = there
            .iter()
            .map(|(name, found)| (found.place(), messages::is_here(&messages::key(name))));
        let Some((place, label)) = labels.next() else {
            continue;
        };
        let help = messages::remove(presence.together, there.len());
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
    fields.map(|field| messages::key(field.as_ref())).collect()
}

mod messages {
    pub(super) fn key(field: &str) -> String {
        format!("`{field}`")
    }

    pub(super) fn has_one_without(item: &str, field: &str, others: &str) -> String {
        format!("{item} has {field}, but no {others}")
    }

    pub(super) fn has_none(item: &str, fields: &str) -> String {
        format!("{item} has no {fields}")
    }

    pub(super) fn is_here(field: &str) -> String {
        format!("{field} is here")
    }

    pub(super) fn is_missing(fields: &str) -> String {
        format!("{fields} is missing")
    }

    pub(super) fn add(fields: &str) -> String {
        format!("add {fields}")
    }

    pub(super) fn has_together(item: &str, fields: &str) -> String {
        format!("{item} has {fields} together")
    }

    pub(super) fn remove(together: bool, count: usize) -> &'static str {
        match count {
            _ if together => "remove one of them",
            1 => "remove it",
            _ => "remove them",
        }
    }

    pub(super) fn has_forbidden(item: &str, fields: &str) -> String {
        format!("{item} has {fields}, which it should not")
    }
}
