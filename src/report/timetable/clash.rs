//! How two items of one level that overlap relate to one another, where nothing distinguishes them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::booking::Bookings;
use super::grid::{Cell, Grid, Role, timed};
use super::plenary::Plenaries;
use crate::relation::overlap;
use crate::report::ItemKind;

/// How two items that overlap relate to one another. A pair without a problem is no `Clash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clash {
    /// Each has time that the other has not, and no place of its own.
    Crossing,
    /// The same, but only one of the two has a place: the other's may be missing.
    HalfPlaced,
    /// A break and something else cross.
    Break,
    /// A session is wholly within a break.
    DuringBreak { session: usize, pause: usize },
    /// One is wholly within the other, or both have the same time.
    Beside,
}

/// The pairs of an agenda, each with the smaller item first.
#[derive(Debug, Default)]
pub(super) struct Clashes {
    /// What crosses, and most likely should not.
    pub crossing: Vec<[usize; 2]>,
    /// Breaks that cross something.
    pub breaks: Vec<[usize; 2]>,
    /// What crosses and may be meant to: one has a place, or it is so on several days.
    pub doubtful: Vec<[usize; 2]>,
    /// Sessions that are within a break, each as the only one.
    pub during: Vec<DuringBreak>,
    /// What is side by side.
    pub beside: Vec<[usize; 2]>,
    /// How many items it takes to explain all that crosses.
    pub crossing_items: usize,
    /// Whether there are too many pairs to know them all.
    pub are_cut_short: bool,
}

/// A session, and the break that it is wholly within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DuringBreak {
    /// The session.
    pub session: usize,
    /// The break.
    pub pause: usize,
}

impl Clashes {
    /// The pairs that are neither booked twice nor settled by a plenary.
    pub(super) fn of(
        grid: &Grid<'_, '_, '_>,
        plenaries: &Plenaries,
        bookings: &Bookings<'_>,
    ) -> Self {
        let used = rooms_used(grid);
        let declared = grid.declared_days();
        let mut clashes = Self::default();
        for items in grid.levels() {
            let found = overlap::pairs(timed(&items, |item| class(&grid.cells[item])), may_clash);
            clashes.are_cut_short |= found.is_cut_short;
            for [one, other] in found.list {
                let pair = [one.min(other), one.max(other)];
                let is_declared = declared[grid.cells[one].day];
                clashes.add(pair, grid, plenaries, bookings, &used, is_declared);
            }
        }
        let crossing = [clashes.crossing.as_slice(), &clashes.breaks].concat();
        clashes.crossing_items = overlap::stars(&crossing).len();
        clashes.leave_to_habit(grid);
        clashes.leave_full_breaks();
        clashes
    }

    fn add(
        &mut self,
        pair: [usize; 2],
        grid: &Grid<'_, '_, '_>,
        plenaries: &Plenaries,
        bookings: &Bookings<'_>,
        used: &UsedRooms,
        is_declared: bool,
    ) {
        let [one, other] = pair;
        let hold_places = grid.cells[one].place_held.is_some()
            && grid.cells[one].place_held == grid.cells[other].place_held;
        if hold_places || plenaries.settle(grid, one, other) {
            return;
        }
        if bookings.has(pair) {
            let is_beside = !grid.are_apart(one, other) && !grid.cross(one, other);
            if is_beside && !is_declared {
                self.beside.push(pair);
            }
            return;
        }
        match grid.clash(one, other, used) {
            Some(Clash::Crossing) => self.crossing.push(pair),
            Some(Clash::Break) => self.breaks.push(pair),
            Some(Clash::HalfPlaced) => self.doubtful.push(pair),
            Some(Clash::DuringBreak { session, pause }) if !is_declared => {
                self.during.push(DuringBreak { session, pause });
            }
            Some(Clash::Beside) if !is_declared => self.beside.push(pair),
            Some(Clash::DuringBreak { .. } | Clash::Beside) | None => {}
        }
    }

