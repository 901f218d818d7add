//! Changes to a text, said by the nodes of its tree, and the bytes that they come to.
//!
//! [`replacements`] writes changes for block YAML, flow YAML and JSON. It gives none where it cannot be sure: through an alias,
//! in what an alias repeats, and where a place is written in a way that it does not know. [`proof`] shows that a text which was
//! changed differs in what was announced, and in nothing else.

mod added;
pub(crate) mod document;
mod element;
pub(crate) mod note;
pub(crate) mod proof;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::text::source::Span;
use crate::text::syntax::{Data, NodeId, Style, Tree};

/// A change to one place of a tree.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// Another value in place of a node's.
    Set(NodeId, Value),
    /// Other words for a range of bytes of a text, as YAML means it.
    Text(NodeId, Range<usize>, String),
    /// An item of a list goes, or a value with its key; with it go the comments that are about it.
    Remove(NodeId),
    /// Another name for the key of a value.
    Rename(NodeId, String),
    /// Something new beside an item of a list or, with a key, beside the value of another one.
    Insert {
        beside: NodeId,
        side: Side,
        key: Option<&'static str>,
        value: Value,
    },
    /// An item of a list goes beside another one of the same list, with the comments that are about it.
    Move {
        node: NodeId,
        beside: NodeId,
        side: Side,
    },
    /// Another text of a comment; of an empty one nothing is left.
    Comment(Span, String),
    /// A new comment, which begins with `#`, at an element.
    Note(NodeId, NotePlace, String),
}

/// Where a comment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum NotePlace {
    /// On a line of its own, above the one on which the element begins.
    Above,
    /// At the end of the line on which the element ends.
    Behind,
}

/// Which side of an element something goes to. What goes to the same one stays in the order of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Before,
    After,
}

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A list, which is written in brackets.
    List(Vec<Value>),
    /// A mapping, which is written as those beside it are, and else in braces.
    Map(Vec<(&'static str, Value)>),
}

/// Bytes of a text, and what to write there.
pub(crate) type Replacement = (Span, String);

/// The bytes that changes come to, in the order of the text; `None` where one cannot be written for sure.
#[must_use]
pub(crate) fn replacements(tree: &Tree<'_>, changes: &[Change]) -> Option<Vec<Replacement>> {
    // what was recognized in a text for readers is not written as data is
    if tree.format().is_printed() {
        return None;
    }
    let mut written = Vec::new();
    for change in changes {
        match change {
            Change::Set(node, value) => {
                let may_be_set = !is_shared(tree, *node)
                    && !holds_shared(tree, *node)
                    && tree.style(*node) != Style::Alias;
                written.push(scalar::set(tree, may_be_set.then_some(*node)?, value)?);
            }
            Change::Text(node, ..) => {
                // all that changes in one text is written at once, with the first of it
                let texts = texts(changes, *node);
                if texts
                    .first()
                    .is_some_and(|first| *first == change_range(change))
                {
                    if is_shared(tree, *node) || tree.style(*node) == Style::Alias {
                        return None;
                    }
                    written.extend(scalar::reworded(tree, *node, &texts)?);
                }
            }
            Change::Remove(node) => {
                if is_shared(tree, *node) || holds_shared(tree, *node) {
                    return None;
                }
                written.push((element::removable(tree, *node)?, String::new()));
            }
            Change::Rename(node, name) => {
                let is_key_shared = || tree.key_of(*node).is_some_and(|key| is_shared(tree, key));
                if is_shared(tree, *node) || is_key_shared() {
                    return None;
                }
                written.push(scalar::renamed(tree, *node, name)?);
            }
            Change::Insert {
                beside,
                side,
                key,
                value,
            } => {
                if is_shared(tree, *beside) {
                    return None;
                }
                written.push(added::inserted(tree, *beside, *side, *key, value)?);
            }
            Change::Move { node, beside, side } => {
                if is_shared(tree, *node) || holds_shared(tree, *node) {
                    return None;
                }
                written.extend(added::moved(tree, *node, *beside, *side)?);
            }
            Change::Comment(span, text) => written.push(comment(tree, *span, text)),
            Change::Note(node, place, text) => {
                written.push(note::added(tree, *node, *place, text)?);
            }
        }
    }
    written.sort_by_key(|(span, _)| (span.start, span.end));
    let is_apart = |pair: &[Replacement]| pair[0].0.end <= pair[1].0.start;
    written.windows(2).all(is_apart).then_some(written)
}

/// The text with the replacements, which are apart and in its order.
#[must_use]
pub(crate) fn applied<'r>(
    text: &str,
    replacements: impl IntoIterator<Item = (Span, &'r str)>,
) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in replacements {
        let Range { start, end } = span.range();
        changed.push_str(&text[at..start]);
        changed.push_str(new);
        at = end;
    }
    changed.push_str(&text[at..]);
    changed
}

/// A range of a text, and the words to write there.
type Words<'c> = (&'c Range<usize>, &'c str);

/// What changes in one text, in its order.
fn texts(changes: &[Change], of: NodeId) -> Vec<Words<'_>> {
    let mut texts: Vec<Words<'_>> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Text(node, range, words) if *node == of => Some((range, words.as_str())),
            _ => None,
        })
        .collect();
    texts.sort_by_key(|(range, _)| (range.start, range.end));
    texts
}

fn change_range(change: &Change) -> Words<'_> {
    match change {
        Change::Text(_, range, words) => (range, words),
        _ => (&(0..0), ""),
    }
}

/// A text with other words in it; `None` where two of the ranges meet.
fn with_words(text: &str, words: &[Words<'_>]) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in words {
        new.push_str(text.get(at..range.start)?);
        new.push_str(words);
        at = range.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

/// A comment goes with the blanks before it, and with its line if nothing else is on it.
fn comment(tree: &Tree<'_>, span: Span, text: &str) -> Replacement {
    if !text.is_empty() {
        return (span, text.to_owned());
    }
    let Range { start, end } = span.range();
    let whole = tree.text();
    let line = element::line_start(whole, start);
    let range = if whole[line..start].trim().is_empty() {
        element::whole_lines(whole, line..end)
    } else {
        whole[..start].trim_end_matches([' ', '\t']).len()..end
    };
    (Span::of(range), String::new())
}

/// Whether a node, or what it is in, is what an alias refers to: a change would be one in other places as well.
fn is_shared(tree: &Tree<'_>, node: NodeId) -> bool {
    let shared = tree.shared();
    let mut at = Some(node).filter(|_| !shared.is_empty());
    while let Some(node) = at {
        if shared.binary_search(&node).is_ok() {
            return true;
        }
        at = tree.parent(node);
    }
    false
}

/// Whether anything in an element is what an alias elsewhere refers to.
fn holds_shared(tree: &Tree<'_>, node: NodeId) -> bool {
    let element = tree.element(node);
    let shared = tree.shared();
    let next = shared.partition_point(|&it| tree.span(it).start < element.start);
    let next = shared.get(next);
    next.is_some_and(|&it| tree.span(it).start < element.end)
}

/// Whether a node is written within brackets, as in JSON.
fn is_in_flow(tree: &Tree<'_>, node: NodeId) -> bool {
    let parent = tree.parent(node);
    parent.is_some_and(|parent| tree.style(parent) == Style::Flow)
}

/// The text of a scalar.
fn text_of<'t>(tree: &'t Tree<'_>, node: NodeId) -> Option<&'t str> {
    match tree.data(node) {
        Data::Str(text) => Some(text),
        _ => None,
    }
}
