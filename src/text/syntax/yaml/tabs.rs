//! Tabs that indent lines within brackets. YAML does not allow them, and many of its readers accept them.

use crate::text::source::Span;
use crate::text::syntax::{Style, Tree};

/// The text with a space in the place of each tab that indents a line, so that everything else stays where it is; `None` where
/// there is no such tab.
pub(super) fn as_spaces(text: &str) -> Option<String> {
    let mut spaced = String::with_capacity(text.len());
    let mut has_any = false;
    for line in text.split_inclusive('\n') {
        let (indentation, rest) = line.split_at(indentation(line));
        has_any |= indentation.contains('\t');
        spaced.extend(indentation.chars().map(|_| ' '));
        spaced.push_str(rest);
    }
    has_any.then_some(spaced)
}

/// Whether every line of the text that a tab indents is within brackets, where indentation means nothing.
pub(super) fn are_within_brackets(text: &str, tree: &Tree<'_>) -> bool {
    let mut brackets = outermost_brackets(tree).into_iter().peekable();
    let mut start = 0;
    text.split_inclusive('\n').all(|line| {
        let at = start;
        start += line.len();
        if !line[..indentation(line)].contains('\t') {
            return true;
        }
        while brackets.next_if(|span| span.range().end <= at).is_some() {}
        let around = brackets.peek();
        around.is_some_and(|span| span.range().start < at)
    })
}

/// In the order of the text.
fn outermost_brackets(tree: &Tree<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for node in tree.nodes.iter().filter(|node| node.style == Style::Flow) {
        let is_inside = |last: &Span| node.span.start < last.end;
        if !spans.last().is_some_and(is_inside) {
            spans.push(node.span);
        }
    }
    spans
}

/// How many bytes of a line indent it.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
