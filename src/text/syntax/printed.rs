//! A tree of what was recognized in a text for readers, which is neither YAML nor JSON.

use std::cmp::Reverse;

use super::build::{Builder, New};
use super::comment::Comment;
use super::node::Content;
use super::{Format, Limits, NodeId, Remark, Style, Tree};
use crate::text::mapped::Mapped;
use crate::text::source::Span;

/// A value that was recognized, with its places in the source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A text.
    Text(Mapped),
    /// A whole number and where it is printed.
    Whole(i64, Span),
    /// A list.
    List(Vec<Value>),
    /// Keys and their values.
    Map(Vec<(&'static str, Value)>),
}

impl Value {
    /// From its first byte in the source to its last.
    #[must_use]
    pub(crate) fn span(&self) -> Option<Span> {
        let around =
            |one: Span, other: Span| Span::new(one.start.min(other.start), one.end.max(other.end));
        match self {
            Self::Text(text) => Some(text.span()),
            Self::Whole(_, span) => Some(*span),
            Self::List(items) => items.iter().filter_map(Self::span).reduce(around),
            Self::Map(entries) => {
                let values = entries.iter().filter_map(|(_, value)| value.span());
                values.reduce(around)
            }
        }
    }

    /// What of it is printed first: the place of its key, for the source has no keys.
    fn first(&self) -> Option<Span> {
        match self {
            Self::Text(_) | Self::Whole(..) => self.span(),
            Self::List(items) => items.iter().find_map(Self::first),
            Self::Map(entries) => entries.iter().find_map(|(_, value)| value.first()),
        }
    }
}

/// The tree of what was recognized in `text`.
#[must_use]
pub(crate) fn tree<'s>(
    text: &'s str,
    format: Format,
    root: &Value,
    remarks: Vec<Remark>,
    comments: &[Span],
    limits: &Limits,
) -> Tree<'s> {
    let mut builder = Builder::new(text, limits);
    add(&mut builder, root);
    let mut tree = builder.finish();
    tree.format = format;
    tree.remarks = remarks;
    tree.subjects = subjects(&tree, comments);
    let comments = comments.iter();
    tree.comments = comments
        .map(|span| Comment {
            span: *span,
            own_line: true,
        })
        .collect();
    tree
}

/// What each comment is about: the item of a list that comes next in the text, with all that is in it.
fn subjects(tree: &Tree<'_>, comments: &[Span]) -> Vec<Option<Span>> {
    if comments.is_empty() {
        return Vec::new();
    }
    let items = tree.nodes.iter().filter(|node| {
        let parent = tree.node(node.parent);
        matches!(parent.content(), Content::Seq(_))
    });
    let mut items: Vec<Span> = items.map(|node| node.span).collect();
    items.sort_unstable_by_key(|span| (span.start, Reverse(span.end)));
    let subject = |comment: &Span| {
        let next = items.partition_point(|item| item.start < comment.end);
        items.get(next).copied()
    };
    comments.iter().map(subject).collect()
}

/// Adds a value. It recurses as deep as headings and lists nest, which those who recognize them bound.
fn add(builder: &mut Builder<'_>, value: &Value) {
    let new = New::bare(value.span().unwrap_or_default(), Style::Printed);
    match value {
        Value::Text(text) => builder.printed(text),
        Value::Whole(number, _) => builder.scalar(Content::Int(*number), &new),
        Value::List(items) => {
            if builder.open(false, &new) {
                for item in items {
                    add(builder, item);
                }
                builder.close(Some(new.span.end));
            }
        }
        Value::Map(entries) => {
            if builder.open(true, &new) {
                for (key, value) in entries {
                    let at = value.first().unwrap_or_default();
                    builder.printed(&Mapped::standing_for(key, at));
                    add(builder, value);
                }
                builder.close(Some(new.span.end));
            }
        }
    }
}

impl Builder<'_> {
    /// Adds a text that was put together from pieces.
    fn printed(&mut self, mapped: &Mapped) {
        let new = New::bare(mapped.span(), Style::Printed);
        let next = self.next_id();
        let is_verbatim = self.text_at(new.span) == Some(mapped.text());
        let content = if is_verbatim {
            Content::Verbatim(new.span)
        } else {
            self.keep_pieces(next, mapped.pieces());
            self.decoded(mapped.text(), new.span)
        };
        self.scalar(content, &new);
    }
}

impl Tree<'_> {
    /// What was recognized with doubt, in the order of the text.
    #[must_use]
    pub(crate) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Where the pieces of a text were that was recognized; of one that is in the source as it is, there is one piece.
    pub(super) fn printed_pieces(&self, node: NodeId) -> Vec<crate::text::mapped::Piece> {
        let whole = || {
            let source = self.span(node);
            vec![crate::text::mapped::Piece {
                end: source.len(),
                source,
            }]
        };
        self.pieces.get(&node).cloned().unwrap_or_else(whole)
    }
}
