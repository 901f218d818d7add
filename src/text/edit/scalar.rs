//! Scalars in the style in which they are written.
//!
//! Each way of writing is tried in turn, the one that changes least first, and the first is taken that reads as it is to.

use std::fmt::Write as _;

use super::{Replacement, Value, Words, applied, is_in_flow, text_of, with_words};
use crate::text::source::Span;
use crate::text::syntax::{self, Data, Format, Limits, NodeId, Style, Tree};
use crate::text::yaml_1_1::Reading;

/// A node with another value.
pub(super) fn set(tree: &Tree<'_>, node: NodeId, value: &Value) -> Option<Replacement> {
    let span = tree.span(node);
    let written = match value {
        Value::Text(text) => {
            let ways = text_ways(tree, node, text);
            let mut ways = ways.into_iter();
            ways.find(|way| reads(tree, node, way, text))?
        }
        other => written(tree.format(), other),
    };
    Some((span, with_space(tree, span, written)))
}

/// A key with another name, which is a plain word.
pub(super) fn renamed(tree: &Tree<'_>, node: NodeId, name: &str) -> Option<Replacement> {
    let key = tree.key_of(node)?;
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !name.chars().all(is_word) {
        return None;
    }
    let name = match tree.style(key) {
        Style::Plain => name.to_owned(),
        Style::SingleQuoted => format!("'{name}'"),
        Style::DoubleQuoted => quoted(name, tree.format()),
        _ => return None,
    };
    // of a key that is not written there is nothing to replace, and a tag says what the old name was read as
    let span = tree.span(key);
    (!span.is_empty() && tree.tag(key).is_none()).then_some((span, name))
}

/// Behind a colon or a dash that nothing follows there is no space yet.
fn with_space(tree: &Tree<'_>, span: Span, written: String) -> String {
    let before = &tree.text()[..span.range().start];
    if span.is_empty() && before.ends_with([':', '-']) {
        format!(" {written}")
    } else {
        written
    }
}

/// A value on one line.
fn written(format: Format, value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text, format),
        Value::Bool(value) => value.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::List(items) => {
            let items = items.iter().map(|item| written(format, item));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| {
                let key = named(format, key);
                format!("{key}: {}", written(format, value))
            });
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key that is a plain word.
pub(super) fn named(format: Format, key: &str) -> String {
    match format {
        Format::Json => quoted(key, format),
        _ => key.to_owned(),
    }
}

/// A new value on one line, in the style of one beside it.
pub(super) fn written_like(tree: &Tree<'_>, like: Option<NodeId>, value: &Value) -> String {
    let is_plain = || like.is_some_and(|like| tree.style(like) == Style::Plain);
    match value {
        Value::Text(text) if is_plain() && tree.format() != Format::Json && is_word(text) => {
            text.clone()
        }
        other => written(tree.format(), other),
    }
}

/// Whether a text is one in all readers without quotes as well, in brackets too.
fn is_word(text: &str) -> bool {
    let is_plain = |sign: char| sign.is_alphanumeric() || " -.'()/".contains(sign);
    text.starts_with(char::is_alphabetic)
        && text.ends_with(|last: char| last.is_alphanumeric() || ".)".contains(last))
        && text.chars().all(is_plain)
        && Reading::in_yaml_1_1(text) == Reading::Text
}

/// The ways to write a text in place of a node.
fn text_ways(tree: &Tree<'_>, node: NodeId, text: &str) -> Vec<String> {
    let format = tree.format();
    if format == Format::Json {
        return vec![quoted(text, format)];
    }
    let in_single = format!("'{}'", text.replace('\'', "''"));
    let in_double = quoted(text, format);
    match tree.style(node) {
        // what is not read as text now is put in quotes, and so is what must be the text that it is
        Style::Plain if tree.is_text(node) && text_of(tree, node) != Some(text) => {
            vec![text.to_owned(), in_double]
        }
        Style::SingleQuoted => vec![in_single, in_double],
        _ => vec![in_double],
    }
}

