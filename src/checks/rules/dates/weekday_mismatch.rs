use std::ops::Range;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::calendar::{Date, Language, Weekday, name};
use crate::report::prose::date::StatedDate;
use crate::report::prose::{Found, Prose};
use crate::report::{Report, Text};

rule! {
    /// A date in the text or in a title with the wrong weekday.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and a reader who plans with it comes on the wrong day.
    ///
    /// ## How to fix it
    /// Correct the weekday or the date. Weekdays and months are read in the six languages of the United Nations.
    ///
    /// A date without a year has the year of the event if it is during the event or within two weeks of it, and the
    /// same passage names no other year. Any other date without a year is not checked.
    error "dates/weekday-mismatch",
    fix unsafe "The English weekday of the date is written, but the date may be the wrong one."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: date } in prose.dates() {
        let Some((range, stated)) = date.weekday.clone() else {
            continue;
        };
        let of_event = || day_of_event(prose.report, text, date);
        let Some(day) = date.first_day().or_else(of_event) else {
            continue;
        };
        if day.weekday() == stated {
            continue;
        }
        let actual = name(day.weekday(), Language::ENGLISH);
        findings
            .add(
                format!(
                    "{day} is a {actual}, but the text says \"{written}\"",
                    written = &text[range.clone()]
                ),
                text.part(range.clone()),
                format!("it is a {actual}"),
            )
            .help("correct the weekday or the date")
            .fix(fix(text, range, stated, actual));
    }
}

/// The day that a date without its year is near the event.
fn day_of_event(report: &Report<'_>, text: &str, date: &StatedDate) -> Option<Date> {
    let (_, day) = date.days.first()?;
    let near = report.event.as_ref()?.day_near(date.month, *day);
    let near = near.filter(|_| date.year.is_none())?;
    let mut years = years_in(text);
    years.all(|year| year == near.year()).then_some(near)
}

/// The numbers of a text that may be years.
fn years_in(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|sign: char| !sign.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    years
        .filter_map(|number| number.parse().ok())
        .filter(|year| (1900..2100).contains(year))
}

/// The weekday of the date, if the text has an English one, though the date may be the wrong one.
fn fix(text: &Text<'_>, range: Range<usize>, stated: Weekday, actual: &str) -> Option<Remedy> {
    let is_english = text[range.clone()] == *name(stated, Language::ENGLISH);
    let title = format!("write \"{actual}\"");
    is_english.then(|| Remedy::risky(title).text(text.at, range, actual))
}
