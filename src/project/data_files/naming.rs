//! Which schema a document names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Unresolved;
use super::schemas::{Judged, SchemaFiles, SchemaProblem, SchemaProblemKind, Schemas};
use crate::project::files::{Files, Sandbox};
use crate::schema::{self, Breach, ERROR_BYTES, Schema, Violation};
use crate::text::place::{NodeRef, Place};
use crate::text::source::{FileId, Location, Source, Span};
use crate::text::syntax::{self, Data, Format, Limits, NodeId, Tree};

/// The key of a document that names its schema.
const KEY: &str = "$schema";

/// A schema, as it is named somewhere.
pub(super) struct Naming {
    /// As it is written.
    pub(super) written: String,
    /// Where.
    pub(super) at: Place,
    /// What a path is relative to.
    pub(super) folder: PathBuf,
    /// Whether that is in the document itself.
    pub(super) by_data: bool,
}

/// The schema of a document.
pub(super) enum Named {
    /// One of the project.
    Project(Arc<SchemaFiles>),
    /// One that is part of the program.
    Embedded(Schema),
    /// A draft of JSON Schema: the document is itself a schema.
    Draft,
}

impl Naming {
    /// What a document says about its schema itself: in a comment, or else under its key.
    pub(super) fn in_document(
        file: FileId,
        source: &Source,
        tree: &Tree<'_>,
        folder: &Path,
    ) -> Option<Self> {
        let naming = |written: &str, at| Self {
            written: written.to_owned(),
            at,
            folder: folder.to_owned(),
            by_data: true,
        };
        let mut comments = tree.comments().iter();
        let in_comment = comments.find_map(|comment| {
            let (at, written) = in_comment(source.slice(comment.span))?;
            let start = comment.span.range().start + at;
            let span = Span::of(start..start + written.len());
            Some(naming(written, Place::Bytes(Location { file, span })))
        });
        in_comment.or_else(|| {
            let mut roots = tree.documents().iter();
            let node = roots.find_map(|&root| tree.get(root, KEY))?;
            match tree.data(node) {
                Data::Str(written) if !written.is_empty() => {
                    Some(naming(written, NodeRef { file, node }.into()))
                }
                _ => None,
            }
        })
    }

    /// Looks the schema up.
    pub(super) fn resolve(
        &self,
        files: &dyn Files,
        sandbox: &Sandbox<'_>,
        schemas: &Schemas<'_>,
    ) -> Result<Named, SchemaProblem> {
        let problem = |kind| SchemaProblem {
            kind,
            at: self.at.clone(),
        };
        if schema::names_draft(&self.written) {
            return Ok(Named::Draft);
        }
        let (target, fragment) = self.written.split_once('#').unwrap_or((&self.written, ""));
        if let Some(schema) = Schema::at(target) {
            let why = "a schema that is part of the program can only be named as a whole";
            return match fragment {
                "" => Ok(Named::Embedded(schema)),
                _ => Err(problem(SchemaProblemKind::Unusable {
                    why: why.to_owned(),
                })),
            };
        }
        if schema::is_address(&self.written) {
            return Err(problem(SchemaProblemKind::Remote {
                uri: self.written.clone(),
                by_data: self.by_data,
            }));
        }
        let reached = sandbox.reach(&self.folder, target);
        let reached = reached.map_err(|why| {
            problem(SchemaProblemKind::Unresolved {
                name: target.to_owned(),
                why: Unresolved::of(files, target, why),
            })
        })?;
        let schema = schemas.get(&reached, fragment, sandbox);
        if schema.points_to_nothing() {
            return Err(problem(SchemaProblemKind::Dangling {
                reference: self.written.clone(),
            }));
        }
        Ok(Named::Project(schema))
    }
}

/// The schema that a comment names, and how far from its beginning the name is: `# yaml-language-server: $schema=…`, or
/// `# $schema: …`.
fn in_comment(comment: &str) -> Option<(usize, &str)> {
    let text = comment.trim_start_matches('#').trim_start();
    let rest = match text.strip_prefix("yaml-language-server:") {
        Some(rest) => rest.trim_start().strip_prefix("$schema=")?,
        None => text.strip_prefix("$schema:")?,
    };
    let written = rest.split_whitespace().next()?;
    let at = comment.len() - rest.trim_start().len();
    Some((at, written))
}

/// Whether a text can name a schema at all, so that it is worth looking closer.
pub(super) fn may_name(text: &str) -> bool {
    text.contains(KEY)
}

impl Named {
    /// What the schema does not allow in a file that has nothing in it, or nothing but comments: to others that is null.
    pub(super) fn violation_of_nothing(&self) -> Option<Violation> {
        let tree = syntax::parse("null", Format::Yaml, &Limits::default());
        let judged = self.violations(&tree, ERROR_BYTES).unwrap_or_default();
        judged.violations.into_iter().next()
    }

    /// What the schema does not allow in a document. Errors against a schema of the project may take `room` bytes.
    ///
    /// # Errors
    /// The part of the file at which that takes too many steps. With the schemas of the program nothing does.
    pub(super) fn violations(&self, tree: &Tree<'_>, room: u64) -> Result<Judged, NodeId> {
        let roots = tree.documents().iter();
        let all = |violations: Vec<Violation>| Judged {
            violations,
            room,
            more_from: None,
        };
        let mut judged = match self {
            Self::Project(schema) => schema.violations(tree, room)?,
            Self::Embedded(schema) => all(roots
                .flat_map(|&root| schema.violations(tree, root))
                .collect()),
            Self::Draft => all(roots.flat_map(|&root| schema::flaws(tree, root)).collect()),
        };
        // any document may name its schema; what the schema says about how it does that counts
        let roots = tree.documents().iter();
        let keys: Vec<_> = roots.filter_map(|&root| tree.get(root, KEY)).collect();
        judged.violations.retain(|violation| {
            let is_unknown_key = matches!(
                violation.breach,
                Breach::AdditionalProperties { .. } | Breach::UnevaluatedProperties { .. }
            );
            !is_unknown_key || !keys.contains(&violation.node)
        });
        Ok(judged)
    }
}

#[cfg(test)]
mod tests {
    use super::in_comment;

    #[test]
    fn a_comment_names_a_schema_in_two_ways() {
        let named = |comment: &'static str| {
            let (at, written) = in_comment(comment)?;
            assert_eq!(&comment[at..at + written.len()], written);
            Some(written)
        };
        assert_eq!(
            named("# yaml-language-server: $schema=a.json"),
            Some("a.json")
        );
        assert_eq!(
            named("#yaml-language-server:  $schema=../a.json  x"),
            Some("../a.json")
        );
        assert_eq!(named("# $schema: a.json"), Some("a.json"));
        assert_eq!(named("## $schema:a.json"), Some("a.json"));
        assert_eq!(named("# $schema:"), None);
        assert_eq!(named("# the $schema: a.json"), None);
        assert_eq!(named("# yaml-language-server: $other=a.json"), None);
    }
}
