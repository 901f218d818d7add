//! Calendar dates, and the names of weekdays and months.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
pub use jiff::civil::Weekday;

/// A day of the Gregorian calendar, of the years 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is written in another way.
    #[error("a date is written YYYY-MM-DD")]
    Form,
    /// It is written like a date, but there is no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl Date {
    /// The day with these numbers, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let [month, day] = [i8::try_from(month).ok()?, i8::try_from(day).ok()?];
        civil::Date::new(i16::try_from(year).ok()?, month, day)
            .ok()
            .map(Self)
    }

    /// The day of the week it falls on.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }
}

/// Reads `YYYY-MM-DD` and nothing else.
impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(DateError::Form);
        }
        let number = |at: std::ops::Range<usize>| {
            bytes[at]
                .iter()
                .fold(0, |number, digit| 10 * number + u16::from(digit - b'0'))
        };
        let [month, day] = [number(5..7), number(8..10)].map(|it| u8::try_from(it).unwrap_or(0));
        Self::new(number(0..4), month, day).ok_or(DateError::NoSuchDay)
    }
}

/// As an English text has it: 14 February 2008.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = MONTHS[usize::from(self.0.month().unsigned_abs()) - 1];
        write!(f, "{} {month} {}", self.0.day(), self.0.year())
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number, from 1, of the month with this English name: "February", "Feb" or "Feb.".
#[must_use]
pub fn month_named(text: &str) -> Option<u8> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let is_meant = |month: &str| {
        let month = month.to_lowercase();
        month == text || text == month[..3] || (text == "sept" && month == "september")
    };
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| is_meant(month))
        .map(|(number, _)| number)
}

/// The six languages of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "a language is its name")]
pub enum Language {
    Arabic,
    Chinese,
    English,
    French,
    Russian,
    Spanish,
}

/// The days of the week in one language, from Monday.
type Names = [&'static str; 7];

const NAMES: [(Language, Names); 6] = [
    (
        Language::Arabic,
        [
            "الاثنين",
            "الثلاثاء",
            "الأربعاء",
            "الخميس",
            "الجمعة",
            "السبت",
            "الأحد",
        ],
    ),
    (
        Language::Chinese,
        [
            "星期一",
            "星期二",
            "星期三",
            "星期四",
            "星期五",
            "星期六",
            "星期日",
        ],
    ),
    (
        Language::English,
        [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    ),
    (
        Language::French,
        [
            "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        ],
    ),
    (
        Language::Russian,
        [
            "понедельник",
            "вторник",
            "среда",
            "четверг",
            "пятница",
            "суббота",
            "воскресенье",
        ],
    ),
    (
        Language::Spanish,
        [
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ],
    ),
];

/// Other ways to write them.
const VARIANTS: [(Language, &[(&str, Weekday)]); 4] = [
    (
        Language::Arabic,
        &[
            ("الإثنين", Weekday::Monday),
            ("الاربعاء", Weekday::Wednesday),
            ("الاحد", Weekday::Sunday),
        ],
    ),
    (
        Language::Chinese,
        &[
            ("星期天", Weekday::Sunday),
            ("周一", Weekday::Monday),
            ("周二", Weekday::Tuesday),
            ("周三", Weekday::Wednesday),
            ("周四", Weekday::Thursday),
            ("周五", Weekday::Friday),
            ("周六", Weekday::Saturday),
            ("周日", Weekday::Sunday),
        ],
    ),
    (
        Language::English,
        &[
            ("mon", Weekday::Monday),
            ("tue", Weekday::Tuesday),
            ("tues", Weekday::Tuesday),
            ("wed", Weekday::Wednesday),
            ("weds", Weekday::Wednesday),
            ("thu", Weekday::Thursday),
            ("thur", Weekday::Thursday),
            ("thurs", Weekday::Thursday),
            ("fri", Weekday::Friday),
            ("sat", Weekday::Saturday),
            ("sun", Weekday::Sunday),
        ],
    ),
    (
        Language::Spanish,
        &[
            ("miercoles", Weekday::Wednesday),
            ("sabado", Weekday::Saturday),
        ],
    ),
];

/// The weekday with this name, letter case aside, and the language of the name.
#[must_use]
pub fn weekday_named(text: &str) -> Option<(Weekday, Language)> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let full = NAMES.iter().flat_map(|&(language, names)| {
        names
            .into_iter()
            .zip(week())
            .map(move |(name, day)| (name, day, language))
    });
    let variants = VARIANTS.iter().flat_map(|&(language, variants)| {
        variants
            .iter()
            .map(move |&(name, day)| (name, day, language))
    });
    full.chain(variants)
        .find(|(name, ..)| name.to_lowercase() == text)
        .map(|(_, weekday, language)| (weekday, language))
}

/// The name of the weekday in the language.
#[must_use]
pub fn name(weekday: Weekday, language: Language) -> &'static str {
    let (_, names) = NAMES[language as usize];
    names[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

fn week() -> impl Iterator<Item = Weekday> {
    (0..7).filter_map(|offset| Weekday::from_monday_zero_offset(offset).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_strictly_and_written_for_reading() {
        let date: Date = "2008-02-14".parse().unwrap();
        assert_eq!(date, Date::new(2008, 2, 14).unwrap());
        assert_eq!(date.weekday(), Weekday::Thursday);
        assert_eq!(date.to_string(), "14 February 2008");
        assert!("2008-12-31".parse::<Date>().unwrap() > date);
    }

    #[test]
    fn another_form_and_a_day_that_is_not_are_told_apart() {
        for text in [
            "",
            "2008-2-14",
            "14-02-2008",
            "2008-02-14T00:00",
            "20080214",
            "-008-02-14",
        ] {
            assert_eq!(text.parse::<Date>(), Err(DateError::Form), "{text}");
        }
        for text in [
            "2008-06-31",
            "2007-02-29",
            "2008-00-10",
            "2008-13-01",
            "2008-99-99",
        ] {
            assert_eq!(text.parse::<Date>(), Err(DateError::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn every_name_of_every_language_is_read_back() {
        for (at, (language, _)) in NAMES.into_iter().enumerate() {
            assert_eq!(language as usize, at);
            for weekday in week() {
                assert_eq!(
                    weekday_named(name(weekday, language)),
                    Some((weekday, language))
                );
            }
        }
        assert_eq!(week().count(), 7);
    }

    #[test]
    fn variants_and_letter_case_are_read() {
        for (text, weekday) in [
            ("WEDNESDAY", Weekday::Wednesday),
            ("Thurs.", Weekday::Thursday),
            ("周二", Weekday::Tuesday),
            ("星期天", Weekday::Sunday),
            ("الإثنين", Weekday::Monday),
            ("Среда", Weekday::Wednesday),
            ("MIÉRCOLES", Weekday::Wednesday),
        ] {
            assert_eq!(
                weekday_named(text).map(|(weekday, _)| weekday),
                Some(weekday),
                "{text}"
            );
        }
        assert_eq!(weekday_named("Forum Day"), None);
    }

    #[test]
    fn a_month_is_read_in_full_or_short() {
        assert_eq!(month_named("february"), Some(2));
        assert_eq!(month_named("Sept."), Some(9));
        assert_eq!(month_named("Dec"), Some(12));
        assert_eq!(month_named("Forum"), None);
    }
}
