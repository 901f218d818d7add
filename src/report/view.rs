//! What a report looks like to those who draw it: its agenda, its contents and headings, its paragraphs, references and
//! abbreviations, each with its place in the files.
//!
//! It is made from the report while its files are there, and owns its data, so that it is left when they have gone. Nobody
//! pays for it who does not draw.

mod agenda;
mod contents;
mod prose;

use super::Report;
use super::prose::Prose;
use crate::report::calendar::Date;
use crate::text::place::{NodeRef, Place, Places as _};
use crate::text::source::{Location, Span};
use crate::text::syntax::SourceMap;

pub(crate) use agenda::{Clash, Day, Item, Role};
pub(crate) use contents::{Entry, Heading, Lead, Paragraph};
pub(crate) use prose::{Link, Reference, ShortForm, Target};

/// A report as it is drawn.
#[derive(Debug, Default)]
pub(crate) struct View {
    /// The masthead.
    pub masthead: Masthead,
    /// The days of the agenda.
    pub days: Vec<Day>,
    /// The items of all days, parents before their parts, in the order of the data.
    pub items: Vec<Item>,
    /// Which items are at times that do not go together.
    pub clashes: Vec<Clash>,
    /// The table of contents.
    pub entries: Vec<Entry>,
    /// The headings of the sections and annexes, in the order of the report.
    pub headings: Vec<Heading>,
    /// The paragraphs of the sections and annexes, in the order of the report.
    pub paragraphs: Vec<Paragraph>,
    /// What the text refers to in the report.
    pub references: Vec<Reference>,
    /// The short forms of the text.
    pub short_forms: Vec<ShortForm>,
}

/// What is printed above a report.
#[derive(Debug, Default)]
pub(crate) struct Masthead {
    /// Its title.
    pub title: Option<String>,
    /// Its document symbol.
    pub symbol: Option<String>,
    /// The body that it is submitted to, and the session of that.
    pub body: Vec<String>,
    /// Which event it reports on, where that was and when.
    pub event: Vec<String>,
    /// The tag of its language.
    pub language: Option<String>,
}

impl View {
    /// What a report looks like.
    #[must_use]
    pub(crate) fn of(prose: &Prose<'_, '_>) -> Self {
        let report = prose.report;
        let mut view = Self {
            masthead: Masthead::of(report),
            ..Self::default()
        };
        view.add_agenda(report);
        view.add_contents(report);
        view.add_prose(prose);
        view
    }
}

impl Masthead {
    fn of(report: &Report<'_>) -> Self {
        let mut masthead = Self::default();
        if let Some(document) = &report.document {
            masthead.title = document.title.map(owned);
            masthead.symbol = document.symbol.map(owned);
            masthead.language = document.language.map(owned);
            let body = [document.body, document.session];
            masthead.body = body.into_iter().flatten().map(owned).collect();
        }
        if let Some(event) = &report.event {
            let about = [event.name, event.location].into_iter().flatten();
            masthead.event = about.map(owned).collect();
            let [start, end] = [event.start, event.end].map(|date| date.map(|date| date.value));
            masthead.event.extend(from_to(start, end));
        }
        masthead
    }
}

/// From one day to another: "13–15 February 2008".
fn from_to(start: Option<Date>, end: Option<Date>) -> Option<String> {
    let (Some(start), Some(end)) = (start, end) else {
        return start.or(end).map(spoken);
    };
    Some(if start == end {
        spoken(start)
    } else if start.is_in_month_of(end) {
        format!("{}–{}", start.day(), spoken(end))
    } else {
        format!("{} – {}", spoken(start), spoken(end))
    })
}

/// A day as it is printed: "14 February 2008".
fn spoken(date: Date) -> String {
    format!("{} {}", date.day_and_month(), date.year())
}

fn owned(text: super::Text<'_>) -> String {
    text.value.to_owned()
}

/// Finds the bytes of places. Neighbours are mostly in the same text, which is walked once.
struct Locator<'r, 't> {
    report: &'r Report<'t>,
    last: Option<(NodeRef, SourceMap)>,
}

impl<'r, 't> Locator<'r, 't> {
    fn new(report: &'r Report<'t>) -> Self {
        Self { report, last: None }
    }

    /// The bytes of a value.
    fn node(&self, at: NodeRef) -> Location {
        let span = self.report.part(at.file).tree.span(at.node);
        Location {
            file: at.file,
            span,
        }
    }

    fn place(&mut self, place: &Place) -> Location {
        match place {
            Place::Bytes(location) => *location,
            Place::Node(at) | Place::Key(at) | Place::Heading(at) => self.node(*at),
            Place::Text(at, range) => {
                if self.last.as_ref().is_none_or(|(last, _)| last != at) {
                    self.last = Some((*at, self.report.parts.source_map(*at)));
                }
                let map = self.last.as_ref().map(|(_, map)| map);
                let span = map.map_or_else(Span::default, |map| map.span(range.clone()));
                Location {
                    file: at.file,
                    span,
                }
            }
        }
    }
}
