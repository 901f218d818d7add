//! JSONPath (RFC 9535) over a syntax tree: what is selected are nodes, and so has its exact bytes.
//!
//! Nodes are selected once, however many ways lead to them. So each step takes no more time than there are nodes, whatever
//! the path, and what is left to grow, filters inside filters, is bounded by a budget of work that grows with the text.

mod filter;
mod path;
mod read;

use std::cell::{Cell, RefCell};

use rustc_hash::{FxHashMap, FxHashSet};

use self::path::{Segment, Selector};
use crate::relation::resolve::nearest;
use crate::text::pattern::Pattern;
use crate::text::syntax::{Data, NodeId, Tree};

pub(crate) use read::JsonPathError;

/// Nodes that may be looked at in the smallest text, and how many more for each byte of it.
const WORK: usize = 500_000;
const WORK_PER_BYTE: usize = 32;

/// Keys among which the one that was meant is looked for.
const MOST_KEYS: usize = 1000;

/// Which nodes of a tree are meant.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonPath(Vec<Segment>);

/// Following a path takes more work than the size of the text allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it takes too long to follow")]
pub struct TooMuchWork;

impl JsonPath {
    /// Reads a path.
    ///
    /// # Errors
    /// It is not written as one.
    pub fn parse(text: &str) -> Result<Self, JsonPathError> {
        read::path(text).map(Self)
    }

    /// The nodes that are selected from the root of a document, each once, in the order of the path's steps.
    ///
    /// # Errors
    /// A filter in the path asks for too much.
    pub fn select(&self, tree: &Tree<'_>, root: NodeId) -> Result<Vec<NodeId>, TooMuchWork> {
        Ok(self.select_counting(tree, root)?.0)
    }

    /// As [`JsonPath::select`], and how many steps it took.
    ///
    /// # Errors
    /// A filter in the path asks for too much.
    pub(crate) fn select_counting(
        &self,
        tree: &Tree<'_>,
        root: NodeId,
    ) -> Result<(Vec<NodeId>, usize), TooMuchWork> {
        let walk = Walk::new(tree, root);
        let before = walk.work_left.get();
        let selected = walk.follow(vec![root], &self.0)?;
        Ok((selected, before - walk.work_left.get()))
    }
}

/// Why a path selects nothing in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeadEnd {
    /// It leads to collections that are empty, or to values that are left out.
    Empty,
    /// It leads to mappings that do not have a key.
    Key {
        /// The key that was probably meant.
        nearest: Option<String>,
    },
    /// It leads to something else.
    Other,
}

impl JsonPath {
    /// Why nothing is selected from the root of a document: what there is where the path ends too early.
    #[must_use]
    pub fn dead_end(&self, tree: &Tree<'_>, root: NodeId) -> DeadEnd {
        let walk = Walk::new(tree, root);
        let mut reached = vec![root];
        for segment in &self.0 {
            match walk.step(&reached, segment) {
                Ok(next) if !next.is_empty() => reached = next,
                _ => return walk.dead_end(&reached, segment),
            }
        }
        DeadEnd::Other
    }

    /// The last key that the path names.
    #[must_use]
    pub fn last_key(&self) -> Option<&str> {
        let selectors = self.0.iter().rev().flat_map(|segment| match segment {
            Segment::Children(selectors) | Segment::Descendants(selectors) => selectors,
        });
        let mut keys = selectors.filter_map(|selector| match selector {
            Selector::Name(name) => Some(name.as_str()),
            _ => None,
        });
        keys.next()
    }
}

