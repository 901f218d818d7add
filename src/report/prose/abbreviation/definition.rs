//! What a text says a short form means.

use std::ops::Range;

use super::initials::{begins_with, capitalized_run, clause_before, first_that_fits, words_in};
use super::{LONGEST, Role, is_short};
use crate::report::prose::cue::Hits;
use crate::report::prose::letter::starts_apart;
use crate::report::prose::words::Abbreviations as Words;

/// Characters that quote or stress a short form.
const QUOTES: &[char] = &[
    '“', '”', '„', '"', '\'', '‘', '’', '«', '»', '*', '_', ' ', '\u{a0}',
];

/// The longest text in brackets that explains something, in bytes.
const LONGEST_BRACKET: usize = 160;

/// How many words a definition may pass over that have no letter in the short form.
const SKIPPED: usize = 1;

/// Reads what a text says about its short forms.
pub(super) struct Definitions<'a> {
    text: &'a str,
    signs: &'a [(usize, char)],
    words: &'a Words,
}

/// Brackets with none inside.
struct Bracket {
    open: usize,
    /// What is between them.
    inside: Range<usize>,
    is_square: bool,
}

impl<'a> Definitions<'a> {
    pub(super) fn new(text: &'a str, hits: &'a Hits, words: &'a Words) -> Self {
        Self {
            text,
            signs: &hits.signs,
            words,
        }
    }

    /// Whether the short form is defined or explained where it is.
    pub(super) fn role(&self, short: &Range<usize>) -> Option<Role> {
        let written = &self.text[short.clone()];
        if written.len() > LONGEST || !is_short(written) {
            return None;
        }
        let bracket = self.bracket_around(short);
        if let Some(bracket) = &bracket
            && let Some(role) = self.in_bracket(short, bracket)
        {
            return Some(role);
        }
        self.before_bracket(short).or_else(|| {
            let is_explained = bracket.is_none() && self.is_next_to(short)
                || self.is_named(short)
                || self.is_spelt_out(short)
                || self.begins_line(short);
            is_explained.then_some(Role::Explained(None))
        })
    }

