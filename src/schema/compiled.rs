//! A schema, ready to validate with, and what it says about mappings and their keys.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::{
    Draft, PatternOptions, Registry, Retrieve, ValidationError, ValidationOptions, Validator,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};

use super::breach::Violation;
use super::budget::{Budget, Exceeded};
use super::counted::{self, Names};
use super::ecma;
use super::embedded::bundle;
use super::exact::{self, EXACT};
use super::guards::BEHIND;
use super::instance::{Document, TreeJson, error_in};
use super::library::{At, Library};
use super::patterns::{COUNTED, LOOKING};
use super::shape::Shape;
use super::violation;
use crate::text::pattern::BACKTRACK_LIMIT;
use crate::text::syntax::{NodeId, Tree, reference_token};

/// A schema with the documents that it is made of.
pub(super) struct Compiled {
    pub(super) library: Library,
    /// Which documents URIs mean, and the pointers of what they mean in these.
    by_uri: FxHashMap<String, (usize, String)>,
    /// The forms that are guarded in what the engine reads.
    guarded: FxHashSet<At>,
    /// The keys that are patterns and are written again for the engine, with what they were.
    renamed: FxHashMap<String, String>,
    validator: Validator<TreeJson>,
    goes_back: bool,
    names: Names,
    /// The words of each `enum` that was not kept to, by its address in the validator.
    words: Mutex<FxHashMap<usize, Arc<[String]>>>,
}

/// What a schema is compiled from.
#[derive(Default)]
pub(super) struct Parts {
    /// The documents, that of the schema itself first.
    pub(super) library: Library,
    /// The URIs that each of them is known by, one at least.
    pub(super) uris: Vec<Vec<String>>,
    /// The same documents as the engine reads them; without any, they are as they are.
    pub(super) for_engine: Vec<Value>,
    /// The forms that are guarded in these.
    pub(super) guarded: FxHashSet<At>,
    /// The keys that differ in these, with what they were.
    pub(super) renamed: FxHashMap<String, String>,
    /// Whether a reference in them depends on what applies them first, which then must be the schema itself.
    pub(super) is_recursive: bool,
    /// Further URIs, of schemas in these documents: which document, and the pointer in it.
    pub(super) ids: Vec<(String, usize, String)>,
    /// Whether they refer to the schemas of drafts, which are part of the validator.
    pub(super) refers_to_drafts: bool,
    /// Whether a pattern in them may go back, so that the engine may give up on it.
    pub(super) goes_back: bool,
    /// The patterns for names of keys among them that may.
    pub(super) names: Names,
    /// Which part of the first document is the schema, as it is after the `#` of a reference; empty for all of it.
    pub(super) fragment: String,
}

impl Compiled {
    pub(super) fn new(name: &str) -> Self {
        let document = bundle(name).expect("only embedded schemas are compiled");
        Self::embedded(document)
    }

    pub(super) fn embedded(document: Value) -> Self {
        let uri = document["$id"].as_str().unwrap_or("urn:schema").to_owned();
        let parts = Parts {
            library: Library::new(vec![document], FxHashMap::default()),
            uris: vec![vec![uri]],
            ..Parts::default()
        };
        Self::of(parts).expect("an embedded schema is valid, as a test has it")
    }

