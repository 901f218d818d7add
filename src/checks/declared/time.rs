//! Times, as those who keep data for other programs write them.

mod words;

use super::item::Found;
use crate::report::calendar::{Date, Elapsed, instant};
use crate::text::syntax::Data;

/// Seconds of a day.
pub(super) const DAY: i64 = 24 * 60 * 60;

/// Bytes of a text that may be a time.
const LONGEST: usize = 80;

/// The most that something lasts, in seconds, whose start is taken to be in another half of the day than its end.
const LONGEST_BY_HALVES: i64 = 10 * 60 * 60;

/// The words for two times of the day.
const NOON: &str = "noon";
const MIDNIGHT: &str = "midnight";

/// Numbers from here on are seconds since 1970, and thousandths of seconds; below two days, minutes since midnight.
const EPOCH_SECONDS: i64 = 100_000_000;
const EPOCH_MILLISECONDS: i64 = 100_000_000_000;

/// A point in time, or a time of some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Since 1970, or since midnight.
    pub(super) seconds: i64,
    /// Whether it is a point in time, with its day.
    pub(super) dated: bool,
    /// By how many seconds clocks are ahead of UTC, where a zone is given.
    pub(super) zone: Option<i64>,
}

impl Moment {
    fn of_day(seconds: i64) -> Self {
        Self {
            seconds,
            dated: false,
            zone: None,
        }
    }

    fn since_1970(seconds: i64) -> Self {
        Self {
            seconds,
            dated: true,
            zone: Some(0),
        }
    }

    /// The same time on the clocks of a zone.
    fn in_zone(self, zone: Option<i64>) -> Self {
        let Some(ahead) = zone.filter(|_| self.zone.is_none()) else {
            return self;
        };
        Self {
            seconds: self.seconds.saturating_sub(ahead),
            zone,
            ..self
        }
    }

    /// As the clocks there show it.
    pub(super) fn local(self) -> i64 {
        self.seconds.saturating_add(self.zone.unwrap_or(0))
    }

    /// The same time on the day and in the zone of another, as far as it has no day or zone of its own.
    pub(super) fn on_the_day_of(self, start: Self) -> Self {
        match (self.dated, start.dated) {
            (false, true) => {
                let midnight = start.seconds - start.local().rem_euclid(DAY);
                Self {
                    seconds: midnight.saturating_add(self.local()),
                    ..start
                }
            }
            (false, false) => self.in_zone(start.zone),
            (true, _) => self,
        }
    }

    /// Whether two points in time cannot be compared, because only one of them has a zone.
    pub(super) fn is_apart_from(self, other: Self) -> bool {
        self.dated && other.dated && self.zone.is_some() != other.zone.is_some()
    }

    /// The moment this number of seconds later.
    pub(super) fn after(self, seconds: i64) -> Self {
        Self {
            seconds: self.seconds.saturating_add(seconds),
            ..self
        }
    }

    /// The same time on the next day.
    pub(super) fn day_later(self) -> Self {
        self.after(DAY)
    }
}

/// What a value reads as: `09:30`, `9:30h`, `8:30am`, `2008-02-13T09:30+01:00`, minutes since midnight, seconds since 1970.
pub(super) fn moment(found: Found<'_>) -> Option<Moment> {
    match found.data() {
        // 0930 is half past nine to those who write it, and 930 minutes to nobody
        Data::Int(_) if found.is_padded() => None,
        Data::Int(number) => numeric(number),
        Data::Str(text) => written(text),
        _ => None,
    }
}

/// What a start reads as, also with a word before it: `From 08:00`.
pub(super) fn start(found: Found<'_>) -> Option<Moment> {
    match found.data() {
        Data::Str(text) => written(words::without_from(text.trim())),
        _ => moment(found),
    }
}

/// What the end of something reads as. Midnight ends a day, where as a start it begins one.
pub(super) fn end(found: Found<'_>) -> Option<Moment> {
    match found.data() {
        Data::Str(text) => written_end(text),
        _ => moment(found),
    }
}

/// Whether a value says that the end is left open: `late`, `open end`.
pub(super) fn is_open(found: Found<'_>) -> bool {
    matches!(found.data(), Data::Str(text) if words::is_open(text))
}

