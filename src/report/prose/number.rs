//! Figures in prose: "Twenty-eight", "over 1,600", "one and a half million".

use std::ops::Range;

use super::cursor::Cursor;
use super::letter::{is_letter, strip_last_word};
use super::words::Numbers;
use crate::relation::count::Figure;

/// A figure as a passage states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedFigure {
    /// The bytes of the number itself, without the "over" before it.
    pub range: Range<usize>,
    /// The number itself.
    pub value: u64,
    /// What it says: exactly this number, or at least this number.
    pub figure: Figure,
}

/// Every figure in the text, in order.
///
/// Ordinals ("first", "16th"), and numbers that are part of a larger character ("16/1", "II.3", "2008/20"), are no figures.
#[must_use]
pub(crate) fn figures(text: &str, words: &Numbers) -> Vec<StatedFigure> {
    let pieces = pieces(text);
    let mut found = Vec::new();
    let mut next = 0;
    while next < pieces.len() {
        match Reader::read(text, &pieces[next..], words) {
            Some((value, taken)) => {
                let range = pieces[next].start..pieces[next + taken - 1].end;
                let figure = match lower_bound(before(text, range.start), words) {
                    Some(least) => Figure::AtLeast(value.saturating_add(least)),
                    None => Figure::Exactly(value),
                };
                found.push(StatedFigure {
                    range,
                    value,
                    figure,
                });
                next += taken;
            }
            None => next += 1,
        }
    }
    found
}

/// A number as another one is written: in digits, or in words as those of the language. `None` where it is written in some
/// other way.
#[must_use]
pub(crate) fn written_like(
    written: &str,
    value: u64,
    number: u64,
    words: &Numbers,
) -> Option<String> {
    if written == value.to_string() {
        return Some(number.to_string());
    }
    let is_in_words = in_words(value, words)?.eq_ignore_ascii_case(written);
    let mut new = in_words(number, words).filter(|_| is_in_words)?;
    if written.starts_with(|first: char| first.is_ascii_uppercase()) {
        new[..1].make_ascii_uppercase();
    }
    Some(new)
}

/// A number below a hundred in words.
fn in_words(number: u64, words: &Numbers) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    if let Some(word) = words.units.get(number) {
        return Some((*word).to_owned());
    }
    let tens = words.tens.get(number / 10 - 2)?;
    Some(match number % 10 {
        0 => (*tens).to_owned(),
        units => format!("{tens}-{}", words.units[units]),
    })
}

/// Figures in digits, with commas, spaces or apostrophes between groups of them, and words.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut cursor = Cursor::new(text, 0);
    let mut pieces = Vec::new();
    let is_digit = |sign: char| sign.is_ascii_digit();
    let more_digits = |cursor: &mut Cursor<'_>| {
        let found = cursor.sign(|sign| sign == '.' || parts_groups(sign)) && cursor.signs(is_digit);
        found.then_some(())
    };
    loop {
        cursor.signs(|sign| !is_digit(sign) && !is_letter(sign));
        let start = cursor.at;
        if cursor.signs(is_digit) {
            while cursor.attempt(more_digits).is_some() {}
        } else if !cursor.signs(is_letter) {
            return pieces;
        }
        pieces.push(start..cursor.at);
    }
}

/// Whether the character may be between groups of three digits.
fn parts_groups(sign: char) -> bool {
    matches!(
        sign,
        ',' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}'
    )
}

/// As much of the text before `end` as the longest bounds need, so that a long text is not read again
/// for each of its figures.
fn before(text: &str, end: usize) -> &str {
    const LONGEST: usize = 32;
    let start = text.floor_char_boundary(end.saturating_sub(LONGEST));
    &text[start..end]
}

/// By how much the least number exceeds the figure that is after this text; `None` when it sets no lower bound.
fn lower_bound(before: &str, known: &Numbers) -> Option<u64> {
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    let mut words: Vec<&str> = before.split_whitespace().collect();
    words.pop_if(|word| {
        known
            .articles
            .iter()
            .any(|it| it.eq_ignore_ascii_case(word))
    });
    let ends_with = |bound: &[&str]| {
        let (first, rest) = bound.split_first()?;
        let (before, last) = words.split_at_checked(words.len().checked_sub(rest.len())?)?;
        let is_there = last
            .iter()
            .zip(rest)
            .all(|(one, other)| one.eq_ignore_ascii_case(other));
        // "(over" too
        strip_last_word(before.last()?, first).filter(|_| is_there)
    };
    let mut bounds = known.bounds.iter();
    let bound = bounds.find(|(words, _)| ends_with(words).is_some());
    bound.map(|(_, least)| *least)
}

