//! Where short forms are used as such, and not as parts of names, symbols, quotations and lists.

use std::cell::OnceCell;
use std::ops::Range;

use memchr::memchr2;

use super::is_short;
use crate::report::prose::bracket::{Enclosures, takes_in};
use crate::report::prose::cue::Hits;
use crate::report::prose::cursor::Cursor;
use crate::report::prose::letter::{is_of_word, runs_of_letters, starts_apart, strip_last_word};
use crate::report::prose::words::Abbreviations as Words;

/// The longest quotation that may be the title of a work, in bytes.
const LONGEST_TITLE: usize = 300;

/// Finds what a text uses.
pub(super) struct Uses<'a> {
    text: &'a str,
    signs: &'a [(usize, char)],
    words: &'a Words,
    enclosures: &'a Enclosures,
    /// Quotations and stressed words, when somebody has asked for them.
    titles: OnceCell<Vec<Range<usize>>>,
}

impl<'a> Uses<'a> {
    pub(super) fn new(
        text: &'a str,
        hits: &'a Hits,
        enclosures: &'a Enclosures,
        words: &'a Words,
    ) -> Self {
        Self {
            text,
            signs: &hits.signs,
            words,
            enclosures,
            titles: OnceCell::new(),
        }
    }

    /// The capitals that the word begins with, if they are a short form.
    pub(super) fn capitals(&self, word: &Range<usize>) -> Option<Range<usize>> {
        capitals(self.text, word)
    }

    /// Whether the short form is part of a sentence, and not of a symbol, a name, a citation or a quotation.
    pub(super) fn is_in_sentence(&self, short: &Range<usize>) -> bool {
        let (before, after) = (&self.text[..short.start], &self.text[short.end..]);
        let plural = after.strip_prefix('s').filter(|rest| starts_apart(rest));
        let after = plural.unwrap_or(after);
        stands_apart(before, after)
            && !is_numbered(after)
            && !self.is_surname(before)
            && !is_shouted_at(before, &self.text[short.clone()], after)
            && !self.is_citation(short)
            && !takes_in(self.titles(), short)
    }

    fn titles(&self) -> &[Range<usize>] {
        let titles = || titles(self.text, self.enclosures);
        self.titles.get_or_init(titles)
    }

    /// Whether the text ends with a person's title and given names, after which a surname may be in capitals.
    fn is_surname(&self, before: &str) -> bool {
        const GIVEN_NAMES: usize = 3;
        const WINDOW: usize = 80;
        let start = before.floor_char_boundary(before.len().saturating_sub(WINDOW));
        let before = &before[start..];
        let names = before.split_whitespace().rev().take(GIVEN_NAMES + 1);
        let is_title = |word: &str| {
            let word = word.strip_suffix('.').unwrap_or(word);
            let mut titles = self.words.titles.iter();
            let last = word.bytes().next_back();
            titles.any(|title| {
                title.bytes().next_back() == last
                    && word.ends_with(title)
                    && strip_last_word(word, title).is_some()
            })
        };
        if !before.ends_with(char::is_whitespace) {
            return false;
        }
        for name in names {
            if is_title(name) {
                return true;
            }
            if !name.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }

    /// "[RFC3410]", "[Rivers and Lee, 2017]".
    fn is_citation(&self, short: &Range<usize>) -> bool {
        const NEAR: usize = 8;
        const LONGEST_KEY: usize = 40;
        const LONGEST: usize = 70;
        let next = self.signs.partition_point(|(at, _)| *at < short.start);
        let is_square = |(_, sign): &&(usize, char)| matches!(sign, '[' | ']');
        let open = self.signs[..next].iter().rev().take(NEAR).find(is_square);
        let close = self.signs[next..].iter().take(NEAR).find(is_square);
        let (Some(&(open, '[')), Some(&(close, ']'))) = (open, close) else {
            return false;
        };
        let inside = &self.text[open + 1..close];
        let is_key = !inside.contains(char::is_whitespace) && inside.len() <= LONGEST_KEY;
        is_key
            || (inside.len() <= LONGEST
                && inside.starts_with(char::is_uppercase)
                && has_year(inside))
    }
}

/// Two capitals or more, with figures, dots, ampersands and hyphens between: what a short form begins with.
pub(super) fn capitals(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(&text[..word.end], word.start);
    let is_part = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit();
    let found = cursor.sign(|sign| sign.is_ascii_uppercase());
    cursor.signs(is_part);
    let more = |cursor: &mut Cursor<'_>| {
        let found = cursor.sign(|sign| ".&-".contains(sign))
            && cursor.sign(|sign| sign.is_ascii_uppercase());
        cursor.signs(is_part);
        found.then_some(())
    };
    while found && cursor.attempt(more).is_some() {}
    let short = word.start..cursor.at;
    let after = &text[short.end..];
    let ends = starts_apart(after) || after.strip_prefix('s').is_some_and(starts_apart);
    (found && ends && is_short(&text[short.clone()])).then_some(short)
}

