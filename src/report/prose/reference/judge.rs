//! What is read by hand is what these patterns say.

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;

use super::*;
use crate::report::prose::judge::texts;
use crate::report::prose::pattern::pattern;

/// Where `read` ends that begins at the start of the text.
fn end_of(text: &str, read: impl FnOnce(&mut Cursor<'_>) -> Option<()>) -> Option<usize> {
    let mut cursor = Cursor::new(text, 0);
    read(&mut cursor).map(|()| cursor.at)
}

fn end_by(pattern: &Regex, text: &str) -> Option<usize> {
    pattern.find(text).map(|found| found.end())
}

proptest! {
    #[test]
    fn numerals_are_those_of_the_pattern(text in texts()) {
        static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"^(?:[A-Z]{0,2}[0-9]+(?:\.[A-Z]?[0-9]+)*[a-z]?|(?:[IVXLCDM]+|[A-Z])(?:\.[A-Za-z0-9]+)*(?:[-–‑][0-9]+)?
              |[ivxlcdm]{2,}|[a-z](?:\.[A-Za-z0-9]+)+)(?:\s(?:bis|ter|quater)\b)?",
        ));
        prop_assert_eq!(end_of(&text, numeral_of_any_kind), end_by(&NUMERAL, &text));
    }

    #[test]
    fn joints_and_directions_are_those_of_the_patterns(text in texts()) {
        static LIST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*[,;]\s*(?:and|or)?\s*|\s+(?:and|or|&)\s+)"));
        static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^,?\s+(?<word>above|below)\b"));
        let names = OwnNames::default();
        let reader = Reader { words: tests::english(), names: &names };
        prop_assert_eq!(end_of(&text, |cursor| reader.list_joint(cursor)), end_by(&LIST, &text));
        let found = WORD.captures(&text).map(|found| found.name("word").unwrap().range());
        prop_assert_eq!(reader.direction(Cursor::new(&text, 0)).map(|(range, _)| range), found);
    }
}
