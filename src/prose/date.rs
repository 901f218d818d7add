//! Dates in prose: "Tuesday, 12 February 2008", "13 to 15 February", "31 June", "2008年2月12日".

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Weekday;
use regex::{Captures, Match, Regex};

use super::pattern::pattern;
use crate::calendar::{self, Date};

/// A date as a passage states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDate {
    /// All of it, with the weekday.
    pub range: Range<usize>,
    /// The weekday that is said to fall on the first of the days. Of "Monday and Tuesday, 3 and 4 June" there is none.
    pub weekday: Option<(Range<usize>, Weekday)>,
    /// The day of the month; of "13 to 15 February" both, each with its bytes.
    pub days: Vec<(Range<usize>, u8)>,
    /// From 1.
    pub month: u8,
    /// The year, where it is given.
    pub year: Option<u16>,
}

impl StatedDate {
    /// The first of its days in the calendar; `None` without a year, or when there is no such day.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        let (_, day) = self.days.first()?;
        Date::new(self.year?, self.month, *day)
    }

    /// The days of the month that its month does not have; without a year, February has 29.
    pub fn impossible_days(&self) -> impl Iterator<Item = &(Range<usize>, u8)> {
        const SOME_LEAP_YEAR: u16 = 2000;
        let year = self.year.unwrap_or(SOME_LEAP_YEAR);
        self.days
            .iter()
            .filter(move |(_, day)| Date::new(year, self.month, *day).is_none())
    }
}

/// Day, month, year, in English, French, Spanish, Russian and Arabic: "12 February 2008", "1er mars",
/// "12 de febrero de 2008", "12 февраля 2008 года", "12 شباط/فبراير 2008".
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?<weekday><Letter>+)\.?[,،]?\s+(?:(?:le|el|the)\s+)?)?<Edge>(?<day>[0-9]{1,2})(?:er|st|nd|rd|th|º)?
          (?:(?:\s*[-–]\s*|\s+(?:to|and|au|et|al|y|a|по|и|إلى|و)\s+)(?<last>[0-9]{1,2})(?:st|nd|rd|th)?)?
          \s+(?:de\s+|of\s+)?(?:[ء-ي]+/)?(?<month><Letter>+)\.?(?:,?\s+(?:de\s+)?(?<year>[12][0-9]{3})<Edge>)?",
    )
});

/// Month, day, year, as in "February 12, 2008" and "Tuesday, February 12".
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?<weekday><Letter>+)\.?,?\s+)?<Edge>(?<month>[A-Z]<Letter>+)\.?\s+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?
          (?:\s*(?:-|–)\s*(?<last>[0-9]{1,2}))?<Edge>(?:,?\s+(?<year>[12][0-9]{3})<Edge>)?",
    )
});

/// "2008-02-12".
static ISO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"<Edge>(?<year>[12][0-9]{3})-(?<month>[0-9]{2})-(?<day>[0-9]{2})<Edge>")
});

/// "2008年2月12日，星期二", "2008年2月12日至15日".
static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?<year>[12][0-9]{3})年)?(?<month>[0-9]{1,2})月(?<day>[0-9]{1,2})日
          (?:[至-](?<last>[0-9]{1,2})日)?[，、]?[（(]?(?<weekday>星期[一二三四五六日天]|周[一二三四五六日])?",
    )
});

/// Every date of the text, in order. What only looks like one ("12 Members", "room 3 to 5 Floor") is none: the month
/// must be a month's name.
#[must_use]
pub fn dates(text: &str) -> Vec<StatedDate> {
    let mut found: Vec<StatedDate> = Vec::new();
    for form in [&*DAY_FIRST, &*MONTH_FIRST, &*ISO, &*CHINESE] {
        found.extend(dates_in_form(form, text));
    }
    found.sort_by_key(|date| date.range.start);
    // "5 May 12" reads in two forms; what comes first in the text is meant
    let mut end = 0;
    found.retain(|date| {
        let apart = date.range.start >= end;
        if apart {
            end = date.range.end;
        }
        apart
    });
    found
}

/// The dates in one form. Where a match turns out to be none, the search goes on right after its first number, so that
/// "in 3 of 12 February" does not hide its date.
fn dates_in_form(form: &Regex, text: &str) -> Vec<StatedDate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(captures) = form.captures_at(text, from) {
        let date = read(text, &captures);
        from = match &date {
            Some(date) => date.range.end,
            None => captures.name("day").map_or(text.len(), |day| day.end()),
        };
        found.extend(date);
    }
    found
}

fn read(text: &str, captures: &Captures<'_>) -> Option<StatedDate> {
    let whole = captures.get(0)?.range();
    let month = captures.name("month")?.as_str();
    let month = match month.parse() {
        Ok(number) => Some(number).filter(|number| (1..=12).contains(number))?,
        Err(_) => calendar::month_named(month)?,
    };
    let day = |found: Match<'_>| Some((found.range(), found.as_str().parse().ok()?));
    let days: Vec<_> = [captures.name("day"), captures.name("last")]
        .into_iter()
        .flatten()
        .filter_map(day)
        .collect();
    let weekday = captures.name("weekday").and_then(|name| {
        let (weekday, _) = calendar::weekday_named(name.as_str())?;
        (!follows_weekday(&text[..name.start()])).then(|| (name.range(), weekday))
    });
    let start = match (&weekday, captures.name("weekday")) {
        // the word before the date is no weekday, and no part of it
        (None, Some(_)) => days.first()?.0.start.min(captures.name("month")?.start()),
        _ => whole.start,
    };
    let start = captures
        .name("year")
        .map_or(start, |year| year.start().min(start));
    let is_part_of_a_number = text[..start].ends_with(['/', '.', ':', '-']);
    let counts_something = captures.name("year").is_none()
        && weekday.is_none()
        && days[0].0.start > captures.name("month")?.start()
        && is_counted(&text[whole.end..]);
    (!is_part_of_a_number && !counts_something).then(|| StatedDate {
        range: start..whole.end,
        weekday,
        days,
        month,
        year: captures
            .name("year")
            .and_then(|year| year.as_str().parse().ok()),
    })
}

