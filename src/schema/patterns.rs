//! The patterns of a schema, written as the engine reads them.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::ecma;
use super::outline::DATA;

/// What no key matches: it stands for a pattern that cannot be read.
const NOTHING: &str = "[^\\x{0}-\\x{10ffff}]";

/// A schema with the patterns that the engine reads. One that cannot be read, which is reported, asks nothing. Keys that are
/// patterns are noted with what they were, where that is something else.
pub(super) fn for_engine(schema: &Value, renamed: &mut FxHashMap<String, String>) -> Value {
    match schema {
        Value::Object(members) => {
            let members = members.iter().filter(|(key, _)| is_certain(key, members));
            let members = members.map(|(key, value)| {
                let value = match (key.as_str(), value) {
                    ("pattern", Value::String(pattern)) => {
                        Value::from(ecma::translated(pattern).unwrap_or_default())
                    }
                    ("patternProperties", Value::Object(patterns)) => {
                        let patterns = patterns.iter().map(|(pattern, schema)| {
                            let key = key_for_engine(pattern, renamed);
                            (key.into_owned(), for_engine(schema, renamed))
                        });
                        Value::Object(patterns.collect())
                    }
                    (key, value) if DATA.contains(&key) => value.clone(),
                    (_, value) => for_engine(value, renamed),
                };
                (key.clone(), value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => items.iter().map(|item| for_engine(item, renamed)).collect(),
        other => other.clone(),
    }
}

/// Whether it is known what a keyword is about: where a pattern cannot be read, nobody knows which keys are left.
fn is_certain(keyword: &str, schema: &Map<String, Value>) -> bool {
    let is_unreadable = |pattern: &String| ecma::translated(pattern).is_err();
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let is_about_rest = matches!(keyword, "additionalProperties" | "unevaluatedProperties");
    !is_about_rest || !patterns.is_some_and(|patterns| patterns.keys().any(is_unreadable))
}

fn key_for_engine<'p>(pattern: &'p str, renamed: &mut FxHashMap<String, String>) -> Cow<'p, str> {
    let written = ecma::translated(pattern).unwrap_or(Cow::Borrowed(NOTHING));
    if written != pattern {
        renamed.insert(written.clone().into_owned(), pattern.to_owned());
    }
    written
}
