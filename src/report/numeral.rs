//! Numbers as labels have them: "III", "iv", "b", "012", "c.1", "12 bis", "Sessions IV".
//!
//! A numeral alone is ambiguous, since "c" is a letter and a hundred. [`readings`] gives everything
//! that one may be, [`Label`] takes a label apart, and [`series`] chooses, for labels that are
//! numbered together, the reading under which they run on.

mod series;

use std::fmt::Write;

use smallvec::SmallVec;

use crate::relation::sequence::Position;
use crate::text::word::ROMAN;

pub(crate) use series::{Member, Series, series};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// 12, and 012 where `width` is 3: numbers of fewer digits are filled up with zeros.
    Arabic {
        /// The fewest digits; no more than ten are written.
        width: usize,
    },
    /// I, II, III.
    RomanUpper,
    /// i, ii, iii.
    RomanLower,
    /// A to Z, then AA, AB and on to ZZ, as the columns of a spreadsheet.
    LetterUpper,
    /// a to z, then aa, ab and on to zz.
    LetterLower,
}

/// What a numeral may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Reading {
    /// How it is written.
    pub style: Style,
    /// The number.
    pub value: u32,
}

/// All that a numeral may be: a Roman number and a letter at most.
pub(crate) type Readings = SmallVec<[Reading; 2]>;

/// Latin for the items inserted after a number, from the second under that number.
const INSERTIONS: [&str; 7] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
];

const LETTERS: u32 = 26;

/// As many as the highest number has.
const MOST_DIGITS: usize = 10;

impl Style {
    /// The position in this style. A number that the style cannot write comes in Arabic figures.
    #[must_use]
    pub(crate) fn format(self, position: impl Into<Position>) -> String {
        let Position { number, insertion } = position.into();
        let written = match self {
            Self::Arabic { width: ..=1 } => Some(number.to_string()),
            Self::Arabic { width } => Some(format!(
                "{number:0digits$}",
                digits = width.min(MOST_DIGITS)
            )),
            Self::RomanUpper => roman(number),
            Self::RomanLower => roman(number).map(|numeral| numeral.to_lowercase()),
            Self::LetterUpper => letters(number),
            Self::LetterLower => letters(number).map(|numeral| numeral.to_lowercase()),
        };
        let mut text = written.unwrap_or_else(|| number.to_string());
        if let Some(word) = (insertion as usize)
            .checked_sub(2)
            .and_then(|at| INSERTIONS.get(at))
        {
            let _ = write!(text, " {word}");
        }
        text
    }

    /// Whether both count with the same characters, letter case and zeros aside.
    fn is_kin(self, other: Self) -> bool {
        let kind = |style| match style {
            Self::Arabic { .. } => 0,
            Self::RomanUpper | Self::RomanLower => 1,
            Self::LetterUpper | Self::LetterLower => 2,
        };
        kind(self) == kind(other)
    }
}

/// Everything that a numeral may be, the lowest number first: so "i", "v" and "x" are Roman first,
/// and "c", "d", "l" and "m" letters.
///
/// Roman numerals are read strictly (IV and not IIII), and no numeral mixes upper and lower case.
#[must_use]
pub(crate) fn readings(numeral: &str) -> Readings {
    if numeral.bytes().all(|byte| byte.is_ascii_digit()) {
        let has_zeros = numeral.starts_with('0');
        // zeros are written back, so their number is bounded
        if has_zeros && numeral.len() > MOST_DIGITS {
            return Readings::new();
        }
        let width = if has_zeros { numeral.len() } else { 1 };
        let style = Style::Arabic { width };
        let value = whole_number(numeral);
        return value
            .map(|value| Reading { style, value })
            .into_iter()
            .collect();
    }
    let styles = if numeral.bytes().all(|byte| byte.is_ascii_uppercase()) {
        [Style::RomanUpper, Style::LetterUpper]
    } else if numeral.bytes().all(|byte| byte.is_ascii_lowercase()) {
        [Style::RomanLower, Style::LetterLower]
    } else {
        return Readings::new();
    };
    let values = [roman_value(numeral), letters_value(numeral)];
    let mut readings: Readings = styles
        .into_iter()
        .zip(values)
        .filter_map(|(style, value)| value.map(|value| Reading { style, value }))
        .collect();
    readings.sort_by_key(|reading| reading.value);
    readings
}

/// The number that digits alone mean. Those beyond the highest are the highest: no report counts so far, and a slip of
/// the keyboard must stay visible.
#[must_use]
pub(crate) fn whole_number(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let more = |number: u32, digit: u8| {
        let digit = u32::from(digit - b'0');
        number.saturating_mul(10).saturating_add(digit)
    };
    is_number.then(|| digits.bytes().fold(0, more))
}

/// Whether capitals are a Roman numeral, read strictly.
#[must_use]
pub(crate) fn is_roman(capitals: &str) -> bool {
    capitals.bytes().all(|byte| byte.is_ascii_uppercase()) && roman_value(capitals).is_some()
}

