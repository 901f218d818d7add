//! The agenda as one grid of places and times: of each item what decides whether another may be beside it.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{Times, Timetable, background, plenary};
use crate::relation::overlap::{self, Timed};
use crate::report::calendar::Date;
use crate::report::clock::Interval;
use crate::report::{Item, ItemKind, Report, Spanned, title};

/// From one minute to another, counted through the whole agenda.
pub(super) type Span = overlap::Interval<i64>;

/// The items of an agenda by their index, as the timetable has them.
#[derive(Debug)]
pub(super) struct Grid<'g, 'r, 't> {
    pub timetable: &'g Timetable<'r, 't>,
    pub cells: Vec<Cell>,
}

/// An item, and what follows for it from its place among the others.
#[derive(Debug)]
pub(super) struct Cell {
    /// From when to when: its own times or those of what it is a part of. `None` where these cannot be read, or where it
    /// takes no time.
    pub span: Option<Span>,
    /// The item that it is a part of.
    pub parent: Option<usize>,
    pub day: usize,
    /// Whether it states its times itself.
    pub has_own_times: bool,
    pub role: Role,
    /// For a placeholder of sessions to come: how many placeholders there are at the same time.
    pub place_held: Option<u32>,
    /// Whether it is declared to run beside others, by itself or by all of its parts.
    pub is_declared: bool,
    /// What it, or all of its parts, name.
    pub names: Named,
    /// The rooms that it or its parts name, except those in which several items may take place at a time.
    pub rooms: SmallVec<[u32; 2]>,
}

/// What an item is to those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It takes up time for those who are in it.
    Session,
    /// It takes up time for everybody.
    Break,
    /// It, or what it is a part of, goes on beside everything.
    Background,
    /// It is only there because something was pasted twice.
    Copy,
}

/// What an item names, so that it is distinguished from others that do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub room: bool,
    pub track: bool,
}

/// What lasts as long as this is beside whatever else there is that day.
const WHOLE_DAY: i64 = 6 * 60;

const MINUTES_OF_DAY: i64 = 24 * 60;

/// How many rooms are remembered of an item with parts. What is in more is everywhere.
const MOST_ROOMS: usize = 16;

impl Cell {
    /// What all parts of the item say, it says as well.
    fn hand_up(&mut self, of_parts: AllParts) {
        if of_parts.are_background {
            self.role = Role::Background;
        }
        self.is_declared |= of_parts.are_declared;
        self.names.room |= of_parts.name.room;
        self.names.track |= of_parts.name.track;
    }

    /// What this part has in common with others of the same item.
    fn in_common_with(&self, others: Option<AllParts>) -> AllParts {
        let all = |of_others: fn(&AllParts) -> bool| others.as_ref().is_none_or(of_others);
        AllParts {
            are_background: self.role == Role::Background && all(|others| others.are_background),
            are_declared: self.is_declared && all(|others| others.are_declared),
            name: Named {
                room: self.names.room && all(|others| others.name.room),
                track: self.names.track && all(|others| others.name.track),
            },
        }
    }

    fn add_rooms(&mut self, rooms: &[u32]) {
        for room in rooms {
            if self.rooms.len() < MOST_ROOMS && !self.rooms.contains(room) {
                self.rooms.push(*room);
            }
        }
    }
}

impl<'g, 'r, 't> Grid<'g, 'r, 't> {
    pub(super) fn of(timetable: &'g Timetable<'r, 't>) -> Self {
        let report = timetable.report;
        let days = first_minutes(report);
        let mut rooms = Rooms::of(report);
        let mut cells: Vec<Cell> = Vec::with_capacity(timetable.rows.len());
        for row in &timetable.rows {
            let item = row.slot.item;
            let around = row.slot.parent.map(|parent| &cells[parent]);
            let is_background = report.is_background(item, row.interval)
                || around.is_some_and(|around| around.role == Role::Background);
            cells.push(Cell {
                span: row
                    .interval
                    .and_then(|interval| span(days[row.slot.day_index], interval)),
                parent: row.slot.parent,
                day: row.slot.day_index,
                has_own_times: row.times == Times::Own,
                role: if is_background {
                    Role::Background
                } else if background::is_break(item) {
                    Role::Break
                } else {
                    Role::Session
                },
                place_held: None,
                is_declared: report.is_parallel(item),
                names: Named {
                    room: item.names_a_room(),
                    track: item.track.is_some(),
                },
                rooms: rooms.named_by(item),
            });
        }
        let mut grid = Self { timetable, cells };
        grid.hand_up();
        grid
    }