/// Thousandths, so that "one and a half million" is a whole number all along.
const ONE: u64 = 1_000;

/// Adds up the words of one number.
struct Reader {
    /// What is complete: the thousands when the hundreds are being read.
    total: u64,
    /// What may still be multiplied by a scale.
    current: u64,
    /// What the last word was worth, to tell "twenty-eight" from "two eight".
    last: Word,
}

/// What a word is, in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Nothing yet, or "and" after a hundred or a thousand.
    Open,
    /// "one" to "nineteen".
    Unit(u64),
    /// "twenty" to "ninety".
    Ten(u64),
    /// "half".
    Half,
    /// Digits, with their worth in thousandths.
    Digits(u64),
    /// "hundred".
    Hundred,
    /// "thousand", "million", "billion"; "dozen".
    Scale(u64),
}

impl Reader {
    /// Reads a number at the start of `pieces`: its value, and how many pieces it takes.
    fn read(text: &str, pieces: &[Range<usize>], words: &Numbers) -> Option<(u64, usize)> {
        let mut reader = Self {
            total: 0,
            current: 0,
            last: Word::Open,
        };
        if is_one_of_a_scale(text, pieces, words) {
            reader.take(Word::Unit(1), false);
        }
        let mut complete = None;
        let mut index = 0;
        while let Some(piece) = pieces.get(index) {
            if index > 0 && !joins(&text[pieces[index - 1].end..piece.start]) {
                break;
            }
            let word = &text[piece.clone()];
            if words.joints.contains(&word) && index > 0 {
                // only what comes after it says whether "and" belongs to the number
                index += 1;
                continue;
            }
            let Some(meaning) = meaning(text, piece, words) else {
                break;
            };
            let after_joint = index > 0 && words.joints.contains(&&text[pieces[index - 1].clone()]);
            if !reader.take(meaning, after_joint) {
                break;
            }
            index += 1;
            complete = Some(index);
        }
        let taken = complete?;
        let thousandths = reader.total.checked_add(reader.current)?;
        (thousandths % ONE == 0).then_some((thousandths / ONE, taken))
    }

    /// Takes the next word in, unless it begins another number.
    fn take(&mut self, word: Word, after_joint: bool) -> bool {
        use Word::{Digits, Half, Hundred, Open, Scale, Ten, Unit};
        let sum = match (self.last, word) {
            (Open | Scale(_), Unit(worth) | Ten(worth)) => Some(worth * ONE),
            (Ten(_), Unit(worth)) if worth < 10 && !after_joint => Some(self.current + worth * ONE),
            (Hundred, Unit(worth) | Ten(worth)) => self.current.checked_add(worth * ONE),
            (Open, Digits(thousandths)) => Some(thousandths),
            (Open, Half) => Some(ONE / 2),
            (Unit(_), Half) if after_joint => Some(self.current + ONE / 2),
            (Unit(_), Hundred) => self.current.checked_mul(100),
            (Unit(_) | Ten(_) | Digits(_) | Hundred | Half, Scale(scale)) => {
                return self.scale(word, scale);
            }
            _ => None,
        };
        let Some(current) = sum else { return false };
        self.current = current;
        self.last = word;
        true
    }

    fn scale(&mut self, word: Word, scale: u64) -> bool {
        let Some(total) = self
            .current
            .checked_mul(scale)
            .and_then(|worth| self.total.checked_add(worth))
        else {
            return false;
        };
        self.total = total;
        self.current = 0;
        self.last = word;
        true
    }
}

/// Whether the number is "a dozen" or "a hundred"; in "several dozen" and "some hundred" there is none.
fn is_one_of_a_scale(text: &str, pieces: &[Range<usize>], words: &Numbers) -> bool {
    let Some(first) = pieces.first() else {
        return false;
    };
    let before = &text[..first.start];
    let before = before.strip_suffix([' ', '\u{a0}', '\n']);
    matches!(
        meaning(text, first, words),
        Some(Word::Hundred | Word::Scale(_))
    ) && before.is_some_and(|before| strip_last_word(before, words.one).is_some())
}

/// Whether what is between two words can be inside a number: a space, a hyphen, a line break.
fn joins(between: &str) -> bool {
    between == "-"
        || between == "‑"
        || (!between.is_empty() && between.chars().all(char::is_whitespace))
}

