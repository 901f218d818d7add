//! A day of the week is that of the date.

use std::ops::Range;

use super::field;
use super::item::{Found, quoted};
use super::run::{Quoted, Run};
use super::time;
use crate::finding::wording::{a_weekday, should_be_weekday, weekday_mismatch};
use crate::project::config;
use crate::report::calendar::{Date, Language, Weekday, name, weekday_named};
use crate::report::prose::date::{StatedDate, dates};
use crate::text::place::Place;

/// Letters of the longest short name of a weekday.
const LONGEST_SHORT_NAME: usize = 4;

pub(super) fn check(run: &mut Run<'_>, weekday: &config::Weekday) {
    let Some(items) = run.items(&weekday.of) else {
        return;
    };
    if !run.has_fields(&weekday.of, &items, [&weekday.date, &weekday.weekday]) {
        return;
    }
    for item in items {
        let (Some(date), Some(day)) = (
            field::first(&weekday.date, item),
            field::first(&weekday.weekday, item),
        ) else {
            continue;
        };
        let text = day.text().unwrap_or_default();
        let Some(right_date) = time::date(date) else {
            continue;
        };
        let stated = dates(&text).into_iter().next();
        if let Some(stated) = stated.filter(|stated| !may_be(stated, right_date)) {
            report_other_date(run, (day, stated.range), date, right_date);
            continue;
        }
        // a name in a language that is not known is no mistake
        let Some((range, named, language)) = weekday_in(&text) else {
            continue;
        };
        if right_date.weekday() == named {
            continue;
        }
        let right = name(right_date.weekday(), language);
        let said = Quoted {
            value: &text,
            other: right,
        };
        run.add(
            weekday_mismatch(right_date, right, &quoted(&text[range.clone()])),
            said,
            place_in(day, range),
            should_be_weekday(right),
            format!("write {right}, or correct the date"),
        )
        .label(date.place(), a_weekday(right));
    }
}

/// The first name of a weekday in a text.
fn weekday_in(text: &str) -> Option<(Range<usize>, Weekday, Language)> {
    if let Some((weekday, language)) = weekday_named(text) {
        return Some((0..text.len(), weekday, language));
    }
    // "Sat" is a word of its own where no day is said beside it
    let has_number = text.contains(|sign: char| sign.is_ascii_digit());
    let is_part = |sign: char| sign.is_alphabetic() || matches!(sign, '-' | '\'');
    let words = text.split(|sign: char| !is_part(sign));
    let mut words = words.filter(|word| has_number || word.chars().count() > LONGEST_SHORT_NAME);
    words.find_map(|word| {
        let (weekday, language) = weekday_named(word)?;
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        Some((at..at + word.len(), weekday, language))
    })
}

/// Whether a date in a text can be this one, as far as the text states it.
fn may_be(stated: &StatedDate, date: Date) -> bool {
    let year = stated.year.unwrap_or(date.year());
    let day = |day: u8| Date::new(year, stated.month, day);
    match stated.days.as_slice() {
        [(_, only)] => day(*only) == Some(date),
        [(_, first), .., (_, last)] => day(*first) <= Some(date) && Some(date) <= day(*last),
        [] => true,
    }
}

fn report_other_date(
    run: &mut Run<'_>,
    (day, range): (Found<'_>, Range<usize>),
    date: Found<'_>,
    right: Date,
) {
    let text = day.text().unwrap_or_default();
    let stated = &text[range.clone()];
    let right = right.to_string();
    let said = Quoted {
        value: stated,
        other: &right,
    };
    run.add(
        format!("{} is not the date {right}", quoted(stated)),
        said,
        place_in(day, range),
        format!("should be {right}"),
        "correct one of the two",
    )
    .label(date.place(), right.clone());
}

/// A part of a value.
fn place_in(found: Found<'_>, range: Range<usize>) -> Place {
    let is_all = found.text().is_none_or(|text| range == (0..text.len()));
    match found {
        Found::Value(item) if !is_all => Place::Text(item.at(), range),
        _ => found.place(),
    }
}
