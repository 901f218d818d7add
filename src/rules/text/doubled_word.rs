use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Findings;
use crate::model::Report;
use crate::prose::pattern;
use crate::rule::rule;

rule! {
    /// One word twice in a row: "the the".
    ///
    /// ## Why it matters
    /// It is nearly always a slip of editing, and one that spelling checkers of single lines miss when the two words
    /// stand on two lines.
    ///
    /// ## How to mend it
    /// Remove one of the two. What is right in some sentences ("had had", "that that") and words with capitals
    /// ("Duran Duran", "Wagga Wagga") are left alone.
    warning "text/doubled-word" = check
}

static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[<Letter>\u{300}-\u{36f}]+(?:['’-][<Letter>\u{300}-\u{36f}]+)*"));

/// Words that correct sentences double: English, French ("nous nous", "vous vous"), German ("die die"), Spanish.
const MAY_DOUBLE: [&str; 27] = [
    "that", "had", "is", "in", "on", "do", "who", "very", "so", "much", "many", "long", "far",
    "bye", "nous", "vous", "se", "die", "der", "das", "sie", "en", "no", "blah", "ha", "ever",
    "her",
];

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for passage in report.passages() {
        for (range, word) in doubled_words(&passage.text) {
            findings
                .add(
                    format!("the word \"{word}\" stands twice"),
                    passage.text.part(range),
                    "one is too many",
                )
                .help(format!("remove one \"{word}\""));
        }
    }
}

/// Each run of one word, and the word.
fn doubled_words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for word in WORD.find_iter(text) {
        if let Some(first) = before.replace(word.range())
            && is_doubled(text, &first, &word.range())
        {
            match found.last_mut() {
                // a third one lengthens the run
                Some((run, _)) if run.end == first.end => run.end = word.end(),
                _ => found.push((first.start..word.end(), word.as_str())),
            }
        }
    }
    found
}

fn is_doubled(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let between = &text[first.end..second.start];
    let (first_word, second_word) = (&text[first.clone()], &text[second.clone()]);
    between.chars().all(char::is_whitespace)
        // "The the" at the start of a sentence is doubled, too, but "Wagga Wagga" is a name
        && second_word.starts_with(char::is_lowercase)
        && first_word.to_lowercase() == second_word
        && !MAY_DOUBLE.contains(&second_word)
        // letters that list or spell something: "a a", "x x"
        && second_word.chars().count() > 1
        // Vietnamese, Chinese and Japanese double words as grammar
        && (second_word.is_ascii() || second_word.chars().all(is_cyrillic))
}

fn is_cyrillic(sign: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&sign)
}
