//! When items take place.

use super::field;
use super::item::{Found, Item, quoted};
use super::run::Run;
use super::time::{self, Moment};
use crate::project::config::{Field, Times};
use crate::text::place::Place;

/// The most that an item lasts that ends on the day after its start, in seconds.
const LONGEST_NIGHT: i64 = 16 * 60 * 60;

/// An item, and when it takes place.
pub(super) struct Timed<'d> {
    pub(super) item: Item<'d>,
    /// Where the start is written.
    pub(super) place: Place,
    /// When, as it is written.
    pub(super) written: String,
    pub(super) start: Moment,
    pub(super) end: Moment,
}

impl Timed<'_> {
    /// Times that cannot be compared have different ones.
    pub(super) fn comparable_with(&self) -> &'static str {
        match (self.start.dated, self.start.zone) {
            (false, None) => "of any day",
            (false, Some(_)) => "of any day, with a zone",
            (true, None) => "without a zone",
            (true, Some(_)) => "with a zone",
        }
    }
}

/// From when to when an item takes place.
struct Period<'d> {
    start: Moment,
    end: Moment,
    starts_at: Found<'d>,
    /// Where the end or the duration is, if that is somewhere else.
    ends_at: Option<Found<'d>>,
    /// Both, as they are written.
    written: String,
}

/// When each of the items takes place that says so. A value that is no time is reported, and so are times that cannot be
/// compared.
pub(super) fn timed<'d>(
    run: &mut Run<'d>,
    when: &Times,
    overnight: bool,
    items: Vec<Item<'d>>,
) -> Vec<Timed<'d>> {
    let timed = items.into_iter().filter_map(|item| {
        let mut period = period(run, when, item)?;
        if period.is_apart(run) {
            return None;
        }
        if overnight {
            period.end_on_next_day();
        }
        if period.end.seconds < period.start.seconds {
            period.report_inverted(run, item, overnight);
            return None;
        }
        if let Times::From {
            duration: Some(duration),
            end: Some(_),
            ..
        } = when
        {
            period.agrees_with(run, item, duration)?;
        }
        Some(Timed {
            start: period.start,
            end: period.end,
            item,
            place: period.starts_at.place(),
            written: period.written,
        })
    });
    let timed: Vec<Timed<'d>> = timed.collect();
    for dated in [false, true] {
        report_zones(run, timed.iter().filter(|it| it.start.dated == dated));
    }
    timed
}

fn period<'d>(run: &mut Run<'d>, when: &Times, item: Item<'d>) -> Option<Period<'d>> {
    let (start, end, duration) = match when {
        Times::Range(range) => return period_of_range(run, field::first(range, item)?),
        Times::From {
            start,
            end,
            duration,
        } => (start, end, duration),
    };
    let starts_at = field::first(start, item)?;
    let value = |field: &Option<Field>| field::first(field.as_ref()?, item);
    let ends_at = value(end);
    let (start, end, ends_at, written) = if let Some(ends_at) = ends_at {
        let start = read(run, starts_at, time::start)?;
        if time::is_open(ends_at) {
            return None;
        }
        let end = read(run, ends_at, time::end)?.on_the_day_of(start);
        let written = format!("{}–{}", text(starts_at), text(ends_at));
        (start, end, ends_at, written)
    } else {
        let lasts_at = value(duration)?;
        let start = read(run, starts_at, time::start)?;
        let end = start.after(read(run, lasts_at, time::duration)?);
        let written = format!("from {} for {}", text(starts_at), text(lasts_at));
        (start, end, lasts_at, written)
    };
    Some(Period {
        start,
        end,
        starts_at,
        ends_at: Some(ends_at),
        written,
    })
}

fn period_of_range<'d>(run: &mut Run<'d>, found: Found<'d>) -> Option<Period<'d>> {
    // a time alone says nothing of the end
    if time::is_start_alone(found) {
        return None;
    }
    let (start, end) = read(run, found, time::range)?;
    Some(Period {
        start,
        end,
        starts_at: found,
        ends_at: None,
        written: text(found),
    })
}

