//! The documents that a schema is made of, as they are written.

use std::sync::{Arc, OnceLock};

use jsonschema::Draft;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::shape::{Shape, Shapes, around, names_keys};

/// Documents with schemas in them.
#[derive(Default)]
pub(super) struct Library {
    documents: Vec<SchemaDocument>,
    /// Where references are written, and what they lead to. Without any, those within a document are followed.
    references: FxHashMap<At, At>,
}

impl Library {
    pub(super) fn new(values: Vec<Value>, references: FxHashMap<At, At>) -> Self {
        let documents = values.into_iter().map(|value| SchemaDocument {
            value,
            shapes: OnceLock::new(),
            draft: OnceLock::new(),
        });
        Self {
            documents: documents.collect(),
            references,
        }
    }

    /// The documents, that of the schema itself first.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.documents.iter().map(|document| &document.value)
    }

    /// A part of a document.
    pub(super) fn at(&self, at: &At) -> Option<&Value> {
        let document = self.documents.get(at.document)?;
        document.value.pointer(&at.pointer)
    }

    /// Whether the draft is known of all that is in a document, and has `const`.
    pub(super) fn knows_const(&self, at: &At) -> bool {
        self.draft(at).is_some_and(|draft| draft > Draft::Draft4)
    }

    /// The same, of `if`.
    pub(super) fn knows_if(&self, at: &At) -> bool {
        self.draft(at).is_some_and(|draft| draft > Draft::Draft6)
    }

    /// Whether a `$ref` there is all that counts of the schema that it is in.
    pub(super) fn ignores_beside_references(&self, at: &At) -> bool {
        self.draft(at)
            .is_some_and(|draft| draft < Draft::Draft201909)
    }

    fn draft(&self, at: &At) -> Option<Draft> {
        let document = self.documents.get(at.document)?;
        *document.draft.get_or_init(|| draft(&document.value))
    }

    /// What the references lead to.
    pub(super) fn targets(&self) -> impl Iterator<Item = &At> {
        self.references.values()
    }

    /// What the reference that is written there leads to.
    pub(super) fn target(&self, reference: &At) -> Option<At> {
        if let Some(target) = self.references.get(reference) {
            return Some(target.clone());
        }
        let written = self.at(reference)?.as_str()?;
        let pointer = written.strip_prefix('#')?;
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        is_pointer.then(|| At::new(reference.document, pointer.to_owned()))
    }

    /// The shapes of all mappings that the schemas know.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Arc<Shape>> {
        self.documents
            .iter()
            .flat_map(|document| document.shapes().iter())
    }

    /// Whether the root of the first document can have that key.
    pub(super) fn has_at_root(&self, key: &str) -> bool {
        let root = self.documents.first();
        let keys = root.and_then(|root| root.value.pointer(root.shaped("")?)?.get("properties"));
        keys.is_some_and(|keys| keys.get(key).is_some())
    }

    /// The shape that a schema gives to mappings; of one that knows no keys it is empty.
    pub(super) fn shape(&self, at: &At) -> Arc<Shape> {
        let shape = self.documents.get(at.document).and_then(|document| {
            let pointer = document.shaped(&at.pointer)?;
            document.shapes().get(pointer)
        });
        shape.cloned().unwrap_or_default()
    }
}

/// A document with schemas in it.
struct SchemaDocument {
    value: Value,
    /// Made when the first mapping has an error: most reports have none.
    shapes: OnceLock<Shapes>,
    /// `None` where schemas in it name drafts of their own.
    draft: OnceLock<Option<Draft>>,
}

impl SchemaDocument {
    fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| Shapes::of(&self.value))
    }

    /// Where the keys are named of a mapping that a schema is about: in itself, or in the schema that it refers to or is a
    /// part of.
    fn shaped<'d>(&'d self, pointer: &'d str) -> Option<&'d str> {
        const MOST_REFERENCES: usize = 64;
        let mut pointer = pointer;
        // a reference can lead back to where it is
        for _ in 0..MOST_REFERENCES {
            let schema = self.value.pointer(pointer);
            if schema.is_some_and(names_keys) {
                return Some(pointer);
            }
            let reference = schema.and_then(|schema| schema.get("$ref"));
            let target = reference.and_then(Value::as_str);
            let target = target.and_then(|reference| reference.strip_prefix('#'));
            pointer = target.or_else(|| around(pointer))?;
        }
        None
    }
}

/// The draft that all in a document is of, if it is one.
fn draft(document: &Value) -> Option<Draft> {
    let mut open = vec![document];
    let mut named = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                named.extend(members.get("$schema"));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    match (&named[..], document.get("$schema")) {
        ([], _) => Some(Draft::default()),
        ([_], Some(Value::String(uri))) => Some(Draft::from_schema_uri(uri)),
        _ => None,
    }
}

/// A place in one of the documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct At {
    pub(super) document: usize,
    pub(super) pointer: String,
}

impl At {
    /// The last part of its pointer.
    pub(super) fn name(&self) -> &str {
        self.pointer.rsplit_once('/').map_or("", |(_, name)| name)
    }

    pub(super) fn new(document: usize, pointer: String) -> Self {
        Self { document, pointer }
    }

    /// What is there below this place.
    pub(super) fn below(&self, path: &str) -> Self {
        Self {
            document: self.document,
            pointer: format!("{}/{path}", self.pointer),
        }
    }

    /// The schema that the keyword at this place is in.
    pub(super) fn schema(&self) -> Self {
        let pointer = self
            .pointer
            .rsplit_once('/')
            .map_or("", |(around, _)| around);
        Self {
            document: self.document,
            pointer: pointer.to_owned(),
        }
    }
}
