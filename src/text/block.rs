//! What a text for readers consists of: lines and what is like them, each with its place. Knows nothing of reports.

pub(crate) mod markdown;
pub(crate) mod plain;
pub(crate) mod word;

use crate::text::mapped::Mapped;
use crate::text::source::Span;

/// What sort of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A line of text; in plain text it may be a part of a paragraph.
    Line,
    /// A heading, and how deep it is, from 1.
    Heading(u8),
    /// A line of the contents.
    Entry,
    /// An item of a list, with its number or its bullet.
    Item,
    /// A row of a table.
    Row,
    /// A note, with its mark.
    Note,
    /// A text that is quoted from elsewhere.
    Quoted,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its text without white space at its ends; between cells there are tabs.
    pub(crate) text: Mapped,
    /// Whether it is apart from what is above it.
    pub(crate) gap: bool,
    /// Whether a page begins with it.
    pub(crate) new_page: bool,
    /// Whether it surely goes on from the line above it.
    pub(crate) goes_on: bool,
    /// How many blanks are before it.
    pub(crate) indent: usize,
}

/// The blocks of a text.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// In the order of the text.
    pub(crate) list: Vec<Block>,
    /// Whether they are lines as they are printed, so that several may be one paragraph.
    pub(crate) are_lines: bool,
    /// What only the print has: running heads, page numbers, markup.
    pub(crate) furniture: Vec<Span>,
    /// What comments say that nobody sees.
    pub(crate) comments: Vec<Span>,
}
