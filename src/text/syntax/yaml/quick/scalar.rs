//! Scalars without quotes, in quotes and by indentation.

use std::iter;

use memchr::{memchr2_iter, memchr3};

use super::Reader;
use crate::text::source::Span;
use crate::text::syntax::Style;
use crate::text::syntax::build::New;
use crate::text::syntax::origin::escaped;
use crate::text::syntax::scalar::{self, Kind};

impl Reader<'_> {
    /// Adds what is written without quotes.
    pub(super) fn plain(&mut self, text: &str, new: &New) {
        match scalar::resolve(text, Kind::Any) {
            Some(content) => self.builder.scalar(content, new),
            None => self.builder.text(text, new),
        }
    }

    /// Reads what is written without quotes, with the further lines that are indented more than that.
    pub(super) fn plain_lines(&mut self, indent: usize) -> Option<()> {
        let start = self.at;
        let starts_otherwise = matches!(
            self.bytes[start],
            b'?' | b':' | b',' | b']' | b'}' | b'#' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`'
        );
        if starts_otherwise || self.is_dash(start) {
            return None;
        }
        let mut end = self.plain_end(start)?;
        self.at = end;
        let has_comment = self.end_line_of_plain()?;
        let mut is_folded = false;
        while let Some((line, breaks)) = self.further_line(indent) {
            // neither may text go on after a comment, nor is it plain here that a dash is text
            if has_comment || self.is_dash(line) {
                return None;
            }
            if !is_folded {
                self.decoded.clear();
                self.decoded.push_str(&self.text[start..end]);
                is_folded = true;
            }
            self.fold(breaks);
            end = self.plain_end(line)?;
            self.decoded.push_str(&self.text[line..end]);
            self.at = end;
            if self.end_line_of_plain()? {
                return None;
            }
        }
        let new = New::bare(Span::of(start..end), Style::Plain);
        if is_folded {
            let decoded = std::mem::take(&mut self.decoded);
            self.plain(&decoded, &new);
            self.decoded = decoded;
        } else {
            self.plain(&self.text[start..end], &new);
        }
        Some(())
    }

    /// Reads the end of a line and says whether there is a comment before it.
    fn end_line_of_plain(&mut self) -> Option<bool> {
        let blanks_end = self.skip_blanks(self.at);
        let has_comment = !self.is_line_end(blanks_end);
        self.end_line()?;
        Some(has_comment)
    }

    /// The end of a text without quotes on its line; `None` if a colon makes a key of it.
    fn plain_end(&self, start: usize) -> Option<usize> {
        let line = &self.bytes[start..self.line_end(start)];
        let mut end = line.len();
        for at in memchr2_iter(b':', b'#', line) {
            if line[at] == b':' {
                if matches!(line.get(at + 1), None | Some(b' ')) {
                    return None;
                }
            } else if at > 0 && line[at - 1] == b' ' {
                end = at;
                break;
            }
        }
        let blanks = line[..end].iter().rev().take_while(|byte| **byte == b' ');
        Some(start + end - blanks.count())
    }

    /// Where the next line begins that goes on with a text, and how many blank lines are before it. A comment ends a text.
    fn further_line(&mut self, indent: usize) -> Option<(usize, usize)> {
        let mut breaks = 0;
        let mut line = self.at;
        loop {
            let start = self.skip_blanks(line);
            match self.bytes.get(start)? {
                b'\n' | b'\r' => {
                    breaks += 1;
                    line = self.after_break(start);
                }
                b'#' => return None,
                _ => return (start - line > indent).then_some((start, breaks)),
            }
        }
    }

    /// Adds what a line break and the blank lines after it mean.
    fn fold(&mut self, blank_lines: usize) {
        if blank_lines == 0 {
            self.decoded.push(' ');
        }
        self.decoded.extend(iter::repeat_n('\n', blank_lines));
    }

    /// Reads a text in quotes, with the further lines that are indented more than that; without an indentation, on one line.
    pub(super) fn quoted(&mut self, indent: Option<usize>) -> Option<()> {
        let start = self.at;
        let quote = self.bytes[start];
        self.decoded.clear();
        // what is before `from` is decoded already
        let mut from = start + 1;
        let mut at = from;
        let end = loop {
            let sign = at + memchr3(quote, b'\\', b'\n', &self.bytes[at..])?;
            at = sign + 1;
            match self.bytes[sign] {
                b'\n' => {
                    let line = self.text[from..sign].trim_end_matches([' ', '\r']);
                    self.decoded.push_str(line);
                    self.at = at;
                    let (line, breaks) = self.further_quoted_line(indent?)?;
                    self.fold(breaks);
                    (from, at) = (line, line);
                }
                b'\\' if quote == b'"' => {
                    let (escaped, length) = escaped(&self.text[at..])?;
                    // a blank or a tab that is escaped stays at the end of a line, where others go
                    if matches!(escaped, ' ' | '\t') {
                        return None;
                    }
                    self.decoded.push_str(&self.text[from..sign]);
                    self.decoded.push(escaped);
                    at += length;
                    from = at;
                }
                b'\'' if quote == b'\'' && self.bytes.get(at) == Some(&b'\'') => {
                    self.decoded.push_str(&self.text[from..at]);
                    at += 1;
                    from = at;
                }
                b'\\' => {}
                _ => break sign,
            }
        };
        self.at = end + 1;
        let style = match quote {
            b'"' => Style::DoubleQuoted,
            _ => Style::SingleQuoted,
        };
        let new = New::bare(Span::of(start..self.at), style);
        if from == start + 1 {
            self.builder.text(&self.text[from..end], &new);
        } else {
            self.decoded.push_str(&self.text[from..end]);
            self.builder.text(&self.decoded, &new);
        }
        Some(())
    }

    /// As [`Self::further_line`], in quotes, where a `#` begins no comment and every line has to be indented.
    fn further_quoted_line(&self, indent: usize) -> Option<(usize, usize)> {
        let mut breaks = 0;
        let mut line = self.at;
        loop {
            let start = self.skip_blanks(line);
            if !self.is_line_end(start) {
                return (start - line > indent).then_some((start, breaks));
            }
            if start == self.bytes.len() {
                return None;
            }
            breaks += 1;
            line = self.after_break(start);
        }
    }

    /// Reads a literal or folded text.
    pub(super) fn block_scalar(&mut self, indent: usize) -> Option<()> {
        let start = self.at;
        let is_folded = self.bytes[start] == b'>';
        let is_stripped = self.bytes.get(start + 1) == Some(&b'-');
        let header_end = self.skip_blanks(start + 1 + usize::from(is_stripped));
        if !self.is_line_end(header_end) {
            return None;
        }
        let first = self.after_break(header_end);
        let own = self.skip_blanks(first) - first;
        if own <= indent || self.is_line_end(first + own) {
            return None;
        }
        self.decoded.clear();
        let mut end = first;
        let mut breaks = 0;
        let mut line = first;
        while let Some((at, blank_lines)) = self.block_line(line, indent, own)? {
            let line_end = self.line_end(at);
            let is_spaced = self.bytes[at] == b' ';
            let is_blank = || self.skip_blanks(at) == line_end;
            // how blanks at the start of a line are folded, and where a text ends with them, the parser knows
            if is_spaced && (is_folded || is_blank()) || line_end == self.bytes.len() {
                return None;
            }
            breaks += blank_lines;
            match (is_folded, breaks) {
                (_, 0) => {}
                (true, _) => self.fold(breaks - 1),
                (false, _) => self.decoded.extend(iter::repeat_n('\n', breaks)),
            }
            self.decoded.push_str(&self.text[at..line_end]);
            end = line_end;
            breaks = 1;
            line = self.after_break(line_end);
        }
        if !is_stripped {
            self.decoded.push('\n');
        }
        // the blank lines after it are gone over once more
        self.at = self.after_break(end);
        let style = if is_folded {
            Style::Folded
        } else {
            Style::Literal
        };
        let new = New::bare(Span::of(start..end), style);
        self.builder.text(&self.decoded, &new);
        Some(())
    }

    /// Where the text of the next line of a block scalar begins that is not blank, and how many blank lines are before it.
    /// There is no such line (`Some(None)`) where a line is indented no more than the collection around; one that is
    /// indented more than that, and less than the text, is for the parser.
    #[expect(clippy::option_option, reason = "the outer one ends the reading")]
    fn block_line(
        &self,
        start: usize,
        indent: usize,
        own: usize,
    ) -> Option<Option<(usize, usize)>> {
        let mut line = start;
        let mut blank_lines = 0;
        loop {
            let blanks = self.bytes[line..].iter().take(own);
            let at = line + blanks.take_while(|byte| **byte == b' ').count();
            if at == self.bytes.len() {
                return Some(None);
            }
            if self.is_line_end(at) {
                blank_lines += 1;
                line = self.after_break(at);
            } else if at - line == own {
                return Some(Some((at, blank_lines)));
            } else {
                return (at - line <= indent).then_some(None);
            }
        }
    }
}
