//! Items of the data, and the words for them in messages.

use std::borrow::Cow;
use std::path::Path;

use crate::text::place::{NodeRef, ParsedFile, Place};
use crate::text::syntax::{Data, NodeId, Tree};

/// Keys that most often contain the name of an item.
const NAMES: [&str; 6] = ["title", "name", "label", "code", "id", "slug"];

/// Characters of a value that are quoted.
const LONGEST_QUOTE: usize = 80;

/// A value that a selector selects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'d> {
    pub(super) part: &'d ParsedFile<'d>,
    pub(super) node: NodeId,
    /// The path of its file from the folder of the configuration.
    pub(super) path: &'d str,
}

impl<'d> Item<'d> {
    pub(super) fn at(self) -> NodeRef {
        self.part.node(self.node)
    }

    pub(super) fn tree(self) -> &'d Tree<'d> {
        self.part.tree
    }

    pub(super) fn data(self) -> Data<'d> {
        self.tree().data(self.node)
    }

    /// Another value of the same file.
    pub(super) fn other(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    /// What contains it.
    pub(super) fn parent(self) -> Option<Self> {
        Some(self.other(self.tree().parent(self.node)?))
    }

    /// What contains it, from the nearest.
    pub(super) fn around(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |item| item.parent())
    }

    /// The items of a list; any other value itself.
    pub(super) fn flattened(self) -> Vec<Self> {
        match self.data() {
            Data::Seq => {
                let items = self.tree().items(self.node);
                items.map(|item| self.other(item)).collect()
            }
            _ => vec![self],
        }
    }

    /// What the item is called in a sentence.
    pub(super) fn called(self) -> String {
        match self.name() {
            name if name.is_empty() => "an item".to_owned(),
            name => quoted(&name),
        }
    }

    /// The title or name of the item, its value, or the key that it is under.
    pub(super) fn name(self) -> Cow<'d, str> {
        let tree = self.tree();
        let named = NAMES.iter().find_map(|name| {
            let named = self.other(tree.get(self.node, name)?);
            Found::Value(named).text()
        });
        let by_key = || {
            let key = tree.key_of(self.node)?;
            Some(tree.key_text(key))
        };
        let own = || Found::Value(self).text();
        named.or_else(own).or_else(by_key).unwrap_or_default()
    }
}

/// A value of an item, by one of its fields.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'d> {
    /// The value is in the data.
    Value(Item<'d>),
    /// It is the key that this is under.
    Key(Item<'d>),
    /// It is the name of the file that this is in.
    File(Item<'d>),
    /// It is the path of that file.
    FilePath(Item<'d>),
}

impl<'d> Found<'d> {
    pub(super) fn place(self) -> Place {
        match self {
            Self::Value(item) | Self::File(item) | Self::FilePath(item) => Place::Node(item.at()),
            Self::Key(item) => Place::Key(item.at()),
        }
    }

    /// Its value.
    pub(super) fn data(self) -> Data<'d> {
        match self {
            Self::Value(item) => item.data(),
            Self::Key(item) => {
                let key = item.tree().key_of(item.node);
                key.map_or(Data::Null, |key| item.tree().data(key))
            }
            Self::FilePath(item) => Data::Str(item.path),
            Self::File(item) => {
                let stem = Path::new(item.part.source.name()).file_stem();
                let stem = stem.and_then(|stem| stem.to_str());
                stem.map_or(Data::Null, Data::Str)
            }
        }
    }

    /// What it is compared by; `None` for nothing at all, and for what is no single value.
    pub(super) fn text(self) -> Option<Cow<'d, str>> {
        match self.data() {
            Data::Str("") | Data::Null | Data::Seq | Data::Map => None,
            Data::Str(text) => Some(Cow::Borrowed(text)),
            Data::Bool(value) => Some(Cow::Owned(value.to_string())),
            Data::Int(value) => Some(Cow::Owned(value.to_string())),
            Data::UInt(value) => Some(Cow::Owned(value.to_string())),
            Data::Float(value) => {
                let written = match self {
                    Self::Value(item) => item.tree().large_whole(item.node),
                    Self::Key(_) | Self::File(_) | Self::FilePath(_) => None,
                };
                Some(written.map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed))
            }
        }
    }

    /// Whether it is a number that is written with zeros in front.
    pub(super) fn is_padded(self) -> bool {
        let Self::Value(item) = self else {
            return false;
        };
        let tree = item.tree();
        let raw = tree.raw(tree.resolve(item.node)).as_bytes();
        matches!(raw, [b'0', second, ..] if second.is_ascii_digit())
    }

    /// As it is written, where that is more than its value says: with its zeros.
    pub(super) fn written(self) -> Cow<'d, str> {
        match self {
            Self::Value(item) if self.is_padded() => {
                let tree = item.tree();
                Cow::Borrowed(tree.raw(tree.resolve(item.node)))
            }
            _ => self.text().unwrap_or_default(),
        }
    }

    /// Whether it says anything.
    pub(super) fn is_given(self) -> bool {
        match (self.data(), self) {
            (Data::Null | Data::Str(""), _) => false,
            (Data::Seq, Self::Value(item)) => item.tree().items(item.node).len() > 0,
            _ => true,
        }
    }
}

/// A value in quotation marks, no longer than a message has room for.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
