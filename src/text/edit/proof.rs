//! Shows that a changed text differs from the one before in what was announced alone: in values and keys, in their order, in
//! what aliases refer to, and in comments.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Change, Side, Value, element, texts, with_words};
use crate::text::source::Span;
use crate::text::syntax::{Data, NodeId, Style, Tree};

/// Whether the new tree is the old one with these changes. `replaced` are the bytes of the old text that were replaced, apart
/// and in order.
#[must_use]
pub(crate) fn is_proved(
    old: &Tree<'_>,
    changes: &[&Change],
    replaced: &[Span],
    new: &Tree<'_>,
) -> bool {
    let announced = Announced::of(changes);
    let is_read = new.errors().is_empty() && old.errors().is_empty();
    is_read
        && announced.events(old) == Announced::default().events(new)
        && announced.comments(old, replaced) == Announced::default().comments(new, &[])
}

/// The changes to a tree, by node.
#[derive(Default)]
struct Announced<'c> {
    values: FxHashMap<NodeId, &'c Value>,
    texts: FxHashMap<NodeId, Vec<&'c Change>>,
    removed: FxHashSet<NodeId>,
    /// The names of keys, by their values.
    names: FxHashMap<NodeId, &'c str>,
    comments: FxHashMap<Span, &'c str>,
    notes: Vec<&'c str>,
    /// What goes to each side of an element, in order.
    added: FxHashMap<(NodeId, Side), Vec<Child<'c>>>,
    moved: FxHashSet<NodeId>,
}

/// An item or an entry.
#[derive(Clone, Copy)]
enum Child<'c> {
    Old(NodeId),
    New(Option<&'c str>, &'c Value),
}

