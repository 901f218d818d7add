//! Calendar dates, and the names of weekdays and months.

#[cfg(test)]
mod judge;
mod names;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

pub(crate) use jiff::civil::Weekday;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp, civil};
pub(crate) use names::{
    Language, begins_weekday_name, month_named, name, weekday_named, weekday_named_in,
    weekday_names,
};

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

    /// The day, in UTC, on which so much time has passed since 1970 began; `None` beyond the years of the calendar.
    #[must_use]
    pub(crate) fn after_1970(time: Duration) -> Option<Self> {
        let timestamp = Timestamp::from_second(i64::try_from(time.as_secs()).ok()?);
        Some(Self(TimeZone::UTC.to_datetime(timestamp.ok()?).date()))
    }

    /// The day of the week it falls on.
    #[must_use]
    pub(crate) fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Which day it is, counted from the beginning of the calendar.
    #[must_use]
    pub(crate) fn number(self) -> i64 {
        let first = civil::Date::constant(0, 1, 1);
        self.0.duration_since(first).as_hours() / 24
    }

    /// How many days later the other day is; negative for an earlier one.
    #[must_use]
    pub(crate) fn days_until(self, other: Self) -> i32 {
        let span = self.0.until(other.0);
        span.map_or(0, |span| span.get_days())
    }

    /// The year it is in.
    #[must_use]
    pub(crate) fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// Which day of its month it is.
    #[must_use]
    pub(crate) fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// Whether it is in the month of the other day.
    #[must_use]
    pub(crate) fn is_in_month_of(self, other: Self) -> bool {
        self.0.first_of_month() == other.0.first_of_month()
    }

    /// Without the year, where that goes without saying: 14 February.
    #[must_use]
    pub(crate) fn day_and_month(self) -> String {
        format!("{} {}", self.0.day(), names::english_month(self.0.month()))
    }
}

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// Since 1970, in the zone, or as if the clock were that of UTC.
    pub(crate) seconds: i64,
    /// By how many seconds clocks there are ahead of UTC; `None` where no zone is given.
    pub(crate) zone: Option<i64>,
}

/// Reads a date with a time of the day, with or without a zone. The end of a day may be written `24:00`.
#[must_use]
pub(crate) fn instant(text: &str) -> Option<Instant> {
    if let Some((date, rest)) = text.split_once(['T', ' '])
        && let Some(zone) = rest.strip_prefix("24:00")
    {
        let zone = zone.strip_prefix(":00").unwrap_or(zone);
        let midnight = instant(&format!("{date}T00:00:00{zone}"))?;
        return Some(Instant {
            seconds: midnight.seconds.checked_add(24 * 60 * 60)?,
            ..midnight
        });
    }
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        let pieces = Pieces::parse(text).ok();
        let offset = pieces.and_then(|pieces| pieces.to_numeric_offset());
        return Some(Instant {
            seconds: timestamp.as_second(),
            zone: Some(offset.map_or(0, |offset| i64::from(offset.seconds()))),
        });
    }
    let local = text.parse::<civil::DateTime>().ok()?;
    let timestamp = TimeZone::UTC.to_timestamp(local).ok()?;
    Some(Instant {
        seconds: timestamp.as_second(),
        zone: None,
    })
}

/// How long something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Elapsed(i64);

/// A text that does not say how long something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a duration is written 90 min, 1h30m or PT1H30M")]
pub(crate) struct ElapsedError;

impl Elapsed {
    /// In whole seconds.
    #[must_use]
    pub(crate) fn seconds(self) -> i64 {
        self.0
    }
}

/// Reads `90 min`, `1h30m` and `PT1H30M`.
impl FromStr for Elapsed {
    type Err = ElapsedError;

    fn from_str(text: &str) -> Result<Self, ElapsedError> {
        let in_days = || {
            let span = text.starts_with('P').then(|| text.parse::<Span>().ok())??;
            span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
        };
        let duration = text.parse::<SignedDuration>().ok().or_else(in_days);
        let seconds = duration.map(|it| it.as_secs());
        let seconds = seconds.filter(|seconds| *seconds >= 0);
        seconds.map(Self).ok_or(ElapsedError)
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
        write!(f, "{} {}", self.day_and_month(), self.0.year())
    }
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
        let last = "2008-12-31".parse::<Date>().unwrap();
        assert!(last > date);
        assert_eq!(date.days_until(last), 321);
        assert_eq!(last.days_until(date), -321);
        assert_eq!(last.year(), 2008);
    }

    #[test]
    fn a_point_in_time_falls_on_a_day() {
        let day = |seconds: u64| Date::after_1970(Duration::from_secs(seconds));
        assert_eq!(day(0), Date::new(1970, 1, 1));
        assert_eq!(day(1_202_947_199), Date::new(2008, 2, 13));
        assert_eq!(day(1_202_947_200), Date::new(2008, 2, 14));
        assert_eq!(day(u64::MAX), None);
    }

    #[test]
    fn a_point_in_time_is_read_with_or_without_its_zone() {
        for text in [
            "2008-02-13T09:30",
            "2008-02-13 09:30:00",
            "2008-02-13T10:30:00+01:00",
        ] {
            assert_eq!(
                instant(text).map(|it| it.seconds),
                Some(1_202_895_000),
                "{text}"
            );
        }
        assert_eq!(instant("09:30"), None);
        let zone = |text: &str| instant(text).and_then(|it| it.zone);
        assert_eq!(zone("2008-02-13T09:30"), None);
        assert_eq!(zone("2008-02-13T09:30-02:30"), Some(-9000));
    }

    #[test]
    fn how_long_something_lasts_is_read() {
        for text in ["90 min", "1h30m", "PT1H30M"] {
            assert_eq!(text.parse().map(Elapsed::seconds), Ok(5400), "{text}");
        }
        assert_eq!("-90 min".parse::<Elapsed>(), Err(ElapsedError));
    }

    #[test]
    fn another_form_and_a_day_that_is_not_are_distinguished() {
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
}
