//! Words and characters that announce text still to come: TBD, TODO, XXX, "lorem ipsum", "???".

use std::ops::Range;

use super::cue::Hits;
use super::cursor::Cursor;
use super::letter::ends_apart;
use super::words::{Placeholders, Words};

/// Every placeholder of the text, in order; also those that are [Roman numbers](is_roman_number).
pub(super) fn placeholders(text: &str, hits: &Hits) -> Vec<Range<usize>> {
    let starts = hits.placeholders.iter();
    starts
        .filter_map(|start| placeholder(text, *start))
        .collect()
}

/// Whether the text contains a placeholder, even one that is also a Roman number.
#[must_use]
pub(crate) fn has_placeholder(text: &str) -> bool {
    let hits = Hits::of(text);
    let mut starts = hits.placeholders.iter();
    starts.any(|start| placeholder(text, *start).is_some())
}

/// The placeholder that is at `start`.
fn placeholder(text: &str, start: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, start);
    let found = match cursor.peek()? {
        '?' => cursor.signs(|sign| sign == '?'),
        '_' => cursor.signs(|sign| sign == '_'),
        '(' => {
            let Placeholders {
                to_be: [to, be],
                to_come,
                ..
            } = Words::placeholders();
            cursor.literal("(")
                && cursor.keyword(&[to])
                && cursor.literal(" ")
                && cursor.keyword(&[be])
                && cursor.literal(" ")
                && cursor.keyword(to_come)
                && cursor.literal(")")
        }
        _ => ends_apart(&text[..start]) && stands_for_text(&mut cursor),
    };
    found.then_some(start..cursor.at)
}

fn stands_for_text(cursor: &mut Cursor<'_>) -> bool {
    let word = cursor.word();
    let is_all = |sign| word.len() > 2 && word.chars().all(|other| other == sign);
    matches!(word, "TBD" | "TBC" | "TBA" | "TODO" | "FIXME")
        || is_all('x')
        || is_all('X')
        || (word.eq_ignore_ascii_case("lorem") && cursor.spaces() && cursor.keyword(&["ipsum"]))
}

/// Whether the placeholder is thirty among the Roman numerals: "Article XXX", "p. xxx".
pub(super) fn is_roman_number(text: &str, placeholder: &Range<usize>) -> bool {
    if !text[placeholder.clone()].eq_ignore_ascii_case("XXX") {
        return false;
    }
    // "pp. xxv–xxx"
    let before =
        text[..placeholder.start].trim_end_matches(|sign: char| "ivxlcIVXLC–-".contains(sign));
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let numbered = Words::placeholders().numbered;
    numbered.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::report::prose::judge::texts;
    use crate::report::prose::pattern::pattern;

    fn found(text: &str) -> Vec<&str> {
        let found = placeholders(text, &Hits::of(text)).into_iter();
        found
            .filter(|range| !is_roman_number(text, range))
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_stands_for_text_is_found() {
        let cases = [
            ("on TBD in Vienna", "TBD"),
            ("(TODO: name)", "TODO"),
            ("a post-FIXME’s", "FIXME"),
            ("xxxx people", "xxxx"),
            ("XXX people", "XXX"),
            ("Lorem  Ipsum dolor", "Lorem  Ipsum"),
            ("who???? came", "????"),
            ("Name: ______.", "______"),
            ("at noon (To be confirmed)", "(To be confirmed)"),
        ];
        for (text, placeholder) in cases {
            assert_eq!(found(text), [placeholder], "{text}");
            assert!(has_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_none() {
        for text in [
            "TBDs",
            "aTBD",
            "éTBD",
            "TODO_",
            "xx",
            "Article XXX",
            "pp. xxv–xxx",
            "lorem",
            "what?? a __ b",
            "(to be seen)",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn placeholders_are_those_of_the_pattern(text in texts()) {
            static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(
                r"\b(?:TBD|TBC|TBA|TODO|FIXME|X{3,}|x{3,})\b|(?i:\blorem\s+ipsum\b)|\?{3,}|_{4,}
                |(?i:\(to\ be\ (?:confirmed|determined|completed|inserted)\))",
            ));
            let found: Vec<_> = PATTERN.find_iter(&text).map(|found| found.range()).collect();
            prop_assert_eq!(placeholders(&text, &Hits::of(&text)), found);
        }
    }
}
