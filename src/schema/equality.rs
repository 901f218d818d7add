//! When two values are the same: as JSON Schema has it, whatever their style, the order of their keys, or the way a
//! number is written.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde_json::{Number, Value};

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

    fn entry_count(self) -> usize {
        self.tree.entries(self.node).count()
    }
}

impl PartialEq for Same<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.tree.data(self.node), self.tree.data(other.node)) {
            (Data::Seq, Data::Seq) => self.items().eq(other.items()),
            (Data::Map, Data::Map) => {
                self.entry_count() == other.entry_count() && self.has_entries_of(*other)
            }
            (one, another) => {
                let digits = (
                    self.tree.large_whole(self.node),
                    other.tree.large_whole(other.node),
                );
                match digits {
                    (None, None) => same_scalars(one, another),
                    (one, another) => one == another,
                }
            }
        }
    }
}

impl Eq for Same<'_> {}

impl Hash for Same<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.tree.data(self.node) {
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
            number => Quantity::of(number).hash(state),
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
        (data, expected) => scalar(expected).is_some_and(|expected| same_scalars(data, expected)),
    }
}

fn scalar(value: &Value) -> Option<Data<'_>> {
    match value {
        Value::Null => Some(Data::Null),
        Value::Bool(value) => Some(Data::Bool(*value)),
        Value::Number(number) => data_of(number),
        Value::String(text) => Some(Data::Str(text)),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn data_of(number: &Number) -> Option<Data<'static>> {
    let whole = number.as_i64().map(Data::Int);
    let large = || number.as_u64().map(Data::UInt);
    whole
        .or_else(large)
        .or_else(|| number.as_f64().map(Data::Float))
}

fn same_scalars(one: Data<'_>, another: Data<'_>) -> bool {
    match (Quantity::of(one), Quantity::of(another)) {
        (None, None) => one == another,
        (one, another) => one == another,
    }
}

/// A number by its worth: 1, 1.0 and 1e0 are the same.
#[derive(PartialEq, Eq, Hash)]
enum Quantity {
    Whole(i128),
    /// The bits of a float, so that even what is no number is the same as itself.
    Other(u64),
}

impl Quantity {
    fn of(data: Data<'_>) -> Option<Self> {
        /// 2¹⁰⁰: below it a float without a fraction is an `i128`.
        const LIMIT: f64 = 1_267_650_600_228_229_401_496_703_205_376.0;
        match data {
            Data::Int(value) => Some(Self::Whole(value.into())),
            Data::UInt(value) => Some(Self::Whole(value.into())),
            #[allow(clippy::cast_possible_truncation, reason = "it is whole, and in range")]
            Data::Float(value) if value.fract() == 0.0 && value.abs() < LIMIT => {
                Some(Self::Whole(value as i128))
            }
            Data::Float(value) => Some(Self::Other(value.to_bits())),
            _ => None,
        }
    }
}
