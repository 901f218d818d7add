//! The references and the abbreviations of the prose as they are drawn.

use rustc_hash::FxHashMap;

use super::{Locator, View};
use crate::report::Report;
use crate::report::outline::HeadingId;
use crate::report::prose::citation::Citation;
use crate::report::prose::glossary::{By, Usage};
use crate::report::prose::reference::PartKind;
use crate::report::prose::reference::owner::Owner;
use crate::report::prose::target;
use crate::report::prose::{Prose, Setting};
use crate::text::place::{NodeRef, Place};
use crate::text::source::{Location, Span};

/// A reference of the text to parts of the report.
#[derive(Debug)]
pub(crate) struct Reference {
    /// Where it is.
    pub at: Location,
    /// What it is in, in words: "paragraph 14".
    pub from: String,
    /// The reference as written.
    pub words: String,
    /// What of the report it means.
    pub targets: Vec<Target>,
}

/// A part of the report that a reference means.
#[derive(Debug)]
pub(crate) struct Target {
    /// The part in words: "annex II".
    pub name: String,
    /// What is drawn of it.
    pub link: Option<Link>,
}

/// Something that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// A heading.
    Heading(usize),
    /// An item of the agenda.
    Item(usize),
}

/// A short form, with what the report says about it.
#[derive(Debug)]
pub(crate) struct ShortForm {
    /// The short form.
    pub short: String,
    /// What it means, and where that is.
    pub definitions: Vec<Definition>,
    /// How often sentences use it.
    pub uses: usize,
    /// Where the first of these uses is, in words and in the file.
    pub first_use: Option<(String, Location)>,
}

/// A definition of a short form.
#[derive(Debug)]
pub(crate) struct Definition {
    /// The long form.
    pub long: String,
    /// What it is in, in words.
    pub within: String,
    /// Where the long form and the short form are.
    pub at: Location,
}

impl View {
    pub(super) fn add_prose(&mut self, prose: &Prose<'_, '_>) {
        let mut locator = Locator::new(prose.report);
        let names = Names::of(prose);
        self.add_references(prose, &names, &mut locator);
        let glossary = prose.glossary();
        for (short, usage) in glossary.entries() {
            let form = short_form(short, usage, &names, &mut locator);
            self.short_forms.push(form);
        }
    }

    fn add_references(
        &mut self,
        prose: &Prose<'_, '_>,
        names: &Names<'_, '_>,
        locator: &mut Locator<'_, '_>,
    ) {
        let parts = Parts::of(prose.report);
        let mut last = None;
        for cited in prose.cited_numbers() {
            let citation = cited.citation;
            let reference = &citation.reference;
            if reference.is_caption || reference.owner == Owner::Another {
                continue;
            }
            let identity = (citation.text.at, reference.range.start);
            if last.replace(identity) != Some(identity) {
                let range = reference.range.clone();
                self.references.push(Reference {
                    at: locator.place(&citation.text.part(range.clone())),
                    from: names.of_passage(citation.passage),
                    words: citation.text.value[range].to_owned(),
                    targets: Vec::new(),
                });
            }
            if let (Some(target), Some(reference)) =
                (cited.resolution.target(), self.references.last_mut())
            {
                let target = parts.target(citation, target);
                reference.targets.push(target);
            }
        }
    }
}

/// The parts of the report by the nodes of their labels.
struct Parts {
    links: FxHashMap<NodeRef, Link>,
}

impl Parts {
    fn of(report: &Report<'_>) -> Self {
        let outline = report.outline();
        let headings = outline.ids().filter_map(|id| {
            let label = outline.heading(id).label?;
            Some((label.at, Link::Heading(id.index())))
        });
        let slots = report.slots().into_iter().enumerate();
        let items = slots.flat_map(|(index, slot)| {
            let texts = [slot.item.code, slot.item.label].into_iter().flatten();
            texts.map(move |text| (text.at, Link::Item(index)))
        });
        let links = headings.chain(items).collect();
        Self { links }
    }

    fn target(&self, citation: &Citation<'_>, target: &target::Target<'_>) -> Target {
        let label = target.label.value.trim();
        let word = word_for(citation.reference.kind());
        let is_said = label.to_lowercase().starts_with(word);
        Target {
            name: if is_said {
                label.to_owned()
            } else {
                format!("{word} {label}")
            },
            link: self.links.get(&target.label.at).copied(),
        }
    }
}

