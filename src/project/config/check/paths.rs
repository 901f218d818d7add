//! Files that values lead to.

use super::Selection;
use crate::project::config::file::Reader;
use crate::project::config::globs::{Anchor, Globs};
use crate::text::syntax::NodeId;

/// Files that values lead to: where paths start, and what they may leave out.
#[derive(Debug)]
pub struct Paths {
    /// Which files of the folder in which paths start.
    pub files: Globs,
    /// The same, as it is written.
    pub written: String,
    /// The folder in which paths start: the first of these that is given.
    pub from: Vec<Start>,
    /// Endings that a path may leave out.
    pub without: Vec<String>,
    /// The names of files that a path to their folder means.
    pub index: Vec<String>,
    /// Which of the files need no entry.
    pub unlisted: Vec<Patterns>,
}

/// A folder in which paths start.
#[derive(Debug)]
pub enum Start {
    /// By its path from the folder of the file that has the value.
    Beside(String),
    /// By its path from the folder of the configuration.
    InConfig(String),
    /// The data names it, by its path from the folder of its file.
    Given(Selection),
}

/// Patterns of files, as `.gitignore` has them.
#[derive(Debug)]
pub enum Patterns {
    /// Those of the configuration.
    Written(Globs),
    /// The data has them, each in a line.
    Given(Selection),
}

impl Reader<'_> {
    /// Whether an entry of `in` is about files.
    pub(super) fn is_paths(&self, node: NodeId) -> bool {
        self.value(node, "paths").is_some()
    }

    pub(super) fn paths(&mut self, node: NodeId) -> Option<Paths> {
        let written = self.nodes(node, "paths").into_iter();
        let written = written.filter_map(|node| Some(self.text(node)?.value));
        let written: Vec<String> = written.collect();
        let texts = |reader: &Self, key| {
            let texts = reader.texts(node, key).into_iter();
            texts.map(|text| text.value).collect()
        };
        Some(Paths {
            written: written.join(", "),
            files: self.globs(node, "paths", Anchor::Here)?,
            from: self.starts(node)?,
            without: texts(self, "without"),
            index: texts(self, "index"),
            unlisted: self.unlisted(node)?,
        })
    }

    fn starts(&mut self, node: NodeId) -> Option<Vec<Start>> {
        let nodes = self.nodes(node, "from").into_iter();
        let starts = nodes.map(|node| {
            let written = self.text(node)?.value;
            Some(match written.strip_prefix('/') {
                _ if written.starts_with('$') => Start::Given(self.path(node)?),
                Some(folder) => Start::InConfig(folder.to_owned()),
                None => Start::Beside(written),
            })
        });
        starts.collect()
    }

    fn unlisted(&mut self, node: NodeId) -> Option<Vec<Patterns>> {
        let mut given = Vec::new();
        let mut has_written = false;
        for node in self.nodes(node, "unlisted") {
            if self.text(node)?.value.starts_with('$') {
                given.push(Patterns::Given(self.path(node)?));
            } else {
                has_written = true;
            }
        }
        if has_written {
            // a pattern that starts with `$` is a path into the data, and selects no file
            let written = self.globs(node, "unlisted", Anchor::Anywhere)?;
            given.push(Patterns::Written(written));
        }
        Some(given)
    }
}
