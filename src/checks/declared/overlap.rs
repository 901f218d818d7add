//! No two items take place at one time.

use rustc_hash::FxHashMap;

use super::field;
use super::item::{Found, Item, quoted};
use super::run::{Quoted, Run};
use super::time::{self, Moment};
use crate::project::config::{Field, Overlap, Times};
use crate::relation::overlap::{Interval, clusters_of};
use crate::text::place::Place;

/// How many rooms, people and the like an item may have at once, each with each.
const MOST_KEYS: usize = 1000;

/// The most that an item lasts that ends on the day after its start, in seconds.
const LONGEST_NIGHT: i64 = 16 * 60 * 60;

/// An item, and when it takes place.
struct Timed<'d> {
    item: Item<'d>,
    interval: Interval<i64>,
    /// Where it is said when.
    place: Place,
    /// When, as it is written.
    written: String,
    start: Moment,
}

/// That an item takes up what only one can have at a time.
struct Entry {
    item: usize,
    /// The values of the fields, and with which times its own can be compared.
    key: Vec<String>,
}

/// Times that cannot be compared have different ones.
fn comparable_with(moment: Moment) -> &'static str {
    match (moment.dated, moment.zone) {
        (false, _) => "of any day",
        (true, None) => "without a zone",
        (true, Some(_)) => "with a zone",
    }
}

/// Tells, once for each file, of a time without a zone where others have one.
fn report_zones(run: &mut Run<'_>, timed: &[Timed<'_>]) {
    let is_dated = |it: &&Timed<'_>| it.start.dated;
    let mut with_zone = timed
        .iter()
        .filter(is_dated)
        .filter(|it| it.start.zone.is_some());
    let Some(with_zone) = with_zone.next() else {
        return;
    };
    let mut told = Vec::new();
    for it in timed
        .iter()
        .filter(is_dated)
        .filter(|it| it.start.zone.is_none())
    {
        let file = it.item.part.file;
        if told.contains(&file) {
            continue;
        }
        told.push(file);
        run.add_unusable(
            messages::no_zone(&quoted(&it.written)),
            it.place.clone(),
            messages::NO_ZONE_HERE,
            messages::ZONE_EVERYWHERE,
        )
        .label(with_zone.place.clone(), messages::ZONE_HERE);
    }
}

pub(super) fn check(run: &mut Run<'_>, overlap: &Overlap) {
    let Some(items) = run.items(&overlap.of) else {
        return;
    };
    let when = overlap.times.fields();
    if !run.has_fields(&overlap.of, &items, when.into_iter().chain(&overlap.by)) {
        return;
    }
    let timed: Vec<Timed<'_>> = items
        .into_iter()
        .filter_map(|item| timed(run, overlap, item))
        .collect();
    report_zones(run, &timed);
    let entries = timed.iter().enumerate().flat_map(|(index, timed)| {
        let keys = keys(overlap, timed.item).into_iter();
        let zone = comparable_with(timed.start);
        keys.map(move |mut key| {
            key.push(zone.to_owned());
            Entry { item: index, key }
        })
    });
    let entries: Vec<Entry> = entries.collect();
    let clusters = clusters_of(
        &entries,
        |entry| Some(timed[entry.item].interval),
        |entry| &entry.key,
    );
    // items that share both room and speaker are one thing to mend
    let mut places: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
    let mut clashes: Vec<(Vec<usize>, Vec<&Entry>)> = Vec::new();
    for cluster in clusters {
        let mut items: Vec<usize> = cluster.items.iter().map(|entry| entry.item).collect();
        items.dedup();
        if items.len() < 2 {
            continue;
        }
        let place = *places.entry(items.clone()).or_insert(clashes.len());
        if place == clashes.len() {
            clashes.push((items, Vec::new()));
        }
        clashes[place].1.extend(cluster.items.first());
    }
    for (items, shared) in clashes {
        let items: Vec<&Timed<'_>> = items.into_iter().map(|index| &timed[index]).collect();
        tell(run, &items, &shared_names(&overlap.by, &shared));
    }
}

