//! Mappings: duplicate keys, look-ups that do not slow down with size, and merge keys.
//!
//! The entries of a mapping with more than [`SMALL`] of them are indexed: after its keys and values
//! come the same keys once more, sorted by their text, equal ones in document order.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter;

use rustc_hash::FxHashSet;

use super::{Children, Content, Data, DuplicateKey, NodeId, OddMerge, Style, Tree};

/// Entries that are as quickly looked through as looked up.
const SMALL: usize = 16;

/// Bytes of the canonical text of a key that is a collection, after which it is cut.
const LONGEST_KEY: usize = 256;

/// The entries of a mapping: see [`Tree::entries`].
#[derive(Debug, Clone)]
pub struct Entries<'t> {
    own: Own<'t>,
    merged: std::vec::IntoIter<(NodeId, NodeId)>,
}

impl Iterator for Entries<'_> {
    type Item = (NodeId, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        self.own.next().or_else(|| self.merged.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (own, merged) = (self.own.pairs.len(), self.merged.len());
        (merged, Some(own + merged))
    }
}

/// The entries that are written in a mapping itself, without those that a later one replaces.
#[derive(Debug, Clone)]
struct Own<'t> {
    tree: &'t Tree<'t>,
    pairs: std::slice::ChunksExact<'t, NodeId>,
}

impl Iterator for Own<'_> {
    type Item = (NodeId, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        let tree = self.tree;
        self.pairs
            .by_ref()
            .map(|pair| (pair[0], pair[1]))
            .find(|&(key, _)| {
                let key = tree.node(key);
                !key.superseded && !key.merge_key()
            })
    }
}

impl super::Node {
    fn merge_key(&self) -> bool {
        self.merge && !matches!(self.content(), Content::Map(_))
    }
}

