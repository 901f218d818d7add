//! TOML, from the document that `toml_edit` makes of it.
//!
//! The library bounds how deep values nest, so that walking its document by recursion needs no more stack than it does.

use std::ops::Range;

use toml_edit::{Array, Document, InlineTable, Item, Key, Table, Value};

use super::build::{Builder, New};
use super::error::{Grammar, SyntaxErrorKind};
use super::{Content, Limits, Style, Tree};
use crate::text::source::Span;

/// Reads a text. A date or a time is a text as it is written.
pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    if text.trim().is_empty() {
        return Builder::new(text, limits).finish();
    }
    read_part(text, 0..text.len(), limits)
}

/// Reads a part of a text. Places in it are places in the text.
pub(super) fn read_part<'s>(text: &'s str, part: Range<usize>, limits: &Limits) -> Tree<'s> {
    let mut builder = Builder::new(text, limits);
    let at = part.start;
    let written = &text[part.clone()];
    match Document::parse(written) {
        Ok(document) => {
            let mut reader = Reader { text, at, builder };
            let blank = written.len() - written.trim_start().len();
            reader.table(document.as_table(), at + blank..part.end);
            reader.builder.finish()
        }
        Err(error) => {
            let message = error.message().trim().replace('\n', ", ");
            let grammar = Grammar::new(format!("this is not TOML: {message}"));
            let span = error.span().map(|span| span.start + at..span.end + at);
            let span = spanned(text, span);
            builder.error(SyntaxErrorKind::Grammar(grammar), span);
            builder.finish()
        }
    }
}

/// Where an error is: at least one character, where there is any.
fn spanned(text: &str, span: Option<Range<usize>>) -> Span {
    let Range { start, end } = span.unwrap_or_default();
    let start = text.floor_char_boundary(start.min(text.len()));
    let end = text.ceil_char_boundary(end.clamp(start, text.len()));
    if start < end {
        return Span::of(start..end);
    }
    let next = text[start..].chars().next().map(char::len_utf8);
    let last = text[..start].chars().next_back().map(char::len_utf8);
    match (next, last) {
        (Some(next), _) => Span::of(start..start + next),
        (None, Some(last)) => Span::of(start - last..start),
        (None, None) => Span::default(),
    }
}

struct Reader<'s> {
    text: &'s str,
    /// Where the part that is read starts in the text.
    at: usize,
    builder: Builder<'s>,
}

impl Reader<'_> {
    /// The place in the text of a place in the part.
    fn placed(&self, span: Option<Range<usize>>) -> Option<Range<usize>> {
        span.map(|span| span.start + self.at..span.end + self.at)
    }

    fn table(&mut self, table: &Table, at: Range<usize>) {
        if !self
            .builder
            .open(true, &New::bare(Span::of(at), Style::Block))
        {
            return;
        }
        for (name, item) in table {
            if let Some(key) = table.key(name) {
                self.entry(key, item);
            }
        }
        self.builder.close(None);
    }

    fn entry(&mut self, key: &Key, item: &Item) {
        let at = self.placed(key.span().or_else(|| start(item)));
        let at = at.unwrap_or_default();
        self.key(key.get(), at.clone());
        match item {
            Item::Value(value) => self.value(value, &at),
            Item::Table(table) => self.table(table, self.placed(table.span()).unwrap_or(at)),
            Item::ArrayOfTables(tables) => {
                let first = tables.iter().next().and_then(Table::span);
                let first = self.placed(first).unwrap_or_else(|| at.clone());
                if self
                    .builder
                    .open(false, &New::bare(Span::of(first), Style::Block))
                {
                    for table in tables {
                        let place = self.placed(table.span());
                        self.table(table, place.unwrap_or_else(|| at.clone()));
                    }
                    self.builder.close(None);
                }
            }
            Item::None => self
                .builder
                .scalar(Content::Null, &New::bare(Span::of(at), Style::Plain)),
        }
    }

    fn key(&mut self, name: &str, at: Range<usize>) {
        let raw = &self.text[at.clone()];
        let bare = raw.trim_matches(['"', '\'']);
        let name = if bare == name { bare } else { name };
        self.builder
            .text(name, &New::bare(Span::of(at), style_of(raw)));
    }

    fn value(&mut self, value: &Value, key: &Range<usize>) {
        let at = self.placed(value.span()).unwrap_or_else(|| key.clone());
        let new = New::bare(Span::of(at.clone()), Style::Plain);
        match value {
            Value::String(said) => self.string(said.value(), at),
            Value::Integer(number) => self.builder.scalar(Content::Int(*number.value()), &new),
            Value::Float(number) => self.builder.scalar(Content::Float(*number.value()), &new),
            Value::Boolean(is) => self.builder.scalar(Content::Bool(*is.value()), &new),
            Value::Datetime(_) => self.builder.text(&self.text[at], &new),
            Value::Array(array) => self.array(array, at),
            Value::InlineTable(table) => self.inline(table, at),
        }
    }

    fn string(&mut self, said: &str, at: Range<usize>) {
        let raw = &self.text[at.clone()];
        // as it is written, wherever that is what it says
        let quotes = raw.len().saturating_sub(said.len()) / 2;
        let inside = raw.get(quotes..quotes + said.len());
        let said = inside.filter(|inside| *inside == said).unwrap_or(said);
        self.builder
            .text(said, &New::bare(Span::of(at), style_of(raw)));
    }

    fn array(&mut self, array: &Array, at: Range<usize>) {
        let end = Span::of(at.clone()).end;
        if self
            .builder
            .open(false, &New::bare(Span::of(at.clone()), Style::Flow))
        {
            for value in array {
                self.value(value, &at);
            }
            self.builder.close(Some(end));
        }
    }

    fn inline(&mut self, table: &InlineTable, at: Range<usize>) {
        let end = Span::of(at.clone()).end;
        if self
            .builder
            .open(true, &New::bare(Span::of(at.clone()), Style::Flow))
        {
            for (name, value) in table {
                let key = self.placed(table.key(name).and_then(Key::span));
                let key = key.unwrap_or_else(|| at.clone());
                self.key(name, key.clone());
                self.value(value, &key);
            }
            self.builder.close(Some(end));
        }
    }
}

