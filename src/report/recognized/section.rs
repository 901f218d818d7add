//! Sections, annexes and what is in them, as they are recognized.

use super::contents::whole;
use super::draft::{Draft, Entries, list, text};
use super::label::Levels;
use super::tree::{Nested, nested};
use crate::text::mapped::Mapped;
use crate::text::syntax::printed::Value;

/// A section or an annex.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) label: Option<Mapped>,
    pub(super) title: Option<Mapped>,
    /// How many stars after the title refer to a note.
    pub(super) stars: usize,
    pub(super) note: Option<Mapped>,
    pub(super) holds_agenda: bool,
    /// Whether a table in it was left out.
    pub(super) has_table: bool,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) sections: Vec<Section>,
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) number: Option<Mapped>,
    pub(super) text: Mapped,
    pub(super) points: Vec<(usize, Point)>,
    /// The numbers of its points.
    pub(super) levels: Levels,
}

/// A point of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Point {
    pub(super) label: Option<Mapped>,
    pub(super) text: Mapped,
    points: Vec<Point>,
}

impl Nested for Section {
    fn adopt(&mut self, other: Self) {
        self.sections.push(other);
    }
}

impl Nested for Point {
    fn adopt(&mut self, other: Self) {
        self.points.push(other);
    }
}

impl Point {
    pub(super) fn new(label: Option<Mapped>, text: Mapped) -> Self {
        Self {
            label,
            text,
            points: Vec::new(),
        }
    }

    fn value(self) -> Value {
        let mut point: Entries = Vec::new();
        point.extend(self.label.and_then(|it| text("label", it)));
        point.extend(text("text", self.text));
        point.extend(list(
            "points",
            self.points.into_iter().map(Self::value).collect(),
        ));
        Value::Map(point)
    }
}

impl Paragraph {
    /// The text that was added last: that of the last point, if there is one.
    pub(super) fn last_text(&mut self) -> &mut Mapped {
        match self.points.last_mut() {
            Some((_, point)) => &mut point.text,
            None => &mut self.text,
        }
    }

    fn value(self) -> Value {
        let mut paragraph: Entries = Vec::new();
        paragraph.extend(self.number.and_then(|it| whole("number", &it)));
        paragraph.extend(text("text", self.text));
        let points = nested(self.points).into_iter();
        paragraph.extend(list("points", points.map(Point::value).collect()));
        Value::Map(paragraph)
    }
}

impl Section {
    /// Whether nothing says what it is about.
    pub(super) fn is_without_heading(&self) -> bool {
        self.label.is_none() && self.title.is_none()
    }

    fn value(self, draft: &mut Draft) -> Value {
        let mut section: Entries = Vec::new();
        let note = self.note.or_else(|| draft.note_for(self.stars));
        let title = self.title.unwrap_or_default();
        let heading = if title.is_empty() {
            self.label.as_ref()
        } else {
            Some(&title)
        };
        let is_bare = self.paragraphs.is_empty() && self.sections.is_empty();
        let holds = match (self.holds_agenda, self.has_table && is_bare) {
            (true, _) => Some("agenda"),
            (false, true) => Some("tables"),
            (false, false) => None,
        };
        let holds = heading
            .zip(holds)
            .map(|(heading, holds)| Mapped::standing_for(holds, heading.span()));
        section.extend(self.label.and_then(|it| text("label", it)));
        section.extend(text("title", title));
        section.extend(note.and_then(|it| text("note", it)));
        section.extend(holds.and_then(|it| text("holds", it)));
        let paragraphs = self.paragraphs.into_iter().map(Paragraph::value);
        section.extend(list("paragraphs", paragraphs.collect()));
        let sections = self.sections.into_iter().map(|it| it.value(draft));
        section.extend(list("sections", sections.collect()));
        Value::Map(section)
    }
}

/// Sections, each with its depth, as a value.
pub(super) fn value(
    key: &'static str,
    sections: Vec<(usize, Section)>,
    draft: &mut Draft,
) -> Option<(&'static str, Value)> {
    let sections = nested(sections).into_iter();
    list(key, sections.map(|it| it.value(draft)).collect())
}
