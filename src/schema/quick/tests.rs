//! The tables are what the schema says, and what they allow, the validator allows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Map, Value, json};

use super::*;
use crate::schema::Schema;
use crate::schema::embedded::bundle;
use crate::text::syntax::{Format, Limits, parse};

const TABLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema/quick/tables.rs");

/// The forms that patterns of the schema have here. What has another one is for the validator.
const PATTERNS: [(&str, &str); 6] = [
    (r"^[^\s/]+$", "Id"),
    (r"^\S+( \S+)*$", "Code"),
    ("^([0-3][0-9]|4[0-7]):[0-5][0-9]$", "Time"),
    ("^[1-9][0-9]*[A-Za-z]*([ .-][0-9A-Za-z]+)*$", "Number"),
    ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "Language"),
    ("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$", "TimeZone"),
];

/// Writes the tables.
struct Tables {
    schema: Value,
    /// The schema of each mapping by its name, and its table, which is empty while it is written.
    mappings: BTreeMap<String, (Value, String)>,
}

impl Tables {
    fn of(name: &str) -> String {
        let schema = bundle(name).unwrap();
        let root = schema.clone();
        let mut tables = Self {
            schema,
            mappings: BTreeMap::new(),
        };
        let root = tables.with_referred(&root, "report").0;
        let mut part = root.clone();
        part.as_object_mut().unwrap().remove("required");
        tables.mapping("part", &part);
        let mut text = "// Made from the schema of a report by a test of `quick`; `UPDATE_DOCS=1` makes it again.\n\n\
            use super::{Allowed, Form, Mapping};\n"
            .to_owned();
        // of a report the same is allowed as of a part, and more is required
        let keys = root["properties"].as_object().unwrap();
        let required = bits(keys, &root["required"]);
        writeln!(
            text,
            "\npub(super) const REQUIRED_OF_REPORT: u64 = {required:#b};"
        )
        .unwrap();
        for (_, table) in tables.mappings.values() {
            text += table;
        }
        text
    }

    /// A schema with what it refers to, and the name of that.
    fn with_referred(&self, schema: &Value, name: &str) -> (Value, String) {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return (schema.clone(), name.to_owned());
        };
        let target = self.schema.pointer(reference.strip_prefix('#').unwrap());
        let name = reference.rsplit('/').next().unwrap();
        let name = name.strip_suffix(".schema.json").unwrap_or(name);
        let (mut target, name) = self.with_referred(target.unwrap(), name);
        for (key, value) in asked(schema) {
            assert_eq!(key, "required", "keywords beside a `$ref` are not combined");
            target
                .as_object_mut()
                .unwrap()
                .insert(key.clone(), value.clone());
        }
        (target, name)
    }

    /// The name of the table of a mapping.
    fn mapping(&mut self, name: &str, schema: &Value) -> String {
        let name = shouted(name);
        if let Some((known, _)) = self.mappings.get(&name) {
            assert_eq!(known, schema, "two mappings are called {name}");
            return name;
        }
        let begun = (schema.clone(), String::new());
        self.mappings.insert(name.clone(), begun);
        let table = self.table(&name, schema);
        self.mappings.insert(name.clone(), (schema.clone(), table));
        name
    }

    fn table(&mut self, name: &str, schema: &Value) -> String {
        let asked: Vec<_> = asked(schema).map(|(key, _)| key.as_str()).collect();
        let known = [
            "type",
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "anyOf",
            "dependentRequired",
        ];
        assert!(
            asked.iter().all(|key| known.contains(key)),
            "{name}: {asked:?}"
        );
        assert_eq!(schema["additionalProperties"], json!(false), "{name}");
        let patterns = schema["patternProperties"].as_object().unwrap();
        assert!(patterns.keys().eq(["^x-"]), "{name}");
        let properties = schema["properties"].as_object().unwrap();
        let bits = |keys: &Value| bits(properties, keys);
        let mut table = format!("\npub(super) static {name}: Mapping = Mapping {{\n    keys: &[\n");
        for (key, value) in properties {
            writeln!(table, "        ({key:?}, {}),", self.allowed(key, value)).unwrap();
        }
        let required = schema.get("required").map_or(0, bits);
        let one_of = schema
            .get("anyOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let one_of: Vec<u64> = one_of
            .map(|form| {
                assert!(form.as_object().unwrap().keys().eq(["required"]), "{name}");
                bits(&form["required"])
            })
            .collect();
        let with = schema.get("dependentRequired").and_then(Value::as_object);
        let with: Vec<(u64, u64)> = with
            .into_iter()
            .flatten()
            .map(|(key, others)| (bits(&json!([key])), bits(others)))
            .collect();
        writeln!(
            table,
            "    ],\n    required: {required:#b},\n    one_of: &{one_of:?},\n    with: &{with:?},\n}};"
        )
        .unwrap();
        table
    }

    /// What a schema allows, as it is written in the tables.
    fn allowed(&mut self, key: &str, schema: &Value) -> String {
        let (schema, name) = self.with_referred(schema, key);
        if let Some(words) = schema.get("enum") {
            return format!("Allowed::Text(Form::OneOf(&{words}))");
        }
        match &schema["type"] {
            Value::String(kind) => self.of_type(&name, kind, &schema),
            Value::Array(kinds) => {
                let kinds = kinds.iter().map(|kind| kind.as_str().unwrap());
                let kinds: Vec<_> = kinds
                    .map(|kind| self.of_type(&name, kind, &schema))
                    .collect();
                format!("Allowed::Either(&[{}])", kinds.join(", "))
            }
            _ => "Allowed::Unsure".to_owned(),
        }
    }

    fn of_type(&mut self, name: &str, kind: &str, schema: &Value) -> String {
        match kind {
            "object" => format!("Allowed::Mapping(&{})", self.mapping(name, schema)),
            "array" => {
                let items = self.allowed(name, &schema["items"]);
                let is_unique = schema.get("uniqueItems").is_some();
                format!("Allowed::List {{ items: &{items}, is_unique: {is_unique} }}")
            }
            "string" => form(schema),
            "integer" => {
                let least = schema
                    .get("minimum")
                    .map_or(i64::MIN, |it| it.as_i64().unwrap());
                format!("Allowed::Whole({least})")
            }
            "boolean" => match schema.get("const") {
                None => "Allowed::Flag".to_owned(),
                Some(_) => "Allowed::Unsure".to_owned(),
            },
            _ => "Allowed::Unsure".to_owned(),
        }
    }
}

