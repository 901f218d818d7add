//! The typed report that the rules read: every value with its node, every malformed part simply absent.
//!
//! A field that is missing, or not of its type, is `None`; an element that cannot be read is left out of its list. The
//! schema says what is wrong with it, and every rule still sees its neighbours.

mod agenda;
mod body;
pub(crate) mod code;
mod deserialize;
pub(crate) mod disturbance;
pub(crate) mod listing;
pub(crate) mod misread;
mod misspelt;
pub(crate) mod numbered;
pub(crate) mod outline;
mod programme;
pub(crate) mod register;
mod registers;
pub(crate) mod repeats;
pub(crate) mod timetable;
pub(crate) mod title;
pub(crate) mod view;

pub(crate) mod calendar;
pub(crate) mod clock;
pub(crate) mod numeral;
pub(crate) mod prose;

pub(crate) use agenda::{Agenda, Day, Item, ItemKind, RoomName};
pub(crate) use body::{Annex, Caption, ContentsEntry, Footnote, Paragraph, Point, Section, Work};
pub(crate) use programme::Slot;
pub use registers::Stage;
pub(crate) use registers::{Abbreviation, Claim, Counted, Document, Event, Person};

use std::ops::{Deref, Range};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::schema::Violation;
use crate::text::place::{NodeRef, ParsedFile, ParsedFiles, Place};
use crate::text::source::FileId;
use crate::text::syntax::{Data, NodeId};
use deserialize::{tolerant, tolerant_list};
use listing::Listing;
use misspelt::Misspelt;
use outline::Outline;
use repeats::Repeats;
use timetable::FoundInTime;

/// A value and the node it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is.
    pub at: NodeRef,
}

impl<T> Spanned<T> {
    /// A range of bytes inside the decoded text of this value.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Place {
        Place::Text(self.at, range)
    }

    /// The key that this value is under.
    #[must_use]
    pub fn key(&self) -> Place {
        Place::Key(self.at)
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> From<&Spanned<T>> for Place {
    fn from(spanned: &Spanned<T>) -> Self {
        Self::Node(spanned.at)
    }
}

/// A piece of text and where it is.
pub(crate) type Text<'t> = Spanned<&'t str>;

/// A whole report, as far as it can be read.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Report<'t> {
    /// The report as a publication.
    #[serde(deserialize_with = "tolerant")]
    pub document: Option<Spanned<Document<'t>>>,
    /// The event it reports on.
    #[serde(deserialize_with = "tolerant")]
    pub event: Option<Spanned<Event<'t>>>,
    /// The table of contents, as printed; empty when the report has none.
    #[serde(deserialize_with = "tolerant_list")]
    pub contents: Vec<Spanned<ContentsEntry<'t>>>,
    /// The body.
    #[serde(deserialize_with = "tolerant_list")]
    pub sections: Vec<Spanned<Section<'t>>>,
    /// The annexes.
    #[serde(deserialize_with = "tolerant_list")]
    pub annexes: Vec<Spanned<Annex<'t>>>,
    /// The footnotes.
    #[serde(deserialize_with = "tolerant_list")]
    pub footnotes: Vec<Spanned<Footnote<'t>>>,
    /// The tables.
    #[serde(deserialize_with = "tolerant_list")]
    pub tables: Vec<Spanned<Caption<'t>>>,
    /// The figures.
    #[serde(deserialize_with = "tolerant_list")]
    pub figures: Vec<Spanned<Caption<'t>>>,
    /// The programme of the event.
    #[serde(deserialize_with = "tolerant")]
    pub agenda: Option<Spanned<Agenda<'t>>>,
    /// The register of people; empty when the report has none.
    #[serde(deserialize_with = "tolerant_list")]
    pub people: Vec<Spanned<Person<'t>>>,
    /// The register of rooms; empty when the report has none.
    #[serde(deserialize_with = "tolerant_list")]
    pub rooms: Vec<Text<'t>>,
    /// The register of abbreviations.
    #[serde(deserialize_with = "tolerant_list")]
    pub abbreviations: Vec<Spanned<Abbreviation<'t>>>,
    /// The works that the text cites.
    #[serde(deserialize_with = "tolerant_list")]
    pub bibliography: Vec<Spanned<Work<'t>>>,
    /// Figures stated in prose, and what they count.
    #[serde(deserialize_with = "tolerant_list")]
    pub claims: Vec<Spanned<Claim<'t>>>,
    /// The files it was read from.
    #[serde(skip)]
    pub parts: ParsedFiles<'t>,
    #[serde(skip)]
    outline: OnceLock<Outline<'t>>,
    #[serde(skip)]
    listing: OnceLock<Listing<'t>>,
    #[serde(skip)]
    misspelt: Misspelt,
    #[serde(skip)]
    found_in_time: OnceLock<FoundInTime<'t>>,
    #[serde(skip)]
    repeats: OnceLock<Repeats<'t>>,
}

impl<'t> Report<'t> {
    /// Reads the report that is in its files, tolerantly: the root first, then the parts that it includes.
    ///
    /// The lists of the files are joined. Of what a report has once, the first file that gives it prevails. `violations` is
    /// what the schema does not allow in each file, which shows the keys that are misspelt.
    #[must_use]
    pub fn read(parts: impl Into<ParsedFiles<'t>>, violations: &[Vec<Violation>]) -> Self {
        let parts = parts.into();
        let mut report = Self::default();
        for (index, part) in parts.iter().enumerate() {
            let violations = violations.get(index).map_or(&[][..], Vec::as_slice);
            report.join(Self::of_part(part, violations));
        }
        report.parts = parts;
        report
    }

