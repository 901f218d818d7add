//! Forms that a key distinguishes, each behind a guard: the rest of a form is asked only of values that have its word.
//!
//! Without guards the engine finds what is wrong with a value for each form, those among them that were never meant, and so
//! within these. Of twenty forms on five levels that is twenty times twenty times twenty, five times over.
//!
//! A form with a guard asks for the key and its word, and where the value has them, for the form itself. That is the same,
//! for the form asks for them, too.

use std::borrow::Cow;
use std::cmp::Reverse;

use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};

use super::form::Form;
use super::library::{At, Library};
use super::outline::DATA;
use super::tag::Tag;
use crate::text::syntax::reference_token;

/// The keyword that a form is under, behind its guard.
pub(super) const BEHIND: &str = "then";

/// How many keys of forms are looked at. A schema has more only where it is made by a program.
const MOST_KEYS: usize = 100_000;

/// The schemas of a library with guards for the forms in them, and where these are.
pub(super) fn guarded<'l>(
    library: &'l Library,
    meant: &At,
) -> (Vec<Cow<'l, Value>>, FxHashSet<At>) {
    let mut finder = Finder {
        library,
        entered: library.targets().chain([meant]).flat_map(around).collect(),
        guards: Vec::new(),
        keys_left: MOST_KEYS,
    };
    for (document, value) in library.values().enumerate() {
        if library.knows_if(&At::new(document, String::new())) {
            finder.find_in(value, document);
        }
    }
    let mut guards = finder.guards;
    let mut values: Vec<Cow<'_, Value>> = library.values().map(Cow::Borrowed).collect();
    // what is within a form goes behind its guard together with it
    guards.sort_by_key(|(at, _)| Reverse(at.pointer.len()));
    let mut guarded = FxHashSet::default();
    for (at, guard) in guards {
        if let Some(form) = values[at.document].to_mut().pointer_mut(&at.pointer) {
            let own = form.take();
            *form = behind(guard, own);
            guarded.insert(at);
        }
    }
    (values, guarded)
}

fn behind(guard: Map<String, Value>, form: Value) -> Value {
    let mut schema = guard.clone();
    schema.insert("if".to_owned(), guard.into());
    schema.insert(BEHIND.to_owned(), form);
    schema.into()
}

/// The places that a place is in, without itself.
fn around(at: &At) -> impl Iterator<Item = At> {
    let ends = at.pointer.rmatch_indices('/');
    ends.map(|(end, _)| At::new(at.document, at.pointer[..end].to_owned()))
}

struct Finder<'l> {
    library: &'l Library,
    /// Where references lead to something within: it must stay where it is.
    entered: FxHashSet<At>,
    guards: Vec<(At, Map<String, Value>)>,
    keys_left: usize,
}

impl Finder<'_> {
    fn find_in(&mut self, value: &Value, document: usize) {
        let mut open = vec![(value, String::new())];
        while let Some((value, pointer)) = open.pop() {
            match value {
                Value::Object(members) => {
                    for (key, value) in members {
                        if DATA.contains(&key.as_str()) {
                            continue;
                        }
                        let below = format!("{pointer}/{}", reference_token(key));
                        if let ("anyOf" | "oneOf", Value::Array(forms)) = (key.as_str(), value) {
                            self.guard(&At::new(document, below.clone()), forms.len());
                        }
                        open.push((value, below));
                    }
                }
                Value::Array(items) => {
                    let items = items.iter().enumerate();
                    open.extend(items.map(|(place, it)| (it, format!("{pointer}/{place}"))));
                }
                _ => {}
            }
        }
    }

    /// Takes note of the guards of forms, if a key distinguishes them.
    fn guard(&mut self, union: &At, count: usize) {
        let places = (0..count).map(|place| union.below(&place.to_string()));
        let mut forms = Vec::new();
        for at in places {
            let form = Form::as_asked(self.library, &at);
            let keys = form.count_of_keys();
            if keys >= self.keys_left {
                return;
            }
            self.keys_left -= keys;
            if form.is_for_mappings() {
                forms.push((at, form));
            }
        }
        let Some(tag) = Tag::of(&forms.iter().map(|(_, form)| form).collect::<Vec<_>>()) else {
            return;
        };
        for ((at, form), words) in forms.iter().zip(&tag.words) {
            let Some(words) = words.as_ref().filter(|_| !self.entered.contains(at)) else {
                continue;
            };
            let word = match words[..] {
                [word] => json!({ "const": word }),
                _ => json!({ "enum": words }),
            };
            let mut guard = Map::new();
            guard.insert("properties".to_owned(), json!({ tag.key: word }));
            if form.required().any(|key| key == tag.key) {
                guard.insert("required".to_owned(), json!([tag.key]));
            }
            self.guards.push((at.clone(), guard));
        }
    }
}

#[cfg(test)]
mod tests {
    use jsonschema::PatternOptions;
    use proptest::prelude::*;
    use rustc_hash::FxHashMap;
    use serde_json::json;