/// Whether no word, symbol or address continues before and after.
fn stands_apart(before: &str, after: &str) -> bool {
    let mut behind = before.chars().rev();
    let apart_before = match behind.next() {
        Some('-' | '‑') => {
            behind.next().is_none_or(|sign| !is_of_word(sign))
                || strip_last_word(before.trim_end_matches(['-', '‑']), "non").is_some()
        }
        Some(sign) => !is_of_word(sign) && !"/\\@#&.~^:".contains(sign),
        None => true,
    };
    let mut ahead = after.chars();
    let apart_after = match ahead.next() {
        Some(sign @ ('-' | '‑' | '.' | '’' | '\'')) => ahead.next().is_none_or(|next| {
            !(next.is_ascii_uppercase()
                || next.is_ascii_digit()
                || (sign == '.' && next.is_ascii_lowercase()))
        }),
        Some(sign) => !is_of_word(sign) && !"/\\@&~^".contains(sign),
        None => true,
    };
    apart_before && apart_after
}

/// Whether a number follows, so that it is a series: "RFC 768", "STD No. 6".
fn is_numbered(after: &str) -> bool {
    let after = after.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '-');
    let number = after.strip_prefix("No").unwrap_or(after);
    number
        .trim_start_matches(['.', ' '])
        .starts_with(|sign: char| sign.is_ascii_digit())
        && (number.len() < after.len() || number.starts_with(|sign: char| sign.is_ascii_digit()))
}

/// Whether it is one of three words or more in capitals, which are set so for emphasis.
fn is_shouted_at(before: &str, short: &str, after: &str) -> bool {
    const LEAST: usize = 3;
    if !short.chars().all(is_shouted_sign) {
        return false;
    }
    let mut count = 1;
    let mut rest = before;
    while count < LEAST {
        let spaced = rest.trim_end();
        if spaced.len() == rest.len() {
            break;
        }
        let word = spaced.trim_end_matches(['.', ',', ':', ';']);
        let start = word.trim_end_matches(is_shouted_sign).len();
        let is_whole = !word[..start].ends_with(is_of_word);
        if !is_whole || !begins_capital(&word[start..]) {
            break;
        }
        count += 1;
        rest = &word[..start];
    }
    let mut rest = after;
    while count < LEAST {
        let signs = rest.trim_start_matches(['.', ',', ':', ';']);
        let word = signs.trim_start();
        if signs.len() == word.len() {
            break;
        }
        let end = word
            .find(|sign| !is_shouted_sign(sign))
            .unwrap_or(word.len());
        if !begins_capital(word) || !starts_apart(&word[end..]) {
            break;
        }
        count += 1;
        rest = &word[end..];
    }
    count >= LEAST
}

fn is_shouted_sign(sign: char) -> bool {
    sign.is_uppercase() || matches!(sign, '\'' | '’' | '-')
}

fn begins_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Quotations and stressed words, which may be titles of works.
fn titles(text: &str, enclosures: &Enclosures) -> Vec<Range<usize>> {
    let mut titles = enclosures.quotations();
    titles.retain(|range| range.len() <= LONGEST_TITLE);
    if memchr2(b'*', b'_', text.as_bytes()).is_some() {
        for sign in ['*', '_'] {
            titles.extend(stressed(text, sign));
        }
    }
    titles.sort_by_key(|range| range.start);
    titles.dedup_by(|inner, outer| inner.end <= outer.end);
    titles
}

/// What is between two such characters on one line, several words at least.
fn stressed(text: &str, sign: char) -> Vec<Range<usize>> {
    const SHORTEST: usize = 8;
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices([sign, '\n']) {
        open = match open {
            Some(start) if text[at..].starts_with(sign) => {
                let range = start..at + 1;
                if (SHORTEST..=LONGEST_TITLE).contains(&range.len()) {
                    found.push(range);
                    None
                } else {
                    Some(at)
                }
            }
            _ => text[at..].starts_with(sign).then_some(at),
        };
    }
    found
}

fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
    numbers
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// Whether all longer words are set in capitals, so that they are no short forms.
pub(super) fn is_shouted(text: &str) -> bool {
    let words = || {
        runs_of_letters(text)
            .map(|run| &text[run])
            .filter(|word| word.chars().nth(3).is_some())
    };
    words().all(|word| word.chars().all(char::is_uppercase)) && words().nth(1).is_some()
}

/// Whether most words begin with capitals: a list of people, places or titles. What is defined, with its short form, does not
/// count.
pub(super) fn is_list_of_names(text: &str, hits: &Hits, defined: &[Range<usize>]) -> bool {
    const SHORTEST: usize = 8;
    let are_most = |capitalized: usize, uncapitalized: usize| capitalized * 2 > uncapitalized * 3;
    // of most texts it is known without a closer look
    if defined.is_empty()
        && !hits.has_other_letters
        && !are_most(hits.capitalized, hits.uncapitalized)
    {
        return false;
    }
    let mut defined = defined.iter().peekable();
    let (mut all, mut capitalized, mut uncapitalized) = (0, 0, 0);
    for run in runs_of_letters(text) {
        while defined.next_if(|range| range.end <= run.start).is_some() {}
        if defined.peek().is_some_and(|range| range.start <= run.start) {
            continue;
        }
        let word = &text[run];
        all += 1;
        if word.chars().nth(1).is_some() {
            let is_capitalized = word.starts_with(char::is_uppercase);
            capitalized += usize::from(is_capitalized);
            uncapitalized += usize::from(!is_capitalized);
        }
    }
    all >= SHORTEST && are_most(capitalized, uncapitalized)
}