    /// What is in one file.
    fn of_part(part: &ParsedFile<'t>, violations: &[Violation]) -> Self {
        let root = part.tree.documents().first().copied();
        let misspelt = Misspelt::of(part, violations);
        let report = root.and_then(|root| {
            let handle = deserialize::Handle::new(part.tree, part.node(root), &misspelt);
            Self::deserialize(handle).ok()
        });
        Self {
            misspelt,
            ..report.unwrap_or_default()
        }
    }

    fn join(&mut self, other: Self) {
        self.document = self.document.take().or(other.document);
        self.event = self.event.take().or(other.event);
        self.agenda = self.agenda.take().or(other.agenda);
        self.contents.extend(other.contents);
        self.sections.extend(other.sections);
        self.annexes.extend(other.annexes);
        self.footnotes.extend(other.footnotes);
        self.tables.extend(other.tables);
        self.figures.extend(other.figures);
        self.people.extend(other.people);
        self.rooms.extend(other.rooms);
        self.abbreviations.extend(other.abbreviations);
        self.bibliography.extend(other.bibliography);
        self.claims.extend(other.claims);
        self.misspelt.join(other.misspelt);
    }

    /// The headings of its sections and annexes.
    pub(crate) fn outline(&self) -> &Outline<'t> {
        self.outline.get_or_init(|| Outline::of(self))
    }

    /// Its table of contents, and where each entry leads.
    pub(crate) fn listing(&self) -> &Listing<'t> {
        self.listing
            .get_or_init(|| Listing::of(self, self.outline()))
    }

    /// The paragraphs that have the text of another one of their section.
    pub(crate) fn repeats(&self) -> &Repeats<'t> {
        self.repeats.get_or_init(|| Repeats::of(self))
    }

    /// What a mapping gives a key, or one that means it.
    fn written(&self, at: NodeRef, key: &str) -> Option<NodeId> {
        let tree = self.part(at.file).tree;
        let mapping = tree.resolve(at.node);
        tree.get(mapping, key).or_else(|| {
            self.misspelt.value(
                NodeRef {
                    node: mapping,
                    ..at
                },
                key,
            )
        })
    }

    /// Whether a mapping gives a key a value that could not be read.
    pub(crate) fn has_lost<T>(&self, at: NodeRef, key: &str, read: Option<&T>) -> bool {
        read.is_none() && self.written(at, key).is_some()
    }

    /// Whether a mapping gives a key a list, of which only some elements could be read.
    pub(crate) fn has_lost_items(&self, at: NodeRef, key: &str, read: usize) -> bool {
        self.lost_items(at, key, read) > 0
    }

    /// The elements of a list that a mapping gives a key, whether or not they could be read.
    pub(crate) fn written_items(&self, at: NodeRef, key: &str) -> Vec<NodeId> {
        let tree = self.part(at.file).tree;
        let list = self.written(at, key);
        list.map_or_else(Vec::new, |list| tree.items(list).collect())
    }

    /// How many elements of a list could not be read; of something else that is in its place, one.
    pub(crate) fn lost_items(&self, at: NodeRef, key: &str, read: usize) -> usize {
        let tree = self.part(at.file).tree;
        match self.written(at, key) {
            Some(list) if tree.data(list) == Data::Seq => tree.items(list).len() - read,
            Some(_) => 1,
            None => 0,
        }
    }

    /// Whether a list at the top of the report has elements apart from the ones that could be read.
    pub(crate) fn has_lost_top_items(&self, key: &str, read: usize) -> bool {
        let mut written = 0;
        for part in &self.parts {
            let root = part.tree.documents().first().copied();
            if let Some(list) = root.and_then(|root| self.written(part.node(root), key)) {
                if part.tree.data(list) != Data::Seq {
                    return true;
                }
                written += part.tree.items(list).len();
            }
            if root.is_some_and(|root| self.gives_twice(part.node(root), key)) {
                return true;
            }
        }
        written != read
    }

    /// Whether a mapping gives a key twice, so that one of the values is lost.
    pub(crate) fn gives_twice(&self, at: NodeRef, key: &str) -> bool {
        let tree = self.part(at.file).tree;
        let mut repeated = tree.duplicate_keys().iter().map(|repeated| repeated.first);
        repeated.any(|first| tree.parent(first) == Some(at.node) && tree.key_text(first) == key)
    }

    /// Whether a footnote has a mark that cannot be read, so that it may be any.
    pub(crate) fn has_unreadable_marks(&self) -> bool {
        let mut notes = self.footnotes.iter();
        notes.any(|note| self.has_lost(note.at, "mark", note.mark.as_ref()))
    }

    /// Whether all of its files could be read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.parts.iter().all(ParsedFile::is_whole)
    }

    /// The part that `file` is.
    ///
    /// # Panics
    /// When `file` is of another report.
    #[must_use]
    pub fn part(&self, file: FileId) -> &ParsedFile<'t> {
        self.parts.part(file)
    }
}

/// Asks something of the report that `text` is.
#[cfg(test)]
pub(crate) fn with_report<A>(text: &str, ask: impl FnOnce(&Report<'_>) -> A) -> A {
    let mut sources = crate::text::source::Sources::default();
    sources.add(crate::text::source::Source::decode(
        "report.yaml",
        text.as_bytes().to_vec(),
    ));
    let (file, source) = sources.iter().next().expect("a source was added just now");
    let tree = crate::text::syntax::parse(
        source.text(),
        crate::text::syntax::Format::Yaml,
        &crate::text::syntax::Limits::default(),
    );
    ask(&Report::read(
        vec![ParsedFile {
            file,
            source,
            tree: &tree,
            may_be_several: false,
        }],
        &[],
    ))
}