fn meaning(text: &str, piece: &Range<usize>, words: &Numbers) -> Option<Word> {
    let word = &text[piece.clone()];
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return stands_alone(text, piece).then(|| digits(word)).flatten();
    }
    let is_it = |name: &str| name.eq_ignore_ascii_case(word);
    let position = |list: &[&str]| list.iter().position(|name| is_it(name));
    if let Some(unit) = position(words.units) {
        return Some(Word::Unit(unit as u64));
    }
    if let Some(ten) = position(words.tens) {
        return Some(Word::Ten((ten as u64 + 2) * 10));
    }
    if is_it(words.half) {
        return Some(Word::Half);
    }
    if is_it(words.hundred) {
        return Some(Word::Hundred);
    }
    let mut scales = words.scales.iter();
    let (_, scale) = scales.find(|(name, _)| is_it(name))?;
    Some(Word::Scale(*scale))
}

/// Whether the digits are not part of a larger character: a symbol, a label, a time, an ordinal.
fn stands_alone(text: &str, piece: &Range<usize>) -> bool {
    let is_glue = |sign: char| matches!(sign, '/' | ':' | '_' | '#');
    let mut behind = text[..piece.start].chars().rev();
    let glued_before = match behind.next() {
        // "CRP.2", "COVID-19"; but not "(as before).2"
        Some('.' | '-') => behind.next().is_some_and(char::is_alphanumeric),
        Some(sign) => sign.is_alphanumeric() || is_glue(sign),
        None => false,
    };
    let ahead = text[piece.end..].chars().next();
    !glued_before && !ahead.is_some_and(|sign| sign.is_alphanumeric() || is_glue(sign))
}

/// The worth of digits in groups of three, or without any grouping, and perhaps a decimal part.
fn digits(word: &str) -> Option<Word> {
    let (whole, decimals) = word.split_once('.').unwrap_or((word, ""));
    let mut groups = whole.split(parts_groups);
    let first = groups.next()?;
    let mut groups = groups.peekable();
    let is_grouped = groups.peek().is_some();
    if (is_grouped && first.len() > 3) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: u64 = whole.parse().ok()?;
    let decimals: u64 = format!("{decimals:0<3}").parse().ok()?;
    Some(Word::Digits(whole.checked_mul(ONE)?.checked_add(decimals)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::prose::words::Words;

    fn read(text: &str) -> Vec<(&str, Figure)> {
        let figures = figures(text, Words::numbers(None)).into_iter();
        figures
            .map(|stated| (&text[stated.range], stated.figure))
            .collect()
    }

    #[test]
    fn words_and_digits_are_read() {
        use Figure::{AtLeast, Exactly};
        let cases = [
            ("Twenty-eight panels", "Twenty-eight", Exactly(28)),
            ("Forty-seven delegations", "Forty-seven", Exactly(47)),
            ("Over 1,600 officials", "1,600", AtLeast(1601)),
            ("from more than\n1 000 groups", "1 000", AtLeast(1001)),
            (
                "one and a half million signatures",
                "one and a half million",
                Exactly(1_500_000),
            ),
            ("1.5 million", "1.5 million", Exactly(1_500_000)),
            ("two hundred and five", "two hundred and five", Exactly(205)),
            (
                "three thousand and twenty",
                "three thousand and twenty",
                Exactly(3020),
            ),
            ("half a million people", "half a million", Exactly(500_000)),
            ("116 countries", "116", Exactly(116)),
            ("at least two dozen", "two dozen", AtLeast(24)),
            ("more than a dozen sessions", "dozen", AtLeast(13)),
            ("A hundred and five towns", "hundred and five", Exactly(105)),
        ];
        for (text, slice, figure) in cases {
            assert_eq!(read(text), [(slice, figure)], "{text}");
        }
    }

    #[test]
    fn several_figures_stay_apart() {
        use Figure::Exactly;
        assert_eq!(
            read("one at the presidential level and six at the ministerial level"),
            [("one", Exactly(1)), ("six", Exactly(6))]
        );
        assert_eq!(
            read("twenty, thirty and two"),
            [
                ("twenty", Exactly(20)),
                ("thirty", Exactly(30)),
                ("two", Exactly(2))
            ]
        );
    }

    #[test]
    fn signs_are_no_figures() {
        for text in [
            "decision 16/1",
            "the 16th session",
            "E/CN.15",
            "at 09:30",
            "II.3a",
            "first",
            "3.14159 and",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
