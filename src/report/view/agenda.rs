//! The agenda as it is drawn.

use std::ops::Range;

use super::{Locator, View, owned, spoken};
use crate::report::timetable::is_break;
use crate::report::{ItemKind, Report, Slot};
use crate::text::source::Location;

/// A day of the agenda.
#[derive(Debug)]
pub(crate) struct Day {
    /// Where it is.
    pub at: Location,
    /// The date, in words.
    pub date: Option<String>,
    /// The weekday as printed.
    pub weekday: Option<String>,
    /// What it is called, and what it is headed.
    pub names: Vec<String>,
    /// Which of the items are on it.
    pub items: Range<usize>,
}

/// An item of the agenda.
#[derive(Debug)]
pub(crate) struct Item {
    /// Where it is.
    pub at: Location,
    /// The item that it is a part of.
    pub parent: Option<usize>,
    /// From when to when, in minutes of the day; `None` where that cannot be read or takes no time.
    pub time: Option<[u16; 2]>,
    /// Whether it states its times itself.
    pub has_own_times: bool,
    /// Its code.
    pub code: Option<String>,
    /// Its label.
    pub label: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where it takes place.
    pub rooms: Vec<String>,
    /// The track it belongs to.
    pub track: Option<String>,
    /// What sort of item it is, in words.
    pub kind: Option<&'static str>,
    /// What it is to those beside it.
    pub role: Role,
    /// Whether it is declared to run beside others.
    pub is_declared: bool,
}

/// What an item is to those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A part of the programme.
    Session,
    /// A break for everybody.
    Break,
    /// It goes on beside everything.
    Background,
}

/// An item, and others that it clashes with.
#[derive(Debug)]
pub(crate) struct Clash {
    /// The item.
    pub item: usize,
    /// The others.
    pub others: Vec<usize>,
    /// Whether the others clash with one another as well.
    pub is_mutual: bool,
}

impl View {
    pub(super) fn add_agenda(&mut self, report: &Report<'_>) {
        let Some(agenda) = &report.agenda else {
            return;
        };
        let locator = Locator::new(report);
        let slots = report.slots();
        for slot in &slots {
            let parent = slot.parent.map(|parent| &self.items[parent]);
            let is_around = parent.is_some_and(|parent| parent.role == Role::Background);
            let item = item(report, slot, is_around, &locator);
            self.items.push(item);
        }
        let mut first = 0;
        for (index, day) in agenda.days.iter().enumerate() {
            let on_it = slots[first..].iter();
            let count = on_it.take_while(|slot| slot.day_index == index).count();
            let names = [day.label, day.title].into_iter().flatten();
            self.days.push(Day {
                at: locator.node(day.at),
                date: day.date.map(|date| spoken(date.value)),
                weekday: day.weekday.map(owned),
                names: names.map(owned).collect(),
                items: first..first + count,
            });
            first += count;
        }
        self.clashes = clashes(report);
    }
}

fn item(
    report: &Report<'_>,
    slot: &Slot<'_, '_>,
    is_in_background: bool,
    locator: &Locator<'_, '_>,
) -> Item {
    let item = slot.item;
    let role = if is_in_background || report.is_background(item, slot.interval) {
        Role::Background
    } else if is_break(item) {
        Role::Break
    } else {
        Role::Session
    };
    let time = slot.interval.filter(|interval| !interval.is_empty());
    Item {
        at: locator.node(item.at),
        parent: slot.parent,
        time: time.map(|time| [time.start.minutes(), time.end.minutes()]),
        has_own_times: slot.has_own_times(),
        code: item.code.map(owned),
        label: item.label.map(owned),
        title: item.title.map(owned),
        rooms: item
            .rooms_named()
            .map(|room| room.name.to_owned())
            .collect(),
        track: item.track.map(owned),
        kind: item.kind.and_then(|kind| in_words(kind.value)),
        role,
        is_declared: report.is_parallel(item),
    }
}

/// The kind of an item, where its title does not say the same.
fn in_words(kind: ItemKind) -> Option<&'static str> {
    match kind {
        ItemKind::Plenary => Some("plenary"),
        ItemKind::Panel => Some("panel"),
        ItemKind::Workshop => Some("workshop"),
        ItemKind::SpecialEvent => Some("special event"),
        ItemKind::SideEvent => Some("side event"),
        ItemKind::Ceremony => Some("ceremony"),
        ItemKind::Reception => Some("reception"),
        ItemKind::Session
        | ItemKind::Break
        | ItemKind::Exhibition
        | ItemKind::Registration
        | ItemKind::Other => None,
    }
}

/// What is found in the times of the agenda. What of it is reported, the findings say.
fn clashes(report: &Report<'_>) -> Vec<Clash> {
    let found = report.found_in_time();
    let mut clashes: Vec<Clash> = Vec::new();
    let mut add = |item: usize, others: Vec<usize>, is_mutual: bool| {
        clashes.push(Clash {
            item,
            others,
            is_mutual,
        });
    };
    for conflict in &found.conflicts {
        let others = conflict.others.iter().map(|other| other.item);
        add(conflict.item, others.collect(), false);
    }
    for conflict in &found.plenaries {
        add(conflict.plenary, conflict.beside.clone(), false);
    }
    for during in &found.during {
        add(during.session, vec![during.pause], false);
    }
    for star in &found.beside_groups {
        add(star.center, star.others.clone(), false);
    }
    if let Some(question) = &found.question {
        let star = &question.example;
        add(star.center, star.others.clone(), false);
    }
    for parts in &found.parts_at_one_time {
        if let [first, others @ ..] = parts.as_slice() {
            add(*first, others.to_vec(), true);
        }
    }
    for crowd in &found.crowds {
        let mut items = crowd.namings.iter().map(|naming| naming.item);
        if let Some(first) = items.next() {
            add(first, items.collect(), true);
        }
    }
    clashes
}