/// Whether the text ends with a weekday that shares its date with the next: "Monday and", "from Monday to".
fn follows_weekday(before: &str) -> bool {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?<weekday><Letter>+)\s*(?:,|-|–|/|&|\b(?:to|and|or|through|au|et|ou|al|y|o|по|и|إلى|و)\b)\s*$",
        )
    });
    const WINDOW: usize = 60;
    let start = before.floor_char_boundary(before.len().saturating_sub(WINDOW));
    JOINED
        .captures(&before[start..])
        .is_some_and(|found| calendar::weekday_named(&found["weekday"]).is_some())
}

/// Whether the text goes on as after a number of things: "In May 31 delegations had met".
fn is_counted(after: &str) -> bool {
    const AFTER_A_DATE: [&str; 18] = [
        "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "until",
        "was", "were", "when", "with",
    ];
    after.strip_prefix(' ').is_some_and(|after| {
        let word = after.split(|sign: char| !sign.is_alphabetic()).next();
        after.starts_with(char::is_lowercase)
            && word.is_some_and(|word| !AFTER_A_DATE.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slice, the weekday's slice, the days, the month, the year.
    type Read<'t> = (&'t str, Option<&'t str>, Vec<u8>, u8, Option<u16>);

    fn read(text: &str) -> Vec<Read<'_>> {
        let found = dates(text).into_iter();
        found
            .map(|date| {
                let days = date.days.iter().map(|(_, day)| *day).collect();
                let weekday = date.weekday.map(|(range, _)| &text[range]);
                (&text[date.range], weekday, days, date.month, date.year)
            })
            .collect()
    }

    #[test]
    fn dates_are_read_in_the_six_languages() {
        let cases = [
            (
                "on Tuesday, 12 February 2008 at",
                "Tuesday, 12 February 2008",
                Some("Tuesday"),
            ),
            (
                "le mardi 12 février 2008",
                "mardi 12 février 2008",
                Some("mardi"),
            ),
            (
                "el martes, 12 de febrero de 2008",
                "martes, 12 de febrero de 2008",
                Some("martes"),
            ),
            (
                "во вторник, 12 февраля 2008 года",
                "вторник, 12 февраля 2008",
                Some("вторник"),
            ),
            (
                "2008年2月12日，星期二",
                "2008年2月12日，星期二",
                Some("星期二"),
            ),
            (
                "الثلاثاء، 12 شباط/فبراير 2008",
                "الثلاثاء، 12 شباط/فبراير 2008",
                Some("الثلاثاء"),
            ),
            (
                "Tuesday, February 12, 2008",
                "Tuesday, February 12, 2008",
                Some("Tuesday"),
            ),
            ("dated 2008-02-12.", "2008-02-12", None),
        ];
        for (text, slice, weekday) in cases {
            assert_eq!(
                read(text),
                [(slice, weekday, vec![12], 2, Some(2008))],
                "{text}"
            );
        }
    }

    #[test]
    fn ranges_have_both_days() {
        for text in [
            "13 to 15 February 2008",
            "13-15 February 2008",
            "13–15 February 2008",
        ] {
            assert_eq!(
                read(text),
                [(text, None, vec![13, 15], 2, Some(2008))],
                "{text}"
            );
        }
    }

    #[test]
    fn a_date_may_lack_its_year_and_its_day_may_not_exist() {
        let dates = dates("until 31 June, or 29 February");
        let impossible: Vec<u8> = dates
            .iter()
            .flat_map(StatedDate::impossible_days)
            .map(|(_, day)| *day)
            .collect();
        assert_eq!(impossible, [31]);
        assert_eq!(dates[1].first_day(), None);
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "12 Members",
            "decision 16/1 may",
            "3 to 5 floors",
            "May I",
            "paragraph 4.5 March",
            "in 12 months",
            "In November 31 delegations met",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn weekdays_that_share_a_date_are_not_tied_to_its_first_day() {
        for text in [
            "from Tuesday to Wednesday, 4 to 5 June 2024",
            "on Monday and Wednesday, 3 and 5 June 2024",
            "du lundi au mercredi 3 juin 2024",
        ] {
            assert_eq!(read(text)[0].1, None, "{text}");
        }
        assert_eq!(read("Monday, the 3rd of June 2024")[0].1, Some("Monday"));
    }

    #[test]
    fn a_number_before_the_date_does_not_hide_it() {
        assert_eq!(
            read("room 3 on 12 February"),
            [("12 February", None, vec![12], 2, None)]
        );
        assert_eq!(read("All 4 met 5 May 2008")[0].0, "5 May 2008");
    }
}
