//! The agenda in time: which items compete for the same hours, and which of them clash.
//!
//! Items compete at a level: the items of the agenda's days with one another, and the parts of an item with one
//! another. A child without times runs beside its siblings, so it competes with none of them, and outside its group
//! the group stands for it. What is declared with `parallel: true`, and an exhibition, competes with nothing.
//!
//! Three relations look at this, and a pair of items is in one of them only: a plenary conflict (`plenary`) comes before
//! a double booking (`booking`), and that before a clash (`clash`).

mod booking;
mod clash;
mod cluster;
mod plenary;

use std::sync::OnceLock;

use super::{Item, Report, Slot, Spanned};
use crate::finding::wording::listed_briefly;
use crate::relation::overlap::{self, Cluster};
use crate::report::calendar::Date;
use crate::report::clock::{Clock, Interval};

pub(crate) use booking::{Booking, Resource};
pub(crate) use plenary::PlenaryConflict;

/// The agenda of a report, laid out in time. Items go by their index into [`Report::slots`].
#[derive(Debug)]
pub(crate) struct Timetable<'r, 't> {
    report: &'r Report<'t>,
    rows: Vec<Row<'r, 't>>,
    days: Vec<OnDay>,
}

/// What several rules ask of the agenda of a report: each found once, when the first of them asks.
#[derive(Debug, Default)]
pub(super) struct FoundInTime<'t> {
    double_bookings: OnceLock<Vec<Booking<'t>>>,
    clashes: OnceLock<Vec<Cluster<usize>>>,
}

/// An item, and what follows for it from its place among the others.
#[derive(Debug)]
struct Row<'r, 't> {
    slot: Slot<'r, 't>,
    times: Times,
    /// From when to when: its own times or its parent's; `None` when neither can be read.
    interval: Option<Interval>,
    /// Whether it, or what it is a part of, is an exhibition.
    in_background: bool,
    /// Whether it is declared to run beside others, by itself or by all of its parts.
    is_declared: bool,
    /// The innermost declared item that it is a part of.
    declared_around: Option<usize>,
    named: Named,
}

/// What is named for all of an item, be it by its parts.
#[derive(Debug, Clone, Copy)]
struct Named {
    room: bool,
    track: bool,
}

/// Where an item has its times from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    /// It states both.
    Own,
    /// It states none, and has its parent's.
    Inherited,
    /// It states some that cannot be read; the schema says so.
    Unreadable,
}

/// The day an item is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OnDay {
    /// A day of the agenda, by index, of which it cannot be said which days are before and after it.
    Undated(u32),
    /// A day of the calendar.
    On(Date),
}

/// A moment of the agenda. Ordered so that the moments of different levels do not mix: one sweep over all items then
/// finds the overlaps within each. A large agenda has many at a time, so that they are kept small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    /// The item inside which others compete; `None` for the agenda as a whole.
    level: Option<u32>,
    day: OnDay,
    minutes: u16,
}

const MINUTES_OF_DAY: u16 = 24 * 60;

impl<'r, 't> Timetable<'r, 't> {
    /// Lays out the agenda of `report`.
    #[must_use]
    pub(crate) fn of(report: &'r Report<'t>) -> Self {
        let slots = report.slots();
        let exhibited = throughout(&slots, |item| report.may_be_background(item));
        let declared = throughout(&slots, |item| report.is_parallel(item));
        let in_rooms = throughout(&slots, |item| item.room.is_some());
        let in_tracks = throughout(&slots, |item| item.track.is_some());
        let mut rows: Vec<Row<'r, 't>> = Vec::with_capacity(slots.len());
        for (index, slot) in slots.into_iter().enumerate() {
            let parent = slot.parent.map(|parent| (parent, &rows[parent]));
            let times = times_of(report, slot.item);
            let row = Row {
                times,
                interval: match times {
                    Times::Own => slot.interval,
                    Times::Inherited => parent.and_then(|(_, row)| row.interval),
                    Times::Unreadable => None,
                },
                in_background: exhibited[index] || parent.is_some_and(|(_, row)| row.in_background),
                is_declared: declared[index],
                declared_around: parent.and_then(|(parent, row)| {
                    if row.is_declared {
                        Some(parent)
                    } else {
                        row.declared_around
                    }
                }),
                named: Named {
                    room: in_rooms[index],
                    track: in_tracks[index],
                },
                slot,
            };
            rows.push(row);
        }
        Self {
            report,
            rows,
            days: days_of(report),
        }
    }

    /// An item, by its index.
    #[must_use]
    pub(crate) fn item(&self, item: usize) -> &'r Spanned<Item<'t>> {
        self.rows[item].slot.item
    }

    /// From when to when an item is; `None` when that cannot be read.
    #[must_use]
    pub(crate) fn interval(&self, item: usize) -> Option<Interval> {
        self.rows[item].interval
    }

    /// The item that this one is a part of.
    #[must_use]
    pub(crate) fn parent(&self, item: usize) -> Option<usize> {
        self.rows[item].slot.parent
    }

    /// What states when an item is: itself, or the nearest item around it that has times.
    #[must_use]
    pub(crate) fn timed_by(&self, mut item: usize) -> usize {
        while let (Times::Inherited, Some(parent)) = (self.rows[item].times, self.parent(item)) {
            item = parent;
        }
        item
    }

