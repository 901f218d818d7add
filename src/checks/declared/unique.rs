//! No two items have one key.

use super::field::Key;
use super::item::Found;
use super::run::{Quoted, Run};
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE, times};
use crate::project::config::Unique;
use crate::relation::unique::duplicates;

pub(super) fn check(run: &mut Run<'_>, unique: &Unique) {
    let Some(items) = run.items(&unique.of) else {
        return;
    };
    if !run.has_fields(&unique.of, &items, unique.by.iter().chain(&unique.within)) {
        return;
    }
    let keyed = items.into_iter().filter_map(|item| {
        let key = Key::of(&unique.by, item, unique.ignore)?;
        Some((item, key, Key::shared(&unique.within, item)?))
    });
    let groups = duplicates(keyed, |(_, key, scope)| {
        Some((key.texts.clone(), scope.texts.clone()))
    });
    for group in groups {
        let (first, key, scope) = &group.first;
        let count = group.again.len() + 1;
        let (named, times, scope) = (key.named(), times(count), scope.scope());
        let message = match key.texts.as_slice() {
            [_] => format!("{named} occurs {times}{scope}"),
            _ => format!("{named} occur together {times}{scope}"),
        };
        let values = key.values();
        let quoted = Quoted {
            value: &values,
            other: &values,
        };
        let place = |key: &Key<'_>, item| key.own().map_or(item, Found::place);

        let first = place(key, first.at().into());
        let again = group
            .again
            .iter()
            .map(|(item, key, _)| (place(key, item.at().into()), AGAIN_HERE.to_owned()));
        run.add(
            message,
            quoted,
            first,
            FIRST_HERE,
            "give each a value of its own, or keep only one of them",
        )
        .labels(again);
    }
}
