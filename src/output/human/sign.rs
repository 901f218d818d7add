//! Signs of several characters that take other room on a terminal than these do one by one: a family of emoji, a key with a
//! number, letters that are joined to one.
//!
//! The library that draws adds up the widths of characters. So it is given others in the place of such a sign, as many as it
//! is wide, and the sign is put back into what it has drawn.

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The first of the characters that stand for signs. They are for private use; one in a source is a sign itself.
const FIRST: u32 = 0x10_0000;

/// Follows a character that stands for a wide sign, and is taken out again.
const FILLER: char = '\u{10FFFD}';

/// The signs that something stands for, in its order.
#[derive(Debug, Default)]
pub(super) struct Signs(Vec<String>);

impl Signs {
    /// Adds a sign to a text, or what stands for it there.
    pub(super) fn push(&mut self, text: &mut String, sign: &str) {
        let width = width(sign);
        let added: usize = sign.chars().map(|it| it.width().unwrap_or(0)).sum();
        let is_private = |it: char| u32::from(it) >= FIRST;
        if width == 0 || width == added && !sign.contains(is_private) {
            text.push_str(sign);
            return;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let stand_in = FIRST.checked_add(number).and_then(char::from_u32);
        let Some(stand_in) = stand_in.filter(|it| *it < FILLER) else {
            text.push_str(sign);
            return;
        };
        text.push(stand_in);
        text.extend(std::iter::repeat_n(FILLER, width - 1));
        self.0.push(sign.to_owned());
    }

    /// Puts the signs back into a text.
    pub(super) fn put_back(&self, text: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let mut whole = String::with_capacity(text.len());
        for character in text.chars().filter(|it| *it != FILLER) {
            let number = u32::from(character).checked_sub(FIRST);
            match number.and_then(|number| self.0.get(number as usize)) {
                Some(sign) => whole.push_str(sign),
                None => whole.push(character),
            }
        }
        *text = whole;
    }
}

/// Where the signs of a text start and end.
pub(super) fn ends(text: &str) -> Vec<usize> {
    GraphemeClusterSegmenter::new().segment_str(text).collect()
}

/// The columns that a sign takes.
fn width(sign: &str) -> usize {
    let characters: Vec<char> = sign.chars().collect();
    let is_joined = |pair: &[char]| joins_letters(pair[0]) && pair[1].is_alphabetic();
    let joined = characters.windows(2).filter(|pair| is_joined(pair)).count();
    sign.width().saturating_sub(joined)
}

/// Whether a character joins the letters on both of its sides to one: the virama of a script of India.
fn joins_letters(character: char) -> bool {
    matches!(
        character,
        '\u{94D}' | '\u{9CD}' | '\u{ACD}' | '\u{B4D}' | '\u{C4D}' | '\u{D4D}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_several_characters_takes_the_room_of_one() {
        for (sign, columns) in [
            ("a", 1),
            ("会", 2),
            ("e\u{301}", 1),
            ("👨\u{200D}👩\u{200D}👧\u{200D}👦", 2),
            ("👩\u{200D}💻", 2),
            ("👍🏽", 2),
            ("1\u{FE0F}\u{20E3}", 2),
            ("❤\u{FE0F}", 2),
            ("🇦🇹", 2),
            ("क\u{94D}ष", 1),
            ("\u{100005}", 1),
        ] {
            let (mut signs, mut text) = (Signs::default(), String::new());
            signs.push(&mut text, sign);
            let drawn: usize = text.chars().map(|it| it.width().unwrap_or(0)).sum();
            assert_eq!(drawn, columns, "{sign}");
            signs.put_back(&mut text);
            assert_eq!(text, sign);
        }
    }
}
