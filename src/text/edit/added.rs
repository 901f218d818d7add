//! What is new in a collection, or goes to another place of it.

use super::element::{end_of_line, line_start, lines_of, removable};
use super::scalar::{named, written_like};
use super::{Replacement, Side, Value, is_in_flow};
use crate::text::source::Span;
use crate::text::syntax::{Data, NodeId, Style, Tree};

/// Something new beside an element: an item, or an entry if it has a key.
pub(super) fn inserted(
    tree: &Tree<'_>,
    beside: NodeId,
    side: Side,
    key: Option<&str>,
    value: &Value,
) -> Option<Replacement> {
    let parent = tree.parent(beside)?;
    let is_entry = tree.data(parent) == Data::Map;
    if is_entry != key.is_some() {
        return None;
    }
    let (at, new) = if is_in_flow(tree, beside) {
        let new = match key {
            Some(key) => entry(tree, key, beside, value),
            None => written_like(tree, Some(beside), value),
        };
        in_brackets(tree, beside, side, &new)
    } else if let Some(key) = key {
        entry_on_lines(tree, beside, side, key, value)?
    } else {
        item_on_lines(tree, beside, side, value)?
    };
    Some((Span::of(at..at), new))
}

fn entry(tree: &Tree<'_>, key: &str, like: NodeId, value: &Value) -> String {
    let key = named(tree.format(), key);
    format!("{key}: {}", written_like(tree, Some(like), value))
}

/// Where something goes in brackets, with its comma; on a line of its own if the element beside it has one.
fn in_brackets(tree: &Tree<'_>, beside: NodeId, side: Side, new: &str) -> (usize, String) {
    let text = tree.text();
    let place = tree.element(beside).range();
    let line = line_start(text, place.start);
    let indentation = &text[line..place.start];
    let comma = if line > 0 && indentation.trim().is_empty() {
        format!(",{}{indentation}", line_break(text))
    } else {
        ", ".to_owned()
    };
    match side {
        Side::Before => (place.start, format!("{new}{comma}")),
        Side::After => (place.end, format!("{comma}{new}")),
    }
}

/// An entry on a line of its own, before the key of another or behind the last line of its value.
fn entry_on_lines(
    tree: &Tree<'_>,
    beside: NodeId,
    side: Side,
    key: &str,
    value: &Value,
) -> Option<(usize, String)> {
    let text = tree.text();
    let place = tree.element(beside).range();
    let indentation = column_of(text, place.start)?;
    let new = entry(tree, key, beside, value);
    let line_break = line_break(text);
    match side {
        Side::Before => Some((place.start, format!("{new}{line_break}{indentation}"))),
        Side::After => {
            let end = end_behind(tree, beside)?;
            Some((end, format!("{line_break}{indentation}{new}")))
        }
    }
}

/// An item on lines of its own.
fn item_on_lines(
    tree: &Tree<'_>,
    beside: NodeId,
    side: Side,
    value: &Value,
) -> Option<(usize, String)> {
    let text = tree.text();
    let start = tree.span(beside).range().start;
    let dash = &text[line_start(text, start)..start];
    if dash.trim() != "-" {
        return None;
    }
    let new = match value {
        Value::Map(pairs) if tree.style(beside) == Style::Block => {
            let lines = pairs.iter().map(|(key, value)| {
                let like = tree.get(beside, key);
                let key = named(tree.format(), key);
                format!("{key}: {}", written_like(tree, like, value))
            });
            let indentation = " ".repeat(dash.len());
            let line_break = format!("{}{indentation}", line_break(text));
            lines.collect::<Vec<_>>().join(&line_break)
        }
        other => written_like(tree, Some(beside), other),
    };
    match side {
        Side::Before => {
            let lines = lines_of(tree, beside)?;
            Some((lines.start, format!("{dash}{new}{}", line_break(text))))
        }
        Side::After => {
            let end = end_behind(tree, beside)?;
            Some((end, format!("{}{dash}{new}", line_break(text))))
        }
    }
}

/// The end of the last line of an element. `None` where a line more would be one of its text.
fn end_behind(tree: &Tree<'_>, element: NodeId) -> Option<usize> {
    let end = end_of_line(tree, tree.element(element).range().end)?;
    let last = last_in_block(tree, element);
    if !matches!(tree.style(last), Style::Literal | Style::Folded) {
        return Some(end);
    }
    let header = tree.raw(last).lines().next().unwrap_or_default();
    let keeps_blank_lines = header.contains('+');
    let is_divided = tree.text()[end..].starts_with(['\n', '\r']);
    (is_divided && !keeps_blank_lines).then_some(end)
}

/// The last value of an element that is not itself a block of others.
fn last_in_block(tree: &Tree<'_>, element: NodeId) -> NodeId {
    let mut at = element;
    while tree.style(at) == Style::Block {
        let last = match tree.data(at) {
            Data::Map => tree.pairs(at).next_back().map(|(_, value)| value),
            _ => tree.items(at).next_back(),
        };
        let Some(last) = last else { break };
        at = last;
    }
    at
}

/// As many blanks as are before a column of a line, in which nothing but blanks and dashes may be.
fn column_of(text: &str, at: usize) -> Option<String> {
    let before = &text[line_start(text, at)..at];
    let is_indentation = before.bytes().all(|sign| sign == b' ' || sign == b'-');
    is_indentation.then(|| " ".repeat(before.len()))
}

/// An item taken out of its place, and put in beside another one of the list.
pub(super) fn moved(
    tree: &Tree<'_>,
    node: NodeId,
    beside: NodeId,
    side: Side,
) -> Option<[Replacement; 2]> {
    let list = tree.parent(node)?;
    if node == beside || tree.parent(beside) != Some(list) || tree.data(list) != Data::Seq {
        return None;
    }
    let (from, (at, new)) = if is_in_flow(tree, node) {
        let from = removable(tree, node)?.range();
        (from, in_brackets(tree, beside, side, tree.raw(node)))
    } else {
        let (from, to) = (lines_of(tree, node)?, lines_of(tree, beside)?);
        let at = match side {
            Side::Before => to.start,
            Side::After => to.end,
        };
        let lines = tree.text()[from.clone()].to_owned();
        (from, (at, lines))
    };
    Some([(Span::of(from), String::new()), (Span::of(at..at), new)])
}

/// How the lines of a text end.
pub(super) fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
