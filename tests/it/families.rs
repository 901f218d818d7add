//! `tests/by_hand/costs.py` has a family of small projects for each keyword of JSON Schema and each key of the
//! configuration.

use std::collections::BTreeSet;

use jsonschema::{Registry, uri};
use serde_json::{Value, json};

use crate::tidy::read;

/// The names of the families between two lines of the script.
fn families<'s>(script: &'s str, from: &str, to: &str) -> Vec<&'s str> {
    let (_, rest) = script.split_once(from).unwrap();
    let (lines, _) = rest.split_once(to).unwrap();
    let names = lines.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("    \"")?.split_once("\": ")?;
        Some(name)
    });
    names.collect()
}

/// The keys that any schema in a value names.
fn named(value: &Value) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let properties = members.get("properties").and_then(Value::as_object);
                keys.extend(properties.into_iter().flat_map(|it| it.keys().cloned()));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    keys
}

/// The keywords of all drafts, as their own schemas name them.
fn keywords() -> BTreeSet<String> {
    const DRAFTS: [&str; 5] = [
        "http://json-schema.org/draft-04/schema",
        "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ];
    // what follows a part of a draft has all of them put into the registry
    let of_drafts = json!({"$schema": "https://json-schema.org/draft/2020-12/meta/core"});
    let registry = Registry::new().add("urn:document", &of_drafts).unwrap();
    let registry = registry.prepare().unwrap();
    let mut keywords = BTreeSet::new();
    for draft in DRAFTS {
        let mut open = vec![draft.to_owned()];
        while let Some(address) = open.pop() {
            let resolver = registry.resolver(uri::from_str(draft).unwrap());
            let found = resolver.lookup(&address).unwrap();
            let schema = found.contents();
            keywords.extend(named(schema));
            let parts = schema["allOf"].as_array().into_iter().flatten();
            let parts = parts.filter_map(|part| part["$ref"].as_str());
            open.extend(
                parts
                    .filter(|part| part.starts_with("meta/"))
                    .map(str::to_owned),
            );
        }
    }
    keywords
}

#[track_caller]
fn assert_has_families(names: &[&str], wanted: &BTreeSet<String>) {
    let first = names.iter().filter_map(|name| name.split(' ').next());
    let first: BTreeSet<&str> = first.collect();
    let missing: Vec<&String> = wanted
        .iter()
        .filter(|it| !first.contains(it.as_str()))
        .collect();
    assert!(missing.is_empty(), "costs.py has no family for {missing:?}");
}

#[test]
fn every_keyword_and_every_key_has_a_family_that_makes_it_expensive() {
    let script = read("tests/by_hand", "costs.py");
    let schemas = families(&script, "\nSCHEMAS = {\n", "\n}\n");
    let checks = families(&script, "\nCHECKS = {\n", "\n}\n");
    let configs = families(&script, "\nCONFIGS = {\n", "\n}\n");
    let keywords = keywords();
    assert!(keywords.contains("unevaluatedItems") && keywords.contains("$recursiveRef"));
    assert_has_families(&schemas, &keywords);
    let keys = ["config.schema.json", "config-checks.schema.json"];
    let keys = keys.map(|path| named(&serde_json::from_str(&read("schemas", path)).unwrap()));
    let keys: BTreeSet<String> = keys.into_iter().flatten().collect();
    assert_has_families(&[checks.as_slice(), &configs].concat(), &keys);
    let count = schemas.len() + checks.len() + configs.len();
    let page = read("docs", "testing.md");
    let stated = format!("makes {count} families of small projects");
    assert!(
        page.contains(&stated),
        "docs/testing.md does not say that the script {stated}"
    );
}