impl Period<'_> {
    fn end_on_next_day(&mut self) {
        let end = self.end.day_later();
        if self.end.seconds < self.start.seconds
            && end.seconds - self.start.seconds <= LONGEST_NIGHT
        {
            self.end = end;
        }
    }

    /// Whether start and end cannot be compared, which is then reported.
    fn is_apart(&self, run: &mut Run<'_>) -> bool {
        if !self.start.is_apart_from(self.end) {
            return false;
        }
        let (without, with) = match self.ends_at {
            Some(end) if self.end.zone.is_none() => (end, self.starts_at),
            end => (self.starts_at, end.unwrap_or(self.starts_at)),
        };
        let message = no_zone(&quoted(&text(without)));
        run.add_unusable(message, without.place(), NO_ZONE_HERE, ZONE_EVERYWHERE)
            .label(with.place(), ZONE_HERE);
        true
    }

    fn report_inverted(&self, run: &mut Run<'_>, item: Item<'_>, overnight: bool) {
        let message = format!("{} ends before it starts, {}", item.called(), self.written);
        let start = self.starts_at.place();
        let labels = self.ends_at.map(|_| (start, STARTS_HERE.to_owned()));
        let place = self.ends_at.unwrap_or(self.starts_at).place();
        run.add_unusable(
            message,
            place,
            ENDS_HERE,
            if overnight {
                "correct the times; an item that ends on the next day lasts 16 hours at most"
            } else {
                "correct the times; if such items end on the next day, add `overnight: true` to the check"
            },
        )
        .labels(labels);
    }

    /// `None` if the item states that it lasts longer or shorter than that, which is then reported.
    fn agrees_with(&self, run: &mut Run<'_>, item: Item<'_>, duration: &Field) -> Option<()> {
        let Some(lasts_at) = field::first(duration, item) else {
            return Some(());
        };
        let said = read(run, lasts_at, time::duration)?;
        let seconds = self.end.seconds - self.start.seconds;
        if said == seconds {
            return Some(());
        }
        let minutes = seconds / 60;
        run.add_unusable(
            format!(
                "{} lasts {} minutes, {}, but its duration is {}",
                item.called(),
                minutes,
                self.written,
                quoted(&text(lasts_at))
            ),
            lasts_at.place(),
            format!("it lasts {minutes} minutes"),
            "correct the duration, or one of the times",
        )
        .labels(
            [Some(self.starts_at), self.ends_at]
                .into_iter()
                .flatten()
                .zip([STARTS_HERE, ENDS_HERE])
                .map(|(found, label)| (found.place(), label.to_owned())),
        );
        None
    }
}

/// Reports, once for each file, a time without a zone where others have one.
fn report_zones<'t, 'd: 't>(run: &mut Run<'d>, timed: impl Iterator<Item = &'t Timed<'d>> + Clone) {
    let mut with_zone = timed.clone().filter(|it| it.start.zone.is_some());
    let Some(with_zone) = with_zone.next() else {
        return;
    };
    let mut told = Vec::new();
    for it in timed.filter(|it| it.start.zone.is_none()) {
        let file = it.item.part.file;
        if told.contains(&file) {
            continue;
        }
        told.push(file);
        run.add_unusable(
            no_zone(&quoted(&it.written)),
            it.place.clone(),
            NO_ZONE_HERE,
            ZONE_EVERYWHERE,
        )
        .label(with_zone.place.clone(), ZONE_HERE);
    }
}

fn text(found: Found<'_>) -> String {
    found.text().unwrap_or_default().into_owned()
}

/// What a value reads as; where it is no time, that is reported.
pub(super) fn read<T>(
    run: &mut Run<'_>,
    found: Found<'_>,
    read: impl Fn(Found<'_>) -> Option<T>,
) -> Option<T> {
    let value = read(found);
    if value.is_none() {
        run.add_unusable(
            format!("{} cannot be read as a time", quoted(&found.written())),
            found.place(),
            "not a time",
            "write a time as 09:30 or 2008-02-13T09:30, and a duration in minutes or as 01:30",
        );
    }
    value
}

const STARTS_HERE: &str = "it starts here";
const ENDS_HERE: &str = "ends here";
const NO_ZONE_HERE: &str = "no zone";
const ZONE_HERE: &str = "with a zone";
const ZONE_EVERYWHERE: &str = "write the zone of each time, such as `+01:00`, or of none";

fn no_zone(time: &str) -> String {
    format!("{time} has no zone, but other times have one, so they cannot be compared")
}
