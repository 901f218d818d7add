//! The contents beside the body: a row for each entry with the heading that it leads to, and for each heading that no
//! entry leads to.

use maud::{Markup, html};

use super::{Part, heading};
use crate::report::view::{Entry, Heading, Lead, View};

/// A row of the table: an entry, a heading, or both, by their indices.
struct Row {
    entry: Option<usize>,
    heading: Option<usize>,
    /// Whether the row is the first with this heading, so that others lead to it here.
    is_first: bool,
}

/// The table; nothing where there are neither entries nor headings.
pub(super) fn section(view: &View, part: &Part<'_>, level: usize) -> Markup {
    if view.entries.is_empty() && view.headings.is_empty() {
        return Markup::default();
    }
    let table = Table {
        view,
        part,
        has_contents: !view.entries.is_empty(),
        has_paragraphs: view.entries.iter().any(|entry| entry.paragraphs.is_some()),
    };
    let (name, caption) = if table.has_contents {
        (
            "Contents beside the body",
            "Each entry of the contents, and the heading that it leads to",
        )
    } else {
        (
            "Headings",
            "The headings of the report, which has no contents",
        )
    };
    let id = format!("r{}-contents", part.number);
    html! {
        section.contents aria-labelledby=(id) {
            (heading(level, &id, &html! { (name) }))
            div.scroll tabindex="0" role="group" aria-label="Table of contents and headings" {
                table {
                    caption { (caption) }
                    (table.head())
                    tbody {
                        @for row in rows(view) { (table.row(&row)) "\n" }
                    }
                }
            }
        }
        "\n"
    }
}

/// The entries in their order, each heading without one behind the heading before it.
fn rows(view: &View) -> Vec<Row> {
    // the headings without an entry behind each that has one, and before the first of these
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); view.headings.len()];
    let mut before = Vec::new();
    let mut listed = vec![false; view.headings.len()];
    for entry in &view.entries {
        if let Lead::To(heading) | Lead::Again(heading) = entry.lead {
            listed[heading] = true;
        }
    }
    let mut last = None;
    for (heading, listed) in listed.iter().enumerate() {
        match last {
            _ if *listed => last = Some(heading),
            Some(last) => Vec::push(&mut behind[last], heading),
            None => before.push(heading),
        }
    }
    let alone = |heading: usize| Row {
        entry: None,
        heading: Some(heading),
        is_first: true,
    };
    let mut rows: Vec<Row> = before.into_iter().map(alone).collect();
    let mut seen = vec![false; view.headings.len()];
    for (index, entry) in view.entries.iter().enumerate() {
        let heading = match entry.lead {
            Lead::To(heading) | Lead::Again(heading) => Some(heading),
            Lead::Nowhere | Lead::Unknown => None,
        };
        let is_first = heading.is_some_and(|heading| !std::mem::replace(&mut seen[heading], true));
        rows.push(Row {
            entry: Some(index),
            heading,
            is_first,
        });
        if let Some(heading) = heading.filter(|_| is_first) {
            rows.extend(behind[heading].iter().copied().map(alone));
        }
    }
    rows
}

struct Table<'v, 'o> {
    view: &'v View,
    part: &'v Part<'o>,
    has_contents: bool,
    /// Whether the contents give the paragraphs of headings.
    has_paragraphs: bool,
}

impl Table<'_, '_> {
    fn head(&self) -> Markup {
        html! {
            thead { tr {
                @if self.has_contents {
                    th scope="col" { "In the contents" }
                    th.number scope="col" { "Page" }
                    @if self.has_paragraphs { th.number scope="col" { "Paragraphs" } }
                }
                th scope="col" { "In the body" }
                th.number scope="col" { "Page" }
                th.number scope="col" { "Paragraphs" }
                th scope="col" { "What was found" }
            } }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        let entry = row.entry.map(|index| &self.view.entries[index]);
        let heading = row.heading.map(|index| &self.view.headings[index]);
        let marks = &self.part.marks;
        let mut found: Vec<usize> = Vec::new();
        found.extend(row.entry.iter().flat_map(|&entry| &marks.entries[entry]));
        if row.is_first {
            found.extend(row.heading.iter().flat_map(|&it| &marks.headings[it]));
        }
        found.sort_unstable();
        found.dedup();
        let severity = self.part.gravest(&found).map(|it| it.to_string());
        let anchor = row.heading.filter(|_| row.is_first);
        let anchor = anchor.map(|heading| format!("r{}-h{}", self.part.number, heading + 1));
        html! {
            tr id=[anchor] class=[severity] {
                @if self.has_contents { (self.entry(entry)) }
                (self.heading(entry, heading))
                td { (self.part.messages(&found)) }
            }
        }
    }

    fn entry(&self, entry: Option<&Entry>) -> Markup {
        let Some(entry) = entry else {
            let columns = if self.has_paragraphs { "3" } else { "2" };
            return html! { td.missing colspan=(columns) { "not in the contents" } };
        };
        html! {
            td style=[indented(entry.depth)] { (self.name(entry.label.as_ref(), entry.title.as_ref())) }
            td.number { @if let Some(page) = entry.page { (page) } }
            @if self.has_paragraphs {
                td.number { @if let Some(it) = &entry.paragraphs { (self.part.quoted(it)) } }
            }
        }
    }

    fn heading(&self, entry: Option<&Entry>, heading: Option<&Heading>) -> Markup {
        let Some(heading) = heading else {
            let is_lost = entry.is_some_and(|entry| entry.lead == Lead::Nowhere);
            return html! {
                td.missing colspan="3" {
                    @if is_lost { "not in the body" } @else { "–" }
                }
            };
        };
        let is_again = entry.is_some_and(|entry| matches!(entry.lead, Lead::Again(_)));
        html! {
            td style=[indented(heading.depth)] {
                @if heading.is_annex { "Annex " }
                (self.name(heading.label.as_ref(), heading.title.as_ref()))
                @if is_again { " " span.missing { "(again)" } }
            }
            td.number { @if let Some(page) = heading.page { (page) } }
            td.number {
                @if let Some([first, last]) = &heading.paragraphs {
                    (self.part.quoted(first))
                    @if first != last { "–" (self.part.quoted(last)) }
                }
            }
        }
    }

    fn name(&self, label: Option<&String>, title: Option<&String>) -> Markup {
        html! {
            @if let Some(label) = label { (self.part.quoted(label)) " " }
            @if let Some(title) = title { (self.part.quoted(title)) }
        }
    }
}

/// How far a line is moved in, by the number of lines that it is below.
fn indented(depth: usize) -> Option<String> {
    (depth > 0).then(|| format!("padding-inline-start:{}em", depth.min(8) + 1))
}
