//! Puts a tree together from the events of a parser.

use rustc_hash::{FxHashMap, FxHashSet};

use super::error::Grammar;
use super::node::{Children, Content, Node};
use super::{Format, Limits, NodeId, Style, SyntaxError, SyntaxErrorKind, Tree};
use crate::text::mapped::Piece;
use crate::text::source::Span;

/// How few bytes of text a node takes in a report without much prose.
const BYTES_PER_NODE: usize = 16;

/// What an anchor names, in the parser's own numbering of anchors.
pub(super) type AnchorId = usize;

/// A tree that is being put together: an explicit stack of open collections, whose children wait in
/// one shared list until it is known where each collection ends.
pub(super) struct Builder<'s> {
    tree: Tree<'s>,
    limits: Limits,
    open: Vec<Open>,
    waiting: Vec<NodeId>,
    anchors: FxHashMap<AnchorId, Anchor>,
    /// Aliases that an error has already named.
    reported: FxHashSet<&'s str>,
    /// What replaces the aliases so far.
    expanded: Volume,
    full: bool,
}

/// How much a value is.
#[derive(Clone, Copy, Default)]
struct Volume {
    nodes: usize,
    bytes: usize,
}

impl Volume {
    fn plus(self, other: Self) -> Self {
        Self {
            nodes: self.nodes.saturating_add(other.nodes),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

struct Open {
    id: NodeId,
    mapping: bool,
    anchor: Option<AnchorId>,
    /// Where its children start in the list of waiting ones.
    children: usize,
    /// The end of its last child that is written at all.
    end: u32,
    /// The height of its highest child.
    height: usize,
    /// [`Builder::expanded`] when it was opened.
    expanded: Volume,
}

/// A value that aliases can refer to.
#[derive(Clone, Copy)]
enum Anchor {
    /// A collection that is not closed yet.
    Open,
    Closed {
        id: NodeId,
        /// What replaces it, aliases inside it followed.
        size: Volume,
        /// How deep collections nest in it; 0 for a scalar.
        height: usize,
    },
}

/// A value to be added.
pub(super) struct New {
    pub(super) span: Span,
    pub(super) style: Style,
    pub(super) tag: Option<Span>,
    pub(super) anchor: Option<AnchorId>,
}

impl New {
    pub(super) fn bare(span: Span, style: Style) -> New {
        New {
            span,
            style,
            tag: None,
            anchor: None,
        }
    }
}

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str, limits: &Limits) -> Builder<'s> {
        // ids, the index of large mappings among the children, and spans have to fit in 32 bits
        let limits = Limits {
            nodes: limits.nodes.min(1 << 31),
            bytes: limits.bytes.min(u32::MAX as usize),
            ..limits.clone()
        };
        // room for the nodes of a dense report; pages that are not used are never touched, whereas
        // growing would move all of a large tree several times
        let expected = (text.len() / BYTES_PER_NODE).min(limits.nodes);
        let tree = Tree {
            text,
            format: Format::Yaml,
            nodes: Vec::with_capacity(expected),
            decoded: String::new(),
            children: Vec::with_capacity(expected),
            tags: FxHashMap::default(),
            documents: Vec::new(),
            height: 0,
            comments: Vec::new(),
            errors: Vec::new(),
            duplicate_keys: Vec::new(),
            cut: Vec::new(),
            perhaps_cut: Vec::new(),
            odd_merges: Vec::new(),
            shared: Vec::new(),
            pieces: FxHashMap::default(),
            remarks: Vec::new(),
            subjects: Vec::new(),
        };
        Builder {
            tree,
            limits,
            open: Vec::new(),
            waiting: Vec::new(),
            anchors: FxHashMap::default(),
            reported: FxHashSet::default(),
            expanded: Volume::default(),
            full: false,
        }
    }

