//! What is a letter, a capital, and the edge of a word.

use std::iter;
use std::ops::Range;

/// Capitals of the Latin, Greek and Cyrillic scripts; others know none that abbreviations are made of.
pub(super) fn is_capital(sign: char) -> bool {
    match sign {
        'A'..='Z' => true,
        '\0'..='\x7f' | 'Ĳ' => false,
        'À'..='Ž' | 'Ș' | 'Ț' | 'Α'..='Ω' | 'Ѐ'..='Я' => sign.is_uppercase(),
        _ => false,
    }
}

/// Letters of the scripts that put spaces between words: Latin, Greek, Cyrillic, Hebrew and Arabic.
pub(super) fn is_letter(sign: char) -> bool {
    matches!(sign,
        'a'..='z' | 'A'..='Z' | 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ά' | 'Έ'..='Ί' | 'Ό'
        | 'Ύ'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' | 'א'..='ת' | 'ؠ'..='ي' | 'ٱ'..='ۓ' | 'Ḁ'..='ỿ')
}

/// A letter, or an accent that is put on the letter before it.
pub(super) fn is_letter_or_accent(sign: char) -> bool {
    is_letter(sign) || matches!(sign, '\u{300}'..='\u{36f}')
}

/// Letters, figures and `_` of any script: what `\w` is in a pattern.
pub(super) fn is_of_word(sign: char) -> bool {
    if sign.is_ascii() {
        is_of_ascii_word(sign as u8)
    } else {
        regex_syntax::is_word_character(sign)
    }
}

/// Letters, figures and `_` of ASCII.
pub(super) fn is_of_ascii_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The runs of letters of any script, in order.
pub(super) fn runs_of_letters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    iter::from_fn(move || {
        let start = end_of_run::<false>(text, at);
        at = end_of_run::<true>(text, start);
        (at > start).then_some(start..at)
    })
}

/// The end of what begins there and is letters, or is none.
fn end_of_run<const OF_LETTERS: bool>(text: &str, start: usize) -> usize {
    let is_of_run = |byte: &&u8| byte.is_ascii() && byte.is_ascii_alphabetic() == OF_LETTERS;
    let mut at = start;
    loop {
        at += text.as_bytes()[at..].iter().take_while(is_of_run).count();
        match text[at..].chars().next() {
            Some(sign) if !sign.is_ascii() && sign.is_alphabetic() == OF_LETTERS => {
                at += sign.len_utf8();
            }
            _ => return at,
        }
    }
}

/// Whether no word goes on over the end of the text before it.
pub(super) fn ends_apart(before: &str) -> bool {
    !before.chars().next_back().is_some_and(is_of_word)
}

/// Whether no word goes on at the start of the text after it.
pub(super) fn starts_apart(after: &str) -> bool {
    !after.chars().next().is_some_and(is_of_word)
}

/// Whether a word of ASCII, after what ends at `at`, would begin there: letters of other scripts do not count.
pub(super) fn is_ascii_edge(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    at == 0 || !is_of_ascii_word(bytes[at - 1])
}

/// The text without `word` at its end, letter case aside, if a word of the text begins there.
pub(super) fn strip_last_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let before = text.get(..text.len().checked_sub(word.len())?)?;
    let is_there = text[before.len()..].eq_ignore_ascii_case(word);
    (is_there && ends_apart(before)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::prose::pattern::pattern;

    #[test]
    fn letters_in_a_row_are_a_run_in_any_script() {
        let text = "Ünder 3 R&D, 会议「а»x";
        let runs: Vec<&str> = runs_of_letters(text).map(|run| &text[run]).collect();
        assert_eq!(runs, ["Ünder", "R", "D", "会议", "а", "x"]);
        assert_eq!(runs_of_letters("12 — 3").next(), None);
    }

    #[test]
    fn letters_and_capitals_are_those_of_the_patterns() {
        let capital = pattern("^<Capital>$");
        let letter = pattern("^<Letter>$");
        let word = pattern(r"^\w$");
        for sign in '\0'..='\u{3000}' {
            let text = sign.to_string();
            assert_eq!(is_capital(sign), capital.is_match(&text), "{sign:?}");
            assert_eq!(is_letter(sign), letter.is_match(&text), "{sign:?}");
            assert_eq!(is_of_word(sign), word.is_match(&text), "{sign:?}");
        }
    }
}
