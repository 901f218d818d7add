//! Adds the tree of a piece of a text to the tree of all that comes before it.
//!
//! The outermost collection of the piece stands for one that is open here: its children are added to that one's, and what
//! is open in the piece stays open.

use super::{Builder, Open, offset};
use crate::text::source::Span;
use crate::text::syntax::node::{Children, Content, Node};
use crate::text::syntax::{DuplicateKey, NodeId, OddMerge, Style};

/// What the numbers in the tree of a piece have to be raised by.
struct Shift {
    /// The collection that the outermost one of the piece stands for.
    outermost: NodeId,
    nodes: u32,
    children: u32,
    decoded: u32,
}

impl Shift {
    fn id(&self, id: NodeId) -> NodeId {
        if id.0 == 0 {
            self.outermost
        } else {
            NodeId(id.0 + self.nodes)
        }
    }

    fn run(&self, run: Children) -> Children {
        Children {
            first: run.first + self.children,
            ..run
        }
    }

    fn node(&self, mut node: Node) -> Node {
        let content = match node.content() {
            Content::Seq(run) => Content::Seq(self.run(run)),
            Content::Map(run) => Content::Map(self.run(run)),
            Content::Alias(target) => Content::Alias(self.id(target)),
            Content::Decoded(mut span) => {
                span.start += self.decoded;
                span.end += self.decoded;
                Content::Decoded(span)
            }
            other => other,
        };
        node.parent = self.id(node.parent);
        node.set_content(content);
        node
    }
}

impl<'s> Builder<'s> {
    /// How many collections are open.
    pub(in crate::text::syntax) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The span, so far, of the outermost open collection.
    pub(in crate::text::syntax) fn outermost(&self) -> Option<Span> {
        let open = self.open.first()?;
        Some(self.tree.nodes[open.id.index()].span)
    }

    /// Whether nothing is wrong, and just so many collections by indentation are open: a mapping or else a list, and the
    /// list in it that is not ended yet.
    pub(in crate::text::syntax) fn is_piece(&self, mapping: bool, open: usize) -> bool {
        let kinds = [mapping, false];
        let is_block = |open: &Open| self.tree.nodes[open.id.index()].style == Style::Block;
        let as_expected =
            |(open, mapping): (&Open, bool)| open.mapping == mapping && is_block(open);
        self.tree.errors.is_empty()
            && !self.full
            && self.tree.documents.is_empty()
            && self.open.len() == open
            && self.open.iter().zip(kinds).all(as_expected)
    }

    /// Adds a [piece](Self::is_piece), or gives `None` where that is more than the limits allow.
    pub(in crate::text::syntax) fn append(&mut self, piece: Builder<'s>) -> Option<()> {
        let outermost = piece.open.first()?;
        while outermost.mapping && self.open.len() > 1 {
            self.close(None);
        }
        let open = self.open.last_mut()?;
        if open.mapping != outermost.mapping {
            return None;
        }
        open.end = open.end.max(outermost.end);
        let shift = Shift {
            outermost: open.id,
            nodes: offset(self.tree.nodes.len()) - 1,
            children: offset(self.tree.children.len()),
            decoded: offset(self.tree.decoded.len()),
        };
        self.add_tree(piece.tree, &shift)?;
        let waiting = self.waiting.len();
        self.waiting
            .extend(piece.waiting.iter().map(|&id| shift.id(id)));
        self.open
            .extend(piece.open.into_iter().skip(1).map(|open| Open {
                id: shift.id(open.id),
                children: open.children + waiting,
                ..open
            }));
        Some(())
    }

    fn add_tree(&mut self, piece: super::Tree<'s>, shift: &Shift) -> Option<()> {
        let tree = &mut self.tree;
        let nodes = tree.nodes.len() + piece.nodes.len() - 1;
        let decoded = tree.decoded.len() + piece.decoded.len();
        if nodes > self.limits.nodes || decoded > self.limits.bytes {
            return None;
        }
        tree.nodes
            .extend(piece.nodes[1..].iter().map(|&node| shift.node(node)));
        tree.decoded.push_str(&piece.decoded);
        tree.children
            .extend(piece.children.iter().map(|&id| shift.id(id)));
        let tags = piece.tags.into_iter();
        tree.tags.extend(tags.map(|(id, tag)| (shift.id(id), tag)));
        tree.comments.extend(piece.comments);
        let again = |key: DuplicateKey| DuplicateKey {
            first: shift.id(key.first),
            again: shift.id(key.again),
        };
        tree.duplicate_keys
            .extend(piece.duplicate_keys.into_iter().map(again));
        let odd = piece.odd_merges.into_iter().map(|odd| match odd {
            OddMerge::NoMapping { key, value } => OddMerge::NoMapping {
                key: shift.id(key),
                value: shift.id(value),
            },
            OddMerge::Again { first, key } => OddMerge::Again {
                first: shift.id(first),
                key: shift.id(key),
            },
        });
        tree.odd_merges.extend(odd);
        Some(())
    }
}
