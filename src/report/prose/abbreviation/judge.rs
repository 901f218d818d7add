//! What is read by hand is what these patterns say.

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;

use super::*;
use crate::report::prose::judge::texts;
use crate::report::prose::pattern::pattern;

proptest! {
    #[test]
    fn words_of_capitals_are_those_of_the_pattern(text in texts()) {
        static SHORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?<short><Capital>[<Capital>0-9]*(?:[.&-]<Capital>[<Capital>0-9]*)*)s?\b"));
        let found: Vec<_> = SHORT.captures_iter(&text).map(|found| found.name("short").unwrap().range()).collect();
        let mut read = Vec::new();
        let mut end = 0;
        for start in Cues::of(&text).short_forms {
            if let Some((short, after)) = word_of_capitals(&text, start).filter(|_| start >= end) {
                end = after;
                read.push(short);
            }
        }
        let long = |range: &Range<usize>| is_short_form(&text[range.clone()]);
        let [found, read] = [found, read].map(|list| list.into_iter().filter(long).collect::<Vec<_>>());
        prop_assert_eq!(read, found);
    }

    #[test]
    fn short_forms_in_brackets_are_those_of_the_pattern(text in texts()) {
        static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"\((?:(?:hereinafter|hereafter|abbreviated|or)\s*(?:as|to|referred\s+to\s+as)?,?\s+)?(?:the\s+)?[“\x22'‘]?(?:the\s+)?
              (?<short><Capital>[<Letter>0-9]*?(?:[.&-][<Letter>0-9]+?)*?)s?[”\x22'’]?\)",
        ));
        let found = PATTERN.captures_iter(&text).map(|found| (found.get(0).unwrap().start(), found.name("short").unwrap().range()));
        let brackets = text.match_indices('(').filter_map(|(at, _)| Some((at, short_between(&text, at)?)));
        prop_assert_eq!(brackets.collect::<Vec<_>>(), found.collect::<Vec<_>>());
    }

    #[test]
    fn long_forms_in_brackets_are_those_of_the_pattern(text in texts()) {
        static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"\b(?<short><Capital>[<Capital>0-9]+(?:[.&-]<Capital>[<Capital>0-9]*)*)s?\s[\[(](?:the\s+)?(?<long><Letter>[^\[\]()]+)[\])]",
        ));
        let found: Vec<_> = PATTERN
            .captures_iter(&text)
            .map(|found| (found.name("short").unwrap().range(), found.name("long").unwrap().range()))
            .collect();
        let mut read = Vec::new();
        let mut end = 0;
        for start in Cues::of(&text).short_forms {
            let short = capitals(&mut Cursor::new(&text, start)).filter(|_| start >= end);
            let Some(short) = short else { continue };
            end = short.end;
            if let Some(long) = long_after(&text, end) {
                end = long.end;
                read.push((short, long));
            }
        }
        prop_assert_eq!(read, found);
    }

    #[test]
    fn both_forms_in_brackets_are_those_of_the_pattern(text in texts()) {
        static PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"[(\[](?<long><Capital>[^()\[\];:]+),\s(?<short><Capital>[<Capital>0-9]+(?:[.&-]<Capital>[<Capital>0-9]*)*)[)\]]",
        ));
        let found = PATTERN
            .captures_iter(&text)
            .map(|found| (found.name("short").unwrap().range(), found.name("long").unwrap().range()));
        let brackets = text.match_indices(['(', '[']).filter_map(|(at, _)| both_between(&text, at));
        prop_assert_eq!(brackets.collect::<Vec<_>>(), found.collect::<Vec<_>>());
    }

    #[test]
    fn words_are_those_of_the_pattern(text in texts()) {
        static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"<Letter>[<Letter>\u{300}-\u{36f}]*(?:['’]s\b)?"));
        let found: Vec<_> = WORD.find_iter(&text).map(|found| found.range()).collect();
        prop_assert_eq!(words_in(&text, 0..text.len()), found);
    }
}
