//! One report in the layouts in which reports are printed, each read back.

use std::fmt::Write as _;

use serde_yaml::Value;

use super::printed::{Layout, comparable, printed};
use super::{data, imported};

/// How the headings of each depth are numbered, from the first number on.
type Labels = [fn(usize) -> String; 3];

fn roman(number: usize) -> String {
    ["I", "II", "III", "IV", "V"][number - 1].to_owned()
}

fn capital(number: usize) -> String {
    ["A", "B", "C", "D", "E"][number - 1].to_owned()
}

fn small(number: usize) -> String {
    capital(number).to_lowercase()
}

fn figure(number: usize) -> String {
    number.to_string()
}

fn none(_: usize) -> String {
    String::new()
}

const SUBJECTS: [&str; 3] = ["Rivers", "Cities", "Harbours"];

const SENTENCES: [&str; 4] = [
    "The forum heard how the towns along the river share its water in dry years, and what they pay for it.",
    "Several speakers asked for a common register of wells.",
    "It was agreed that figures should be collected by the same method in each town, so that they can be compared.",
    "The forum thanked the speakers.",
];

/// A report with three chapters, each of which has two sections, of which the second has two of its own.
struct Maker {
    labels: Labels,
    /// Whether labels contain those above them: 2.1.
    is_dotted: bool,
    is_numbered: bool,
    number: usize,
    text: String,
}

impl Maker {
    fn heading(&mut self, path: &[usize], title: &str) {
        let depth = path.len() - 1;
        let indent = "    ".repeat(depth);
        let label = if self.is_dotted {
            let path: Vec<String> = path.iter().map(usize::to_string).collect();
            path.join(".")
        } else {
            (self.labels[depth])(path[depth])
        };
        writeln!(self.text, "{indent}  - title: {title}").unwrap();
        if !label.is_empty() {
            writeln!(self.text, "{indent}    label: \"{label}\"").unwrap();
        }
    }

    fn paragraphs(&mut self, depth: usize, count: usize) {
        let indent = "    ".repeat(depth);
        writeln!(self.text, "{indent}    paragraphs:").unwrap();
        for _ in 0..count {
            self.number += 1;
            let words = SENTENCES[self.number % SENTENCES.len()];
            writeln!(self.text, "{indent}      - text: {words}").unwrap();
            if self.is_numbered {
                writeln!(self.text, "{indent}        number: {}", self.number).unwrap();
            }
        }
    }

    fn made(mut self) -> Value {
        self.text.push_str(
            "document: {title: Report of the Water Forum, date: 2024-06-03, symbol: W/2024/3}\n\
                     sections:\n",
        );
        for (chapter, subject) in (1..).zip(SUBJECTS) {
            self.heading(&[chapter], subject);
            self.text.push_str("    sections:\n");
            self.heading(
                &[chapter, 1],
                &format!("Opening of the session on {}", subject.to_lowercase()),
            );
            self.paragraphs(1, 2);
            self.heading(
                &[chapter, 2],
                &format!("Proceedings on {}", subject.to_lowercase()),
            );
            self.text.push_str("        sections:\n");
            self.heading(
                &[chapter, 2, 1],
                &format!("Presentations on {}", subject.to_lowercase()),
            );
            self.paragraphs(2, 2);
            self.heading(
                &[chapter, 2, 2],
                &format!("Decisions on {}", subject.to_lowercase()),
            );
            self.paragraphs(2, 1);
        }
        self.text.push_str(
            "annexes:\n  - {label: I, title: Agenda of the forum}\n\
             \x20 - {label: II, title: List of towns, paragraphs: [{text: The towns are those on the river.}]}\n\
             agenda:\n  days:\n    - date: 2024-05-15\n      weekday: Wednesday\n      items:\n\
             \x20       - {start: \"09:30\", end: \"11:00\", code: \"001\", title: Opening}\n\
             \x20       - {start: \"11:00\", end: \"12:30\", label: Sessions I, items: [{code: \"002\", title: Wells}, {code: \"003\", title: Pipes}]}\n",
        );
        let mut report = data(&self.text);
        let contents = Self::contents(&report["sections"]);
        report["contents"] = contents;
        report
    }

    fn contents(sections: &Value) -> Value {
        let sections = sections.as_sequence().into_iter().flatten();
        let entry = |section: &Value| {
            let mut entry = serde_yaml::Mapping::new();
            for key in ["label", "title"] {
                if let Some(value) = section.get(key) {
                    entry.insert(key.into(), value.clone());
                }
            }
            entry.insert("page".into(), 3.into());
            if let Some(inner) = section.get("sections") {
                entry.insert("entries".into(), Self::contents(inner));
            }
            Value::Mapping(entry)
        };
        sections.map(entry).collect()
    }
}

