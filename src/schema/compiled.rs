//! A schema, ready to validate with, and what it says of mappings and their keys.

use jsonschema::{PatternOptions, Registry, ValidationError, Validator};
use serde_json::{Value, json};

use super::embedded::bundle;
use super::instance::{Instance, TreeJson};
use super::violation::{self, Violation};
use crate::relation::resolve::nearest;
use crate::syntax::{NodeId, Tree};

/// A compiled schema and the document it was compiled from.
pub(super) struct Compiled {
    document: Value,
    validator: Validator<TreeJson>,
    /// The shapes of mappings, the root's first, each with its pointer into the document.
    shapes: Vec<(String, Shape)>,
}

/// What a schema says of one sort of mapping.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// What such a mapping is, as it reads in a sentence: "an item of the agenda".
    pub noun: String,
    /// The keys it can have.
    pub keys: Vec<Key>,
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

    /// What the schema says of that key.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key that was probably meant by one that it has not got, if it is not `taken` already.
    pub(super) fn meant_by(&self, key: &str, taken: impl Fn(&str) -> bool) -> Option<&str> {
        let names = self.keys.iter().map(|key| key.name.as_str());
        nearest(key, names).filter(|name| !taken(name))
    }

    fn read(schema: &Value, properties: &serde_json::Map<String, Value>) -> Self {
        let text = |schema: &Value, key: &str| {
            let text = schema.get(key).and_then(Value::as_str);
            text.unwrap_or_default().to_owned()
        };
        let keys = properties.iter().map(|(name, schema)| Key {
            name: name.clone(),
            description: text(schema, "description"),
        });
        Self {
            noun: text(schema, "x-noun"),
            keys: keys.collect(),
        }
    }
}

impl Compiled {
    pub(super) fn new(name: &str) -> Self {
        Self::of(bundle(name).expect("only embedded schemas are compiled"))
    }

    pub(super) fn of(document: Value) -> Self {
        let validator =
            validator(&document).expect("an embedded schema is valid, as a test has it");
        let mut shapes = Vec::new();
        collect_shapes(&document, String::new(), &mut shapes);
        Self {
            document,
            validator,
            shapes,
        }
    }

    /// What the schema does not allow, as the validator comes across it.
    pub(super) fn violations(&'static self, tree: &Tree<'_>, root: NodeId) -> Vec<Violation> {
        let errors = self
            .validator
            .iter_errors(Instance::Value { tree, node: root });
        errors
            .flat_map(|error| violation::read(self, tree, &error))
            .collect()
    }

    /// A part of the document.
    pub(super) fn at(&self, pointer: &str) -> Option<&Value> {
        self.document.pointer(pointer)
    }

    /// The shapes of all mappings that the schema knows.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.iter().map(|(_, shape)| shape)
    }

    /// The shape that the root has.
    pub(super) fn root_shape(&self) -> &Shape {
        self.shape("")
    }

    /// The shape that a subschema gives to mappings: its own, or that of the schema it refers to or stands in.
    pub(super) fn shape(&self, pointer: &str) -> &Shape {
        let found = self.shapes.iter().find(|(of, _)| of == pointer);
        if let Some((_, shape)) = found {
            return shape;
        }
        let reference = self.at(pointer).and_then(|schema| schema.get("$ref"));
        let target = reference.and_then(Value::as_str);
        let target = target.and_then(|reference| reference.strip_prefix('#'));
        let around = || pointer.rsplit_once('/').map(|(around, _)| around);
        self.shape(
            target
                .or_else(around)
                .expect("what asks for keys says which there can be"),
        )
    }
}

/// Compiles a schema that is known to be valid. To make sure of that would take as long as to compile it; but only what
/// is compiled is made sure of, and not what that refers to.
fn validator(document: &Value) -> Result<Validator<TreeJson>, ValidationError<'static>> {
    let uri = document["$id"].as_str().unwrap_or("urn:schema");
    let registry = Registry::new().add(uri, document)?.prepare()?;
    let reference = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "$ref": uri });
    jsonschema::options_for::<TreeJson>()
        .with_registry(&registry)
        .should_validate_formats(true)
        .with_pattern_options(PatternOptions::regex())
        .build(&reference)
}