/// Whether a value is a start whose end is left open: `9:00`, `From 08:00`, `19:00 – late`, `4 pm onwards`.
pub(super) fn is_start_alone(found: Found<'_>) -> bool {
    let Data::Str(text) = found.data() else {
        return moment(found).is_some();
    };
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let is_time = |text: &str| written(words::without_from(text)).is_some();
    let is_left_open = |(start, end)| is_time(start) && words::is_open(end);
    is_time(text)
        || words::before_onwards(text).is_some_and(is_time)
        || halves(text).any(is_left_open)
}

/// Both ends of `08:45-10:00`, with whatever dash, and `08:45 to 10:00`.
pub(super) fn range(found: Found<'_>) -> Option<(Moment, Moment)> {
    match found.data() {
        Data::Str(text) => written_range(text),
        _ => None,
    }
}

fn written_range(text: &str) -> Option<(Moment, Moment)> {
    if text.len() > LONGEST {
        return None;
    }
    let (text, zone) = words::without_zone(text.trim());
    let (start, end) = halves(text).find_map(|(start, end)| ends(start, end))?;
    Some((start.in_zone(zone), end.in_zone(zone)))
}

/// The two texts on both sides of each dash, and of each word that means one.
fn halves(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_dash = |sign: char| matches!(sign, '-' | '‐' | '‑' | '–' | '—' | '−' | '/' | '~');
    let dashes = text.match_indices(is_dash);
    let words = words::BETWEEN
        .into_iter()
        .flat_map(|word| text.match_indices(word));
    dashes
        .chain(words)
        .map(|(at, separator)| (text[..at].trim(), text[at + separator.len()..].trim()))
}

/// How long something lasts, in seconds: minutes as a number, `01:30`, `90 min`, `1h30m`, `PT1H30M`.
pub(super) fn duration(found: Found<'_>) -> Option<i64> {
    match found.data() {
        Data::Int(minutes) => minutes.checked_mul(60).filter(|it| *it >= 0),
        #[allow(
            clippy::cast_possible_truncation,
            reason = "what is beyond the range of seconds is no duration"
        )]
        Data::Float(minutes) if (0.0..1e9).contains(&minutes) => Some((minutes * 60.0) as i64),
        Data::Str(text) => written_duration(text.trim()),
        _ => None,
    }
}

/// The day of a value that begins with one.
pub(super) fn date(found: Found<'_>) -> Option<Date> {
    let text = found.text()?;
    let day = text.get(..10)?;
    day.parse().ok()
}

/// The day that a value is, without a time: since 1970.
pub(super) fn day_alone(found: Found<'_>) -> Option<i64> {
    let text = found.text()?;
    text.parse::<Date>().ok()?;
    Some(instant(&text)?.seconds.div_euclid(DAY))
}

fn numeric(number: i64) -> Option<Moment> {
    match number {
        0..=2880 => Some(Moment::of_day(number * 60)),
        EPOCH_SECONDS..EPOCH_MILLISECONDS => Some(Moment::since_1970(number)),
        EPOCH_MILLISECONDS.. => Some(Moment::since_1970(number / 1000)),
        _ => None,
    }
}

fn written(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().and_then(numeric);
    }
    let (text, zone) = words::without_zone(text);
    let clock = Clock::read(text).or_else(|| Clock::of_four_digits(text));
    let clock = clock.map(|clock| Moment::of_day(clock.seconds()));
    let clock = clock.or_else(|| on_a_later_day(text));
    let moment = clock.or_else(|| dated(text))?;
    Some(moment.in_zone(zone))
}

fn written_end(text: &str) -> Option<Moment> {
    match text.trim().to_ascii_lowercase().as_str() {
        MIDNIGHT => Some(Moment::of_day(DAY)),
        _ => written(text),
    }
}

/// A point in time, also one that has a `_` before the time of the day.
fn dated(text: &str) -> Option<Moment> {
    let spaced = text
        .split_once('_')
        .map(|(day, time)| [day, " ", time].concat());
    let instant = instant(spaced.as_deref().unwrap_or(text))?;
    Some(Moment {
        seconds: instant.seconds,
        dated: true,
        zone: instant.zone,
    })
}

