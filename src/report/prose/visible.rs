//! A text without the characters that nobody sees: soft hyphens, marks of direction, spaces of no width.

use std::borrow::Cow;
use std::ops::Range;

/// What a reader of a text sees, with the way back to the text itself.
#[derive(Debug)]
pub(super) struct Visible<'t> {
    /// The characters that are seen.
    pub text: Cow<'t, str>,
    /// Where characters were left out, in the order of the text, each with how many bytes were left out up to there.
    dropped: Vec<(usize, usize)>,
}

impl<'t> Visible<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut dropped = Vec::new();
        if text.is_ascii() || !text.contains(is_invisible) {
            let text = text.into();
            return Self { text, dropped };
        }
        let mut visible = String::with_capacity(text.len());
        for (at, sign) in text.char_indices() {
            if is_invisible(sign) {
                dropped.push((visible.len(), at + sign.len_utf8() - visible.len()));
            } else {
                visible.push(sign);
            }
        }
        Self {
            text: visible.into(),
            dropped,
        }
    }

    /// Where the range lies in the text itself, without the characters left out at its ends.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let before = |count: usize| match count.checked_sub(1) {
            Some(last) => self.dropped[last].1,
            None => 0,
        };
        let up_to = self.dropped.partition_point(|(at, _)| *at <= range.start);
        let within = self.dropped.partition_point(|(at, _)| *at < range.end);
        let start = range.start + before(up_to);
        start..(range.end + before(within)).max(start)
    }
}

/// Whether nobody sees the character.
pub(super) fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_leads_back_to_the_signs_that_are_seen() {
        let text = "see \u{200e}para\u{ad}graph\u{200b} \u{feff}9\u{200e}.";
        let visible = Visible::of(text);
        assert_eq!(visible.text, "see paragraph 9.");
        let original = |range| &text[visible.original(&range)];
        assert_eq!(original(4..13), "para\u{ad}graph");
        assert_eq!(original(14..15), "9");
        assert_eq!(original(0..3), "see");
        assert_eq!(original(15..16), ".");
        assert!(Visible::of("é").dropped.is_empty());
    }
}
