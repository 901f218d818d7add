//! Lists within a text: "(a) wells; (b) pumps; and (c) pipes", "i) …, ii) …".

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::blanked::blanked;
use crate::report::numeral::{Readings, Style, readings};

/// A list whose items begin with markers that are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// How the markers are written.
    pub style: Style,
    /// Its items, the first of which has the first number.
    pub items: Vec<Item>,
    /// Whether the first marker follows a number, as in "item 4 (a)", and so may cite something.
    follows_number: bool,
}

/// An item of such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The bytes of its marker, with the brackets.
    pub marker: Range<usize>,
    /// Its number.
    pub number: u32,
}

/// The farthest that a marker may be from the one that was expected and still belong to the list.
const FARTHEST: u32 = 2;

impl Enumeration {
    /// Whether it is certain enough to be judged: it cites nothing, and at least two of its markers follow one another.
    #[must_use]
    pub(crate) fn is_certain(&self) -> bool {
        let mut pairs = self.items.windows(2);
        !self.follows_number && pairs.any(|pair| pair[0].number + 1 == pair[1].number)
    }
}

/// The lists of the text, in the order in which they end. One that is within an item of another is a list of its own.
///
/// What cites items ("items (a), (b) and (d)") is none: a marker begins an item if words follow it and if it is at the
/// start of a line or after punctuation, or a short word after that ("; and (c)"). Only the first of a list may be anywhere.
#[must_use]
pub(crate) fn enumerations(text: &str) -> Vec<Enumeration> {
    if memchr(b')', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let text = &blanked(text);
    let mut open: Vec<Enumeration> = Vec::new();
    let mut closed = Vec::new();
    for marker in markers(text) {
        let depth = continued(&open, &marker, |expected, number| number == expected);
        let first = || marker.readings.iter().find(|reading| reading.value == 1);
        if let Some((depth, number)) = depth {
            closed.extend(open.drain(depth + 1..));
            open[depth].items.push(marker.item(number));
        } else if let Some(first) = first() {
            open.push(Enumeration {
                style: first.style,
                items: vec![marker.item(1)],
                follows_number: marker.follows_number,
            });
        } else {
            let is_near = |expected: u32, number: u32| {
                number + 1 == expected || number > expected && number - expected <= FARTHEST
            };
            if let Some((depth, number)) = continued(&open, &marker, is_near) {
                closed.extend(open.drain(depth + 1..));
                open[depth].items.push(marker.item(number));
            }
        }
    }
    closed.extend(open);
    closed
}

/// The innermost list that the marker may belong to, and its number in it.
fn continued(
    open: &[Enumeration],
    marker: &Marker,
    fits: impl Fn(u32, u32) -> bool,
) -> Option<(usize, u32)> {
    if !marker.is_plain {
        return None;
    }
    (0..open.len()).rev().find_map(|depth| {
        let list = &open[depth];
        let expected = list.items.last()?.number + 1;
        let mut readings = marker.readings.iter();
        let reading = readings.find(|it| it.style == list.style && fits(expected, it.value))?;
        Some((depth, reading.value))
    })
}

/// A numeral in brackets, or before one.
struct Marker {
    range: Range<usize>,
    readings: Readings,
    /// Whether it is where items begin.
    is_plain: bool,
    /// Whether a number is before it.
    follows_number: bool,
}

impl Marker {
    fn item(&self, number: u32) -> Item {
        Item {
            marker: self.range.clone(),
            number,
        }
    }
}

/// The markers of the text, in order.
fn markers(text: &str) -> impl Iterator<Item = Marker> {
    memchr_iter(b')', text.as_bytes()).filter_map(|at| marker(text, at))
}

/// The marker that ends with the bracket at `at`.
fn marker(text: &str, at: usize) -> Option<Marker> {
    let is_numeral = |byte: &u8| byte.is_ascii_alphanumeric();
    let before = &text.as_bytes()[..at];
    let length = before
        .iter()
        .rev()
        .take(LONGEST + 1)
        .take_while(|byte| is_numeral(byte));
    let length = length.count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let numeral = &text[at - length..at];
    let readings = item_readings(numeral);
    let opens = text[..at - length].ends_with('(');
    let start = at - length - usize::from(opens);
    let before = &text[..start];
    let stands_apart = before.is_empty() || before.ends_with(char::is_whitespace);
    let found = stands_apart && !readings.is_empty() && is_followed_by_words(&text[at + 1..]);
    found.then(|| Marker {
        range: start..at + 1,
        readings,
        is_plain: begins_item(before),
        follows_number: before
            .trim_end()
            .ends_with(|sign: char| sign.is_ascii_digit()),
    })
}

/// The longest numeral: "xviii".
const LONGEST: usize = 5;

/// What the numeral of an item may be: figures below a hundred, one letter, or a Roman numeral in small letters.
fn item_readings(numeral: &str) -> Readings {
    let mut readings = readings(numeral);
    readings.retain(|it| match it.style {
        Style::Arabic { .. } => numeral.len() <= 2,
        Style::RomanLower => true,
        Style::RomanUpper => false,
        Style::LetterLower | Style::LetterUpper => numeral.len() == 1,
    });
    for reading in &mut readings {
        if let Style::Arabic { width } = &mut reading.style {
            *width = 1;
        }
    }
    readings
}

/// Whether an item may begin after this: at the start of a line, after punctuation, or after a short word that follows punctuation.
fn begins_item(before: &str) -> bool {
    const SHORT: usize = 3;
    let at_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
    let before = before.trim_end();
    let is_sign =
        |sign: char| matches!(sign, ':' | ';' | ',' | '.' | ']' | '；' | '：' | '،' | '؛');
    let after_word = || {
        let word = before.rfind(char::is_whitespace)?;
        let is_short = before[word..].trim_start().chars().count() <= SHORT;
        is_short.then(|| before[..word].trim_end().ends_with(is_sign))
    };
    before.is_empty() || at_line || before.ends_with(is_sign) || after_word() == Some(true)
}

/// Whether words follow, as in an item, and not the next item that is cited: "(b) and (d)", "(b) above".
fn is_followed_by_words(after: &str) -> bool {
    let rest = after.trim_start();
    if rest.len() == after.len()
        || !rest.starts_with(|sign: char| sign.is_alphabetic() || "“\"«[`\u{1a}".contains(sign))
    {
        return false;
    }
    let word = rest.split_whitespace().next().unwrap_or_default();
    let next = rest[word.len()..].trim_start();
    let points = word.trim_end_matches([',', '.', ';', ')']);
    let is_item = !next.starts_with('(') || word.ends_with([';', ',']);
    is_item && !matches!(points, "above" | "below")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<u32>> {
        let lists = enumerations(text).into_iter();
        let lists = lists.filter(Enumeration::is_certain);
        let numbers = lists.map(|list| list.items.iter().map(|item| item.number).collect());
        numbers.collect()
    }

    #[test]
    fn items_are_counted_in_whatever_style() {
        assert_eq!(
            read("It asked for: (a) boats; (b) piers; (d) ropes."),
            [[1, 2, 4]]
        );
        assert_eq!(
            read("It asked for: (a) clean wells; (b) new pumps; and (c) pipes for all."),
            [[1, 2, 3]]
        );
        assert_eq!(
            read("It asked for:\ni) clean wells\nii) new pumps"),
            [[1, 2]]
        );
        assert_eq!(
            read("Asked for: 1) clean wells, 2) new pumps, et 3) pipes for all."),
            [[1, 2, 3]]
        );
    }

    #[test]
    fn a_list_may_stand_within_an_item() {
        assert_eq!(
            read(
                "For: (a) wells that are: (i) deep ones; (ii) clean ones; (b) new pumps; (c) pipes for all"
            ),
            [vec![1, 2], vec![1, 2, 3]]
        );
        let letters: Vec<String> = ('a'..='j')
            .map(|it| format!("({it}) wells of it"))
            .collect();
        assert_eq!(
            read(&format!("For: {}.", letters.join("; "))),
            [(1..=10).collect::<Vec<u32>>()]
        );
    }

    #[test]
    fn a_marker_that_does_not_run_on_is_kept() {
        assert_eq!(
            read("For: (a) clean wells; (b) new pumps; (d) pipes for all."),
            [[1, 2, 4]]
        );
        assert_eq!(
            read("For: (a) clean wells; (b) new pumps; (b) pipes for all."),
            [[1, 2, 2]]
        );
    }

    #[test]
    fn what_cites_items_is_no_list() {
        for text in [
            "The Board took up sub-items 20 (a), (b) and (d) together.",
            "As said in (a) above, (b) below, and (d) below.",
            "Article 4 (a) of the Treaty; (c) remains open.",
            "The figures (1990) and (1995) were compared.",
            "A smile :) and another ;)",
        ] {
            assert_eq!(read(text), [[0; 0]; 0], "{text}");
        }
    }
}
