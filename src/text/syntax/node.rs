//! What is kept of a value. A report has millions of them, so that each byte counts.

use super::{NodeId, Style};
use crate::text::source::Span;

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) span: Span,
    /// The containing collection; a root is its own parent.
    pub(super) parent: NodeId,
    /// The content except for its kind, in two halves, which need not begin at a multiple of 8.
    payload: [u32; 2],
    kind: Kind,
    pub(super) style: Style,
    /// Whether this is a key that a later, equal one replaces.
    pub(super) superseded: bool,
    /// Whether this is a merge key, or a mapping that has one.
    pub(super) merge: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    Null,
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
    /// Text that is in the source as it is.
    Verbatim(Span),
    /// Text that is not: its place in [`Tree::decoded`](super::Tree::decoded).
    Decoded(Span),
    Seq(Children),
    /// Keys and values in turn. A large mapping's are followed by its index: see [`mapping`](super::mapping).
    Map(Children),
    Alias(NodeId),
}

/// A run of [`Tree::children`](super::Tree::children).
#[derive(Debug, Clone, Copy)]
pub(super) struct Children {
    pub(super) first: u32,
    pub(super) length: u32,
}

/// The kind of a [`Content`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    False,
    True,
    Int,
    UInt,
    Float,
    Verbatim,
    Decoded,
    Seq,
    Map,
    Alias,
}

impl Node {
    #[inline]
    pub(super) fn new(span: Span, parent: NodeId, style: Style, content: Content) -> Self {
        let (kind, payload) = taken_apart(content);
        Self {
            span,
            parent,
            payload,
            kind,
            style,
            superseded: false,
            merge: false,
        }
    }

    #[inline]
    pub(super) fn content(&self) -> Content {
        let [first, second] = self.payload;
        let number = u64::from(first) | u64::from(second) << u32::BITS;
        let span = || Span::new(first, second);
        let children = Children {
            first,
            length: second,
        };
        match self.kind {
            Kind::Null => Content::Null,
            Kind::False => Content::Bool(false),
            Kind::True => Content::Bool(true),
            Kind::Int => Content::Int(number.cast_signed()),
            Kind::UInt => Content::UInt(number),
            Kind::Float => Content::Float(f64::from_bits(number)),
            Kind::Verbatim => Content::Verbatim(span()),
            Kind::Decoded => Content::Decoded(span()),
            Kind::Seq => Content::Seq(children),
            Kind::Map => Content::Map(children),
            Kind::Alias => Content::Alias(NodeId(first)),
        }
    }

    pub(super) fn set_content(&mut self, content: Content) {
        (self.kind, self.payload) = taken_apart(content);
    }
}

#[inline]
fn taken_apart(content: Content) -> (Kind, [u32; 2]) {
    let halves = |number: u64| {
        let halves = [number & u64::from(u32::MAX), number >> u32::BITS];
        halves.map(|half| u32::try_from(half).expect("it has 32 bits at most"))
    };
    match content {
        Content::Null => (Kind::Null, [0, 0]),
        Content::Bool(false) => (Kind::False, [0, 0]),
        Content::Bool(true) => (Kind::True, [0, 0]),
        Content::Int(number) => (Kind::Int, halves(number.cast_unsigned())),
        Content::UInt(number) => (Kind::UInt, halves(number)),
        Content::Float(number) => (Kind::Float, halves(number.to_bits())),
        Content::Verbatim(span) => (Kind::Verbatim, [span.start, span.end]),
        Content::Decoded(span) => (Kind::Decoded, [span.start, span.end]),
        Content::Seq(Children { first, length }) => (Kind::Seq, [first, length]),
        Content::Map(Children { first, length }) => (Kind::Map, [first, length]),
        Content::Alias(NodeId(target)) => (Kind::Alias, [target, 0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_small() {
        assert_eq!(size_of::<Node>(), 24);
    }

    #[test]
    fn what_a_node_holds_comes_out_as_it_was_put_in() {
        let span = Span::new(1, u32::MAX);
        let run = Children {
            first: u32::MAX,
            length: 2,
        };
        let contents = [
            Content::Null,
            Content::Bool(true),
            Content::Bool(false),
            Content::Int(i64::MIN),
            Content::Int(-1),
            Content::UInt(u64::MAX),
            Content::Float(-0.1),
            Content::Float(f64::INFINITY),
            Content::Verbatim(span),
            Content::Decoded(span),
            Content::Seq(run),
            Content::Map(run),
            Content::Alias(NodeId(7)),
        ];
        for content in contents {
            let node = Node::new(span, NodeId(0), Style::Plain, content);
            assert_eq!(format!("{:?}", node.content()), format!("{content:?}"));
        }
    }
}
