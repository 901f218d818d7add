//! Times of an agenda.

use std::fmt;
use std::str::FromStr;

use crate::relation::overlap;

/// A time of day, in whole minutes since the midnight with which the day of the agenda begins.
///
/// What runs past the next midnight is counted on: half past one in the night is 25:30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

/// From one time up to another.
pub(crate) type Interval = overlap::Interval<Clock>;

/// A text that is no time of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time is written HH:MM, from 00:00 to 47:59")]
pub struct ClockError;

impl Clock {
    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl Clock {
    /// The same time of the day after, past midnight as counted from this one; `None` when it is past midnight already.
    #[must_use]
    pub fn day_later(self) -> Option<Self> {
        (self.0 < 24 * 60).then_some(Self(self.0 + 24 * 60))
    }
}

impl Interval {
    /// When an item may begin that ends in the night: at six in the evening.
    const EVENING: Clock = Clock(18 * 60);

    /// When what began in the evening is over at the latest: at six in the morning.
    const MORNING: Clock = Clock(6 * 60);

    /// From a start to an end, as an agenda writes them. An end in the small hours of what begins in the evening is in the
    /// night that follows, and 00:00 as an end is always the midnight after the start.
    #[must_use]
    pub(crate) fn as_written(start: Clock, end: Clock) -> Self {
        let is_inverted = end < start;
        let ends_at_midnight = end.minutes() == 0;
        let is_overnight = start >= Self::EVENING && end <= Self::MORNING;
        let next_day = end
            .day_later()
            .filter(|_| is_inverted && (ends_at_midnight || is_overnight));
        Self {
            start,
            end: next_day.unwrap_or(end),
        }
    }
}

impl FromStr for Clock {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0'));
        let two_digits = |tens, units| Some(10 * digit(tens)? + digit(units)?);
        let read = || match *text.as_bytes() {
            [h, hh, b':', m, mm] => Some((two_digits(h, hh)?, two_digits(m, mm)?)),
            _ => None,
        };
        match read() {
            Some((hours @ 0..48, minutes @ 0..60)) => Ok(Self(60 * hours + minutes)),
            _ => Err(ClockError),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_and_written() {
        for (text, minutes) in [
            ("00:00", 0),
            ("09:30", 570),
            ("24:00", 1440),
            ("47:59", 2879),
        ] {
            let clock: Clock = text.parse().unwrap();
            assert_eq!(clock.minutes(), minutes);
            assert_eq!(clock.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_is_an_error() {
        for text in [
            "",
            "9:30",
            "09.30",
            "09:60",
            "48:00",
            "09:30:00",
            " 09:30",
            "+9:30",
            "٠٩:٣٠",
        ] {
            assert_eq!(text.parse::<Clock>(), Err(ClockError), "{text}");
        }
    }

    #[test]
    fn an_end_in_the_small_hours_is_in_the_night_that_follows() {
        for (start, end, written) in [
            ("09:00", "10:00", "09:00–10:00"),
            ("14:00", "00:00", "14:00–24:00"),
            ("00:00", "00:00", "00:00–00:00"),
            ("23:45", "01:05", "23:45–25:05"),
            ("18:00", "06:00", "18:00–30:00"),
            ("17:59", "01:00", "17:59–01:00"),
            ("18:00", "06:01", "18:00–06:01"),
            ("22:00", "21:00", "22:00–21:00"),
            ("25:00", "02:00", "25:00–26:00"),
        ] {
            let [start, end] = [start, end].map(|text| text.parse().unwrap());
            assert_eq!(Interval::as_written(start, end).to_string(), written);
        }
    }

    #[test]
    fn an_interval_is_written_with_a_dash() {
        let interval = Interval {
            start: "14:30".parse().unwrap(),
            end: "16:00".parse().unwrap(),
        };
        assert_eq!(interval.to_string(), "14:30–16:00");
    }
}