/// Collects the shapes in a schema; those in a definition have a pointer by which they can be referred to.
fn collect_shapes(schema: &Value, pointer: String, shapes: &mut Vec<(String, Shape)>) {
    let Some(members) = schema.as_object() else {
        return;
    };
    let below = members.iter().filter(|(_, value)| value.is_object());
    let below: Vec<_> = below
        .map(|(key, value)| (value, format!("{pointer}/{}", escaped(key))))
        .collect();
    if let Some(properties) = members.get("properties").and_then(Value::as_object) {
        shapes.push((pointer, Shape::read(schema, properties)));
    }
    for (value, pointer) in below {
        collect_shapes(value, pointer, shapes);
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use jsonschema::ValidationError;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use serde_json::json;

    use super::*;
    use crate::syntax::{Format, Limits, parse};

    /// Where the errors are, and by which keywords.
    fn places<'e>(errors: impl Iterator<Item = ValidationError<'e>>) -> Vec<String> {
        let place = |error: ValidationError<'_>| {
            format!("{} by {}", error.instance_path(), error.schema_path())
        };
        let mut places: Vec<_> = errors.map(place).collect();
        places.sort();
        places
    }

    fn scalar() -> impl Strategy<Value = Value> {
        prop::sample::select(vec![
            json!(null),
            json!(true),
            json!(-1),
            json!(0),
            json!(14),
            json!(u64::MAX),
            json!(1.0),
            json!(1.5),
            json!(""),
            json!("014"),
            json!("09:30"),
            json!("9:30"),
            json!("2008-02-13"),
            json!("2008-02-30"),
            json!("panel"),
            json!("sessions"),
            json!("Zażółć gęślą"),
        ])
    }

    fn mapping(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
        let key = prop::sample::select(vec![
            "title",
            "label",
            "code",
            "page",
            "text",
            "number",
            "start",
            "end",
            "kind",
            "date",
            "items",
            "sections",
            "paragraphs",
            "entries",
            "kinds",
            "parallel",
            "states",
            "counts",
            "paragraph",
            "titel",
            "x-own",
            "14",
        ]);
        vec((key, value), 0..8).prop_map(|entries| {
            let entries = entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value));
            Value::Object(entries.collect())
        })
    }

    fn list(item: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
        vec(item, 0..4).prop_map(Value::Array)
    }

    fn report() -> impl Strategy<Value = Value> {
        let any = scalar()
            .prop_recursive(4, 24, 4, |inner| {
                prop_oneof![mapping(inner.clone()), list(inner)]
            })
            .boxed();
        let mappings = || list(mapping(any.clone()));
        let parts = (
            mapping(any.clone()),
            mappings(),
            mappings(),
            list(scalar()),
            any.clone(),
        );
        parts.prop_map(|(document, sections, items, withdrawn, other)| {
            json!({
                "document": document,
                "sections": sections,
                "contents": items,
                "claims": sections,
                "tables": other,
                "agenda": {"withdrawn": withdrawn, "days": [{"items": items}, other]},
            })
        })
    }

    #[test]
    fn a_tree_is_judged_as_its_value_is() {
        let schema = Compiled::new("report");
        let reference = jsonschema::options()
            .should_validate_formats(true)
            .with_pattern_options(PatternOptions::regex())
            .build(&schema.document)
            .unwrap();
        let judged_alike = |value: Value| {
            let expected = places(reference.iter_errors(&value));
            let text = value.to_string();
            for format in [Format::Yaml, Format::Json] {
                let tree = parse(&text, format, &Limits::default());
                let root = tree.documents()[0];
                let instance = Instance::Value {
                    tree: &tree,
                    node: root,
                };
                let found = places(schema.validator.iter_errors(instance));
                prop_assert_eq!(&found, &expected, "{:?}: {}", format, text);
                prop_assert_eq!(schema.validator.is_valid(instance), expected.is_empty());
            }
            Ok(())
        };
        TestRunner::default().run(&report(), judged_alike).unwrap();
    }

    #[test]
    fn every_embedded_schema_is_valid_and_has_shapes_with_nouns() {
        for name in crate::schema::names() {
            let schema = Compiled::new(name);
            let nameless = schema.shapes().find(|shape| shape.noun.is_empty());
            // the schema of our own output has nothing to say to an editor
            assert!(
                nameless.is_none() || name == "findings",
                "{name}: {nameless:?}"
            );
        }
    }
}
