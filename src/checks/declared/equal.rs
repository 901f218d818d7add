//! Copies of one fact say the same.

use super::field::{self, Key, comparable};
use super::item::{Item, quoted};
use super::run::{Quoted, Run};
use crate::project::config::{Equal, Field};
use crate::relation::unique::{Group, duplicates};

/// A copy of a fact.
struct Copy<'d> {
    item: Item<'d>,
    key: Key<'d>,
    /// Whether it is among those elsewhere.
    is_elsewhere: bool,
}

pub(super) fn check(run: &mut Run<'_>, equal: &Equal) {
    let Some(items) = run.items(&equal.of) else {
        return;
    };
    if !run.has_fields(&equal.of, &items, equal.own_fields()) {
        return;
    }
    let is_renamed = |(here, there): &(Field, Field)| here.written() != there.written();
    let own = match &equal.with {
        // what a field is called elsewhere is another field of the same items, if there is no elsewhere
        None if equal.fields.iter().any(is_renamed) => {
            copies(&equal.by, items.clone(), equal, true)
        }
        _ => Vec::new(),
    };
    let mut copies = copies(&equal.by, items, equal, false);
    copies.extend(own);
    if let Some(with) = &equal.with {
        let Some(others) = run.elsewhere(with) else {
            return;
        };
        let there = equal.fields.iter().map(|(_, there)| there);
        if !run.has_fields(&with.of, &others, there) {
            return;
        }
        copies.extend(self::copies(&with.by, others, equal, true));
    }
    for group in duplicates(copies, |copy| Some(copy.key.texts.clone())) {
        for (here, there) in &equal.fields {
            report_differences(run, equal, &group, here, there);
        }
    }
}

fn copies<'d>(
    by: &[Field],
    items: Vec<Item<'d>>,
    equal: &Equal,
    is_elsewhere: bool,
) -> Vec<Copy<'d>> {
    let copies = items.into_iter().filter_map(|item| {
        Some(Copy {
            item,
            key: Key::of(by, item, equal.ignore)?,
            is_elsewhere,
        })
    });
    copies.collect()
}

/// All copies that say something else of a field than the first that says anything are one finding.
fn report_differences(
    run: &mut Run<'_>,
    equal: &Equal,
    group: &Group<Vec<String>, Copy<'_>>,
    here: &Field,
    there: &Field,
) {
    let stated = |copy: &Copy<'_>| {
        let field = if copy.is_elsewhere { there } else { here };
        let found = field::first(field, copy.item)?;
        let text = found.text()?.into_owned();
        Some((found.place(), comparable(&text, equal.ignore), text))
    };
    let all = std::iter::once(&group.first).chain(&group.again);
    let mut all = all.filter_map(stated);
    let Some((place, expected, first)) = all.next() else {
        return;
    };
    let different: Vec<_> = all.filter(|(_, text, _)| *text != expected).collect();
    let Some((_, _, other)) = different.first() else {
        return;
    };
    let message = messages::differs(
        here.name(),
        &group.first.key.named(),
        &quoted(&first),
        &quoted(other),
    );
    let said = Quoted {
        value: &first,
        other,
    };
    let labels = different
        .iter()
        .map(|(place, _, text)| (place.clone(), messages::here(&quoted(text))));
    let label = messages::here(&quoted(&first));
    run.add(message, said, place, label, messages::MAKE_THEM_THE_SAME)
        .labels(labels);
}

mod messages {
    pub(super) const MAKE_THEM_THE_SAME: &str = "make them the same";

    pub(super) fn differs(field: &str, item: &str, first: &str, other: &str) -> String {
        format!("the {field} of {item} is {first} in one place and {other} in another")
    }

    pub(super) fn here(value: &str) -> String {
        format!("{value} here")
    }
}