    /// The parts that are not within the interval of what they are a part of, each list with that.
    #[must_use]
    pub(crate) fn parts_outside(&self) -> Vec<(usize, Vec<usize>)> {
        let mut outside = vec![Vec::new(); self.rows.len()];
        for (part, row) in self.rows.iter().enumerate() {
            let Some(parent) = row.slot.parent.filter(|_| row.times == Times::Own) else {
                continue;
            };
            let is_outside = |(around, within): (Interval, Interval)| {
                !around.is_empty() && !within.is_empty() && !around.contains(&within)
            };
            if self
                .interval(parent)
                .zip(row.interval)
                .is_some_and(is_outside)
            {
                outside[parent].push(part);
            }
        }
        outside
            .into_iter()
            .enumerate()
            .filter(|(_, parts)| !parts.is_empty())
            .collect()
    }

    /// The items in a sentence: by their codes, where they have any, and of many only the first.
    #[must_use]
    pub(crate) fn listed(&self, items: &[usize]) -> String {
        let names = items.iter().map(|item| self.item(*item).listed_as());
        listed_briefly(&names.collect::<Vec<_>>())
    }

    /// Tells when each of several items is, in the few words of a label: with the day only where they are on more than one.
    pub(crate) fn when(&self, items: &[usize]) -> impl Fn(usize) -> String {
        // found out once, however many they are
        let on_one_day = self.day_of(items).is_some();
        move |item| match self.interval(item) {
            Some(interval) if on_one_day => interval.to_string(),
            _ => self.rows[item].slot.when(),
        }
    }

    /// The day that all of the items are on, in the words that end a clause: " on 14 February". Empty where they are on
    /// several, or where the day has no date.
    #[must_use]
    pub(crate) fn on_day(&self, items: &[usize]) -> String {
        let date = self.day_of(items).and_then(|slot| slot.day.date);
        date.map(|date| format!(" on {}", date.day_and_month()))
            .unwrap_or_default()
    }

    fn day_of(&self, items: &[usize]) -> Option<&Slot<'r, 't>> {
        let first = &self.rows[*items.first()?].slot;
        let same = |item: &usize| self.rows[*item].slot.day_index == first.day_index;
        items.iter().all(same).then_some(first)
    }

    /// When an item is, as seen from the items that compete at `level`.
    fn moments(&self, item: usize, level: Option<usize>) -> Option<overlap::Interval<Moment>> {
        let day = self.days[self.rows[item].slot.day_index];
        let interval = self.interval(item)?;
        Some(overlap::Interval {
            start: Moment::new(level, day, interval.start),
            end: Moment::new(level, day, interval.end),
        })
    }
}

impl Moment {
    fn new(level: Option<usize>, day: OnDay, clock: Clock) -> Self {
        let past_midnight = clock.minutes().checked_sub(MINUTES_OF_DAY);
        let (day, minutes) = match (day, past_midnight) {
            (OnDay::On(date), Some(minutes)) => match date.tomorrow() {
                Some(tomorrow) => (OnDay::On(tomorrow), minutes),
                None => (day, clock.minutes()),
            },
            _ => (day, clock.minutes()),
        };
        Self {
            level: level.map(small),
            day,
            minutes,
        }
    }
}

/// The index of an item or a day in half the room.
fn small(index: usize) -> u32 {
    u32::try_from(index).expect("each takes some bytes of a text of less than 4 GiB")
}

/// What holds of each item: that something does of it, or of all its parts.
fn throughout(slots: &[Slot<'_, '_>], holds: impl Fn(&Spanned<Item<'_>>) -> bool) -> Vec<bool> {
    let mut of_parts: Vec<Option<bool>> = vec![None; slots.len()];
    let mut of_items = vec![false; slots.len()];
    // Parts stand after what they are parts of.
    for (index, slot) in slots.iter().enumerate().rev() {
        of_items[index] = holds(slot.item) || of_parts[index] == Some(true);
        if let Some(parent) = slot.parent {
            of_parts[parent] = Some(of_parts[parent] != Some(false) && of_items[index]);
        }
    }
    of_items
}

fn times_of(report: &Report<'_>, item: &Spanned<Item<'_>>) -> Times {
    if item.start.is_some() && item.end.is_some() {
        return Times::Own;
    }
    let tree = report.part(item.at.file).tree;
    let states_time = tree
        .entries(item.at.node)
        .any(|(key, _)| matches!(tree.key_text(key).as_ref(), "start" | "end"));
    if states_time {
        Times::Unreadable
    } else {
        Times::Inherited
    }
}

/// The days of the agenda in the calendar. A date that stands there twice says nothing about which day is meant.
fn days_of(report: &Report<'_>) -> Vec<OnDay> {
    let days = report.agenda.iter().flat_map(|agenda| &agenda.days);
    let dates: Vec<Option<Date>> = days
        .map(|day| day.certain_date().map(|date| date.value))
        .collect();
    let mut known: Vec<Date> = dates.iter().copied().flatten().collect();
    known.sort_unstable();
    let is_unique = |date: &Date| {
        let after = known.partition_point(|other| other <= date);
        after < 2 || known[after - 2] != *date
    };
    let days = dates.into_iter().enumerate();
    days.map(|(index, date)| {
        date.filter(is_unique)
            .map_or_else(|| OnDay::Undated(small(index)), OnDay::On)
    })
    .collect()
}

#[cfg(test)]
mod tests;
