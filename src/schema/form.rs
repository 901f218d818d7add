//! What a form asks of a value, as far as its schema says so at once: the keys it knows and needs, and the words that it fixes.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::compiled::{At, Compiled};
use super::violation::strings;
use crate::text::syntax::reference_token;

/// How many schemas are looked at for one form. More of them apply to a value only where a schema is made by a program.
const MOST_SCHEMAS: usize = 64;

/// One of several forms that a value can have.
pub(super) struct Form<'s> {
    schema: &'s Compiled,
    /// Those of its schemas that apply wherever the form does.
    parts: Vec<(At, &'s Map<String, Value>)>,
}

/// Words that a form fixes for a key.
pub(super) struct Fixed<'s> {
    pub(super) key: &'s str,
    pub(super) words: Vec<&'s Value>,
}

impl<'s> Form<'s> {
    /// The form that these schemas are together.
    pub(super) fn of(schema: &'s Compiled, roots: &[At]) -> Self {
        Self {
            schema,
            parts: parts(schema, roots),
        }
    }

    /// What the schema calls it.
    pub(super) fn title(&self) -> Option<&'s str> {
        let mut titles = self.parts.iter().filter_map(|(_, part)| part.get("title"));
        titles.find_map(Value::as_str)
    }

    /// The keys that it cannot do without.
    pub(super) fn required(&self) -> impl Iterator<Item = &'s str> {
        let lists = self
            .parts
            .iter()
            .filter_map(|(_, part)| part.get("required"));
        lists.flat_map(strings)
    }

    /// Whether it says anything of that key.
    pub(super) fn knows(&self, key: &str) -> bool {
        let named = self.properties().any(|(_, name, _)| name == key);
        named || self.required().any(|needed| needed == key)
    }

    /// Whether keys that it does not name are more than tolerated: it says what their values are.
    pub(super) fn describes_others(&self) -> bool {
        let is_schema = |value: Option<&Value>| value.is_some_and(Value::is_object);
        self.parts.iter().any(|(_, part)| {
            is_schema(part.get("additionalProperties")) || part.contains_key("patternProperties")
        })
    }

    /// The keys for which it has but certain words.
    pub(super) fn fixed(&self) -> Vec<Fixed<'s>> {
        let mut seen = FxHashSet::default();
        let mut fixed = Vec::new();
        for (at, key, _) in self.properties() {
            let parts = parts(self.schema, &[at]);
            let words = parts.iter().find_map(|(_, part)| words_of(part));
            if let Some(words) = words.filter(|_| seen.insert(key)) {
                fixed.push(Fixed { key, words });
            }
        }
        fixed
    }

    fn properties(&self) -> impl Iterator<Item = (At, &'s str, &'s Value)> {
        self.parts.iter().flat_map(|(at, part)| {
            let properties = part.get("properties").and_then(Value::as_object);
            properties.into_iter().flatten().map(|(key, value)| {
                let below = format!("properties/{}", reference_token(key));
                (at.below(&below), key.as_str(), value)
            })
        })
    }
}

/// The schemas that apply where these do: themselves, what they refer to, and what they are all of.
fn parts<'s>(schema: &'s Compiled, roots: &[At]) -> Vec<(At, &'s Map<String, Value>)> {
    let mut parts = Vec::new();
    let mut open: Vec<At> = roots.iter().rev().cloned().collect();
    while let Some(at) = open.pop() {
        let Some(part) = schema.at(&at).and_then(Value::as_object) else {
            continue;
        };
        if parts.len() == MOST_SCHEMAS {
            break;
        }
        let all = part.get("allOf").and_then(Value::as_array);
        let count = all.map_or(0, Vec::len);
        open.extend(
            (0..count)
                .rev()
                .map(|place| at.below(&format!("allOf/{place}"))),
        );
        open.extend(schema.target(&at.below("$ref")));
        parts.push((at, part));
    }
    parts
}

fn words_of(schema: &Map<String, Value>) -> Option<Vec<&Value>> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(word), _) => Some(vec![word]),
        (None, Some(Value::Array(words))) => Some(words.iter().collect()),
        _ => None,
    }
}
