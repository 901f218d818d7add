//! The agenda in time: which items compete for the same hours, and which of them clash.
//!
//! Items compete at a level: the items of the agenda's days with one another, and the parts of an item with one
//! another. A child without times runs beside its siblings, so it competes with none of them, and outside its group
//! the group represents it. What is declared with `parallel: true`, and what is in the background, competes with nothing.
//!
//! What clashes is a pair. `grid` knows of each item what decides whether another may be beside it; `plenary`, `booking`
//! and `clash` find the pairs, each pair in one of them; `found` decides which are reported as clashes, which are unusual, and
//! which are left to one question for the whole agenda, and gathers them by item. Rules only put that into words.

mod background;
mod booking;
mod clash;
mod copies;
mod found;
mod grid;
mod plenary;

use super::{Item, Report, Slot, Spanned};
use crate::finding::wording::listed_briefly;
use crate::report::clock::Interval;

pub(crate) use background::is_break;
pub(crate) use booking::{Crowd, Naming, Resource, Shared};
pub(crate) use clash::DuringBreak;
pub(crate) use found::{Conflict, FoundInTime, Question, Why};
pub(crate) use plenary::PlenaryConflict;

/// The agenda of a report, laid out in time. An item is named by its index into [`Report::slots`].
#[derive(Debug)]
pub(crate) struct Timetable<'r, 't> {
    report: &'r Report<'t>,
    rows: Vec<Row<'r, 't>>,
}

/// An item, and when it is.
#[derive(Debug)]
struct Row<'r, 't> {
    slot: Slot<'r, 't>,
    times: Times,
    /// From when to when: its own times or its parent's; `None` when neither can be read.
    interval: Option<Interval>,
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

impl<'t> Report<'t> {
    /// What is found in the times of its agenda: once, when the first rule asks.
    pub(crate) fn found_in_time(&self) -> &FoundInTime<'t> {
        self.found_in_time.get_or_init(|| FoundInTime::of(self))
    }
}

impl<'r, 't> Timetable<'r, 't> {
    /// Lays out the agenda of `report`.
    #[must_use]
    pub(crate) fn of(report: &'r Report<'t>) -> Self {
        let mut rows: Vec<Row<'r, 't>> = Vec::new();
        for slot in report.slots() {
            let times = times_of(report, slot.item);
            let interval = match times {
                Times::Own => slot.interval,
                Times::Inherited => slot.parent.and_then(|parent| rows[parent].interval),
                Times::Unreadable => None,
            };
            rows.push(Row {
                slot,
                times,
                interval,
            });
        }
        Self { report, rows }
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

    /// Says when each of several items is, in the few words of a label: with the day only where they are on more than one.
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

    /// For each item the index after its last part.
    fn ends(&self) -> Vec<usize> {
        let mut ends: Vec<usize> = (1..=self.rows.len()).collect();
        for item in (0..ends.len()).rev() {
            if let Some(parent) = self.parent(item) {
                ends[parent] = ends[parent].max(ends[item]);
            }
        }
        ends
    }
}

/// A number in half the room.
fn small(index: usize) -> u32 {
    u32::try_from(index).expect("each takes some bytes of a text of less than 4 GiB")
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

#[cfg(test)]
mod tests;
