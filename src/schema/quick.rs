//! Finds that most reports follow their schema, without compiling it.
//!
//! What the schema allows is in tables, which are generated from it. Where they do not say that a report is surely in order,
//! the validator judges it, which also says what is wrong.

#[rustfmt::skip]
mod tables;

use jiff::civil;
use rustc_hash::FxHashSet;

use crate::text::syntax::{Data, NodeId, Tree};

/// Beyond it the schema is asked: of some numbers it allows no more.
const MOST: i64 = u32::MAX as i64;

/// What the schema allows somewhere.
enum Allowed {
    /// What these tables cannot judge.
    Unsure,
    /// A text.
    Text(Form),
    /// A whole number of at least so much, and no more than [`MOST`].
    Whole(i64),
    /// `true` or `false`.
    Flag,
    /// A list of such items.
    List {
        items: &'static Allowed,
        is_unique: bool,
    },
    /// A mapping.
    Mapping(&'static Mapping),
    /// One of these.
    Either(&'static [Allowed]),
}

/// What a text has to be.
enum Form {
    Any,
    NonEmpty,
    Id,
    Code,
    Time,
    Number,
    Language,
    TimeZone,
    Date,
    OneOf(&'static [&'static str]),
}

/// What a mapping may have; keys that start with `x-` may always be there. Sets of keys are bits, by the places of the keys
/// in the list.
struct Mapping {
    keys: &'static [(&'static str, Allowed)],
    required: u64,
    /// Of one of these sets, if there are any, it has all keys.
    one_of: &'static [u64],
    /// Whichever has the first key, has these, too.
    with: &'static [(u64, u64)],
}

/// Whether a file is surely what a report may be.
pub(super) fn is_surely_a_report(tree: &Tree<'_>, root: NodeId) -> bool {
    follows(tree, root, tables::REQUIRED_OF_REPORT)
}

/// Whether a file is surely what a part of a report may be.
pub(super) fn is_surely_a_part(tree: &Tree<'_>, root: NodeId) -> bool {
    follows(tree, root, tables::PART.required)
}

/// Whether a report may have the key.
pub(super) fn is_key_of_report(key: &str) -> bool {
    tables::PART.keys.iter().any(|(known, _)| *known == key)
}

fn follows(tree: &Tree<'_>, root: NodeId, required: u64) -> bool {
    // the value that is superseded is looked at by the validator alone
    tree.duplicate_keys().is_empty()
        && matches!(tree.data(root), Data::Map)
        && tables::PART.allows(tree, root, required)
}

impl Allowed {
    fn allows(&self, tree: &Tree<'_>, value: NodeId) -> bool {
        match (self, tree.data(value)) {
            (Self::Either(all), _) => all.iter().any(|it| it.allows(tree, value)),
            (Self::Text(form), Data::Str(text)) => form.fits(text),
            (Self::Whole(least), Data::Int(number)) => (*least..=MOST).contains(&number),
            (Self::Flag, Data::Bool(_)) => true,
            (Self::List { items, is_unique }, Data::Seq) => {
                tree.items(value).all(|item| items.allows(tree, item))
                    && (!is_unique || are_different_texts(tree, value))
            }
            (Self::Mapping(mapping), Data::Map) => mapping.allows(tree, value, mapping.required),
            _ => false,
        }
    }
}

impl Mapping {
    /// Whether it may be so, and has the keys that are required.
    fn allows(&self, tree: &Tree<'_>, value: NodeId, required: u64) -> bool {
        let mut there = 0;
        for (key, value) in tree.entries(value) {
            let key = tree.key_text(key);
            match self.keys.iter().position(|(known, _)| *known == key) {
                Some(place) => {
                    there |= 1 << place;
                    if !self.keys[place].1.allows(tree, value) {
                        return false;
                    }
                }
                None if key.starts_with("x-") => {}
                None => return false,
            }
        }
        let has = |keys: u64| there & keys == keys;
        has(required)
            && (self.one_of.is_empty() || self.one_of.iter().any(|&keys| has(keys)))
            && self
                .with
                .iter()
                .all(|&(key, others)| !has(key) || has(others))
    }
}

fn are_different_texts(tree: &Tree<'_>, list: NodeId) -> bool {
    let mut seen = FxHashSet::default();
    tree.items(list).all(|item| match tree.data(item) {
        Data::Str(text) => seen.insert(text),
        _ => false,
    })
}

impl Form {
    /// Whether a text certainly has the form. For characters beyond ASCII, only the patterns of the schema decide.
    fn fits(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let is_printed = u8::is_ascii_graphic;
        match self {
            Self::Any => true,
            Self::NonEmpty => !text.is_empty(),
            Self::Id => {
                !text.is_empty() && bytes.iter().all(|byte| is_printed(byte) && *byte != b'/')
            }
            Self::Code => are_words(bytes, b' ', is_printed, usize::MAX),
            Self::Time => matches!(
                bytes,
                [b'0'..=b'3', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
                    | [b'4', b'0'..=b'7', b':', b'0'..=b'5', b'0'..=b'9']
            ),
            Self::Number => {
                let figures = bytes
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                let letters = bytes[figures..]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphabetic());
                let rest = &bytes[figures + letters.count()..];
                let goes_on = |rest: &[u8]| {
                    let mut parts = rest[1..].split(|byte| b" .-".contains(byte));
                    parts.all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_alphanumeric))
                };
                matches!(bytes, [b'1'..=b'9', ..])
                    && (rest.is_empty() || b" .-".contains(&rest[0]) && goes_on(rest))
            }
            Self::Language => {
                let (first, rest) = text.split_once('-').unwrap_or((text, "x"));
                matches!(first.len(), 2 | 3)
                    && first.bytes().all(|byte| byte.is_ascii_alphabetic())
                    && are_words(rest.as_bytes(), b'-', u8::is_ascii_alphanumeric, 8)
            }
            Self::TimeZone => {
                let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_+-".contains(byte);
                are_words(bytes, b'/', is_of_name, usize::MAX)
            }
            Self::Date => is_date(text),
            Self::OneOf(words) => words.contains(&text),
        }
    }
}

/// Whether a text is words of such characters, with one character between each two.
fn are_words(text: &[u8], between: u8, is_of_word: impl Fn(&u8) -> bool, longest: usize) -> bool {
    text.split(|byte| *byte == between)
        .all(|word| (1..=longest).contains(&word.len()) && word.iter().all(&is_of_word))
}

/// Whether a text is a day of the calendar as `2008-02-13`.
fn is_date(text: &str) -> bool {
    let is_written = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    text.len() == 10 && is_written && text.parse::<civil::Date>().is_ok()
}

#[cfg(test)]
mod tests;