    /// What comes after the short form and a plural's "s".
    fn after(&self, short: &Range<usize>) -> &'a str {
        let after = &self.text[short.end..];
        let plural = after.strip_prefix('s');
        plural.filter(|rest| starts_apart(rest)).unwrap_or(after)
    }

    /// The innermost brackets around the short form, if there are no others in them.
    fn bracket_around(&self, short: &Range<usize>) -> Option<Bracket> {
        let next = self.signs.partition_point(|(at, _)| *at < short.start);
        let before = self.signs[..next].iter().rev();
        let is_bracket = |sign: &&(usize, char)| !QUOTES.contains(&sign.1);
        let &(open, opening) = before.take(QUOTES.len()).find(is_bracket)?;
        self.bracket(open, opening, next)
    }

    /// The brackets that open there, if they close before others open. `next` is the first character that may close them.
    fn bracket(&self, open: usize, opening: char, next: usize) -> Option<Bracket> {
        let is_square = match opening {
            '(' | '（' => false,
            '[' => true,
            _ => return None,
        };
        let mut after = self.signs[next..].iter().take(QUOTES.len());
        let &(close, closing) = loop {
            let sign = after.next()?;
            match sign.1 {
                // the mark of a note: "(SLA[^14])"
                '[' if self.text[sign.0..].starts_with("[^") => {
                    after.next().filter(|(_, sign)| *sign == ']')?;
                }
                quote if QUOTES.contains(&quote) => {}
                _ => break sign,
            }
        };
        let closes = matches!((is_square, closing), (false, ')' | '）') | (true, ']'));
        let inside = open + opening.len_utf8()..close;
        (closes && inside.len() <= LONGEST_BRACKET).then_some(Bracket {
            open,
            inside,
            is_square,
        })
    }

    fn in_bracket(&self, short: &Range<usize>, bracket: &Bracket) -> Option<Role> {
        let head = &self.text[bracket.inside.start..short.start];
        let tail = &self.text[self.text.len() - self.after(short).len()..bracket.inside.end];
        if self.is_announcement(head) && self.is_alternative(tail) {
            let role = self.after_long_form(short, bracket);
            return role.or_else(|| self.ends_name(short, tail, bracket));
        }
        let is_explained = self.follows_long_form(head, tail)
            || self.precedes_long_form(short, head, tail)
            || self.is_one_of_several(bracket);
        if is_explained {
            return Some(Role::Explained(None));
        }
        self.ends_name(short, tail, bracket)
    }

    /// "Long Form (SHORT)", "Long Form [SHORT]".
    fn after_long_form(&self, short: &Range<usize>, bracket: &Bracket) -> Option<Role> {
        let written = &self.text[short.clone()];
        let end = without_citations(self.text[..bracket.open].trim_end());
        let has_citation = end.len() < self.text[..bracket.open].trim_end().len();
        let words = clause_before(self.text, end.trim_end_matches(QUOTES).len());
        let fitting = first_that_fits(self.text, &words, written, SKIPPED);
        if let Some(first) = fitting {
            // "[ML]" after a title may as well be the key of a bibliography
            return Some(if bracket.is_square || has_citation {
                Role::Explained(None)
            } else {
                Role::Defined(words[first].start..end.len())
            });
        }
        let last = &self.text[words.last()?.clone()];
        let is_noun = last.chars().nth(2).is_some() && last != written && !bracket.is_square;
        is_noun.then(|| {
            let start = capitalized_run(self.text, &words);
            Role::Explained(start.map(|start| start..end.len()))
        })
    }

    /// Whether nothing but "hereinafter referred to as the" is before the short form in its brackets.
    fn is_announcement(&self, head: &str) -> bool {
        let is_quote = |sign: char| QUOTES.contains(&sign) || matches!(sign, ',' | ':' | '\n');
        let mut words = head.split(is_quote).filter(|word| !word.is_empty());
        words.all(|word| {
            let word = word.to_lowercase();
            self.words.announcing.contains(&word.as_str())
        })
    }

    /// Whether nothing but the mark of a note and another short form is after it: "or “the Tribunal”".
    fn is_alternative(&self, tail: &str) -> bool {
        const LONGEST: usize = 40;
        let is_mark = |sign: char| QUOTES.contains(&sign) || "¹²³⁰⁴⁵⁶⁷⁸⁹".contains(sign);
        let tail = tail.trim_start_matches(is_mark);
        let mark = tail
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once(']'));
        let tail = mark.map_or(tail, |(_, rest)| rest);
        let word = tail.split(char::is_whitespace).next().unwrap_or_default();
        tail.is_empty() || (self.words.or.contains(&word) && tail.len() <= LONGEST)
    }

    /// "(Bundesministerium für Umwelt, BMU)".
    fn follows_long_form(&self, head: &str, tail: &str) -> bool {
        let head = head.trim_end_matches(QUOTES);
        let or = self.words.or.iter().find_map(|or| {
            let long = head.strip_suffix(or)?;
            long.ends_with(char::is_whitespace).then_some(long)
        });
        let long = or.or_else(|| head.strip_suffix([',', ';', ':', '–', '—', '=']));
        tail.trim_matches(QUOTES).is_empty() && long.is_some_and(is_long)
    }

    /// "(SHORT: long form)".
    fn precedes_long_form(&self, short: &Range<usize>, head: &str, tail: &str) -> bool {
        let tail = tail.trim_start_matches(QUOTES);
        let Some(long) = tail.strip_prefix([',', ';', ':', '–', '—', '=', '-']) else {
            return false;
        };
        let begins_alike = self.first_letter(short).is_some_and(|letter| {
            let long = long.trim_start();
            begins_with(long, letter)
        });
        head.trim_matches(QUOTES).is_empty()
            && long.starts_with(char::is_whitespace)
            && begins_alike
            && is_long(long)
    }

    fn first_letter(&self, short: &Range<usize>) -> Option<char> {
        let mut signs = self.text[short.clone()].chars();
        signs.next()?.to_lowercase().next()
    }

    /// "(CIPM MRA)" after a word.
    fn is_one_of_several(&self, bracket: &Bracket) -> bool {
        const MOST: usize = 3;
        let inside = self.text[bracket.inside.clone()].split_whitespace();
        let words: Vec<&str> = inside.take(MOST + 1).collect();
        let is_capitals = |word: &&str| {
            word.chars()
                .all(|sign| sign.is_ascii_uppercase() || sign == '-')
        };
        (2..=MOST).contains(&words.len())
            && words.iter().all(|word| is_capitals(word) && is_short(word))
            && !bracket.is_square
            && self.text[..bracket.open]
                .trim_end()
                .ends_with(char::is_alphanumeric)
    }

    /// "Open Harvest Pacific (OH Pacific)": the name ends in the same words.
    fn ends_name(&self, short: &Range<usize>, tail: &str, bracket: &Bracket) -> Option<Role> {
        let begins = bracket.inside.start == short.start && tail.starts_with(' ');
        let before = self.text[..bracket.open].trim_end();
        (begins && tail[1..].starts_with(char::is_uppercase) && before.ends_with(tail))
            .then_some(Role::Explained(None))
    }

    /// "SHORT (long form)", "SHORT [long form]".
    fn before_bracket(&self, short: &Range<usize>) -> Option<Role> {
        let after = self.after(short);
        let spaces = after.len() - after.trim_start().len();
        let open = self.text.len() - after.len() + spaces;
        let index = self.signs.binary_search_by_key(&open, |(at, _)| *at).ok()?;
        let bracket = self.bracket(open, self.signs[index].1, index + 1)?;
        let inside = &self.text[bracket.inside.clone()];
        let begins_otherwise = |word: &&str| {
            let rest = inside.trim_start().get(..word.len());
            rest.is_some_and(|rest| rest.eq_ignore_ascii_case(word))
                && starts_apart(&inside.trim_start()[word.len()..])
        };
        if self.words.no_long_form.iter().any(begins_otherwise) {
            return None;
        }
        let words = words_in(self.text, bracket.inside.clone());
        let fitting = first_that_fits(self.text, &words, &self.text[short.clone()], SKIPPED);
        if let Some(first) = fitting.filter(|first| *first <= 1) {
            return Some(Role::Defined(words[first].start..bracket.inside.end));
        }
        let letter = self.first_letter(short)?;
        let begins_alike = |word: &Range<usize>| begins_with(&self.text[word.clone()], letter);
        let is_explained = words.len() > 1
            && (inside.trim_start().starts_with(['“', '"', '«'])
                || words.iter().take(2).any(begins_alike));
        is_explained.then_some(Role::Explained(None))
    }

    /// "the Lower Harvest Point, LHP", "the Joint Harvest Register JHR".
    fn is_next_to(&self, short: &Range<usize>) -> bool {
        const SMALL_WORDS: usize = 3;
        let written = &self.text[short.clone()];
        let before = self.text[..short.start].trim_end_matches(['“', '"', '«', '*', '_']);
        let Some(before) = before.strip_suffix(' ') else {
            return false;
        };
        let before = before
            .trim_end_matches([',', ':', '–', '—', '-'])
            .trim_end();
        let Some(last) = written.chars().next_back() else {
            return false;
        };
        let word = before.rsplit(|sign: char| !sign.is_alphanumeric()).next();
        let letter = last.to_lowercase().next().unwrap_or(last);
        if !word.is_some_and(|word| begins_with(word, letter)) {
            return false;
        }
        let words = clause_before(self.text, before.len());
        let Some(first) = first_that_fits(self.text, &words, written, 0) else {
            return false;
        };
        let long = &words[first..];
        let is_shouted = |word: &Range<usize>| {
            let word = &self.text[word.clone()];
            word.len() > 1 && word.chars().all(char::is_uppercase)
        };
        long.len() <= written.len() + SMALL_WORDS && !long.iter().any(is_shouted)
    }

    /// "the long form, or SHORT,", "known as SHORT".
    fn is_named(&self, short: &Range<usize>) -> bool {
        let after = self.after(short).trim_start_matches(QUOTES);
        if !(after.is_empty() || after.starts_with([')', ',', '.', ';', ':'])) {
            return false;
        }
        let before = self.text[..short.start].trim_end_matches(QUOTES);
        let before = self.without_articles(before);
        let ends = |phrase: &&str| {
            let rest = before.strip_suffix(*phrase)?;
            rest.ends_with(char::is_whitespace)
                .then_some(rest.trim_end())
        };
        if self
            .words
            .naming
            .iter()
            .any(|phrase| ends(phrase).is_some())
        {
            return true;
        }
        let long = self.words.or.iter().find_map(ends);
        long.is_some_and(|long| {
            let words = clause_before(self.text, long.len());
            first_that_fits(self.text, &words, &self.text[short.clone()], SKIPPED).is_some()
        })
    }

    fn without_articles(&self, before: &'a str) -> &'a str {
        let article = self.words.articles.iter().find_map(|article| {
            let rest = before.strip_suffix(article)?;
            rest.ends_with(char::is_whitespace)
                .then_some(rest.trim_end())
        });
        article.unwrap_or(before)
    }

    /// `SHORT stands for`, `SHORT, or long form,`.
    fn is_spelt_out(&self, short: &Range<usize>) -> bool {
        let after = self
            .after(short)
            .trim_start_matches(['”', '"', '»', '’', '*', '_']);
        let after = after.strip_prefix(',').unwrap_or(after);
        let Some(after) = after.strip_prefix(' ') else {
            return false;
        };
        let follows = |phrase: &&&str| {
            let rest = after.strip_prefix(**phrase)?;
            rest.strip_prefix(' ')
        };
        let or = self.words.or.iter().find_map(|phrase| follows(&phrase));
        let begins_alike = |long: &str| {
            let letter = self.first_letter(short);
            letter.is_some_and(|letter| begins_with(long, letter))
        };
        self.words
            .explaining
            .iter()
            .any(|phrase| follows(&phrase).is_some())
            || or.is_some_and(begins_alike)
    }

    /// A line of a glossary, or a legend: "SHORT: long form", "| SHORT | long form |", "SHORT = long form".
    fn begins_line(&self, short: &Range<usize>) -> bool {
        let after = self.after(short).trim_start_matches(QUOTES);
        let Some(long) = after.strip_prefix(['=', ':', '|', '–', '—', '-', '\t']) else {
            return false;
        };
        if after.starts_with('=') {
            return long.trim_start().starts_with(char::is_alphabetic);
        }
        let is_apart = !after.starts_with('-') || self.after(short).starts_with(' ');
        let long = long.trim_start_matches(QUOTES);
        let before = self.text[..short.start].trim_end_matches(QUOTES);
        let before = before.trim_end_matches(['-', '•']).trim_end_matches(' ');
        let begins = before.is_empty()
            || before.ends_with(['\n', '|', ';', '•'])
            || ["where", "Note:"].iter().any(|word| before.ends_with(word));
        begins
            && is_apart
            && long.starts_with(char::is_alphanumeric)
            && long.chars().nth(3).is_some()
    }
}

/// The text without the citations at its end: "modelling [44]".
fn without_citations(before: &str) -> &str {
    let mut rest = before;
    while let Some(cited) = rest.strip_suffix(']') {
        let numbers = |sign: char| sign.is_ascii_digit() || matches!(sign, ',' | ' ' | '-' | '–');
        let Some(before) = cited.trim_end_matches(numbers).strip_suffix('[') else {
            break;
        };
        rest = before.trim_end();
    }
    rest
}

/// Whether a text is a long form, and not a list of short ones.
fn is_long(text: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_alphabetic());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_small = |word: &&&str| word.chars().all(char::is_lowercase);
    let is_no_short = |word: &&&str| !word.chars().all(char::is_uppercase);
    words.iter().filter(is_small).count() > 1 || words.iter().filter(is_no_short).count() > 2
}
