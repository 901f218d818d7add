//! What independent judges say of the same: another validator of the same schemas.

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use reportlint::internals::schema::{self, Schema};
use reportlint::internals::syntax::{self, Format, Limits};
use serde_json::Value;

use crate::base::furnished;
use crate::rules::every_file;
use crate::tried::tried;

/// A schema as the other validator has it.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn of(name: &str) -> Self {
        let text = schema::bundled(name).unwrap();
        let mut compiler = Compiler::new();
        // dates are checked, not only described
        compiler.enable_format_assertions();
        let place = format!("https://schemas.test/{name}.json");
        compiler
            .add_resource(&place, serde_json::from_str(&text).unwrap())
            .unwrap();
        let mut schemas = Schemas::new();
        let index = compiler
            .compile(&place, &mut schemas)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { schemas, index }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

fn we_accept(schema: Schema, value: &Value) -> bool {
    let text = value.to_string();
    let tree = syntax::parse(&text, Format::Json, &Limits::default());
    assert_eq!(tree.errors(), [], "{text}");
    schema.violations(&tree, tree.documents()[0]).is_empty()
}

#[test]
fn every_schema_is_one_for_another_validator() {
    let mut count = 0;
    for name in schema::names() {
        let judge = Judge::of(name);
        assert!(
            !judge.accepts(&Value::Bool(true)) || !matches!(name, "report" | "part" | "config"),
            "{name} accepts anything"
        );
        count += 1;
    }
    assert!(count >= 10, "{count}");
}

#[test]
fn fixtures_are_accepted_or_not_by_both() {
    let files = every_file();
    let values = files
        .iter()
        .filter_map(|(file, bytes)| Some((file, serde_yaml::from_slice(bytes).ok()?)));
    let values: Vec<(&String, Value)> = values.collect();
    assert!(values.len() > 600, "{}", values.len());
    for (name, schema, least) in [
        ("report", Schema::Report, 250),
        ("part", Schema::Part, 250),
        ("config", Schema::Config, 50),
    ] {
        let judge = Judge::of(name);
        let mut verdicts = [0, 0];
        for (file, value) in &values {
            let accepted = judge.accepts(value);
            assert_eq!(we_accept(schema, value), accepted, "{file} as {name}");
            verdicts[usize::from(accepted)] += 1;
        }
        tried(values.len(), values.len());
        assert!(
            verdicts[0] > 50 && verdicts[1] > least,
            "{name}: {verdicts:?}"
        );
    }
}

/// Values that belong in few places.
fn strangers() -> Vec<Value> {
    serde_json::from_str(
        r#"[null, true, 0, 1, -3, 2.5, 1e300, "", " ", "x", "09:30", "24:00", "48:00", "9:30", "2008-02-29", "2007-02-29",
            "2008-13-01", "12 bis", "0", "014", "sessions", "panel", "en", "de-AT", "english", "Europe/Vienna", [], {},
            ["x"], ["x", "x"], [1, 1.0], {"title": "x"}, {"x-note": [1]}, {"colour": 1}]"#,
    )
    .unwrap()
}

/// Every pointer of a value.
fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, list: &mut Vec<String>) {
        list.push(at.to_owned());
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{index}"), list);
                }
            }
            Value::Object(entries) => {
                for (key, entry) in entries {
                    walk(entry, &format!("{at}/{key}"), list);
                }
            }
            _ => {}
        }
    }
    let mut list = Vec::new();
    walk(value, "", &mut list);
    list
}

/// The parts of the report that the schema says different things of, small enough for many cases.
fn small_report() -> Value {
    let mut value: Value = serde_yaml::from_str(&furnished()).unwrap();
    for list in ["/sections", "/contents", "/annexes"] {
        value
            .pointer_mut(list)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .drain(..1);
        value
            .pointer_mut(list)
            .unwrap()
            .as_array_mut()
            .unwrap()
            .truncate(1);
    }
    value
        .pointer_mut("/agenda/days")
        .unwrap()
        .as_array_mut()
        .unwrap()
        .drain(..2);
    value
}

fn changed(value: &Value, at: &str, kind: u8, stranger: Value) -> Value {
    let mut value = value.clone();
    let target = value.pointer_mut(at).unwrap();
    match (kind, &mut *target) {
        (0, Value::Object(entries)) => {
            let first = entries.keys().next().cloned();
            first.map(|key| entries.shift_remove(&key));
        }
        (1, Value::Object(entries)) => {
            entries.insert("titel".to_owned(), stranger);
        }
        (0, Value::Array(items)) => items.push(stranger),
        (1, Value::Array(items)) => {
            let again = items.first().cloned();
            items.extend(again);
        }
        _ => *target = stranger,
    }
    value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_reports_are_accepted_or_not_by_both(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, prop::sample::select(strangers())), 1..3),
    ) {
        thread_local! {
            static GROUND: (Judge, Value) = (Judge::of("report"), small_report());
        }
        let (value, accepted) = GROUND.with(|(judge, report)| {
            let value = changes.into_iter().fold(report.clone(), |value, (at, kind, stranger)| {
                let places = pointers(&value);
                changed(&value, &places[at.index(places.len())], kind, stranger)
            });
            let accepted = judge.accepts(&value);
            (value, accepted)
        });
        tried(1, 1);
        prop_assert_eq!(we_accept(Schema::Report, &value), accepted, "{}", value);
    }
}
