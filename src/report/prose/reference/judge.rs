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
    fn heads_are_those_of_the_pattern(text in texts()) {
        static HEAD: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"(?i)<Edge>(?<word>annex(?:es)?|appendix|appendices|sections?|sect\.|sects\.|chapters?|chap\.
              |paragraphs?|paras?\.?|footnotes?|tables?|figures?|figs?\.|sessions?)\s",
        ));
        let found: Vec<_> = HEAD.captures_iter(&text).map(|found| found.name("word").unwrap().range()).collect();
        let cues = Cues::of(&text);
        let words = cues.heads.iter().map(|(_, word)| word.clone());
        let read: Vec<_> = words.filter(|word| Cursor::new(&text, word.end).spaces()).collect();
        prop_assert_eq!(read, found);
    }

    #[test]
    fn numerals_are_those_of_the_pattern(text in texts()) {
        static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"^(?:[A-Z]?[0-9]+(?:\.[0-9]+)*[a-z]?|[IVXLCDM]+(?:\.[A-Za-z0-9]+)*|[A-Z](?:\.[A-Za-z0-9]+)*
              |[ivxlcdm]{2,}|[a-z](?:\.[A-Za-z0-9]+)+)(?:\s(?:bis|ter|quater)\b)?",
        ));
        prop_assert_eq!(end_of(&text, numeral_of_any_kind), end_by(&NUMERAL, &text));
    }

    #[test]
    fn joints_are_those_of_the_patterns(text in texts()) {
        static LIST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*[,;]\s*(?:and|or)?\s*|\s+(?:and|or|&)\s+)"));
        static RUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\s*[-–—‑]\s*|\s+(?:to|through)\s+)"));
        prop_assert_eq!(end_of(&text, list_joint), end_by(&LIST, &text));
        prop_assert_eq!(end_of(&text, run_joint), end_by(&RUN, &text));
    }

    #[test]
    fn directions_are_those_of_the_pattern(text in texts()) {
        static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^,?\s+(?<word>above|below)\b"));
        let found = WORD.captures(&text).map(|found| found.name("word").unwrap().range());
        prop_assert_eq!(direction(Cursor::new(&text, 0)).map(|(range, _)| range), found);
    }

    #[test]
    fn owners_are_those_of_the_patterns(text in texts()) {
        static OWNER: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"(?s)^(?:\s*,?\s*(?:(?:sub)?paragraphs?|paras?\.|annex(?:es)?|sections?|articles?)?\s*(?:[0-9]+\s*)?(?:\([a-z0-9]+\)(?:\s*(?:,|and|or|to|-|–)\s*)?)+
                |,\s*(?i:part|title|table|schedule|column|list)\s+[A-Z0-9]+)?
              (?:\s*,?\s+(?:of|to)|\s+(?:in|from|under))\s+(?<owner>\S.*)",
        ));
        static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"(?is)^(?:(?:the\s+|this\s+|that\s+)?(?:present|this|current|same)\b|(?:this|our)\b
              |(?:the\s+)?(?:sections?|sects?|chapters?|annex(?:es)?|appendix|body|main|forum)\b|the\s+report\b(?:[.,;:)]|$|\s+(?:is|are|was|were|and)\b))",
        ));
        static NO_DOCUMENT: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"(?i)^(?:full|part|detail|turn|which|order|particular|addition|general|brief|more|all|[0-9]|be\b|see\b|show\b)",
        ));
        let expected = OWNER.captures(&text).is_some_and(|found| {
            let owner = &found["owner"];
            !OWN.is_match(owner) && !NO_DOCUMENT.is_match(owner)
        });
        prop_assert_eq!(owner::follows(&text), expected);
    }

    #[test]
    fn documents_named_before_are_those_of_the_pattern(text in texts()) {
        static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"(?i)^(?:\s*\([a-z0-9]+\))*\s*,?\s+(?:thereof|thereto|of\s+which
              |(?:of|to|in|under)\s+(?:the\s+)?(?:same|said|this|that)\s+(?:act|convention|directive|law))\b",
        ));
        prop_assert_eq!(owner::was_named(&text), NAMED.is_match(&text));
    }

    #[test]
    fn owners_before_are_sought_wherever_the_pattern_finds_one(text in texts(), joint in "(, ?|[(]| in | and )") {
        external::soon_told_is_rightly_told(&(text + &joint))?;
    }
}
