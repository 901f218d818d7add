//! Reads YAML as most people write it, in a fraction of the parser's time.
//!
//! That is block mappings and lists, scalars in all styles, collections in brackets on one line, and comments. The tree is
//! the one that the parser gives, or there is none: what is not plainly in order (an anchor, a tag, a tab, a value that is
//! missing, an error) is left to the parser, which then reads the whole text, and says what is wrong with it.

mod flow;
mod scalar;

use memchr::{memchr, memchr_iter, memchr3_iter};

use crate::text::source::Span;
use crate::text::syntax::build::{Builder, New};
use crate::text::syntax::{Limits, Style, Tree};

/// How deep collections may nest. What nests deeper is no report.
const DEEPEST: usize = 64;

/// The longest key, in bytes. The parser takes somewhat longer ones.
const LONGEST_KEY: usize = 256;

/// The tree of a text, or `None` where the parser has to read it.
pub(in crate::text::syntax) fn read<'s>(text: &'s str, limits: &Limits) -> Option<Tree<'s>> {
    if has_odd_signs(text.as_bytes()) {
        return None;
    }
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        builder: Builder::new(text, limits),
        decoded: String::new(),
        depth: 0,
    };
    reader.document()?;
    let tree = reader.builder.finish();
    tree.errors().is_empty().then_some(tree)
}

/// Whether there are control characters, or characters that some take for the end of a line or a byte order mark.
fn has_odd_signs(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| byte == 0x7f || byte < b' ' && !matches!(byte, b'\n' | b'\r');
    let is_odd_sign = |at: usize| {
        matches!(
            &bytes[at..],
            [0xc2, 0x80..=0x9f, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..] | [0xef, 0xbb | 0xbf, ..]
        )
    };
    // not `any`: without an early end the bytes are looked at many at a time
    bytes
        .iter()
        .fold(false, |found, &byte| found | is_odd(byte))
        || memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
        || memchr3_iter(0xc2, 0xe2, 0xef, bytes).any(is_odd_sign)
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    /// Up to where the text was read.
    at: usize,
    builder: Builder<'s>,
    /// The room in which texts are put together.
    decoded: String,
    /// How many collections are open.
    depth: usize,
}

