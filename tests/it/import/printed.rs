//! A report in data as readers get it: the reverse of what is tested.

use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

/// How a report is printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// What leads from a title in the contents to its page.
    pub leader: &'static str,
    /// Whether the contents have pages.
    pub pages: bool,
    /// What is around the label of a heading: `I.`, `a)`.
    pub label: fn(&str) -> String,
    /// What is before the text of a numbered paragraph.
    pub number: fn(&str) -> String,
    /// How long lines are.
    pub width: Option<usize>,
    /// What is between two times.
    pub dash: &'static str,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            leader: ".....",
            pages: true,
            label: |label| {
                if label.contains('.') {
                    format!("{label}\t")
                } else {
                    format!("{label}.\t")
                }
            },
            number: |number| format!("{number}. "),
            width: None,
            dash: "-",
        }
    }
}

pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value
        .get(key)
        .and_then(Value::as_sequence)
        .map_or(&[], Vec::as_slice)
}

/// The report as plain text.
pub(crate) fn printed(report: &Value, layout: &Layout) -> String {
    let mut printer = Printer {
        report,
        layout,
        text: String::new(),
    };
    printer.front();
    printer.contents();
    for section in list(report, "sections") {
        printer.section(section);
    }
    for (index, annex) in list(report, "annexes").iter().enumerate() {
        let label = text(annex, "label");
        let _ = write!(printer.text, "Annex {label}\n\n");
        printer.block("", text(annex, "title"));
        if index == 0 {
            printer.agenda();
        }
        printer.inside(annex);
    }
    printer.text
}

struct Printer<'r> {
    report: &'r Value,
    layout: &'r Layout,
    text: String,
}

impl Printer<'_> {
    fn front(&mut self) {
        let document = &self.report["document"];
        let event = &self.report["event"];
        self.block("", &day(text(document, "date")));
        self.block("", text(document, "symbol"));
        self.block("", text(document, "title"));
        let (start, end) = (text(event, "start"), text(event, "end"));
        if !start.is_empty() {
            let first = start.rsplit('-').next().unwrap().trim_start_matches('0');
            let place = text(event, "location");
            self.block("", &format!("{place}, {first}-{}", day(end)));
        }
    }

    /// A paragraph, with a blank line after it.
    fn block(&mut self, label: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let block = format!("{label}{words}");
        match self.layout.width {
            Some(width) => self.text.push_str(&textwrap(&block, width)),
            None => self.text.push_str(&block),
        }
        self.text.push_str("\n\n");
    }

    fn contents(&mut self) {
        let entries = list(self.report, "contents");
        if entries.is_empty() {
            return;
        }
        self.text.push_str("Contents\n\n");
        let (annexes, sections): (Vec<&Value>, Vec<&Value>) = entries
            .iter()
            .partition(|it| text(it, "label").starts_with("Annex"));
        for entry in sections {
            self.entry(entry);
        }
        if !annexes.is_empty() {
            self.text.push_str("Annexes\n");
        }
        for entry in annexes {
            self.entry(entry);
        }
        self.text.push('\n');
    }

    fn entry(&mut self, entry: &Value) {
        let label = text(entry, "label").trim_start_matches("Annex ");
        if !label.is_empty() {
            self.text.push_str(&(self.layout.label)(label));
        }
        self.text.push_str(text(entry, "title"));
        if let Some(page) = entry
            .get("page")
            .and_then(Value::as_u64)
            .filter(|_| self.layout.pages)
        {
            let _ = write!(self.text, "{}{page}", self.layout.leader);
        }
        self.text.push('\n');
        for inner in list(entry, "entries") {
            self.entry(inner);
        }
    }

    fn section(&mut self, section: &Value) {
        let label = text(section, "label");
        let label = if label.is_empty() {
            String::new()
        } else {
            (self.layout.label)(label)
        };
        self.block(&label, text(section, "title"));
        self.inside(section);
    }

    fn inside(&mut self, section: &Value) {
        for paragraph in list(section, "paragraphs") {
            let number = paragraph.get("number").and_then(Value::as_u64);
            let number = number.map(|number| (self.layout.number)(&number.to_string()));
            let words = text(paragraph, "text");
            self.block(&number.unwrap_or_default(), words);
            for point in list(paragraph, "points") {
                self.block(&format!("{} ", text(point, "label")), text(point, "text"));
            }
            for note in list(self.report, "footnotes") {
                let mark = raised(text(note, "mark"));
                if words.contains(&mark) {
                    self.block(&format!("{mark} "), text(note, "text"));
                }
            }
        }
        for inner in list(section, "sections") {
            self.section(inner);
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
                "{}, {}{colon}{label}\n\nTIME\tEVENT\n",
                text(date, "weekday").to_uppercase(),
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
        let _ = write!(
            self.text,
            "{start}{}{end}\t{}",
            self.layout.dash,
            named(item)
        );
        let (parts, sessions): (Vec<&Value>, Vec<&Value>) =
            inner.iter().partition(|it| it.get("start").is_some());
        for session in sessions {
            let _ = write!(self.text, " {}", named(session));
        }
        self.text.push('\n');
        for part in parts {
            self.row(part);
        }
    }
}

