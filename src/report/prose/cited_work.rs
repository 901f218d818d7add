//! Works that the text cites by the keys of the bibliography: "[Old99]", "[3, 7–9]", "[RFC3410] [RFC3411]".

use std::cell::LazyCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::blanked::blanked;
use super::glossary::Natures;
use super::passage::Setting;
use super::{Found, Prose};
use crate::text::place::{NodeRef, Place};

/// What the text cites, beside the bibliography.
#[derive(Debug, Default)]
pub(crate) struct CitedWorks<'t> {
    /// The entries that have keys.
    pub entries: Vec<Entry<'t>>,
    /// The keys of entries that are cited.
    pub used: FxHashSet<&'t str>,
    /// What is written like a key of the bibliography and is none, where each appears first, in reading order.
    pub missing: Vec<(String, Found<'t, Range<usize>>)>,
}

/// An entry of the bibliography.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'t> {
    /// What the text cites it by.
    pub key: &'t str,
    /// Where that is.
    pub place: Place,
    /// The text that it begins, where it is typed as a paragraph.
    typed_in: Option<NodeRef>,
}

impl<'t> CitedWorks<'t> {
    /// Reads the passages; nothing where the bibliography has no keys.
    pub(crate) fn of(prose: &Prose<'_, 't>) -> Self {
        let mut works = Self {
            entries: entries(prose),
            ..Self::default()
        };
        if works.entries.is_empty() {
            return works;
        }
        let keys = Keys::of(&works.entries);
        let typed = works.entries.iter().filter_map(|entry| entry.typed_in);
        let typed: FxHashSet<NodeRef> = typed.collect();
        let mut missing = FxHashSet::default();
        for passage in prose.passages() {
            // an entry may name another, but what else is there in brackets is a part of its title
            let is_typed = typed.contains(&passage.text.at);
            let is_entry = is_typed || matches!(passage.setting, Setting::Bibliography);
            let text = blanked(&passage.text);
            for cited in citings(&text) {
                if is_typed && begins_line(&text, cited.range.start) {
                    continue;
                }
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

    /// The entries that no text cites, or names by its key: "as Circular A-130 says".
    pub(crate) fn uncited(&self, prose: &Prose<'_, '_>) -> Vec<&Entry<'t>> {
        let entries = self.entries.iter();
        let mut uncited: Vec<_> = entries.filter(|it| !self.used.contains(it.key)).collect();
        let has_figure = |key: &str| key.contains(|sign: char| sign.is_ascii_digit());
        if !uncited.iter().any(|entry| has_figure(entry.key)) {
            return uncited;
        }
        let typed = self.entries.iter().filter_map(|entry| entry.typed_in);
        let typed: FxHashSet<NodeRef> = typed.collect();
        let texts = prose.passages().iter().filter(|passage| {
            passage.setting.is_running_text() && !typed.contains(&passage.text.at)
        });
        let keys = uncited.iter().map(|entry| entry.key);
        let keys: FxHashSet<String> = keys.filter(|key| has_figure(key)).map(squeezed).collect();
        let named = named(&keys, texts.map(|passage| passage.text.value));
        uncited.retain(|entry| !named.contains(&squeezed(entry.key)));
        uncited
    }
}

/// A key without what is written now with it and now without: "NISTIR 8062", "NISTIR8062".
fn squeezed(key: &str) -> String {
    let signs = key.chars().filter(|sign| !is_joint(*sign));
    signs.flat_map(char::to_lowercase).collect()
}

fn is_joint(sign: char) -> bool {
    sign.is_whitespace() || is_dash(sign)
}

/// Those of the keys that are in the texts as words.
fn named<'x>(keys: &FxHashSet<String>, texts: impl Iterator<Item = &'x str>) -> FxHashSet<String> {
    let lengths: FxHashSet<usize> = keys.iter().map(String::len).collect();
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let longest = longest.min(LONGEST_KEY);
    let mut found = FxHashSet::default();
    let mut look_at = |rest: &str| {
        let mut squeezed = String::new();
        let mut signs = rest.chars().peekable();
        while let Some(sign) = signs.next().filter(|_| squeezed.len() < longest) {
            if is_joint(sign) {
                continue;
            }
            squeezed.extend(sign.to_lowercase());
            let ends = !signs.peek().is_some_and(|next| next.is_alphanumeric());
            if ends && lengths.contains(&squeezed.len()) && keys.contains(&squeezed) {
                found.insert(squeezed.clone());
            }
        }
    };
    for text in texts {
        let mut is_within = false;
        for (at, sign) in text.char_indices() {
            let is_of_word = sign.is_alphanumeric();
            if is_of_word && !is_within {
                look_at(&text[at..]);
            }
            is_within = is_of_word;
        }
    }
    found
}

/// The entries that have keys: those of `bibliography`, or where there is none, those that are typed as paragraphs.
fn entries<'t>(prose: &Prose<'_, 't>) -> Vec<Entry<'t>> {
    let report = prose.report;
    if report.bibliography.is_empty() {
        return typed_entries(prose);
    }
    let keys = report.bibliography.iter().filter_map(|work| work.key);
    let listed = keys.map(|key| Entry {
        key: key.value,
        place: Place::from(&key),
        typed_in: None,
    });
    listed.collect()
}

fn typed_entries<'t>(prose: &Prose<'_, 't>) -> Vec<Entry<'t>> {
    let natures = LazyCell::new(|| Natures::of(prose));
    let mut entries = Vec::new();
    for passage in prose.passages() {
        let text = passage.text;
        let is_paragraph = matches!(passage.setting, Setting::Paragraph { .. });
        if !is_paragraph || !text.trim_start_matches(DECORATION).starts_with('[') {
            continue;
        }
        let lines = text.value.match_indices('\n').map(|(at, _)| at + 1);
        let is_certain = is_typed_entry(text.value);
        for start in std::iter::once(0).chain(lines) {
            let Some(key) = typed_key(&text.value[start..]) else {
                continue;
            };
            let is_entry = is_certain && start == 0 || natures.of_passage(passage).is_bibliography;
            let key = start + key.start..start + key.end;
            if is_entry {
                entries.push(Entry {
                    key: &text.value[key.clone()],
                    place: text.part(key),
                    typed_in: Some(text.at),
                });
            }
        }
    }
    entries
}

/// What may be before the bracket of a key, and before the one that closes it.
const DECORATION: [char; 3] = ['*', '\\', ' '];

/// In bytes.
const LONGEST_KEY: usize = 40;

/// The key in square brackets that a text begins with, if words follow it.
fn typed_key(text: &str) -> Option<Range<usize>> {
    let rest = text.trim_start_matches(DECORATION).strip_prefix('[')?;
    let (key, entry) = rest.split_once(']')?;
    let key = key.trim_end_matches('\\');
    let is_key = !key.is_empty()
        && key.len() <= LONGEST_KEY
        && !key.starts_with('^')
        && !key.contains(['[', '\n']);
    let entry = entry.strip_prefix("**").unwrap_or(entry);
    let start = text.len() - rest.len();
    (is_key && entry.starts_with(char::is_whitespace)).then_some(start..start + key.len())
}

/// Whether a text is an entry of a bibliography, wherever it is: "[KEY] Author, A., Title, 2004".
pub(super) fn is_typed_entry(text: &str) -> bool {
    const WINDOW: usize = 200;
    let entry = || {
        let key = typed_key(text).filter(|key| !text[key.clone()].contains(char::is_whitespace))?;
        let entry = text[key.end..].trim_start_matches(['\\', ']', '*']);
        let entry = entry.trim_start().trim_start_matches(['“', '"']);
        let end = entry.floor_char_boundary(WINDOW);
        let first = entry[..end].split('.').next()?;
        Some(first.starts_with(char::is_uppercase) && (first.contains(',') || has_year(first)))
    };
    entry().unwrap_or(false)
}

fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|sign: char| !sign.is_ascii_alphanumeric());
    numbers.any(|number| {
        let figures = number.bytes().take_while(u8::is_ascii_digit).count();
        figures == 4 && (number.starts_with("19") || number.starts_with("20"))
    })
}

