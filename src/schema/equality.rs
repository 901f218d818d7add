//! When two values are the same: as JSON Schema has it, whatever their style, the order of their keys, or the way a
//! number is written.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde_json::Value;

use super::number::{NumberOf, Quantity};
use crate::text::syntax::{Data, NodeId, Tree};

/// A value that is compared by its content.
#[derive(Clone, Copy)]
pub(super) struct Same<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) node: NodeId,
}

impl Same<'_> {
    fn other(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    fn items(self) -> impl Iterator<Item = Self> {
        self.tree.items(self.node).map(move |item| self.other(item))
    }

    fn has_entries_of(self, other: Self) -> bool {
        let tree = self.tree;
        tree.entries(other.node).all(|(key, value)| {
            let counterpart = tree.get(self.node, &tree.key_text(key));
            counterpart.is_some_and(|found| self.other(found) == self.other(value))
        })
    }

    fn data(&self) -> Data<'_> {
        self.tree.data(self.node)
    }

    /// How much it is, if it is a number.
    fn quantity(self) -> Option<Quantity> {
        NumberOf::of(self.tree, self.node).map(|number| Quantity::of(&number))
    }

    fn entry_count(self) -> usize {
        self.tree.entries(self.node).count()
    }
}

impl PartialEq for Same<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.data(), other.data()) {
            (Data::Seq, Data::Seq) => self.items().eq(other.items()),
            (Data::Map, Data::Map) => {
                self.entry_count() == other.entry_count() && self.has_entries_of(*other)
            }
            (Data::Str(_) | Data::Bool(_) | Data::Null | Data::Seq | Data::Map, _)
            | (_, Data::Str(_) | Data::Bool(_) | Data::Null | Data::Seq | Data::Map) => {
                self.data() == other.data()
            }
            _ => self.quantity() == other.quantity(),
        }
    }
}

impl Eq for Same<'_> {}

impl Hash for Same<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.data() {
            Data::Str(text) => text.hash(state),
            Data::Bool(value) => value.hash(state),
            Data::Seq => self.items().for_each(|item| item.hash(state)),
            Data::Map => {
                // the same for any order of the entries
                let hashes = self.tree.entries(self.node).map(|(key, value)| {
                    let mut hasher = FxHasher::default();
                    self.tree.key_text(key).hash(&mut hasher);
                    self.other(value).hash(&mut hasher);
                    hasher.finish()
                });
                hashes.fold(0, |all, one| all ^ one).hash(state);
            }
            _ => self.quantity().hash(state),
        }
    }
}

/// Whether a value is the one that a schema names.
pub(super) fn equals(tree: &Tree<'_>, node: NodeId, expected: &Value) -> bool {
    match (tree.data(node), expected) {
        (Data::Seq, Value::Array(expected)) => {
            let items = tree.items(node);
            items.len() == expected.len()
                && items
                    .zip(expected)
                    .all(|(item, expected)| equals(tree, item, expected))
        }
        (Data::Map, Value::Object(expected)) => {
            let is_there = |(key, expected): (&String, &Value)| {
                let value = tree.get(node, key);
                value.is_some_and(|value| equals(tree, value, expected))
            };
            tree.entries(node).count() == expected.len() && expected.iter().all(is_there)
        }
        (Data::Str(text), Value::String(expected)) => text == expected,
        (Data::Bool(value), Value::Bool(expected)) => value == *expected,
        (Data::Null, Value::Null) => true,
        (_, Value::Number(expected)) => {
            let number = NumberOf::of(tree, node);
            number.is_some_and(|number| Quantity::of(&number) == Quantity::of_json(expected))
        }
        _ => false,
    }
}
