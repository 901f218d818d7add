//! The printed body: contents, sections, annexes, paragraphs, notes, tables and figures.

use serde::Deserialize;

use super::deserialize::{tolerant, tolerant_list};
use super::{NodeRef, Place, Spanned, Text};

/// An annex is built like a section; its label is the annex number.
pub(crate) type Annex<'t> = Section<'t>;

/// One line of the table of contents, with the lines below it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Entry<'t> {
    /// "II", "b.1", "Annex I".
    #[serde(deserialize_with = "tolerant")]
    pub label: Option<Text<'t>>,
    /// The heading as the contents print it.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// The page as the contents print it, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
    /// An `id`, or a label path such as `II/c/c.1`.
    #[serde(rename = "ref", deserialize_with = "tolerant")]
    pub target: Option<Text<'t>>,
    /// The entries below this one.
    #[serde(deserialize_with = "tolerant_list")]
    pub entries: Vec<Spanned<Entry<'t>>>,
}

/// A heading with what stands under it.
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
    /// The page it stands on, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
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
    /// The page it stands on, from 1.
    #[serde(deserialize_with = "tolerant")]
    pub page: Option<Spanned<u32>>,
}

/// The place that stands for a whole mapping: the first of its telling fields, so that a label underlines a few words
/// and not half a page.
pub(super) fn telling_place(own: NodeRef, fields: [Option<Place>; 3]) -> Place {
    fields
        .into_iter()
        .flatten()
        .next()
        .unwrap_or_else(|| own.into())
}

impl Spanned<Entry<'_>> {
    /// Where a label about this entry as a whole stands: its label, its title or its `ref`.
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
    /// Where a label about this section as a whole stands: its label, its title or its id.
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

impl Paragraph<'_> {
    /// Where a label about this paragraph as a whole stands: its number or its first words; `None` when it has neither.
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
