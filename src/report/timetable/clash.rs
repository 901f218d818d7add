//! Items of one level that overlap although nothing says that they may.

use super::Timetable;
use super::cluster::Memberships;
use super::plenary::{Meetings, Role};
use super::{Times, booking};
use crate::relation::overlap::{self, Cluster};

/// What tells an item apart from those beside it. Two that name different ones in one lane do not clash.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Name {
    /// Of a room that may hold several items: nothing is told apart by being in it.
    Shared(String),
    /// Of any other room, or of a track. That two name the same is a double booking and so no clash besides, which
    /// leaves no need to know the name.
    Own(usize),
    /// Sessions, in the lane in which plenaries name themselves: what is in a plenary conflict is no clash besides.
    Session,
}

impl<'r> Timetable<'r, '_> {
    /// The items of a level that overlap, are not declared to, and are not told apart by a room or a track. What is in
    /// a plenary conflict, or booked twice for each other's sake, is left to those.
    #[must_use]
    pub(crate) fn clashes(&self) -> &'r [Cluster<usize>] {
        let found = &self.report.found_in_time.clashes;
        found.get_or_init(|| self.find_clashes())
    }

    fn find_clashes(&self) -> Vec<Cluster<usize>> {
        let meetings = Meetings::of(self);
        let shared_rooms = booking::shared_rooms(self.report);
        let competing = (0..self.rows.len()).filter(|item| self.competes(*item));
        let mut clashes = overlap::clusters(
            competing,
            |item| self.moments(*item, self.parent(*item)),
            |&item| {
                let row = &self.rows[item];
                let shared = row
                    .slot
                    .item
                    .room
                    .as_deref()
                    .and_then(|room| shared_rooms.get(room));
                let room = || row.named.room.then_some(Name::Own(item));
                [
                    shared.map(Name::Shared).or_else(room),
                    row.named.track.then_some(Name::Own(item)),
                    meetings.held_by(item).map(|role| match role {
                        Role::Plenary => Name::Own(item),
                        Role::Session => Name::Session,
                    }),
                ]
            },
        );
        let bookings = self.double_bookings().iter();
        let booked = Memberships::of(bookings.map(|booking| booking.items.clone()));
        clashes.retain(|clash| !booked.are_together(&clash.items));
        clashes
    }

    /// Whether the item takes up time at its level, which the others there then lack.
    fn competes(&self, item: usize) -> bool {
        let row = &self.rows[item];
        row.times == Times::Own && !row.in_background && !row.is_declared
    }
}
