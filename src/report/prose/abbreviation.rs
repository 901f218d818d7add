//! Abbreviations in prose: where they are defined, and where they are used.

use std::ops::Range;

use super::cue::Cues;
use super::cursor::Cursor;
use super::letter::{is_capital, is_letter, is_letter_or_accent, starts_apart};

/// A place where a text says what a short form stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    /// The short form as written, without a plural's "s".
    pub short: Range<usize>,
    /// The long form, when its initials fit the short one; otherwise the capitalized words that stand there.
    pub long: Range<usize>,
    /// Whether the initials of the long form fit the short one.
    pub fits: bool,
}

/// The abbreviations of one text.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// Every definition, in order.
    pub definitions: Vec<Definition>,
    /// Every short form, also inside definitions, in order.
    pub short_forms: Vec<Range<usize>>,
}

impl Abbreviations {
    pub(super) fn are_none(&self) -> bool {
        self.definitions.is_empty() && self.short_forms.is_empty()
    }

    /// Reads them where the cues are.
    pub(super) fn at(text: &str, cues: &Cues) -> Self {
        Self {
            definitions: definitions(text, cues),
            short_forms: short_forms(text, cues),
        }
    }
}

/// Words that the short form may pass over: articles, prepositions and conjunctions of English, French and Spanish.
const SMALL: [&str; 33] = [
    "a", "an", "against", "and", "at", "by", "de", "del", "des", "du", "d", "el", "en", "et",
    "for", "from", "in", "l", "la", "las", "le", "les", "los", "of", "on", "or", "para", "pour",
    "the", "to", "with", "y", "contre",
];

/// How much text before a short form may hold its long one, in bytes.
const WINDOW: usize = 240;

/// How many content words a short form may pass over: "UN.GIFT" has no letter for "Human".
const SKIPPED: usize = 1;

/// Every definition in the text, in order.
fn definitions(text: &str, cues: &Cues) -> Vec<Definition> {
    let brackets = || {
        cues.signs
            .iter()
            .filter(|(_, sign)| matches!(sign, '(' | '['))
    };
    let after_long = brackets().filter_map(|(at, _)| short_in_brackets(text, *at));
    let both = brackets().filter_map(|(at, _)| both_in_brackets(text, *at));
    let mut all: Vec<Definition> = after_long.chain(both).collect();
    let mut end = 0;
    for &start in &cues.short_forms {
        // what begins inside the last one ends with it, and is followed by the same
        if start < end {
            continue;
        }
        let Some(short) = capitals(&mut Cursor::new(text, start)) else {
            continue;
        };
        end = short.end;
        if let Some(long) = long_after(text, short.end) {
            end = long.end;
            all.extend(long_in_brackets(text, short, long));
        }
    }
    all.sort_by_key(|definition| definition.short.start);
    all
}

/// A definition by brackets with a short form after a long one.
fn short_in_brackets(text: &str, bracket: usize) -> Option<Definition> {
    let short = short_between(text, bracket)?;
    if !is_short_form(&text[short.clone()]) {
        return None;
    }
    let before = text[..bracket].trim_end();
    let words = words_in(text, window_before(before)..before.len());
    let words = in_one_clause(text, &words);
    let fitting = first_word_that_fits(text, words, &text[short.clone()]);
    let first = fitting.or_else(|| capitalized_run(text, words))?;
    Some(Definition {
        short,
        long: first..before.len(),
        fits: fitting.is_some(),
    })
}

/// The short form that stands alone between brackets: "(UNODC)", "(the “WLC”)", "(hereinafter NGOs)".
fn short_between(text: &str, bracket: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, bracket);
    cursor.literal("(").then_some(())?;
    cursor.attempt(announcement);
    cursor.attempt(definite_article);
    cursor.sign(|sign| "“\"'‘".contains(sign));
    cursor.attempt(definite_article);
    let start = cursor.at;
    cursor.sign(is_capital).then_some(())?;
    cursor.signs(|sign| is_letter(sign) || sign.is_ascii_digit() || ".&-".contains(sign));
    let written = &text[start..cursor.at];
    cursor.sign(|sign| "”\"'’".contains(sign));
    cursor.literal(")").then_some(())?;
    let singular = written
        .strip_suffix('s')
        .filter(|short| is_in_pieces(short));
    let short = singular.unwrap_or(written);
    is_in_pieces(short).then(|| start..start + short.len())
}

