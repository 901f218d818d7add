//! Works that the text cites by the keys of the bibliography: "[Old99]", "[3, 7–9]", "[RFC3410] [RFC3411]".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::blanked::blanked;
use super::passage::Setting;
use super::{Found, Prose};

/// What the text cites, beside the bibliography.
#[derive(Debug, Default)]
pub(crate) struct CitedWorks<'t> {
    /// The keys of entries that are cited.
    pub used: FxHashSet<&'t str>,
    /// What is written like a key of the bibliography and is none, where each stands first, in reading order.
    pub missing: Vec<(String, Found<'t, Range<usize>>)>,
}

impl<'t> CitedWorks<'t> {
    /// Reads the passages; nothing where the bibliography has no keys.
    pub(crate) fn of(prose: &Prose<'_, 't>) -> Self {
        let mut works = Self::default();
        let keys = Keys::of(prose);
        if keys.known.is_empty() {
            return works;
        }
        let mut missing = FxHashSet::default();
        for passage in prose.passages() {
            // an entry may name another, but what else stands there in brackets is a part of its title
            let is_entry = matches!(passage.setting, Setting::Bibliography);
            for cited in citings(&blanked(&passage.text)) {
                if let Some(key) = keys.known.get(&folded(&cited.key)) {
                    works.used.insert(key);
                } else if !is_entry && keys.may_be_one(&cited) && missing.insert(cited.key.clone())
                {
                    let found = Found {
                        text: passage.text,
                        item: cited.range,
                    };
                    works.missing.push((cited.key, found));
                }
            }
        }
        works
    }
}

/// The keys of the bibliography, and what they look like.
struct Keys<'t> {
    known: FxHashMap<String, &'t str>,
    shapes: FxHashSet<String>,
    highest: Option<u32>,
}

impl<'t> Keys<'t> {
    fn of(prose: &Prose<'_, 't>) -> Self {
        let entries = prose.report.bibliography.iter();
        let keys: Vec<&'t str> = entries.filter_map(|entry| Some(entry.key?.value)).collect();
        Self {
            known: keys.iter().map(|key| (folded(key), *key)).collect(),
            shapes: keys.iter().map(|key| shape(key)).collect(),
            highest: keys.iter().filter_map(|key| key.parse().ok()).max(),
        }
    }

    /// Whether what is no key is written like one: with letters and figures in the order that one has them, or as a number
    /// that is not far beyond the highest.
    fn may_be_one(&self, cited: &Citing) -> bool {
        const BEYOND: u32 = 10;
        if let Ok(number) = cited.key.parse::<u32>() {
            let most = self
                .highest
                .map(|highest| highest.saturating_mul(2).saturating_add(BEYOND));
            return cited.is_of_numbers && number > 0 && most.is_some_and(|most| number <= most);
        }
        let has = |kind: fn(&char) -> bool| cited.key.chars().any(|sign| kind(&sign));
        has(char::is_ascii_digit)
            && has(|sign| sign.is_alphabetic())
            && self.shapes.contains(&shape(&cited.key))
    }
}

/// A key as it is compared.
fn folded(key: &str) -> String {
    key.trim().to_lowercase()
}

/// The kinds of signs of a key, one for each run of a kind: "Aa9" of "Old99".
fn shape(key: &str) -> String {
    let kind = |sign: char| match sign {
        _ if sign.is_uppercase() => 'A',
        _ if sign.is_alphabetic() => 'a',
        _ if sign.is_ascii_digit() => '9',
        other => other,
    };
    let mut shape = String::new();
    for kind in key.trim().chars().map(kind) {
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    shape
}

/// Something in square brackets that may be a key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Citing {
    key: String,
    range: Range<usize>,
    /// Whether nothing but numbers stands in the brackets.
    is_of_numbers: bool,
}

