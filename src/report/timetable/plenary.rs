//! Plenaries, and the sessions that run beside them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::{Grid, Role, by_level, timed};
use super::{Times, Timetable};
use crate::relation::overlap;
use crate::report::{Item, ItemKind};

/// A plenary that does not have its time for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlenaryConflict {
    /// The plenary.
    pub plenary: usize,
    /// What is beside it: sessions, or other plenaries.
    pub beside: Vec<usize>,
}

/// The conflicts of an agenda, and which pairs of items they are about.
#[derive(Debug, Default)]
pub(super) struct Plenaries {
    pub conflicts: Vec<PlenaryConflict>,
    pairs: FxHashSet<[usize; 2]>,
}

impl Plenaries {
    pub(super) fn of(grid: &Grid<'_, '_, '_>) -> Self {
        let roles = Roles::of(grid);
        let pairs = roles.pairs(grid);
        let habits = habits(grid, &pairs);
        let mut plenaries = Self::default();
        let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for [one, other] in pairs {
            let held = |item: usize| roles.plenary[item].map(|plenary| (item, plenary));
            let Some((item, plenary)) = held(one).or_else(|| held(other)) else {
                continue;
            };
            let against = if item == one { other } else { one };
            let is_meant = is_habit(grid, &habits, one, other);
            if is_meant || !are_in_conflict(grid, item, plenary, against) {
                continue;
            }
            beside.entry(plenary).or_default().push(against);
            plenaries.pairs.insert([one, other]);
            plenaries.pairs.insert(in_order(plenary, against));
        }
        let conflicts = beside.into_iter().map(|(plenary, mut beside)| {
            beside.sort_unstable();
            PlenaryConflict { plenary, beside }
        });
        plenaries.conflicts = conflicts.collect();
        plenaries
    }

    /// Whether a conflict names both items, or one is a part of a plenary on its own level.
    pub(super) fn settle(&self, grid: &Grid<'_, '_, '_>, one: usize, other: usize) -> bool {
        let is_part = |part, plenary| {
            grid.is_within(part, plenary)
                && !grid.are_at_one_time(part, plenary)
                && grid.is_plenary(plenary)
        };
        let are_of_one_level = grid.cells[one].parent == grid.cells[other].parent;
        self.pairs.contains(&in_order(one, other))
            || are_of_one_level && (is_part(one, other) || is_part(other, one))
    }
}

/// Whether an item that contains a plenary, or is one, cannot be meant to be at the time of another: the two have the very same
/// time in no rooms of their own, or cross. What is within a plenary is a part of it, unless the plenary is in a group of its
/// own.
fn are_in_conflict(grid: &Grid<'_, '_, '_>, item: usize, plenary: usize, other: usize) -> bool {
    let is_in_group = item != plenary;
    if grid.are_at_one_time(item, other) || is_in_group && grid.is_within(other, item) {
        !(grid.cells[item].names.room && grid.cells[other].names.room)
    } else {
        grid.cross(item, other) && !grid.share_a_room(item, other)
    }
}

/// The times of day at which something crosses a plenary, each with the days on which it does.
type Habits = FxHashMap<(i64, i64), FxHashSet<usize>>;

fn habits(grid: &Grid<'_, '_, '_>, pairs: &[[usize; 2]]) -> Habits {
    let mut habits = Habits::default();
    for &[one, other] in pairs.iter().filter(|pair| grid.cross(pair[0], pair[1])) {
        for item in [one, other] {
            if let Some(clock) = grid.clock(item) {
                habits
                    .entry(clock)
                    .or_default()
                    .insert(grid.cells[item].day);
            }
        }
    }
    habits
}

/// What crosses at the same hours on several days is meant to.
fn is_habit(grid: &Grid<'_, '_, '_>, habits: &Habits, one: usize, other: usize) -> bool {
    let on_several_days = |item| {
        let clock = grid.clock(item);
        clock.is_some_and(|clock| habits.get(&clock).is_some_and(|days| days.len() > 1))
    };
    grid.cross(one, other) && [one, other].into_iter().any(on_several_days)
}

fn in_order(one: usize, other: usize) -> [usize; 2] {
    [one.min(other), one.max(other)]
}

/// What each item is to a plenary conflict: itself, or as long as it lasts by one of its parts.
struct Roles {
    /// The plenary that is held.
    plenary: Vec<Option<usize>>,
    is_session: Vec<bool>,
}

impl Roles {
    fn of(grid: &Grid<'_, '_, '_>) -> Self {
        let mut roles = Self {
            plenary: vec![None; grid.cells.len()],
            is_session: vec![false; grid.cells.len()],
        };
        for index in (0..grid.cells.len()).rev() {
            let cell = &grid.cells[index];
            if cell.is_declared || grid.time_taken(index).is_none() {
                roles.plenary[index] = None;
                roles.is_session[index] = false;
                continue;
            }
            if grid.is_plenary(index) {
                roles.plenary[index] = Some(index);
            }
            roles.is_session[index] |= grid.timetable.is_session(index);
            if let Some(parent) = cell.parent.filter(|_| !cell.has_own_times) {
                roles.plenary[parent] = roles.plenary[index].or(roles.plenary[parent]);
                roles.is_session[parent] |= roles.is_session[index];
            }
        }
        roles
    }

    /// The items of one level that overlap, of which one is a plenary and the other another meeting.
    fn pairs(&self, grid: &Grid<'_, '_, '_>) -> Vec<[usize; 2]> {
        const PLENARY: u8 = 1;
        const OTHER: u8 = 0;
        let meets = |item: usize| self.plenary[item].is_some() || self.is_session[item];
        let meetings = grid
            .live()
            .filter(|(item, cell, _)| meets(*item) && cell.role == Role::Session);
        let mut found = Vec::new();
        for items in by_level(meetings) {
            if items.iter().all(|(item, _)| self.plenary[*item].is_none()) {
                continue;
            }
            let class = |item: usize| {
                if self.plenary[item].is_some() {
                    PLENARY
                } else {
                    OTHER
                }
            };
            let pairs =
                overlap::pairs(timed(&items, class), |one, other| one.max(other) == PLENARY);
            let pairs = pairs.list.into_iter();
            found.extend(pairs.map(|[one, other]| in_order(one, other)));
        }
        found
    }
}

impl Timetable<'_, '_> {
    /// Whether the item is a session: by its kind, or as it has a code, or as a line of a group of sessions.
    fn is_session(&self, item: usize) -> bool {
        let row = &self.rows[item];
        let item = row.slot.item;
        match item.kind.as_deref() {
            Some(
                ItemKind::Plenary
                | ItemKind::Panel
                | ItemKind::Workshop
                | ItemKind::Session
                | ItemKind::SpecialEvent
                | ItemKind::SideEvent
                | ItemKind::Ceremony,
            ) => true,
            Some(
                ItemKind::Break
                | ItemKind::Reception
                | ItemKind::Exhibition
                | ItemKind::Registration,
            ) => false,
            Some(ItemKind::Other) => item.code.is_some(),
            None => {
                let in_group = row.slot.parent.is_some() && row.times == Times::Inherited;
                item.code.is_some() || (in_group && item.items.is_empty())
            }
        }
    }
}

/// A plenary by its kind, or by the word in its title where it has none. A "pre-plenary" is none.
pub(super) fn is_plenary(item: &Item<'_>) -> bool {
    match (&item.kind, &item.title) {
        (Some(kind), _) => kind.value == ItemKind::Plenary,
        (None, Some(title)) => title
            .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
            .any(|word| word.eq_ignore_ascii_case("plenary")),
        (None, None) => false,
    }
}
