//! Plenaries, and the sessions that run beside them.

use super::{Times, Timetable};
use crate::relation::overlap;
use crate::report::{Item, Kind};

/// Plenaries that do not have their time for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlenaryConflict {
    /// The plenaries, in order of time.
    pub plenaries: Vec<usize>,
    /// The sessions beside them, in order of time.
    pub sessions: Vec<usize>,
}

impl Timetable<'_, '_> {
    /// The plenaries beside which there are other sessions, at whatever level, without a declaration of either.
    #[must_use]
    pub(crate) fn plenary_conflicts(&self) -> Vec<PlenaryConflict> {
        let meetings = Meetings::of(self);
        let entered = (0..self.rows.len()).filter(|item| meetings.entered[*item].is_some());
        let clusters = overlap::clusters_around(
            entered,
            |item| self.moments(*item, meetings.level[*item]),
            |item| meetings.is_plenary(*item),
        );
        let conflicts = clusters.into_iter().map(|cluster| {
            let items = cluster.items.into_iter();
            let (plenaries, sessions) = items.partition(|item| meetings.is_plenary(*item));
            PlenaryConflict {
                plenaries,
                sessions,
            }
        });
        conflicts.collect()
    }
}

/// What an item is to a plenary conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Session,
    Plenary,
}

/// The plenaries and sessions of an agenda, so chosen that none is a part of another at the same level.
pub(super) struct Meetings {
    entered: Vec<Option<Role>>,
    /// The innermost item around each that shuts off what is in it: a meeting, whose parts are no others, or one that is
    /// declared to run beside others.
    level: Vec<Option<usize>>,
    held: Vec<Option<Role>>,
}

impl Meetings {
    pub(super) fn of(timetable: &Timetable<'_, '_>) -> Self {
        let rows = &timetable.rows;
        let mut holds_plenary = vec![false; rows.len()];
        for (index, row) in rows.iter().enumerate().rev() {
            if let Some(parent) = row.slot.parent {
                holds_plenary[parent] |= holds_plenary[index] || is_plenary(row.slot.item);
            }
        }
        let mut meetings = Self {
            entered: Vec::with_capacity(rows.len()),
            level: Vec::with_capacity(rows.len()),
            held: vec![None; rows.len()],
        };
        let mut level_inside: Vec<Option<usize>> = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let level = row.slot.parent.and_then(|parent| level_inside[parent]);
            let role = if is_plenary(row.slot.item) {
                Some(Role::Plenary)
            } else if holds_plenary[index] {
                None
            } else {
                timetable.is_session(index).then_some(Role::Session)
            };
            let shuts_off = role.is_some() || row.is_declared;
            level_inside.push(if shuts_off { Some(index) } else { level });
            meetings.level.push(level);
            let takes_part = !row.is_declared && !row.in_background;
            meetings.entered.push(role.filter(|_| takes_part));
        }
        meetings.hand_up(timetable);
        meetings
    }

    /// What holds all the time of an item stands for it at the item's own level.
    fn hand_up(&mut self, timetable: &Timetable<'_, '_>) {
        for index in 0..self.entered.len() {
            let role = self.entered[index];
            let mut item = index;
            while self.held[item] < role {
                self.held[item] = role;
                let inherits = timetable.rows[item].times == Times::Inherited;
                let parent = timetable.parent(item).filter(|_| inherits);
                match parent.filter(|parent| self.level[*parent] == self.level[item]) {
                    Some(parent) => item = parent,
                    None => break,
                }
            }
        }
    }

    /// What is known to a plenary conflict as long as the item lasts: itself, or something in it that has its times.
    pub(super) fn held_by(&self, item: usize) -> Option<Role> {
        self.held[item]
    }

    /// Whether the item is a plenary that others could be in conflict with.
    pub(super) fn is_plenary(&self, item: usize) -> bool {
        self.entered[item] == Some(Role::Plenary)
    }
}

impl Timetable<'_, '_> {
    /// Whether the item is a session: by its kind, or as it has a code, or as a line of a group of sessions.
    fn is_session(&self, item: usize) -> bool {
        let row = &self.rows[item];
        let item = row.slot.item;
        match item.kind.as_deref() {
            Some(
                Kind::Plenary
                | Kind::Panel
                | Kind::Workshop
                | Kind::Session
                | Kind::SpecialEvent
                | Kind::SideEvent
                | Kind::Ceremony,
            ) => true,
            Some(Kind::Break | Kind::Reception | Kind::Exhibition) => false,
            Some(Kind::Other) => item.code.is_some(),
            None => {
                let in_group = row.slot.parent.is_some() && row.times == Times::Inherited;
                item.code.is_some() || (in_group && item.items.is_empty())
            }
        }
    }
}

/// A plenary by its kind, or by the word in its title where it has none. A "pre-plenary" is none.
fn is_plenary(item: &Item<'_>) -> bool {
    match (&item.kind, &item.title) {
        (Some(kind), _) => kind.value == Kind::Plenary,
        (None, Some(title)) => title
            .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
            .any(|word| word.eq_ignore_ascii_case("plenary")),
        (None, None) => false,
    }
}
