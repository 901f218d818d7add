//! What a schema says about mappings and their keys.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use crate::relation::resolve::nearest;
use crate::text::syntax::reference_token;

/// What a schema says about one sort of mapping.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape {
    /// What such a mapping is, as it reads in a sentence: "an item of the agenda". Empty where the schema does not say so.
    pub noun: String,
    /// The keys it can have.
    pub keys: Vec<Key>,
    /// Whether it can have other keys, too, if they start with `x-`.
    pub is_extensible: bool,
}

/// A key that the schema knows.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub name: String,
    /// What it is for, in a sentence or two.
    pub description: String,
}

impl Shape {
    /// Whether it can have that key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.key(key).is_some()
    }

    /// What the schema says about that key.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key that was probably meant by one that it does not have, if it is not `taken` already.
    pub(super) fn meant_by(&self, key: &str, taken: impl Fn(&str) -> bool) -> Option<&str> {
        let names = self.keys.iter().map(|key| key.name.as_str());
        nearest(key, names).filter(|name| !taken(name))
    }

    fn read(schema: &Map<String, Value>, properties: &Map<String, Value>) -> Self {
        let text =
            |text: Option<&Value>| text.and_then(Value::as_str).unwrap_or_default().to_owned();
        let keys = properties.iter().map(|(name, schema)| Key {
            name: name.clone(),
            description: text(schema.get("description")),
        });
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        Self {
            noun: text(schema.get("x-noun")),
            keys: keys.collect(),
            is_extensible: patterns.is_some_and(|patterns| patterns.contains_key("^x-")),
        }
    }
}

/// The shapes of all mappings that a document knows, the root's first, by their pointers.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    all: Vec<Arc<Shape>>,
    by_pointer: FxHashMap<String, usize>,
}

impl Shapes {
    pub(super) fn of(document: &Value) -> Self {
        let mut shapes = Self::default();
        shapes.collect(document, String::new());
        shapes
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Shape>> {
        self.all.iter()
    }

    pub(super) fn get(&self, pointer: &str) -> Option<&Arc<Shape>> {
        self.by_pointer.get(pointer).map(|&index| &self.all[index])
    }

    /// Collects the shapes in a schema; those in a definition have a pointer by which they can be referred to. Documents
    /// nest no deeper than trees can.
    fn collect(&mut self, schema: &Value, pointer: String) {
        let below: Vec<(&Value, String)> = match schema {
            Value::Object(members) => {
                let below = members.iter();
                let below = below
                    .map(|(key, value)| (value, format!("{pointer}/{}", reference_token(key))));
                below.collect()
            }
            Value::Array(items) => {
                let below = items.iter().enumerate();
                let below = below.map(|(index, value)| (value, format!("{pointer}/{index}")));
                below.collect()
            }
            _ => return,
        };
        if let Some(members) = schema.as_object()
            && let Some(properties) = keys_of(schema)
        {
            let shape = Shape::read(members, properties);
            self.by_pointer.insert(pointer, self.all.len());
            self.all.push(Arc::new(shape));
        }
        for (value, pointer) in below {
            self.collect(value, pointer);
        }
    }
}

/// Whether a schema says what keys a mapping can have.
pub(super) fn names_keys(schema: &Value) -> bool {
    keys_of(schema).is_some()
}

fn keys_of(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

/// Where a subschema that says nothing of keys is a part of one that does: of which mapping they both speak.
pub(super) fn around(pointer: &str) -> Option<&str> {
    let (rest, last) = pointer.rsplit_once('/')?;
    let (outer, keyword) = rest.rsplit_once('/').unwrap_or(("", ""));
    match (keyword, last) {
        ("allOf" | "anyOf" | "oneOf" | "dependentSchemas" | "dependencies", _) => Some(outer),
        (_, "if" | "then" | "else" | "not") => Some(rest),
        _ => None,
    }
}
