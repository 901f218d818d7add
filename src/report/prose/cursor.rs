//! Reads on in a text from a place in it.

use std::ops::Range;

use super::letter::{is_letter, is_of_word};

/// A place in a text. Each method reads on from there if it finds what it is named after; otherwise the place stays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// The place, in bytes.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// All of the text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The next character, which is not taken.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// A character of the kind.
    pub(super) fn sign(&mut self, is_kind: impl FnOnce(char) -> bool) -> bool {
        let sign = self.peek().filter(|sign| is_kind(*sign));
        self.at += sign.map_or(0, char::len_utf8);
        sign.is_some()
    }

    /// All characters of the kind that follow; whether there is one.
    pub(super) fn signs(&mut self, is_kind: impl Fn(char) -> bool) -> bool {
        let rest = self.rest();
        let length = rest.find(|sign| !is_kind(sign)).unwrap_or(rest.len());
        self.at += length;
        length > 0
    }

    /// White space; whether there is any.
    pub(super) fn spaces(&mut self) -> bool {
        self.signs(char::is_whitespace)
    }

    /// Exactly these characters.
    pub(super) fn literal(&mut self, literal: &str) -> bool {
        let found = self.rest().as_bytes().starts_with(literal.as_bytes());
        self.at += if found { literal.len() } else { 0 };
        found
    }

    /// The first of these that follows.
    pub(super) fn one_of(&mut self, literals: &[&str]) -> bool {
        literals.iter().any(|literal| self.literal(literal))
    }

    /// A whole word of letters and figures, in any script; empty when there is none.
    pub(super) fn word(&mut self) -> &'t str {
        let start = self.at;
        self.signs(is_of_word);
        &self.text[start..self.at]
    }

    /// A whole word that is one of these, letter case aside.
    pub(super) fn keyword(&mut self, words: &[&str]) -> bool {
        let start = self.at;
        let word = self.word();
        let found = words.iter().any(|known| known.eq_ignore_ascii_case(word));
        if !found {
            self.at = start;
        }
        found
    }

    /// Letters, one at least.
    pub(super) fn letters(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.signs(is_letter).then_some(start..self.at)
    }

    /// Figures, one at least, and as many as `most`.
    pub(super) fn figures(&mut self, most: usize) -> Option<Range<usize>> {
        let start = self.at;
        let figures = self.rest().bytes().take(most);
        self.at += figures.take_while(u8::is_ascii_digit).count();
        (self.at > start).then_some(start..self.at)
    }

    /// What `read` reads; where it finds nothing, the place stays.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }
}
