//! A report in data as people keep it in Markdown, read back.

use std::fmt::Write as _;

use reportlint::internals::recognized;
use reportlint::internals::syntax::Format;
use serde_yaml::Value;

use super::layouts::{self, without_pages};
use super::printed::{Layout, comparable, day, list, named, text};
use super::{data, found, vienna};
use crate::cli;
use crate::rules::findings_in;

/// A report in data as Markdown: headings, lists, tables and footnotes by its marks.
fn marked_up(report: &Value, layout: &Layout) -> String {
    let mut printer = Printer {
        report,
        layout,
        text: String::new(),
    };
    printer.front();
    printer.contents();
    for section in list(report, "sections") {
        printer.section(section, 2);
    }
    for (index, annex) in list(report, "annexes").iter().enumerate() {
        let label = text(annex, "label");
        let _ = write!(
            printer.text,
            "## Annex {label}: {}\n\n",
            text(annex, "title")
        );
        if index == 0 {
            printer.agenda();
        }
        printer.inside(annex, 2);
    }
    printer.text
}

struct Printer<'r> {
    report: &'r Value,
    layout: &'r Layout,
    text: String,
}

/// A text in which nothing is taken for markup, but the marks of notes.
fn escaped(words: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut escaped = String::new();
    let mut is_mark = false;
    for sign in words.chars() {
        let digit = RAISED.iter().position(|it| *it == sign);
        if is_mark && digit.is_none() {
            escaped.push(']');
        } else if !is_mark && digit.is_some() {
            escaped.push_str("[^");
        }
        is_mark = digit.is_some();
        match digit {
            Some(digit) => write!(escaped, "{digit}").unwrap(),
            None if "*_<>|#`[]".contains(sign) => write!(escaped, "\\{sign}").unwrap(),
            None => escaped.push(sign),
        }
    }
    if is_mark {
        escaped.push(']');
    }
    escaped
}

impl Printer<'_> {
    fn block(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            let _ = write!(self.text, "{label}{}\n\n", escaped(words));
        }
    }

    fn front(&mut self) {
        let document = &self.report["document"];
        let event = &self.report["event"];
        self.block("", &day(text(document, "date")));
        self.block("", text(document, "symbol"));
        self.block("# ", text(document, "title"));
        let (start, end) = (text(event, "start"), text(event, "end"));
        if !start.is_empty() {
            let first = start.rsplit('-').next().unwrap().trim_start_matches('0');
            let place = text(event, "location");
            self.block("", &format!("{place}, {first}-{}", day(end)));
        }
    }

    fn contents(&mut self) {
        self.text.push_str("## Contents\n\n");
        for entry in list(self.report, "contents") {
            self.entry(entry, 0);
        }
        self.text.push('\n');
    }

    fn entry(&mut self, entry: &Value, depth: usize) {
        let indent = "  ".repeat(depth);
        let label = self.label(text(entry, "label"));
        let title = escaped(text(entry, "title"));
        let _ = writeln!(self.text, "{indent}- [{label}{title}](#contents)");
        for inner in list(entry, "entries") {
            self.entry(inner, depth + 1);
        }
    }

    fn label(&self, label: &str) -> String {
        if label.is_empty() {
            String::new()
        } else {
            (self.layout.label)(label)
        }
    }

    fn section(&mut self, section: &Value, depth: usize) {
        let marks = "#".repeat(depth);
        let label = self.label(text(section, "label"));
        let _ = write!(
            self.text,
            "{marks} {label}{}\n\n",
            escaped(text(section, "title"))
        );
        self.inside(section, depth);
    }

    fn inside(&mut self, section: &Value, depth: usize) {
        for paragraph in list(section, "paragraphs") {
            let number = paragraph.get("number").and_then(Value::as_u64);
            let number = number.map(|number| format!("{number}. "));
            self.block(&number.unwrap_or_default(), text(paragraph, "text"));
            for point in list(paragraph, "points") {
                let label = format!("    {} ", text(point, "label"));
                self.block(&label, text(point, "text"));
            }
        }
        if depth == 2 {
            self.notes();
        }
        for inner in list(section, "sections") {
            self.section(inner, depth + 1);
        }
    }

    /// All notes, after the first section.
    fn notes(&mut self) {
        if self.text.contains("\n[^1]: ") {
            return;
        }
        for note in list(self.report, "footnotes") {
            let label = format!("[^{}]: ", text(note, "mark"));
            self.block(&label, text(note, "text"));
        }
    }

    fn agenda(&mut self) {
        let Some(agenda) = self.report.get("agenda") else {
            return;
        };
        for date in list(agenda, "days") {
            let label = [text(date, "label"), text(date, "title")].concat();
            let colon = if label.is_empty() { "" } else { ": " };
            let _ = write!(
                self.text,
                "### {}, {}{colon}{label}\n\n| Time | Event |\n|---|---|\n",
                text(date, "weekday"),
                day(text(date, "date"))
            );
            for item in list(date, "items") {
                self.row(item);
            }
            self.text.push('\n');
        }
    }

    fn row(&mut self, item: &Value) {
        let (start, end) = (text(item, "start"), text(item, "end"));
        let inner = list(item, "items");
        let (parts, sessions): (Vec<&Value>, Vec<&Value>) =
            inner.iter().partition(|it| it.get("start").is_some());
        let mut cell = named(item);
        for session in sessions {
            let _ = write!(cell, " {}", named(session));
        }
        let dash = self.layout.dash;
        let _ = writeln!(self.text, "| {start}{dash}{end} | {} |", escaped(&cell));
        for part in parts {
            self.row(part);
        }
    }
}

