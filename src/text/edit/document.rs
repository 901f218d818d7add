//! A report that was recognized in a text for readers, as a document in YAML.
//!
//! It is written by hand: a serializer writes neither comments nor folded texts, and puts codes in quotes only where a reader
//! would take them for numbers.

use std::fmt::Write as _;

use super::scalar::quoted;
use crate::text::source::Span;
use crate::text::syntax::printed::Value;
use crate::text::syntax::{Format, Remark};

/// How long a line may become.
const WIDTH: usize = 100;

/// The shortest text that is folded, in characters.
const SHORTEST_FOLDED: usize = 70;

/// How much of a text that is in the report a comment quotes, in characters.
const LONGEST_QUOTED: usize = 60;

/// Writes documents.
pub(crate) struct Writer<'d> {
    source: &'d str,
    doubts: &'d [Remark],
    /// Which of the doubts have their comment.
    is_written: Vec<bool>,
    /// What the comments begin with.
    marker: &'d str,
}

impl<'d> Writer<'d> {
    /// A writer that puts each doubt, which are in the order of the source, into a comment above the item that it is about.
    #[must_use]
    pub(crate) fn new(source: &'d str, doubts: &'d [Remark], marker: &'d str) -> Self {
        Self {
            source,
            doubts,
            is_written: vec![false; doubts.len()],
            marker,
        }
    }

    /// The document. What is about no item is above all.
    #[must_use]
    pub(crate) fn document(mut self, root: &Value) -> String {
        let Value::Map(entries) = root else {
            return String::new();
        };
        let mut body = String::new();
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 {
                body.push('\n');
            }
            self.entry(key, value, 0, &mut body);
        }
        let mut text = String::new();
        self.comments(0..self.doubts.len(), 0, &mut text);
        if !text.is_empty() {
            text.push('\n');
        }
        text + &body
    }

    fn entry(&mut self, key: &str, value: &Value, indent: usize, text: &mut String) {
        let _ = write!(text, "{key}:");
        match value {
            Value::Text(words) => {
                text.push(' ');
                scalar(words.text(), indent + 2, text);
            }
            Value::Whole(number, _) => {
                let _ = writeln!(text, " {number}");
            }
            Value::List(items) => {
                text.push('\n');
                for item in items {
                    self.item(item, indent + 2, text);
                }
            }
            Value::Map(entries) => {
                text.push('\n');
                self.entries(entries, indent + 2, text);
            }
        }
    }

    /// The entries of a mapping, of which the first may be in a line that has its indentation already.
    fn entries(&mut self, entries: &[(&str, Value)], indent: usize, text: &mut String) {
        for (key, value) in entries {
            if text.ends_with('\n') {
                text.push_str(&" ".repeat(indent));
            }
            self.entry(key, value, indent, text);
        }
    }

    fn item(&mut self, item: &Value, indent: usize, text: &mut String) {
        // what is about an item within this one is written there
        let mut written = format!("{}- ", " ".repeat(indent));
        match item {
            Value::Map(entries) => self.entries(entries, indent + 2, &mut written),
            Value::Text(words) => scalar(words.text(), indent + 2, &mut written),
            Value::Whole(number, _) => {
                let _ = writeln!(written, "{number}");
            }
            Value::List(items) => {
                for item in items {
                    self.item(item, indent + 2, &mut written);
                }
            }
        }
        if let Some(Span { start, end }) = item.span() {
            let first = self
                .doubts
                .partition_point(|doubt| doubt.span.start < start);
            let last = self.doubts.partition_point(|doubt| doubt.span.start < end);
            self.comments(first..last.max(first), indent, text);
        }
        text.push_str(&written);
    }

    /// The comments of those of the doubts that have none yet.
    fn comments(&mut self, doubts: std::ops::Range<usize>, indent: usize, text: &mut String) {
        for index in doubts {
            if std::mem::replace(&mut self.is_written[index], true) {
                continue;
            }
            let doubt = &self.doubts[index];
            let about = &self.source[doubt.span.range()];
            let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_long = !doubt.is_left_out && about.chars().count() > LONGEST_QUOTED;
            let about = if is_long {
                about.chars().take(LONGEST_QUOTED).collect::<String>() + "…"
            } else {
                about
            };
            let indent = " ".repeat(indent);
            let (marker, what) = (self.marker, &doubt.text);
            let about = quoted(&about, Format::Yaml);
            let _ = writeln!(text, "{indent}{marker} {what}: {about}");
        }
    }
}

/// A text: folded if it is long, or else in quotes.
fn scalar(words: &str, indent: usize, text: &mut String) {
    let may_be_folded = words.chars().count() >= SHORTEST_FOLDED
        && words.split(' ').all(|word| !word.is_empty())
        && !words.contains(|sign: char| {
            sign.is_control() || matches!(sign, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        });
    if !may_be_folded {
        let _ = writeln!(text, "{}", quoted(words, Format::Yaml));
        return;
    }
    text.push_str(">-\n");
    let mut length = 0;
    for word in words.split(' ') {
        let more = word.chars().count();
        if length > 0 && indent + length + 1 + more > WIDTH {
            text.push('\n');
            length = 0;
        }
        if length == 0 {
            text.push_str(&" ".repeat(indent));
        } else {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += more;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::mapped::Mapped;
    use crate::text::syntax::{Data, Limits, parse};

    fn title(words: &str) -> Value {
        let words = Mapped::standing_for(words, Span::new(0, 1));
        Value::Map(vec![(
            "items",
            Value::List(vec![Value::Map(vec![("title", Value::Text(words))])]),
        )])
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(words in "(\\PC|[ \\n\\t'\"#:>-]){1,300}") {
            let text = Writer::new("x", &[], "#").document(&title(&words));
            let tree = parse(&text, Format::Yaml, &Limits::default());
            prop_assert_eq!(tree.errors(), &[]);
            let items = tree.get(tree.documents()[0], "items").unwrap();
            let read = tree.get(tree.item(items, 0).unwrap(), "title").unwrap();
            prop_assert_eq!(tree.data(read), Data::Str(&words));
        }
    }

    #[test]
    fn a_doubt_is_a_comment_above_its_item() {
        let doubt = Remark {
            span: Span::new(0, 1),
            text: "it may be text".to_owned(),
            is_left_out: false,
        };
        let text = Writer::new("x", &[doubt], "# doubt:").document(&title("Opening"));
        assert_eq!(
            text,
            "items:\n  # doubt: it may be text: \"x\"\n  - title: \"Opening\"\n"
        );
    }
}
