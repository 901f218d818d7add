//! Items of lists and entries of mappings: where they begin and end, with all that belongs to them.

use std::ops::Range;

use super::is_in_flow;
use crate::text::source::Span;
use crate::text::syntax::{Data, NodeId, Tree};

/// An element of a collection, with its key if it has one, and those beside it.
struct Element {
    span: Span,
    before: Option<Span>,
    after: Option<Span>,
    /// Whether it has a key.
    is_entry: bool,
}

impl Element {
    fn of(tree: &Tree<'_>, node: NodeId) -> Option<Self> {
        let parent = tree.parent(node)?;
        let (before, after) = tree.beside_element(node)?;
        let span = |node| tree.element(node);
        Some(Self {
            span: span(node),
            before: before.map(span),
            after: after.map(span),
            is_entry: tree.data(parent) == Data::Map,
        })
    }
}

/// The bytes that go with an element. `None` where it is the only one, or is among others in a way that cannot be taken
/// apart by lines.
pub(super) fn removable(tree: &Tree<'_>, node: NodeId) -> Option<Span> {
    let element = Element::of(tree, node)?;
    if element.before.is_none() && element.after.is_none() {
        return None;
    }
    let range = if is_in_flow(tree, node) {
        between_commas(tree, &element)?
    } else {
        by_lines(tree, &element)?
    };
    Some(Span::of(range))
}

/// The whole lines of an item of a list in a block, with their last break. `None` where it shares a line with another, or
/// where the text ends without a break.
pub(super) fn lines_of(tree: &Tree<'_>, node: NodeId) -> Option<Range<usize>> {
    let element = Element::of(tree, node)?;
    let lines = by_lines(tree, &element).filter(|_| !element.is_entry)?;
    tree.text()[lines.clone()]
        .ends_with(['\n', '\r'])
        .then_some(lines)
}

/// An element in brackets, with the comma that goes with it.
fn between_commas(tree: &Tree<'_>, element: &Element) -> Option<Range<usize>> {
    let own = element.span.range();
    let range = match (element.before, element.after) {
        (Some(before), _) => before.range().end..own.end,
        (None, Some(after)) => own.start..after.range().start,
        (None, None) => return None,
    };
    // a comment between two elements may be about either
    let is_commented =
        has_comment(tree, range.start..own.start) || has_comment(tree, own.end..range.end);
    (!is_commented).then_some(range)
}

/// Whether a comment begins in a range.
fn has_comment(tree: &Tree<'_>, range: Range<usize>) -> bool {
    let comments = tree.comments();
    let next = comments.partition_point(|it| it.span.range().start < range.start);
    let next = comments.get(next);
    next.is_some_and(|it| it.span.range().start < range.end)
}

/// An element on lines of its own, or the first one behind a dash.
fn by_lines(tree: &Tree<'_>, element: &Element) -> Option<Range<usize>> {
    let text = tree.text();
    let Range { start, end } = element.span.range();
    let end = end_of_line(tree, end)?;
    let line = line_start(text, start);
    let before = &text[line..start];
    let is_item = before.trim_start().starts_with('-');
    let is_alone = before.trim().is_empty() || before.trim() == "-";
    if !is_alone {
        return None;
    }
    if is_item && element.is_entry {
        // the first entry of a mapping is behind the dash of its item, which stays
        let next = element.after?.range().start;
        let is_right_below = text[end..next].trim().is_empty();
        return is_right_below.then_some(start..next);
    }
    let top = if element.before.is_none() {
        line
    } else {
        with_comments_above(tree, line, before)
    };
    Some(whole_lines(text, top..end))
}

/// Where the lines begin of the comments right above an element that are written as it is: those are about it.
fn with_comments_above(tree: &Tree<'_>, line: usize, indentation: &str) -> usize {
    let text = tree.text();
    let column = indentation.len() - indentation.trim_start().len();
    let mut top = line;
    let next = tree
        .comments()
        .partition_point(|it| it.span.range().start < line);
    for comment in tree.comments()[..next].iter().rev() {
        let Range { start, end } = comment.span.range();
        let begins = line_start(text, start);
        let is_right_above = text[end..top].trim_matches([' ', '\t']).len() <= 2
            && text[end..top].trim().is_empty()
            && breaks(&text[end..top]) == 1;
        if !comment.own_line || !is_right_above || start - begins != column {
            break;
        }
        top = begins;
    }
    top
}

/// How many lines end in a text.
fn breaks(text: &str) -> usize {
    let feeds = text.bytes().filter(|byte| *byte == b'\n').count();
    let returns = text.bytes().filter(|byte| *byte == b'\r').count();
    let pairs = text.matches("\r\n").count();
    feeds + returns - pairs
}

/// The end of the line on which an element ends, if nothing but a comment follows it there.
pub(super) fn end_of_line(tree: &Tree<'_>, end: usize) -> Option<usize> {
    let text = tree.text();
    // what ends in a line break ends with its line
    if text[..end].ends_with(['\n', '\r']) {
        return Some(text[..end].trim_end_matches(['\n', '\r']).len());
    }
    let rest = text[end..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| end + at);
    let behind = text[end..rest].trim_start_matches([' ', '\t']);
    let comment_start = rest - behind.len();
    let is_comment = || has_comment(tree, comment_start..rest);
    (behind.is_empty() || is_comment()).then_some(rest)
}

/// Lines with the break after them; at the end of a text that has none, with the one before them.
pub(super) fn whole_lines(text: &str, lines: Range<usize>) -> Range<usize> {
    let Range { start, end } = lines;
    let after = match text.as_bytes().get(end..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([b'\r' | b'\n', ..]) => 1,
        _ => 0,
    };
    if after > 0 || start == 0 {
        return start..end + after;
    }
    let before = &text[..start];
    let kept = before.strip_suffix('\n').unwrap_or(before);
    let kept = kept.strip_suffix('\r').unwrap_or(kept);
    kept.len()..end
}

/// Where the line begins that a byte is on.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}
