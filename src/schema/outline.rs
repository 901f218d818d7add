//! What a schema file refers to, and what can be referred to in it, before anything is compiled.

use std::borrow::Cow;
use std::rc::Rc;

use jsonschema::{Draft, Uri, uri};
use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use super::ecma::{self, Unreadable};
use super::project::is_draft;
use crate::text::syntax::{Data, NodeId, Tree};

/// What a schema file refers to, and what can be referred to in it.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// What it refers to, in the order of the text.
    pub references: Vec<Reference>,
    /// What references in it are relative to, where no schema within has an id.
    own_base: String,
    /// Where it names a draft that is not known.
    pub unknown_draft: Option<NodeId>,
    /// The URIs of the schemas in it that have an id, the root's among them, each with its pointer.
    pub(super) ids: Vec<(String, String)>,
    /// Those of them whose id is that of a draft, which the validator knows already: the URI they have instead, and the
    /// pointer.
    pub(super) copies: Vec<(String, String)>,
    /// The patterns that cannot be read.
    pub unreadable: Vec<UnreadablePattern>,
    /// The names that schemas in it have, each with the URI in which it means that, and their pointers.
    pub(super) anchors: FxHashMap<(String, String), String>,
}

/// A pattern that cannot be read.
#[derive(Debug)]
pub(crate) struct UnreadablePattern {
    /// The pattern, or the value of the key that it is.
    pub node: NodeId,
    /// Whether it is a key.
    pub is_key: bool,
    /// Why.
    pub why: Unreadable,
}

/// A `$ref`.
#[derive(Debug)]
pub(crate) struct Reference {
    /// Where it is written.
    pub node: NodeId,
    /// The same as a pointer.
    pub pointer: String,
    /// As it is written.
    pub written: String,
    /// The URI of the schema that it leads to, without the fragment; `None` where it is no reference at all.
    pub uri: Option<String>,
    /// The path that it gives, from the file that it is in; `None` where it gives none but a whole URI, or nothing but
    /// a fragment.
    pub path: Option<String>,
    /// Whether an id around it leads elsewhere than where its file is, so that the path is a guess.
    pub is_elsewhere: bool,
    /// What is after the `#`: a JSON Pointer or a name; empty for the whole schema.
    pub(super) fragment: String,
}

/// Keywords under which there are schemas by names of one's own.
const BY_NAME: [&str; 6] = [
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "dependencies",
];

/// Keywords under which there is data and no schema.
pub(super) const DATA: [&str; 5] = ["const", "enum", "default", "examples", "example"];

impl Outline {
    /// The outline of a schema file that has that URI.
    #[must_use]
    pub(crate) fn of(tree: &Tree<'_>, root: NodeId, uri: &str) -> Self {
        let named = text(tree, root, "$schema");
        let draft = named.map_or(Draft::default(), Draft::from_schema_uri);
        let mut outline = Self {
            unknown_draft: tree
                .get(root, "$schema")
                .filter(|_| draft == Draft::Unknown),
            ..Self::default()
        };
        let mut open = vec![(root, Rc::<str>::from(uri))];
        let own = text(tree, root, draft.id_keyword()).filter(|_| !hides_id(tree, root, draft));
        let own = own.and_then(|id| resolved(uri, id));
        outline.own_base = own.unwrap_or_else(|| uri.to_owned());
        while let Some((node, base)) = open.pop() {
            outline.schema(tree, node, base, draft, &mut open);
        }
        outline.references.sort_by_key(|reference| reference.node);
        outline
    }

    /// Where the references are, and the URIs and fragments that they lead to.
    pub(super) fn targets(&self, tree: &Tree<'_>) -> Vec<(String, String, String)> {
        let targets = self.references.iter().filter_map(|reference| {
            let uri = reference.uri.clone()?;
            Some((
                tree.pointer(reference.node),
                uri,
                reference.fragment.clone(),
            ))
        });
        targets.collect()
    }

