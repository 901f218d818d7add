//! The numbers that labels and references have, as they are compared.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use crate::relation::sequence::Position;
use crate::report::numeral::{Label, Reading, Style, readings};

/// A number, part by part: two parts of "b.1". A report has as many as it has paragraphs, and few with more parts.
pub(super) type Number = SmallVec<[Position; 2]>;

/// A label without its words, brackets and final dot: "II" of "Annex II", "b.1" of "(b.1)". One that has no numeral, as a
/// footnote's "*", stays as it is.
pub(super) fn normal(label: &str) -> Cow<'_, str> {
    // most are figures alone
    if label.bytes().all(|byte| byte.is_ascii_digit()) {
        return label.into();
    }
    let Some(parsed) = Label::parse(label) else {
        return with_dash(label).map_or(label.into(), Cow::Owned);
    };
    let bare = label
        .trim()
        .trim_end_matches(['.', ':', ')', ']'])
        .trim_start_matches(['(', '[']);
    bare[parsed.prefix.len().min(bare.len())..]
        .trim_start()
        .into()
}

/// The number at the end of a label that has figures joined by dashes, with a hyphen for each: "4-1" of "Table 4–1".
fn with_dash(label: &str) -> Option<String> {
    let number = label.split_whitespace().next_back()?;
    let number = number.trim_end_matches(['.', ':', ')', ']']);
    let is_part =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '–' | '‑');
    let found = number.contains(['-', '–', '‑'])
        && number.contains(|sign: char| sign.is_ascii_digit())
        && number.chars().all(is_part);
    found.then(|| dashed(number))
}

/// The number with a hyphen for each dash.
pub(super) fn dashed(number: &str) -> String {
    let with_hyphen = |sign| match sign {
        '–' | '‑' | '—' => '-',
        other => other,
    };
    number.chars().map(with_hyphen).collect()
}

/// What a label adds to its parent's: "1" of "b.1".
pub(super) fn last_part(label: &str) -> &str {
    Label::parse(label).map_or(label, |parsed| parsed.numeral)
}

/// The number that figures alone mean, as most numerals are.
fn whole_number(numeral: &str) -> Option<u32> {
    const LONGEST: usize = 9;
    let is_figures = numeral.bytes().all(|byte| byte.is_ascii_digit());
    (is_figures && numeral.len() <= LONGEST).then(|| numeral.parse().ok())?
}

/// Every number that a dotted numeral may mean, part by part.
pub(super) fn possible_numbers(cited: &str) -> SmallVec<[Number; 1]> {
    const MOST_PARTS: usize = 6;
    if let Some(number) = whole_number(cited) {
        return smallvec![smallvec![number.into()]];
    }
    let Some(label) = Label::parse(cited) else {
        return SmallVec::new();
    };
    let parts: Vec<&str> = label
        .path
        .split('.')
        .filter(|part| !part.is_empty())
        .chain([label.numeral])
        .collect();
    if parts.len() > MOST_PARTS {
        return SmallVec::new();
    }
    let mut numbers: SmallVec<[Number; 1]> = smallvec![Number::new()];
    for (index, part) in parts.iter().enumerate() {
        let insertion = if index + 1 == parts.len() {
            label.insertion
        } else {
            1
        };
        let readings = readings(part);
        let longer = |number: &Number| {
            let number = number.clone();
            let more = readings.iter().map(move |reading| {
                let mut longer = number.clone();
                longer.push(Position {
                    number: reading.value,
                    insertion,
                });
                longer
            });
            more.collect::<SmallVec<[Number; 2]>>()
        };
        numbers = numbers.iter().flat_map(longer).collect();
    }
    numbers
}

/// The first and the last number of a run, read in one style; "112–15" leads from 112 to 115.
fn ends(first: &str, last: &str) -> Option<[Reading; 2]> {
    let is_figures = |numeral: &str| numeral.bytes().all(|byte| byte.is_ascii_digit());
    let cut = first.len().saturating_sub(last.len());
    let whole = match first.get(..cut) {
        Some(start) if !start.is_empty() && is_figures(first) && is_figures(last) => {
            Cow::Owned(format!("{start}{last}"))
        }
        _ => Cow::Borrowed(last),
    };
    readings(first).into_iter().find_map(|from| {
        let to = readings(&whole)
            .into_iter()
            .find(|to| to.style == from.style)?;
        Some([from, to])
    })
}

/// Whether a run leads from a number to one before it.
pub(super) fn is_backwards(first: &str, last: &str) -> bool {
    ends(first, last).is_some_and(|[from, to]| to.value < from.value)
}

/// The numbers from the first to the last of a run, as they are written; the ends alone when it is no run, or a very
/// long one.
pub(super) fn run(first: &str, last: &str) -> Vec<String> {
    const LONGEST: u32 = 1000;
    match ends(first, last) {
        Some([from, to]) if from.value < to.value && to.value - from.value <= LONGEST => {
            (from.value..=to.value)
                .map(|number| from.style.format(number))
                .collect()
        }
        _ => vec![first.to_owned(), last.to_owned()],
    }
}

/// How a number begins: what the numbers of one series have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shape {
    /// 12
    Figures,
    /// II
    Roman,
    /// B
    Letter,
    /// I, which is a letter or Roman
    Either,
    /// iv, b
    Small,
    /// 4-1, A-1
    Dashed,
    /// A4
    Mixed,
}

impl Shape {
    /// That of a number, by its first part: of "II.b" that of "II".
    pub(super) fn of(number: &str) -> Self {
        if whole_number(number).is_some() {
            return Self::Figures;
        }
        let is_dash = |sign: char| matches!(sign, '-' | '–' | '‑' | '—');
        if number.contains(is_dash) {
            return Self::Dashed;
        }
        let part = number.split(['.', ' ']).next().unwrap_or_default();
        let digits = part.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
        let all = |part: &str, is_kind: &dyn Fn(char) -> bool| {
            !part.is_empty() && part.chars().all(is_kind)
        };
        let is_roman = all(part, &|sign| "IVXLCDM".contains(sign));
        match part.len() {
            _ if all(digits, &|sign| sign.is_ascii_digit()) => Self::Figures,
            1 if is_roman => Self::Either,
            _ if is_roman => Self::Roman,
            1 if all(part, &|sign| sign.is_ascii_uppercase()) => Self::Letter,
            _ if all(part, &|sign| sign.is_ascii_lowercase()) => Self::Small,
            _ => Self::Mixed,
        }
    }
}

/// The value of the first part of a number in figures or Roman numerals; of a letter alone only I, V and X are such.
pub(super) fn first_value(number: &str) -> Option<u32> {
    if let Some(value) = whole_number(number) {
        return Some(value);
    }
    let part = number.split(['.', ' ', '-', '–', '‑']).next()?;
    let figures = part.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    if let Some(value) = whole_number(figures) {
        return Some(value);
    }
    if part.len() == 1 && !matches!(part, "I" | "V" | "X") {
        return None;
    }
    let roman = |reading: &Reading| reading.style == Style::RomanUpper;
    readings(part)
        .into_iter()
        .find(roman)
        .map(|reading| reading.value)
}
