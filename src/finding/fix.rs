//! What can be done about a finding, as edits of its files.

use serde::{Deserialize, Serialize};

use crate::finding::wording::shortened;
use crate::text::edit::{self, Change, NotePlace, Side, Value, proof};
use crate::text::place::{NodeRef, Places};
use crate::text::source::{FileId, Location, Sources, Span};
use crate::text::syntax::{self, Data, Format, Limits, Tree};

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FixKind {
    /// Nobody can have meant it otherwise.
    Safe,
    /// Likely right; somebody has to look at it.
    Unsafe,
    /// It says that what was found is intended, which only an editor knows.
    Declaration,
}

/// Edits that belong together: all of them are made, or none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Fix {
    /// What it does, in a few words that begin with a verb: `write "Annex I"`.
    pub title: String,
    /// How sure it is.
    pub kind: FixKind,
    /// What to write, apart from each other.
    pub edits: Vec<Edit>,
    /// What the edits are to come to, for each file.
    pub(crate) announced: Vec<Announced>,
}

/// Another text for some bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The bytes.
    pub location: Location,
    /// What to write there.
    pub text: String,
}

/// The changes to one file.
#[derive(Debug, Clone)]
pub(crate) struct Announced {
    pub(crate) file: FileId,
    /// What the file was read as.
    pub(crate) format: Format,
    pub(crate) changes: Vec<Change>,
}

/// Whether the edits of a fix come to what it announces, and to nothing else, in files without errors of syntax.
#[must_use]
pub fn is_as_announced(fix: &Fix, sources: &Sources) -> bool {
    fix.announced.iter().all(|announced| {
        let text = sources.get(announced.file).text();
        let edits = fix.edits.iter();
        let edits = edits.filter(|edit| edit.location.file == announced.file);
        let edits = edits.map(|edit| (edit.location.span, edit.text.as_str()));
        let edits: Vec<(Span, &str)> = edits.collect();
        let new = edit::applied(text, edits.iter().copied());
        let parsed = |text| syntax::parse(text, announced.format, &Limits::default());
        let changes: Vec<&Change> = announced.changes.iter().collect();
        let spans: Vec<Span> = edits.iter().map(|(span, _)| *span).collect();
        proof::is_proved(&parsed(text), &changes, &spans, &parsed(&new))
    })
}

/// A fix as a rule says it: by nodes.
#[derive(Debug)]
pub(crate) struct Remedy {
    title: String,
    kind: FixKind,
    changes: Vec<(FileId, Change)>,
}

impl Remedy {
    /// One that nobody can have meant otherwise.
    #[must_use]
    pub(crate) fn safe(title: impl Into<String>) -> Self {
        Self::new(FixKind::Safe, title)
    }

    /// One that is likely right, and that somebody has to look at.
    #[must_use]
    pub(crate) fn risky(title: impl Into<String>) -> Self {
        Self::new(FixKind::Unsafe, title)
    }

    /// One that says that what was found is intended.
    #[must_use]
    pub(crate) fn declaration(title: impl Into<String>) -> Self {
        Self::new(FixKind::Declaration, title)
    }

    fn new(kind: FixKind, title: impl Into<String>) -> Self {
        Self {
            title: shortened(title.into()),
            kind,
            changes: Vec::new(),
        }
    }

    /// Another value in place of a node's.
    #[must_use]
    pub(crate) fn set(self, at: NodeRef, value: Value) -> Self {
        self.with(at.file, Change::Set(at.node, value))
    }

    /// Another number in place of one; in quotes where it has some.
    #[must_use]
    pub(crate) fn number(self, tree: &Tree<'_>, at: NodeRef, number: &str) -> Self {
        let is_number = matches!(tree.data(at.node), Data::Int(_) | Data::UInt(_));
        let whole = number
            .parse()
            .ok()
            .filter(|it: &i64| it.to_string() == number);
        let value = whole.filter(|_| is_number).map(Value::Whole);
        self.set(at, value.unwrap_or_else(|| Value::Text(number.to_owned())))
    }

    /// Other words for a range of a text.
    #[must_use]
    pub(crate) fn text(
        self,
        at: NodeRef,
        range: std::ops::Range<usize>,
        words: impl Into<String>,
    ) -> Self {
        self.with(at.file, Change::Text(at.node, range, words.into()))
    }

    /// Without an item of a list, or without a value and its key.
    #[must_use]
    pub(crate) fn remove(self, at: NodeRef) -> Self {
        self.with(at.file, Change::Remove(at.node))
    }

