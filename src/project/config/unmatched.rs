//! Patterns under `documents` that select no file.

use std::path::Path;

use super::globs::Anchor;
use super::{ConfigFile, ConfigProblem, Document, Globs, ProblemKind, Spanned};
use crate::text::place::Place;
use crate::text::source::{Location, Span};

impl ConfigFile {
    /// What in it selects none of the documents, which are all that there are below its folder: absolute paths.
    ///
    /// A preset is for several ways to keep the same data, so that of its patterns any may be without a file; that none of
    /// them has one is reported where it is extended.
    #[must_use]
    pub fn unmatched(&self, documents: &[&Path]) -> Vec<ConfigProblem> {
        let documents = &Sorted::of(documents);
        let presets = self.bases.iter().filter_map(|base| {
            let stated = base.preset.as_ref()?;
            let is_matched = |entry: &Document| entry.selects_any(&base.folder, documents);
            let mut needed = base
                .documents
                .iter()
                .filter(|entry| !entry.optional)
                .peekable();
            let is_unmatched = needed.peek().is_some() && !needed.any(is_matched);
            let name = stated.value.clone();
            is_unmatched.then(|| self.problem(ProblemKind::UnmatchedPreset { name }, stated.span))
        });
        let entries = self.documents.iter().filter(|entry| !entry.optional);
        let globs = entries.flat_map(|entry| {
            let globs = entry.unmatched(&self.folder, documents).into_iter();
            globs.map(|glob| {
                let kind = ProblemKind::UnmatchedFiles { glob: glob.value };
                self.problem(kind, glob.span)
            })
        });
        presets.chain(globs).collect()
    }

    fn problem(&self, kind: ProblemKind, span: Span) -> ConfigProblem {
        let file = self.id();
        ConfigProblem {
            kind,
            at: Place::Bytes(Location { file, span }),
        }
    }
}

/// Files, sorted so that those of one folder are next to one another.
struct Sorted<'p>(Vec<&'p Path>);

impl<'p> Sorted<'p> {
    fn of(paths: &[&'p Path]) -> Self {
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        Self(paths)
    }

    /// Those at or below a path, of which the next name begins so.
    fn below(&self, beginning: &Path, name: &str) -> &[&'p Path] {
        let first = if name.is_empty() {
            beginning.to_owned()
        } else {
            beginning.join(name)
        };
        let start = self.0.partition_point(|path| *path < first);
        let rest = &self.0[start..];
        &rest[..rest.partition_point(|path| is_below(path, beginning, name))]
    }
}

fn is_below(path: &Path, beginning: &Path, name: &str) -> bool {
    path.strip_prefix(beginning).is_ok_and(|rest| {
        let next = rest.components().next();
        let next = next.map_or(&[][..], |next| next.as_os_str().as_encoded_bytes());
        next.starts_with(name.as_bytes())
    })
}

impl Document {
    fn selects_any(&self, folder: &Path, documents: &Sorted<'_>) -> bool {
        let mut starts = self.files.starts(folder);
        starts.any(|(beginning, name)| {
            documents.below(&beginning, name).iter().any(|path| {
                let path = path.strip_prefix(folder);
                path.is_ok_and(|path| self.files.select(path) && !self.ignore.select(path))
            })
        })
    }

    /// Its patterns that select none of the documents, each by itself. One that takes files back selects none anyway.
    fn unmatched(&self, folder: &Path, documents: &Sorted<'_>) -> Vec<Spanned<String>> {
        let written = self.files.written.iter();
        let selecting = written.filter(|glob| !glob.value.starts_with('!'));
        let unmatched = selecting.filter(|glob| {
            let (alone, _) = Globs::new(vec![(*glob).clone()], Anchor::Here);
            let selects = |path: &&Path| {
                let path = path.strip_prefix(folder);
                path.is_ok_and(|path| alone.select(path) && !self.ignore.select(path))
            };
            let mut starts = alone.starts(folder);
            !starts.any(|(beginning, name)| documents.below(&beginning, name).iter().any(selects))
        });
        unmatched.cloned().collect()
    }
}
