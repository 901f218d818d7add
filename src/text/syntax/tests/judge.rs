//! The values of a tree are those that an independent reader gives.
//!
//! Where the two differ by design, [`differences`] has the case:
//!
//! - a key twice: the last one wins here, and is an error there;
//! - `<<` is merged here, and a key there;
//! - a key that is no string has a canonical text here, and keeps its type there;
//! - figures with a zero before them are a number here, as YAML 1.2 has it, and a string there;
//! - tags of one's own (`!x`) are kept beside the value here, and wrap it there;
//! - an integer beyond 64 bits is a float here; a literal scalar at the end of the text that has no
//!   line break of its own gets one here, as YAML 1.2 has it.

mod fixtures;

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_yaml::Value;

use super::super::*;
use super::{json, yaml};

/// The value of a node.
fn value(tree: &Tree<'_>, node: NodeId) -> Value {
    match tree.data(node) {
        Data::Null => Value::Null,
        Data::Bool(value) => value.into(),
        Data::Int(value) => value.into(),
        Data::UInt(value) => value.into(),
        Data::Float(value) => value.into(),
        Data::Str(value) => value.into(),
        Data::Seq => tree.items(node).map(|item| value(tree, item)).collect(),
        Data::Map => {
            let entries = tree.entries(node);
            entries
                .map(|(key, entry)| (Value::from(&*tree.key_text(key)), value(tree, entry)))
                .collect::<serde_yaml::Mapping>()
                .into()
        }
    }
}

fn ours(text: &str) -> Value {
    let tree = yaml(text);
    assert_eq!(tree.errors(), [], "{text}");
    tree.documents()
        .first()
        .map_or(Value::Null, |&root| value(&tree, root))
}

fn theirs(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn written_by_hand() {
    let documents = [
        "a: 1\nb: -2\nc: 0x1F\nd: 0o17\ne: 1.5\nf: 1e3\ng: -.5\nh: +1\ni: 18446744073709551615\n",
        "a: true\nb: False\nc: ~\nd: null\ne:\nf: Null\ng: TRUE\n",
        "a: yes\nb: no\nc: on\nd: 12:30\ne: 2008-02-13\nf: 1_000\ng: .5x\nh: 1.2.3\n",
        "a: one\n  two\n\n  three\nb: 'it''s\n  here'\nc: \"x\\ty\\u00e9 \\\n  z\"\n",
        "a: |\n  one\n   two\n\n  three\n\nb: >\n  one\n  two\n\n  three\n   more\n  end\nc: |-\n  x\n\nd: |+\n  x\n\ne: >2\n    x\n  y\n",
        "- - a\n  - b\n- c: d\n  e: f\n-\n  - g\n",
        "a: [b, {c: d, e}, \"f\", [g, h]]\nx: {}\ny: []\n",
        "a: &x {b: 1}\nc: *x\nd: &y text\ne: *y\n",
        "# comment\na: b # right\n# between\nc: d#e\nf: 'g # h'\n",
        "? a\n: b\n? c\n",
        "a: !!str 12\nb: !!int '12'\nc: !!float 1\n",
        "a:\r\n  - b\r\n  - |\r\n    x\r\n    y\r\n",
        "\u{FEFF}a: b\n",
        "a: .inf\nb: -.inf\n",
        "a:\tb\n",
    ];
    for text in documents {
        assert_eq!(ours(text), theirs(text), "{text}");
    }
}

#[test]
fn differences() {
    assert!(serde_yaml::from_str::<Value>("a: 1\na: 2").is_err());
    assert_eq!(ours("a: 1\na: 2"), theirs("a: 2"));

    assert_eq!(
        ours("x: &x {a: 1}\ny: {<<: *x}"),
        theirs("x: {a: 1}\ny: {a: 1}")
    );
    assert_ne!(ours("y: {<<: {a: 1}}"), theirs("y: {<<: {a: 1}}"));

    assert_eq!(ours("{1: a, ~: b}"), theirs("{'1': a, 'null': b}"));
    assert_ne!(ours("{1: a}"), theirs("{1: a}"));

    assert_eq!(ours("014"), theirs("14"));
    assert_eq!(theirs("014"), theirs("'014'"));

    assert_eq!(ours("!own x"), theirs("x"));
    assert_ne!(ours("!own x"), theirs("!own x"));

    assert_eq!(
        ours("184467440737095516150"),
        Value::from(184_467_440_737_095_516_150_f64)
    );
    assert_eq!(ours(".nan").as_f64().map(f64::is_nan), Some(true));
}

/// How the parts of a document are written, drawn one after the other.
struct Choices<'c>(std::iter::Cycle<std::slice::Iter<'c, u8>>);

impl Choices<'_> {
    fn next(&mut self, count: u8) -> u8 {
        self.0.next().map_or(0, |choice| choice % count)
    }
}

/// Writes a value as YAML in many ways.
struct Writer<'c> {
    out: String,
    choices: Choices<'c>,
}

