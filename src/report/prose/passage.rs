//! Every piece of prose of a report, in reading order.

use crate::report::{Caption, ContentsEntry, Day, Item, Point, Report, Section, Spanned, Text};
use crate::text::place::NodeRef;

/// A piece of prose, and what it is in the report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage<'t> {
    /// The text.
    pub text: Text<'t>,
    /// What it is.
    pub setting: Setting<'t>,
}

/// What a piece of prose is in the report.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Setting<'t> {
    /// The title of the document.
    Title,
    /// The heading of this section or annex.
    Heading(NodeRef),
    /// A paragraph.
    Paragraph {
        /// Its number, if it has one.
        number: Option<Text<'t>>,
        /// The section or annex it is in.
        section: NodeRef,
    },
    /// A point of a paragraph, behind what is before it in the paragraph.
    Point {
        /// The section or annex that the paragraph is in.
        section: NodeRef,
    },
    /// A footnote, or the note that hangs on a title.
    Footnote,
    /// The caption of a table or a figure.
    Caption,
    /// A title on the agenda.
    Agenda,
    /// An entry of the bibliography.
    Bibliography,
}

impl Setting<'_> {
    /// Whether it is running text, in sentences, and not a title.
    #[must_use]
    pub(crate) fn is_running_text(&self) -> bool {
        matches!(
            self,
            Self::Paragraph { .. } | Self::Point { .. } | Self::Footnote
        )
    }

    /// The section or annex of a paragraph or point.
    #[must_use]
    pub(super) fn section(&self) -> Option<NodeRef> {
        match self {
            Self::Paragraph { section, .. } | Self::Point { section } => Some(*section),
            _ => None,
        }
    }

    /// Whether "session 3" refers to another part of the report there: on the agenda it is a name.
    #[must_use]
    pub(crate) fn cites(&self) -> bool {
        !matches!(self, Self::Agenda)
    }
}

/// Every passage of the report: its title, the body, the annexes, the notes, the captions, the agenda, the bibliography.
///
/// The contents are left out except for their notes: they repeat the headings.
pub(super) fn passages<'t>(report: &Report<'t>) -> Vec<Passage<'t>> {
    let mut passages = Vec::new();
    let title = report.document.as_ref().and_then(|document| document.title);
    add(&mut passages, title, Setting::Title);
    for section in report.sections.iter().chain(&report.annexes) {
        add_section(&mut passages, section);
    }
    for note in notes_on_titles(report) {
        add(&mut passages, Some(note), Setting::Footnote);
    }
    for footnote in &report.footnotes {
        add(&mut passages, footnote.text, Setting::Footnote);
    }
    for caption in report.tables.iter().chain(&report.figures) {
        let caption: &Caption<'t> = caption;
        add(&mut passages, caption.title, Setting::Caption);
    }
    for day in report.agenda.iter().flat_map(|agenda| &agenda.days) {
        add_day(&mut passages, day);
    }
    for work in &report.bibliography {
        add(&mut passages, work.text, Setting::Bibliography);
    }
    passages
}

/// The notes that hang on titles, which are printed at the foot of their pages.
fn notes_on_titles<'t>(report: &Report<'t>) -> Vec<Text<'t>> {
    fn of_entries<'t>(entries: &[Spanned<ContentsEntry<'t>>], notes: &mut Vec<Text<'t>>) {
        for entry in entries {
            notes.extend(entry.note);
            of_entries(&entry.entries, notes);
        }
    }
    fn of_sections<'t>(sections: &[Spanned<Section<'t>>], notes: &mut Vec<Text<'t>>) {
        for section in sections {
            notes.extend(section.note);
            of_sections(&section.sections, notes);
        }
    }
    let mut notes = Vec::new();
    notes.extend(report.document.as_ref().and_then(|document| document.note));
    of_entries(&report.contents, &mut notes);
    of_sections(&report.sections, &mut notes);
    of_sections(&report.annexes, &mut notes);
    let captions = report.tables.iter().chain(&report.figures);
    notes.extend(captions.filter_map(|caption| caption.note));
    notes
}

fn add<'t>(passages: &mut Vec<Passage<'t>>, text: Option<Text<'t>>, setting: Setting<'t>) {
    passages.extend(text.map(|text| Passage { text, setting }));
}

fn add_section<'t>(passages: &mut Vec<Passage<'t>>, section: &Spanned<Section<'t>>) {
    add(passages, section.title, Setting::Heading(section.at));
    for paragraph in &section.paragraphs {
        add(
            passages,
            paragraph.text,
            Setting::Paragraph {
                number: paragraph.number,
                section: section.at,
            },
        );
        add_points(passages, &paragraph.points, section.at);
    }
    for inner in &section.sections {
        add_section(passages, inner);
    }
}

fn add_points<'t>(
    passages: &mut Vec<Passage<'t>>,
    points: &[Spanned<Point<'t>>],
    section: NodeRef,
) {
    for point in points {
        add(passages, point.text, Setting::Point { section });
        add_points(passages, &point.points, section);
    }
}

fn add_day<'t>(passages: &mut Vec<Passage<'t>>, day: &Spanned<Day<'t>>) {
    add(passages, day.title, Setting::Agenda);
    add_items(passages, &day.items);
}

fn add_items<'t>(passages: &mut Vec<Passage<'t>>, items: &[Spanned<Item<'t>>]) {
    for item in items {
        add(passages, item.title, Setting::Agenda);
        add_items(passages, &item.items);
    }
}