    /// Without an item of a list; without the list and its key, if it is the only one.
    #[must_use]
    pub(crate) fn remove_item(self, tree: &Tree<'_>, at: NodeRef) -> Self {
        let is_only_one = tree.beside_element(at.node) == Some((None, None));
        let list = tree.parent(at.node).filter(|_| is_only_one);
        let node = list.unwrap_or(at.node);
        self.remove(NodeRef { node, ..at })
    }

    /// Another name for the key of a value.
    #[must_use]
    pub(crate) fn rename(self, at: NodeRef, name: impl Into<String>) -> Self {
        self.with(at.file, Change::Rename(at.node, name.into()))
    }

    /// A value for a key of a mapping. A new entry comes behind the first of some others that is there, or else before all
    /// others. `None` in a mapping without entries, and in the place of an alias.
    #[must_use]
    pub(crate) fn entry(
        self,
        tree: &Tree<'_>,
        mapping: NodeRef,
        key: &'static str,
        value: Value,
        behind: &[&str],
    ) -> Option<Self> {
        let written = |wanted: &str| {
            let mut pairs = tree.pairs(mapping.node);
            pairs.find_map(|(key, value)| (tree.data(key) == Data::Str(wanted)).then_some(value))
        };
        if let Some(node) = written(key) {
            return Some(self.set(NodeRef { node, ..mapping }, value));
        }
        let first = || tree.pairs(mapping.node).next().map(|(_, value)| value);
        let (side, beside) = match behind.iter().find_map(|key| written(key)) {
            Some(beside) => (Side::After, beside),
            None => (Side::Before, first()?),
        };
        let change = Change::Insert {
            beside,
            side,
            key: Some(key),
            value,
        };
        Some(self.with(mapping.file, change))
    }

    /// A new item of a list, beside another one.
    #[must_use]
    pub(crate) fn item(self, side: Side, beside: NodeRef, value: Value) -> Self {
        let change = Change::Insert {
            beside: beside.node,
            side,
            key: None,
            value,
        };
        self.with(beside.file, change)
    }

    /// An item of a list in another place of it, beside another one.
    #[must_use]
    pub(crate) fn move_beside(self, at: NodeRef, side: Side, beside: NodeRef) -> Self {
        let change = Change::Move {
            node: at.node,
            beside: beside.node,
            side,
        };
        self.with(at.file, change)
    }

    /// Another text of a comment.
    #[must_use]
    pub(crate) fn comment(self, at: Location, text: impl Into<String>) -> Self {
        self.with(at.file, Change::Comment(at.span, text.into()))
    }

    fn with(mut self, file: FileId, change: Change) -> Self {
        self.changes.push((file, change));
        self
    }

    /// How many bytes of texts are walked to write it.
    pub(super) fn cost(&self, places: &dyn Places) -> usize {
        let texts = self.changes.iter().map(|(file, change)| match change {
            Change::Set(node, _) | Change::Text(node, ..) | Change::Move { node, .. } => {
                places.tree(*file).span(*node).len()
            }
            Change::Remove(_)
            | Change::Rename(..)
            | Change::Comment(..)
            | Change::Note(..)
            | Change::Insert { .. } => 0,
        });
        texts.sum()
    }

    /// A new comment at an element.
    #[must_use]
    #[cfg(feature = "cli")]
    pub(crate) fn note(self, at: NodeRef, place: NotePlace, text: impl Into<String>) -> Self {
        self.with(at.file, Change::Note(at.node, place, text.into()))
    }

    /// The fix, if all of it can be written in the file of a tree.
    #[must_use]
    #[cfg(feature = "cli")]
    pub(crate) fn written_in(self, tree: &Tree<'_>) -> Option<Fix> {
        self.written_by(|_| tree)
    }

    /// The fix, if all of it can be written.
    pub(super) fn written(self, places: &dyn Places) -> Option<Fix> {
        self.written_by(|file| places.tree(file))
    }

    fn written_by<'t, 's: 't>(self, tree: impl Fn(FileId) -> &'t Tree<'s>) -> Option<Fix> {
        let mut announced: Vec<Announced> = Vec::new();
        for (file, change) in self.changes {
            match announced.iter_mut().find(|it| it.file == file) {
                Some(it) => it.changes.push(change),
                None => announced.push(Announced {
                    file,
                    format: tree(file).format(),
                    changes: vec![change],
                }),
            }
        }
        let mut edits = Vec::new();
        for Announced { file, changes, .. } in &announced {
            let file = *file;
            let written = edit::replacements(tree(file), changes)?;
            edits.extend(written.into_iter().map(|(span, text)| Edit {
                location: Location { file, span },
                text,
            }));
        }
        (!edits.is_empty()).then_some(Fix {
            title: self.title,
            kind: self.kind,
            edits,
            announced,
        })
    }
}
