//! CSV with a header: a list of rows, each a mapping from the names in the header to its cells.

use rustc_hash::FxHashSet;

use super::build::{Builder, New};
use super::error::{Grammar, SyntaxErrorKind};
use super::{Limits, Style, Tree};
use crate::text::source::Span;

/// What divides the cells of a row in one file or another.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// A cell of a row.
struct Cell<'s> {
    /// As it is written, with its quotation marks.
    span: Span,
    /// What is between the quotation marks, if there are any.
    written: &'s str,
    is_quoted: bool,
}

impl Cell<'_> {
    /// What it says.
    fn text(&self) -> String {
        if self.is_quoted {
            self.written.replace("\"\"", "\"")
        } else {
            self.written.to_owned()
        }
    }
}

/// Reads the rows of a text. The first that is not blank is the header.
pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut builder = Builder::new(text, limits);
    let mut rows = Rows::new(text);
    let whole = New::bare(Span::of(0..text.len()), Style::Block);
    let names = match rows.next() {
        None => Vec::new(),
        Some(Ok(header)) => names(&header),
        Some(Err((error, span))) => return builder.finish_with(error, span),
    };
    if text.trim().is_empty() {
        return builder.finish();
    }
    builder.open(false, &whole);
    for row in rows {
        let row = match row {
            Ok(row) => row,
            Err((error, span)) => return builder.finish_with(error, span),
        };
        if row.len() > names.len() {
            let (error, span) = too_many(&row, names.len());
            return builder.finish_with(error, span);
        }
        let Some(first) = row.first() else { continue };
        builder.open(true, &New::bare(first.span, Style::Block));
        for (name, cell) in names.iter().zip(&row).filter(|(name, _)| !name.is_empty()) {
            let style = if cell.is_quoted {
                Style::DoubleQuoted
            } else {
                Style::Plain
            };
            builder.text(name, &New::bare(cell.span, Style::Plain));
            let value = cell.text();
            let verbatim = (value == cell.written).then_some(cell.written);
            builder.text(verbatim.unwrap_or(&value), &New::bare(cell.span, style));
        }
        builder.close(row.last().map(|cell| cell.span.end));
        if builder.is_full() {
            break;
        }
    }
    builder.finish()
}

/// The names of the columns. One that comes again is numbered; one without a name is left out.
fn names(header: &[Cell<'_>]) -> Vec<String> {
    let mut known = FxHashSet::default();
    let named = header.iter().map(|cell| {
        let name = cell.text().trim().to_owned();
        let mut numbered = name.clone();
        let mut number = 1;
        while !name.is_empty() && !known.insert(numbered.clone()) {
            number += 1;
            numbered = format!("{name} {number}");
        }
        numbered
    });
    named.collect()
}

fn too_many(row: &[Cell<'_>], expected: usize) -> (SyntaxErrorKind, Span) {
    let message = format!(
        "this row has {} cells, and the header has {expected}",
        row.len()
    );
    let grammar =
        Grammar::new(message).help("put a cell with a separator in it in quotation marks");
    (SyntaxErrorKind::Grammar(grammar), row[expected].span)
}

/// The rows of a text, without those that are blank.
struct Rows<'s> {
    text: &'s str,
    at: usize,
    separator: char,
}

impl<'s> Rows<'s> {
    fn new(text: &'s str) -> Self {
        let header = text.lines().find(|line| !line.trim().is_empty());
        let count = |separator: &char| header.map_or(0, |line| line.matches(*separator).count());
        // of several that come as often the first
        let separators = SEPARATORS.into_iter().rev();
        let separator = separators.max_by_key(count).unwrap_or(SEPARATORS[0]);
        Self {
            text,
            at: 0,
            separator,
        }
    }

    fn row(&mut self) -> Result<Vec<Cell<'s>>, (SyntaxErrorKind, Span)> {
        let mut row = Vec::new();
        loop {
            row.push(self.cell()?);
            let rest = &self.text[self.at..];
            if let Some(rest) = rest.strip_prefix(self.separator) {
                self.at = self.text.len() - rest.len();
                continue;
            }
            let after = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix(['\n', '\r']));
            self.at = after.map_or(self.text.len(), |after| self.text.len() - after.len());
            return Ok(row);
        }
    }

    fn cell(&mut self) -> Result<Cell<'s>, (SyntaxErrorKind, Span)> {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(quoted) = rest.strip_prefix('"') else {
            let ends = |sign: char| sign == self.separator || matches!(sign, '\n' | '\r');
            let written = &rest[..rest.find(ends).unwrap_or(rest.len())];
            self.at += written.len();
            return Ok(Cell {
                span: Span::of(start..self.at),
                written,
                is_quoted: false,
            });
        };
        let Some(length) = closing(quoted) else {
            let message = "the quotation mark that starts here does not end";
            let grammar = Grammar::new(message)
                .help("write a `\"` at its end, and `\"\"` for each one in it");
            return Err((
                SyntaxErrorKind::Grammar(grammar),
                Span::of(start..start + 1),
            ));
        };
        self.at = start + length + 2;
        let after = &self.text[self.at..];
        if !after.is_empty() && !after.starts_with([self.separator, '\n', '\r']) {
            let message = "there is more after the quotation mark that ends this cell";
            let grammar =
                Grammar::new(message).help("write `\"\"` for each quotation mark in a cell");
            let span = Span::of(self.at - 1..self.at);
            return Err((SyntaxErrorKind::Grammar(grammar), span));
        }
        Ok(Cell {
            span: Span::of(start..self.at),
            written: &quoted[..length],
            is_quoted: true,
        })
    }
}

