//! How sure it is that a reference nobody is named with leads into the report itself.

use std::ops::Range;

use super::Reference;
use super::owner::{is_capitalized_one_of, is_sign};
use super::words::References;
use crate::report::prose::letter::strip_last_word;
use crate::report::prose::visible::Visible;

/// What is around a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Whether somebody points the reader to the part.
    pub pointed: Pointed,
    /// How near another document is named, which the part may belong to.
    pub other: Nearness,
}

/// How a reader is pointed to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pointed {
    /// Not at all.
    No,
    /// By what is done with it: "contained in annex IV".
    ByVerb,
    /// "see annex IV"
    ToSee,
}

/// Where another document is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// Nowhere in the passage.
    Absent,
    /// In another sentence of the passage.
    Passage,
    /// In the same sentence.
    Sentence,
}

/// How far around a reference other documents are looked for, in bytes.
const WINDOW: usize = 1000;

/// Looks at what is around the reference in its text.
pub(crate) fn evidence(words: &References, text: &str, reference: &Reference) -> Evidence {
    let Range { start, end } = reference.range;
    let start = reference.part.as_ref().map_or(start, |part| part.start);
    let from = text.floor_char_boundary(start.saturating_sub(WINDOW));
    let to = text.ceil_char_boundary((end + WINDOW).min(text.len()));
    let [before, after] = [from..start, end..to].map(|range| Visible::of(&text[range]).text);
    let sentence = last_end_of_sentence(&before);
    let rest = first_end_of_sentence(&after);
    let names = |texts: [&str; 2]| texts.iter().any(|text| names_document(words, text));
    let other = if names([&before[sentence..], &after[..rest]]) {
        Nearness::Sentence
    } else if names([&before[..sentence], &after[rest..]]) {
        Nearness::Passage
    } else {
        Nearness::Absent
    };
    Evidence {
        pointed: pointed(words, &before),
        other,
    }
}

/// The words right before a reference.
fn pointed(words: &References, before: &str) -> Pointed {
    let before = before.trim_end();
    let before = words
        .articles
        .iter()
        .find_map(|article| strip_last(before, article))
        .unwrap_or(before);
    let ends_with =
        |text: &str, list: &[&str]| list.iter().any(|word| strip_last(text, word).is_some());
    if ends_with(before, words.pointers) {
        return Pointed::ToSee;
    }
    let mut place = words.placed_in.iter();
    let is_placed = place
        .any(|word| strip_last(before, word).is_some_and(|before| ends_with(before, words.placed)));
    if is_placed {
        Pointed::ByVerb
    } else {
        Pointed::No
    }
}

/// The text without the words at its end, letter case aside, and without the space before them.
fn strip_last<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    strip_last_word(text, words).map(str::trim_end)
}

/// Whether a document is named that is not the report: "the Convention", "resolution 55/25", "E/CN.15/2008/20".
fn names_document(words: &References, text: &str) -> bool {
    let mut last = "";
    text.split(|sign: char| sign.is_whitespace() || "(),;:“”\"".contains(sign))
        .any(|word| {
            let numbered = words
                .numbered
                .iter()
                .any(|known| known.eq_ignore_ascii_case(last));
            let is_number = word.starts_with(|sign: char| sign.is_ascii_digit());
            let found = is_capitalized_one_of(word.trim_end_matches('.'), words.laws)
                || is_sign(word)
                || numbered && is_number
                || words.cited_before.contains(&word);
            last = word;
            found
        })
}

/// Behind the last semicolon, or full stop with a capital after it; 0 where there is none.
fn last_end_of_sentence(text: &str) -> usize {
    let mut ends = text.rmatch_indices(['.', '!', '?', ';']);
    ends.find(|(at, sign)| *sign == ";" || ends_sentence(&text[at + 1..]))
        .map_or(0, |(at, _)| at + 1)
}

/// The first one; the end of the text where there is none.
fn first_end_of_sentence(text: &str) -> usize {
    let mut ends = text.match_indices(['.', '!', '?', ';']);
    ends.find(|(at, sign)| *sign == ";" || ends_sentence(&text[at + 1..]))
        .map_or(text.len(), |(at, _)| at)
}

/// Whether the text after a full stop begins a sentence.
fn ends_sentence(after: &str) -> bool {
    let after = without_marks(after);
    let next = after.trim_start();
    next.is_empty()
        || next.len() < after.len()
            && next.starts_with(|first: char| first.is_uppercase() || "“\"([".contains(first))
}

/// The text after the footnote marks that it begins with.
fn without_marks(mut text: &str) -> &str {
    while let Some(end) = text.strip_prefix("[^").and_then(|mark| mark.find(']')) {
        text = &text[end + "[^]".len()..];
    }
    text.trim_start_matches(|sign: char| "⁰¹²³⁴⁵⁶⁷⁸⁹”\"’)".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::prose::reference::tests::{english, references};

    fn of(text: &str) -> (Pointed, Nearness) {
        let reference = &references(text)[0];
        let Evidence { pointed, other } = evidence(english(), text, reference);
        (pointed, other)
    }

    #[test]
    fn evidence_is_what_is_said_before_and_which_documents_are_named() {
        use Nearness::{Absent, Passage, Sentence};
        use Pointed::{ByVerb, No, ToSee};
        for (text, expected) in [
            ("The rules (see annex I) were adopted.", (ToSee, Absent)),
            ("See also the annex I of", (ToSee, Absent)),
            ("The list is contained in annex I.", (ByVerb, Absent)),
            ("The rules are set out in\u{a0}annex I.", (ByVerb, Absent)),
            ("The budget is in annex I.", (No, Absent)),
            (
                "The Convention is in force. Annex I lists them.",
                (No, Passage),
            ),
            (
                "Recalling decision 7/L.3, it outlined annex I.",
                (No, Sentence),
            ),
            (
                "It was in annex I that the Charter came up. It rose.",
                (No, Sentence),
            ),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
