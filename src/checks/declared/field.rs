//! The fields of items.

use rustc_hash::FxHashMap;

use super::item::{Found, Item, quoted};
use crate::finding::wording::listed;
use crate::project::config::{Field, FieldKind, Ignoring};
use crate::relation::resolve::nearest;
use crate::report::title;
use crate::text::composed::composed;

/// Values that the fields of one item may be joined to.
const MOST_JOINED: usize = 1000;

/// The values of a field of an item. A list on the way or at the end gives all its items.
pub(super) fn all<'d>(field: &Field, item: Item<'d>) -> Vec<Found<'d>> {
    match &field.kind {
        FieldKind::File => vec![Found::File(item)],
        FieldKind::FilePath => vec![Found::FilePath(item)],
        FieldKind::Key => {
            let tree = item.tree();
            let mut keyed = item.around().filter(|it| tree.key_of(it.node).is_some());
            let of = match field.above {
                0 => Some(item).filter(|it| tree.key_of(it.node).is_some()),
                above => keyed.nth(above - 1),
            };
            of.map(Found::Key).into_iter().collect()
        }
        FieldKind::Path(keys) => {
            let of = match field.above {
                0 => Some(item),
                above => item
                    .around()
                    .filter(|it| !follow(keys, *it).is_empty())
                    .nth(above - 1),
            };
            let values = of.map(|of| follow(keys, of)).unwrap_or_default();
            values.into_iter().map(Found::Value).collect()
        }
    }
}

fn follow<'d>(keys: &[String], item: Item<'d>) -> Vec<Item<'d>> {
    let mut values = vec![item];
    for key in keys {
        let of = values.into_iter().flat_map(|value| {
            let own = value.tree().get(value.node, key);
            own.map_or_else(Vec::new, |own| value.other(own).flattened())
        });
        values = of.collect();
    }
    values
}

/// Whether an item has the field, and it says anything. A list counts as one value.
pub(super) fn given<'d>(field: &Field, item: Item<'d>) -> Option<Found<'d>> {
    let mut values = all(field, item).into_iter();
    values.find(|value| value.is_given())
}

/// Whether an item has the field at all, whatever it says there.
pub(super) fn is_there(field: &Field, item: Item<'_>) -> bool {
    let FieldKind::Path(keys) = &field.kind else {
        return !all(field, item).is_empty();
    };
    match field.above {
        0 => stop(keys, item).is_none(),
        above => {
            let around = item.around().filter(|it| stop(keys, *it).is_none());
            around.take(above).count() == above
        }
    }
}

/// The key that was probably meant by the one at which the way to a field ends.
pub(super) fn nearest_key(field: &Field, item: Item<'_>) -> Option<String> {
    let FieldKind::Path(keys) = &field.kind else {
        return None;
    };
    let of = match field.above {
        0 => vec![item],
        _ => item.around().collect(),
    };
    of.into_iter().find_map(|of| {
        let (key, values) = stop(keys, of)?;
        let others = values.into_iter().flat_map(|value| {
            let tree = value.tree();
            let keys = tree.entries(value.node).map(|(key, _)| key);
            keys.map(move |key| tree.key_text(key)).collect::<Vec<_>>()
        });
        let others: Vec<_> = others.collect();
        nearest(key, others.iter().map(AsRef::as_ref)).map(str::to_owned)
    })
}

/// The key at which the way from an item ends, and the values that do not have it. An empty list ends no way.
fn stop<'k, 'd>(keys: &'k [String], item: Item<'d>) -> Option<(&'k str, Vec<Item<'d>>)> {
    let mut values = vec![item];
    for key in keys {
        let own = |value: &Item<'d>| {
            value
                .tree()
                .get(value.node, key)
                .map(|own| value.other(own))
        };
        let found: Vec<Item<'d>> = values.iter().filter_map(own).collect();
        if found.is_empty() {
            return Some((key, values));
        }
        values = found.into_iter().flat_map(Item::flattened).collect();
        if values.is_empty() {
            return None;
        }
    }
    None
}

/// The values of the first that a field has which can be compared.
pub(super) fn first<'d>(field: &Field, item: Item<'d>) -> Option<Found<'d>> {
    let mut values = all(field, item).into_iter();
    values.find(|value| value.text().is_some())
}

/// The values that are meant: those of the fields, or the item itself where there are none, a list of values one by one.
pub(super) fn meant<'d>(by: &[Field], item: Item<'d>) -> Vec<Found<'d>> {
    if by.is_empty() {
        return item.flattened().into_iter().map(Found::Value).collect();
    }
    by.iter().flat_map(|field| all(field, item)).collect()
}