/// "hereinafter referred to as ", "or ".
fn announcement(cursor: &mut Cursor<'_>) -> Option<()> {
    if !cursor.one_of(&["hereinafter", "hereafter", "abbreviated", "or"]) {
        return None;
    }
    let is_apart = cursor.spaces();
    let referred = |cursor: &mut Cursor<'_>| {
        let found = cursor.literal("referred")
            && cursor.spaces()
            && cursor.literal("to")
            && cursor.spaces()
            && cursor.literal("as");
        found.then_some(())
    };
    let goes_on = cursor.one_of(&["as", "to"]) || cursor.attempt(referred).is_some();
    let has_comma = cursor.literal(",");
    (cursor.spaces() || (is_apart && !goes_on && !has_comma)).then_some(())
}

fn definite_article(cursor: &mut Cursor<'_>) -> Option<()> {
    (cursor.literal("the") && cursor.spaces()).then_some(())
}

/// Whether something stands before and after each dot, ampersand and hyphen.
fn is_in_pieces(short: &str) -> bool {
    short.split(['.', '&', '-']).all(|piece| !piece.is_empty())
}

/// The long form in brackets after a short one: "UNTOC [United Nations Convention …]".
fn long_after(text: &str, short_end: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, short_end);
    cursor.literal("s");
    cursor.sign(char::is_whitespace).then_some(())?;
    cursor
        .sign(|sign| matches!(sign, '[' | '('))
        .then_some(())?;
    let inside = cursor;
    cursor.signs(|sign| !"[]()".contains(sign));
    let end = cursor.at;
    cursor
        .sign(|sign| matches!(sign, ']' | ')'))
        .then_some(())?;
    let is_long = |from: &usize| {
        let mut signs = text[*from..end].chars();
        signs.next().is_some_and(is_letter) && signs.next().is_some()
    };
    let mut after_article = inside;
    after_article.attempt(definite_article);
    let mut starts = [after_article.at, inside.at].into_iter();
    starts.find(is_long).map(|start| start..end)
}

/// A definition by such a pair, if the initials fit.
fn long_in_brackets(text: &str, short: Range<usize>, long: Range<usize>) -> Option<Definition> {
    let words = words_in(text, long.clone());
    let fits = first_word_that_fits(text, &words, &text[short.clone()]) == Some(long.start);
    (fits && is_short_form(&text[short.clone()])).then_some(Definition { short, long, fits })
}

/// A definition by brackets with both forms in them.
fn both_in_brackets(text: &str, bracket: usize) -> Option<Definition> {
    let (short, long) = both_between(text, bracket)?;
    let words = words_in(text, long.clone());
    let fits = first_word_that_fits(text, &words, &text[short.clone()]) == Some(long.start);
    is_short_form(&text[short.clone()]).then_some(Definition { short, long, fits })
}

/// A short form at the end of brackets, and the long one, in another language, before it: "(Bundesministerium für Umwelt,
/// BMU)".
fn both_between(text: &str, bracket: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut cursor = Cursor::new(text, bracket + 1);
    let start = cursor.at;
    cursor.sign(is_capital).then_some(())?;
    cursor.signs(|sign| !"()[];:".contains(sign));
    let end = cursor.at;
    cursor
        .sign(|sign| matches!(sign, ']' | ')'))
        .then_some(())?;
    let long = start..start + text[start..end].rfind(',')?;
    let mut cursor = Cursor::new(text, long.end + 1);
    cursor.sign(char::is_whitespace).then_some(())?;
    let short = capitals(&mut cursor).filter(|short| short.end == end)?;
    // a single letter is no long form
    text[long.clone()].chars().nth(1)?;
    Some((short, long))
}

/// Capitals and figures, two at least, and more of them after dots, ampersands and hyphens.
fn capitals(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let start = cursor.at;
    let found = cursor.sign(is_capital) && cursor.signs(is_capital_or_figure);
    while found && cursor.attempt(next_capitals).is_some() {}
    found.then_some(start..cursor.at)
}