/// What a tree is made of, one after the other.
#[derive(Debug, PartialEq)]
enum Event<'t> {
    Document,
    Null,
    Bool(bool),
    Int(i64),
    UInt(u64),
    /// By its bits, so that what is no number equals itself.
    Float(u64),
    Text(Cow<'t, str>),
    Tag(&'t str),
    /// The place among the events of what it refers to.
    Alias(Option<usize>),
    Seq,
    Map,
    End,
}

enum Step<'c> {
    Node(NodeId),
    /// A key of another name.
    Name(&'c str),
    New(&'c Value),
    End,
}

impl<'c> Announced<'c> {
    fn of(changes: &[&'c Change]) -> Self {
        let mut announced = Self::default();
        for change in changes {
            match change {
                Change::Set(node, value) => {
                    announced.values.insert(*node, value);
                }
                Change::Text(node, ..) => announced.texts.entry(*node).or_default().push(change),
                Change::Remove(node) => {
                    announced.removed.insert(*node);
                }
                Change::Rename(node, name) => {
                    announced.names.insert(*node, name);
                }
                Change::Comment(span, text) => {
                    announced.comments.insert(*span, text);
                }
                Change::Note(.., text) => announced.notes.push(text),
                Change::Insert {
                    beside,
                    side,
                    key,
                    value,
                } => {
                    let added = announced.added.entry((*beside, *side)).or_default();
                    added.push(Child::New(*key, value));
                }
                Change::Move { node, beside, side } => {
                    announced.moved.insert(*node);
                    let added = announced.added.entry((*beside, *side)).or_default();
                    added.push(Child::Old(*node));
                }
            }
        }
        announced
    }

    /// The tree with the changes.
    fn events<'t>(&self, tree: &'t Tree<'_>) -> Vec<Event<'t>>
    where
        'c: 't,
    {
        let mut events = Vec::new();
        let mut places = FxHashMap::default();
        for document in tree.documents() {
            events.push(Event::Document);
            let mut steps = vec![Step::Node(*document)];
            while let Some(step) = steps.pop() {
                let node = match step {
                    Step::Node(node) => node,
                    Step::Name(name) => {
                        events.push(Event::Text(name.into()));
                        continue;
                    }
                    Step::New(value) => {
                        push_value(value, &mut events);
                        continue;
                    }
                    Step::End => {
                        events.push(Event::End);
                        continue;
                    }
                };
                places.insert(node, events.len());
                events.extend(tree.tag(node).map(Event::Tag));
                if let Some(value) = self.values.get(&node) {
                    push_value(value, &mut events);
                } else if let Some(changes) = self.texts.get(&node) {
                    events.push(Event::Text(reworded(tree, node, changes)));
                } else {
                    self.step_into(tree, node, &places, &mut steps, &mut events);
                }
            }
        }
        events
    }

    fn step_into<'t>(
        &self,
        tree: &'t Tree<'_>,
        node: NodeId,
        places: &FxHashMap<NodeId, usize>,
        steps: &mut Vec<Step<'c>>,
        events: &mut Vec<Event<'t>>,
    ) {
        let key = |value| match (self.names.get(&value), tree.key_of(value)) {
            (Some(name), _) => Some(Step::Name(name)),
            (None, key) => key.map(Step::Node),
        };
        if tree.style(node) == Style::Alias {
            events.push(Event::Alias(places.get(&tree.resolve(node)).copied()));
            return;
        }
        let is_kept = |node: &NodeId| !self.removed.contains(node);
        let first = steps.len();
        let mut step_into = |children: &mut dyn Iterator<Item = NodeId>| {
            for child in children
                .filter(is_kept)
                .flat_map(|node| self.with_added(node))
            {
                match child {
                    Child::Old(value) => {
                        steps.extend(key(value).into_iter().chain([Step::Node(value)]));
                    }
                    Child::New(key, value) => {
                        steps.extend(key.map(Step::Name).into_iter().chain([Step::New(value)]));
                    }
                }
            }
            steps.push(Step::End);
            steps[first..].reverse();
        };
        events.push(match tree.data(node) {
            Data::Null => Event::Null,
            Data::Bool(value) => Event::Bool(value),
            Data::Int(value) => Event::Int(value),
            Data::UInt(value) => Event::UInt(value),
            Data::Float(value) => Event::Float(value.to_bits()),
            Data::Str(text) => Event::Text(text.into()),
            Data::Seq => {
                step_into(&mut tree.items(node));
                Event::Seq
            }
            Data::Map => {
                step_into(&mut tree.pairs(node).map(|(_, value)| value));
                Event::Map
            }
        });
    }

    /// An element in its place, if it stays there, with what goes beside it.
    fn with_added(&self, node: NodeId) -> Vec<Child<'c>> {
        if self.added.is_empty() {
            return vec![Child::Old(node)];
        }
        let added = |side| self.added.get(&(node, side)).into_iter().flatten().copied();
        let stays = !self.moved.contains(&node);
        let own = stays.then_some(Child::Old(node));
        let before = added(Side::Before).chain(own);
        before.chain(added(Side::After)).collect()
    }

    /// The comments with the changes, sorted: what moves takes its own along. `replaced` are apart and in order.
    fn comments<'t>(&self, tree: &'t Tree<'_>, replaced: &[Span]) -> Vec<&'t str>
    where
        'c: 't,
    {
        let moved = self.moved.iter();
        let moved: Vec<Span> = moved
            .filter_map(|node| element::removable(tree, *node))
            .collect();
        let is_replaced = |span: &Span| {
            if moved
                .iter()
                .any(|it| it.start <= span.start && span.end <= it.end)
            {
                return false;
            }
            let next = replaced.partition_point(|it| it.start <= span.start);
            let last = next.checked_sub(1).map(|index| replaced[index]);
            last.is_some_and(|it| span.end <= it.end)
        };
        let comments = tree.comments().iter().map(|comment| comment.span);
        let mut comments: Vec<&str> = comments
            .filter_map(|span| match self.comments.get(&span) {
                Some(text) => Some(*text).filter(|text| !text.is_empty()),
                None if is_replaced(&span) => None,
                None => Some(&tree.text()[span.range()]),
            })
            .chain(self.notes.iter().copied())
            .collect();
        comments.sort_unstable();
        comments
    }
}

fn push_value<'t>(value: &'t Value, events: &mut Vec<Event<'t>>) {
    match value {
        Value::Text(text) => events.push(Event::Text(text.into())),
        Value::Bool(value) => events.push(Event::Bool(*value)),
        Value::Whole(number) => events.push(Event::Int(*number)),
        Value::List(items) => {
            events.push(Event::Seq);
            for item in items {
                push_value(item, events);
            }
            events.push(Event::End);
        }
        Value::Map(pairs) => {
            events.push(Event::Map);
            for (key, value) in pairs {
                events.push(Event::Text((*key).into()));
                push_value(value, events);
            }
            events.push(Event::End);
        }
    }
}

fn reworded<'t>(tree: &'t Tree<'_>, node: NodeId, changes: &[&Change]) -> Cow<'t, str> {
    let Data::Str(text) = tree.data(node) else {
        return "".into();
    };
    let changes: Vec<Change> = changes.iter().map(|&change| change.clone()).collect();
    let new = with_words(text, &texts(&changes, node));
    new.map_or_else(|| text.into(), Cow::Owned)
}
