//! Dates in prose: "Tuesday, 12 February 2008", "13 to 15 February", "31 June", "2008年2月12日".

mod form;

use std::ops::Range;

use jiff::civil::Weekday;

use super::cue::Hits;
use super::letter::{ends_apart, is_letter};
use super::words::{Dates, Words};
use crate::report::calendar::{self, Date};

/// A date as a passage states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StatedDate {
    /// All of it, with the weekday.
    pub range: Range<usize>,
    /// The weekday that the text gives for the first of the days. Of "Monday and Tuesday, 3 and 4 June" there is none.
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
    pub(crate) fn first_day(&self) -> Option<Date> {
        let (_, day) = self.days.first()?;
        Date::new(self.year?, self.month, *day)
    }

    /// The days of the month that its month does not have; without a year, February has 29.
    pub(crate) fn impossible_days(&self) -> impl Iterator<Item = &(Range<usize>, u8)> {
        const SOME_LEAP_YEAR: u16 = 2000;
        let year = self.year.unwrap_or(SOME_LEAP_YEAR);
        self.days
            .iter()
            .filter(move |(_, day)| Date::new(year, self.month, *day).is_none())
    }
}

/// Every date of the text, in order. What only looks like one ("12 Members", "room 3 to 5 Floor") is none: the month
/// must be a month's name.
pub(crate) fn dates(text: &str) -> Vec<StatedDate> {
    dates_at(text, &Hits::of(text))
}

/// The same, where the text has been gone through already.
pub(super) fn dates_at(text: &str, hits: &Hits) -> Vec<StatedDate> {
    let mut found: Vec<StatedDate> = Vec::new();
    for form in [form::day_first, form::month_first, form::iso] {
        let numbers = hits.numbers.iter();
        found.extend(dates_in_form(numbers, |number, from| {
            form(text, number, from)
        }));
    }
    let months = hits.chinese_months.iter().copied();
    found.extend(dates_in_form(months, |month, from| {
        form::chinese(text, month, from)
    }));
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

/// A date as it is written, which may yet be none.
struct Written<'t> {
    /// All of it, with the word that may be a weekday.
    range: Range<usize>,
    /// The place of the word that may be a weekday.
    weekday: Option<Range<usize>>,
    day: Range<usize>,
    last: Option<Range<usize>>,
    month: Range<usize>,
    year: Option<Range<usize>>,
    text: &'t str,
}

/// The dates in one form, which are looked for at each cue. They do not overlap: a date ends before the next begins.
fn dates_in_form<'t, C>(
    hits: impl Iterator<Item = C>,
    form: impl Fn(C, usize) -> Option<Written<'t>>,
) -> Vec<StatedDate> {
    let mut found: Vec<StatedDate> = Vec::new();
    let mut from = 0;
    for cue in hits {
        let Some(written) = form(cue, from) else {
            continue;
        };
        let date = written.read();
        // where it turns out to be none, its last number may yet be a day: "in 3 of 12 February"
        from = date.as_ref().map_or(written.day.end, |date| date.range.end);
        found.extend(date);
    }
    found
}

impl Written<'_> {
    fn read(&self) -> Option<StatedDate> {
        let text = self.text;
        let month = &text[self.month.clone()];
        let month = match month.parse() {
            Ok(number) => Some(number).filter(|number| (1..=12).contains(number))?,
            Err(_) => calendar::month_named(month)?,
        };
        let day = |range: &Range<usize>| Some((range.clone(), text[range.clone()].parse().ok()?));
        let days: Vec<_> = [Some(&self.day), self.last.as_ref()]
            .into_iter()
            .flatten()
            .filter_map(day)
            .collect();
        let weekday = self.weekday.clone().and_then(|name| {
            let (weekday, _) = calendar::weekday_named(&text[name.clone()])?;
            (!follows_weekday(&text[..name.start])).then_some((name, weekday))
        });
        let start = match (&weekday, &self.weekday) {
            // the word before the date is no weekday, and no part of it
            (None, Some(_)) => self.day.start.min(self.month.start),
            _ => self.range.start,
        };
        let start = self
            .year
            .as_ref()
            .map_or(start, |year| year.start.min(start));
        let is_part_of_a_number = text[..start].ends_with(['/', '.', ':', '-']);
        let counts_something = self.year.is_none()
            && weekday.is_none()
            && self.day.start > self.month.start
            && is_counted(&text[self.range.end..]);
        (!is_part_of_a_number && !counts_something).then(|| StatedDate {
            range: start..self.range.end,
            weekday,
            days,
            month,
            year: self.year.clone().and_then(|year| text[year].parse().ok()),
        })
    }
}

/// Words of all languages: the dates of a text are read whatever language it is in.
fn words(
    which: impl Fn(&'static Dates) -> &'static [&'static str],
) -> impl Iterator<Item = &'static str> {
    Words::all().flat_map(move |words| which(&words.dates).iter().copied())
}

/// Whether the text ends with a weekday that shares its date with the next: "Monday and", "from Monday to".
fn follows_weekday(before: &str) -> bool {
    const WINDOW: usize = 60;
    let start = before.floor_char_boundary(before.len().saturating_sub(WINDOW));
    let before = before[start..].trim_end();
    let joint = words(|dates| dates.weekday_joints).find_map(|word| {
        let before = before.strip_suffix(word)?;
        ends_apart(before).then_some(before)
    });
    let Some(before) = joint.or_else(|| before.strip_suffix([',', '-', '–', '/', '&'])) else {
        return false;
    };
    let before = before.trim_end();
    let letters = before.trim_end_matches(is_letter);
    calendar::weekday_named(&before[letters.len()..]).is_some() && ends_apart(letters)
}

/// Whether the text goes on as after a number of things: "In May 31 delegations had met".
fn is_counted(after: &str) -> bool {
    after.strip_prefix(' ').is_some_and(|after| {
        let word = after.split(|sign: char| !sign.is_alphabetic()).next();
        after.starts_with(char::is_lowercase)
            && word.is_some_and(|word| !words(|dates| dates.after).any(|known| known == word))
    })
}

#[cfg(test)]
mod judge;

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
