//! The beginning and the end of the page: what was checked, and what came of it.

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::findings::{Groups, SEVERITIES};
use super::{Data, Part, STYLE, icon, put};
use crate::finding::Severity;
use crate::output::{Outcome, counted};

/// Nothing is loaded, nothing runs, nothing is sent; the styles are those of the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes all that is before the reports.
pub(super) fn write(
    outcome: &Outcome,
    parts: &[Part<'_>],
    groups: &Groups<'_>,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let title = title(parts);
    let summary = outcome.summary().to_string();
    let head = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={"reportlint " (env!("CARGO_PKG_VERSION"))};
                link rel="icon" href="data:,";
                title { (Data(&title)) ": " (summary) }
                style { (PreEscaped(STYLE)) (PreEscaped(groups.style())) }
            }
        }
    };
    // what follows is in the body, and elements that HTML ends by itself are left to it
    let head = head.0.trim_end_matches("</html>").to_owned();
    put(output, &PreEscaped(head))?;
    output.write_all(b"<body>\n")?;
    put(
        output,
        &html! {
            a.skip href="#main" { "Skip to the content" }
            header {
                @if let [part] = parts {
                    (masthead(part, true))
                } @else {
                    h1 { (title) }
                }
                (verdict(outcome))
                (navigation(parts))
                (groups.filter())
            }
        },
    )?;
    output.write_all(b"<main id=\"main\">\n")?;
    if parts.len() > 1 {
        put(output, &index(parts))?;
    }
    Ok(())
}

/// All that is behind the reports.
pub(super) fn end() -> Markup {
    PreEscaped(format!(
        "</main>\n<footer><p>Made by reportlint {}</p></footer>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    ))
}

fn title(parts: &[Part<'_>]) -> String {
    match parts {
        [] => "Nothing was found".to_owned(),
        [part] => part.name().into_owned(),
        parts => format!("{} reports and other files", parts.len()),
    }
}

/// The title, and what is printed with it.
fn masthead(part: &Part<'_>, is_alone: bool) -> Markup {
    let view = part.report.view.as_deref();
    let masthead = view.map(|view| &view.masthead);
    let symbol = masthead.and_then(|masthead| masthead.symbol.as_ref());
    let lists = masthead.map(|masthead| [&masthead.body, &masthead.event]);
    html! {
        @if is_alone {
            h1 { (part.quoted(&part.name())) }
        } @else {
            h2 id={"r" (part.number) "-h"} { (part.quoted(&part.name())) }
        }
        @if let Some(symbol) = symbol { p.symbol { (part.quoted(symbol)) } }
        @for list in lists.into_iter().flatten().filter(|list| !list.is_empty()) {
            p {
                @for (index, words) in list.iter().enumerate() {
                    @if index > 0 { " · " }
                    (part.quoted(words))
                }
            }
        }
    }
}

/// What is above a report that is one of several.
pub(super) fn of_part(part: &Part<'_>) -> Markup {
    html! {
        (masthead(part, false))
        @let counts = SEVERITIES.map(|severity| (severity, part.count(severity)));
        (self::counts(&counts))
        "\n"
    }
}

/// How many findings of each severity there are, and what could not be checked.
fn verdict(outcome: &Outcome) -> Markup {
    let summary = outcome.summary();
    let counts = [
        (Severity::Error, summary.errors),
        (Severity::Warning, summary.warnings),
        (Severity::Advice, summary.advice),
    ];
    let is_whole = outcome.reports.iter().all(|report| report.was_read);
    html! {
        (self::counts(&counts))
        @if !is_whole {
            p.error { "Not everything could be read, so that not everything was checked. The findings say why." }
        }
        @for trouble in &outcome.troubles {
            p.error { "Not checked: " (Data(trouble)) }
        }
        @if summary.suppressed + summary.known > 0 {
            p.about {
                "Not counted: " (summary.suppressed) " suppressed, " (summary.known) " known before"
            }
        }
        "\n"
    }
}

fn counts(counts: &[(Severity, usize)]) -> Markup {
    let found = counts.iter().filter(|(_, count)| *count > 0);
    html! {
        p.counts {
            @for &(severity, count) in found.clone() {
                span class=(severity) { (icon(severity)) " " (in_words(severity, count)) } " "
            }
            @if found.count() == 0 { span.fine { "✔ Nothing was found" } }
        }
    }
}

fn in_words(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Error => counted(count, "error", "errors"),
        Severity::Warning => counted(count, "warning", "warnings"),
        Severity::Advice => counted(count, "advice", "advice"),
    }
}

/// Links to the parts of the page: of the only report, or to each of several.
fn navigation(parts: &[Part<'_>]) -> Markup {
    let [part] = parts else {
        return Markup::default();
    };
    html! {
        nav aria-label="Parts of this page" {
            @for (id, words) in part.sections() {
                a href={"#r" (part.number) "-" (id)} { (words) } " "
            }
        }
    }
}

impl Part<'_> {
    /// The parts of the page that are about it.
    fn sections(&self) -> Vec<(&'static str, &'static str)> {
        let mut sections = Vec::new();
        if let Some(view) = &self.report.view {
            let parts = [
                (!view.days.is_empty(), "agenda", "Agenda"),
                (
                    !view.entries.is_empty() || !view.headings.is_empty(),
                    "contents",
                    "Contents",
                ),
                (!view.paragraphs.is_empty(), "paragraphs", "Paragraphs"),
            ];
            let there = parts.into_iter().filter(|(is_there, ..)| *is_there);
            sections.extend(there.map(|(_, id, words)| (id, words)));
        }
        sections.push(("findings", "Findings"));
        sections
    }
}

/// The reports, each with what was found in it.
fn index(parts: &[Part<'_>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Table of reports" {
            table {
                caption { "What was checked and has something to see" }
                thead { tr {
                    th scope="col" { "Report" }
                    th scope="col" { "File" }
                    @for severity in SEVERITIES { th.number scope="col" { (super::findings::plural(severity)) } }
                } }
                tbody {
                    @for part in parts {
                        tr {
                            th scope="row" { a href={"#r" (part.number)} { (part.quoted(&part.name())) } }
                            td { (Data(&part.first_file())) }
                            @for severity in SEVERITIES { td.number { (part.count(severity)) } }
                        }
                        "\n"
                    }
                }
            }
        }
        "\n"
    }
}
