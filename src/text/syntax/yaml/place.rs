//! The place at which the parser stopped, and the text around it.

use super::super::origin::escaped;
use crate::text::source::Span;

/// Lines looked through for what an error means.
pub(super) const NEARBY: usize = 100;

/// Where the parser stopped.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) text: &'s str,
    pub(super) at: usize,
}

impl<'s> Place<'s> {
    /// The escape that means nothing in the double quotes that start here.
    pub(super) fn escape(self) -> Span {
        let mut at = self.at;
        while let Some(backslash) = self.text[at..].find('\\') {
            at += backslash + 1;
            match escaped(&self.text[at..]) {
                Some((_, length)) => at += length,
                None if self.text[at..].starts_with(['\n', '\r']) => at += 1,
                None => return self.bad_escape(at - 1),
            }
        }
        self.word()
    }

    /// An escape that means nothing: its backslash, a character, and the digits after it.
    fn bad_escape(self, backslash: usize) -> Span {
        let mut rest = self.text[backslash + 1..].chars();
        let first = rest.next().map_or(0, char::len_utf8);
        let digits = rest.take_while(char::is_ascii_hexdigit).take(8).count();
        let digits = if self.text[backslash + 1..].starts_with(['x', 'u', 'U']) {
            digits
        } else {
            0
        };
        Span::of(backslash..backslash + 1 + first + digits)
    }

    /// The tab in the indentation of a line here or below.
    pub(super) fn tab(self) -> Span {
        let mut at = self.line_start();
        for line in self.text[at..].split_inclusive(['\n', '\r']).take(NEARBY) {
            let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            if let Some(tab) = blanks.find('\t') {
                return Span::of(at + tab..at + blanks.len());
            }
            at += line.len();
        }
        self.word()
    }

    /// The word here, or the last character before it if there is none.
    pub(super) fn word(self) -> Span {
        let here = &self.text[self.at..];
        let word = here.find(char::is_whitespace).unwrap_or(here.len());
        if word > 0 {
            return Span::of(self.at..self.at + word);
        }
        let before = self.text[..self.at].trim_end();
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        Span::of(before.len() - last..before.len())
    }

    pub(super) fn character_here(self) -> Span {
        match self.text[self.at..].chars().next() {
            Some(character) => Span::of(self.at..self.at + character.len_utf8()),
            None => self.word(),
        }
    }

    /// From here to the end of the line, without the blanks before and after it.
    pub(super) fn rest_of_line(self) -> Span {
        let rest = &self.text[self.at..];
        let line = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_end();
        let indented = line.trim_start();
        if indented.is_empty() {
            return self.word();
        }
        let end = self.at + line.len();
        Span::of(end - indented.len()..end)
    }

    /// Whether the line is a key with a `:` after it.
    pub(super) fn is_key(self) -> bool {
        separator(self.line()).is_some() || self.line().ends_with(':')
    }

    /// The line here, without the blanks around it.
    pub(super) fn line(self) -> &'s str {
        let rest = &self.text[self.line_start()..];
        rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_matches([' ', '\t'])
    }

    /// The line here and those above it that are not blank, some of them.
    pub(super) fn lines_upwards(self) -> impl Iterator<Item = Place<'s>> {
        std::iter::successors(Some(self), |line| line.line_above()).take(NEARBY)
    }

    /// The start of the nearest line above that is not blank.
    pub(super) fn line_above(self) -> Option<Place<'s>> {
        let above = self.text[..self.line_start()].trim_end();
        let above = Place {
            at: above.len(),
            ..self
        };
        (above.at > 0).then(|| Place {
            at: above.line_start(),
            ..above
        })
    }

    pub(super) fn line_start(self) -> usize {
        self.text[..self.at]
            .rfind(['\n', '\r'])
            .map_or(0, |end| end + 1)
    }
}

/// Where a `:` that separates a key from its value is in a line.
pub(super) fn separator(line: &str) -> Option<usize> {
    line.find(": ").or_else(|| line.find(":\t"))
}