    fn schema(
        &mut self,
        tree: &Tree<'_>,
        node: NodeId,
        mut base: Rc<str>,
        draft: Draft,
        open: &mut Vec<(NodeId, Rc<str>)>,
    ) {
        let id = text(tree, node, draft.id_keyword());
        if let Some(id) = id.filter(|_| !hides_id(tree, node, draft)) {
            match id.strip_prefix('#') {
                // so were names written before there was `$anchor`
                Some(name) => {
                    let name = (base.to_string(), name.to_owned());
                    self.anchors.insert(name, tree.pointer(node));
                }
                None => {
                    if let Some(uri) = resolved(&base, id) {
                        let pointer = tree.pointer(node);
                        base = uri.trim_end_matches('#').into();
                        if is_draft(&base) {
                            base = apart(&base).into();
                            self.copies.push((base.to_string(), pointer.clone()));
                        }
                        self.ids.push((base.to_string(), pointer));
                    }
                }
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(tree, node, keyword) {
                let name = (base.to_string(), name.to_owned());
                self.anchors.insert(name, tree.pointer(node));
            }
        }
        for (key, value) in tree.entries(node) {
            let key = tree.key_text(key);
            match (&*key, tree.data(value)) {
                ("$ref" | "$dynamicRef", Data::Str(written)) => {
                    let pointer = tree.pointer(value);
                    let reference =
                        Reference::new(value, pointer, written, (&base, &self.own_base));
                    self.references.push(reference);
                }
                ("pattern", Data::Str(pattern)) => {
                    let unreadable = ecma::translated(pattern).err();
                    self.unreadable
                        .extend(unreadable.map(|why| UnreadablePattern {
                            node: value,
                            is_key: false,
                            why,
                        }));
                }
                (_, Data::Map) if BY_NAME.contains(&&*key) => {
                    if key == "patternProperties" {
                        let patterns = tree.entries(value).filter_map(|(key, schema)| {
                            let unreadable = ecma::translated(&tree.key_text(key)).err();
                            unreadable.map(|why| UnreadablePattern {
                                node: schema,
                                is_key: true,
                                why,
                            })
                        });
                        self.unreadable.extend(patterns);
                    }
                    let schemas = tree.entries(value);
                    open.extend(schemas.map(|(_, schema)| (schema, Rc::clone(&base))));
                }
                (_, Data::Map) if !DATA.contains(&&*key) => open.push((value, Rc::clone(&base))),
                (_, Data::Seq) if !DATA.contains(&&*key) => {
                    let schemas = tree.items(value);
                    open.extend(schemas.map(|schema| (schema, Rc::clone(&base))));
                }
                _ => {}
            }
        }
    }
}

impl Reference {
    /// `base` is what it is relative to, `own` what it would be without ids within its file.
    fn new(node: NodeId, pointer: String, written: &str, (base, own): (&str, &str)) -> Self {
        let (target, fragment) = written.split_once('#').unwrap_or((written, ""));
        let uri = match target {
            "" => Some(base.to_owned()),
            _ => resolved(base, target),
        };
        let is_path = !target.is_empty() && !is_address(target);
        let leads = uri.as_deref().and_then(|uri| path_between(own, uri));
        let is_elsewhere = base != own && leads.is_none();
        let path = match leads {
            Some(path) if base != own => path,
            _ => target.to_owned(),
        };
        Self {
            node,
            pointer,
            written: written.to_owned(),
            uri,
            path: is_path.then(|| decoded(&path)),
            is_elsewhere,
            fragment: decoded(fragment),
        }
    }
}

/// The path from the folder of one URI to another in the same place, such as `sub/c.json`.
fn path_between(from: &str, to: &str) -> Option<String> {
    let parts = |uri: &str| {
        let (scheme, rest) = uri.split_once("://")?;
        let (authority, path) = rest.split_once('/')?;
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        Some((format!("{scheme}://{authority}"), path))
    };
    let ((from_host, from), (to_host, to)) = (parts(from)?, parts(to)?);
    if from_host != to_host {
        return None;
    }
    let folders = from.split_last()?.1;
    let (_, to_folders) = to.split_last()?;
    let shared = folders
        .iter()
        .zip(to_folders)
        .take_while(|(one, other)| one == other);
    let shared = shared.count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    let down = to[shared..].iter().map(String::as_str);
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Whether the id of a schema counts for nothing, as nothing does beside a `$ref` up to draft 7.
fn hides_id(tree: &Tree<'_>, schema: NodeId, draft: Draft) -> bool {
    let is_old = matches!(draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7);
    is_old && text(tree, schema, "$ref").is_some()
}

/// The URI of a schema of the project whose id is that of a draft: from it the same references lead to the same places.
fn apart(draft: &str) -> String {
    format!("{draft}?copy")
}

/// Whether something that names a schema is an address, and no path.
#[must_use]
pub(crate) fn is_address(written: &str) -> bool {
    has_scheme(written) || written.starts_with("//")
}

/// Whether it is a whole URI.
fn has_scheme(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    })
}

fn resolved(base: &str, reference: &str) -> Option<String> {
    let base = Uri::parse(base).ok()?;
    let resolved = uri::resolve_against(&base, reference).ok()?;
    Some(resolved.as_str().to_owned())
}

fn text<'t>(tree: &'t Tree<'_>, mapping: NodeId, key: &str) -> Option<&'t str> {
    match tree.data(tree.get(mapping, key)?) {
        Data::Str(text) => Some(text),
        _ => None,
    }
}

/// What `%20` and the like mean.
pub(super) fn decoded(written: &str) -> String {
    let decoded = percent_decode_str(written).decode_utf8();
    decoded.map_or_else(|_| written.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    fn references(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let tree = parse(text, Format::Yaml, &Limits::default());
        let outline = Outline::of(&tree, tree.documents()[0], "project:///s/a.json");
        let references = outline.references.into_iter();
        references.map(|it| (it.written, it.uri, it.path)).collect()
    }

    #[test]
    fn a_reference_leads_from_the_id_around_it() {
        let text = "
properties:
  a: {$ref: b.json#/x}
  b: {$id: 'https://example.org/s/', items: [{$ref: c.json}, {$ref: 'https://example.org/d.json'}]}
  c: {$ref: '#/properties/a'}
";
        let found = references(text);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            found,
            [
                (
                    "b.json#/x".to_owned(),
                    some("project:///s/b.json"),
                    some("b.json")
                ),
                (
                    "c.json".to_owned(),
                    some("https://example.org/s/c.json"),
                    some("c.json")
                ),
                (
                    "https://example.org/d.json".to_owned(),
                    some("https://example.org/d.json"),
                    None
                ),
                (
                    "#/properties/a".to_owned(),
                    some("project:///s/a.json"),
                    None
                ),
            ]
        );
    }

    #[test]
    fn a_key_or_a_value_is_no_reference() {
        let text = "
properties: {$ref: {type: string}, default: {$ref: a.json}}
enum: [{$ref: b.json}]
default: {$ref: c.json}
";
        let found = references(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "a.json");
    }

    #[test]
    fn a_path_is_decoded() {
        assert_eq!(decoded("my%20schema.json"), "my schema.json");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%C3%A9"), "%zzé");
    }
}