fn roman(mut number: u32) -> Option<String> {
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut numeral = String::new();
    for (value, sign) in ROMAN {
        while number >= value {
            numeral.push_str(sign);
            number -= value;
        }
    }
    Some(numeral)
}

/// The number that letters of one case are in Roman figures.
fn roman_value(numeral: &str) -> Option<u32> {
    let is_roman = |byte: &u8| b"IVXLCDM".contains(&byte.to_ascii_uppercase());
    if !numeral.as_bytes().iter().all(is_roman) {
        return None;
    }
    let mut rest = numeral;
    let mut number = 0;
    for (value, sign) in ROMAN {
        while let Some((start, after)) = rest.split_at_checked(sign.len())
            && start.eq_ignore_ascii_case(sign)
        {
            rest = after;
            number += value;
            if number >= 4000 {
                return None;
            }
        }
    }
    // Only what would be written back the same is well formed.
    let written = roman(number)?;
    written.eq_ignore_ascii_case(numeral).then_some(number)
}

fn letters(number: u32) -> Option<String> {
    let letter = |index: u32| char::from_u32(u32::from(b'A') + index);
    let index = number.checked_sub(1)?;
    match (index / LETTERS).checked_sub(1) {
        None => letter(index).map(String::from),
        Some(first) if first < LETTERS => {
            Some([letter(first)?, letter(index % LETTERS)?].iter().collect())
        }
        Some(_) => None,
    }
}

/// The number that letters of one case are in the order of the alphabet.
fn letters_value(letters: &str) -> Option<u32> {
    let place = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    match *letters.as_bytes() {
        [letter] => Some(place(letter)),
        [first, second] => Some(LETTERS * place(first) + place(second)),
        _ => None,
    }
}

/// What may be behind the numeral of a label, in half or in full width.
const CLOSING: [char; 8] = ['.', ':', ')', ']', '．', '：', '）', '、'];

/// What may be before it.
const OPENING: [char; 3] = ['(', '[', '（'];

/// A label without the brackets around it and the dot behind it: "a" of "(a)".
#[must_use]
pub(crate) fn bare(label: &str) -> &str {
    label
        .trim()
        .trim_start_matches(OPENING)
        .trim_end_matches(CLOSING)
        .trim()
}

/// The parts of a label that ends with a numeral: "Annex II", "c.1", "(a)", "12 bis", "Part I:".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<'a> {
    /// The words before the numeral: "Annex". Empty when there are none.
    pub prefix: &'a str,
    /// What a dotted numeral has before its last dot: "c" of "c.1". Empty when there is no dot.
    pub path: &'a str,
    /// The numeral: "II", "1", "a".
    pub numeral: &'a str,
    /// Which one under that number: 1, or 2 for *bis*, 3 for *ter*.
    pub insertion: u32,
}

impl<'a> Label<'a> {
    /// Takes a label apart. `None` when it does not end with a numeral: "Introduction".
    ///
    /// A last word of one or two letters in one case is taken for one, also in "Terms of".
    #[must_use]
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return (!readings(text).is_empty()).then_some(Self {
                prefix: "",
                path: "",
                numeral: text,
                insertion: 1,
            });
        }
        let text = text.trim().trim_end_matches(CLOSING).trim_end();
        let (text, insertion) = split_insertion(text);
        let (prefix, dotted) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
        let dotted = dotted.trim_start_matches(OPENING).trim_end_matches(CLOSING);
        let (path, numeral) = dotted.rsplit_once('.').unwrap_or(("", dotted));
        let is_numeral = |part: &str| !readings(part).is_empty();
        let well_formed =
            is_numeral(numeral) && (path.is_empty() || path.split('.').all(is_numeral));
        well_formed.then_some(Self {
            prefix: prefix.trim_end(),
            path,
            numeral,
            insertion,
        })
    }
}

/// A word such as "bis" off the end, and which position under a number it is.
fn split_insertion(text: &str) -> (&str, u32) {
    for (word, insertion) in INSERTIONS.into_iter().zip(2..) {
        let Some(at) = text.len().checked_sub(word.len()) else {
            continue;
        };
        let Some((number, end)) = text.split_at_checked(at) else {
            continue;
        };
        let detached = number.ends_with(|it: char| it.is_whitespace() || it.is_ascii_digit());
        if detached && end.eq_ignore_ascii_case(word) {
            return (number.trim_end(), insertion);
        }
    }
    (text, 1)
}

/// Several numbers inserted after one: "12 bis" and "12 ter" after "12", "12 ter" and "12 quater" after "12 bis". `None`
/// where there are no words for as many.
pub(crate) fn inserted_after(number: &str, count: usize) -> Option<Vec<String>> {
    let (number, insertion) = split_insertion(number);
    let first = insertion as usize - 1;
    let words = INSERTIONS.get(first..first + count)?.iter();
    Some(words.map(|word| format!("{number} {word}")).collect())
}

/// Words by which labels of one series are recognized: "Session I" and "Sessions II" are of one.
fn folded(words: &str) -> String {
    let mut words = words.to_lowercase();
    words.truncate(words.trim_end_matches('s').len());
    words
}

#[cfg(test)]
mod tests;