/// Where an item starts.
fn start(item: &Item) -> Option<Range<usize>> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().next()?.span(),
        other => other.span(),
    }
}

fn style_of(raw: &str) -> Style {
    match raw.as_bytes() {
        [b'"', ..] => Style::DoubleQuoted,
        _ => Style::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Data, Format, NodeId, parse};

    fn value<'t>(tree: &'t Tree<'_>, way: &[&str]) -> (Data<'t>, &'t str) {
        let mut node = tree.documents()[0];
        for name in way {
            let next: Option<NodeId> = match name.parse() {
                Ok(index) => tree.item(node, index),
                Err(_) => tree.get(node, name),
            };
            node = next.unwrap_or_else(|| panic!("{way:?}"));
        }
        (tree.data(node), tree.raw(node))
    }

    #[test]
    fn values_have_their_places() {
        let text = "title = \"A \\\"b\\\"\" # comment\n\"day one\" = 2008-02-13\n[[talk]]\nid = 1\nroom.name = 'Aula'\n\
            [[talk]]\nid = 2\ntags = [\"a\", 'b']\nat = {from = 09:30:00, for = 1.5, open = true}\n[talk.more]\nx = \"\"\"\nlong\"\"\"\n";
        let tree = parse(text, Format::Toml, &Limits::default());
        assert_eq!(tree.errors(), []);
        for (way, data, raw) in [
            (&["title"][..], Data::Str("A \"b\""), "\"A \\\"b\\\"\""),
            (&["day one"], Data::Str("2008-02-13"), "2008-02-13"),
            (&["talk", "0", "id"], Data::Int(1), "1"),
            (&["talk", "0", "room", "name"], Data::Str("Aula"), "'Aula'"),
            (&["talk", "1", "tags", "1"], Data::Str("b"), "'b'"),
            (
                &["talk", "1", "at", "from"],
                Data::Str("09:30:00"),
                "09:30:00",
            ),
            (&["talk", "1", "at", "for"], Data::Float(1.5), "1.5"),
            (&["talk", "1", "at", "open"], Data::Bool(true), "true"),
            (
                &["talk", "1", "more", "x"],
                Data::Str("long"),
                "\"\"\"\nlong\"\"\"",
            ),
        ] {
            assert_eq!(value(&tree, way), (data, raw), "{way:?}");
        }
    }

    #[test]
    fn what_is_no_toml_is_an_error_at_its_place() {
        let tree = parse("a = 1\nb = \n", Format::Toml, &Limits::default());
        let [error] = tree.errors() else {
            panic!();
        };
        assert!(
            error.to_string().starts_with("this is not TOML: "),
            "{error}"
        );
        assert_eq!(error.span.range().start, 10);
        assert!(!error.span.is_empty());
        let deep = "a = ".to_owned() + &"[".repeat(100_000);
        let tree = parse(&deep, Format::Toml, &Limits::default());
        assert_eq!(tree.errors().len(), 1);
    }
}
