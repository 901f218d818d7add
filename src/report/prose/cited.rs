//! The numbers that labels and references have, as they are compared.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use crate::relation::sequence::Position;
use crate::report::numeral::{Label, readings};

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
        return label.into();
    };
    let bare = label
        .trim()
        .trim_end_matches(['.', ':', ')', ']'])
        .trim_start_matches(['(', '[']);
    bare[parsed.prefix.len().min(bare.len())..]
        .trim_start()
        .into()
}

/// What a label adds to its parent's: "1" of "b.1".
pub(super) fn last_part(label: &str) -> &str {
    Label::parse(label).map_or(label, |parsed| parsed.numeral)
}

/// The number that figures alone stand for, as most numerals are.
fn whole_number(numeral: &str) -> Option<u32> {
    const LONGEST: usize = 9;
    let is_figures = numeral.bytes().all(|byte| byte.is_ascii_digit());
    (is_figures && numeral.len() <= LONGEST).then(|| numeral.parse().ok())?
}

/// Every number that a dotted numeral may stand for, part by part.
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

/// The numbers from the first to the last of a run, as they are written; the ends alone when it is no run, or a very
/// long one.
pub(super) fn run(first: &str, last: &str) -> Vec<String> {
    const LONGEST: u32 = 1000;
    let both = readings(first).into_iter().find_map(|from| {
        let to = readings(last)
            .into_iter()
            .find(|to| to.style == from.style)?;
        Some((from, to))
    });
    match both {
        Some((from, to)) if from.value < to.value && to.value - from.value <= LONGEST => {
            (from.value..=to.value)
                .map(|number| from.style.format(number))
                .collect()
        }
        _ => vec![first.to_owned(), last.to_owned()],
    }
}
