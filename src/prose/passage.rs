//! Every piece of prose of a report, in reading order.

use crate::model::{Caption, Day, Item, Paragraph, Report, Section, Spanned, Text};

/// A piece of prose, and what it is in the report.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'r, 't> {
    /// The text.
    pub text: &'r Text<'t>,
    /// What it is.
    pub setting: Setting<'r, 't>,
}

/// What a piece of prose is in the report.
#[derive(Debug, Clone, Copy)]
pub enum Setting<'r, 't> {
    /// The title of the document.
    Title,
    /// The heading of a section or an annex.
    Heading(&'r Spanned<Section<'t>>),
    /// A paragraph, and the section or annex it stands in.
    Paragraph(&'r Spanned<Paragraph<'t>>, &'r Spanned<Section<'t>>),
    /// A footnote.
    Footnote,
    /// The caption of a table or a figure.
    Caption,
    /// A title on the agenda.
    Agenda,
}

impl Setting<'_, '_> {
    /// Whether it is running text, in sentences, and not a title.
    #[must_use]
    pub fn is_running_text(&self) -> bool {
        matches!(self, Self::Paragraph(..) | Self::Footnote)
    }
}

/// Every passage of the report: its title, the body, the annexes, the notes, the captions, the agenda.
///
/// The contents are left out: they repeat the headings.
#[must_use]
pub fn passages<'r, 't>(report: &'r Report<'t>) -> Vec<Passage<'r, 't>> {
    let mut passages = Vec::new();
    let title = report
        .document
        .as_ref()
        .and_then(|document| document.title.as_ref());
    add(&mut passages, title, Setting::Title);
    for section in report.sections.iter().chain(&report.annexes) {
        add_section(&mut passages, section);
    }
    for footnote in &report.footnotes {
        add(&mut passages, footnote.text.as_ref(), Setting::Footnote);
    }
    for caption in report.tables.iter().chain(&report.figures) {
        let caption: &Caption<'t> = caption;
        add(&mut passages, caption.title.as_ref(), Setting::Caption);
    }
    for day in report.agenda.iter().flat_map(|agenda| &agenda.days) {
        add_day(&mut passages, day);
    }
    passages
}

fn add<'r, 't>(
    passages: &mut Vec<Passage<'r, 't>>,
    text: Option<&'r Text<'t>>,
    setting: Setting<'r, 't>,
) {
    passages.extend(text.map(|text| Passage { text, setting }));
}

fn add_section<'r, 't>(passages: &mut Vec<Passage<'r, 't>>, section: &'r Spanned<Section<'t>>) {
    add(passages, section.title.as_ref(), Setting::Heading(section));
    for paragraph in &section.paragraphs {
        add(
            passages,
            paragraph.text.as_ref(),
            Setting::Paragraph(paragraph, section),
        );
    }
    for inner in &section.sections {
        add_section(passages, inner);
    }
}

fn add_day<'r, 't>(passages: &mut Vec<Passage<'r, 't>>, day: &'r Spanned<Day<'t>>) {
    add(passages, day.title.as_ref(), Setting::Agenda);
    add_items(passages, &day.items);
}

fn add_items<'r, 't>(passages: &mut Vec<Passage<'r, 't>>, items: &'r [Spanned<Item<'t>>]) {
    for item in items {
        add(passages, item.title.as_ref(), Setting::Agenda);
        add_items(passages, &item.items);
    }
}
