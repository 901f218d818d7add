//! Writes YAML the way people do: folded paragraphs, quotes where they are needed.

use serde_json::Value;

const WIDTH: usize = 90;

/// Writes a mapping that stands at the left edge.
pub(super) fn write(report: &Value, out: &mut String) {
    for (key, value) in report.as_object().into_iter().flatten() {
        out.push('\n');
        entry(key, value, 0, out);
    }
}

fn entry(key: &str, value: &Value, indent: usize, out: &mut String) {
    out.push_str(key);
    out.push(':');
    match value {
        Value::Object(_) => {
            out.push('\n');
            margin(indent + 2, out);
            mapping(value, indent + 2, out);
        }
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            out.push_str(" [");
            for (nth, item) in items.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { ", " });
                scalar(item, out);
            }
            out.push_str("]\n");
        }
        Value::Array(items) => {
            out.push('\n');
            for item in items {
                margin(indent + 2, out);
                out.push_str("- ");
                mapping(item, indent + 4, out);
            }
        }
        Value::String(text) if text.len() > WIDTH => long(text, indent + 2, out),
        Value::String(text) => {
            out.push(' ');
            scalar(text, out);
            out.push('\n');
        }
        other => {
            out.push(' ');
            out.push_str(&other.to_string());
            out.push('\n');
        }
    }
}

/// The entries of a mapping whose first one stands where the text is.
fn mapping(value: &Value, indent: usize, out: &mut String) {
    for (nth, (key, value)) in value.as_object().into_iter().flatten().enumerate() {
        if nth > 0 {
            margin(indent, out);
        }
        entry(key, value, indent, out);
    }
}

fn margin(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn scalar(text: &str, out: &mut String) {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|it| it.is_alphanumeric() || " -.–«»".contains(it));
    let is_date =
        text.len() == "2008-02-12".len() && text.chars().filter(|&it| it == '-').count() == 2;
    if is_plain || is_date {
        out.push_str(text);
    } else {
        quoted(text, out);
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push_str(&Value::from(text).to_string());
}

/// A text over several lines: mostly folded, sometimes without any indicator, sometimes on one line between quotes.
fn long(text: &str, indent: usize, out: &mut String) {
    let is_plain =
        !text.contains(": ") && !text.contains(" #") && text.starts_with(char::is_alphabetic);
    match text.len() % 8 {
        0 => {
            out.push(' ');
            quoted(text, out);
            out.push('\n');
            return;
        }
        1 | 2 if is_plain => out.push(' '),
        _ => {
            out.push_str(" >-\n");
            margin(indent, out);
        }
    }
    let mut column = indent;
    for (nth, word) in text.split(' ').enumerate() {
        let width = word.chars().count() + 1;
        if nth > 0 && column + width > WIDTH {
            out.push('\n');
            margin(indent, out);
            column = indent;
        } else if nth > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += width;
    }
    out.push('\n');
}