/// What `0:30 +1` reads as: a time, and how many days later that is.
fn on_a_later_day(text: &str) -> Option<Moment> {
    let (clock, days) = text.split_once(" +")?;
    let days = days.parse::<u8>().ok().filter(|days| *days < 10)?;
    Some(Moment::of_day(
        Clock::read(clock)?.seconds() + i64::from(days) * DAY,
    ))
}

fn ends(start: &str, end: &str) -> Option<(Moment, Moment)> {
    if let (Some(from), Some(to)) = (Clock::of_four_digits(start), Clock::of_four_digits(end)) {
        return Some((Moment::of_day(from.seconds()), Moment::of_day(to.seconds())));
    }
    let start = words::without_from(start);
    let to = if end.eq_ignore_ascii_case(MIDNIGHT) {
        Some(Clock::of_hours(24, 0))
    } else {
        Clock::read(end)
    };
    let from = Clock::read(start);
    // in "10-11:15am" and "10:00-11" one of the two is an hour alone
    let from = from.or_else(|| Clock::of_hour(start).filter(|_| to.is_some()));
    let to = to.or_else(|| Clock::of_hour(end).filter(|_| from.is_some()));
    let (Some(from), Some(to)) = (from, to) else {
        let (start, end) = (written(start)?, written_end(end)?);
        return (start.dated || !end.dated).then_some((start, end.on_the_day_of(start)));
    };
    // in "3:30 pm - 5" both are in the afternoon, in "11:00 am - 1:00" only the end
    let end = match (from.half, to.half) {
        (Some(half), None) if to.hours <= 12 => {
            let same = Clock {
                half: Some(half),
                ..to
            }
            .seconds();
            let afternoon = Clock {
                half: Some(Half::Afternoon),
                ..to
            }
            .seconds();
            if same < from.seconds() {
                afternoon
            } else {
                same
            }
        }
        _ => to.seconds(),
    };
    // in "1:30-3:00 pm" both are in the afternoon, in "11:00-1:00 pm" only one
    let halves = match (from.half, to.half) {
        (None, Some(half)) => vec![Some(half), Some(Half::Morning)],
        (half, _) => vec![half],
    };
    let starts = halves
        .into_iter()
        .map(|half| Clock { half, ..from }.seconds());
    let starts: Vec<i64> = starts.collect();
    // nobody meets from three in the morning to three in the afternoon: then the two ends are interchanged
    let is_likely = |start: &&i64| (0..=LONGEST_BY_HALVES).contains(&(end - **start));
    let start = starts.iter().find(is_likely).or(starts.first());
    Some((Moment::of_day(*start?), Moment::of_day(end)))
}

fn written_duration(text: &str) -> Option<i64> {
    if text.len() > LONGEST {
        return None;
    }
    if let Ok(minutes) = text.parse::<u32>() {
        return Some(i64::from(minutes) * 60);
    }
    let clock = Clock::read(text).filter(|clock| clock.half.is_none());
    let clock = clock.filter(|_| text.contains(':'));
    let seconds = clock.map(Clock::seconds).or_else(|| long_duration(text));
    seconds.or_else(|| text.parse::<Elapsed>().ok().map(Elapsed::seconds))
}

/// What `72:30` reads as: more hours than a clock has, and minutes.
fn long_duration(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_written_so = is_number(hours) && is_number(minutes) && minutes.len() == 2;
    let hours = hours.parse::<u16>().ok().filter(|_| is_written_so)?;
    let minutes = minutes.parse::<u8>().ok().filter(|it| *it < 60)?;
    Some((i64::from(hours) * 60 + i64::from(minutes)) * 60)
}

/// The half of the day that a time on the 12-hour clock is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A time of the day, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    hours: i64,
    minutes: i64,
    seconds: i64,
    half: Option<Half>,
}