/// What a schema asks, beside what it says to people.
fn asked(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let says = |key: &str| {
        key.starts_with("x-")
            || [
                "$ref",
                "$schema",
                "$id",
                "$defs",
                "$comment",
                "title",
                "description",
                "examples",
            ]
            .contains(&key)
    };
    let members = schema.as_object().into_iter().flatten();
    members.filter(move |(key, _)| !says(key))
}

fn bits(properties: &Map<String, Value>, keys: &Value) -> u64 {
    let place = |key: &Value| properties.keys().position(|known| known == key).unwrap();
    let keys = keys.as_array().unwrap().iter();
    keys.fold(0, |bits, key| bits | 1_u64 << place(key))
}

fn form(schema: &Value) -> String {
    let form = match (
        schema.get("pattern"),
        schema.get("format"),
        schema.get("minLength"),
    ) {
        (None, None, None) => "Any",
        (None, None, Some(least)) if *least == json!(1) => "NonEmpty",
        (None, Some(format), None) if format == "date" => "Date",
        (Some(pattern), None, None) => {
            let form = PATTERNS.iter().find(|(known, _)| *known == pattern);
            let Some((_, form)) = form else {
                return "Allowed::Unsure".to_owned();
            };
            form
        }
        _ => return "Allowed::Unsure".to_owned(),
    };
    format!("Allowed::Text(Form::{form})")
}

/// `paragraphNumber` as `PARAGRAPH_NUMBER`.
fn shouted(name: &str) -> String {
    let mut shouted = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() {
            shouted.push('_');
        }
        shouted.extend(sign.to_uppercase());
    }
    shouted
}

#[test]
fn the_tables_are_what_the_schema_says() {
    let tables = Tables::of("report");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(TABLES, &tables).unwrap();
    }
    assert_eq!(
        fs::read_to_string(TABLES).unwrap(),
        tables,
        "UPDATE_DOCS=1 writes them"
    );
}