fn word_for(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Annex => "annex",
        PartKind::Section => "section",
        PartKind::Paragraph => "paragraph",
        PartKind::Footnote => "footnote",
        PartKind::Table => "table",
        PartKind::Figure => "figure",
        PartKind::Session => "session",
    }
}

fn short_form(
    short: &str,
    usage: &Usage<'_>,
    names: &Names<'_, '_>,
    locator: &mut Locator<'_, '_>,
) -> ShortForm {
    let definitions = usage.definitions.iter().map(|definition| {
        let [long, short] = [&definition.long_place, &definition.short_place];
        Definition {
            long: definition.long.to_owned(),
            within: match definition.by {
                By::Register => "the list of abbreviations".to_owned(),
                By::Initials | By::Capitals => names.of_place(long),
            },
            at: around(locator.place(long), locator.place(short)),
        }
    });
    let definitions = definitions.collect();
    let first_use = usage.first_use.as_ref();
    ShortForm {
        short: short.to_owned(),
        definitions,
        uses: usage.uses,
        first_use: first_use.map(|place| (names.of_place(place), locator.place(place))),
    }
}

/// What reaches from one place to another of the same file; of two files the first place.
fn around(one: Location, other: Location) -> Location {
    if one.file != other.file {
        return one;
    }
    let span = Span::new(
        one.span.start.min(other.span.start),
        one.span.end.max(other.span.end),
    );
    Location { span, ..one }
}

/// What passages are called.
struct Names<'p, 't> {
    prose: &'p Prose<'p, 't>,
    /// For each passage the one that its paragraph begins with.
    beginnings: Vec<usize>,
    passages: FxHashMap<NodeRef, usize>,
    headings: FxHashMap<NodeRef, HeadingId>,
    marks: FxHashMap<NodeRef, &'t str>,
}

impl<'p, 't> Names<'p, 't> {
    fn of(prose: &'p Prose<'p, 't>) -> Self {
        let mut beginnings = Vec::with_capacity(prose.passages().len());
        let mut beginning = 0;
        for (index, passage) in prose.passages().iter().enumerate() {
            if !matches!(passage.setting, Setting::Point { .. }) {
                beginning = index;
            }
            beginnings.push(beginning);
        }
        let passages = prose.passages().iter().enumerate();
        let outline = prose.report.outline();
        let headings = outline.ids();
        let notes = prose.report.footnotes.iter();
        Self {
            prose,
            beginnings,
            passages: passages
                .map(|(index, passage)| (passage.text.at, index))
                .collect(),
            headings: headings.map(|id| (outline.heading(id).at, id)).collect(),
            marks: notes
                .filter_map(|note| Some((note.text?.at, note.mark?.value)))
                .collect(),
        }
    }

    fn of_place(&self, place: &Place) -> String {
        let at = match place {
            Place::Text(at, _) | Place::Node(at) | Place::Key(at) | Place::Heading(at) => at,
            Place::Bytes(_) => return String::new(),
        };
        let passage = self.passages.get(at);
        passage.map_or_else(String::new, |passage| self.of_passage(*passage))
    }

    fn of_passage(&self, passage: usize) -> String {
        let passage = self.prose.passages()[self.beginnings[passage]];
        match passage.setting {
            Setting::Title => "the title".to_owned(),
            Setting::Heading(section) => self.heading(section),
            Setting::Paragraph {
                number: Some(number),
                ..
            } => format!("paragraph {}", number.value),
            Setting::Paragraph { section, .. } | Setting::Point { section } => {
                format!("a paragraph without a number in {}", self.heading(section))
            }
            Setting::Footnote => match self.marks.get(&passage.text.at) {
                Some(mark) => format!("footnote {mark}"),
                None => "a note".to_owned(),
            },
            Setting::Caption => "a caption".to_owned(),
            Setting::Agenda => "the agenda".to_owned(),
            Setting::Bibliography => "the bibliography".to_owned(),
        }
    }

    fn heading(&self, section: NodeRef) -> String {
        let outline = self.prose.report.outline();
        let id = self.headings.get(&section);
        id.map_or_else(|| "a heading".to_owned(), |id| outline.describe(*id))
    }
}