    /// # Errors
    /// When the schemas are not valid, or refer to what is not among them.
    pub(super) fn of(parts: Parts) -> Result<Self, ValidationError<'static>> {
        let validator = validator(&parts)?;
        let mut by_uri = FxHashMap::default();
        for (uri, document, pointer) in parts.ids {
            by_uri.insert(uri, (document, pointer));
        }
        for (document, uris) in parts.uris.into_iter().enumerate() {
            let place = (document, String::new());
            by_uri.extend(uris.into_iter().map(|uri| (uri, place.clone())));
        }
        Ok(Self {
            library: parts.library,
            by_uri,
            guarded: parts.guarded,
            renamed: parts.renamed,
            validator,
            goes_back: parts.goes_back,
            names: parts.names,
            words: Mutex::default(),
        })
    }

    /// What the schema does not allow, as the validator comes across it.
    pub(super) fn violations(&self, tree: &Tree<'_>, root: NodeId) -> Vec<Violation> {
        let found = self.violations_within(&Budget::unlimited(), tree, root);
        found.unwrap_or_default()
    }

    /// The same for a file that may take this number of steps.
    ///
    /// # Errors
    /// When it takes more.
    pub(super) fn violations_within(
        &self,
        budget: &Budget,
        tree: &Tree<'_>,
        root: NodeId,
    ) -> Result<Vec<Violation>, Exceeded> {
        self.names.count(budget, tree, root);
        let document = Document::new(tree, root, budget);
        let errors = self.validator.iter_errors(if self.goes_back {
            document.whole()
        } else {
            document.root()
        });
        budget.is_kept()?;
        let kept = errors
            .filter(|error| error_in(error.instance()).is_none_or(|number| budget.keeps(number)));
        Ok(violation::read_all(self, tree, &kept.collect::<Vec<_>>()))
    }

    /// The words that the validator quotes of an `enum`, which all violations of it share.
    pub(super) fn words(&self, options: &Arc<Value>) -> Arc<[String]> {
        let address = Arc::as_ptr(options) as usize;
        let mut known = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let words = known.entry(address).or_insert_with(|| {
            let options = options.as_array().into_iter().flatten();
            options.map(violation::shown).collect()
        });
        Arc::clone(words)
    }

    /// Where the keyword is that an error is about; `None` where it is in no document of this schema, but in one that is
    /// part of the validator.
    pub(super) fn locate(&self, error: &ValidationError<'_>) -> Option<At> {
        let uri = error
            .absolute_keyword_location()
            .map(jsonschema::Uri::as_str);
        let uri = uri.and_then(|uri| uri.split('#').next());
        let known = uri.and_then(|uri| self.by_uri.get(uri));
        let (document, within) = known.map_or((0, ""), |(document, within)| (*document, within));
        // the pointer starts in what the URI means, unless it was come to by a reference from outside of that
        let pointer = self.as_written(error.schema_path().as_str());
        let starts = [within, ""].into_iter();
        let mut places =
            starts.map(|start| self.unguarded(At::new(document, start.to_owned()), &pointer));
        places.find(|at| self.at(at).is_some())
    }

    /// Where a pointer of the engine leads from a place: what is behind the guard of a form is in the form itself.
    fn unguarded(&self, mut place: At, pointer: &str) -> At {
        let mut is_behind = false;
        for token in pointer.split('/').skip(1) {
            is_behind = !is_behind && token == BEHIND && self.guarded.contains(&place);
            if !is_behind {
                place = place.below(token);
            }
        }
        place
    }

    /// A pointer with the keys that the schema has.
    fn as_written<'p>(&self, pointer: &'p str) -> Cow<'p, str> {
        if self.renamed.is_empty() {
            return Cow::Borrowed(pointer);
        }
        let tokens = pointer.split('/').map(|token| {
            let key = token.replace("~1", "/").replace("~0", "~");
            let written = self.renamed.get(&key);
            written.map_or(Cow::Borrowed(token), |key| reference_token(key).into())
        });
        Cow::Owned(tokens.collect::<Vec<_>>().join("/"))
    }

    /// A part of a document.
    pub(super) fn at(&self, at: &At) -> Option<&Value> {
        self.library.at(at)
    }

    /// What the reference that is written there leads to.
    pub(super) fn target(&self, reference: &At) -> Option<At> {
        self.library.target(reference)
    }

    /// The shapes of all mappings that the schema knows.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Arc<Shape>> {
        self.library.shapes()
    }

    /// Whether the root can have that key. Its shape says so, too, but takes longer to be made.
    pub(super) fn has_at_root(&self, key: &str) -> bool {
        self.library.has_at_root(key)
    }

    /// The shape that the root has.
    pub(super) fn root_shape(&self) -> Arc<Shape> {
        self.shape(&At {
            document: 0,
            pointer: String::new(),
        })
    }

    /// The shape that a schema gives to mappings; of one that knows no keys it is empty.
    pub(super) fn shape(&self, at: &At) -> Arc<Shape> {
        self.library.shape(at)
    }
}

