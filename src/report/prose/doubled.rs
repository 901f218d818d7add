//! Words that appear twice in a row.

use std::ops::Range;

use super::cue::Hits;
use super::words::Words;

/// A run of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DoubledWord {
    /// All of the run.
    pub range: Range<usize>,
    /// The word at its second place.
    pub word: Range<usize>,
    /// How often it is there.
    pub count: usize,
}

/// Each run of one word. What is right in some sentences ("had had") and names ("Wagga Wagga") are none.
pub(super) fn doubled_words(text: &str, hits: &Hits) -> Vec<DoubledWord> {
    let mut found: Vec<DoubledWord> = Vec::new();
    let twins = hits.twins.iter();
    for [first, second] in twins.filter(|[first, second]| is_doubled(text, first, second)) {
        match found.last_mut() {
            // a third one lengthens the run
            Some(run) if run.range.end == first.end => {
                run.range.end = second.end;
                run.count += 1;
            }
            _ => found.push(DoubledWord {
                range: first.start..second.end,
                word: second.clone(),
                count: 2,
            }),
        }
    }
    found
}

fn is_doubled(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let between = &text[first.end..second.start];
    let after = &text[second.end..];
    let (first, second) = (&text[first.clone()], &text[second.clone()]);
    // the lines of a list may end and begin with one word, if it is no article; they are no sentences
    let is_apart = || {
        let ends_sentence = |line: &str| {
            line.trim_end()
                .ends_with(['.', '!', '?', ':', ';', ',', '。'])
        };
        between.contains('\n')
            && !is_small(second)
            && !after.lines().next().is_some_and(ends_sentence)
    };
    between.chars().all(char::is_whitespace)
        // "The the" at the start of a sentence is doubled, too, but "Wagga Wagga" is a name
        && second.starts_with(char::is_lowercase)
        && (first == second || first.to_lowercase() == second)
        && !is_apart()
        && !may_double(second)
        // letters that list or spell something: "a a", "x x"
        && second.chars().count() > 1
        // Vietnamese, Chinese and Japanese double words as grammar
        && (second.is_ascii() || second.chars().all(is_cyrillic))
}

/// Whether correct sentences of some language double it.
fn may_double(word: &str) -> bool {
    Words::all().any(|words| words.may_double.contains(&word))
}

/// Whether it is a small word of some language.
fn is_small(word: &str) -> bool {
    Words::all().any(|words| words.frequent.contains(&word))
}

fn is_cyrillic(sign: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&sign)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::report::prose::judge::texts;
    use crate::report::prose::pattern::pattern;

    fn doubled(text: &str) -> Vec<&str> {
        let found = doubled_words(text, &Hits::of(text)).into_iter();
        found.map(|run| &text[run.range]).collect()
    }

    #[test]
    fn runs_of_one_word_are_found() {
        let cases = [
            ("of the the\n the Forum", "the the\n the"),
            ("The the end", "The the"),
            ("a well-being well-being", "well-being well-being"),
            ("что Это это", "Это это"),
            ("TABLE OF of", "OF of"),
            ("ЭТО это", "ЭТО это"),
            ("in the\nthe north", "the\nthe"),
            ("clean water\nwater in towns.", "water\nwater"),
        ];
        for (text, run) in cases {
            assert_eq!(doubled(text), [run], "{text}");
        }
    }

    #[test]
    fn what_only_looks_doubled_is_left_alone() {
        for text in [
            "the other",
            "had had",
            "Wagga Wagga",
            "the, the",
            "sub-section section",
            "x x",
            "đỏ đỏ",
            "d’eau eau",
            "must be fast\nfast results matter",
        ] {
            assert_eq!(doubled(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_word_on_and_on_is_one_run_and_read_once() {
        // to look from each word to the end of the line would take minutes
        const WORDS: usize = 200_000;
        let text = "the ".repeat(WORDS);
        let found = doubled_words(&text, &Hits::of(&text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].count, WORDS);
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_pattern(text in texts()) {
            static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[<Letter>\u{300}-\u{36f}]+(?:['’-][<Letter>\u{300}-\u{36f}]+)*"));
            let words: Vec<_> = WORD.find_iter(&text).map(|found| found.range()).collect();
            let is_doubled = |[first, second]: &[Range<usize>; 2]| is_doubled(&text, first, second);
            let pairs = words.windows(2).map(|pair| [pair[0].clone(), pair[1].clone()]);
            let twins = Hits::of(&text).twins.into_iter();
            let expected: Vec<_> = pairs.filter(is_doubled).collect();
            prop_assert_eq!(twins.filter(is_doubled).collect::<Vec<_>>(), expected);
        }
    }
}
