//! The printed body: contents, sections, annexes, paragraphs, notes, tables and figures.

use serde::Deserialize;

use super::deserialize::{tolerant, tolerant_list};
use super::register::Register;
use super::{NodeRef, Place, Spanned, Text};

/// An annex is built like a section; its label is the annex number.
pub(crate) type Annex<'t> = Section<'t>;

/// One line of the table of contents, with the lines below it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct ContentsEntry<'t> {
    /// "II", "b.1", "Annex I".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The heading as the contents print it.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// The page as the contents print it, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
    /// The paragraphs as the contents print them: "3–11", "7".
    #[serde(deserialize_with = "tolerant")]
    pub paragraphs: Option<Text<'t>>,
    /// The note that hangs on the title.
    #[serde(deserialize_with = "tolerant")]
    pub note: Option<Text<'t>>,
    /// An `id`, or a label path such as `II/c/c.1`.
    #[serde(rename = "ref", deserialize_with = "tolerant")]
    pub target: Option<Text<'t>>,
    /// The entries below this one.
    #[serde(deserialize_with = "tolerant_list")]
    pub entries: Vec<Spanned<ContentsEntry<'t>>>,
}

/// A heading with what is under it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Section<'t> {
    /// A name that other parts of the data refer to.
    #[serde(deserialize_with = "tolerant")]
    pub id: Option<Text<'t>>,
    /// "II", "b.1"; an annex's number.
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The heading.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// The page it is on, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
    /// The note that hangs on the heading.
    #[serde(deserialize_with = "tolerant")]
    pub note: Option<Text<'t>>,
    /// Which list of the report is printed below it.
    #[serde(deserialize_with = "tolerant")]
    pub holds: Option<Spanned<Register>>,
    /// Its own paragraphs.
    #[serde(deserialize_with = "tolerant_list")]
    pub paragraphs: Vec<Spanned<Paragraph<'t>>>,
    /// The sections below it.
    #[serde(deserialize_with = "tolerant_list")]
    pub sections: Vec<Spanned<Section<'t>>>,
}

/// A paragraph of prose.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Paragraph<'t> {
    /// Its number as written: "12", "12 bis".
    #[serde(deserialize_with = "tolerant")]
    pub number: Option<Text<'t>>,
    /// The prose.
    #[serde(deserialize_with = "tolerant")]
    pub text: Option<Text<'t>>,
    /// Its subparagraphs.
    #[serde(deserialize_with = "tolerant_list")]
    pub points: Vec<Spanned<Point<'t>>>,
}

/// A subparagraph.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Point<'t> {
    /// "(a)", "(ii)", "1.".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The prose.
    #[serde(deserialize_with = "tolerant")]
    pub text: Option<Text<'t>>,
    /// The points below it.
    #[serde(deserialize_with = "tolerant_list")]
    pub points: Vec<Spanned<Point<'t>>>,
}

/// A work that the report cites.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Work<'t> {
    /// What the text cites it by, without the brackets: "UNODC06", "12".
    #[serde(deserialize_with = "tolerant")]
    pub key: Option<Text<'t>>,
    /// The entry as printed.
    #[serde(deserialize_with = "tolerant")]
    pub text: Option<Text<'t>>,
}

/// A note and the mark that the text refers to it by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Footnote<'t> {
    /// "1", "*".
    #[serde(deserialize_with = "tolerant")]
    pub mark: Option<Text<'t>>,
    /// The note.
    #[serde(deserialize_with = "tolerant")]
    pub text: Option<Text<'t>>,
}

/// A table or a figure, known by its caption.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Caption<'t> {
    /// "1", "II".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The caption.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// The page it is on, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
    /// The note that hangs on the caption.
    #[serde(deserialize_with = "tolerant")]
    pub note: Option<Text<'t>>,
}

/// The place that represents a whole mapping: the first of its descriptive fields, so that a label underlines a few words
/// and not half a page.
pub(super) fn telling_place(own: NodeRef, fields: [Option<Place>; 3]) -> Place {
    fields
        .into_iter()
        .flatten()
        .next()
        .unwrap_or_else(|| own.into())
}

impl Spanned<ContentsEntry<'_>> {
    /// Where a label about this entry as a whole goes: its label, its title or its `ref`.
    #[must_use]
    pub fn name_place(&self) -> Place {
        telling_place(
            self.at,
            [
                self.label.as_ref().map(Place::from),
                self.title.as_ref().map(Place::from),
                self.target.as_ref().map(Place::from),
            ],
        )
    }
}

impl Spanned<Section<'_>> {
    /// Where a label about this section as a whole goes: its label, its title or its id.
    #[must_use]
    pub fn name_place(&self) -> Place {
        telling_place(
            self.at,
            [
                self.label.as_ref().map(Place::from),
                self.title.as_ref().map(Place::from),
                self.id.as_ref().map(Place::from),
            ],
        )
    }
}

impl<'t> Paragraph<'t> {
    /// Whether its subparagraphs are in the data, and not in its text.
    #[must_use]
    pub fn has_points(&self) -> bool {
        !self.points.is_empty()
    }

    /// The last text of it that is printed: its own, or that of its last point.
    #[must_use]
    pub fn last_text(&self) -> Option<Text<'t>> {
        let mut text = self.text;
        let mut points = &self.points;
        while let Some(last) = points.last() {
            text = last.text.or(text);
            points = &last.points;
        }
        text
    }

    /// Where a label about this paragraph as a whole goes: its number or its first words; `None` when it has neither.
    #[must_use]
    pub fn name_place(&self) -> Option<Place> {
        const FIRST_WORDS: usize = 5;
        let number = self.number.as_ref().map(Place::from);
        number.or_else(|| {
            let text = self.text.as_ref()?;
            let start = text.len() - text.trim_start().len();
            let words = text[start..].split_inclusive(char::is_whitespace);
            let length: usize = words.take(FIRST_WORDS).map(str::len).sum();
            let end = start + text[start..start + length].trim_end().len();
            Some(text.part(start..end))
        })
    }
}