/// All that may be keys, in order: each part of what stands in square brackets, and the numbers of a run.
fn citings(text: &str) -> Vec<Citing> {
    let mut found: Vec<Citing> = Vec::new();
    let mut before: Option<(u32, usize)> = None;
    for (open, _) in text.match_indices('[') {
        let inside = &text[open + 1..];
        let Some(length) = inside.find([']', '[']) else {
            break;
        };
        let is_closed = inside[length..].starts_with(']');
        let is_link = inside[length..].starts_with("](");
        if !is_closed || is_link || length > LONGEST || inside.starts_with('^') {
            continue;
        }
        let start = open + 1;
        let parts = parts(&inside[..length]);
        let is_of_numbers = parts.iter().all(|part| {
            let part = &inside[part.clone()];
            part.chars()
                .all(|sign| sign.is_ascii_digit() || is_dash(sign) || sign == ' ')
        });
        for part in parts {
            let range = start + part.start..start + part.end;
            let keys = keys_of(&text[range.clone()]);
            // "[3]–[5]" means the fourth, too
            let goes_on = before.filter(|(_, end)| {
                let between = text.get(*end..open).unwrap_or_default().trim();
                between.chars().count() == 1 && between.chars().all(is_dash)
            });
            if let (Some((from, _)), Some(Ok(to))) = (goes_on, keys.first().map(|key| key.parse()))
            {
                found.extend(run(from, to).into_iter().map(|key| Citing {
                    key,
                    range: range.clone(),
                    is_of_numbers,
                }));
            }
            before = keys
                .last()
                .and_then(|key| Some((key.parse().ok()?, start + length + 1)));
            found.extend(keys.into_iter().map(|key| Citing {
                key,
                range: range.clone(),
                is_of_numbers,
            }));
        }
    }
    found
}

/// The longest text in brackets that is looked at.
const LONGEST: usize = 120;

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}')
}

/// What commas and semicolons part, without the space around it.
fn parts(inside: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for piece in inside.split([',', ';']) {
        let trimmed = piece.trim();
        let from = start + (piece.len() - piece.trim_start().len());
        if !trimmed.is_empty() {
            parts.push(from..from + trimmed.len());
        }
        start += piece.len() + 1;
    }
    parts
}

/// The keys that a part may be: itself, the word that it begins with, or the numbers of a run.
fn keys_of(part: &str) -> Vec<String> {
    let ends = part.split_once(is_dash);
    let ends =
        ends.and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
    if let Some((from, to)) = ends {
        let mut keys = vec![u32::to_string(&from)];
        keys.extend(run(from, to));
        keys.push(to.to_string());
        return keys;
    }
    let word = part.split_whitespace().next().unwrap_or_default();
    let mut keys = vec![part.to_owned()];
    if word.len() < part.len() {
        keys.push(word.to_owned());
    }
    keys
}

/// The numbers between two, if these are a run.
fn run(from: u32, to: u32) -> Vec<String> {
    const MOST: u32 = 100;
    if to <= from || to - from > MOST {
        return Vec::new();
    }
    (from + 1..to).map(|number| number.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        citings(text).into_iter().map(|it| it.key).collect()
    }

    #[test]
    fn keys_stand_in_brackets() {
        assert_eq!(
            keys("It grows [Old99], [New01; Mid00]."),
            ["Old99", "New01", "Mid00"]
        );
        assert_eq!(keys("It grows [3, 7–9]."), ["3", "7", "8", "9"]);
        assert_eq!(keys("It grows [3]–[5]."), ["3", "4", "5"]);
        assert_eq!(keys("See [Old99 p. 3]."), ["Old99 p. 3", "Old99"]);
        assert_eq!(
            keys("A note[^1], a [link](x.html), and a [ that is open"),
            [""; 0]
        );
    }

    #[test]
    fn keys_are_told_by_their_shape() {
        assert_eq!(shape("Old99"), "Aa9");
        assert_eq!(shape("RFC3410"), shape("BGP2005"));
        assert_ne!(shape("RFC3410"), shape("Old99"));
    }
}
