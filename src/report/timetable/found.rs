//! What is found in the times of an agenda: each pair of items in one finding, whichever rule it is for.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Timetable;
use super::booking::{Bookings, Crowd, Shared};
use super::clash::{Clashes, DuringBreak};
use super::grid::{Grid, Role, Span};
use super::plenary::{Plenaries, PlenaryConflict};
use crate::relation::overlap::{self, Star};
use crate::report::{Item, Report, Spanned};
use crate::text::place::NodeRef;

/// What several rules ask of the agenda of a report.
#[derive(Debug, Default)]
pub(crate) struct FoundInTime<'t> {
    /// Items that are there twice, each with its copy.
    pub copies: Vec<[usize; 2]>,
    /// Plenaries with something beside them.
    pub plenaries: Vec<PlenaryConflict>,
    /// Rooms, tracks and people that have several items at many times.
    pub crowds: Vec<Crowd<'t>>,
    /// Items that clash with others.
    pub conflicts: Vec<Conflict<'t>>,
    /// Sessions that are wholly within a break.
    pub during: Vec<DuringBreak>,
    /// Items beside a group of parallel sessions, without being in it: the group with these, or the item with its groups.
    pub beside_groups: Vec<Star>,
    /// Parts of one session that have the same time.
    pub parts_at_one_time: Vec<Vec<usize>>,
    /// What else is side by side, in one question for the agenda.
    pub question: Option<Question>,
    copied: FxHashSet<NodeRef>,
    named: FxHashSet<usize>,
    in_conflict: FxHashSet<NodeRef>,
}

/// An item that clashes with others.
#[derive(Debug)]
pub(crate) struct Conflict<'t> {
    /// The item.
    pub item: usize,
    /// What it clashes with, in order.
    pub others: Vec<Against<'t>>,
}

impl Conflict<'_> {
    /// The item and what it clashes with.
    #[must_use]
    pub(crate) fn items(&self) -> Vec<usize> {
        let others = self.others.iter().map(|other| other.item);
        std::iter::once(self.item).chain(others).collect()
    }

    /// Whether some of them share what only one of them can have. That is worse than that others overlap.
    #[must_use]
    pub(crate) fn is_booking(&self) -> bool {
        let mut others = self.others.iter();
        others.any(|other| matches!(other.why, Why::Shared(_)))
    }
}

/// One of the items that another clashes with.
#[derive(Debug)]
pub(crate) struct Against<'t> {
    /// The item.
    pub item: usize,
    /// Why the two clash.
    pub why: Why<'t>,
}

/// Why two items clash.
#[derive(Debug)]
pub(crate) enum Why<'t> {
    /// They cross, and one is a break.
    Break,
    /// They cross.
    Crossing,
    /// They share what only one of them can have.
    Shared(Vec<Shared<'t>>),
}

/// What an agenda leaves open: which of its items are meant to be side by side.
#[derive(Debug)]
pub(crate) struct Question {
    /// An item, and those beside it, as an example.
    pub example: Star,
    /// The items of all pairs that cross: of these it is asked first, if there are any.
    pub crossing: Vec<usize>,
    /// At how many times something is side by side.
    pub slots: usize,
}

/// How many items that clash with others are exceptions, in any agenda.
const FEW: usize = 3;

/// Which part of the items of an agenda may be exceptions, where that is more.
const ONE_IN: usize = 10;

/// From this number of times on, an agenda has parallel sessions that it does not declare.
const SEVERAL_SLOTS: usize = 3;

/// What parts of one item have in common that have the same time.
type AtOneTime = (Option<usize>, Option<(i64, i64)>);

impl<'t> FoundInTime<'t> {
    pub(super) fn of(report: &Report<'t>) -> Self {
        let timetable = Timetable::of(report);
        let mut grid = Grid::of(&timetable);
        let copies = grid.mark_copies();
        let grid = &grid;
        let plenaries = Plenaries::of(grid);
        let mut bookings = Bookings::of(grid, &plenaries);
        let mut clashes = Clashes::of(grid, &plenaries, &bookings);
        let asked = clashes.leave_to_question(grid);
        let mut found = Self {
            copies,
            copied: grid.copied(),
            plenaries: plenaries.conflicts,
            crowds: std::mem::take(&mut bookings.crowds),
            ..Self::default()
        };
        found.report_conflicts(&clashes, bookings);
        found.during = std::mem::take(&mut clashes.during);
        found.report_beside(grid, &mut clashes.beside);
        found.ask(grid, asked, &clashes.beside);
        let in_conflict = found.named.iter().map(|item| grid.item(*item).at);
        found.in_conflict = in_conflict.collect();
        found
    }

    /// Whether an item is there only because something was pasted twice.
    #[must_use]
    pub(crate) fn is_copy(&self, item: &Spanned<Item<'_>>) -> bool {
        self.copied.contains(&item.at)
    }

    /// Whether a finding reports that an item is at a wrong time.
    #[must_use]
    pub(crate) fn is_in_conflict(&self, item: &Spanned<Item<'_>>) -> bool {
        self.in_conflict.contains(&item.at)
    }

    fn report_conflicts(&mut self, clashes: &Clashes, mut bookings: Bookings<'t>) {
        let breaks: FxHashSet<[usize; 2]> = clashes.breaks.iter().copied().collect();
        let mut pairs: Vec<[usize; 2]> = bookings.pairs.keys().copied().collect();
        pairs.extend(&clashes.crossing);
        pairs.extend(&clashes.breaks);
        self.named.extend(pairs.iter().flatten());
        let mut why = |one: usize, other: usize| {
            let pair = [one.min(other), one.max(other)];
            match bookings.pairs.remove(&pair) {
                Some(shared) => Why::Shared(shared),
                None if breaks.contains(&pair) => Why::Break,
                None => Why::Crossing,
            }
        };
        for Star { center, others } in overlap::stars(&pairs) {
            let others = others.into_iter().map(|item| Against {
                item,
                why: why(center, item),
            });
            self.conflicts.push(Conflict {
                item: center,
                others: others.collect(),
            });
        }
    }

