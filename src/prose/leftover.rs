//! Passages in square brackets that are left from drafting.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::bracket::{Enclosures, Pair, takes_in};
use super::cursor::Cursor;
use super::letter::is_of_word;

/// What editors put into brackets on purpose.
static GLOSS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:sic|recte|n\.?\s?b\.?|i\.e\..*|e\.g\..*|cf\..*|see\b.*|ibid.*|\.{3}|…|\^.*|[0-9\s,;–-]+
        |.*\b(?:emphasis|italics|translat\w+|footnotes?|citations?|omitted|original|sources?|editor\w*|note|in\s+(?:english|french|arabic|chinese|russian|spanish|german))\b.*
        |applause|laughter|inaudible|signed|blank|redacted|https?:.*|doi:.*|[a-z]{1,3})\.?$",
    )
    .expect("the pattern is well-formed")
});

/// Every passage in square brackets that is not agreed or not checked yet.
///
/// What editors put into brackets on purpose is left alone, and so is what a placeholder stands in.
pub(super) fn leftovers(
    text: &str,
    enclosures: &Enclosures,
    placeholders: &[Range<usize>],
) -> Vec<Range<usize>> {
    let pairs = enclosures.pairs.iter();
    let square: Vec<&Pair> = pairs.filter(|pair| pair.opening == '[').collect();
    if square.is_empty() {
        return Vec::new();
    }
    let quotations = enclosures.quotations();
    let drafting = drafting_words(text);
    let starts: Vec<usize> = square.iter().map(|pair| pair.range.start).collect();
    let is_alternative = |pair: &Pair| {
        // "[shall] [should]": two brackets with nothing between them
        let next = text[pair.range.end..].trim_start();
        let next_start = text.len() - next.len();
        next.starts_with('[') && starts.binary_search(&next_start).is_ok()
    };
    let found = square.iter().enumerate().filter(|(index, pair)| {
        let inside = text[pair.inside(text)].trim();
        let follows_alternative = || {
            let before = index.checked_sub(1);
            before.is_some_and(|before| is_alternative(square[before]))
        };
        let is_meant = || {
            let is_unagreed = is_alternative(pair)
                || follows_alternative()
                || (is_clause(inside) && !takes_in(&quotations, &pair.range));
            is_unagreed && !GLOSS.is_match(inside)
        };
        !has_one_inside(placeholders, &pair.range)
            && (has_one_inside(&drafting, &pair.range) || is_meant())
    });
    found.map(|(_, pair)| pair.range.clone()).collect()
}

/// Whether one of the ranges, which are in order, lies in the outer one.
fn has_one_inside(ranges: &[Range<usize>], outer: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.start < outer.start);
    ranges.get(next).is_some_and(|range| range.end <= outer.end)
}

/// The words that only drafters write: "to be added", "pending".
fn drafting_words(text: &str) -> Vec<Range<usize>> {
    const TO_COME: [&str; 10] = [
        "added",
        "agreed",
        "checked",
        "completed",
        "confirmed",
        "decided",
        "determined",
        "inserted",
        "updated",
        "verified",
    ];
    let mut cursor = Cursor::new(text, 0);
    let mut found = Vec::new();
    while cursor.signs(|sign| !is_of_word(sign)) || cursor.peek().is_some() {
        let start = cursor.at;
        if cursor.keyword(&["insert", "pending", "draft", "check"]) {
            found.push(start..cursor.at);
        } else if cursor.keyword(&["to"]) {
            let to_come = cursor.attempt(|cursor| {
                let found = cursor.spaces()
                    && cursor.keyword(&["be"])
                    && cursor.spaces()
                    && cursor.keyword(&TO_COME);
                found.then_some(start..cursor.at)
            });
            found.extend(to_come);
        } else {
            cursor.word();
        }
    }
    found
}

/// Several words that begin small: part of a sentence, and not a name or a title.
fn is_clause(inside: &str) -> bool {
    inside.starts_with(char::is_lowercase) && inside.split_whitespace().nth(2).is_some()
}