/// Where a quoted cell ends: at a quotation mark that is not followed by another.
fn closing(quoted: &str) -> Option<usize> {
    let bytes = quoted.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

impl<'s> Iterator for Rows<'s> {
    type Item = Result<Vec<Cell<'s>>, (SyntaxErrorKind, Span)>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            match self.row() {
                Ok(row) if row.iter().all(|cell| cell.written.trim().is_empty()) => {}
                other => return Some(other),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Data, Format, parse};

    /// The rows as they are read, each value with its span.
    fn rows(text: &str) -> Vec<Vec<(String, String, String)>> {
        let tree = parse(text, Format::Csv, &Limits::default());
        assert_eq!(tree.errors(), [], "{text}");
        let Some(&root) = tree.documents().first() else {
            return Vec::new();
        };
        let row = |row| {
            let cells = tree.entries(row);
            let cells = cells.map(|(key, value)| {
                let Data::Str(said) = tree.data(value) else {
                    panic!("{text}");
                };
                let raw = tree.raw(value).to_owned();
                (tree.key_text(key).into_owned(), said.to_owned(), raw)
            });
            cells.collect()
        };
        tree.items(root).map(row).collect()
    }

    fn cell(name: &str, said: &str, raw: &str) -> (String, String, String) {
        (name.to_owned(), said.to_owned(), raw.to_owned())
    }

    #[test]
    fn rows_are_mappings_by_the_header() {
        let text = "time,title\r\n9:20,Opening\r\n\r\n9:40,\"A, \"\"b\"\"\"\r\n10:00\n";
        assert_eq!(
            rows(text),
            [
                vec![
                    cell("time", "9:20", "9:20"),
                    cell("title", "Opening", "Opening")
                ],
                vec![
                    cell("time", "9:40", "9:40"),
                    cell("title", "A, \"b\"", "\"A, \"\"b\"\"\"")
                ],
                vec![cell("time", "10:00", "10:00")],
            ]
        );
    }

    #[test]
    fn the_header_shows_what_divides_cells_and_its_names_are_told_apart() {
        assert_eq!(
            rows("a;b, c;a;\n1;2,3;4;5"),
            [vec![
                cell("a", "1", "1"),
                cell("b, c", "2,3", "2,3"),
                cell("a 2", "4", "4")
            ]]
        );
        assert_eq!(
            rows("a\tb\n1\t2"),
            [vec![cell("a", "1", "1"), cell("b", "2", "2")]]
        );
        assert!(rows("").is_empty() && rows("\n\n").is_empty() && rows("a,b\n").is_empty());
    }

    #[test]
    fn what_is_no_csv_is_an_error_at_its_place() {
        for (text, start, message) in [
            (
                "a,b\n1,2,3\n",
                8,
                "this row has 3 cells, and the header has 2",
            ),
            ("a,b\n1,\"2\n", 6, "does not end"),
            ("a,b\n\"1\"2,3\n", 6, "more after"),
        ] {
            let tree = parse(text, Format::Csv, &Limits::default());
            let [error] = tree.errors() else {
                panic!("{text}");
            };
            assert_eq!(error.span.range().start, start, "{text}");
            assert!(error.to_string().contains(message), "{error}");
        }
    }
}
