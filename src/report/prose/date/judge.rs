//! What is read by hand is what these patterns say.

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;

use super::*;
use crate::report::prose::judge::texts;
use crate::report::prose::pattern::pattern;

static PATTERNS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        pattern(
            r"(?:(?<weekday><Letter>+)\.?[,،]?\s+(?:(?:le|el|the)\s+)?)?<Edge>(?<day>[0-9]{1,2})(?:er|st|nd|rd|th|º)?
              (?:(?:\s*[-–]\s*|\s+(?:to|and|au|et|al|y|a|по|и|إلى|و)\s+)(?<last>[0-9]{1,2})(?:st|nd|rd|th)?)?
              \s+(?:de\s+|of\s+)?(?:(?:(?:كانون|تشرين)\s(?:الأول|الثاني)|<Letter>*[ء-ي])/\x20*)?
              (?<month>(?:كانون|تشرين)\s(?:الأول|الثاني)|<Letter>+)\.?(?:,?\s+(?:de\s+)?(?<year>[12][0-9]{3})<Edge>)?",
        ),
        pattern(
            r"(?:(?<weekday><Letter>+)\.?,?\s+)?<Edge>(?<month>[A-Z]<Letter>+)\.?\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?
              (?:\s*(?:-|–)\s*(?<last>[0-9]{1,2}))?<Edge>(?:,?\s+(?<year>[12][0-9]{3})<Edge>)?",
        ),
        pattern(r"<Edge>(?<year>[12][0-9]{3})-(?<month>[0-9]{2})-(?<day>[0-9]{2})<Edge>"),
        pattern(
            r"(?:(?<year>[12][0-9]{3})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日
              (?:[至-](?<last>[0-9]{1,2})日)?[，、]?[（(]?(?<weekday>星期[一二三四五六日天]|周[一二三四五六日])?",
        ),
    ]
});

/// The dates that a pattern finds.
fn dates_by(pattern: &Regex, text: &str) -> Vec<StatedDate> {
    let mut found: Vec<StatedDate> = Vec::new();
    let mut from = 0;
    while let Some(captures) = pattern.captures_at(text, from) {
        let range = |name| captures.name(name).map(|found| found.range());
        let written = Written {
            range: captures.get(0).unwrap().range(),
            weekday: range("weekday"),
            day: range("day").unwrap(),
            last: range("last"),
            month: range("month").unwrap(),
            year: range("year"),
            text,
        };
        let date = written.read();
        from = date.as_ref().map_or(written.day.end, |date| date.range.end);
        found.extend(date);
    }
    found
}

proptest! {
    #[test]
    fn dates_are_those_of_the_patterns(text in texts()) {
        let [day_first, month_first, iso, chinese] = &*PATTERNS;
        let hits = Hits::of(&text);
        let numbers = || hits.numbers.iter();
        prop_assert_eq!(
            dates_in_form(numbers(), |number, from| form::day_first(&text, number, from)),
            dates_by(day_first, &text)
        );
        prop_assert_eq!(
            dates_in_form(numbers(), |number, from| form::month_first(&text, number, from)),
            dates_by(month_first, &text)
        );
        prop_assert_eq!(
            dates_in_form(numbers(), |number, from| form::iso(&text, number, from)),
            dates_by(iso, &text)
        );
        prop_assert_eq!(
            dates_in_form(hits.chinese_months.iter().copied(), |month, from| form::chinese(&text, month, from)),
            dates_by(chinese, &text)
        );
    }

    #[test]
    fn a_weekday_before_is_that_of_the_pattern(text in texts()) {
        static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(
            r"\b(?<weekday><Letter>+)\s*(?:,|-|–|/|&|\b(?:to|and|or|through|au|et|ou|al|y|o|по|и|إلى|و)\b)\s*$",
        ));
        let start = text.floor_char_boundary(text.len().saturating_sub(60));
        let found = JOINED.captures(&text[start..]);
        let expected = found.is_some_and(|found| calendar::weekday_named(&found["weekday"]).is_some());
        prop_assert_eq!(follows_weekday(&text), expected);
    }
}