fn timed<'d>(run: &mut Run<'d>, overlap: &Overlap, item: Item<'d>) -> Option<Timed<'d>> {
    let (first, second) = match &overlap.times {
        Times::Between(start, end) => (field::first(start, item)?, field::first(end, item)),
        Times::Lasting(start, duration) => {
            (field::first(start, item)?, field::first(duration, item))
        }
        Times::Range(range) => (field::first(range, item)?, None),
    };
    let (start, end) = match &overlap.times {
        Times::Between(..) => {
            let second = second?;
            let start = read(run, first, time::moment)?;
            (start, read(run, second, time::moment)?.on_the_day_of(start))
        }
        Times::Lasting(..) => {
            let second = second?;
            let start = read(run, first, time::moment)?;
            (start, start.after(read(run, second, time::duration)?))
        }
        // a time alone says nothing of the end
        Times::Range(_) if time::moment(first).is_some() => return None,
        Times::Range(_) => read(run, first, time::range)?,
    };
    if start.is_apart_from(end) {
        let (without, with) = match second {
            Some(second) if end.zone.is_none() => (second, first),
            second => (first, second.unwrap_or(first)),
        };
        let message = messages::no_zone(&quoted(&text(without)));
        run.add_unusable(
            message,
            without.place(),
            messages::NO_ZONE_HERE,
            messages::ZONE_EVERYWHERE,
        )
        .label(with.place(), messages::ZONE_HERE);
        return None;
    }
    let is_night = overlap.overnight
        && end.seconds < start.seconds
        && end.day_later().seconds - start.seconds <= LONGEST_NIGHT;
    let end = if is_night { end.day_later() } else { end };
    let written = match (&overlap.times, second) {
        (Times::Between(..), Some(second)) => messages::between(&text(first), &text(second)),
        (Times::Lasting(..), Some(second)) => messages::lasting(&text(first), &text(second)),
        _ => text(first),
    };
    if end.seconds < start.seconds {
        report_inverted(run, overlap, item, (first, second), &written);
        return None;
    }
    Some(Timed {
        start,
        item,
        interval: Interval {
            start: start.seconds,
            end: end.seconds,
        },
        place: first.place(),
        written,
    })
}

fn text(found: Found<'_>) -> String {
    found.text().unwrap_or_default().into_owned()
}