impl Clock {
    /// Reads `9:30`, `09:30:00`, `9.30`, `9h30`, `9:30h`, `9h`, `9 am`, `9:30 p.m.`; hours go on after midnight, up to 47.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            NOON => return Some(Self::of_hours(12, 0)),
            MIDNIGHT => return Some(Self::of_hours(0, 0)),
            _ => {}
        }
        let (hours, rest) = number(&text, 1)?;
        let (minutes, rest) = match rest.strip_prefix([':', '.', 'h']) {
            Some(after) => match number(after, 2) {
                Some((minutes, rest)) => (Some(minutes), rest),
                None => (None, rest),
            },
            None => (None, rest),
        };
        let (seconds, rest) = match rest.strip_prefix(':') {
            Some(after) if minutes.is_some() => {
                let (seconds, rest) = number(after, 2)?;
                // of fractions of seconds nothing depends
                let fraction = rest.strip_prefix('.').unwrap_or("");
                let digits = fraction.trim_start_matches(|sign: char| sign.is_ascii_digit());
                (seconds, if fraction.is_empty() { rest } else { digits })
            }
            _ => (0, rest),
        };
        let half = match rest.trim() {
            "" if minutes.is_some() => None,
            "h" | "hrs" | "uhr" => None,
            "am" | "a.m." | "a" => Some(Half::Morning),
            "pm" | "p.m." | "p" => Some(Half::Afternoon),
            _ => return None,
        };
        let minutes = minutes.unwrap_or(0);
        let greatest = if half.is_some() { 12 } else { 47 };
        let is_possible = hours <= greatest && minutes < 60 && seconds < 60;
        (is_possible && (half.is_none() || hours > 0)).then_some(Self {
            hours,
            minutes,
            seconds,
            half,
        })
    }

    fn of_hours(hours: i64, minutes: i64) -> Self {
        Self {
            hours,
            minutes,
            seconds: 0,
            half: None,
        }
    }

    /// Reads `0930`: hours and minutes of two digits each.
    fn of_four_digits(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_at_checked(2).filter(|_| text.len() == 4)?;
        Self::read(&[hours, ":", minutes].concat())
    }

    /// A full hour, written as a number alone.
    fn of_hour(text: &str) -> Option<Self> {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        Self::read(&format!("{text}:00")).filter(|_| is_number)
    }

    /// Since midnight.
    fn seconds(self) -> i64 {
        let hours = match self.half {
            None => self.hours,
            Some(Half::Morning) => self.hours % 12,
            Some(Half::Afternoon) => self.hours % 12 + 12,
        };
        (hours * 60 + self.minutes) * 60 + self.seconds
    }
}

