//! What another calendar says about the same days, and how it names them.

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
                let number = i64::from(theirs.num_days_from_ce());
                // counted there from the first day of the year 1, which follows the 366 of the year 0
                assert_eq!(ours.number(), number + 365, "{ours}");
                days += 1;
            }
        }
    }
    println!("tried: {days} inputs, {days} executions");
    assert_eq!(days, 298_769);
}

const LOCALES: &[(&str, Locale)] = &[
    ("ar", Locale::ar_EG),
    ("zh", Locale::zh_CN),
    ("en", Locale::en_GB),
    ("fr", Locale::fr_FR),
    ("ru", Locale::ru_RU),
    ("es", Locale::es_ES),
    ("de", Locale::de_DE),
    ("it", Locale::it_IT),
    ("pt", Locale::pt_PT),
    ("nl", Locale::nl_NL),
    ("pl", Locale::pl_PL),
    ("cs", Locale::cs_CZ),
    ("sk", Locale::sk_SK),
    ("sl", Locale::sl_SI),
    ("hr", Locale::hr_HR),
    ("sr", Locale::sr_RS),
    ("mk", Locale::mk_MK),
    ("bg", Locale::bg_BG),
    ("uk", Locale::uk_UA),
    ("be", Locale::be_BY),
    ("da", Locale::da_DK),
    ("sv", Locale::sv_SE),
    ("nn", Locale::nn_NO),
    ("is", Locale::is_IS),
    ("fi", Locale::fi_FI),
    ("et", Locale::et_EE),
    ("lv", Locale::lv_LV),
    ("lt", Locale::lt_LT),
    ("hu", Locale::hu_HU),
    ("ro", Locale::ro_RO),
    ("el", Locale::el_GR),
    ("tr", Locale::tr_TR),
    ("ca", Locale::ca_ES),
    ("gl", Locale::gl_ES),
    ("eu", Locale::eu_ES),
    ("sq", Locale::sq_AL),
    ("mt", Locale::mt_MT),
    ("cy", Locale::cy_GB),
    ("ga", Locale::ga_IE),
    ("lb", Locale::lb_LU),
    ("af", Locale::af_ZA),
    ("eo", Locale::eo),
    ("id", Locale::id_ID),
    ("ms", Locale::ms_MY),
    ("tl", Locale::tl_PH),
    ("vi", Locale::vi_VN),
    ("sw", Locale::sw_KE),
];

/// The languages whose months have names here; Chinese counts its months, which is read in dates and not as names.
const MONTHS_ARE_READ: [&str; 5] = ["ar", "en", "fr", "ru", "es"];

/// Names that the other calendar writes otherwise, each with how we write it: the short ones of Portuguese, which are
/// ordinal numbers, too.
const OTHERWISE: [&str; 10] = [
    "segunda",
    "segunda-feira for segunda",
    "terça",
    "terça-feira for terça",
    "quarta",
    "quarta-feira for quarta",
    "quinta",
    "quinta-feira for quinta",
    "sexta",
    "sexta-feira for sexta",
];

#[test]
fn weekdays_and_months_have_the_names_that_another_calendar_gives_them() {
    let mut otherwise = Vec::new();
    for (tag, locale) in LOCALES.iter().copied() {
        let language = Language::tagged(tag).unwrap();
        for day in 1..=7 {
            let theirs = NaiveDate::from_ymd_opt(2008, 9, day).unwrap();
            let ours = Date::new(2008, 9, u8::try_from(day).unwrap()).unwrap();
            let full = theirs.format_localized("%A", locale).to_string();
            let full = full.trim_end().to_owned();
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
            if MONTHS_ARE_READ.contains(&tag) && month_named(&full).map(u32::from) != Some(month) {
                otherwise.push(full);
            }
        }
    }
    assert_eq!(otherwise, OTHERWISE);
}