/// Some of a text's words with others.
pub(super) fn reworded(
    tree: &Tree<'_>,
    node: NodeId,
    words: &[Words<'_>],
) -> Option<Vec<Replacement>> {
    let new = with_words(text_of(tree, node)?, words)?;
    let source = tree.raw(node);
    let start = tree.span(node).start;
    let reads = |replacements: &[Replacement]| {
        let local = replacements.iter().map(|(span, new)| {
            let span = Span::new(span.start - start, span.end - start);
            (span, new.as_str())
        });
        reads(tree, node, &applied(source, local), &new)
    };
    let in_place = in_place(tree, node, words, encoder(tree, node))?;
    if reads(&in_place) {
        return Some(in_place);
    }
    if tree.style(node) == Style::Plain {
        let in_quotes = put_in_quotes(tree, node, words)?;
        if reads(&in_quotes) {
            return Some(in_quotes);
        }
    }
    let whole = vec![(tree.span(node), quoted(&new, tree.format()))];
    // a text of many lines stays one
    let is_on_one_line = !source.contains(['\n', '\r']);
    (is_on_one_line && reads(&whole)).then_some(whole)
}

/// How words are written in a scalar.
fn encoder(tree: &Tree<'_>, node: NodeId) -> fn(&str) -> String {
    match tree.style(node) {
        Style::DoubleQuoted if tree.format() == Format::Json => |words| {
            let quoted = quoted(words, Format::Json);
            quoted[1..quoted.len() - 1].to_owned()
        },
        Style::DoubleQuoted => |words| {
            let quoted = quoted(words, Format::Yaml);
            quoted[1..quoted.len() - 1].to_owned()
        },
        Style::SingleQuoted => |words| words.replace('\'', "''"),
        _ => str::to_owned,
    }
}

/// The words, each in its place. `None` where two of them would overlap in the source, such as in one escape.
fn in_place(
    tree: &Tree<'_>,
    node: NodeId,
    words: &[Words<'_>],
    encode: fn(&str) -> String,
) -> Option<Vec<Replacement>> {
    let map = tree.source_map(node);
    let written = words.iter();
    let written = written.map(|(range, words)| (map.span((*range).clone()), encode(words)));
    let written: Vec<Replacement> = written.collect();
    let are_apart = written.windows(2).all(|two| two[0].0.end <= two[1].0.start);
    are_apart.then_some(written)
}

/// A text without quotes in single ones, folded as it was.
fn put_in_quotes(tree: &Tree<'_>, node: NodeId, words: &[Words<'_>]) -> Option<Vec<Replacement>> {
    let span = tree.span(node);
    let mut written = in_place(tree, node, words, |words| words.replace('\'', "''"))?;
    let is_kept = |at: u32| {
        let mut replaced = written.iter();
        !replaced.any(|(span, _)| span.start <= at && at < span.end)
    };
    let quotes = tree.raw(node).match_indices('\'');
    let quotes = quotes.map(|(at, _)| span.start + Span::of(at..at).start);
    let doubled = quotes.filter(|at| is_kept(*at));
    let doubled = doubled.map(|at| (Span::new(at, at + 1), "''".to_owned()));
    let doubled: Vec<Replacement> = doubled.collect();
    written.extend(doubled);
    written.sort_by_key(|(span, _)| (span.start, span.end));
    // what is at an end itself takes the quote in
    match written.first_mut() {
        Some((first, new)) if first.start == span.start => new.insert(0, '\''),
        _ => written.insert(0, (Span::new(span.start, span.start), "'".to_owned())),
    }
    match written.last_mut() {
        Some((last, new)) if last.end == span.end && last.start > span.start => new.push('\''),
        _ => written.push((Span::new(span.end, span.end), "'".to_owned())),
    }
    Some(written)
}

/// Whether a scalar that is written so, in the place of the node, reads as a text.
fn reads(tree: &Tree<'_>, node: NodeId, written: &str, text: &str) -> bool {
    let format = tree.format();
    let parse = |snippet: &str| {
        let format = match format {
            Format::FrontMatter => Format::LenientYaml,
            other => other,
        };
        let tree = syntax::parse(snippet, format, &Limits::default());
        let root = tree.documents().first().copied();
        let value = root.and_then(|root| match tree.data(root) {
            Data::Map if tree.entries(root).count() == 1 => tree.get(root, "k"),
            Data::Seq if tree.items(root).len() == 1 => tree.item(root, 0),
            _ => Some(root),
        });
        let is_the_text = value.is_some_and(|value| text_of(&tree, value) == Some(text));
        is_the_text && tree.errors().is_empty() && tree.comments().is_empty()
    };
    match format {
        Format::Json => parse(written),
        _ if is_in_flow(tree, node) => parse(&format!("[{written}]")),
        _ => parse(&format!("k: {written}\n")),
    }
}

/// A text in double quotes, on one line.
pub(super) fn quoted(text: &str, format: Format) -> String {
    if format == Format::Json {
        return serde_json::Value::from(text).to_string();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                // writing to a string cannot fail
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