/// The texts of the fields of an item, joined to one; of a field with several values each in turn.
pub(super) fn joined<'d>(
    by: &[Field],
    separator: &str,
    item: Item<'d>,
) -> Vec<(String, Found<'d>)> {
    let mut joined: Vec<(String, Option<Found<'d>>)> = vec![(String::new(), None)];
    for (at, field) in by.iter().enumerate() {
        let separator = if at == 0 { "" } else { separator };
        let values = all(field, item);
        let longer = joined.iter().flat_map(|(before, _)| {
            values.iter().filter_map(move |found| {
                let text = found.text()?;
                Some(([before, separator, &text].concat(), Some(*found)))
            })
        });
        joined = longer.take(MOST_JOINED).collect();
    }
    let joined = joined.into_iter();
    joined
        .filter_map(|(text, found)| Some((text, found?)))
        .collect()
}

/// Values of an item that together tell it from others, or that it has in common with them.
#[derive(Debug, Clone)]
pub(super) struct Key<'d> {
    /// What it is compared by.
    pub(super) texts: Vec<String>,
    /// Where the values are.
    pub(super) found: Vec<Found<'d>>,
    names: Vec<String>,
}

impl<'d> Key<'d> {
    /// The key that the fields of an item are; with no fields, the item itself. `None` where one of them is not there.
    pub(super) fn of(fields: &[Field], item: Item<'d>, ignore: Ignoring) -> Option<Self> {
        let found: Option<Vec<Found<'d>>> = match fields {
            [] => Some(vec![Found::Value(item)]),
            fields => fields.iter().map(|field| first(field, item)).collect(),
        };
        let found = found?;
        let texts = found.iter().map(|it| Some(comparable(&it.text()?, ignore)));
        Some(Self {
            texts: texts.collect::<Option<_>>()?,
            names: fields.iter().map(|field| field.name().to_owned()).collect(),
            found,
        })
    }

    /// As [`Key::of`], but with no fields a key that all items have.
    pub(super) fn shared(fields: &[Field], item: Item<'d>) -> Option<Self> {
        if fields.is_empty() {
            return Some(Self {
                texts: Vec::new(),
                found: Vec::new(),
                names: Vec::new(),
            });
        }
        Self::of(fields, item, Ignoring::default())
    }

    /// The values with the names of their fields: `date "2019-11-20" and room "Aula"`.
    pub(super) fn named(&self) -> String {
        let values = self.found.iter().map(|it| it.text().unwrap_or_default());
        let values = values.enumerate().map(|(at, text)| {
            let text = quoted(&text);
            match self.names.get(at) {
                Some(name) => format!("{name} {text}"),
                None => text,
            }
        });
        listed(&values.collect::<Vec<_>>())
    }

    /// The values alone, as they are written.
    pub(super) fn values(&self) -> String {
        let values = self.found.iter().filter_map(|it| it.text());
        values.collect::<Vec<_>>().join(", ")
    }

    /// The part of a sentence that limits it to these values: ` in date "2019-11-20"`, or nothing.
    pub(super) fn scope(&self) -> String {
        match self.found.as_slice() {
            [] => String::new(),
            _ => format!(" within {}", self.named()),
        }
    }

    /// The value that the item itself has, if any has: what is around it is shared with others.
    pub(super) fn own(&self) -> Option<Found<'d>> {
        self.found.last().copied()
    }
}

/// Items that have a key in common, in their order.
pub(super) type Scope<'d> = (Key<'d>, Vec<Item<'d>>);

/// The items by the values that they have in common, in the order of the first of each. Those that lack one are left out.
pub(super) fn scopes<'d>(within: &[Field], items: Vec<Item<'d>>) -> Vec<Scope<'d>> {
    let mut places: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let mut scopes: Vec<Scope<'d>> = Vec::new();
    for item in items {
        let Some(key) = Key::shared(within, item) else {
            continue;
        };
        let place = *places.entry(key.texts.clone()).or_insert(scopes.len());
        if place == scopes.len() {
            scopes.push((key, Vec::new()));
        }
        scopes[place].1.push(item);
    }
    scopes
}

/// A text without what counts for nothing in it.
pub(super) fn comparable(text: &str, ignore: Ignoring) -> String {
    let mut text = if ignore.quotes {
        title::plain_marks(text)
    } else {
        composed(text).into_owned()
    };
    if ignore.spacing {
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if ignore.case {
        text = text.to_lowercase();
    }
    text
}
