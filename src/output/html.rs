//! A page to look at: one file without scripts and without requests, which shows a report as it will be printed, with what
//! was found at its place.
//!
//! It is read where scripts do not run and styles may not apply (in mail, in Jenkins, on paper), so that all words are in it,
//! in the order in which they are read. All data goes through [`text`] or [`quoted`], and no data is in a style; the places
//! in a grid are numbers from `layout`. `marks` says which findings are at what is drawn.

mod agenda;
mod contents;
mod excerpt;
mod findings;
mod head;
mod layout;
mod marks;
mod numbers;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use maud::{Markup, PreEscaped, Render, html};

use super::{CheckedReport, Outcome, escape};
use crate::finding::{Finding, Severity, fingerprint};
use crate::text::source::Source;
use marks::Marks;

/// Findings that are shown in full; of the others there is a line each.
const MOST_IN_FULL: usize = 500;

/// Characters of a text that are shown; what is longer is in the report.
const MOST_CHARACTERS: usize = 1000;

const STYLE: &str = include_str!("html/page.css");

/// A finding as the page has it.
struct Shown<'o> {
    finding: &'o Finding,
    /// The name of its place on the page, which it keeps from run to run.
    anchor: String,
}

/// A report, or other files that were checked together, and what the page says about them.
struct Part<'o> {
    /// Its place on the page, from 1.
    number: usize,
    outcome: &'o Outcome,
    report: &'o CheckedReport,
    /// What counts.
    findings: Vec<Shown<'o>>,
    /// What is suppressed, or was known before.
    folded: Vec<Shown<'o>>,
    marks: Marks,
}

/// Writes the page.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let parts = parts(outcome);
    let groups = findings::Groups::of(&parts);
    head::write(outcome, &parts, &groups, output)?;
    let is_alone = parts.len() == 1;
    let mut room = MOST_IN_FULL;
    for part in &parts {
        // those of the only report are the parts of the page
        let level = if is_alone { 2 } else { 3 };
        let Part { number, .. } = part;
        if !is_alone {
            write!(output, "<section class=\"report\" id=\"r{number}\">")?;
            put(output, &head::of_part(part))?;
        }
        if let Some(view) = &part.report.view {
            put(output, &agenda::section(view, part, level))?;
            put(output, &contents::section(view, part, level))?;
            put(output, &numbers::section(view, part, level))?;
        }
        findings::write(part, &groups, &mut room, level, output)?;
        if !is_alone {
            output.write_all(b"</section>\n")?;
        }
    }
    put(output, &head::end())
}

fn put(output: &mut dyn io::Write, markup: &Markup) -> io::Result<()> {
    output.write_all(markup.0.as_bytes())
}

/// The reports in which there is something to see.
fn parts(outcome: &Outcome) -> Vec<Part<'_>> {
    let all = outcome.all();
    let anchors = fingerprint::named(&all, |name| outcome.named_from_top(name)).into_iter();
    let mut found: Vec<[Vec<Shown<'_>>; 2]> = Vec::new();
    found.resize_with(outcome.reports.len(), Default::default);
    let placed = outcome.order().into_iter().zip(all).zip(anchors);
    for (((report, _), (_, finding)), anchor) in placed {
        let anchor = format!("f-{anchor}");
        found[report][usize::from(!finding.stands())].push(Shown { finding, anchor });
    }
    let reports = outcome.reports.iter().zip(found);
    let seen = reports.filter(|(report, [findings, folded])| {
        report.view.is_some() || !findings.is_empty() || !folded.is_empty()
    });
    seen.enumerate()
        .map(|(index, (report, [findings, folded]))| Part {
            number: index + 1,
            outcome,
            marks: Marks::of(report.view.as_deref(), &findings),
            report,
            findings,
            folded,
        })
        .collect()
}