fn imported(text: &str) -> Value {
    data(&recognized::to_yaml(text, Format::Markdown))
}

fn is_read_back(report: &Value, layout: &Layout) {
    let text = marked_up(report, layout);
    let mut expected = comparable(report);
    without_pages(&mut expected);
    assert_eq!(comparable(&imported(&text)), expected, "{text}");
}

#[test]
fn each_layout_is_read_back_from_markdown() {
    for (report, layout) in layouts::all() {
        is_read_back(&report, &layout);
    }
}

#[test]
fn the_report_on_the_vienna_forum_is_read_back_from_markdown() {
    is_read_back(&data(&vienna()), &Layout::default());
}

#[test]
fn the_report_in_markdown_has_the_findings_of_the_data() {
    let by_hand = found("report.yaml", &vienna());
    let text = marked_up(&data(&vienna()), &Layout::default());
    let read = found("report.md", &text);
    let missing = by_hand.difference(&read);
    let missing: Vec<&str> = missing.map(|(rule, _)| rule.as_str()).collect();
    let more: Vec<_> = read.difference(&by_hand).collect();
    // what nobody wrote into the text cannot be compared with what is counted, and two rules are off in Markdown
    let expected = [
        "claims/count-mismatch",
        "paragraphs/unnumbered",
        "references/unreferenced",
    ];
    assert_eq!(missing, expected);
    assert_eq!(more, Vec::<&_>::new());
}

/// A report with a gap in its numbers.
const GAP: &str = "# Report of the Water Forum\n\n## I. Opening\n\n1. The mayor spoke.\n\n\
                   3. The forum thanked her.\n";

#[test]
fn a_rule_that_markdown_is_unsure_about_runs_where_it_is_named() {
    let check = |config: &str, options: &[&str]| {
        let files = [("report.md", GAP), ("reportlint.yaml", config)];
        let folder = cli::folder(&files.map(|(name, text)| (name, text.as_bytes())));
        let options = [&["check", "--format", "compact", "report.md"], options].concat();
        cli::ran(folder.path(), &options)
    };
    let gap = "report.md:7:1: error[paragraphs/sequence]";
    assert_eq!(check("fail_on: error\n", &[]), "");
    assert_eq!(check("fail_on: error\n", &["--select", "paragraphs"]), "");
    assert!(check("fail_on: error\n", &["--select", "paragraphs/sequence"]).starts_with(gap));
    assert!(check("rules: {paragraphs/sequence: error}\n", &[]).starts_with(gap));
}

