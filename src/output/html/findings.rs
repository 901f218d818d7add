//! The findings: errors first, each with what to do and with the lines of the files.

use std::io;

use maud::{Markup, html};

use super::excerpt::places;
use super::{Data, Part, Shown, heading, icon, put, with_code};
use crate::finding::{Finding, Severity};
use crate::output::counted;
use crate::output::record::{Suppressed, suppression_mark};

/// The severities in the order in which they are shown.
pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];

/// The groups of the rules that found something, by which findings are filtered. On the page a group is a number.
pub(super) struct Groups<'o>(Vec<&'o str>);

impl<'o> Groups<'o> {
    pub(super) fn of(parts: &'o [Part<'o>]) -> Self {
        let findings = parts.iter().flat_map(|part| &part.findings);
        let mut groups: Vec<&str> = findings.map(|it| it.finding.rule.group()).collect();
        groups.sort_unstable();
        groups.dedup();
        Self(groups)
    }

    fn number(&self, finding: &Finding) -> usize {
        let group = finding.rule.group();
        self.0.partition_point(|known| *known < group)
    }

    /// What hides those that are not wanted.
    pub(super) fn style(&self) -> String {
        let hide = |(number, _)| {
            format!("body:has(#g{number}:not(:checked)) .g{number}{{display:none}}\n")
        };
        self.0.iter().enumerate().map(hide).collect()
    }

    /// The boxes by which findings are shown and hidden.
    pub(super) fn filter(&self) -> Markup {
        html! {
            @if !self.0.is_empty() {
                div.filter role="group" aria-label="Show findings" {
                    div { "Show: "
                        @for severity in SEVERITIES { (choice(&format!("s-{severity}"), plural(severity))) }
                    }
                    @if self.0.len() > 1 {
                        details {
                            summary { "Choose what the findings are about" }
                            @for (number, group) in self.0.iter().enumerate() {
                                (choice(&format!("g{number}"), &group.replace('-', " ")))
                            }
                        }
                    }
                }
                "\n"
            }
        }
    }
}

fn choice(id: &str, words: &str) -> Markup {
    html! {
        label { input type="checkbox" id=(id) checked autocomplete="off"; " " (Data(words)) } " "
    }
}

pub(super) fn plural(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "errors",
        Severity::Warning => "warnings",
        Severity::Advice => "advice",
    }
}

/// Writes what was found in a report. As long as there is room, each is shown in full.
pub(super) fn write(
    part: &Part<'_>,
    groups: &Groups<'_>,
    room: &mut usize,
    level: usize,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let number = part.number;
    let id = format!("r{number}-findings");
    let open = html! { (heading(level, &id, &html! { "Findings" })) };
    output.write_all(b"<section class=\"findings\">")?;
    put(output, &open)?;
    if part.findings.is_empty() {
        output.write_all(b"<p>Nothing was found.</p>\n")?;
    }
    let mut short: Vec<&Shown<'_>> = Vec::new();
    for severity in SEVERITIES {
        let findings = part.findings.iter();
        let mut of_it = findings.filter(|it| it.finding.severity == severity);
        for shown in of_it.by_ref().take(*room) {
            *room -= 1;
            put(output, &full(part, shown, groups, level + 1))?;
        }
        short.extend(of_it);
    }
    if !short.is_empty() {
        output.write_all(b"<p>The other findings, a line each:</p>\n<ul class=\"lines\">\n")?;
        for shown in short {
            put(output, &line(part, shown, groups))?;
        }
        output.write_all(b"</ul>\n")?;
    }
    put(output, &folded(part, groups))?;
    output.write_all(b"</section>\n")
}

fn full(part: &Part<'_>, shown: &Shown<'_>, groups: &Groups<'_>, level: usize) -> Markup {
    let Shown { finding, anchor } = shown;
    let title = html! { (icon(finding.severity)) " " (Data(&finding.message)) };
    html! {
        article id=(anchor) class={"finding " (finding.severity) " g" (groups.number(finding))}
            aria-labelledby={(anchor) "-h"} {
            (heading(level, &format!("{anchor}-h"), &title))
            @if let Some(help) = &finding.help {
                p.help { b { "What to do: " } (with_code(help)) }
            }
            (places(part, shown))
            p.rule { a href=(finding.rule.url()) rel="noreferrer" { "Why: " (Data(finding.rule.id())) } }
        }
        "\n"
    }
}

fn line(part: &Part<'_>, shown: &Shown<'_>, groups: &Groups<'_>) -> Markup {
    let Shown { finding, anchor } = shown;
    let place = finding.primary().location;
    let source = part.report.sources.get(place.file);
    let suppressed = Suppressed::of(finding);
    let marked = format!("{}{}", finding.message, suppression_mark(suppressed));
    html! {
        li id=(anchor) class={(finding.severity) " g" (groups.number(finding))} {
            (icon(finding.severity)) " " (Data(&marked)) " "
            span.about {
                (Data(&part.name_of(source))) ":" (source.line_of(place.span.start)) " " (Data(finding.rule.id()))
            }
        }
        "\n"
    }
}

/// What is suppressed, and what was known before.
fn folded(part: &Part<'_>, groups: &Groups<'_>) -> Markup {
    let (suppressed, known): (Vec<_>, Vec<_>) = part
        .folded
        .iter()
        .partition(|it| it.finding.suppressed.is_some());
    let lists = [("suppressed", suppressed), ("known before", known)];
    html! {
        @for (words, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            details.folded open[part.outcome.show_suppressed] {
                summary { (counted(list.len(), "finding", "findings")) ", " (words) }
                ul.lines { @for shown in list { (line(part, shown, groups)) } }
            }
        }
    }
}
