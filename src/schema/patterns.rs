//! The patterns and the large numbers of a schema, written as the engine reads them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};

use super::ecma;
use super::exact::{self, EXACT};
use super::looking::Looking;
use super::outline::DATA;
use crate::text::pattern::Cost;

/// What no key matches: it replaces a pattern that cannot be read.
const NOTHING: &str = "[^\\x{0}-\\x{10ffff}]";

/// The keyword that a `pattern` that looks around becomes.
pub(super) const LOOKING: &str = "\0looking";

/// The keyword that counts what patterns beside it may take: those for a text, and those for each key.
pub(super) const COUNTED: &str = "\0counted";

/// What all patterns of a schema may come to: compiling them takes time and memory.
pub(crate) const MOST: u64 = 1_000_000;

/// The patterns of the files of a schema.
#[derive(Default)]
pub(super) struct Patterns {
    /// The keys that are written again for the engine, with what they were.
    pub(super) renamed: FxHashMap<String, String>,
    /// Those that the engine may go back for, as it reads them.
    going_back: Vec<String>,
    /// Those among them that are for names of keys.
    pub(super) of_names: BTreeSet<String>,
    known: FxHashSet<String>,
    size: u64,
}

impl Patterns {
    /// Schemas with the patterns that the engine reads. One that cannot be read, which is reported, asks nothing.
    pub(super) fn for_engine(&mut self, schemas: &[&Value]) -> Vec<Value> {
        for schema in schemas {
            self.collect(schema);
        }
        schemas.iter().map(|schema| self.written(schema)).collect()
    }

    /// Whether they are more than can be compiled.
    pub(super) fn are_too_large(&self) -> bool {
        self.size > MOST
    }

    /// Whether the engine may give up on one of them.
    pub(super) fn may_go_back(&self) -> bool {
        !self.going_back.is_empty()
    }

    /// Takes note of what is in a schema.
    fn collect(&mut self, schema: &Value) {
        let mut open = vec![schema];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(pattern)) = members.get("pattern") {
                        self.note(pattern, true);
                    }
                    let keys = members.get("patternProperties").and_then(Value::as_object);
                    for pattern in keys.into_iter().flat_map(Map::keys) {
                        self.note(pattern, false);
                    }
                    let schemas = members
                        .iter()
                        .filter(|(key, _)| !DATA.contains(&key.as_str()));
                    open.extend(schemas.map(|(_, value)| value));
                }
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }

    fn note(&mut self, pattern: &str, is_for_text: bool) {
        let Ok(written) = ecma::translated(pattern) else {
            return;
        };
        if !self.known.insert(format!("{is_for_text}{written}")) {
            return;
        }
        let cost = Cost::of(&written);
        self.size = self.size.saturating_add(cost.size());
        if cost.goes_back() && !(is_for_text && Looking::new(&written).is_ok()) {
            self.going_back.push(written.into_owned());
        }
    }

    fn written(&mut self, schema: &Value) -> Value {
        match schema {
            Value::Object(members) => Value::Object(self.object(members)),
            Value::Array(items) => items.iter().map(|item| self.written(item)).collect(),
            other => other.clone(),
        }
    }

    fn object(&mut self, members: &Map<String, Value>) -> Map<String, Value> {
        let mut written = Map::new();
        let mut text = None;
        let mut keys: Vec<String> = Vec::new();
        for (key, value) in members {
            let is_own = matches!(key.as_str(), LOOKING | COUNTED)
                || EXACT.iter().any(|(_, own)| own == key);
            if is_own || !is_certain(key, members) {
                continue;
            }
            if let Some(own) = exact::instead_of(key, value) {
                self.renamed.insert(own.to_owned(), key.clone());
                written.insert(own.to_owned(), value.clone());
                continue;
            }
            let (key, value) = match (key.as_str(), value) {
                ("pattern", Value::String(pattern)) => {
                    let pattern = ecma::translated(pattern).unwrap_or_default();
                    let cost = Cost::of(&pattern);
                    let keyword = if cost.goes_back() && Looking::new(&pattern).is_ok() {
                        self.renamed.insert(LOOKING.to_owned(), key.clone());
                        LOOKING
                    } else {
                        text = cost.is_much().then(|| pattern.clone().into_owned());
                        key.as_str()
                    };
                    (keyword, Value::from(pattern))
                }
                ("patternProperties", Value::Object(patterns)) => {
                    let patterns = patterns.iter().map(|(pattern, schema)| {
                        let pattern = self.key(pattern).into_owned();
                        if Cost::of(&pattern).is_much() {
                            keys.push(pattern.clone());
                        }
                        (pattern, self.written(schema))
                    });
                    (key.as_str(), Value::Object(patterns.collect()))
                }
                ("propertyNames", names) => {
                    keys.extend(self.going_back.iter().cloned());
                    (key.as_str(), self.written(names))
                }
                (key, value) if DATA.contains(&key) => (key, value.clone()),
                (key, value) => (key, self.written(value)),
            };
            written.insert(key.to_owned(), value);
        }
        if text.is_some() || !keys.is_empty() {
            let names = keys.iter().filter(|name| self.going_back.contains(*name));
            self.of_names.extend(names.cloned());
            written.insert(COUNTED.to_owned(), json!({ "text": text, "keys": keys }));
        }
        written
    }

    fn key<'p>(&mut self, pattern: &'p str) -> Cow<'p, str> {
        let written = ecma::translated(pattern).unwrap_or(Cow::Borrowed(NOTHING));
        if written != pattern {
            self.renamed
                .insert(written.clone().into_owned(), pattern.to_owned());
        }
        written
    }
}

/// Whether it is known what a keyword is about: where a pattern cannot be read, nobody knows which keys are left.
fn is_certain(keyword: &str, schema: &Map<String, Value>) -> bool {
    let is_unreadable = |pattern: &String| ecma::translated(pattern).is_err();
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let is_about_rest = matches!(keyword, "additionalProperties" | "unevaluatedProperties");
    !is_about_rest || !patterns.is_some_and(|patterns| patterns.keys().any(is_unreadable))
}
