//! No two items have one key.

use super::field::Key;
use super::item::Found;
use super::run::{Quoted, Run};
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
        let message = match key.texts.as_slice() {
            [_] => messages::occurs(&key.named(), count, &scope.scope()),
            _ => messages::occur_together(&key.named(), count, &scope.scope()),
        };
        let values = key.values();
        let quoted = Quoted {
            value: &values,
            other: &values,
        };
        let place = |key: &Key<'_>, item| key.own().map_or(item, Found::place);

        let first = place(key, first.at().into());
        let again = group.again.iter().map(|(item, key, _)| {
            (
                place(key, item.at().into()),
                messages::AGAIN_HERE.to_owned(),
            )
        });
        run.add(
            message,
            quoted,
            first,
            messages::FIRST_HERE,
            messages::OWN_VALUES,
        )
        .labels(again);
    }
}

mod messages {
    use crate::finding::wording::times;
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const OWN_VALUES: &str = "give each a value of its own, or keep only one of them";

    pub(super) fn occurs(value: &str, count: usize, scope: &str) -> String {
        format!("{value} occurs {}{scope}", times(count))
    }

    pub(super) fn occur_together(values: &str, count: usize, scope: &str) -> String {
        format!("{values} occur together {}{scope}", times(count))
    }
}
