//! From a place in the decoded text of a scalar back to the source.

use std::ops::Range;

use super::Node;
use crate::source::Span;

pub(super) fn source_span(_text: &str, _node: &Node<'_>, _decoded: &Range<usize>) -> Option<Span> {
    None
}