fn next_capitals(cursor: &mut Cursor<'_>) -> Option<()> {
    let found = cursor.sign(|sign| ".&-".contains(sign)) && cursor.sign(is_capital);
    found.then(|| {
        cursor.signs(is_capital_or_figure);
    })
}

fn is_capital_or_figure(sign: char) -> bool {
    is_capital(sign) || sign.is_ascii_digit()
}

/// Every short form in the text, without a plural's "s", in order; also those inside definitions.
///
/// Initials ("H.E.", "U.S."), Roman numerals and signs with a stroke ("E/CN.15") are none.
fn short_forms(text: &str, cues: &Cues) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    for &start in &cues.short_forms {
        if start < end {
            continue;
        }
        let Some((short, after)) = word_of_capitals(text, start) else {
            continue;
        };
        end = after;
        let is_stroke = ['/', '\\', '@'];
        let touches_stroke =
            text[..start].ends_with(is_stroke) || text[after..].starts_with(is_stroke);
        let written = &text[short.clone()];
        if is_short_form(written) && !touches_stroke && !is_roman(written) {
            found.push(short);
        }
    }
    found
}

/// The longest word of capitals, with figures, dots, ampersands and hyphens inside; where it ends with a plural's "s", too.
fn word_of_capitals(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let mut cursor = Cursor::new(text, start);
    cursor.sign(is_capital).then_some(())?;
    cursor.signs(is_capital_or_figure);
    let mut found = None;
    loop {
        let mut after = cursor;
        after.literal("s");
        if starts_apart(after.rest()) {
            found = Some((start..cursor.at, after.at));
        }
        if cursor.attempt(next_capitals).is_none() {
            return found;
        }
    }
}

/// Where the last words of `before` start that may be a long form.
fn window_before(before: &str) -> usize {
    match before.floor_char_boundary(before.len().saturating_sub(WINDOW)) {
        0 => 0,
        // the window may begin inside a word
        start => before[start..]
            .find(char::is_whitespace)
            .map_or(before.len(), |space| start + space),
    }
}

/// The words of the range, of which "non-governmental" and "l’Office" have two.
fn words_in(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
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

/// Two capitals at least, and not initials alone.
fn is_short_form(written: &str) -> bool {
    let capitals = written.chars().filter(|sign| sign.is_uppercase()).count();
    let longest = written
        .split(['.', '&', '-'])
        .map(|piece| piece.chars().count())
        .max();
    (2..=12).contains(&capitals) && longest.is_some_and(|longest| longest > 1)
}

fn is_roman(written: &str) -> bool {
    written.chars().all(|sign| "IVXLCDM".contains(sign))
}

/// The words after the last sign that ends a clause: a long form does not reach over it.
fn in_one_clause<'w>(text: &str, words: &'w [Range<usize>]) -> &'w [Range<usize>] {
    let broken = |pair: &[Range<usize>]| {
        let between = &text[pair[0].end..pair[1].start];
        between.contains([';', ':', '(', ')', '[', ']', '!', '?'])
            || (between.contains('.') && between.contains(' '))
    };
    let start = words
        .windows(2)
        .rposition(broken)
        .map_or(0, |index| index + 1);
    &words[start..]
}

/// Where the long form starts: the words before the short form are walked back, letter by letter.
fn first_word_that_fits(text: &str, words: &[Range<usize>], short: &str) -> Option<usize> {
    let letters: Vec<char> = short
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut left = letters.as_slice();
    let mut skipped = 0;
    for word in words.iter().rev() {
        let (last, rest) = left.split_last()?;
        let written = text[word.clone()].to_lowercase();
        if written.starts_with(*last) {
            left = rest;
            if left.is_empty() {
                return Some(word.start);
            }
        } else if !SMALL.contains(&written.as_str()) {
            skipped += 1;
            if skipped > SKIPPED {
                return None;
            }
        }
    }
    None
}

/// Where the capitalized words right before the short form start: "Vienna Forum to Fight Human Trafficking".
fn capitalized_run(text: &str, words: &[Range<usize>]) -> Option<usize> {
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

#[cfg(test)]
mod judge;

#[cfg(test)]
mod tests;