    /// What all parts of an item say, the item says.
    fn hand_up(&mut self) {
        let mut parts: Vec<Option<AllParts>> = vec![None; self.cells.len()];
        // parts follow what they are parts of
        for index in (0..self.cells.len()).rev() {
            let cell = &mut self.cells[index];
            if let Some(of_parts) = parts[index] {
                cell.hand_up(of_parts);
            }
            let cell = &self.cells[index];
            if let Some(parent) = cell.parent {
                parts[parent] = Some(cell.in_common_with(parts[parent]));
                let (around, inside) = self.cells.split_at_mut(index);
                around[parent].add_rooms(&inside[0].rooms);
            }
        }
    }

    pub(super) fn item(&self, item: usize) -> &'r Spanned<Item<'t>> {
        self.timetable.item(item)
    }

    pub(super) fn kind(&self, item: usize) -> Option<ItemKind> {
        self.item(item).kind.as_deref().copied()
    }

    /// When an item is, if it is a part of the programme that takes up time.
    pub(super) fn time_taken(&self, item: usize) -> Option<Span> {
        let cell = &self.cells[item];
        cell.span
            .filter(|_| matches!(cell.role, Role::Session | Role::Break))
    }

    /// The items that are a part of the programme and take up time.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, &Cell, Span)> {
        let cells = self.cells.iter().enumerate();
        cells.filter_map(|(item, cell)| Some((item, cell, self.time_taken(item)?)))
    }

    /// The items that take up time which others of their level then lack, level by level: those of the days, and the
    /// parts of each item.
    pub(super) fn levels(&self) -> Vec<Vec<(usize, Span)>> {
        let competing = self
            .live()
            .filter(|(_, cell, _)| cell.has_own_times && !cell.is_declared);
        by_level(competing)
    }

    /// For each day whether sessions of one time are declared to run side by side on it.
    pub(super) fn declared_days(&self) -> Vec<bool> {
        let report = self.timetable.report;
        let Some(agenda) = &report.agenda else {
            return Vec::new();
        };
        let everywhere = report.declares_parallel(agenda.at, agenda.parallel.as_ref());
        let days = agenda.days.iter();
        days.map(|day| everywhere || report.declares_parallel(day.at, day.parallel.as_ref()))
            .collect()
    }

    /// From when to when an item of the agenda itself is, by the clock.
    pub(super) fn clock(&self, item: usize) -> Option<(i64, i64)> {
        let cell = &self.cells[item];
        let span = cell.span.filter(|_| cell.parent.is_none())?;
        Some((span.start % MINUTES_OF_DAY, span.end % MINUTES_OF_DAY))
    }

    /// Whether an item goes on all day, so that whatever else there is is beside it.
    pub(super) fn is_all_day(&self, item: usize) -> bool {
        self.cells[item]
            .span
            .is_some_and(|span| span.end - span.start >= WHOLE_DAY)
    }

    /// Whether two items that overlap are each in a place of their own: both name a room, or both a track.
    pub(super) fn are_apart(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|item| &self.cells[item]);
        one.names.room && other.names.room || one.names.track && other.names.track
    }

    pub(super) fn is_break(&self, item: usize) -> bool {
        self.cells[item].role == Role::Break
    }

    pub(super) fn share_a_room(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|item| &self.cells[item].rooms);
        one.iter().any(|room| other.contains(room))
    }

    pub(super) fn is_within(&self, item: usize, around: usize) -> bool {
        let spans = self.cells[item].span.zip(self.cells[around].span);
        spans.is_some_and(|(span, around)| around.contains(&span))
    }

    pub(super) fn are_at_one_time(&self, one: usize, other: usize) -> bool {
        self.cells[one].span == self.cells[other].span
    }

    /// Whether each of two items that overlap has time that the other has not. What goes on all day has all the time.
    pub(super) fn cross(&self, one: usize, other: usize) -> bool {
        let is_within = self.is_within(one, other) || self.is_within(other, one);
        !is_within && !self.is_all_day(one) && !self.is_all_day(other)
    }

    /// Whether an item is a bare group: a label and times, for parts without times.
    pub(super) fn is_group(&self, item: usize) -> bool {
        let group = self.item(item);
        let cell = &self.cells[item];
        let has_untimed_parts = || {
            let parts = group.items.iter();
            parts
                .into_iter()
                .any(|part| part.start.is_none() && part.end.is_none())
        };
        cell.has_own_times && group.title.is_none() && has_untimed_parts()
    }

    pub(super) fn is_plenary(&self, item: usize) -> bool {
        plenary::is_plenary(self.item(item))
    }
}