impl Part<'_> {
    /// What the report, or the first of the files, is called.
    fn name(&self) -> Cow<'_, str> {
        let view = self.report.view.as_deref();
        let title = view.and_then(|view| view.masthead.title.as_deref());
        title.map_or_else(|| self.first_file(), Cow::from)
    }

    /// The name of the first file.
    fn first_file(&self) -> Cow<'_, str> {
        let first = self.report.sources.iter().next();
        first
            .map(|(_, source)| self.name_of(source))
            .unwrap_or_default()
    }

    /// The name of a file, from the top of the project: the page is read by people
    /// who do not know in which folder it was made.
    fn name_of<'s>(&self, source: &'s Source) -> Cow<'s, str> {
        self.outcome.named_from_top(source.name())
    }

    /// The language of the data, if it says so in a way that a page can.
    fn language(&self) -> Option<&str> {
        let view = self.report.view.as_deref()?;
        let tag = view.masthead.language.as_deref()?;
        let is_tag = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        };
        tag.split('-').all(is_tag).then_some(tag)
    }

    /// How many findings of a severity count.
    fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|shown| shown.finding.severity == severity)
            .count()
    }

    /// A text of the data, in its language and in the direction of its script.
    fn quoted(&self, text: &str) -> Markup {
        html! { span lang=[self.language()] dir="auto" { (Data(text)) } }
    }

    /// The gravest of some findings.
    fn gravest(&self, findings: &[usize]) -> Option<Severity> {
        let severities = findings
            .iter()
            .map(|&index| self.findings[index].finding.severity);
        severities.max()
    }

    /// Links to some findings, each with its severity and the words that its rule is called by, with or without what the
    /// rule is about.
    fn flags(&self, findings: &[usize], with_group: bool) -> Markup {
        html! {
            @for &index in findings {
                @let Shown { finding, anchor } = &self.findings[index];
                " " a class={"flag " (finding.severity)} href={"#" (anchor)} {
                    (icon(finding.severity)) " " (Data(&name_of_rule(finding, with_group)))
                }
            }
        }
    }

    /// The messages of some findings, each with a link to it.
    fn messages(&self, findings: &[usize]) -> Markup {
        html! {
            @for &index in findings {
                @let Shown { finding, anchor } = &self.findings[index];
                div { a class={"flag " (finding.severity)} href={"#" (anchor)} {
                    (icon(finding.severity)) " " (Data(&finding.message))
                } }
            }
        }
    }
}

/// What a rule flags, in the words of its id.
fn name_of_rule(finding: &Finding, with_group: bool) -> String {
    let id = finding.rule.id();
    let defect = id.split_once('/').map_or(id, |(_, defect)| defect);
    let words = if with_group { id } else { defect };
    words.replace('/', ": ").replace('-', " ")
}

/// The mark of a severity, and the word for those who do not see it.
fn icon(severity: Severity) -> Markup {
    let icon = match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Advice => "●",
    };
    html! {
        span aria-hidden="true" { (icon) }
        span.unseen { (severity) ": " }
    }
}

/// Text of a report: what would act is spelled out, and what means something in HTML is escaped.
struct Data<'t>(&'t str);

impl Render for Data<'_> {
    fn render_to(&self, buffer: &mut String) {
        let (text, rest) = match self.0.char_indices().nth(MOST_CHARACTERS) {
            Some((end, _)) => (&self.0[..end], "…"),
            None => (self.0, ""),
        };
        escape::line(text).as_ref().render_to(buffer);
        buffer.push_str(rest);
    }
}

/// A heading of a level, with the name of its place.
fn heading(level: usize, id: &str, content: &Markup) -> Markup {
    let mut heading = String::new();
    // a string takes whatever is written to it
    let _ = write!(heading, "<h{level} id=\"{id}\">");
    heading.push_str(&content.0);
    let _ = writeln!(heading, "</h{level}>");
    PreEscaped(heading)
}

/// Text in which what is between backticks is code.
fn with_code(text: &str) -> Markup {
    let pieces = text.split('`').enumerate();
    let last = text.matches('`').count();
    html! {
        @for (index, piece) in pieces {
            // the last of an odd number of backticks opens nothing
            @if index % 2 == 1 && index < last {
                code { (Data(piece)) }
            } @else if index % 2 == 1 {
                "`" (Data(piece))
            } @else {
                (Data(piece))
            }
        }
    }
}
