//! Rooms, tracks and people that several items have at a time.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Timetable;
use super::cluster::Memberships;
use super::plenary::Meetings;
use crate::relation::overlap;
use crate::report::{Report, Text, title};

/// Items that overlap and share what only one of them can have.
#[derive(Debug)]
pub(crate) struct Booking<'t> {
    /// The items, in order of time.
    pub items: Vec<usize>,
    /// What they share; each by where the items name it, in their order.
    pub shared: Vec<Vec<Naming<'t>>>,
}

/// That an item names a room, a track or a person.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming<'t> {
    /// The item.
    pub item: usize,
    /// What is named.
    pub resource: Resource,
    /// Its name.
    pub text: Text<'t>,
}

/// What an item needs for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Resource {
    /// Where it takes place.
    Room,
    /// The track it belongs to.
    Track,
    /// Who chairs it.
    Chair,
    /// Who speaks.
    Speaker,
}

impl<'r, 't> Timetable<'r, 't> {
    /// The items that overlap, at whatever level, and share a room, a track, a chair or a speaker. What has all its
    /// items in one plenary conflict is left to that.
    #[must_use]
    pub(crate) fn double_bookings(&self) -> &'r [Booking<'t>] {
        let found = &self.report.found_in_time.double_bookings;
        found.get_or_init(|| self.find_double_bookings())
    }

    fn find_double_bookings(&self) -> Vec<Booking<'t>> {
        let ledger = Ledger::of(self);
        let free = (0..ledger.entries.len()).filter(|entry| !ledger.entries[*entry].is_itemized);
        let clusters = overlap::clusters_of(
            free,
            |entry| self.moments(ledger.entries[*entry].naming.item, ledger.levels[*entry]),
            |entry| ledger.entries[*entry].key,
        );
        // Items that share both room and chair are one thing to mend.
        let mut places: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
        let mut bookings: Vec<Booking<'t>> = Vec::new();
        for cluster in clusters {
            let entries = cluster
                .items
                .iter()
                .map(|entry| ledger.entries[*entry].naming);
            let namings: Vec<Naming<'t>> = entries.collect();
            let items: Vec<usize> = namings.iter().map(|naming| naming.item).collect();
            let place = *places.entry(items).or_insert_with_key(|items| {
                bookings.push(Booking {
                    items: items.clone(),
                    shared: Vec::new(),
                });
                bookings.len() - 1
            });
            bookings[place].shared.push(namings);
        }
        self.without_plenary_conflicts(bookings)
    }

    fn without_plenary_conflicts(&self, mut bookings: Vec<Booking<'t>>) -> Vec<Booking<'t>> {
        let meetings = Meetings::of(self);
        let conflicts = self.plenary_conflicts().into_iter();
        let conflicts = conflicts.map(|conflict| [conflict.plenaries, conflict.sessions].concat());
        let in_conflict = Memberships::of(conflicts);
        bookings.retain(|booking| {
            let has_plenary = booking.items.iter().any(|item| meetings.is_plenary(*item));
            !(has_plenary && in_conflict.are_together(&booking.items))
        });
        bookings
    }
}

/// Every naming that counts, and at which level it does.
struct Ledger<'t> {
    entries: Vec<Entry<'t>>,
    levels: Vec<Option<usize>>,
}

struct Entry<'t> {
    naming: Naming<'t>,
    /// The same number for the same room, track or person.
    key: usize,
    /// The entry of the nearest item around this one that names the same: the two are no double booking.
    around: Option<usize>,
    /// Whether parts of the item say more exactly when it has its speaker.
    is_itemized: bool,
}

