//! What is wrong with a date: that there is no such day, or that it is written another way.

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

/// Why a text is not a date as it must be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misdated {
    /// There is no such month.
    NoMonth(u32),
    /// The month has fewer days.
    NoDay {
        /// Its name, that of February with its year.
        month: String,
        /// How many it has.
        days: u32,
    },
    /// It is a date that is written another way; as it must be written, where that is certain.
    Otherwise(Option<String>),
}

/// What is wrong with a text that is no date; `None` where it does not look like one.
pub(super) fn misdated(text: &str) -> Option<Misdated> {
    let written = text.trim();
    let text = written.replace(['–', '—', '‑', '−'], "-");
    let text = text.trim_end_matches([',', ';', '.', ' ']);
    if let Some((year, month, day)) = in_iso(text) {
        let mended = (text != written).then(|| Misdated::Otherwise(Some(text.to_owned())));
        return impossible(year, month, day).or(mended);
    }
    otherwise(text)
}

fn in_iso(text: &str) -> Option<(u32, u32, u32)> {
    let lengths = text.split('-').map(str::len);
    lengths.eq([4, 2, 2]).then(|| numbers(text, '-'))?
}

fn numbers(text: &str, separator: char) -> Option<(u32, u32, u32)> {
    let mut numbers = text.split(separator).map(|part| {
        let is_number = part.len() <= 4 && part.bytes().all(|it| it.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| is_number)
    });
    let found = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers.next().is_none().then_some(found)
}

fn impossible(year: u32, month: u32, day: u32) -> Option<Misdated> {
    let Some(days) = days_of(year, month) else {
        return Some(Misdated::NoMonth(month));
    };
    if (1..=days).contains(&day) {
        return None;
    }
    let name = MONTHS[month as usize - 1];
    let month = if month == 2 {
        format!("{name} {year}")
    } else {
        name.to_owned()
    };
    Some(Misdated::NoDay { month, days })
}

fn days_of(year: u32, month: u32) -> Option<u32> {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => Some(if is_leap { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// A date that is written another way.
fn otherwise(text: &str) -> Option<Misdated> {
    let certain = |written: Option<String>| written.map(|date| Misdated::Otherwise(Some(date)));
    if let Some(found) = certain(in_words(text)) {
        return Some(found);
    }
    if text.len() == 8 && text.bytes().all(|it| it.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| text[range].parse().ok();
        return certain(written(number(0..4)?, number(4..6)?, number(6..8)?));
    }
    let separator = text.chars().find(|it| matches!(it, '.' | '/' | '-'))?;
    let text = text.trim_end_matches('.');
    let (first, second, third) = numbers(text, separator)?;
    if text.find(separator) == Some(4) {
        return certain(written(first, second, third));
    }
    let has_year = text.rsplit(separator).next()?.len() == 4;
    if !has_year {
        return None;
    }
    let day_first = written(third, second, first);
    let month_first = written(third, first, second);
    // where days come after months, only a slash is between them
    let is_uncertain = separator == '/' && first != second;
    if is_uncertain && day_first.is_some() && month_first.is_some() {
        return Some(Misdated::Otherwise(None));
    }
    certain(day_first.or(month_first))
}

/// `23 September 2025`, `September 23, 2025`.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|it| !it.is_empty()).collect();
    let [first, second, year] = words.as_slice() else {
        return None;
    };
    let month = |word: &str| {
        let found = MONTHS.iter().position(|name| {
            name.eq_ignore_ascii_case(word)
                || word.len() == 3 && name[..3].eq_ignore_ascii_case(word)
        });
        found.and_then(|at| u32::try_from(at + 1).ok())
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    written(year.parse().ok()?, month, day.parse().ok()?)
}

fn written(year: u32, month: u32, day: u32) -> Option<String> {
    let is_date = (1000..=9999).contains(&year) && (1..=days_of(year, month)?).contains(&day);
    is_date.then(|| format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_way_of_writing_is_no_impossible_date() {
        let otherwise = |written: &str| Some(Misdated::Otherwise(Some(written.to_owned())));
        for text in [
            "23.09.2025",
            "23.9.2025",
            "23/09/2025",
            "09/23/2025",
            "2025/9/23",
            "2025-9-23",
            "20250923",
            "23 September 2025",
            "Sep 23, 2025",
            "2025-09-23,",
            "2025–09–23",
        ] {
            assert_eq!(misdated(text), otherwise("2025-09-23"), "{text}");
        }
        assert_eq!(misdated("03/09/2025"), Some(Misdated::Otherwise(None)));
        let no_day = |month: &str, days| {
            Some(Misdated::NoDay {
                month: month.to_owned(),
                days,
            })
        };
        assert_eq!(misdated("2025-09-31"), no_day("September", 30));
        assert_eq!(misdated("2025-02-29"), no_day("February 2025", 28));
        assert_eq!(misdated("2024-01-00"), no_day("January", 31));
        assert_eq!(misdated("2025-13-01"), Some(Misdated::NoMonth(13)));
        for text in ["2024-02-29", "soon", "1.2.3", "31.02.2025", "2025-09", ""] {
            assert_eq!(misdated(text), None, "{text}");
        }
    }
}