/// The items by what they are a part of.
pub(super) fn by_level<'c>(
    items: impl Iterator<Item = (usize, &'c Cell, Span)>,
) -> Vec<Vec<(usize, Span)>> {
    let mut places: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    let mut levels: Vec<Vec<(usize, Span)>> = Vec::new();
    for (item, cell, span) in items {
        let place = *places.entry(cell.parent).or_insert_with(|| {
            levels.push(Vec::new());
            levels.len() - 1
        });
        levels[place].push((item, span));
    }
    levels
}

/// The items as a sweep takes them.
pub(super) fn timed(items: &[(usize, Span)], class: impl Fn(usize) -> u8) -> Vec<Timed<i64>> {
    let timed = items.iter().map(|&(item, interval)| Timed {
        item,
        interval,
        class: class(item),
    });
    timed.collect()
}

/// What applies to all parts of an item.
#[derive(Debug, Clone, Copy)]
struct AllParts {
    are_background: bool,
    are_declared: bool,
    name: Named,
}

/// The rooms of an agenda, numbered. Rooms in which several items may take place at a time have no number.
struct Rooms<'t> {
    shared: super::booking::SharedRooms,
    numbers: FxHashMap<String, u32>,
    known: FxHashMap<&'t str, Option<u32>>,
}

impl<'t> Rooms<'t> {
    fn of(report: &Report<'t>) -> Self {
        Self {
            shared: super::booking::shared_rooms(report),
            numbers: FxHashMap::default(),
            known: FxHashMap::default(),
        }
    }

    fn named_by(&mut self, item: &Item<'t>) -> SmallVec<[u32; 2]> {
        let Self {
            shared,
            numbers,
            known,
        } = self;
        let number = |name: &'t str| {
            *known.entry(name).or_insert_with(|| {
                let name = title::comparable(name);
                let next = super::small(numbers.len());
                let is_shared = shared.contains(&name);
                (!is_shared).then(|| *numbers.entry(name).or_insert(next))
            })
        };
        item.rooms_named()
            .map(|room| room.name)
            .filter_map(number)
            .collect()
    }
}

fn span(first_minute: i64, interval: Interval) -> Option<Span> {
    let at = |minutes: u16| first_minute + i64::from(minutes);
    let span = Span {
        start: at(interval.start.minutes()),
        end: at(interval.end.minutes()),
    };
    (!span.is_empty()).then_some(span)
}

/// The minute in which each day of the agenda begins. Days of which it cannot be said which are before and after them have
/// no neighbours. A date that is there twice says nothing about which day is meant.
fn first_minutes(report: &Report<'_>) -> Vec<i64> {
    /// After the last day of the calendar, and so far apart that no item reaches from one to the next.
    const UNDATED: (i64, i64) = (4_000_000, 3);
    let days = report.agenda.iter().flat_map(|agenda| &agenda.days);
    let dates: Vec<Option<Date>> = days
        .map(|day| day.certain_date().map(|date| date.value))
        .collect();
    let mut times: FxHashMap<Date, usize> = FxHashMap::default();
    for date in dates.iter().flatten() {
        *times.entry(*date).or_default() += 1;
    }
    let days = (0..).zip(dates);
    days.map(|(index, date)| {
        let certain = date.filter(|date| times[date] == 1);
        let (first, apart) = UNDATED;
        certain.map_or(first + apart * index, Date::number) * MINUTES_OF_DAY
    })
    .collect()
}