    pub(super) fn finish(mut self) -> Tree<'s> {
        self.abandon();
        self.tree.errors.sort_by_key(|error| error.span.start);
        self.tree.duplicate_keys.sort_by_key(|key| key.again);
        self.tree.find_cut();
        self.tree.shared.sort_unstable();
        self.tree.shared.dedup();
        self.tree
    }

    pub(super) fn finish_with(mut self, kind: SyntaxErrorKind, span: Span) -> Tree<'s> {
        self.error(kind, span);
        self.finish()
    }

    pub(super) fn depth_limit(&self) -> usize {
        self.limits.depth
    }

    /// Whether nothing more can be taken in.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn error(&mut self, kind: SyntaxErrorKind, span: Span) {
        self.tree.errors.push(SyntaxError { kind, span });
    }

    pub(super) fn last_error(&self) -> Option<&SyntaxError> {
        self.tree.errors.last()
    }

    pub(super) fn comment(&mut self, span: Span) {
        let before = &self.tree.text.as_bytes()[..span.start as usize];
        let code = before
            .iter()
            .rev()
            .find(|byte| !matches!(byte, b' ' | b'\t'));
        let own_line = code.is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        self.tree.comments.push(super::Comment { span, own_line });
    }

    /// Whether the innermost open collection is a mapping.
    pub(super) fn in_mapping(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping)
    }

    /// Whether what is added next is the value of a key.
    pub(super) fn at_value(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.mapping && (self.waiting.len() - open.children) % 2 == 1)
    }

    /// The span, so far, of the innermost open collection.
    pub(super) fn innermost(&self) -> Option<Span> {
        let open = self.open.last()?;
        Some(self.tree.nodes[open.id.index()].span)
    }

    /// The bracket that opened the outermost flow collection, where the text is inside one.
    pub(super) fn outermost_bracket(&self) -> Option<Span> {
        let mut open = self
            .open
            .iter()
            .map(|open| &self.tree.nodes[open.id.index()]);
        let flow = open.find(|node| node.style == Style::Flow && !node.span.is_empty());
        flow.map(|node| node.span)
    }

    /// The bracket that opened the innermost flow collection, where the text is inside one.
    pub(super) fn bracket(&self) -> Option<Span> {
        let open = self
            .open
            .iter()
            .rev()
            .map(|open| &self.tree.nodes[open.id.index()]);
        // a pair in a flow sequence is a mapping without a bracket
        let mut flow = open.take_while(|node| node.style == Style::Flow);
        flow.find(|node| !node.span.is_empty())
            .map(|node| node.span)
    }

    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The id of what is added next.
    pub(super) fn next_id(&self) -> NodeId {
        NodeId(offset(self.tree.nodes.len()))
    }

    /// What the source has at a place.
    pub(super) fn text_at(&self, span: Span) -> Option<&'s str> {
        self.tree.text.get(span.range())
    }

    /// Remembers where the pieces of a text are.
    pub(super) fn keep_pieces(&mut self, node: NodeId, pieces: &[Piece]) {
        self.tree.pieces.insert(node, pieces.to_vec());
    }

    /// Adds a scalar that is text.
    pub(super) fn text(&mut self, text: &str, new: &New) {
        let content = match place(text, self.tree.text) {
            Some(span) => Content::Verbatim(span),
            None => self.decoded(text, new.span),
        };
        self.scalar(content, new);
    }

    pub(super) fn decoded(&mut self, text: &str, written: Span) -> Content {
        let start = self.tree.decoded.len();
        let bytes = self.limits.bytes;
        // some escapes are shorter than what they stand for
        if text.len() > bytes - start {
            self.full = true;
            self.error(SyntaxErrorKind::TooLarge { bytes }, written);
            return Content::Null;
        }
        self.tree.decoded.push_str(text);
        Content::Decoded(Span::of(start..start + text.len()))
    }

    /// Adds a scalar.
    pub(super) fn scalar(&mut self, content: Content, new: &New) {
        let Some(id) = self.add(content, new) else {
            return;
        };
        if let Some(anchor) = new.anchor {
            self.anchors.insert(
                anchor,
                Anchor::Closed {
                    id,
                    size: Volume {
                        nodes: 1,
                        bytes: new.span.range().len(),
                    },
                    height: 0,
                },
            );
        }
        self.attach(id, 0);
    }

    /// Opens a collection, or gives `false` when it would be too deep.
    pub(super) fn open(&mut self, mapping: bool, new: &New) -> bool {
        if self.open.len() >= self.limits.depth {
            self.error(
                SyntaxErrorKind::TooDeep {
                    depth: self.limits.depth,
                },
                new.span,
            );
            return false;
        }
        let Some(id) = self.add(Content::Null, new) else {
            return false;
        };
        if let Some(anchor) = new.anchor {
            self.anchors.insert(anchor, Anchor::Open);
        }
        self.open.push(Open {
            id,
            mapping,
            anchor: new.anchor,
            children: self.waiting.len(),
            end: new.span.end,
            height: 0,
            expanded: self.expanded,
        });
        true
    }

    /// Closes the innermost collection at `end`, or else at the end of its last child.
    pub(super) fn close(&mut self, end: Option<u32>) {
        if self.at_value() {
            let at = self.open.last().map_or(0, |open| open.end);
            self.scalar(Content::Null, &New::bare(Span::new(at, at), Style::Plain));
        }
        let Some(open) = self.open.pop() else { return };
        let run = Children {
            first: offset(self.tree.children.len()),
            length: offset(self.waiting.len() - open.children),
        };
        self.tree
            .children
            .extend(self.waiting.drain(open.children..));
        let node = &mut self.tree.nodes[open.id.index()];
        node.span.end = end.unwrap_or(open.end);
        node.set_content(if open.mapping {
            Content::Map(run)
        } else {
            Content::Seq(run)
        });
        if open.mapping {
            let repeated = self.tree.duplicate_keys.len();
            self.tree.index_mapping(open.id, run);
            if self.tree.duplicate_keys.len() > repeated {
                self.find_missing_dashes(open.id, run, repeated);
            }
        }
        let height = open.height + 1;
        if let Some(anchor) = open.anchor {
            let written = Volume {
                nodes: self.tree.nodes.len() - open.id.index(),
                bytes: self.tree.nodes[open.id.index()].span.range().len(),
            };
            let size = written.plus(Volume {
                nodes: self.expanded.nodes - open.expanded.nodes,
                bytes: self.expanded.bytes - open.expanded.bytes,
            });
            self.anchors.insert(
                anchor,
                Anchor::Closed {
                    id: open.id,
                    size,
                    height,
                },
            );
        }
        self.attach(open.id, height);
    }

    /// Finds the items of a list that have no `- ` of their own, so that their keys repeat those of the item above: from
    /// where its first key is repeated. `repeated` is how many duplicate keys others have.
    fn find_missing_dashes(&mut self, mapping: NodeId, keys: Children, repeated: usize) {
        let is_block = |id: NodeId| self.tree.nodes[id.index()].style == Style::Block;
        let is_item = self
            .open
            .last()
            .is_some_and(|around| !around.mapping && is_block(around.id));
        if !is_item || !is_block(mapping) {
            return;
        }
        let first = self.tree.children[keys.first as usize];
        let duplicates = &self.tree.duplicate_keys[repeated..];
        let starts = duplicates.iter().filter(|key| key.first == first);
        let starts: Vec<NodeId> = starts.map(|key| key.again).collect();
        // one key of several may as well be written twice
        let pairs = keys.length as usize / 2;
        if duplicates.len() == 1 && starts.len() + 1 < pairs {
            return;
        }
        let Some(&earliest) = starts.iter().min() else {
            return;
        };
        if duplicates.iter().any(|key| key.again < earliest) {
            return;
        }
        self.tree.duplicate_keys.truncate(repeated);
        for start in starts {
            let message = "a new item begins here, but its `- ` is missing";
            let grammar = Grammar::new(message)
                .help("write `- ` before this key, in the place of two spaces");
            self.error(SyntaxErrorKind::Grammar(grammar), self.tree.span(start));
        }
    }

    /// Adds an alias; `anchor` is `None` when nothing of its name comes before it.
    pub(super) fn alias(&mut self, anchor: Option<AnchorId>, span: Span) {
        let name = self.tree.text[span.range()].trim_start_matches('*');
        let target = anchor.and_then(|anchor| self.anchors.get(&anchor).copied());
        let (content, height) = match target {
            Some(Anchor::Closed { id, size, height }) if self.expand(size, height, span) => {
                self.tree.shared.push(id);
                (Content::Alias(id), height)
            }
            Some(Anchor::Closed { .. }) => (Content::Null, 0),
            Some(Anchor::Open) => (
                self.broken(
                    SyntaxErrorKind::RecursiveAlias { name: name.into() },
                    name,
                    span,
                ),
                0,
            ),
            None => (
                self.broken(
                    SyntaxErrorKind::UnknownAlias { name: name.into() },
                    name,
                    span,
                ),
                0,
            ),
        };
        if let Some(id) = self.add(content, &New::bare(span, Style::Alias)) {
            self.attach(id, height);
        }
    }

    fn broken(&mut self, kind: SyntaxErrorKind, name: &'s str, span: Span) -> Content {
        if self.reported.insert(name) {
            self.error(kind, span);
        }
        Content::Null
    }

    /// Whether a value may be repeated here.
    fn expand(&mut self, size: Volume, height: usize, span: Span) -> bool {
        let (expanded, depth) = (self.expanded.plus(size), self.open.len() + height);
        let kind = if expanded.nodes > self.limits.expanded_nodes {
            SyntaxErrorKind::AliasBomb {
                nodes: self.limits.expanded_nodes,
            }
        } else if expanded.bytes > self.limits.expanded_bytes {
            SyntaxErrorKind::AliasFlood {
                bytes: self.limits.expanded_bytes,
            }
        } else if height > 0 && depth > self.limits.depth {
            SyntaxErrorKind::TooDeep {
                depth: self.limits.depth,
            }
        } else {
            self.expanded = expanded;
            return true;
        };
        // one bomb has a great many aliases that are too much
        if self.tree.errors.last().is_none_or(|last| last.kind != kind) {
            self.error(kind, span);
        }
        false
    }

    /// Closes what is open, where the parser lost its way.
    pub(super) fn abandon(&mut self) {
        while self.is_open() {
            self.close(None);
        }
        self.anchors.clear();
        self.reported.clear();
    }

    fn add(&mut self, content: Content, new: &New) -> Option<NodeId> {
        // one more than the limit may be needed, to give a key its value
        if self.full && !self.at_value() {
            return None;
        }
        if self.tree.nodes.len() >= self.limits.nodes && !self.full {
            self.full = true;
            self.error(
                SyntaxErrorKind::TooManyNodes {
                    nodes: self.limits.nodes,
                },
                new.span,
            );
            return None;
        }
        let id = self.next_id();
        if let Some(tag) = new.tag {
            self.tree.tags.insert(id, tag);
        }
        let parent = self.open.last().map_or(id, |open| open.id);
        self.tree
            .nodes
            .push(Node::new(new.span, parent, new.style, content));
        Some(id)
    }

    fn attach(&mut self, id: NodeId, height: usize) {
        let span = self.tree.nodes[id.index()].span;
        let Some(open) = self.open.last_mut() else {
            self.tree.documents.push(id);
            self.tree.height = self.tree.height.max(height);
            return;
        };
        self.waiting.push(id);
        open.height = open.height.max(height);
        // a value that is missing still has the indicator that announces it
        let announced = || self.tree.text[..span.end as usize].ends_with([':', '-']);
        if !span.is_empty() || announced() {
            open.end = open.end.max(span.end);
        }
    }
}

/// Where a part of a text lies in it; nowhere, if it is no part of it.
fn place(part: &str, text: &str) -> Option<Span> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let end = start + part.len();
    (end <= text.len()).then(|| Span::of(start..end))
}

/// An offset or a count; [`super::parse`] and [`Builder::new`] see to it that they fit.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts and trees have fewer than 2³² bytes and nodes")
}
