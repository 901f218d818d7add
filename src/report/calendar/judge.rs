//! What another calendar says of the same days, and how it names them.

use chrono::{Datelike, Locale, NaiveDate};

use super::{Date, Language, month_named, name, weekday_named};

/// From the first full year of the Gregorian calendar on.
const YEARS: std::ops::RangeInclusive<u16> = 1583..=2400;

#[allow(
    clippy::print_stdout,
    reason = "the table in docs/testing.md is made of it"
)]
#[test]
fn every_day_is_one_to_another_calendar_and_falls_on_the_same_weekday() {
    let mut days = 0_u32;
    for year in YEARS {
        for month in 0..=13 {
            for day in 0..=32 {
                let theirs = NaiveDate::from_ymd_opt(year.into(), month, day);
                let ours = Date::new(
                    year,
                    u8::try_from(month).unwrap(),
                    u8::try_from(day).unwrap(),
                );
                assert_eq!(ours.is_some(), theirs.is_some(), "{year}-{month}-{day}");
                let (Some(ours), Some(theirs)) = (ours, theirs) else {
                    continue;
                };
                let weekday = u32::from(ours.weekday().to_monday_zero_offset().unsigned_abs());
                assert_eq!(weekday, theirs.weekday().num_days_from_monday(), "{ours}");
                let next = theirs.succ_opt().map(|next| next.to_string());
                assert_eq!(
                    ours.tomorrow(),
                    next.and_then(|next| next.parse().ok()),
                    "{ours}"
                );
                days += 1;
            }
        }
    }
    println!("tried: {days} inputs, {days} executions");
    assert_eq!(days, 298_769);
}

const LANGUAGES: [(Language, Locale); 6] = [
    (Language::Arabic, Locale::ar_EG),
    (Language::Chinese, Locale::zh_CN),
    (Language::English, Locale::en_GB),
    (Language::French, Locale::fr_FR),
    (Language::Russian, Locale::ru_RU),
    (Language::Spanish, Locale::es_ES),
];

/// Names that the other calendar writes otherwise, each with how we read it.
const OTHERWISE: [&str; 0] = [];

#[test]
fn weekdays_and_months_have_the_names_that_another_calendar_gives_them() {
    let mut otherwise = Vec::new();
    for (language, locale) in LANGUAGES {
        for day in 1..=7 {
            let theirs = NaiveDate::from_ymd_opt(2008, 9, day).unwrap();
            let ours = Date::new(2008, 9, u8::try_from(day).unwrap()).unwrap();
            let full = theirs.format_localized("%A", locale).to_string();
            let read = weekday_named(&full).map(|(weekday, _)| weekday);
            if read != Some(ours.weekday()) {
                otherwise.push(full.clone());
            }
            let written = name(ours.weekday(), language);
            let fold = |text: &str| text.to_lowercase().replace(['إ', 'أ'], "ا");
            if fold(written) != fold(&full) {
                otherwise.push(format!("{written} for {full}"));
            }
        }
        for month in 1..=12 {
            let theirs = NaiveDate::from_ymd_opt(2008, month, 1).unwrap();
            let full = theirs.format_localized("%B", locale).to_string();
            // Chinese counts its months, which is read in dates and not as names
            if language != Language::Chinese && month_named(&full).map(u32::from) != Some(month) {
                otherwise.push(full);
            }
        }
    }
    assert_eq!(otherwise, OTHERWISE);
}