#[test]
fn a_comment_suppresses_what_is_found_in_what_comes_next() {
    let text = "# Report\n\n## I. Opening\n\nIt was was so.\n\n## II. End\n\nIt was was so too.\n";
    let comment = "<!-- reportlint: allow text/doubled-word -- as it was said -->";
    let found = |text: &str| {
        let findings = findings_in("report.md", text).into_iter();
        let shown = findings.filter(|it| it.suppressed.is_none());
        let ids = shown.map(|it| it.rule.id().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(found(text), ["text/doubled-word", "text/doubled-word"]);
    let before = |place: &str| text.replace(place, &format!("{comment}\n\n{place}"));
    assert_eq!(found(&before("It was was so.")), ["text/doubled-word"]);
    assert_eq!(found(&before("## II")), ["text/doubled-word"]);
    assert_eq!(found(&before("## I. ")), ["text/doubled-word"]);
    let whole = format!("{}\n\n{text}", comment.replace("allow", "allow-file"));
    assert_eq!(found(&whole), Vec::<String>::new());
    let unknown = before("## II").replace("doubled-word", "doubled");
    assert!(found(&unknown).contains(&"suppression/unknown-rule".to_owned()));
}

#[test]
fn a_file_that_begins_at_4_1_has_its_headings_in_order() {
    let text = "## 4 Model\n\nIt is as in section 4.2.\n\n### 4.1 - Overview\n\nText.\n\n### 4.2 - Roles\n\nText.\n\n\
                #### 4.2.1 - Speakers\n\nText.\n\n#### 4.2.2 - Hosts\n\nText.\n\n#### 4.3 - Rooms\n\nText.\n";
    let findings = findings_in("report.md", text).into_iter();
    let findings = findings.map(|it| (it.rule.id().to_owned(), it.message));
    assert_eq!(findings.collect::<Vec<_>>(), []);
}

#[test]
fn a_link_within_the_file_leads_to_a_heading_or_a_name() {
    let text = "# Report\n\n## I. Opening\n\nSee [one](#i-opening), [two](#here), [three](#i-openin), [four](#gone) and\n\
                [five](#gone); [six](other.md#gone), [seven](#), [eight](#TOP).\n\n<a id=\"here\"></a>\n\n## II. End\n\nIt closed.\n";
    let findings = findings_in("report.md", text);
    let found: Vec<(&str, &str, Vec<&str>)> = findings
        .iter()
        .map(|it| {
            let places = it
                .labels
                .iter()
                .map(|label| &text[label.location.span.range()]);
            (
                it.message.as_str(),
                it.help.as_deref().unwrap(),
                places.collect(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "a link leads to \"#i-openin\", but nothing in this file has that name",
                "did you mean `#i-opening`?",
                vec!["#i-openin"],
            ),
            (
                "a link leads to \"#gone\", but nothing in this file has that name",
                "let the link lead to a heading of this file, or remove it",
                vec!["#gone", "#gone"],
            ),
        ]
    );
    assert!(findings_in("report.md", format!("{text}\n{{: #gone }}\n")).is_empty());
}

#[test]
fn a_part_of_a_report_refers_to_what_is_in_other_files() {
    let dangling = |text: &str| {
        let findings = findings_in("report.md", text);
        let ids = findings.iter().map(|it| it.rule.id());
        ids.filter(|id| *id == "references/dangling").count()
    };
    let whole = "# Report\n\n## 1. Rivers\n\n### 1.1. Banks\n\nSee section 1.4 above, and [wells](#wells), \
                 [banks](#11-banks), [rivers](#1-rivers).\n";
    assert_eq!(dangling(whole), 2);
    assert_eq!(dangling(&whole.replace("1.", "5.")), 0);
    let alone = whole.replace("[rivers](#1-rivers)", "rivers");
    assert_eq!(dangling(&alone), 1, "most links lead out of the file");
    // labels of MyST are known in all files
    let labelled = whole.replace("### ", "(banks)=\n### ");
    assert_eq!(dangling(&labelled), 1);
}

#[test]
fn chapters_have_numbers_where_their_sections_do() {
    let text = "# Report\n\n## 1 Rivers\n\nText.\n\n## 2 Banks\n\nSee section 1.\n\n### 2.1 Left\n\nText.\n\n\
                ### 2.2 Right\n\nText.\n\n## 3 Fish\n\nText.\n";
    assert!(findings_in("report.md", text).is_empty());
    let sections = &imported(text)["sections"];
    let labels: Vec<&str> = (0..3)
        .filter_map(|it| sections[it]["label"].as_str())
        .collect();
    assert_eq!(labels, ["1", "2", "3"]);
    // without such sections a figure is part of the title
    let text = text.replace("### 2.1", "###").replace("### 2.2", "###");
    assert_eq!(imported(&text)["sections"][0]["title"], "1 Rivers");
}
