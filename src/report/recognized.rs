//! A report as readers see it, recognized in a text: the same tree that data give.
//!
//! The text comes as blocks ([`crate::text::block`]), whose lines are put together ([`unit`]). Then the front page
//! ([`masthead`]), the [`contents`] and the [`body`] with its [`agenda`] are recognized. Nothing is repaired: a gap in the
//! numbers comes through as it is printed. No character is lost: each is in the tree, in a doubt, or counts as what only the
//! print has.

mod agenda;
mod body;
mod contents;
mod depths;
mod draft;
mod label;
mod masthead;
mod section;
#[cfg(test)]
mod tests;
mod tree;
mod unit;
mod words;

use crate::schema::Schema;
use crate::text::block::{Blocks, Kind, markdown, plain, word};
use crate::text::edit::document::Writer;
use crate::text::source::{Source, Span};
use crate::text::syntax::printed::{self, Value};
use crate::text::syntax::{self, Format, Limits, Remark, Tree};
use body::Body;
use contents::Contents;
use draft::{Draft, Entries, has_star, list, text};
use masthead::{Masthead, title_heading};
use unit::{Unit, units};
use words::is_contents;

/// What the comments begin with in which an imported report says what is uncertain.
pub(crate) const DOUBT: &str = "# import doubt:";

/// What was recognized in a text.
#[derive(Debug)]
pub(crate) struct Recognized {
    /// The report.
    pub(crate) report: Value,
    /// What is uncertain in it.
    pub(crate) doubts: Vec<Remark>,
    /// What only the print has, such as page numbers.
    furniture: Vec<Span>,
    /// What comments say that readers do not see.
    comments: Vec<Span>,
}

/// The tree of a report: of data as it is written, of a text for readers as it is recognized.
#[must_use]
pub(crate) fn parsed<'s>(source: &'s Source, limits: &Limits) -> Tree<'s> {
    let (text, format) = (source.text(), Format::of(source.name()));
    if !format.is_printed() || text.len() > limits.bytes {
        return syntax::parse(text, format, limits);
    }
    if format == Format::Markdown
        && let Some(page) = page_with_report(text, limits)
    {
        return page;
    }
    let found = recognized_in(source);
    let Recognized {
        report,
        doubts,
        comments,
        ..
    } = found;
    printed::tree(text, format, &report, doubts, &comments, limits)
}

/// A page whose front matter is a report as data: what is below it is not read, and that is reported.
fn page_with_report<'s>(text: &'s str, limits: &Limits) -> Option<Tree<'s>> {
    let starts = text.trim_start_matches('\u{feff}');
    if !starts.starts_with("---") && !starts.starts_with("+++") {
        return None;
    }
    let page = syntax::parse(text, Format::FrontMatter, limits);
    let root = page.documents().first();
    let is_report = root.is_some_and(|root| Schema::Report.recognizes(&page, *root));
    is_report.then_some(page)
}

/// Recognizes a report in a file.
#[must_use]
pub(crate) fn recognized_in(source: &Source) -> Recognized {
    let text = source.text();
    let Some(drawing) = source.drawing() else {
        return recognized(text, Format::of(source.name()));
    };
    recognized_of(text, word::read(text, drawing), drawing.remarks.clone())
}

/// Recognizes a report in a text.
#[must_use]
pub(crate) fn recognized(text: &str, format: Format) -> Recognized {
    let blocks = match format {
        Format::Markdown => markdown::read(text),
        _ => plain::read(text),
    };
    recognized_of(text, blocks, Vec::new())
}

fn recognized_of(text: &str, blocks: Blocks, remarks: Vec<Remark>) -> Recognized {
    let units = units(&blocks);
    let mut draft = Draft::with(blocks.furniture);
    draft.remarks = remarks;
    draft.has_stars = units.iter().any(|unit| has_star(unit.text.text()));
    let report = report(&units, blocks.are_lines, &mut draft);
    draft.remarks.sort_by_key(|remark| remark.span);
    let recognized = Recognized {
        report,
        doubts: draft.remarks,
        furniture: draft.furniture,
        comments: blocks.comments,
    };
    debug_assert_eq!(
        recognized.lost(text),
        None,
        "no character of a text is lost"
    );
    recognized
}

