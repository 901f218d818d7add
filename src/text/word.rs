//! Word files (.docx): drawn as text, one line for each paragraph, with the numbers that Word computes.
//!
//! The archive ([`package`]) is read within limits, and of it a few parts that it contains itself: no relationship is followed.
//! [`styles`] and [`numbering`] say what Word draws before each paragraph, [`paragraph`] what is in it, and [`drawing`] puts
//! the lines together.

mod drawing;
mod numbering;
mod numeral;
mod package;
mod paragraph;
mod styles;
mod xml;

use roxmltree::{Document, Node};
use thiserror::Error;

use crate::text::block::Kind;
use crate::text::source::Span;
use crate::text::syntax::Remark;
use drawing::Drawer;
use numbering::Numbering;
pub(crate) use numeral::ROMAN;
use package::Package;
pub(crate) use package::{MOST_BYTES, MOST_ENTRIES};
use paragraph::Notes;
use styles::Styles;
pub(crate) use xml::{DEEPEST, MOST_ATTRIBUTES, MOST_NODES};

/// Why a file cannot be read as a Word document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum Problem {
    #[error("it is no archive, as files that end in .docx are")]
    NoArchive,
    #[error("it is encrypted, or in the format of old versions of Word (.doc)")]
    OldFormat,
    #[error("it does not contain the part `word/document.xml`")]
    NoDocument,
    #[error("its part {0:?} is broken")]
    BrokenPart(String),
    #[error("its part {0:?} has a document type, which no Word document has")]
    DocumentType(String),
    #[error("its part {0:?} has too many elements or attributes, or nests them too deeply")]
    TooComplex(String),
    #[error("its archive contains more than {0} files")]
    TooManyEntries(usize),
    #[error("its text takes more than {0} MiB")]
    TooLarge(u64),
}

/// What is read where changes are tracked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Changes {
    /// The text as it is after them.
    #[default]
    Accept,
    /// The text as it was before them.
    Reject,
}

/// A line of the text that was drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Its text, without white space at its ends.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it is apart from what is above it.
    pub(crate) gap: bool,
    /// How many blanks it would have before it.
    pub(crate) indent: usize,
}

/// What is known of a text that was drawn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawing {
    /// Its lines, in their order.
    pub(crate) lines: Vec<Line>,
    /// What is uncertain in it.
    pub(crate) remarks: Vec<Remark>,
}

/// Draws a Word file as text.
pub(crate) fn draw(bytes: &[u8], changes: Changes) -> Result<(String, Drawing), Problem> {
    let mut package = Package::open(bytes)?;
    let document = package.part("document")?.ok_or(Problem::NoDocument)?;
    let [styles, numbering, footnotes, endnotes] =
        ["styles", "numbering", "footnotes", "endnotes"].map(|name| (name, package.part(name)));
    let document = xml::parse("document", &document)?;
    let styles = Part::take(styles)?;
    let styles = styles.parsed()?;
    let styles = root(styles.as_ref()).map(Styles::read).unwrap_or_default();
    let numbering = Part::take(numbering)?;
    let numbering = numbering.parsed()?;
    let numbering = root(numbering.as_ref()).map(|it| Numbering::read(it, &styles));
    let (footnotes, endnotes) = (Part::take(footnotes)?, Part::take(endnotes)?);
    let (footnotes, endnotes) = (footnotes.parsed()?, endnotes.parsed()?);
    let notes = Notes::read(root(footnotes.as_ref()), root(endnotes.as_ref()));
    let drawer = Drawer::new(&styles, numbering.unwrap_or_default(), notes, changes);
    drawer.draw(document.root_element())
}

/// A part that a document need not have.
struct Part {
    name: &'static str,
    text: Option<String>,
}

impl Part {
    fn take(
        (name, text): (&'static str, Result<Option<String>, Problem>),
    ) -> Result<Self, Problem> {
        Ok(Self { name, text: text? })
    }

    fn parsed(&self) -> Result<Option<Document<'_>>, Problem> {
        let text = self.text.as_deref();
        text.map(|text| xml::parse(self.name, text)).transpose()
    }
}

fn root<'a>(document: Option<&'a Document<'a>>) -> Option<Node<'a, 'a>> {
    document.map(Document::root_element)
}