#[test]
fn texts_of_a_form_match_its_pattern() {
    let forms = [
        Form::Id,
        Form::Code,
        Form::Time,
        Form::Number,
        Form::Language,
        Form::TimeZone,
    ];
    let signs = prop::sample::select(
        " -./:_+0123479abcXYZ\u{e9}\u{a0}\t"
            .chars()
            .collect::<Vec<_>>(),
    );
    let text =
        prop::collection::vec(signs, 0..8).prop_map(|signs| signs.into_iter().collect::<String>());
    let patterns: Vec<_> = PATTERNS
        .iter()
        .map(|(pattern, _)| regex::Regex::new(pattern).unwrap())
        .collect();
    let mut fitting = [0; 6];
    let mut runner = prop::test_runner::TestRunner::new(ProptestConfig::with_cases(5_000));
    let examples = [
        "5 ter",
        "12-13a",
        "en-GB",
        "09:30",
        "47:59",
        "Europe/Vienna",
        "a b",
        "A-1",
    ];
    let text = prop_oneof![
        text,
        prop::sample::select(examples.to_vec()).prop_map(str::to_owned)
    ];
    for _ in 0..5_000 {
        let text = text.new_tree(&mut runner).unwrap().current();
        for (index, form) in forms.iter().enumerate() {
            let fits = form.fits(&text);
            assert!(
                !fits || patterns[index].is_match(&text),
                "{text:?} as {}",
                PATTERNS[index].1
            );
            // of texts in ASCII they say the same
            assert!(
                fits || !text.is_ascii() || !patterns[index].is_match(&text),
                "{text:?} as {}",
                PATTERNS[index].1
            );
            fitting[index] += usize::from(fits);
        }
    }
    assert!(fitting.iter().all(|count| *count > 50), "{fitting:?}");
}

/// Whether the tables allow a text as a report and as a part; what they allow has no violations.
fn is_allowed(text: &str) -> [bool; 2] {
    let tree = parse(text, Format::Yaml, &Limits::default());
    let Some(&root) = tree.documents().first() else {
        return [false; 2];
    };
    let sure = [
        (Schema::Report, is_surely_a_report(&tree, root)),
        (Schema::Part, is_surely_a_part(&tree, root)),
    ];
    sure.map(|(schema, is_allowed)| {
        assert!(
            !is_allowed || schema.validated(&tree, root).is_empty(),
            "{text}"
        );
        is_allowed
    })
}

const CORRECT: &str = include_str!("../../../fixtures/vienna-forum/corrected.yaml");

#[test]
fn a_report_in_order_is_allowed() {
    assert_eq!(is_allowed(CORRECT), [true, true]);
    assert_eq!(is_allowed("sections: []\n"), [false, true]);
    assert_eq!(is_allowed("sections: []\nsections: []\n"), [false, false]);
    assert_eq!(is_allowed("- a\n"), [false, false]);
}

/// Adds all values inside a value.
fn add_values(tree: &Tree<'_>, within: NodeId, values: &mut Vec<NodeId>) {
    let own = tree
        .items(within)
        .chain(tree.entries(within).map(|(_, value)| value));
    for value in own.collect::<Vec<_>>() {
        values.push(value);
        add_values(tree, value, values);
    }
}

/// A correct report with another value at some places.
fn changed() -> impl Strategy<Value = String> {
    let values = [
        "1",
        "0",
        "1.0",
        "''",
        "x",
        "'a b'",
        "' a'",
        "a/b",
        "[a]",
        "[a, a]",
        "[]",
        "{}",
        "{a: b}",
        "{x-a: b}",
        "~",
        "true",
        "2008-02-13",
        "2008-02-30",
        "'25:00'",
        "'09:30'",
        "panel",
        "agenda",
        "draft",
        "en",
        "Zażółć",
        "12 bis",
        "&a b",
        "{title: T}",
        "{label: I}",
        "{start: '09:00', title: T}",
        "[{text: a}]",
        "[{label: '1', title: T, page: 1}]",
    ];
    let places = prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            prop::sample::select(values.to_vec()),
        ),
        1..4,
    );
    places.prop_map(|places| {
        let mut text = CORRECT.to_owned();
        for (place, value) in places {
            let tree = parse(&text, Format::Yaml, &Limits::default());
            let mut values = Vec::new();
            for &root in tree.documents() {
                add_values(&tree, root, &mut values);
            }
            let value_there = values[place.index(values.len())];
            let range = tree.span(value_there).range();
            text.replace_range(range, value);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_the_tables_allow_the_validator_allows(text in changed()) {
        is_allowed(&text);
    }
}
