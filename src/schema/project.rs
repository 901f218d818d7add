//! Schemas of a project.

use jsonschema::{Draft, uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::breach::Violation;
use super::budget::{Budget, Exceeded};
use super::cause;
use super::compiled::{Compiled, Parts, metaschema};
use super::counted::Names;
use super::effort::{self, Effort, Excessive, LONGEST};
use super::guards;
use super::library::{At, Library};
use super::number::NumberOf;
use super::outline::{Outline, Reference, decoded};
use super::patterns::Patterns;
use crate::text::syntax::{Data, NodeId, Tree};

/// What is encoded in the path of a URI. A colon could pass for the end of a scheme.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A schema of a project, ready to validate with.
pub(crate) struct ProjectSchema {
    compiled: Compiled,
    effort: Effort,
}

/// A file of a schema, as it is compiled.
#[derive(Debug)]
pub(crate) struct SchemaFile {
    /// The URIs by which others refer to it, one at least.
    pub uris: Vec<String>,
    pub(super) value: Value,
    /// Its references: the pointer of each, and the URI and the fragment that it leads to.
    pub(super) references: Vec<(String, String, String)>,
    ids: Vec<(String, String)>,
    anchors: FxHashMap<(String, String), String>,
    /// Whether it leads back to what applies it first of all, as `$recursiveRef` does.
    is_recursive: bool,
}

/// Why a schema cannot be compiled.
#[derive(Debug)]
pub(crate) struct Uncompiled {
    /// In a sentence.
    pub why: String,
}

impl SchemaFile {
    /// What a file is compiled from. `outline` is its own.
    #[must_use]
    pub(crate) fn new(tree: &Tree<'_>, root: NodeId, uri: &str, outline: &Outline) -> Self {
        let mut value = value(tree, root);
        for (uri, pointer) in &outline.copies {
            let schema = value.pointer_mut(pointer).and_then(Value::as_object_mut);
            // drafts up to 4 call it `id`
            let mut ids = schema
                .into_iter()
                .flat_map(|schema| schema.iter_mut())
                .filter(|(key, _)| matches!(key.as_str(), "$id" | "id"));
            if let Some((_, id)) = ids.next() {
                *id = uri.as_str().into();
            }
        }
        Self {
            uris: vec![uri.to_owned()],
            value,
            references: outline.targets(tree),
            ids: outline.ids.clone(),
            anchors: outline.anchors.clone(),
            is_recursive: tree.text().contains("$recursiveRef"),
        }
    }

    /// Whether that is the URI of the file, or of a schema in it.
    #[must_use]
    pub(crate) fn has(&self, uri: &str) -> bool {
        self.place(uri).is_some()
    }

    /// Whether a reference to a URI that the file has leads to something in it.
    #[must_use]
    pub(crate) fn resolves(&self, reference: &Reference) -> bool {
        let uri = reference.uri.as_ref();
        uri.is_some_and(|uri| self.leads(uri, &reference.fragment))
    }

    /// Whether a fragment, after the file's own name, leads to something in it.
    #[must_use]
    pub(crate) fn has_at(&self, fragment: &str) -> bool {
        let uri = self.uris.first();
        uri.is_some_and(|uri| self.leads(uri, &decoded(fragment)))
    }

    fn leads(&self, uri: &str, fragment: &str) -> bool {
        let target = self.target(uri, fragment);
        target.is_some_and(|target| self.value.pointer(&target).is_some())
    }

    /// The pointer to what a URI with a fragment means, if it means anything here.
    pub(super) fn target(&self, uri: &str, fragment: &str) -> Option<String> {
        let place = self.place(uri)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            return Some(format!("{place}{fragment}"));
        }
        let own = self.anchors.get(&(uri.to_owned(), fragment.to_owned()));
        let elsewhere = || {
            // a file can be known by several URIs, and its names are those of its own one
            let mut anchors = self.anchors.iter();
            let named = anchors.find(|((_, name), _)| name == fragment);
            named.map(|(_, pointer)| pointer)
        };
        own.or_else(elsewhere).cloned()
    }

    fn place(&self, uri: &str) -> Option<&str> {
        let known = self.uris.iter().any(|known| known == uri);
        let mut ids = self.ids.iter();
        let mut within = || {
            ids.find(|(id, _)| id == uri)
                .map(|(_, pointer)| pointer.as_str())
        };
        if known { Some("") } else { within() }
    }
}

