//! The report as a mutator sees it: its places, and chance to choose among them.

use reportlint::internals::syntax::{Data, Tree};

use super::{Random, prose};
use crate::edit::{Edit, node_at, parsed};

/// A report and a source of chance.
pub(super) struct Ground<'t> {
    tree: Tree<'t>,
    /// Every value, by its pointer, in the order of the text.
    pointers: Vec<String>,
    pub random: Random,
}

impl<'t> Ground<'t> {
    pub(super) fn new(text: &'t str, random: Random) -> Self {
        let tree = parsed(text);
        let mut pointers = Vec::new();
        let mut waiting = vec![tree.documents()[0]];
        while let Some(node) = waiting.pop() {
            pointers.push(tree.pointer(node));
            let children = tree.items(node);
            let children = children.chain(tree.entries(node).map(|(_, value)| value));
            let children: Vec<_> = children.collect();
            waiting.extend(children.into_iter().rev());
        }
        Self {
            tree,
            pointers,
            random,
        }
    }

    /// The places below a key of the report that end in another; of `""`, all.
    pub(super) fn places(&self, top: &str, end: &str) -> Vec<String> {
        let ends = |pointer: &&String| pointer.ends_with(end) && pointer.starts_with(top);
        self.pointers.iter().filter(ends).cloned().collect()
    }

    /// One of them.
    pub(super) fn place(&mut self, top: &str, end: &str) -> String {
        let places = self.places(top, end);
        self.random.one_of(&places).clone()
    }

    /// One of them that satisfies a condition.
    pub(super) fn place_where(
        &mut self,
        top: &str,
        end: &str,
        fits: impl Fn(&Self, &str) -> bool,
    ) -> Option<String> {
        let places = self.places(top, end);
        let places: Vec<String> = places.into_iter().filter(|it| fits(self, it)).collect();
        (!places.is_empty()).then(|| self.random.one_of(&places).clone())
    }

    /// Two different ones, in the order of the text.
    pub(super) fn two(&mut self, places: &[String]) -> Option<(String, String)> {
        let (one, other) = (
            self.random.below(places.len()),
            self.random.below(places.len()),
        );
        (one != other).then(|| {
            (
                places[one.min(other)].clone(),
                places[one.max(other)].clone(),
            )
        })
    }

    /// How a value is written.
    pub(super) fn raw(&self, pointer: &str) -> &'t str {
        let span = self.tree.span(node_at(&self.tree, pointer));
        &self.tree.text()[span.range()]
    }

    /// A text as it is meant.
    pub(super) fn text(&self, pointer: &str) -> String {
        match self.tree.data(node_at(&self.tree, pointer)) {
            Data::Str(text) => text.to_owned(),
            _ => self.raw(pointer).to_owned(),
        }
    }

    /// Whether something is there.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.tree.at(self.tree.documents()[0], pointer).is_some()
    }

    /// How many stand in a list.
    pub(super) fn count(&self, pointer: &str) -> usize {
        self.tree.items(node_at(&self.tree, pointer)).len()
    }

    /// Whether the value is text or a number.
    pub(super) fn is_scalar(&self, pointer: &str) -> bool {
        let data = self.tree.data(node_at(&self.tree, pointer));
        !matches!(data, Data::Seq | Data::Map)
    }

    /// A paragraph's text and the change that writes words into it, between two plain words.
    pub(super) fn insert(&mut self, words: &str) -> (String, Edit) {
        loop {
            let top = *self.random.one_of(&["/sections", "/sections", "/annexes"]);
            let place = self.place(top, "/text");
            let gaps = prose::gaps(self.raw(&place));
            if !gaps.is_empty() {
                let at = *self.random.one_of(&gaps);
                return (place.clone(), Edit::Insert(place, at, format!("{words} ")));
            }
        }
    }
}

/// The pointer above, `levels` up.
pub(super) fn above(pointer: &str, levels: usize) -> String {
    let mut pointer = pointer;
    for _ in 0..levels {
        pointer = &pointer[..pointer.rfind('/').unwrap()];
    }
    pointer.to_owned()
}

/// The place of an item in its list, or the name of a key.
pub(super) fn last(pointer: &str) -> &str {
    &pointer[pointer.rfind('/').unwrap() + 1..]
}

/// The item that stands so many behind this one.
pub(super) fn behind(item: &str, distance: usize) -> String {
    let index: usize = last(item).parse().unwrap();
    format!("{}/{}", above(item, 1), index + distance)
}
