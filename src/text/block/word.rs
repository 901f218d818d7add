//! The text that was drawn of a Word file, whose lines are known.

use super::{Block, Blocks};
use crate::text::mapped::Mapped;
use crate::text::word::Drawing;

/// The blocks of a text that was drawn.
#[must_use]
pub(crate) fn read(text: &str, drawing: &Drawing) -> Blocks {
    let blocks = drawing.lines.iter().map(|line| Block {
        kind: line.kind,
        text: Mapped::verbatim(text, line.span.range()),
        gap: line.gap,
        new_page: false,
        goes_on: false,
        indent: line.indent,
    });
    Blocks {
        list: blocks.collect(),
        ..Blocks::default()
    }
}