    use crate::schema::breach::{Breach, Violation};
    use crate::schema::budget::{ERROR_BYTES, Exceeded};
    use crate::schema::{Outline, ProjectSchema, SchemaFile, uri_of};
    use crate::text::syntax::{Format, Limits, Tree, parse};

    use super::*;

    fn compiled(schema: &Value) -> ProjectSchema {
        let text = schema.to_string();
        let tree = parse(&text, Format::Json, &Limits::default());
        let root = tree.documents()[0];
        let uri = uri_of("schema.json");
        let outline = Outline::of(&tree, root, &uri);
        let file = SchemaFile::new(&tree, root, &uri, &outline);
        ProjectSchema::compile(vec![file], "").unwrap()
    }

    fn found(schema: &ProjectSchema, tree: &Tree<'_>) -> Result<Vec<Violation>, Exceeded> {
        schema.violations(&schema.budget(tree, ERROR_BYTES), tree, tree.documents()[0])
    }

    /// Where what is wrong is, and what it is.
    fn places(schema: &Value, data: &Value) -> Vec<(String, Breach)> {
        let text = data.to_string();
        let tree = parse(&text, Format::Json, &Limits::default());
        let violations = found(&compiled(schema), &tree).unwrap().into_iter();
        violations
            .map(|violation| (tree.pointer(violation.node), violation.breach))
            .collect()
    }

    /// A form of so many, with those of the next level under `children`.
    fn kind(number: usize) -> Value {
        json!({
            "type": "object",
            "required": ["kind", "children"],
            "additionalProperties": false,
            "properties": {
                "kind": {"const": format!("kind-{number}")},
                "pages": {"type": "integer", "description": "How many pages it has."},
                "children": {"type": "array", "items": {"$ref": "#/$defs/any"}},
            },
        })
    }

    #[test]
    fn of_a_mistake_below_many_forms_on_many_levels_nothing_else_is_said() {
        let direct: Vec<Value> = (0..20).map(kind).collect();
        let names = (0..20).map(|number| format!("form{number}"));
        let referred: Vec<Value> = names
            .clone()
            .map(|name| json!({"$ref": format!("#/$defs/{name}")}))
            .collect();
        let mut definitions: Map<String, Value> = names.zip(direct.clone()).collect();
        for (union, forms) in [
            ("oneOf", &direct),
            ("anyOf", &direct),
            ("oneOf", &referred),
            ("anyOf", &referred),
        ] {
            definitions.insert("any".to_owned(), json!({ union: forms }));
            let schema = json!({"$ref": "#/$defs/any", "$defs": definitions});
            let mut data = json!({"kind": "kind-7", "pages": "many", "children": []});
            let right = json!({"kind": "kind-0", "children": []});
            for level in 0..5 {
                data = json!({"kind": format!("kind-{level}"), "children": [right, data, right]});
            }
            let place = "/children/1".repeat(5) + "/pages";
            let found = places(&schema, &data);
            assert!(
                matches!(&found[..], [(at, Breach::Type { .. })] if *at == place),
                "{found:?}"
            );
        }
    }

    #[test]
    fn what_the_schema_says_is_found_behind_a_guard() {
        let schema =
            json!({"anyOf": [kind(0), {"anyOf": [kind(1), kind(2)]}], "$defs": {"any": true}});
        for number in 0..3 {
            let data = json!({"kind": format!("kind-{number}"), "pages": [], "children": []});
            let text = data.to_string();
            let tree = parse(&text, Format::Json, &Limits::default());
            let violations = found(&compiled(&schema), &tree).unwrap();
            let described: Vec<_> = violations
                .iter()
                .map(|it| it.description.as_deref())
                .collect();
            assert_eq!(described, [Some("How many pages it has.")], "{number}");
        }
    }

    #[test]
    fn a_word_that_is_of_no_form_and_a_word_that_is_not_there_are_reported_once() {
        let schema = json!({"oneOf": [kind(0), kind(1), kind(2)], "$defs": {"any": true}});
        let found = places(
            &schema,
            &json!({"kind": "other", "pages": "many", "children": []}),
        );
        assert!(
            matches!(&found[..], [(at, Breach::Enum { options, .. })] if at == "/kind" && options.len() == 3),
            "{found:?}"
        );
        let found = places(&schema, &json!({"pages": "many", "children": []}));
        assert!(
            matches!(&found[..], [(at, Breach::Required { missing, .. })] if at.is_empty() && missing == "kind"),
            "{found:?}"
        );
    }

    #[test]
    fn a_form_into_which_a_reference_leads_stays_where_it_is() {
        let mut schema = json!({"items": {"oneOf": [kind(0), kind(1)]}, "$defs": {"any": true}});
        schema["contains"] = json!({"$ref": "#/items/oneOf/1/properties/pages"});
        let data = json!([{"kind": "kind-1", "pages": "many", "children": []}]);
        let mut at: Vec<String> = places(&schema, &data)
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        at.sort();
        assert_eq!(at, ["", "/0/pages"]);
    }