fn report(units: &[Unit], are_lines: bool, draft: &mut Draft) -> Value {
    let heading = units
        .iter()
        .position(|unit| is_contents(unit.rest().text()));
    let entry = || units.iter().position(|unit| unit.kind == Kind::Entry);
    let first = heading.map(|heading| heading + 1).or_else(entry);
    let (front, mut contents, start) = if let Some(first) = first {
        let heading = heading.map(|heading| &units[heading]);
        let (contents, start) = Contents::read(units, first, heading, draft);
        (first - usize::from(heading.is_some()), contents, start)
    } else {
        let start = end_of_front(units);
        (start, Contents::default(), start)
    };
    let mut masthead = Masthead::read(&units[..front], draft);
    masthead.find_title(units, draft);
    let body = Body::read(&units[start..], are_lines, &contents, draft);
    let Body {
        mut sections,
        annexes,
        agenda,
        ..
    } = body;
    contents.compare(sections.iter().chain(&annexes), draft);
    if let Some((_, first)) = sections
        .first_mut()
        .filter(|(_, it)| it.is_without_heading())
    {
        // what comes before the first heading is below the title
        first.title = masthead.title();
    }
    let mut report: Entries = masthead.entries(draft);
    report.extend(contents.value(draft));
    report.extend(section::value("sections", sections, draft));
    report.extend(section::value("annexes", annexes, draft));
    draft.rest_of_notes();
    draft.leave_notes(&report);
    let notes = std::mem::take(&mut draft.notes).into_iter();
    let notes = notes.map(|(mark, note)| {
        let entries = [text("mark", mark), text("text", note)];
        Value::Map(entries.into_iter().flatten().collect())
    });
    report.extend(list("footnotes", notes.collect()));
    report.extend(agenda.value());
    Value::Map(report)
}

/// Where a report without contents begins: at the first numbered unit, or at the first text that is no line of a front page.
fn end_of_front(units: &[Unit]) -> usize {
    const LONGEST_LINE: usize = 200;
    let title = title_heading(units);
    let begins = |at: &usize| {
        let unit = &units[*at];
        let text = unit.text.text();
        let is_text = unit.numbered.is_some() || text.len() > LONGEST_LINE || text.ends_with('.');
        Some(*at) != title && (is_text || unit.heading().is_some())
    };
    (0..units.len()).find(begins).unwrap_or(units.len())
}

/// A report that is recognized in a text, as YAML with the doubts as comments.
#[must_use]
pub fn to_yaml(text: &str, format: Format) -> String {
    recognized(text, format).yaml(text)
}

/// A report that is recognized in a file, as YAML with the doubts as comments.
#[must_use]
pub fn to_yaml_from(source: &Source) -> String {
    recognized_in(source).yaml(source.text())
}

/// How much of what was recognized.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) paragraphs: usize,
    pub(crate) headings: usize,
    pub(crate) entries: usize,
    pub(crate) items: usize,
    pub(crate) notes: usize,
    pub(crate) doubts: usize,
}

impl Recognized {
    /// The report as YAML, with the doubts as comments.
    #[must_use]
    pub(crate) fn yaml(&self, text: &str) -> String {
        Writer::new(text, &self.doubts, DOUBT).document(&self.report)
    }

    /// How much of what was recognized.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts {
            doubts: self.doubts.len(),
            ..Counts::default()
        };
        let mut open = vec![&self.report];
        while let Some(value) = open.pop() {
            match value {
                Value::Map(entries) => {
                    for (key, value) in entries {
                        let count = match value {
                            Value::List(items) => items.len(),
                            _ => 0,
                        };
                        match *key {
                            "paragraphs" => counts.paragraphs += count,
                            "sections" | "annexes" => counts.headings += count,
                            "contents" | "entries" => counts.entries += count,
                            "items" => counts.items += count,
                            "footnotes" => counts.notes += count,
                            _ => {}
                        }
                        open.push(value);
                    }
                }
                Value::List(items) => open.extend(items),
                Value::Text(_) | Value::Whole(..) => {}
            }
        }
        counts
    }

    /// The first character of the text that is not in the report, in no doubt and not furniture.
    pub(crate) fn lost(&self, text: &str) -> Option<usize> {
        let mut is_kept = vec![false; text.len()];
        let mut keep = |span: Span| is_kept[span.range()].fill(true);
        self.furniture.iter().copied().for_each(&mut keep);
        self.doubts.iter().for_each(|doubt| keep(doubt.span));
        let mut open = vec![&self.report];
        while let Some(value) = open.pop() {
            match value {
                Value::Text(text) => text.pieces().iter().for_each(|piece| keep(piece.source)),
                Value::Whole(_, span) => keep(*span),
                Value::List(items) => open.extend(items),
                Value::Map(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            }
        }
        let mut signs = text.char_indices();
        signs.find_map(|(at, sign)| (!sign.is_whitespace() && !is_kept[at]).then_some(at))
    }
}