impl Tree<'_> {
    /// The entries of a mapping, each key once (the last value wins): first its own, in the order of
    /// the text, then those that `<<` merges. None for any other node.
    #[must_use]
    pub fn entries(&self, node: NodeId) -> Entries<'_> {
        let node = self.resolve(node);
        let merged = if self.node(node).merge {
            self.merged(node)
        } else {
            Vec::new()
        };
        Entries {
            own: self.own(node),
            merged: merged.into_iter(),
        }
    }

    /// The keys and values of a mapping as they are written, whatever later ones replace or `<<` merges. None for any other
    /// node.
    pub(crate) fn pairs(
        &self,
        mapping: NodeId,
    ) -> impl DoubleEndedIterator<Item = (NodeId, NodeId)> {
        let pairs = match self.node(mapping).content() {
            Content::Map(children) => self.run(children),
            _ => &[],
        };
        pairs.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }

    /// All nodes in the order of the text, except for keys that later ones replace, for `<<`, and for what is in their values.
    pub(crate) fn effective_nodes(&self) -> impl Iterator<Item = NodeId> {
        let mut next = NodeId(0);
        iter::from_fn(move || {
            loop {
                let (id, node) = (next, self.nodes.get(next.index())?);
                if !node.superseded && !node.merge_key() {
                    next = NodeId(id.0 + 1);
                    return Some(id);
                }
                let last = self.last_in(self.value_of(id).unwrap_or(id));
                next = NodeId(last.0 + 1);
            }
        })
    }

    /// The last node inside another, or this one itself.
    fn last_in(&self, mut node: NodeId) -> NodeId {
        while let Content::Seq(children) | Content::Map(children) = self.node(node).content()
            && let Some(last) = self.run(children).last()
        {
            node = *last;
        }
        node
    }

    /// The value of a key that is written in a mapping.
    pub(crate) fn value_of(&self, key: NodeId) -> Option<NodeId> {
        let Content::Map(children) = self.node(self.parent(key)?).content() else {
            return None;
        };
        let children = self.run(children);
        let place = children.binary_search(&key).ok()?;
        (place % 2 == 0).then(|| children[place + 1])
    }

    /// The items, or the values, right before and after one of a collection as it is written.
    pub(crate) fn beside_element(&self, node: NodeId) -> Option<(Option<NodeId>, Option<NodeId>)> {
        let content = self.node(self.parent(node)?).content();
        let (children, step) = match content {
            Content::Map(children) => (children, 2),
            Content::Seq(children) => (children, 1),
            _ => return None,
        };
        let children = self.run(children);
        let place = children.binary_search(&node).ok()?;
        let before = place.checked_sub(step).map(|before| children[before]);
        Some((before, children.get(place + step).copied()))
    }

    /// The value of a key of a mapping.
    #[must_use]
    pub fn get(&self, node: NodeId, key: &str) -> Option<NodeId> {
        let node = self.resolve(node);
        let own = self.get_own(node, key);
        if own.is_some() || !self.node(node).merge {
            return own;
        }
        let mut sources = self.sources(node);
        while let Some(source) = sources.pop() {
            if let Some(value) = self.get_own(source, key) {
                return Some(value);
            }
            sources.extend(self.sources(source));
        }
        None
    }

    /// Whether a key is the one after another in their mapping.
    #[must_use]
    pub fn is_next_key(&self, key: NodeId, next: NodeId) -> bool {
        let mapping = self.node(key).parent;
        let Content::Map(children) = self.node(mapping).content() else {
            return false;
        };
        let pairs = self.run(children);
        let place = pairs.binary_search(&key);
        place.is_ok_and(|place| pairs.get(place + 2) == Some(&next))
    }

    /// The first `<<` of a mapping that merges.
    #[must_use]
    pub fn merge_key(&self, mapping: NodeId) -> Option<NodeId> {
        let Content::Map(children) = self.node(mapping).content() else {
            return None;
        };
        let mut keys = self.run(children).iter().copied().step_by(2);
        keys.find(|key| self.node(*key).merge_key())
    }

    /// The name of a key; one that is no string has its canonical text. That of a long collection is
    /// cut, and then ends in its place, so that no two are the same.
    #[must_use]
    #[inline]
    pub fn key_text(&self, key: NodeId) -> Cow<'_, str> {
        match self.data(key) {
            Data::Str(text) => Cow::Borrowed(text),
            data => self.canonical_key_text(key, data),
        }
    }

    fn canonical_key_text(&self, key: NodeId, data: Data<'_>) -> Cow<'_, str> {
        match data {
            Data::Str(text) => Cow::Owned(text.to_owned()),
            Data::Null => Cow::Borrowed("null"),
            Data::Bool(value) => Cow::Owned(value.to_string()),
            Data::Int(value) => Cow::Owned(value.to_string()),
            Data::UInt(value) => Cow::Owned(value.to_string()),
            Data::Float(value) => Cow::Owned(value.to_string()),
            Data::Seq | Data::Map => Cow::Owned(self.canonical(key)),
        }
    }

    fn own(&self, node: NodeId) -> Own<'_> {
        let pairs = match self.node(node).content() {
            Content::Map(children) => self.run(children),
            _ => &[],
        };
        Own {
            tree: self,
            pairs: pairs.chunks_exact(2),
        }
    }

    fn get_own(&self, node: NodeId, key: &str) -> Option<NodeId> {
        let Content::Map(children) = self.node(node).content() else {
            return None;
        };
        let pairs = self.run(children);
        if pairs.len() <= 2 * SMALL {
            let mut latest_first = pairs.chunks_exact(2).rev();
            let pair = latest_first.find(|pair| self.is_named(pair[0], key))?;
            return Some(pair[1]);
        }
        let keys = self.index_of(children);
        let after = keys.partition_point(|&other| *self.key_text(other) <= *key);
        let found = keys[..after]
            .iter()
            .rev()
            .take_while(|&&other| *self.key_text(other) == *key);
        let found = found
            .copied()
            .find(|&other| !self.node(other).merge_key())?;
        let place = pairs.binary_search(&found).ok()?;
        Some(pairs[place + 1])
    }

    #[inline]
    fn is_named(&self, key: NodeId, name: &str) -> bool {
        let is_same = match self.bytes_of_text(key) {
            Some(text) => text == name.as_bytes(),
            None => *self.key_text(key) == *name,
        };
        is_same && !self.node(key).merge_key()
    }

    fn index_of(&self, children: Children) -> &[NodeId] {
        self.run(Children {
            first: children.first + children.length,
            length: children.length / 2,
        })
    }

    /// What `<<` adds to a mapping's own entries.
    fn merged(&self, node: NodeId) -> Vec<(NodeId, NodeId)> {
        let mut seen: FxHashSet<_> = self.own(node).map(|(key, _)| self.key_text(key)).collect();
        let mut merged = Vec::new();
        let mut sources = self.sources(node);
        while let Some(source) = sources.pop() {
            merged.extend(
                self.own(source)
                    .filter(|&(key, _)| seen.insert(self.key_text(key))),
            );
            sources.extend(self.sources(source));
        }
        merged
    }

    /// The mappings that are merged into one, the first of them last.
    fn sources(&self, node: NodeId) -> Vec<NodeId> {
        let (true, Content::Map(children)) = (self.node(node).merge, &self.node(node).content())
        else {
            return Vec::new();
        };
        let merges = self
            .run(*children)
            .chunks_exact(2)
            .filter(|pair| self.node(pair[0]).merge_key());
        let mut sources = Vec::new();
        for pair in merges {
            match self.data(pair[1]) {
                Data::Seq => sources.extend(self.items(pair[1]).map(|item| self.resolve(item))),
                _ => sources.push(self.resolve(pair[1])),
            }
        }
        sources.reverse();
        sources
    }

    /// Marks merge keys and replaced keys of a mapping that is complete, and indexes a large one.
    pub(super) fn index_mapping(&mut self, mapping: NodeId, children: Children) {
        self.mark_merge_keys(mapping, children);
        let entries = children.length as usize / 2;
        if entries > SMALL {
            let sorted = self.sorted_keys(children);
            self.children.extend(sorted);
            self.mark_duplicates(children);
        } else {
            self.mark_few_duplicates(children);
        }
    }

    fn mark_merge_keys(&mut self, mapping: NodeId, children: Children) {
        let mut first = None;
        for place in (0..children.length as usize).step_by(2) {
            let pair = &self.run(children)[place..place + 2];
            let (key, value) = (pair[0], pair[1]);
            let node = self.node(key);
            let reads = node.style == Style::Plain && self.bytes_of_text(key) == Some(b"<<");
            if !reads {
                continue;
            }
            if let Some(first) = first {
                self.odd_merges.push(OddMerge::Again { first, key });
            } else if !self.is_mergeable(value) {
                self.odd_merges.push(OddMerge::NoMapping { key, value });
            }
            first = first.or(Some(key));
            if self.is_mergeable(value) {
                self.nodes[key.index()].merge = true;
                self.nodes[mapping.index()].merge = true;
            }
        }
    }

    fn is_mergeable(&self, value: NodeId) -> bool {
        // a broken alias has its own error, and merges nothing
        let mapping = |node| self.data(node) == Data::Map || self.is_broken(node);
        mapping(value) || self.data(value) == Data::Seq && self.items(value).all(mapping)
    }

    fn is_broken(&self, node: NodeId) -> bool {
        self.style(node) == Style::Alias && self.resolve(node) == node
    }

    fn sorted_keys(&self, children: Children) -> Vec<NodeId> {
        let keys = self.run(children).iter().copied().step_by(2);
        let mut named: Vec<_> = keys.map(|key| (self.key_text(key), key)).collect();
        named.sort();
        named.into_iter().map(|(_, key)| key).collect()
    }

    fn mark_duplicates(&mut self, children: Children) {
        let keys: Vec<_> = self
            .index_of(children)
            .iter()
            .copied()
            .filter(|&key| !self.node(key).merge_key())
            .collect();
        let groups = keys.chunk_by(|&a, &b| self.key_text(a) == self.key_text(b));
        let repeated: Vec<_> = groups
            .filter(|group| group.len() > 1)
            .map(<[NodeId]>::to_vec)
            .collect();
        for group in repeated {
            self.duplicate_keys
                .extend(group[1..].iter().map(|&again| DuplicateKey {
                    first: group[0],
                    again,
                }));
            for key in &group[..group.len() - 1] {
                self.nodes[key.index()].superseded = true;
            }
        }
    }

    fn mark_few_duplicates(&mut self, children: Children) {
        for place in (2..children.length as usize).step_by(2) {
            let keys = self.run(children);
            let again = keys[place];
            if self.node(again).merge_key() {
                continue;
            }
            let name = self.key_text(again);
            let mut earlier = keys[..place]
                .iter()
                .copied()
                .step_by(2)
                .filter(|&key| self.is_named(key, &name));
            if let Some(first) = earlier.next() {
                let latest = earlier.next_back().unwrap_or(first);
                self.duplicate_keys.push(DuplicateKey { first, again });
                self.nodes[latest.index()].superseded = true;
            }
        }
    }

    /// A collection in the form of compact JSON.
    fn canonical(&self, key: NodeId) -> String {
        enum Step {
            Node(NodeId),
            Text(&'static str),
        }
        let mut text = String::new();
        let mut steps = vec![Step::Node(key)];
        while let Some(step) = steps.pop() {
            if text.len() > LONGEST_KEY {
                let end = (0..=LONGEST_KEY)
                    .rev()
                    .find(|&at| text.is_char_boundary(at))
                    .unwrap_or(0);
                text.truncate(end);
                // writing to a string cannot fail
                let _ = write!(text, "…@{}", self.span(key).start);
                return text;
            }
            let node = match step {
                Step::Text(punctuation) => {
                    text.push_str(punctuation);
                    continue;
                }
                Step::Node(node) => node,
            };
            match self.data(node) {
                Data::Str(value) => {
                    let cut = value
                        .char_indices()
                        .nth(LONGEST_KEY)
                        .map_or(value, |(end, _)| &value[..end]);
                    let _ = write!(text, "{cut:?}");
                }
                Data::Seq => {
                    steps.push(Step::Text("]"));
                    for (place, item) in self
                        .items(node)
                        .take(LONGEST_KEY)
                        .enumerate()
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                    {
                        steps.push(Step::Node(item));
                        if place > 0 {
                            steps.push(Step::Text(","));
                        }
                    }
                    text.push('[');
                }
                Data::Map => {
                    steps.push(Step::Text("}"));
                    for (place, (key, value)) in self
                        .entries(node)
                        .take(LONGEST_KEY)
                        .enumerate()
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                    {
                        steps.extend([Step::Node(value), Step::Text(":"), Step::Node(key)]);
                        if place > 0 {
                            steps.push(Step::Text(","));
                        }
                    }
                    text.push('{');
                }
                _ => text.push_str(&self.key_text(node)),
            }
        }
        text
    }
}
