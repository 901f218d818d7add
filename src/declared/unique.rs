//! No two items have one key.

use super::field::Key;
use super::item::Found;
use super::run::{Quoted, Run};
use crate::config::Unique;
use crate::relation::unique::duplicates;
use crate::wording::times;

pub(super) fn check(run: &mut Run<'_>, unique: &Unique) {
    let Some(items) = run.items(&unique.of) else {
        return;
    };
    let keyed = items.into_iter().filter_map(|item| {
        let key = Key::of(&unique.by, item, unique.ignore)?;
        Some((item, key, Key::shared(&unique.within, item)?))
    });
    let groups = duplicates(keyed, |(_, key, scope)| {
        Some((key.texts.clone(), scope.texts.clone()))
    });
    for group in groups {
        let (first, key, scope) = &group.first;
        let count = times(group.again.len() + 1);
        let verb = match key.texts.as_slice() {
            [_] => "occurs",
            _ => "occur together",
        };
        let message = format!("{} {verb} {count}{}", key.named(), scope.scope());
        let values = key.values();
        let quoted = Quoted {
            value: &values,
            other: &values,
        };
        let place = |key: &Key<'_>, item| key.own().map_or(item, Found::place);
        let help = "give each a value of its own, or remove what is there twice";
        let first = place(key, first.at().into());
        let again = group
            .again
            .iter()
            .map(|(item, key, _)| (place(key, item.at().into()), "again here".to_owned()));
        run.add(message, quoted, first, "first here", help)
            .labels(again);
    }
}
