//! Where a large text can be cut, so that its pieces are read side by side.
//!
//! A text is cut before a key of its outermost mapping, and before an item of a list that is the value of such a key: both
//! are told by how far their line is indented, since whatever belongs to another value is indented further. That is only a
//! guess. A line like these may stand in quotes, in brackets or in a document that is no mapping at all; but then the piece
//! before it is no whole YAML, and [`pieces`](super::pieces) finds that out.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

/// What a piece of a text holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Keys of the outermost mapping, with their values.
    Keys,
    /// Items of the list that is the value of the last key before it.
    Items,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// What is in it.
    pub(super) holds: Holds,
    /// Whether the next piece goes on with the list that is its last value.
    pub(super) goes_on: bool,
}

impl Piece {
    /// How many collections are open at its end: the outermost mapping, and the list that goes on. A piece of items
    /// begins within the mapping.
    pub(super) fn open_at_end(&self) -> usize {
        match self.holds {
            Holds::Keys => 1 + usize::from(self.goes_on),
            Holds::Items => 1,
        }
    }
}

/// Cuts a text into pieces of about `size` bytes; a text that can't be cut is one piece. So is one with a directive, which
/// says how all of it is to be read.
pub(super) fn cut(text: &str, size: usize) -> Vec<Piece> {
    let mut cutter = Cutter {
        text,
        size,
        pieces: Vec::new(),
        start: 0,
        holds: Holds::Keys,
        has_key: false,
        has_directive: false,
        list: List::None,
    };
    let newlines = memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    for start in std::iter::once(0).chain(newlines) {
        cutter.line(start);
    }
    if cutter.has_directive {
        return vec![Piece {
            range: 0..text.len(),
            holds: Holds::Keys,
            goes_on: false,
        }];
    }
    cutter.end(text.len(), false);
    cutter.pieces
}

struct Cutter<'s> {
    text: &'s str,
    size: usize,
    pieces: Vec<Piece>,
    /// Where the piece begins that is not cut off yet.
    start: usize,
    holds: Holds,
    /// Whether there is more in it than comments and a `---`.
    has_key: bool,
    has_directive: bool,
    list: List,
}

/// What the value of the last key seems to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// No list by indentation.
    None,
    /// Whatever comes next.
    Awaited,
    /// A list whose dashes have so many blanks before them.
    Indented(usize),
}

impl Cutter<'_> {
    fn line(&mut self, start: usize) {
        let rest = &self.text.as_bytes()[start..];
        let indent = rest.iter().take_while(|&&byte| byte == b' ').count();
        let Some(&first) = rest.get(indent) else {
            return;
        };
        let follows = rest.get(indent + 1);
        let is_item = first == b'-' && follows.is_none_or(u8::is_ascii_whitespace);
        match first {
            b'\n' | b'\r' | b'#' => {}
            _ if is_item => self.item(start, indent),
            _ if indent == 0 => self.key(start, first),
            _ if self.list == List::Awaited => self.list = List::None,
            _ => {}
        }
    }

    fn item(&mut self, start: usize, indent: usize) {
        if self.list == List::Awaited {
            self.list = List::Indented(indent);
        } else if self.list == List::Indented(indent) && self.is_large(start) {
            self.end(start, true);
            self.holds = Holds::Items;
        }
    }

    fn key(&mut self, start: usize, first: u8) {
        self.has_directive |= first == b'%';
        let is_key = first.is_ascii_alphanumeric() || matches!(first, b'_' | b'"' | b'\'');
        // items are in a piece of their own, which the next key ends whatever its size
        let ends = self.holds == Holds::Items || self.has_key && self.is_large(start);
        if is_key && ends {
            self.end(start, false);
            self.holds = Holds::Keys;
        }
        self.has_key |= is_key;
        self.list = if is_key && is_lone_key(&self.text[start..]) {
            List::Awaited
        } else {
            List::None
        };
    }

    fn is_large(&self, end: usize) -> bool {
        end - self.start >= self.size
    }

    fn end(&mut self, end: usize, goes_on: bool) {
        self.pieces.push(Piece {
            range: self.start..end,
            holds: self.holds,
            goes_on,
        });
        self.start = end;
    }
}

/// Whether the first line of a text is a key without its value.
fn is_lone_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    let line = &bytes[..memchr(b'\n', bytes).unwrap_or(bytes.len())];
    let line = line.trim_ascii_end();
    line.ends_with(b":")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text that is cut wherever it can be, each with `+` before it where it is of items.
    fn pieces(text: &str) -> Vec<String> {
        let shown = |piece: Piece| {
            let mark = if piece.holds == Holds::Items { "+" } else { "" };
            format!("{mark}{}", &text[piece.range])
        };
        cut(text, 1).into_iter().map(shown).collect()
    }

    #[test]
    fn keys_and_items_of_their_lists_are_told_by_their_indentation() {
        let text =
            "a: 1\nb:\n  - c\n  - d: 1\n    e:\n    - f\n  - g\nh:\n- i\n- j\nk:\n  l:\n  - m\n";
        assert_eq!(
            pieces(text),
            [
                "a: 1\n",
                "b:\n  - c\n",
                "+  - d: 1\n    e:\n    - f\n",
                "+  - g\n",
                "h:\n- i\n",
                "+- j\n",
                "k:\n  l:\n  - m\n",
            ]
        );
    }

    #[test]
    fn comments_and_blank_lines_are_no_places_to_cut() {
        let text = "# c\n\na:\n# d\n\n  - 1\n# e\n\n  - 2\n";
        assert_eq!(
            pieces(text),
            ["# c\n\na:\n# d\n\n  - 1\n# e\n\n", "+  - 2\n"]
        );
    }

    #[test]
    fn a_piece_has_at_least_the_size_that_was_asked_for() {
        let text = "a: 1\nb: 2\nc: 3\nd: 4\n";
        let sizes: Vec<_> = cut(text, 8)
            .into_iter()
            .map(|piece| piece.range.len())
            .collect();
        assert_eq!(sizes, [10, 10]);
    }
}
