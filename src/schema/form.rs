//! What a form asks of a value, as far as its schema says so at once: the keys it knows and needs, and the words that it fixes.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::library::{At, Library};
use super::violation::strings;
use crate::text::pattern::Pattern;
use crate::text::syntax::reference_token;

/// How many schemas are looked at for one form. More of them apply to a value only where a schema is made by a program.
const MOST_SCHEMAS: usize = 64;

/// One of several forms that a value can have.
pub(super) struct Form<'s> {
    schema: &'s Library,
    /// The ways to what its keys must be.
    ways: Ways,
    /// Those of its schemas that apply wherever the form does.
    parts: Vec<(At, &'s Map<String, Value>)>,
}

/// The keys of which a form says anything.
pub(super) struct Covered<'s> {
    pub(super) keys: FxHashSet<&'s str>,
    patterns: Vec<Pattern>,
}

impl Covered<'_> {
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(key) || self.patterns.iter().any(|pattern| pattern.is_in(key))
    }
}

/// Words that a form fixes for a key.
pub(super) struct Fixed<'s> {
    pub(super) key: &'s str,
    pub(super) words: Vec<&'s Value>,
}

impl<'s> Form<'s> {
    /// The form that these schemas are together.
    pub(super) fn of(schema: &'s Library, roots: &[At]) -> Self {
        Self {
            schema,
            ways: Ways::Certain,
            parts: parts(schema, roots, Ways::Certain),
        }
    }

    /// What a validator asks for in any case where it asks for the schema at that place.
    pub(super) fn as_asked(schema: &'s Library, root: &At) -> Self {
        Self {
            schema,
            ways: Ways::Asked,
            parts: parts(schema, std::slice::from_ref(root), Ways::Asked),
        }
    }

    /// All that a schema says about a value in any case: whatever applicator it goes through, and whether that applies or not.
    pub(super) fn of_any_case(schema: &'s Library, root: At) -> Self {
        Self {
            schema,
            ways: Ways::Certain,
            parts: parts(schema, &[root], Ways::All),
        }
    }

    /// Whether a mapping can have it.
    pub(super) fn is_for_mappings(&self) -> bool {
        let mut types = self.parts.iter().filter_map(|(_, part)| part.get("type"));
        types.all(|types| strings(types).any(|name| name == "object"))
    }

    /// How many keys it names.
    pub(super) fn count_of_keys(&self) -> usize {
        let parts = self.parts.iter().map(|(_, part)| {
            let properties = part.get("properties").and_then(Value::as_object);
            let required = part.get("required").and_then(Value::as_array);
            properties.map_or(0, Map::len) + required.map_or(0, Vec::len)
        });
        parts.sum()
    }

    /// The keys of which it says anything, and what those look like of which it does by a pattern.
    pub(super) fn covered(&self) -> Covered<'s> {
        let patterns = self.parts.iter().flat_map(|(_, part)| {
            let patterns = part.get("patternProperties").and_then(Value::as_object);
            patterns.into_iter().flat_map(Map::keys)
        });
        Covered {
            keys: self.properties().map(|(_, key)| key).collect(),
            patterns: patterns
                .filter_map(|pattern| Pattern::new(pattern).ok())
                .collect(),
        }
    }

    /// Whether it says in any case what is at such a place of a list.
    pub(super) fn covers_item(&self, place: usize) -> bool {
        self.parts.iter().any(|(_, part)| {
            let places = |key| part.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            let is_schema = |key| part.get(key).is_some_and(Value::is_object);
            let fixed = places("prefixItems").max(places("items"));
            place < fixed || is_schema("items") || is_schema("additionalItems")
        })
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
        let named = self.properties().any(|(_, name)| name == key);
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
        for (at, key) in self.properties() {
            let at = at.below(&format!("properties/{}", reference_token(key)));
            let parts = parts(self.schema, &[at], self.ways);
            let words = parts.iter().find_map(|(_, part)| words_of(part));
            if let Some(words) = words.filter(|_| seen.insert(key)) {
                fixed.push(Fixed { key, words });
            }
        }
        fixed
    }

    /// The keys that it names, each with the schema that does.
    fn properties(&self) -> impl Iterator<Item = (&At, &'s str)> {
        self.parts.iter().flat_map(|(at, part)| {
            let properties = part.get("properties").and_then(Value::as_object);
            let keys = properties.into_iter().flat_map(Map::keys);
            keys.map(move |key| (at, key.as_str()))
        })
    }
}

/// Which ways are gone from a schema to others for the same value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ways {
    /// To those that are asked for wherever the schema is, as its draft has it.
    Asked,
    /// To those that apply wherever the schema does.
    Certain,
    /// To those as well that apply in some cases only.
    All,
}

/// The schemas to which the ways lead from these, and these themselves.
fn parts<'s>(schema: &'s Library, roots: &[At], ways: Ways) -> Vec<(At, &'s Map<String, Value>)> {
    let mut parts: Vec<(At, &Map<String, Value>)> = Vec::new();
    let mut seen = FxHashSet::default();
    let mut open: Vec<At> = roots.iter().rev().cloned().collect();
    while let Some(at) = open.pop() {
        let Some(part) = schema.at(&at).and_then(Value::as_object) else {
            continue;
        };
        if parts.len() == MOST_SCHEMAS || !seen.insert(at.clone()) {
            continue;
        }
        if ways == Ways::Asked && !schema.knows_const(&at) {
            continue;
        }
        if part.contains_key("$ref") && schema.ignores_beside_references(&at) {
            open.extend(schema.target(&at.below("$ref")));
            continue;
        }
        let list = |key: &str| {
            let count = part.get(key).and_then(Value::as_array).map_or(0, Vec::len);
            (0..count)
                .map(|place| at.below(&format!("{key}/{place}")))
                .collect::<Vec<_>>()
        };
        if ways == Ways::All {
            open.extend(["anyOf", "oneOf"].into_iter().flat_map(list));
            open.extend(["if", "then", "else"].map(|key| at.below(key)));
            let dependent = part.get("dependentSchemas").and_then(Value::as_object);
            let keys = dependent.into_iter().flat_map(Map::keys);
            open.extend(
                keys.map(|key| at.below(&format!("dependentSchemas/{}", reference_token(key)))),
            );
        }
        open.extend(list("allOf").into_iter().rev());
        // where it leads is known only where the schema is applied
        let dynamic = Some("$dynamicRef").filter(|_| ways != Ways::Asked);
        let references = dynamic.into_iter().chain(["$ref"]);
        open.extend(references.filter_map(|key| schema.target(&at.below(key))));
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
