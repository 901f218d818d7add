//! Files that have been read, and places in them that a finding can name.

use std::ops::{Deref, Range};

use crate::text::source::{FileId, Location, Source};
use crate::text::syntax::{NodeId, SourceMap, Tree};

/// A node of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeRef {
    /// The file it is in.
    pub file: FileId,
    /// The node in that file's tree.
    pub node: NodeId,
}

/// What a label can be at.
#[derive(Debug, Clone)]
pub enum Place {
    /// A whole value.
    Node(NodeRef),
    /// The key that a value is under; the value itself where it has none.
    Key(NodeRef),
    /// A whole collection, of which no more than a heading is underlined: its key, or its own first key where it has none.
    Heading(NodeRef),
    /// A range of bytes inside the decoded text of a value.
    Text(NodeRef, Range<usize>),
    /// Bytes of a file that are no value.
    Bytes(Location),
}

impl From<NodeRef> for Place {
    fn from(at: NodeRef) -> Self {
        Self::Node(at)
    }
}

/// A file that has been read: its text and its tree.
#[derive(Debug, Clone, Copy)]
pub struct ParsedFile<'t> {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub source: &'t Source,
    /// Its syntax tree.
    pub tree: &'t Tree<'t>,
    /// Whether it may contain several documents, divided by lines of `---`.
    pub may_be_several: bool,
}

impl ParsedFile<'_> {
    /// Whether all of the file could be read; where not, what was read of it is no basis for judging the rest.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_fit = self.may_be_several || self.tree.documents().len() <= 1;
        self.source.decode_error().is_none() && self.tree.errors().is_empty() && is_fit
    }

    /// A node of this part.
    #[must_use]
    pub fn node(&self, node: NodeId) -> NodeRef {
        NodeRef {
            file: self.file,
            node,
        }
    }
}

/// Files that belong together: those of a report, or other documents that are checked with one another.
#[derive(Debug, Default)]
pub struct ParsedFiles<'t>(Vec<ParsedFile<'t>>);

impl<'t> ParsedFiles<'t> {
    /// The part that `file` is.
    ///
    /// # Panics
    /// When `file` is none of them.
    #[must_use]
    pub fn part(&self, file: FileId) -> &ParsedFile<'t> {
        // files are numbered in the order in which they are read, which is mostly that of the parts
        let at_its_number = self.0.get(file.number() as usize);
        let mut parts = at_its_number.into_iter().chain(&self.0);
        parts
            .find(|part| part.file == file)
            .expect("places are made from the nodes of these very files")
    }
}

impl<'t> From<Vec<ParsedFile<'t>>> for ParsedFiles<'t> {
    fn from(parts: Vec<ParsedFile<'t>>) -> Self {
        Self(parts)
    }
}

impl<'p, 't> IntoIterator for &'p ParsedFiles<'t> {
    type Item = &'p ParsedFile<'t>;
    type IntoIter = std::slice::Iter<'p, ParsedFile<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'t> Deref for ParsedFiles<'t> {
    type Target = [ParsedFile<'t>];

    fn deref(&self) -> &[ParsedFile<'t>] {
        &self.0
    }
}

/// Knows the files that places are in.
pub(crate) trait Places: Sync {
    /// The tree of a file.
    fn tree(&self, file: FileId) -> &Tree<'_>;

    /// Where the decoded text of a value comes from; this costs a walk of it.
    fn source_map(&self, at: NodeRef) -> SourceMap {
        self.tree(at.file).source_map(at.node)
    }
}

impl Places for ParsedFiles<'_> {
    fn tree(&self, file: FileId) -> &Tree<'_> {
        self.part(file).tree
    }
}