/// One path being followed in one document.
struct Walk<'t> {
    tree: &'t Tree<'t>,
    root: NodeId,
    work_left: Cell<usize>,
    /// Those that filters match with, by how they are written; `None` for what is no pattern.
    patterns: RefCell<FxHashMap<String, Option<Pattern>>>,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree<'t>, root: NodeId) -> Self {
        let work = WORK.saturating_add(tree.text().len().saturating_mul(WORK_PER_BYTE));
        Self {
            tree,
            root,
            work_left: Cell::new(work),
            patterns: RefCell::default(),
        }
    }

    fn spend(&self, work: usize) -> Result<(), TooMuchWork> {
        let left = self.work_left.get().checked_sub(work).ok_or(TooMuchWork)?;
        self.work_left.set(left);
        Ok(())
    }

    fn follow(&self, nodes: Vec<NodeId>, segments: &[Segment]) -> Result<Vec<NodeId>, TooMuchWork> {
        segments
            .iter()
            .try_fold(nodes, |nodes, segment| self.step(&nodes, segment))
    }

    fn step(&self, nodes: &[NodeId], segment: &Segment) -> Result<Vec<NodeId>, TooMuchWork> {
        match segment {
            Segment::Children(selectors) => self.select(nodes, selectors),
            Segment::Descendants(selectors) => {
                self.select(&self.with_descendants(nodes)?, selectors)
            }
        }
    }

    /// The nodes and all that is in them, each once, what contains others before them.
    fn with_descendants(&self, nodes: &[NodeId]) -> Result<Vec<NodeId>, TooMuchWork> {
        let mut known = FxHashSet::default();
        let mut all = Vec::new();
        let mut waiting: Vec<NodeId> = nodes.iter().rev().copied().collect();
        while let Some(node) = waiting.pop() {
            // what an alias stands for may be reached by another one
            if known.insert(node) {
                self.spend(1)?;
                all.push(node);
                let children = self.children(node);
                waiting.extend(children.into_iter().rev());
            }
        }
        Ok(all)
    }

    fn select(&self, nodes: &[NodeId], selectors: &[Selector]) -> Result<Vec<NodeId>, TooMuchWork> {
        let mut known = FxHashSet::default();
        let mut selected = Vec::new();
        for &node in nodes {
            for selector in selectors {
                for found in self.selected(node, selector)? {
                    self.spend(1)?;
                    if known.insert(found) {
                        selected.push(found);
                    }
                }
            }
        }
        Ok(selected)
    }

    fn selected(&self, node: NodeId, selector: &Selector) -> Result<Vec<NodeId>, TooMuchWork> {
        self.spend(1)?;
        Ok(match selector {
            Selector::Name(name) => self.tree.get(node, name).into_iter().collect(),
            Selector::Wildcard => self.children(node),
            Selector::Index(index) => self.item(node, *index).into_iter().collect(),
            Selector::Slice(start, end, step) => {
                let items: Vec<NodeId> = self.tree.items(node).collect();
                let places = sliced(items.len(), *start, *end, *step);
                places.into_iter().map(|place| items[place]).collect()
            }
            Selector::Filter(condition) => {
                let mut passed = Vec::new();
                for child in self.children(node) {
                    if self.passes(child, condition)? {
                        passed.push(child);
                    }
                }
                passed
            }
        })
    }

    /// The items of a list, the values of a mapping.
    fn children(&self, node: NodeId) -> Vec<NodeId> {
        match self.tree.data(node) {
            Data::Seq => self.tree.items(node).collect(),
            Data::Map => self.tree.entries(node).map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    fn dead_end(&self, reached: &[NodeId], segment: &Segment) -> DeadEnd {
        let is_empty = |node: &NodeId| match self.tree.data(*node) {
            Data::Null => true,
            Data::Seq | Data::Map => self.children(*node).is_empty(),
            _ => false,
        };
        if reached.iter().all(is_empty) {
            return DeadEnd::Empty;
        }
        let Segment::Children(selectors) = segment else {
            return DeadEnd::Other;
        };
        let [Selector::Name(name)] = selectors.as_slice() else {
            return DeadEnd::Other;
        };
        let entries = reached.iter().flat_map(|node| self.tree.entries(*node));
        let keys = entries.map(|(key, _)| self.tree.key_text(key));
        let keys: Vec<_> = keys.take(MOST_KEYS).collect();
        let nearest = nearest(name, keys.iter().map(AsRef::as_ref));
        DeadEnd::Key {
            nearest: nearest.map(str::to_owned),
        }
    }

    /// An item of a list, counted from 0, or from its end from -1 down.
    fn item(&self, node: NodeId, index: i64) -> Option<NodeId> {
        let place = if let Ok(place) = usize::try_from(index) {
            place
        } else {
            let back = usize::try_from(index.unsigned_abs()).ok()?;
            self.tree.items(node).len().checked_sub(back)?
        };
        self.tree.item(node, place)
    }
}

/// The places that a slice selects in a list of this length, in its order.
fn sliced(length: usize, start: Option<i64>, end: Option<i64>, step: i64) -> Vec<usize> {
    let count = i64::try_from(length).unwrap_or(i64::MAX);
    let from_front = |place: i64| {
        if place < 0 {
            place.saturating_add(count)
        } else {
            place
        }
    };
    let stride = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
    let places: Vec<i64> = match step {
        0 => Vec::new(),
        1.. => {
            let lower = from_front(start.unwrap_or(0)).clamp(0, count);
            let upper = from_front(end.unwrap_or(count)).clamp(0, count);
            (lower..upper).step_by(stride).collect()
        }
        _ => {
            let upper = from_front(start.unwrap_or(count - 1)).clamp(-1, count - 1);
            let lower = end.map_or(-1, |end| from_front(end).clamp(-1, count - 1));
            (lower + 1..=upper).rev().step_by(stride).collect()
        }
    };
    let places = places.into_iter().map(usize::try_from);
    places.filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests;
