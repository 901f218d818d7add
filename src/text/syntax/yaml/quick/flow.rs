//! Collections in brackets and braces, on one line.

use super::Reader;
use crate::text::source::Span;
use crate::text::syntax::Style;
use crate::text::syntax::build::New;

impl Reader<'_> {
    /// Reads a list in brackets or a mapping in braces.
    pub(super) fn flow_collection(&mut self) -> Option<()> {
        let is_mapping = self.bytes[self.at] == b'{';
        let closing = if is_mapping { b'}' } else { b']' };
        self.open(is_mapping, Style::Flow, Span::of(self.at..self.at + 1))?;
        self.at = self.skip_blanks(self.at + 1);
        if self.bytes.get(self.at) != Some(&closing) {
            self.flow_items(is_mapping, closing)?;
        }
        self.at += 1;
        self.close(Some(Span::of(self.at..self.at).end));
        Some(())
    }

    /// Reads what is between the brackets, up to the one that closes them.
    fn flow_items(&mut self, is_mapping: bool, closing: u8) -> Option<()> {
        loop {
            if is_mapping {
                self.flow_key()?;
            }
            match self.bytes.get(self.at)? {
                b'"' | b'\'' => self.quoted(None)?,
                b'[' | b'{' => self.flow_collection()?,
                _ => self.flow_plain()?,
            }
            self.at = self.skip_blanks(self.at);
            match self.bytes.get(self.at)? {
                b',' => self.at = self.skip_blanks(self.at + 1),
                byte if *byte == closing => return Some(()),
                _ => return None,
            }
        }
    }

    /// Reads a key, its colon and the blanks after that.
    fn flow_key(&mut self) -> Option<()> {
        match self.bytes.get(self.at)? {
            b'"' | b'\'' => self.quoted(None)?,
            _ => self.flow_plain()?,
        }
        let is_key = self.bytes[self.at..].starts_with(b": ");
        self.at = self.skip_blanks(self.at + 1);
        is_key.then_some(())
    }

    /// Reads what is written without quotes.
    fn flow_plain(&mut self) -> Option<()> {
        let start = self.at;
        let is_first = |byte: u8| {
            byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'_' | b'$' | b'(')
        };
        let is_text = match self.bytes[start..] {
            [b'-', second, ..] => is_first(second),
            [first, ..] => is_first(first),
            [] => false,
        };
        if !is_text {
            return None;
        }
        let end = self.flow_plain_end(start)?;
        let text = self.text[start..end].trim_end_matches(' ');
        let new = New::bare(Span::of(start..start + text.len()), Style::Plain);
        self.plain(text, &new);
        self.at = end;
        Some(())
    }

    /// Where a text without quotes ends: at a bracket or a comma of the collection, or at the colon after a key.
    fn flow_plain_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            match self.bytes.get(at)? {
                b',' | b'[' | b']' | b'{' | b'}' => return Some(at),
                b'\n' | b'\r' | b'#' => return None,
                b':' => match self.bytes.get(at + 1)? {
                    b' ' => return Some(at),
                    byte if byte.is_ascii_alphanumeric() || *byte == b'/' => {}
                    _ => return None,
                },
                _ => {}
            }
            at += 1;
        }
    }
}
