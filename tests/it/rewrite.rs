//! Writes a value as YAML in many ways that mean the same.

use serde_yaml::Value;

/// Decisions, taken one after the other from numbers that a test generates.
pub(crate) struct Choices<'c>(std::iter::Cycle<std::slice::Iter<'c, u8>>);

impl<'c> Choices<'c> {
    /// At least one number is needed.
    pub(crate) fn new(numbers: &'c [u8]) -> Self {
        Self(numbers.iter().cycle())
    }

    /// One of so many, from 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0.next().map_or(0, |number| usize::from(*number)) % count
    }
}

/// The value as a YAML text: indentation, quotes, blocks or brackets, comments, line ends and the order of the keys are as
/// it happens.
pub(crate) fn rewritten(value: &Value, choices: &mut Choices<'_>) -> String {
    let mut writer = Writer {
        out: String::from("# rewritten\n---"),
        step: 2 + choices.below(3),
        choices,
    };
    writer.block(value, 0);
    let text = writer.out + "\n";
    match choices.below(3) {
        0 => text.replace('\n', "\r\n"),
        _ => text,
    }
}

struct Writer<'w, 'c> {
    out: String,
    step: usize,
    choices: &'w mut Choices<'c>,
}

impl Writer<'_, '_> {
    fn line(&mut self, indent: usize, start: &str) {
        if self.choices.below(8) == 0 {
            self.out.push_str("\n# a comment: \"here [");
        }
        self.out.push('\n');
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(start);
    }

    /// A collection on the lines below, or a value behind what was written.
    fn block(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Sequence(items) if !items.is_empty() && self.choices.below(6) > 0 => {
                for item in items {
                    self.line(indent, "-");
                    self.block(item, indent + self.step);
                }
            }
            Value::Mapping(entries) if !entries.is_empty() && self.choices.below(6) > 0 => {
                for (key, entry) in self.shuffled(entries) {
                    self.line(indent, key.as_str().unwrap());
                    self.out.push(':');
                    self.block(entry, indent + self.step);
                }
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                self.out.push(' ');
                self.flow(value, indent);
            }
            other => {
                self.out.push(' ');
                self.scalar(other, indent);
            }
        }
    }

    fn shuffled<'v>(&mut self, entries: &'v serde_yaml::Mapping) -> Vec<(&'v Value, &'v Value)> {
        let mut entries: Vec<_> = entries.iter().collect();
        for last in (1..entries.len()).rev() {
            entries.swap(last, self.choices.below(last + 1));
        }
        entries
    }

    fn flow(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Sequence(items) => {
                self.out.push('[');
                for item in items {
                    self.flow(item, indent);
                    self.comma(indent);
                }
                self.out.push(']');
            }
            Value::Mapping(entries) => {
                self.out.push('{');
                for (key, entry) in self.shuffled(entries) {
                    self.out.push_str(key.as_str().unwrap());
                    self.out.push_str(": ");
                    self.flow(entry, indent);
                    self.comma(indent);
                }
                self.out.push('}');
            }
            Value::String(text) => self.quoted(text),
            other => self.scalar(other, indent),
        }
    }

    fn comma(&mut self, indent: usize) {
        self.out.push_str(", ");
        if self.choices.below(4) == 0 {
            self.out.push('\n');
            self.out.push_str(&" ".repeat(indent + 1));
        }
    }

    fn scalar(&mut self, value: &Value, indent: usize) {
        match value {
            Value::String(text) if self.choices.below(3) == 0 && is_one_line(text) => {
                self.folded(text, indent);
            }
            Value::String(text) => self.quoted(text),
            Value::Null => self.out.push_str("null"),
            Value::Bool(value) => self.out.push_str(&value.to_string()),
            Value::Number(value) => self.out.push_str(&value.to_string()),
            other => panic!("{other:?} is not written"),
        }
    }

    fn folded(&mut self, text: &str, indent: usize) {
        self.out.push_str(">-");
        let indent = " ".repeat(indent + self.step);
        self.out.push('\n');
        self.out.push_str(&indent);
        for (place, word) in text.split(' ').enumerate() {
            if place > 0 {
                let breaks = self.choices.below(5) == 0;
                self.out.push_str(if breaks { "\n" } else { " " });
                self.out.push_str(if breaks { &indent } else { "" });
            }
            self.out.push_str(word);
        }
    }

    fn quoted(&mut self, text: &str) {
        if !text.contains(char::is_control) && self.choices.below(2) == 0 {
            self.out.push('\'');
            self.out.push_str(&text.replace('\'', "''"));
            self.out.push('\'');
        } else {
            self.out.push_str(&serde_json::to_string(text).unwrap());
        }
    }
}

/// Whether a text can be folded word by word: no line breaks, no spaces side by side or at its ends.
fn is_one_line(text: &str) -> bool {
    let words = || text.split(' ');
    let is_word = |word: &str| {
        !word.is_empty() && !word.contains(|c: char| c.is_control() || c.is_whitespace())
    };
    !text.is_empty() && words().all(is_word)
}