    /// Takes what is unusual from what is side by side.
    fn report_beside(&mut self, grid: &Grid<'_, '_, '_>, beside: &mut Vec<[usize; 2]>) {
        let is_group = |item: &usize| grid.is_group(*item);
        let with_groups = beside.extract_if(.., |[one, other]| is_group(one) != is_group(other));
        self.beside_groups = overlap::stars(&with_groups.collect::<Vec<_>>());
        let is_of_a_session = |item: usize| {
            let parent = grid.cells[item].parent;
            parent.is_some_and(|parent| grid.item(parent).title.is_some())
        };
        let are_parts = |pair: &mut [usize; 2]| {
            let [one, other] = *pair;
            is_of_a_session(one) && grid.are_at_one_time(one, other)
        };
        let mut parts: BTreeSet<(AtOneTime, usize)> = BTreeSet::new();
        for item in beside.extract_if(.., are_parts).flatten() {
            let cell = &grid.cells[item];
            let span = cell.span.map(|Span { start, end }| (start, end));
            parts.insert(((cell.parent, span), item));
        }
        let parts: Vec<_> = parts.into_iter().collect();
        let at_one_time = parts.chunk_by(|one, next| one.0 == next.0);
        let items = at_one_time.map(|chunk| chunk.iter().map(|(_, part)| *part).collect());
        self.parts_at_one_time = items.collect();
        let standing_out = self.beside_groups.iter();
        let standing_out = standing_out.flat_map(|star| star.others.iter().chain([&star.center]));
        self.named.extend(standing_out);
        self.named.extend(self.parts_at_one_time.iter().flatten());
        self.named
            .extend(self.during.iter().flat_map(|during| during.pair()));
    }

    /// Asks about what crosses, and about what is side by side and not reported elsewhere.
    fn ask(
        &mut self,
        grid: &Grid<'_, '_, '_>,
        mut crossing: Vec<[usize; 2]>,
        beside: &[[usize; 2]],
    ) {
        crossing.sort_unstable();
        let open = |pair: &&[usize; 2]| !pair.iter().any(|item| self.named.contains(item));
        let open: Vec<[usize; 2]> = beside.iter().filter(open).copied().collect();
        let example = if crossing.is_empty() {
            open.iter().min().map(|first| {
                let mut others: Vec<usize> = open
                    .iter()
                    .filter_map(|[one, other]| (*one == first[0]).then_some(*other))
                    .collect();
                others.sort_unstable();
                Star {
                    center: first[0],
                    others,
                }
            })
        } else {
            overlap::stars(&crossing).into_iter().next()
        };
        let Some(example) = example else { return };
        let pairs = crossing.iter().chain(&open);
        let starts: FxHashSet<Option<i64>> = pairs
            .map(|pair| {
                let starts = pair.map(|item| grid.cells[item].span.map(|span| span.start));
                starts.into_iter().max().flatten()
            })
            .collect();
        self.question = Some(Question {
            example,
            crossing: crossing.into_iter().flatten().collect(),
            slots: starts.len(),
        });
    }
}

impl Clashes {
    /// Takes what the report must declare: an agenda whose items cross as a rule, or that declares nothing as parallel.
    fn leave_to_question(&mut self, grid: &Grid<'_, '_, '_>) -> Vec<[usize; 2]> {
        let items = grid
            .live()
            .filter(|(_, cell, _)| cell.parent.is_none())
            .count();
        let are_the_rule = self.are_cut_short || self.crossing_items > FEW.max(items / ONE_IN);
        let tells = grid.declares_parallels();
        if !tells {
            let in_other_rooms =
                |during: &mut DuringBreak| !grid.share_a_room(during.session, during.pause);
            let during = self.during.extract_if(.., in_other_rooms);
            self.beside.extend(during.map(DuringBreak::pair));
        }
        let slots = self
            .beside
            .iter()
            .filter_map(|pair| Some(grid.cells[pair[0]].span?.start));
        let slots: FxHashSet<i64> = slots.collect();
        let mut asked = std::mem::take(&mut self.doubtful);
        if are_the_rule || !tells && slots.len() >= SEVERAL_SLOTS {
            asked.append(&mut self.crossing);
            asked.append(&mut self.breaks);
        }
        asked
    }
}

impl Grid<'_, '_, '_> {
    /// Whether the agenda says anywhere which of its items are side by side: by a declaration, a group, or with the rooms
    /// or tracks of more than half of its items.
    fn declares_parallels(&self) -> bool {
        let declares =
            self.declared_days().contains(&true) || self.cells.iter().any(|cell| cell.is_declared);
        let groups = || (0..self.cells.len()).any(|item| self.is_group(item));
        let places = || {
            let placed = self
                .live()
                .filter(|(_, cell, _)| cell.names.room || cell.names.track);
            2 * placed.count() > self.live().count()
        };
        declares || groups() || places()
    }

    fn copied(&self) -> FxHashSet<NodeRef> {
        let cells = self.cells.iter().enumerate();
        let copied = cells.filter(|(_, cell)| cell.role == Role::Copy);
        copied.map(|(item, _)| self.item(item).at).collect()
    }
}