/// The number that a text begins with, of two digits at most, and the rest.
fn number(text: &str, fewest: usize) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(fewest..=2).contains(&digits) {
        return None;
    }
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str) -> Option<i64> {
        Some(written(text)?.seconds / 60)
    }

    #[test]
    fn times_of_a_day_are_read_in_many_forms() {
        for text in [
            "09:30",
            "9:30",
            "9:30h",
            "9:30 h",
            "9.30",
            "9h30",
            "09:30:00",
            "09:30:00.000",
            "9:30am",
            "9:30 AM",
            "9:30 a.m.",
            "9:30 Uhr",
            " 09:30 ",
        ] {
            assert_eq!(minutes(text), Some(570), "{text}");
        }
        for (text, expected) in [
            ("9h", 540),
            ("9 am", 540),
            ("12am", 0),
            ("12 pm", 720),
            ("12:30 p.m.", 750),
            ("00:00", 0),
            ("24:00", 1440),
            ("25:30", 1530),
            ("0:30 +1", 1470),
            ("12:00 +0", 720),
            ("0930", 570),
            ("noon", 720),
            ("Midnight", 0),
            ("9:30 CET", 510),
            ("9:30 GMT", 570),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "9",
            "930",
            "9:3",
            "9:60",
            "48:00",
            "13:00 pm",
            "0:30 am",
            "midday",
            "9:30 tomorrow",
            "0960",
            "9:30 IST",
            "9-30",
            "9:30 +",
            "9:30 +10",
            "9:30 -1",
            "9:30+1",
            "2008-02-30T09:30",
            "-1",
            "99",
            "١٢:٣٠",
        ] {
            assert_eq!(written(text), None, "{text}");
        }
        assert_eq!(written(&"9".repeat(100)), None);
    }

    #[test]
    fn points_in_time_are_read_with_and_without_zone() {
        let half_past_nine = 1_202_895_000;
        for text in [
            "2008-02-13T09:30",
            "2008-02-13 09:30",
            "2008-02-13_09:30:00",
            "2008-02-13 10:30 CET",
            "2008-02-13T09:30:00",
            "2008-02-13T09:30:00.000",
            "2008-02-13T09:30:00Z",
            "2008-02-13T10:30+01:00",
            "2008-02-13T10:30:00+0100",
            "1202895000",
            "1202895000000",
        ] {
            let moment = written(text).unwrap();
            assert_eq!(
                (moment.seconds, moment.dated),
                (half_past_nine, true),
                "{text}"
            );
            let has_zone =
                text.ends_with(['Z', 'T']) || text.contains('+') || text.starts_with("120");
            assert_eq!(moment.zone.is_some(), has_zone, "{text}");
        }
        let midnight = written("2008-02-13T24:00:00+01:00").unwrap();
        assert_eq!(Some(midnight), written("2008-02-14T00:00:00+01:00"));
        assert_eq!(numeric(570), Some(Moment::of_day(570 * 60)));
        assert_eq!(
            numeric(half_past_nine),
            Some(Moment::since_1970(half_past_nine))
        );
        assert_eq!(
            numeric(half_past_nine * 1000),
            Some(Moment::since_1970(half_past_nine))
        );
        assert_eq!(numeric(-5), None);
        assert_eq!(numeric(5000), None);
    }

    #[test]
    fn a_start_takes_its_half_of_the_day_from_the_end() {
        for (start, end, expected) in [
            ("08:45", "10:00", (525, 600)),
            ("1:30", "3:00 pm", (810, 900)),
            ("11:00", "1:00 pm", (660, 780)),
            ("11:00 am", "1:00 pm", (660, 780)),
            ("22:00", "01:00", (1320, 60)),
            ("10", "11:15am", (600, 675)),
            ("1", "2:30pm", (780, 870)),
            ("11:15", "12:30pm", (675, 750)),
            ("10:00", "11", (600, 660)),
            ("3:30 pm", "5", (930, 1020)),
            ("11:00 am", "1:00", (660, 780)),
            ("9:00 am", "10:30", (540, 630)),
            ("9:00", "5:00 pm", (540, 1020)),
            ("03:10", "02:55 PM", (910, 895)),
            ("2:00", "1:00 PM", (840, 780)),
        ] {
            let (from, to) = ends(start, end).unwrap();
            assert_eq!(
                (from.seconds / 60, to.seconds / 60),
                expected,
                "{start}-{end}"
            );
        }
        assert!(ends("2008-02-13T09:30", "2008-02-13T10:30").is_some());
        assert_eq!(
            ends("2008-02-13T09:30", "10:30"),
            ends("2008-02-13T09:30", "2008-02-13T10:30")
        );
        assert_eq!(ends("09:30", "2008-02-13T10:30"), None);
        assert_eq!(ends("10", "11"), None);
    }

    #[test]
    fn ranges_are_read_in_many_forms() {
        for text in [
            "09:00-10:00",
            "09:00 – 10:00",
            "09:00 bis 10:00",
            "09:00 until 10:00",
            "From 09:00 till 10:00",
            "0900-1000",
        ] {
            let (start, end) = written_range(text).unwrap();
            assert_eq!((start.seconds / 60, end.seconds / 60), (540, 600), "{text}");
        }
        let (noon, midnight) = written_range("noon – midnight").unwrap();
        assert_eq!((noon.seconds / 60, midnight.seconds / 60), (720, 1440));
        let (start, end) = written_range("09:00–10:00 CEST").unwrap();
        assert_eq!((start.seconds / 60, end.seconds / 60), (420, 480));
        assert_eq!((start.zone, end.zone), (Some(7200), Some(7200)));
        for text in ["09:00", "09:00 – late", "900-1000", "2008-02-13"] {
            assert_eq!(written_range(text), None, "{text}");
        }
    }

    #[test]
    fn durations_are_read_in_many_forms() {
        for (text, minutes) in [
            ("90", 90),
            ("01:30", 90),
            ("1:30:00", 90),
            ("72:30", 4350),
            ("90 min", 90),
            ("90m", 90),
            ("1h30m", 90),
            ("1h", 60),
            ("PT1H30M", 90),
            ("P1D", 1440),
        ] {
            assert_eq!(written_duration(text), Some(minutes * 60), "{text}");
        }
        for text in [
            "", "long", "9 am", "-30", "-PT30M", "72:60", "72:5", "+72:30", "99999:00",
        ] {
            assert_eq!(written_duration(text), None, "{text}");
        }
    }
}
