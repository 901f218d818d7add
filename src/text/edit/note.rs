//! New comments, and where they can be about what they are meant for.

use super::added::line_break;
use super::element::{end_of_line, line_start};
use super::{NotePlace, Replacement};
use crate::text::source::Span;
use crate::text::syntax::{Data, NodeId, Style, Tree};

/// A comment at an element.
pub(super) fn added(
    tree: &Tree<'_>,
    node: NodeId,
    place: NotePlace,
    comment: &str,
) -> Option<Replacement> {
    let text = tree.text();
    let element = tree.element(node).range();
    let (at, new) = match place {
        NotePlace::Above => {
            let line = line_start(text, element.start);
            let before = &text[line..element.start];
            let indentation = &before[..before.len() - before.trim_start_matches(' ').len()];
            (line, format!("{indentation}{comment}{}", line_break(text)))
        }
        NotePlace::Behind => {
            let end = end_of_line(tree, element.end)?;
            (end, format!("  {comment}"))
        }
    };
    Some((Span::of(at..at), new))
}

/// Where a comment is about bytes and as little else as can be: an element, and the place of the comment at it. `None` where
/// only a comment about the whole file is about them.
#[must_use]
pub(crate) fn nearest(tree: &Tree<'_>, bytes: Span) -> Option<(NodeId, NotePlace)> {
    let text = tree.text();
    let mut at = tree.around(bytes);
    while let Some(node) = at {
        let parent = tree.parent(node)?;
        let element = tree.element(node).range();
        let before = &text[line_start(text, element.start)..element.start];
        if before.trim().is_empty() {
            return Some((node, NotePlace::Above));
        }
        if before.trim() == "-" {
            if tree.data(parent) != Data::Map {
                return Some((node, NotePlace::Above));
            }
            if is_bare_line(tree, node) {
                return Some((node, NotePlace::Behind));
            }
        }
        at = Some(parent);
    }
    None
}

/// Whether a value and its key are on one line, and nothing is behind them.
fn is_bare_line(tree: &Tree<'_>, node: NodeId) -> bool {
    let element = tree.element(node).range();
    let is_scalar = matches!(
        tree.style(node),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted
    );
    let rest = &tree.text()[element.end..];
    is_scalar
        && !tree.text()[element].contains(['\n', '\r'])
        && (rest.is_empty() || rest.starts_with(['\n', '\r']))
}