/// What a value reads as; where it is no time, that is told.
fn read<T>(
    run: &mut Run<'_>,
    found: Found<'_>,
    read: impl Fn(Found<'_>) -> Option<T>,
) -> Option<T> {
    let value = read(found);
    if value.is_none() {
        run.add_unusable(
            messages::no_time(&quoted(&found.written())),
            found.place(),
            messages::WHEN_IS_THAT,
            messages::HOW_TIMES_ARE_WRITTEN,
        );
    }
    value
}

fn report_inverted(
    run: &mut Run<'_>,
    overlap: &Overlap,
    item: Item<'_>,
    (start, end): (Found<'_>, Option<Found<'_>>),
    written: &str,
) {
    let message = messages::inverted(&item.called(), written);
    let labels = end.map(|_| (start.place(), messages::STARTS_HERE.to_owned()));
    let place = end.unwrap_or(start).place();
    run.add_unusable(
        message,
        place,
        messages::ENDS_HERE,
        if overlap.overnight {
            messages::CORRECT_LONG_NIGHT
        } else {
            messages::CORRECT_OR_ALLOW_NIGHT
        },
    )
    .labels(labels);
}

/// What an item takes up: each of its rooms with each of its tracks, and so on. Nothing where it lacks one of these.
fn keys(overlap: &Overlap, item: Item<'_>) -> Vec<Vec<String>> {
    let mut keys: Vec<Vec<String>> = vec![Vec::new()];
    for field in &overlap.by {
        let values = field::all(field, item).into_iter();
        let values = values.filter_map(|found| Some(found.text()?.into_owned()));
        let values: Vec<String> = values
            .filter(|value| !overlap.except.contains(value))
            .collect();
        let longer = keys.iter().flat_map(|key| {
            values.iter().map(move |value| {
                let mut key = key.clone();
                key.push(value.clone());
                key
            })
        });
        keys = longer.take(MOST_KEYS).collect();
    }
    keys
}

/// What several items take up, each with the name of its field.
fn shared_names(by: &[Field], shared: &[&Entry]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in shared {
        for (field, value) in by.iter().zip(&entry.key) {
            let name = messages::named(field.name(), &quoted(value));
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn tell(run: &mut Run<'_>, items: &[&Timed<'_>], shared: &[String]) {
    let names: Vec<_> = items.iter().map(|timed| timed.item.name()).collect();
    let message = match names.as_slice() {
        [one, other] if !one.is_empty() && !other.is_empty() => {
            messages::two_at_once(&quoted(one), &quoted(other), shared)
        }
        names => messages::several_at_once(names.len(), shared),
    };
    let name = |index: usize| names.get(index).map_or("", AsRef::as_ref);
    let said = Quoted {
        value: name(0),
        other: name(1),
    };
    let mut labels = items
        .iter()
        .map(|timed| (timed.place.clone(), timed.written.clone()));
    let Some((first, label)) = labels.next() else {
        return;
    };
    run.add(
        message,
        said,
        first,
        label,
        messages::move_apart(items.len()),
    )
    .labels(labels);
}

impl Moment {
    /// The same time on the day of another, if it has no day of its own.
    fn on_the_day_of(self, start: Self) -> Self {
        if self.dated || !start.dated {
            return self;
        }
        let local = start.seconds.saturating_add(start.zone.unwrap_or(0));
        let midnight = start.seconds - local.rem_euclid(time::DAY);
        Self {
            seconds: midnight + self.seconds,
            ..start
        }
    }
}

mod messages {
    use crate::finding::wording::listed;

    pub(super) const WHEN_IS_THAT: &str = "when is that?";
    pub(super) const HOW_TIMES_ARE_WRITTEN: &str = "write times as 09:30 or 2008-02-13T09:30, and how long something \
        lasts in minutes or as 01:30";
    pub(super) const STARTS_HERE: &str = "it starts here";
    pub(super) const ENDS_HERE: &str = "ends here";
    pub(super) const CORRECT_OR_ALLOW_NIGHT: &str =
        "correct the times; if such items end on the next day, add `overnight: true` to the check";

    pub(super) const CORRECT_LONG_NIGHT: &str =
        "correct the times; an item that ends on the next day lasts 16 hours at most";
    pub(super) const NO_ZONE_HERE: &str = "no zone";
    pub(super) const ZONE_HERE: &str = "with a zone";
    pub(super) const ZONE_EVERYWHERE: &str =
        "write the zone of each time, such as `+01:00`, or of none";

    pub(super) fn no_zone(time: &str) -> String {
        format!("{time} has no zone, but other times have one, so that they cannot be compared")
    }

    pub(super) fn between(start: &str, end: &str) -> String {
        format!("{start}–{end}")
    }

    pub(super) fn lasting(start: &str, duration: &str) -> String {
        format!("from {start} for {duration}")
    }

    pub(super) fn no_time(value: &str) -> String {
        format!("{value} is no time that can be read")
    }

    pub(super) fn inverted(item: &str, written: &str) -> String {
        format!("{item} ends before it starts, {written}")
    }

    pub(super) fn named(field: &str, value: &str) -> String {
        format!("{field} {value}")
    }

    /// What they share may be nothing.
    pub(super) fn two_at_once(one: &str, other: &str, shared: &[String]) -> String {
        let shared = with(shared);
        format!("{one} and {other} take place at the same time{shared}")
    }

    /// What they share may be nothing.
    pub(super) fn several_at_once(count: usize, shared: &[String]) -> String {
        let shared = with(shared);
        match count {
            2 => format!("2 items take place at the same time{shared}"),
            // of these, the first may have ended before the last begins
            count => format!("{count} items overlap{shared}"),
        }
    }

    /// Ends a sentence.
    fn with(shared: &[String]) -> String {
        match shared {
            [] => String::new(),
            shared => format!(", with {}", listed(shared)),
        }
    }

    pub(super) fn move_apart(count: usize) -> &'static str {
        match count {
            2 => "move one of them",
            _ => "move them so that no two of them overlap",
        }
    }
}