    const DRAFTS: [&str; 5] = [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ];

    fn word() -> impl Strategy<Value = Value> {
        prop::sample::select(vec![json!("a"), json!("b"), json!(1), json!(null)])
    }

    fn key() -> impl Strategy<Value = String> {
        prop::sample::select(vec!["k", "l", "c"]).prop_map(str::to_owned)
    }

    fn schema() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            word().prop_map(|word| json!({ "const": word })),
            prop::collection::vec(word(), 1..3).prop_map(|words| json!({ "enum": words })),
            Just(json!({"type": "object"})),
            Just(json!({"type": ["string", "array"]})),
            Just(json!({"$ref": "#/definitions/one"})),
            Just(json!({"$ref": "#/definitions/two/oneOf/0"})),
            Just(json!({"$ref": "#/definitions/two/oneOf/1/properties/k"})),
            Just(json!(true)),
        ];
        leaf.prop_recursive(4, 40, 4, |inner| {
            let properties = prop::collection::btree_map(key(), inner.clone(), 0..3);
            let form = (
                properties,
                prop::option::of(prop::collection::btree_set(key(), 0..2)),
                prop::option::of(prop::collection::vec(inner.clone(), 1..3)),
                prop::option::weighted(0.1, Just("#/definitions/one")),
            );
            let form = form
                .prop_map(|(properties, required, all, reference)| {
                    let mut form = json!({ "properties": properties });
                    if let Some(required) = required.filter(|required| !required.is_empty()) {
                        form["required"] = json!(required);
                    }
                    if let Some(all) = all {
                        form["allOf"] = json!(all);
                    }
                    if let Some(reference) = reference {
                        form["$ref"] = json!(reference);
                    }
                    form
                })
                .boxed();
            let union = prop::sample::select(vec!["anyOf", "oneOf"]);
            let union = (
                union,
                prop::collection::vec((form.clone(), any::<bool>()), 2..4),
                any::<bool>(),
            );
            let union = union.prop_map(|(union, forms, is_closed)| {
                let words = [json!("a"), json!("b"), json!(1)];
                let forms = forms.into_iter().zip(words);
                let forms = forms.map(|((mut form, has_tag), word)| {
                    if has_tag {
                        form["properties"]["k"] = json!({ "const": word });
                    }
                    form
                });
                let mut schema = json!({ union: forms.collect::<Vec<_>>() });
                if is_closed {
                    schema["unevaluatedProperties"] = json!(false);
                }
                schema
            });
            prop_oneof![1 => form, 2 => union]
        })
    }

    fn instance() -> impl Strategy<Value = Value> {
        word().prop_recursive(3, 16, 3, |inner| {
            prop_oneof![
                3 => prop::collection::btree_map(key(), inner.clone(), 0..4).prop_map(|it| json!(it)),
                1 => prop::collection::vec(inner, 0..2).prop_map(|it| json!(it)),
            ]
        })
    }

    #[test]
    fn the_verdict_is_that_of_the_engine_without_guards() {
        let guarded = std::cell::Cell::new(0);
        let strategy = (
            prop::sample::select(DRAFTS.to_vec()),
            schema(),
            schema(),
            schema(),
            prop::collection::vec(instance(), 5),
        );
        proptest!(ProptestConfig::with_cases(200), |((draft, one, two, root, data) in strategy)| {
            let schema = json!({
                "$schema": draft,
                "properties": {"c": root},
                "oneOf": [root, {"properties": {"k": {"const": "x"}}}],
                "definitions": {"one": one, "two": {"oneOf": [two, one]}},
            });
            let engine = jsonschema::options().with_pattern_options(PatternOptions::regex()).build(&schema);
            // a reference may lead to nothing
            let Ok(engine) = engine else { return Ok(()) };
            let text = schema.to_string();
            let tree = parse(&text, Format::Json, &Limits::default());
            let uri = uri_of("schema.json");
            let outline = Outline::of(&tree, tree.documents()[0], &uri);
            let file = SchemaFile::new(&tree, tree.documents()[0], &uri, &outline);
            let Ok(own) = ProjectSchema::compile(vec![file], "") else { return Ok(()) };
            let library = Library::new(vec![schema.clone()], FxHashMap::default());
            let (_, places) = super::guarded(&library, &At::new(0, String::new()));
            guarded.set(guarded.get() + usize::from(!places.is_empty()));
            for data in data {
                let text = data.to_string();
                let tree = parse(&text, Format::Json, &Limits::default());
                let Ok(found) = found(&own, &tree) else { continue };
                prop_assert_eq!(found.is_empty(), engine.is_valid(&data), "{} on {}: {:?}", schema, data, found);
            }
        });
        assert!(guarded.get() > 10, "{}", guarded.get());
    }
}
