//! The agenda laid out flat: every item with its day, its parent and the times that apply to it.

use super::{Agenda, Day, Item, Report, Spanned};
use crate::report::clock::Interval;
use crate::text::place::NodeRef;

/// An item of the agenda in its place.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'r, 't> {
    /// Which day of the agenda it is on, from 0.
    pub day_index: usize,
    /// That day.
    pub day: &'r Spanned<Day<'t>>,
    /// The item.
    pub item: &'r Spanned<Item<'t>>,
    /// The slot of the item that it is a part of, as an index into the same list.
    pub parent: Option<usize>,
    /// From when to when: its own times or its parent's; `None` when neither can be read.
    pub interval: Option<Interval>,
}

impl Slot<'_, '_> {
    /// Whether the item states a time itself, instead of taking its parent's.
    #[must_use]
    pub fn has_own_times(&self) -> bool {
        self.item.start.is_some() || self.item.end.is_some()
    }

    /// When it is, for a label: "on 14 February, 14:30–16:00"; "here" when neither can be read.
    #[must_use]
    pub fn when(&self) -> String {
        let date = self.day.date.as_ref().map(|date| date.day_and_month());
        match (date, self.interval) {
            (Some(date), Some(interval)) => format!("on {date}, {interval}"),
            (Some(date), None) => format!("on {date}"),
            (None, Some(interval)) => format!("at {interval}"),
            (None, None) => "here".to_owned(),
        }
    }

    /// When it is, for a label that is read after that of `earlier`: the day is given only when it differs.
    #[must_use]
    pub fn when_after(&self, earlier: &Self) -> String {
        match self.interval {
            _ if self.day_index != earlier.day_index => self.when(),
            None => "on the same day".to_owned(),
            same if same == earlier.interval => "at the same time".to_owned(),
            Some(interval) => format!("at {interval}"),
        }
    }
}

impl<'t> Report<'t> {
    /// Every item of the agenda, parents before their parts, in the order of the data.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot<'_, 't>> {
        self.agenda
            .as_ref()
            .map(|agenda| agenda.slots())
            .unwrap_or_default()
    }

    /// Whether an item is declared to run beside others. What cannot be read is taken for yes: the schema says that it is
    /// not said as it should be.
    pub(crate) fn is_parallel(&self, item: &Spanned<Item<'_>>) -> bool {
        self.declares_parallel(item.at, item.parallel.as_ref())
    }

    /// The same for whatever `parallel` was read from.
    pub(crate) fn declares_parallel(&self, at: NodeRef, read: Option<&Spanned<bool>>) -> bool {
        read.is_some_and(|read| read.value) || self.has_lost(at, "parallel", read)
    }

    /// Whether the kind of an item cannot be read.
    pub(crate) fn has_lost_kind(&self, item: &Spanned<Item<'_>>) -> bool {
        self.has_lost(item.at, "kind", item.kind.as_ref())
    }

    /// How many items have a code that cannot be read; the schema says so.
    pub(crate) fn unreadable_codes(&self) -> usize {
        let slots = self.slots().into_iter();
        slots
            .filter(|slot| self.has_lost(slot.item.at, "code", slot.item.code.as_ref()))
            .count()
    }
}

impl<'t> Agenda<'t> {
    /// Every item, parents before their parts, in the order of the data.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot<'_, 't>> {
        let mut slots = Vec::new();
        for (day_index, day) in self.days.iter().enumerate() {
            let top = Level {
                day_index,
                day,
                parent: None,
                inherited: None,
            };
            top.lay_out(&day.items, &mut slots);
        }
        slots
    }
}

/// What the items of one list have in common.
struct Level<'r, 't> {
    day_index: usize,
    day: &'r Spanned<Day<'t>>,
    parent: Option<usize>,
    inherited: Option<Interval>,
}

impl<'r, 't> Level<'r, 't> {
    fn lay_out(&self, items: &'r [Spanned<Item<'t>>], slots: &mut Vec<Slot<'r, 't>>) {
        for item in items {
            let index = slots.len();
            let slot = Slot {
                day_index: self.day_index,
                day: self.day,
                item,
                parent: self.parent,
                interval: self.interval_of(item),
            };
            slots.push(slot);
            let inside = Level {
                parent: Some(index),
                inherited: slot.interval,
                ..*self
            };
            inside.lay_out(&item.items, slots);
        }
    }

    /// An item without times has its parent's. One that states only half of them has none: the schema asks for the
    /// other half, and guessing it would only yield findings that follow from that.
    fn interval_of(&self, item: &Item<'_>) -> Option<Interval> {
        match (&item.start, &item.end) {
            (Some(start), Some(end)) => Some(Interval::as_written(start.value, end.value)),
            (None, None) => self.inherited,
            _ => None,
        }
    }
}