pub(super) fn named(item: &Value) -> String {
    let before = [text(item, "code"), text(item, "label")].concat();
    let colon = if before.is_empty() { "" } else { ":" };
    format!("{before}{colon} {}", text(item, "title"))
        .trim()
        .to_owned()
}

fn raised(mark: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = mark.bytes().map(|it| RAISED[usize::from(it - b'0')]);
    digits.collect()
}

/// "2 July 2008" of "2008-07-02".
pub(super) fn day(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date
        .split('-')
        .map(|it| it.parse::<usize>().unwrap_or_default());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return String::new();
    };
    format!("{day} {} {year}", MONTHS[month - 1])
}

fn textwrap(block: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in block.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}

/// What of a report is printed, in the form in which it is read.
pub(crate) fn comparable(report: &Value) -> Value {
    let mut kept = Mapping::new();
    let mut keep = |key: &str, value: Value| {
        kept.insert(key.into(), value);
    };
    for key in ["title", "symbol", "date"] {
        keep(key, report["document"][key].clone());
    }
    for key in ["start", "end", "location"] {
        keep(&format!("event-{key}"), report["event"][key].clone());
    }
    keep("contents", contents(list(report, "contents")));
    let part = |value: &Value| {
        only(
            value,
            &[
                "label",
                "title",
                "number",
                "text",
                "paragraphs",
                "points",
                "sections",
            ],
        )
    };
    keep(
        "sections",
        list(report, "sections").iter().map(part).collect(),
    );
    keep(
        "annexes",
        list(report, "annexes").iter().map(part).collect(),
    );
    keep(
        "footnotes",
        report.get("footnotes").cloned().unwrap_or_default(),
    );
    let days = report
        .get("agenda")
        .map_or(&[][..], |agenda| list(agenda, "days"));
    let in_agenda = |value: &Value| {
        only(
            value,
            &[
                "date", "weekday", "label", "title", "items", "start", "end", "code", "room",
            ],
        )
    };
    keep("days", days.iter().map(in_agenda).collect());
    lower_case(Value::Mapping(kept))
}

/// Annexes in the contents by their labels alone.
fn contents(entries: &[Value]) -> Value {
    let mut all = Vec::new();
    for entry in entries {
        if text(entry, "title") == "Annexes" && entry.get("label").is_none() {
            all.extend(list(entry, "entries").iter().cloned());
        } else {
            all.push(entry.clone());
        }
    }
    for entry in &mut all {
        let label = text(entry, "label").trim_start_matches("Annex ").to_owned();
        if !label.is_empty() {
            entry["label"] = label.into();
        }
    }
    Value::Sequence(all)
}

/// A value with these keys alone, in it and in all that is in it.
fn only(value: &Value, keys: &[&str]) -> Value {
    match value {
        Value::Mapping(entries) => {
            let kept = entries
                .iter()
                .filter(|(key, _)| keys.contains(&key.as_str().unwrap()));
            Value::Mapping(
                kept.map(|(key, value)| (key.clone(), only(value, keys)))
                    .collect(),
            )
        }
        Value::Sequence(items) => items.iter().map(|item| only(item, keys)).collect(),
        other => other.clone(),
    }
}

/// Weekdays and the titles of annexes are printed in capitals, or not.
fn lower_case(value: Value) -> Value {
    match value {
        Value::String(text) => text.to_lowercase().into(),
        Value::Sequence(items) => items.into_iter().map(lower_case).collect(),
        Value::Mapping(entries) => {
            let entries = entries
                .into_iter()
                .map(|(key, value)| (key, lower_case(value)));
            Value::Mapping(entries.collect())
        }
        other => other,
    }
}