/// A line that is not only blanks and a comment.
#[derive(Clone, Copy)]
struct Line {
    /// How many blanks are before what is on it.
    indent: usize,
    /// Where that begins.
    start: usize,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        let mut line = self.next_line()?;
        let marker_end = line.start + 3;
        let has_marker = self.bytes[line.start..].starts_with(b"---");
        if line.indent == 0 && has_marker && self.is_line_end(marker_end) {
            self.at = self.after_break(marker_end);
            line = self.next_line()?;
        }
        if line.indent > 0 {
            return None;
        }
        if self.is_dash(line.start) {
            self.list(line)?;
        } else {
            self.mapping(line)?;
        }
        self.next_line().is_none().then_some(())
    }

    /// Goes to the next line that has something on it, which is not read yet; `None` at the end of the text.
    fn next_line(&mut self) -> Option<Line> {
        loop {
            let start = self.skip_blanks(self.at);
            match self.bytes.get(start)? {
                b'\n' | b'\r' => self.at = self.after_break(start),
                b'#' => {
                    self.at = start;
                    self.comment();
                }
                _ => {
                    let indent = start - self.at;
                    return Some(Line { indent, start });
                }
            }
        }
    }

    /// Reads a comment and the end of its line.
    fn comment(&mut self) {
        let end = self.line_end(self.at);
        self.builder.comment(Span::of(self.at..end));
        self.at = self.after_break(end);
    }

    /// Reads the keys that are indented as the first of them, with their values.
    fn mapping(&mut self, first: Line) -> Option<()> {
        self.open(true, Style::Block, Span::of(first.start..first.start))?;
        let mut key = first.start;
        loop {
            let end = self.key_end(key)?;
            let new = New::bare(Span::of(key..end), Style::Plain);
            self.plain(&self.text[key..end], &new);
            self.at = end + 1;
            self.value(first.indent)?;
            match self.next_line() {
                Some(line) if line.indent > first.indent => return None,
                Some(line) if line.indent == first.indent && !self.is_dash(line.start) => {
                    key = line.start;
                }
                _ => break,
            }
        }
        self.close(None);
        Some(())
    }

    /// The end of the key that begins there, if it is one without quotes.
    fn key_end(&self, start: usize) -> Option<usize> {
        let is_first = |byte: u8| {
            byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'_' | b'$')
        };
        let is_of_key = |&byte: &u8| is_first(byte) || b" -.()/'&+".contains(&byte);
        let rest = &self.bytes[start..];
        let length = rest.iter().take_while(|byte| is_of_key(byte)).count();
        let is_key = (1..=LONGEST_KEY).contains(&length)
            && is_first(rest[0])
            && rest[length - 1] != b' '
            && rest.get(length) == Some(&b':')
            && self.is_blank_or_end(start + length + 1);
        is_key.then_some(start + length)
    }

    /// Reads what follows the colon of a key of a mapping that is so far indented.
    fn value(&mut self, indent: usize) -> Option<()> {
        let colon_end = self.at;
        self.at = self.skip_blanks(colon_end);
        if !self.ends_line(colon_end) {
            return self.scalar(indent);
        }
        let line = self.next_line()?;
        if self.is_dash(line.start) && line.indent >= indent {
            self.list(line)
        } else if line.indent <= indent {
            None
        } else if self.key_end(line.start).is_some() {
            self.mapping(line)
        } else {
            self.at = line.start;
            self.scalar(indent)
        }
    }

    /// Reads the items whose dashes are indented as the first of them.
    fn list(&mut self, first: Line) -> Option<()> {
        self.open(false, Style::Block, Span::of(first.start..first.start))?;
        let mut dash = first.start;
        loop {
            let start = self.skip_blanks(dash + 1);
            if self.is_line_end(start) || self.is_dash(start) {
                return None;
            }
            self.at = start;
            if self.key_end(start).is_some() {
                let indent = first.indent + (start - dash);
                self.mapping(Line { indent, start })?;
            } else {
                self.scalar(first.indent)?;
            }
            match self.next_line() {
                Some(line) if line.indent > first.indent => return None,
                Some(line) if line.indent == first.indent && self.is_dash(line.start) => {
                    dash = line.start;
                }
                _ => break,
            }
        }
        self.close(None);
        Some(())
    }

    /// Reads a scalar, or a collection in brackets, within a collection that is so far indented.
    fn scalar(&mut self, indent: usize) -> Option<()> {
        match self.bytes[self.at] {
            b'|' | b'>' => self.block_scalar(indent),
            b'"' | b'\'' => {
                self.quoted(Some(indent))?;
                self.end_line()
            }
            b'[' | b'{' => {
                self.flow_collection()?;
                self.end_line()
            }
            _ => self.plain_lines(indent),
        }
    }

    fn open(&mut self, mapping: bool, style: Style, span: Span) -> Option<()> {
        self.depth += 1;
        let is_open = self.depth <= DEEPEST && self.builder.open(mapping, &New::bare(span, style));
        is_open.then_some(())
    }

    fn close(&mut self, end: Option<u32>) {
        self.depth -= 1;
        self.builder.close(end);
    }

    /// Reads the end of a line, on which a comment may follow after blanks.
    fn end_line(&mut self) -> Option<()> {
        let end = self.at;
        self.at = self.skip_blanks(end);
        self.ends_line(end).then_some(())
    }

    /// Reads the end of a line if it is here, with the comment before it; what comes before the blanks ends at `end`.
    fn ends_line(&mut self, end: usize) -> bool {
        if self.is_line_end(self.at) {
            self.at = self.after_break(self.at);
            return true;
        }
        let is_comment = self.at > end && self.bytes[self.at] == b'#';
        if is_comment {
            self.comment();
        }
        is_comment
    }

    fn is_dash(&self, at: usize) -> bool {
        self.bytes[at] == b'-' && self.is_blank_or_end(at + 1)
    }

    fn is_blank_or_end(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b' ') || self.is_line_end(at)
    }

    /// Whether a line ends there. A carriage return always has a line feed after it.
    fn is_line_end(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b'\n' | b'\r'))
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        at
    }

    /// The end of the line, without its break.
    fn line_end(&self, at: usize) -> usize {
        let end = memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length);
        end - usize::from(self.bytes[at..end].ends_with(b"\r"))
    }

    /// Where the next line starts, after the break that is there.
    fn after_break(&self, at: usize) -> usize {
        match &self.bytes[at..] {
            [b'\r', ..] => at + 2,
            [_, ..] => at + 1,
            [] => at,
        }
    }
}
