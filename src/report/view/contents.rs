//! The contents, the headings and the paragraphs as they are drawn.

use super::{Locator, View, owned};
use crate::report::Report;
use crate::report::listing;
use crate::report::numbered::{Numbered, NumberedBody};
use crate::report::outline::Level;
use crate::text::source::Location;

/// A line of the table of contents.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Where it is.
    pub at: Location,
    /// Its label.
    pub label: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The page that it gives.
    pub page: Option<u32>,
    /// The paragraphs that it gives.
    pub paragraphs: Option<String>,
    /// How many entries it is below.
    pub depth: usize,
    /// Where it leads.
    pub lead: Lead,
}

/// Where a line of the contents leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// To this heading.
    To(usize),
    /// To this heading, as another entry does.
    Again(usize),
    /// To a heading that the report does not have.
    Nowhere,
    /// To something that is no heading, or nobody can say where.
    Unknown,
}

/// The heading of a section or an annex.
#[derive(Debug)]
pub(crate) struct Heading {
    /// Where the section is, with all that is in it.
    pub at: Location,
    /// Its label.
    pub label: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The page it is on.
    pub page: Option<u32>,
    /// The first and the last paragraph number below it.
    pub paragraphs: Option<[String; 2]>,
    /// How many headings it is below.
    pub depth: usize,
    /// The heading at the top that it is below, or it itself.
    pub top: usize,
    /// Whether it is an annex itself.
    pub is_annex: bool,
}

/// A paragraph.
#[derive(Debug)]
pub(crate) struct Paragraph {
    /// Where it is.
    pub at: Location,
    /// Its number as written.
    pub number: Option<String>,
    /// Whether it lacks a number that it should have.
    pub lacks_number: bool,
    /// The heading it is right below.
    pub heading: usize,
}

impl View {
    pub(super) fn add_contents(&mut self, report: &Report<'_>) {
        let locator = Locator::new(report);
        self.add_headings(report, &locator);
        self.add_entries(report, &locator);
        self.add_paragraphs(report, &locator);
    }

    fn add_headings(&mut self, report: &Report<'_>, locator: &Locator<'_, '_>) {
        let outline = report.outline();
        for id in outline.ids() {
            let heading = outline.heading(id);
            let (depth, top) = match heading.level {
                Level::Body | Level::Annexes => (0, id.index()),
                Level::Below(parent) => {
                    let parent = &self.headings[parent.index()];
                    (parent.depth + 1, parent.top)
                }
            };
            self.headings.push(Heading {
                at: locator.node(heading.at),
                label: heading.label.map(owned),
                title: heading.title.map(owned),
                page: heading.page.map(|page| page.value),
                paragraphs: None,
                depth,
                top,
                is_annex: heading.level == Level::Annexes,
            });
        }
    }

    fn add_entries(&mut self, report: &Report<'_>, locator: &Locator<'_, '_>) {
        let listing = report.listing();
        for id in listing.ids() {
            let line = listing.line(id);
            let parent = line.parent.map(|parent| &self.entries[parent.index()]);
            let depth = parent.map_or(0, |parent| parent.depth + 1);
            self.entries.push(Entry {
                at: locator.node(line.at),
                label: line.label.map(owned),
                title: line.title.map(owned),
                page: line.page.map(|page| page.value),
                paragraphs: line.paragraphs.map(owned),
                depth,
                lead: match line.lead {
                    listing::Lead::To(heading)
                    | listing::Lead::Mislabelled { meant: heading, .. } => {
                        Lead::To(heading.index())
                    }
                    listing::Lead::Again(heading, _) => Lead::Again(heading.index()),
                    listing::Lead::Nowhere { .. } => Lead::Nowhere,
                    listing::Lead::Unknown => Lead::Unknown,
                },
            });
        }
    }

    fn add_paragraphs(&mut self, report: &Report<'_>, locator: &Locator<'_, '_>) {
        let parents = parents(report);
        for placed in NumberedBody::with_annexes(report).paragraphs {
            let number = placed.paragraph.number.map(owned);
            let mut above = Some(placed.heading);
            while let Some((heading, number)) = above.zip(number.as_ref()) {
                let range = &mut self.headings[heading].paragraphs;
                match range {
                    Some([_, last]) => last.clone_from(number),
                    None => *range = Some([number.clone(), number.clone()]),
                }
                above = parents[heading];
            }
            self.paragraphs.push(Paragraph {
                at: locator.node(placed.paragraph.at),
                number,
                lacks_number: placed.numbering == Numbered::No,
                heading: placed.heading,
            });
        }
    }
}

/// The heading that each heading is below.
fn parents(report: &Report<'_>) -> Vec<Option<usize>> {
    let outline = report.outline();
    let levels = outline.ids().map(|id| outline.heading(id).level);
    let parents = levels.map(|level| match level {
        Level::Below(parent) => Some(parent.index()),
        Level::Body | Level::Annexes => None,
    });
    parents.collect()
}
