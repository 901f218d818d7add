//! Short forms in prose: where they are defined or explained, where they are used, and where they merely appear.

mod definition;
mod initials;
mod usage;

use std::ops::Range;

use super::bracket::Enclosures;
use super::cue::Hits;
use super::cursor::Cursor;
use super::letter::{is_capital, is_letter};
use super::words::Abbreviations as Words;
use definition::Definitions;
use usage::Uses;

/// The short forms of one text.
#[derive(Debug, Default)]
pub(super) struct ShortForms {
    /// Each place where one appears, in order.
    pub occurrences: Vec<Occurrence>,
    /// Whether the text lists names, whose parts in capitals are no short forms.
    pub are_names: bool,
}

/// A place where a short form appears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The short form, without a plural's "s".
    pub short: Range<usize>,
    /// All of the word that it is in: "UN" in "UN-led", "CN" in "E/CN.15/2008".
    pub word: Range<usize>,
    /// What it does there.
    pub role: Role,
}

/// The role of a short form in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// It is defined: the initials of this long form fit.
    Defined(Range<usize>),
    /// It is explained in another way, or by capitalized words whose initials do not fit: these.
    Explained(Option<Range<usize>>),
    /// It is used, in a sentence, as if it were known.
    Used,
    /// It is there for another reason: as part of a name or a symbol, in a quotation, with a number.
    Mentioned,
}

/// The longest short form, in bytes.
const LONGEST: usize = 14;

impl ShortForms {
    /// Reads them where the hits are.
    pub(super) fn at(text: &str, hits: &Hits, enclosures: &Enclosures, words: &Words) -> Self {
        let mut found = Self {
            occurrences: Vec::with_capacity(hits.short_forms.len()),
            are_names: false,
        };
        let mut end = 0;
        for &start in &hits.short_forms {
            let Some(word) = (start >= end).then(|| whole_word(text, start)) else {
                continue;
            };
            end = word.end;
            let short = singular(text, &word);
            if is_short(&text[short.clone()]) || usage::capitals(text, &word).is_some() {
                found.occurrences.push(Occurrence {
                    short,
                    word,
                    role: Role::Mentioned,
                });
            }
        }
        if found.occurrences.is_empty() {
            return found;
        }
        let definitions = Definitions::new(text, hits, words);
        let mut long_forms = Vec::new();
        for occurrence in &mut found.occurrences {
            if let Some(role) = definitions.role(&occurrence.short) {
                if let Role::Defined(long) = &role {
                    let end = long.end.max(occurrence.short.end);
                    long_forms.push(long.start.min(occurrence.short.start)..end);
                }
                occurrence.role = role;
            }
        }
        found.are_names = usage::is_list_of_names(text, hits, &long_forms);
        let has_sentences = !found.are_names && !usage::is_shouted(text);
        let uses = Uses::new(text, hits, enclosures, words);
        let rest = found.occurrences.iter_mut();
        for occurrence in rest.filter(|it| it.role == Role::Mentioned) {
            if let Some(capitals) = uses.capitals(&occurrence.word) {
                if has_sentences && uses.is_in_sentence(&capitals) {
                    occurrence.role = Role::Used;
                }
                occurrence.short = capitals;
            }
        }
        found
    }
}

/// Letters and figures, and more of them after dots, ampersands, hyphens and strokes.
fn whole_word(text: &str, start: usize) -> Range<usize> {
    let mut cursor = Cursor::new(text, start);
    cursor.signs(is_letter_or_figure);
    let more = |cursor: &mut Cursor<'_>| {
        let found = cursor.sign(|sign| ".&-‑/".contains(sign)) && cursor.signs(is_letter_or_figure);
        found.then_some(())
    };
    while cursor.attempt(more).is_some() {}
    start..cursor.at
}

fn is_letter_or_figure(sign: char) -> bool {
    is_letter(sign) || sign.is_ascii_digit()
}

/// The word without a plural's "s".
fn singular(text: &str, word: &Range<usize>) -> Range<usize> {
    let is_plural = text[word.clone()]
        .strip_suffix('s')
        .is_some_and(|stem| stem.ends_with(|sign: char| is_capital(sign) || sign.is_ascii_digit()));
    word.start..word.end - usize::from(is_plural)
}

/// Two capitals at least.
pub(crate) fn is_short(written: &str) -> bool {
    let capitals = written.chars().filter(|sign| is_capital(*sign));
    written.len() <= LONGEST && capitals.take(2).count() == 2
}

#[cfg(test)]
mod tests;