/// Whether the key at `start` is the first thing on its line.
fn begins_line(text: &str, start: usize) -> bool {
    let before = text[..start]
        .trim_end_matches('[')
        .trim_end_matches(DECORATION);
    before.is_empty() || before.ends_with('\n')
}

/// The keys of the bibliography, and what they look like.
struct Keys<'t> {
    known: FxHashMap<String, &'t str>,
    shapes: FxHashSet<String>,
    highest: Option<u32>,
}

impl<'t> Keys<'t> {
    fn of(entries: &[Entry<'t>]) -> Self {
        let keys = || entries.iter().map(|entry| entry.key);
        Self {
            known: keys().map(|key| (folded(key), key)).collect(),
            shapes: keys().map(shape).collect(),
            highest: keys().filter_map(|key| key.parse().ok()).max(),
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
    let signs = key.chars().filter(|sign| !sign.is_whitespace());
    signs.flat_map(char::to_lowercase).collect()
}

/// The kinds of characters of a key, one for each run of a kind: "Aa9" of "Old99".
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
    /// Whether nothing but numbers is in the brackets.
    is_of_numbers: bool,
}

/// All that may be keys, in order: each part of what is in square brackets, and the numbers of a run.
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
    fn keys_are_in_brackets() {
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
    fn keys_are_recognized_by_their_shape() {
        assert_eq!(shape("Old99"), "Aa9");
        assert_eq!(shape("RFC3410"), shape("BGP2005"));
        assert_ne!(shape("RFC3410"), shape("Old99"));
    }
}