impl<'t> Ledger<'t> {
    fn of(timetable: &Timetable<'_, 't>) -> Self {
        let names = Names::of(timetable.report);
        let ends = ends(timetable);
        let mut keys: FxHashMap<(Resource, String), usize> = FxHashMap::default();
        // the keys by the names as they are written: most are named many times
        let mut known: FxHashMap<(Resource, &'t str), Option<usize>> = FxHashMap::default();
        // For each key the entries of the items that are still open, from the outermost.
        let mut open: Vec<Vec<usize>> = Vec::new();
        let mut entries: Vec<Entry<'t>> = Vec::new();
        for item in 0..timetable.rows.len() {
            for naming in timetable.namings(item) {
                let written = (naming.resource, naming.text.value);
                let key = *known.entry(written).or_insert_with(|| {
                    let name = names.same(naming.resource, naming.text.value)?;
                    let key = keys.entry(name).or_insert_with(|| {
                        open.push(Vec::new());
                        open.len() - 1
                    });
                    Some(*key)
                });
                let Some(key) = key else { continue };
                let open = &mut open[key];
                while open
                    .pop_if(|entry| ends[entries[*entry].naming.item] <= item)
                    .is_some()
                {}
                let around = open.last().copied();
                if around.is_some_and(|around| entries[around].naming.item == item) {
                    continue;
                }
                if let Some(around) = around.map(|around| &mut entries[around]) {
                    around.is_itemized |= around.naming.resource == Resource::Speaker;
                }
                open.push(entries.len());
                entries.push(Entry {
                    naming,
                    key,
                    around,
                    is_itemized: false,
                });
            }
        }
        let levels = levels(&entries, timetable);
        Self { entries, levels }
    }
}

/// For each entry the item inside which it competes: the nearest around it that names the same; for a track also one
/// that is declared to run beside others.
fn levels(entries: &[Entry<'_>], timetable: &Timetable<'_, '_>) -> Vec<Option<usize>> {
    let mut named_around: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    for entry in entries {
        named_around.push(entry.around.and_then(|around| {
            if entries[around].is_itemized {
                named_around[around]
            } else {
                Some(entries[around].naming.item)
            }
        }));
    }
    let levels = entries.iter().zip(named_around);
    levels
        .map(|(entry, level)| match entry.naming.resource {
            // What is further in stands later.
            Resource::Track => level.max(timetable.rows[entry.naming.item].declared_around),
            Resource::Room | Resource::Chair | Resource::Speaker => level,
        })
        .collect()
}

/// For each item the index after its last part.
fn ends(timetable: &Timetable<'_, '_>) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=timetable.rows.len()).collect();
    for item in (0..ends.len()).rev() {
        if let Some(parent) = timetable.parent(item) {
            ends[parent] = ends[parent].max(ends[item]);
        }
    }
    ends
}

impl<'t> Timetable<'_, 't> {
    /// What an item needs for itself.
    fn namings(&self, index: usize) -> impl Iterator<Item = Naming<'t>> {
        let row = &self.rows[index];
        let item = row.slot.item;
        let room = item.room.map(|text| (Resource::Room, text));
        let track = item.track.map(|text| (Resource::Track, text));
        let chair = item.chair.map(|text| (Resource::Chair, text));
        let speakers = item.speakers.iter().map(|text| (Resource::Speaker, *text));
        let namings = room
            .into_iter()
            .chain(track.filter(|_| !row.is_declared))
            .chain(chair)
            .chain(speakers)
            .filter(|_| !row.in_background);
        namings.map(move |(resource, text)| Naming {
            item: index,
            resource,
            text,
        })
    }
}

/// By what name two rooms, tracks or people are the same.
struct Names {
    shared_rooms: SharedRooms,
    /// The ids of the people that are known by one name only, under that.
    ids: FxHashMap<String, String>,
}

impl Names {
    fn of(report: &Report<'_>) -> Self {
        let mut ids: FxHashMap<String, String> = FxHashMap::default();
        let mut ambiguous: FxHashSet<String> = FxHashSet::default();
        for person in &report.people {
            if let (Some(id), Some(name)) = (person.id, person.name) {
                let name = title::comparable(&name);
                if ids.insert(name.clone(), title::comparable(&id)).is_some() {
                    ambiguous.insert(name);
                }
            }
        }
        ids.retain(|name, _| !ambiguous.contains(name));
        Self {
            shared_rooms: shared_rooms(report),
            ids,
        }
    }

    /// The same for the same thing; `None` for what may be had several times, or is yet to be named.
    fn same(&self, resource: Resource, text: &str) -> Option<(Resource, String)> {
        let name = title::comparable(text);
        if is_open(&name) {
            return None;
        }
        match resource {
            Resource::Room => {
                (!self.shared_rooms.0.contains(&name)).then_some((Resource::Room, name))
            }
            Resource::Track => Some((Resource::Track, name)),
            // One who chairs here and speaks there is one person.
            Resource::Chair | Resource::Speaker => {
                let name = self.ids.get(&name).cloned().unwrap_or(name);
                Some((Resource::Chair, name))
            }
        }
    }
}

/// Whether the name is one that is put where a name will be.
fn is_open(name: &str) -> bool {
    const OPEN: [&str; 8] = [
        "tbd", "tbc", "tba", "t.b.d.", "t.b.c.", "t.b.a.", "n.n.", "nn",
    ];
    OPEN.contains(&name) || !name.contains(char::is_alphanumeric)
}

/// The rooms that hold several items at once.
pub(super) struct SharedRooms(FxHashSet<String>);

pub(super) fn shared_rooms(report: &Report<'_>) -> SharedRooms {
    let rooms = report.agenda.iter().flat_map(|agenda| &agenda.shared_rooms);
    SharedRooms(rooms.map(|room| title::comparable(room)).collect())
}

impl SharedRooms {
    /// The name of the room in the form in which rooms are compared, if it is shared.
    pub(super) fn get(&self, room: &str) -> Option<String> {
        let name = title::comparable(room);
        self.0.contains(&name).then_some(name)
    }
}