/// Compiles schemas that are known to be valid. To make sure of that would take as long as to compile them; but only what
/// is compiled is made sure of, and not what that refers to.
fn validator(parts: &Parts) -> Result<Validator<TreeJson>, ValidationError<'static>> {
    // what follows a part of a draft has all of them put into the registry
    let of_drafts = json!({ "$schema": "https://json-schema.org/draft/2020-12/meta/core" });
    let mut registry = Registry::new();
    if parts.refers_to_drafts {
        registry = registry.add("project-drafts:///", &of_drafts)?;
    }
    let documents = parts.library.values().zip(&parts.uris);
    for (index, (document, uris)) in documents.enumerate() {
        let document = parts.for_engine.get(index).unwrap_or(document);
        for uri in uris {
            registry = registry.add(uri, document)?;
        }
    }
    let registry = registry.prepare()?;
    let uri = parts.uris.first().and_then(|uris| uris.first());
    let uri = match (uri.map_or("", String::as_str), parts.fragment.as_str()) {
        (uri, "") => uri.to_owned(),
        (uri, fragment) => format!("{uri}#{fragment}"),
    };
    if let Some(own) = parts.for_engine.first().filter(|_| parts.is_recursive) {
        let options = options().with_base_uri(uri).with_registry(&registry);
        return options.build(own);
    }
    let reference = json!({ "$schema": "http://json-schema.org/draft-04/schema#", "$ref": uri });
    options().with_registry(&registry).build(&reference)
}

fn options<'i>() -> ValidationOptions<'i, Arc<dyn Retrieve>, TreeJson> {
    let options = jsonschema::options_for::<TreeJson>().should_validate_formats(true);
    EXACT
        .iter()
        .fold(options, |options, (_, own)| {
            options.with_keyword(*own, exact::exact)
        })
        .with_keyword(LOOKING, counted::looking)
        .with_keyword(COUNTED, counted::counted)
        .with_format("regex", |text: &str| ecma::translated(text).is_ok())
        .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT))
}

/// The schema that the schemas of a draft themselves follow.
pub(super) fn metaschema(draft: Draft) -> &'static Compiled {
    static COMPILED: LazyLock<[Compiled; 5]> = LazyLock::new(|| {
        let uris = [
            "http://json-schema.org/draft-04/schema#",
            "http://json-schema.org/draft-06/schema#",
            "http://json-schema.org/draft-07/schema#",
            "https://json-schema.org/draft/2019-09/schema",
            "https://json-schema.org/draft/2020-12/schema",
        ];
        uris.map(|uri| {
            let validator = options().build(&json!({ "$schema": uri, "$ref": uri }));
            Compiled {
                library: Library::default(),
                by_uri: FxHashMap::default(),
                guarded: FxHashSet::default(),
                renamed: FxHashMap::default(),
                validator: validator.expect("the drafts are known and valid"),
                goes_back: false,
                names: Names::default(),
                words: Mutex::default(),
            }
        })
    });
    &COMPILED[match draft {
        Draft::Draft4 => 0,
        Draft::Draft6 => 1,
        Draft::Draft7 => 2,
        Draft::Draft201909 => 3,
        _ => 4,
    }]
}

#[cfg(test)]
mod tests {
    use jsonschema::ValidationError;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use serde_json::json;

    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

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
            .build(schema.library.values().next().unwrap())
            .unwrap();
        let judged_alike = |value: Value| {
            let expected = places(reference.iter_errors(&value));
            let text = value.to_string();
            for format in [Format::Yaml, Format::Json] {
                let tree = parse(&text, format, &Limits::default());
                let root = tree.documents()[0];
                let budget = Budget::unlimited();
                let document = Document::new(&tree, root, &budget);
                let instance = document.root();
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
            // the schemas of our own output have nothing to say to an editor
            let is_output = matches!(name, "findings" | "statistics");
            assert!(nameless.is_none() || is_output, "{name}: {nameless:?}");
        }
    }
}