    /// What crosses others at the same hours on several days is meant to.
    fn leave_to_habit(&mut self, grid: &Grid<'_, '_, '_>) {
        let mut days: FxHashMap<(i64, i64), FxHashSet<usize>> = FxHashMap::default();
        for item in self.crossing.iter().chain(&self.breaks).flatten() {
            if let Some(clock) = grid.clock(*item) {
                days.entry(clock).or_default().insert(grid.cells[*item].day);
            }
        }
        let is_daily = |item: &usize| {
            let clock = grid.clock(*item);
            clock.is_some_and(|clock| days[&clock].len() > 1)
        };
        let is_habit = |pair: &mut [usize; 2]| pair.iter().any(is_daily);
        self.doubtful.extend(self.crossing.extract_if(.., is_habit));
        self.doubtful.extend(self.breaks.extract_if(.., is_habit));
    }

    /// A break in which there are several sessions is one for some only.
    fn leave_full_breaks(&mut self) {
        let mut sessions: FxHashMap<usize, usize> = FxHashMap::default();
        for during in &self.during {
            *sessions.entry(during.pause).or_default() += 1;
        }
        let full = self
            .during
            .extract_if(.., |during| sessions[&during.pause] > 1);
        self.beside.extend(full.map(DuringBreak::pair));
    }
}

impl DuringBreak {
    pub(super) fn pair(self) -> [usize; 2] {
        let Self { session, pause } = self;
        [session.min(pause), session.max(pause)]
    }
}

/// Rooms in which sessions are held, each on a day.
type UsedRooms = FxHashSet<(usize, u32)>;

fn rooms_used(grid: &Grid<'_, '_, '_>) -> UsedRooms {
    let is_for_sessions = |item: usize, cell: &Cell| match grid.kind(item) {
        Some(ItemKind::Ceremony | ItemKind::Other) => false,
        _ => cell.role == Role::Session,
    };
    let used = grid
        .live()
        .filter(|(item, cell, _)| is_for_sessions(*item, cell));
    used.flat_map(|(_, cell, _)| cell.rooms.iter().map(|room| (cell.day, *room)))
        .collect()
}

const ROOM: u8 = 1;
const TRACK: u8 = 2;
const BREAK: u8 = 4;

/// Shows the sweep which items can clash at all.
fn class(cell: &Cell) -> u8 {
    [
        (cell.names.room, ROOM),
        (cell.names.track, TRACK),
        (cell.role == Role::Break, BREAK),
    ]
    .into_iter()
    .filter_map(|(holds, class)| holds.then_some(class))
    .sum()
}

/// A break is for everybody, so that it may clash with what is in another room.
fn may_clash(one: u8, other: u8) -> bool {
    let is_one_a_break = (one ^ other) & BREAK != 0;
    is_one_a_break || one & other & (ROOM | TRACK) == 0
}

impl Grid<'_, '_, '_> {
    fn clash(&self, one: usize, other: usize, used: &UsedRooms) -> Option<Clash> {
        match [one, other].map(|item| self.is_break(item)) {
            [true, false] => self.clash_with_break(one, other, used),
            [false, true] => self.clash_with_break(other, one, used),
            _ if self.are_apart(one, other) => None,
            [true, true] if !self.cross(one, other) => None,
            _ if !self.cross(one, other) => Some(Clash::Beside),
            _ if self.cells[one].names.room != self.cells[other].names.room => {
                Some(Clash::HalfPlaced)
            }
            _ => Some(Clash::Crossing),
        }
    }

    /// A break within an item is its own. In other rooms a break clashes with what begins before it is over, unless it is
    /// the break of a room in which there are sessions that day.
    fn clash_with_break(&self, pause: usize, other: usize, used: &UsedRooms) -> Option<Clash> {
        let [break_cell, cell] = [pause, other].map(|item| &self.cells[item]);
        let are_together = self.share_a_room(pause, other) || !self.are_apart(pause, other);
        let crosses = self.cross(pause, other);
        if !are_together {
            let is_of_a_room = |room: &u32| used.contains(&(break_cell.day, *room));
            let is_of_its_own = break_cell.rooms.iter().any(is_of_a_room)
                || break_cell.names.track && cell.names.track;
            let starts_before = cell.span?.start < break_cell.span?.start;
            if is_of_its_own || !crosses || starts_before {
                return None;
            }
        }
        if crosses {
            return Some(Clash::Break);
        }
        let is_reception = self.kind(pause) == Some(ItemKind::Reception);
        let is_during = !is_reception && self.is_within(other, pause);
        is_during.then_some(Clash::DuringBreak {
            session: other,
            pause,
        })
    }
}