fn report(labels: Labels) -> Maker {
    Maker {
        labels,
        is_dotted: false,
        is_numbered: true,
        number: 0,
        text: String::new(),
    }
}

fn is_read_back(report: &Value, layout: &Layout) {
    let text = printed(report, layout);
    let read = imported(&text);
    let mut expected = comparable(report);
    if !layout.pages {
        without_pages(&mut expected);
    }
    assert_eq!(comparable(&read), expected, "{text}");
}

pub(super) fn without_pages(value: &mut Value) {
    match value {
        Value::Mapping(entries) => {
            entries.remove("page");
            entries.values_mut().for_each(without_pages);
        }
        Value::Sequence(items) => items.iter_mut().for_each(without_pages),
        _ => {}
    }
}

/// A label with a bracket after it if it is a small letter.
fn in_brackets(label: &str, open: &str) -> String {
    if label.starts_with(char::is_lowercase) {
        format!("{open}{label}) ")
    } else {
        format!("{label}. ")
    }
}

/// Reports and the layouts in which they are printed.
pub(super) fn all() -> Vec<(Value, Layout)> {
    let roman_small = || report([roman, small, none]).made();
    let roman_capital = || report([roman, capital, none]).made();
    let roman_capital_figure = || report([roman, capital, figure]).made();
    let dotted = Maker {
        is_numbered: false,
        is_dotted: true,
        ..report([figure, figure, figure])
    };
    let label = |label: fn(&str) -> String| Layout {
        label,
        ..Layout::default()
    };
    vec![
        (roman_small(), Layout::default()),
        (roman_capital_figure(), Layout::default()),
        (
            report([roman, capital, small]).made(),
            label(|it| in_brackets(it, "(")),
        ),
        (roman_small(), label(|it| in_brackets(it, ""))),
        (
            dotted.made(),
            label(|it| {
                let stop = if it.contains('.') { "" } else { "." };
                format!("{it}{stop} ")
            }),
        ),
        (
            roman_capital(),
            Layout {
                width: Some(72),
                ..Layout::default()
            },
        ),
        (
            roman_capital_figure(),
            Layout {
                pages: false,
                ..Layout::default()
            },
        ),
        (
            roman_capital(),
            Layout {
                leader: "\t",
                dash: " to ",
                ..Layout::default()
            },
        ),
        (
            report([capital, figure, small]).made(),
            Layout {
                leader: " . . . . . ",
                dash: " – ",
                ..Layout::default()
            },
        ),
        (
            roman_small(),
            Layout {
                number: |number| format!("{number}.\t"),
                ..Layout::default()
            },
        ),
        (quoting(), Layout::default()),
    ]
}

#[test]
fn each_layout_is_read_back() {
    for (report, layout) in all() {
        is_read_back(&report, &layout);
    }
}

#[test]
fn chapters_without_numbers_on_paragraphs() {
    let label = |label: &str| format!("{label}: ");
    let chapter = |number: usize| format!("Chapter {number}");
    let maker = Maker {
        is_numbered: false,
        ..report([chapter, none, none])
    };
    let read = maker.made();
    // nothing shows the depth of headings without numbers
    let text = printed(
        &read,
        &Layout {
            label,
            ..Layout::default()
        },
    );
    let read = imported(&text);
    let chapters = read["sections"].as_sequence().unwrap();
    let labels: Vec<&str> = chapters
        .iter()
        .filter_map(|it| it["label"].as_str())
        .collect();
    assert_eq!(labels, ["Chapter 1", "Chapter 2", "Chapter 3"]);
}

/// A report that quotes a list, which is numbered like its paragraphs.
fn quoting() -> Value {
    data(
        "document: {title: Report of the Water Forum}\n\
         sections:\n\
         - label: I\n\
         \x20 title: Opening\n\
         \x20 paragraphs:\n\
         \x20 - {number: 1, text: The forum was opened by the mayor.}\n\
         \x20 - number: 2\n\
         \x20   text: \"The agenda was adopted as follows:\"\n\
         \x20   points:\n\
         \x20   - {label: \"1.\", text: Opening of the session}\n\
         \x20   - {label: \"2.\", text: Rivers and their towns}\n\
         \x20   - {label: \"3.\", text: Any other business}\n\
         \x20 - {number: 3, text: The forum thanked the mayor for her words.}\n\
         \x20 - number: 4\n\
         \x20   text: \"It asked the towns:\"\n\
         \x20   points:\n\
         \x20   - {label: (a), text: To count their wells;}\n\
         \x20   - {label: (b), text: To report on them.}\n\
         \x20 - {number: 5, text: The session was closed at noon.}\n",
    )
}