impl Writer<'_> {
    fn block(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Sequence(items) if !items.is_empty() && self.choices.next(4) > 0 => {
                for item in items {
                    self.line(indent, "-");
                    self.below(item, indent + 2);
                }
            }
            Value::Mapping(entries) if !entries.is_empty() && self.choices.next(4) > 0 => {
                for (key, entry) in entries {
                    self.line(indent, "");
                    self.quoted(key.as_str().unwrap());
                    self.out.push(':');
                    self.below(entry, indent + 1);
                }
            }
            other => {
                self.line(indent, "");
                self.flow(other, indent);
            }
        }
    }

    /// A value after its `-` or `:`.
    fn below(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Sequence(_) | Value::Mapping(_) => {
                if self.choices.next(3) == 0 {
                    self.out.push_str(" # note: 'below");
                }
                self.block(value, indent);
            }
            Value::String(text) => {
                self.out.push(' ');
                self.text(text, indent);
            }
            other => {
                self.out.push(' ');
                self.flow(other, indent);
            }
        }
    }

    fn line(&mut self, indent: usize, start: &str) {
        if self.choices.next(6) == 0 {
            self.out.push_str("\n# a comment: \"here");
        }
        write!(self.out, "\n{:indent$}{start}", "").unwrap();
    }

    fn flow(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Sequence(items) => {
                self.out.push('[');
                for item in items {
                    self.flow(item, indent);
                    let space = if self.choices.next(3) == 0 {
                        format!(",\n{:indent$} ", "")
                    } else {
                        ", ".to_owned()
                    };
                    self.out.push_str(&space);
                }
                self.out.push(']');
            }
            Value::Mapping(entries) => {
                self.out.push('{');
                for (key, entry) in entries {
                    self.quoted(key.as_str().unwrap());
                    self.out.push_str(": ");
                    self.flow(entry, indent);
                    self.out.push_str(", ");
                }
                self.out.push('}');
            }
            Value::String(text) => self.quoted(text),
            Value::Null => self
                .out
                .push_str(["~", "null", "NULL"][usize::from(self.choices.next(3))]),
            Value::Bool(value) => write!(self.out, "{value}").unwrap(),
            Value::Number(value) => write!(self.out, "{value}").unwrap(),
            Value::Tagged(_) => unreachable!("no tags are generated"),
        }
    }

    fn text(&mut self, text: &str, indent: usize) {
        let words = !text.is_empty()
            && text
                .split(' ')
                .all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric));
        let lines = !text.is_empty()
            && text.chars().all(|c| c == '\n' || is_printable(c))
            && text
                .lines()
                .all(|line| line.trim_matches([' ', '\t']).len() == line.len())
            && text.starts_with(|c: char| c.is_alphanumeric());
        match self.choices.next(4) {
            0 if words && text.starts_with(char::is_alphabetic) && theirs(text).is_string() => {
                self.wrapped(text, indent);
            }
            1 if words => {
                write!(self.out, ">-\n{:indent$} ", "").unwrap();
                self.wrapped(text, indent);
            }
            2 if lines => {
                let chomp = if !text.ends_with('\n') {
                    "-"
                } else if text.ends_with("\n\n") {
                    "+"
                } else {
                    ""
                };
                write!(self.out, "|{chomp}").unwrap();
                for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                    write!(self.out, "\n{:indent$} {line}", "").unwrap();
                }
            }
            _ => self.quoted(text),
        }
    }

    /// Words with a line break, here and there, for a space.
    fn wrapped(&mut self, text: &str, indent: usize) {
        for (place, word) in text.split(' ').enumerate() {
            match self.choices.next(3) {
                _ if place == 0 => {}
                0 => write!(self.out, "\n{:indent$} ", "").unwrap(),
                _ => self.out.push(' '),
            }
            self.out.push_str(word);
        }
    }

    fn quoted(&mut self, text: &str) {
        let printable = text.chars().all(is_printable);
        if printable && self.choices.next(2) == 0 {
            write!(self.out, "'{}'", text.replace('\'', "''")).unwrap();
            return;
        }
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                '\n' => self.out.push_str("\\n"),
                c if u32::from(c) < 0x80 && !c.is_control() => self.out.push(c),
                c if printable && self.choices.next(2) == 0 => {
                    self.out.push(c);
                }
                c => write!(self.out, "\\U{:08X}", u32::from(c)).unwrap(),
            }
        }
        self.out.push('"');
    }
}

/// Whether both readers take a character as it is; YAML 1.1 has more line breaks.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z\u{e9}]{1,6}( [a-zA-Z0-9\u{e9}]{1,6}){0,6}",
        "[a-z0-9:#'\" ,\\[\\]{}\\-\u{e9}\u{1d11e}]{0,12}",
        "([a-z:#'\u{e9}]{1,5}( [a-z]{1,3})?\n{1,3}){1,4}",
        "([a-z]{1,5}\n\n?){0,3}[a-z #:]{0,4}[a-z]",
        any::<String>(),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(|value: f64| Value::from(value)),
        texts().prop_map(Value::from),
        texts().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let entry = (texts(), inner.clone());
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(Value::from),
            proptest::collection::vec(entry, 0..6).prop_map(|entries| {
                let entries = entries
                    .into_iter()
                    .map(|(key, value)| (Value::from(key), value));
                entries.collect::<serde_yaml::Mapping>().into()
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn generated_yaml(value in values(), choices in proptest::collection::vec(any::<u8>(), 1..60), crlf: bool) {
        tried(1);
        let mut writer = Writer { out: String::new(), choices: Choices(choices.iter().cycle()) };
        writer.block(&value, 0);
        let text = writer.out + "\n";
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        prop_assert_eq!(ours(&text), value.clone(), "{}", text);
        prop_assert_eq!(theirs(&text), value, "{}", text);
    }

    #[test]
    fn generated_json(value in values()) {
        tried(1);
        let text = serde_json::to_string_pretty(&value).unwrap();
        let tree = json(&text);
        prop_assert_eq!(tree.errors(), []);
        prop_assert_eq!(super::judge::value(&tree, tree.documents()[0]), value.clone());
        if !text.contains("\\u") && !text.contains('\u{7F}') {
            prop_assert_eq!(ours(&text), value);
        }
    }
}

/// Says how much was read, for the table in docs/testing.md.
#[allow(
    clippy::print_stdout,
    reason = "the test's output is where it is to be read"
)]
fn tried(texts: usize) {
    println!("tried: {texts} inputs, {texts} executions");
}
