//! The names of weekdays and months in the six languages of the United Nations.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use crate::report::prose::mixed::in_one_script;

/// The six languages of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Arabic,
    Chinese,
    English,
    French,
    Russian,
    Spanish,
}

use Language::{Arabic, Chinese, English, French, Russian, Spanish};

/// The days of the week from Monday, a language a line, in the order of [`Language`].
#[rustfmt::skip]
const WEEKDAYS: [(Language, [&str; 7]); 6] = [
    (Arabic, ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]),
    (Chinese, ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]),
    (English, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    (French, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    (Russian, ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]),
    (Spanish, ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
];

/// Other ways to write them, each with its day from Monday, which is 0.
#[rustfmt::skip]
const WEEKDAY_VARIANTS: [(Language, &[(usize, &str)]); 5] = [
    (Arabic, &[(0, "الإثنين"), (2, "الاربعاء"), (6, "الاحد")]),
    (
        Chinese,
        &[(6, "星期天"), (0, "周一"), (1, "周二"), (2, "周三"), (3, "周四"), (4, "周五"), (5, "周六"), (6, "周日")],
    ),
    (
        English,
        &[
            (0, "mon"), (1, "tue"), (1, "tues"), (2, "wed"), (2, "weds"), (3, "thu"), (3, "thur"), (3, "thurs"),
            (4, "fri"), (5, "sat"), (6, "sun"),
        ],
    ),
    (Russian, &[(2, "среду"), (4, "пятницу"), (5, "субботу")]),
    (Spanish, &[(2, "miercoles"), (5, "sabado")]),
];

/// The months, a language a list, each as its names from January; one month may stand several times. Chinese counts its
/// months in figures.
#[rustfmt::skip]
const MONTHS: [(Language, &[[&str; 12]]); 5] = [
    (
        Arabic,
        &[
            ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيه", "يوليه", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
            [
                "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
                "تشرين الثاني", "كانون الأول",
            ],
            ["يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        ],
    ),
    (
        English,
        &[
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
        ],
    ),
    (
        French,
        &[
            [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre",
            ],
            [
                "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
                "novembre", "decembre",
            ],
        ],
    ),
    (
        Russian,
        &[
            [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря",
            ],
            [
                "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
                "ноябрь", "декабрь",
            ],
        ],
    ),
    (
        Spanish,
        &[
            [
                "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                "noviembre", "diciembre",
            ],
            [
                "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre",
                "noviembre", "diciembre",
            ],
        ],
    ),
];

/// Lower-cased names of weekdays.
static BY_WEEKDAY_NAME: LazyLock<FxHashMap<String, (Weekday, Language)>> = LazyLock::new(|| {
    let full = WEEKDAYS
        .iter()
        .flat_map(|(language, names)| names.iter().enumerate().map(|entry| (*language, entry)));
    let variants = WEEKDAY_VARIANTS
        .iter()
        .flat_map(|(language, names)| names.iter().map(|(day, name)| (*language, (*day, name))));
    let entries = full.chain(variants).filter_map(|(language, (day, name))| {
        let weekday = Weekday::from_monday_zero_offset(i8::try_from(day).ok()?).ok()?;
        Some((name.to_lowercase(), (weekday, language)))
    });
    entries.collect()
});

/// Lower-cased names of months, each with its number.
static BY_MONTH_NAME: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let lists = MONTHS.iter().flat_map(|(_, lists)| lists.iter());
    let entries = lists.flat_map(|names| (1..).zip(names));
    entries
        .map(|(number, name)| (name.to_lowercase(), number))
        .collect()
});

/// The weekday with this name, letter case aside, and the language of the name.
#[must_use]
pub(crate) fn weekday_named(text: &str) -> Option<(Weekday, Language)> {
    BY_WEEKDAY_NAME.get(&plain(text)).copied()
}

/// The number, from 1, of the month with this name, letter case aside: "February", "Feb.", "février".
#[must_use]
pub(crate) fn month_named(text: &str) -> Option<u8> {
    BY_MONTH_NAME.get(&plain(text)).copied()
}

fn plain(name: &str) -> String {
    in_one_script(name.trim().trim_end_matches('.')).to_lowercase()
}

/// The name of the weekday in the language.
#[must_use]
pub(crate) fn name(weekday: Weekday, language: Language) -> &'static str {
    let (_, names) = WEEKDAYS[language as usize];
    names[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
}

/// The English name of the month with this number, from 1 to 12.
pub(super) fn english_month(number: i8) -> &'static str {
    let (_, lists) = MONTHS[1];
    lists[0][usize::from(number.unsigned_abs()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_every_language_is_read_back() {
        for (at, (language, names)) in WEEKDAYS.into_iter().enumerate() {
            assert_eq!(language as usize, at);
            for (day, written) in (0..).zip(names) {
                let weekday = Weekday::from_monday_zero_offset(day).unwrap();
                assert_eq!(name(weekday, language), written);
                assert_eq!(weekday_named(written), Some((weekday, language)));
            }
        }
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
            // with a Latin "c"
            ("cреду", Weekday::Wednesday),
            ("MIÉRCOLES", Weekday::Wednesday),
        ] {
            let named = weekday_named(text).map(|(weekday, _)| weekday);
            assert_eq!(named, Some(weekday), "{text}");
        }
        assert_eq!(weekday_named("Forum Day"), None);
    }

    #[test]
    fn a_month_is_read_in_full_or_short_in_each_language() {
        for (text, month) in [
            ("february", 2),
            ("Sept.", 9),
            ("Dec", 12),
            ("août", 8),
            ("février", 2),
            ("февраля", 2),
            ("setiembre", 9),
            ("فبراير", 2),
        ] {
            assert_eq!(month_named(text), Some(month), "{text}");
        }
        assert_eq!(month_named("Forum"), None);
    }

    #[test]
    fn no_name_means_two_months() {
        for names in MONTHS.iter().flat_map(|(_, lists)| lists.iter()) {
            for (number, name) in (1..).zip(names) {
                assert_eq!(month_named(name), Some(number), "{name}");
            }
        }
    }
}
