//! Long forms by their initials.

use std::ops::Range;

use crate::report::prose::cursor::Cursor;
use crate::report::prose::letter::{is_letter, is_letter_or_accent, starts_apart};
use crate::report::prose::words::SMALL;

/// How far before a short form its long one may begin, in bytes.
const WINDOW: usize = 240;

/// The words of the clause that ends at `end`, as far back as a long form may reach.
pub(super) fn clause_before(text: &str, end: usize) -> Vec<Range<usize>> {
    let before = &text[..end];
    let start = match before.floor_char_boundary(end.saturating_sub(WINDOW)) {
        0 => 0,
        // the window may begin inside a word
        start => before[start..]
            .find(char::is_whitespace)
            .map_or(end, |space| start + space),
    };
    let window = &before[start..];
    let start = start + last_clause(window);
    words_in(text, start..end)
}

/// Where the last clause begins.
fn last_clause(window: &str) -> usize {
    let ends_clause = |(at, sign): &(usize, char)| match sign {
        '.' => window[at + 1..].starts_with(char::is_whitespace),
        _ => ";:()[]!?\n|".contains(*sign),
    };
    let last = window.char_indices().rev().find(ends_clause);
    last.map_or(0, |(at, sign)| at + sign.len_utf8())
}

/// The words of the range, of which "non-governmental" and "l’Office" have two.
pub(super) fn words_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cursor = Cursor::new(&text[..range.end], range.start);
    let mut words = Vec::new();
    loop {
        cursor.signs(|sign| !is_letter(sign));
        let start = cursor.at;
        if !cursor.signs(is_letter_or_accent) {
            return words;
        }
        cursor.attempt(|cursor| {
            let found = cursor.one_of(&["'s", "’s"]) && starts_apart(cursor.rest());
            found.then_some(())
        });
        words.push(start..cursor.at);
    }
}

/// Which word the long form begins with: the words before the short form are walked back, letter by letter. Small words are
/// passed over, and of the others as many as `skipped`: "UN.GIFT" has no letter for "Human".
pub(super) fn first_that_fits(
    text: &str,
    words: &[Range<usize>],
    short: &str,
    mut skipped: usize,
) -> Option<usize> {
    let letters = short.chars().filter(|sign| sign.is_alphanumeric());
    let letters: Vec<char> = letters.flat_map(char::to_lowercase).collect();
    let mut left = letters.as_slice();
    for (index, word) in words.iter().enumerate().rev() {
        let (last, rest) = left.split_last()?;
        let word = &text[word.clone()];
        if begins_with(word, *last) {
            left = rest;
            if left.is_empty() {
                return Some(index);
            }
        } else if !SMALL.contains(&word.to_lowercase().as_str()) {
            skipped = skipped.checked_sub(1)?;
        }
    }
    None
}

/// Whether the word begins with the small letter, letter case aside.
pub(super) fn begins_with(word: &str, letter: char) -> bool {
    let mut first = word.chars().take(1).flat_map(char::to_lowercase);
    first.next() == Some(letter)
}

/// Where the capitalized words begin that end before a short form: "Vienna Forum to Fight Human Trafficking".
pub(super) fn capitalized_run(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let is_capitalized = |word: &Range<usize>| text[word.clone()].starts_with(char::is_uppercase);
    let is_small = |word: &Range<usize>| SMALL.contains(&&text[word.clone()]);
    let run = words
        .iter()
        .rev()
        .take_while(|word| is_capitalized(word) || is_small(word));
    let first = run.filter(|word| is_capitalized(word)).last()?;
    let ends_capitalized = words.last().is_some_and(is_capitalized);
    ends_capitalized.then_some(first.start)
}
