//! Reports in several files: what `include` names, and what is wrong with it.
//!
//! A report is the files that [`load`] reads: its root, and the parts that the root includes, in that order. A part may
//! include others, relative to itself. [`roots`] finds the report that a part belongs to.

mod load;
mod roots;
mod rules;

pub use load::load;
pub(crate) use roots::roots;
pub(crate) use rules::RULES;

use memchr::memmem;

use crate::project::error::Error;
use crate::text::place::NodeRef;
use crate::text::source::{FileId, Source, Sources};
use crate::text::syntax::{self, Data, Format, Limits};

/// The key that names the other files of a report.
const KEY: &str = "include";

/// The files of one report, and what kept others from being read.
#[derive(Debug, Default)]
pub struct ReportFiles {
    /// The files that were read, the root first, then its parts in the order in which they are included.
    pub sources: Sources,
    /// What is wrong with what is included, in the order of the files and of their text.
    pub problems: Vec<IncludeProblem>,
    /// The files that could not be read although they are there.
    pub errors: Vec<Error>,
}

impl ReportFiles {
    /// Whether every file that the report should have was read.
    #[must_use]
    pub fn are_complete(&self) -> bool {
        self.problems
            .iter()
            .all(|problem| problem.kind.is_harmless())
            && self.errors.is_empty()
    }
}

impl From<Sources> for ReportFiles {
    /// A report of which all files have been read.
    fn from(sources: Sources) -> Self {
        Self {
            sources,
            ..Self::default()
        }
    }
}

impl From<Source> for ReportFiles {
    /// A report in one file.
    fn from(source: Source) -> Self {
        let mut sources = Sources::default();
        sources.add(source);
        sources.into()
    }
}

/// A name under `include` that something is wrong with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncludeProblem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// What is included, as it is written.
    pub pattern: String,
    /// Where it is written.
    pub at: NodeRef,
}

/// What can be wrong with what is included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// No file matches.
    Unmatched {
        /// The same pattern with another ending, if that matches a file.
        nearest: Option<String>,
    },
    /// There is no such file.
    Missing {
        /// The file with the nearest name in the same folder, as it would be written.
        nearest: Option<String>,
    },
    /// It is a folder, or a pipe or the like.
    NotAFile {
        /// Whether it is a folder.
        folder: bool,
    },
    /// It is outside the folder of the report's root.
    Outside,
    /// The file includes itself, or another one that includes it.
    Cycle {
        /// Where the inclusions that lead back to the file are written, from the file's own on.
        through: Vec<NodeRef>,
    },
    /// The file was named before.
    Repeated {
        /// Where it was named first.
        first: NodeRef,
    },
}

impl ProblemKind {
    /// Whether nothing is missing from the report for it.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::Repeated { .. } | Self::Cycle { .. })
    }
}

/// A name under `include`: of a file, or a glob.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    text: String,
    at: NodeRef,
}

/// What a file includes.
fn patterns(file: FileId, source: &Source) -> Vec<Pattern> {
    if !may_include(source.text()) {
        return Vec::new();
    }
    let tree = syntax::parse(source.text(), Format::of(source.name()), &Limits::default());
    let root = tree.documents().first();
    let Some(included) = root.and_then(|&root| tree.get(root, KEY)) else {
        return Vec::new();
    };
    let pattern = |node| match tree.data(node) {
        Data::Str(text) if !text.is_empty() => Some(Pattern {
            text: text.to_owned(),
            at: NodeRef { file, node },
        }),
        // the schema says what is wrong with it
        _ => None,
    };
    match tree.data(included) {
        Data::Seq => tree.items(included).filter_map(pattern).collect(),
        _ => pattern(included).into_iter().collect(),
    }
}

/// Whether the key can be in a text. The text is parsed once more when it is, and few texts have it.
fn may_include(text: &str) -> bool {
    let is_key = |start: usize| {
        let after = text[start + KEY.len()..].trim_start_matches(['"', '\'']);
        after.trim_start().starts_with(':')
    };
    memmem::find_iter(text.as_bytes(), KEY).any(is_key)
}

#[cfg(test)]
mod tests;
