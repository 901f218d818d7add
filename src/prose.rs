//! Reads prose: what a passage of the report's text refers to, defines, counts, dates and brackets.
//!
//! Each reader takes a decoded text and returns what it found with the byte ranges inside that text; the syntax tree
//! maps them back to the source. Rules ask these readers and search no text themselves.

pub mod abbreviation;
pub mod bracket;
pub mod citation;
pub mod claim;
pub mod date;
pub mod glossary;
pub mod mark;
pub mod number;
mod passage;
mod pattern;
pub mod reference;

pub use passage::{Passage, Setting};
pub(crate) use pattern::pattern;

use std::sync::OnceLock;

use crate::model::{Report, Text};
use bracket::Enclosures;
use citation::{Citation, Targets};
use date::StatedDate;
use glossary::Usage;
use mark::Mark;

/// What was read in the prose of one report: each thing once, when the first rule asks for it.
#[derive(Debug, Default)]
pub(crate) struct Prose<'t> {
    passages: OnceLock<Vec<Passage<'t>>>,
    enclosures: OnceLock<Vec<Enclosures>>,
    citations: OnceLock<Vec<Citation<'t>>>,
    targets: OnceLock<Targets<'t>>,
    glossary: OnceLock<Vec<(&'t str, Usage<'t>)>>,
    dates: OnceLock<Vec<Found<'t, StatedDate>>>,
    marks: OnceLock<Vec<Found<'t, Mark>>>,
}

/// Something in the text that it was found in.
#[derive(Debug)]
pub(crate) struct Found<'t, T> {
    /// The text.
    pub text: Text<'t>,
    /// What was found; its ranges are of bytes in the text.
    pub item: T,
}

impl<'t> Report<'t> {
    /// Every passage of the report: its title, the body, the annexes, the notes, the captions, the agenda.
    pub(crate) fn passages(&self) -> &[Passage<'t>] {
        self.prose()
            .passages
            .get_or_init(|| passage::passages(self))
    }

    /// The brackets and quotation marks of each passage.
    pub(crate) fn enclosures(&self) -> &[Enclosures] {
        let read = || {
            self.passages()
                .iter()
                .map(|passage| bracket::enclosures(&passage.text))
        };
        self.prose().enclosures.get_or_init(|| read().collect())
    }

    /// Every reference of the prose to parts of the report, in reading order.
    pub(crate) fn citations(&self) -> &[Citation<'t>] {
        self.prose()
            .citations
            .get_or_init(|| citation::citations(self))
    }

    /// Everything in the report that a reference may mean.
    pub(crate) fn targets(&self) -> &Targets<'t> {
        self.prose().targets.get_or_init(|| Targets::of(self))
    }

    /// Every short form of the report with what is said of it, in reading order.
    pub(crate) fn glossary(&self) -> &[(&'t str, Usage<'t>)] {
        self.prose()
            .glossary
            .get_or_init(|| glossary::glossary(self))
    }

    /// Every date in the prose, in reading order.
    pub(crate) fn dates(&self) -> &[Found<'t, StatedDate>] {
        self.prose().dates.get_or_init(|| self.find(date::dates))
    }

    /// Every footnote mark in the prose, in reading order.
    pub(crate) fn marks(&self) -> &[Found<'t, Mark>] {
        self.prose().marks.get_or_init(|| self.find(mark::marks))
    }

    fn find<T>(&self, read: fn(&str) -> Vec<T>) -> Vec<Found<'t, T>> {
        let texts = self.passages().iter().map(|passage| passage.text);
        let found = texts.flat_map(|text| {
            read(&text)
                .into_iter()
                .map(move |item| Found { text, item })
        });
        found.collect()
    }
}