impl ProjectSchema {
    /// Compiles a schema from its files, its own first, of which it is the part that a fragment means.
    ///
    /// # Errors
    /// When that cannot be done, although each file is a schema as the draft has it.
    pub(crate) fn compile(files: Vec<SchemaFile>, fragment: &str) -> Result<Self, Uncompiled> {
        let targets = effort::references(&files.iter().collect::<Vec<_>>());
        let effort = effort::most(&files, &targets).map_err(|excessive| Uncompiled {
            why: match excessive {
                Excessive::Multiplied => {
                    "its references to schemas that refer to others multiply without limit".to_owned()
                }
                Excessive::Long => {
                    format!("for one value it leads through more than {LONGEST} schemas, each within the one before or referred to by it")
                }
            },
        })?;
        let is_recursive = fragment.is_empty() && files.iter().any(|file| file.is_recursive);
        let mut uris = files.iter().flat_map(|file| &file.references);
        let refers_to_drafts = uris.any(|(_, uri, _)| is_draft(uri));
        let meant = files.first().and_then(|file| {
            let uri = file.uris.first()?;
            file.target(uri, &decoded(fragment))
        });
        let meant = At::new(0, meant.unwrap_or_default());
        let mut ids = Vec::new();
        let mut uris = Vec::new();
        let mut values = Vec::new();
        for (index, file) in files.into_iter().enumerate() {
            let own = file.ids.into_iter();
            ids.extend(own.map(|(uri, pointer)| (uri, index, pointer)));
            uris.push(file.uris);
            values.push(file.value);
        }
        let at = |(file, pointer): (usize, String)| At::new(file, pointer);
        let targets = targets.into_iter().map(|(from, to)| (at(from), at(to)));
        let library = Library::new(values, targets.collect());
        let (values, guarded) = guards::guarded(&library, &meant);
        let mut patterns = Patterns::default();
        let for_engine = patterns.for_engine(&values.iter().map(AsRef::as_ref).collect::<Vec<_>>());
        drop(values);
        if patterns.are_too_large() {
            let why = "its patterns together are too large to be compiled".to_owned();
            return Err(Uncompiled { why });
        }
        let parts = Parts {
            library,
            uris,
            for_engine,
            guarded,
            is_recursive,
            goes_back: patterns.may_go_back(),
            names: Names::new(&patterns.of_names),
            renamed: patterns.renamed,
            ids,
            refers_to_drafts,
            fragment: fragment.to_owned(),
        };
        let compiled = Compiled::of(parts).map_err(|error| Uncompiled {
            why: error.masked().to_string(),
        })?;
        Ok(Self { compiled, effort })
    }

    /// What the check of a file by it may cost, with room for this number of bytes of errors.
    pub(crate) fn budget(&self, tree: &Tree<'_>, room: u64) -> Budget {
        Budget::new(tree, self.effort.references, room)
    }

    /// The bytes of stack that it takes to check data by it, where that is more than any thread has.
    pub(crate) fn stack(&self, tree: &Tree<'_>) -> Option<usize> {
        /// What each schema takes on each level of the data; without optimization it is several times as much.
        const BYTES: usize = if cfg!(debug_assertions) { 16 } else { 4 } << 10;
        /// What all threads have room for.
        const AT_HAND: usize = 384 << 10;
        let longest = usize::try_from(self.effort.longest).unwrap_or(usize::MAX);
        let bytes = (longest.saturating_add(1))
            .saturating_mul(tree.height() + 1)
            .saturating_mul(BYTES);
        (bytes > AT_HAND).then_some(bytes + AT_HAND)
    }

    /// Everything below `root` that the schema does not allow, in document order.
    ///
    /// # Errors
    /// When that takes more steps than the budget of the file has left.
    pub(crate) fn violations(
        &self,
        budget: &Budget,
        tree: &Tree<'_>,
        root: NodeId,
    ) -> Result<Vec<Violation>, Exceeded> {
        let found = self.compiled.violations_within(budget, tree, root)?;
        Ok(cause::one_each(tree, found))
    }
}

/// The references that lead back to themselves without going on in the data, which makes them meaningless: for each circle
/// the first of its references, by the number of its file and its pointer.
#[must_use]
pub(crate) fn circles(files: &[&SchemaFile]) -> Vec<(usize, String)> {
    effort::circles(files)
}

/// What is wrong with a schema, by the draft that it names: of several flaws all, in document order.
#[must_use]
pub(crate) fn flaws(tree: &Tree<'_>, root: NodeId) -> Vec<Violation> {
    let named = tree.get(root, "$schema").map(|node| tree.data(node));
    let draft = match named {
        Some(Data::Str(uri)) => Draft::from_schema_uri(uri),
        _ => Draft::default(),
    };
    cause::one_each(tree, metaschema(draft).violations(tree, root))
}

/// Whether a URI is that of a draft, or of a part of one: it is part of the program.
#[must_use]
pub(crate) fn is_draft(uri: &str) -> bool {
    const PARTS: [&str; 9] = [
        "applicator",
        "content",
        "core",
        "format",
        "format-annotation",
        "format-assertion",
        "meta-data",
        "unevaluated",
        "validation",
    ];
    let drafts = ["2019-09", "2020-12"];
    let parts = drafts.iter().find_map(|draft| {
        let uri = uri.strip_prefix("https://json-schema.org/draft/")?;
        uri.strip_prefix(draft)?.strip_prefix("/meta/")
    });
    names_draft(uri) || parts.is_some_and(|part| PARTS.contains(&part))
}

/// Whether a URI names a draft, so that what names it as its schema is a schema.
#[must_use]
pub(crate) fn names_draft(uri: &str) -> bool {
    Draft::from_schema_uri(uri) != Draft::Unknown
}

/// The URI of a file, by its path from the top folder, with `/` between its parts.
#[must_use]
pub(crate) fn uri_of(path: &str) -> String {
    let uri = format!("project:///{}", utf8_percent_encode(path, RESERVED));
    uri::from_str(&uri).map_or(uri, |uri| uri.as_str().to_owned())
}

/// A value of a tree, aliases followed. Trees are no deeper than a stack has room for.
fn value(tree: &Tree<'_>, node: NodeId) -> Value {
    match tree.data(node) {
        Data::Null => Value::Null,
        Data::Bool(value) => value.into(),
        Data::Int(_) | Data::UInt(_) | Data::Float(_) => {
            NumberOf::of(tree, node).map_or(Value::Null, |number| Value::Number(number.to_json()))
        }
        Data::Str(text) => text.into(),
        Data::Seq => tree.items(node).map(|item| value(tree, item)).collect(),
        Data::Map => {
            let entries = tree.entries(node);
            let entries =
                entries.map(|(key, of)| (tree.key_text(key).into_owned(), value(tree, of)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
    }
}
