//! Rooms, tracks and people that several items have at a time.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::Grid;
use super::plenary::Plenaries;
use crate::relation::overlap;
use crate::relation::overlap::Timed;
use crate::report::{Report, title};
use crate::text::place::Place;

/// That an item names a room, a track or a person.
#[derive(Debug, Clone)]
pub(crate) struct Naming<'t> {
    /// The item.
    pub item: usize,
    /// What is named.
    pub resource: Resource,
    /// Its name.
    pub name: &'t str,
    /// Where it is written.
    pub place: Place,
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

/// What two items share that only one of them can have.
#[derive(Debug, Clone)]
pub(crate) struct Shared<'t> {
    /// As the one names it and as the other does, in their order.
    pub namings: [Naming<'t>; 2],
}

/// A name that too many items have at one time, so that it is probably no single room or person, or regularly serves several.
#[derive(Debug)]
pub(crate) struct Crowd<'t> {
    /// As each of the items names it, in their order.
    pub namings: Vec<Naming<'t>>,
}

/// All that is booked twice.
#[derive(Debug, Default)]
pub(super) struct Bookings<'t> {
    /// What each two items share, the pairs in their order.
    pub pairs: BTreeMap<[usize; 2], Vec<Shared<'t>>>,
    pub crowds: Vec<Crowd<'t>>,
    /// The pairs that are in a crowd.
    crowded: FxHashSet<[usize; 2]>,
}

/// How many items, each in the place of several, are reported one by one. Where it takes more to explain who shares a room, it
/// is the room that is reported.
const MOST_STARS: usize = 2;

impl<'t> Bookings<'t> {
    /// What items that overlap share, at whatever level. Pairs that the plenaries settle are left to these.
    pub(super) fn of(grid: &Grid<'_, '_, 't>, plenaries: &Plenaries) -> Self {
        let ledger = Ledger::of(grid);
        let mut bookings = Self::default();
        let mut shared: Vec<([usize; 2], Shared<'t>)> = Vec::new();
        for entries in ledger.competing() {
            let timed = entries.iter().filter_map(|&entry| {
                Some(Timed {
                    item: entry,
                    interval: grid.time_taken(ledger.entries[entry].naming.item)?,
                    class: 0,
                })
            });
            let found = overlap::pairs(timed.collect(), |_, _| true);
            let mut pairs: Vec<[usize; 2]> = Vec::new();
            for [one, other] in found.list {
                let pair = [one.min(other), one.max(other)];
                if ledger.is_double_booking(pair, grid, plenaries) {
                    pairs.push(pair);
                }
            }
            if found.is_cut_short && !pairs.is_empty() || overlap::stars(&pairs).len() > MOST_STARS
            {
                bookings.add_crowd(&pairs, &ledger);
                continue;
            }
            for pair in pairs {
                let namings = pair.map(|entry| ledger.entries[entry].naming.clone());
                let items = namings.each_ref().map(|naming| naming.item);
                shared.push((items, Shared { namings }));
            }
        }
        for (items, shared) in shared {
            if !bookings.crowded.contains(&items) {
                bookings.pairs.entry(items).or_default().push(shared);
            }
        }
        bookings
    }

    /// Whether two items share something, the smaller first.
    pub(super) fn has(&self, pair: [usize; 2]) -> bool {
        self.pairs.contains_key(&pair) || self.crowded.contains(&pair)
    }

    fn add_crowd(&mut self, pairs: &[[usize; 2]], ledger: &Ledger<'t>) {
        let mut entries: Vec<usize> = pairs.iter().flatten().copied().collect();
        entries.sort_unstable();
        entries.dedup();
        let naming = |entry: usize| ledger.entries[entry].naming.clone();
        let pairs = pairs
            .iter()
            .map(|pair| pair.map(|entry| ledger.entries[entry].naming.item));
        self.crowded.extend(pairs);
        self.crowds.push(Crowd {
            namings: entries.into_iter().map(naming).collect(),
        });
    }
}

/// Every naming that counts, and at which level it does.
struct Ledger<'t> {
    entries: Vec<Entry<'t>>,
    /// For each entry the item inside which it competes.
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
    fn of(grid: &Grid<'_, '_, 't>) -> Self {
        let names = Names::of(grid.timetable.report);
        let ends = grid.timetable.ends();
        let mut keys: FxHashMap<(Resource, String), usize> = FxHashMap::default();
        // the keys by the names as they are written: most are named many times
        let mut known: FxHashMap<(Resource, &'t str), Option<usize>> = FxHashMap::default();
        // For each key the entries of the items that are still open, from the outermost.
        let mut open: Vec<Vec<usize>> = Vec::new();
        let mut entries: Vec<Entry<'t>> = Vec::new();
        for (item, is_in_list) in grid.in_lists().into_iter().enumerate() {
            for naming in grid.namings(item, is_in_list) {
                let written = (naming.resource, naming.name);
                let key = *known.entry(written).or_insert_with(|| {
                    let name = names.same(naming.resource, naming.name)?;
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
        let levels = levels(&entries, grid);
        Self { entries, levels }
    }

    /// The entries of one room, track or person inside one item, as far as there are several.
    fn competing(&self) -> Vec<Vec<usize>> {
        let mut places: FxHashMap<(Option<usize>, usize), usize> = FxHashMap::default();
        let mut competing: Vec<Vec<usize>> = Vec::new();
        let entries = self.entries.iter().zip(&self.levels).enumerate();
        for (index, (entry, level)) in entries.filter(|(_, (entry, _))| !entry.is_itemized) {
            let place = *places.entry((*level, entry.key)).or_insert_with(|| {
                competing.push(Vec::new());
                competing.len() - 1
            });
            competing[place].push(index);
        }
        competing.retain(|entries| entries.len() > 1);
        competing
    }

    /// Whether two entries that overlap cannot both be meant. A break within a session of its room, and what takes place in
    /// a room that is set aside for something else all day, are.
    fn is_double_booking(
        &self,
        pair: [usize; 2],
        grid: &Grid<'_, '_, '_>,
        plenaries: &Plenaries,
    ) -> bool {
        let namings = pair.map(|entry| &self.entries[entry].naming);
        let [one, other] = namings.map(|naming| naming.item);
        let is_person = matches!(namings[0].resource, Resource::Chair | Resource::Speaker);
        let holds = |around: usize, item: usize| {
            let has_break = grid.is_break(around) || grid.is_break(item);
            grid.is_within(item, around)
                && !grid.are_at_one_time(item, around)
                && (has_break || grid.is_all_day(around))
        };
        one != other
            && !plenaries.settle(grid, one, other)
            && (is_person || !holds(one, other) && !holds(other, one))
    }
}

/// For each entry the item inside which it competes: the nearest around it that names the same; for a track also one
/// that is declared to run beside others.
fn levels(entries: &[Entry<'_>], grid: &Grid<'_, '_, '_>) -> Vec<Option<usize>> {
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
    let declared_around = grid.declared_around();
    let levels = entries.iter().zip(named_around);
    levels
        .map(|(entry, level)| match entry.naming.resource {
            // What is nested deeper comes later.
            Resource::Track => level.max(declared_around[entry.naming.item]),
            Resource::Room | Resource::Chair | Resource::Speaker => level,
        })
        .collect()
}

impl<'t> Grid<'_, '_, 't> {
    /// What an item needs for itself. What is in a list in order has no time of its own, at which its people would be there.
    fn namings(&self, index: usize, is_in_list: bool) -> impl Iterator<Item = Naming<'t>> {
        let cell = &self.cells[index];
        let item = self.item(index);
        let named = move |resource, name, place| Naming {
            item: index,
            resource,
            name,
            place,
        };
        let rooms = item.rooms_named();
        let rooms = rooms.map(move |room| named(Resource::Room, room.name, room.place));
        let track = item.track.filter(|_| !cell.is_declared).into_iter();
        let tracks = track.map(|track| (Resource::Track, track));
        let chair = item.chair.into_iter().map(|chair| (Resource::Chair, chair));
        let speakers = item.speakers.iter();
        let speakers = speakers.map(|speaker| (Resource::Speaker, *speaker));
        let people = chair.chain(speakers).filter(move |_| !is_in_list);
        let others = tracks.chain(people);
        let others =
            others.map(move |(resource, text)| named(resource, text.value, Place::from(&text)));
        let takes_part = self.time_taken(index).is_some();
        rooms.chain(others).filter(move |_| takes_part)
    }

    /// For each item whether it is one of a list in order, or in one: of the parts without times of something that has a
    /// title, and of which none has a room or a track to itself.
    fn in_lists(&self) -> Vec<bool> {
        let mut has_places = vec![false; self.cells.len()];
        for cell in &self.cells {
            if let Some(parent) = cell.parent {
                has_places[parent] |= cell.names.room || cell.names.track;
            }
        }
        let mut in_lists: Vec<bool> = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            in_lists.push(cell.parent.is_some_and(|parent| {
                let is_list = !has_places[parent] && self.item(parent).title.is_some();
                in_lists[parent] || is_list && !cell.has_own_times
            }));
        }
        in_lists
    }

    /// For each item the innermost declared one that it is a part of.
    fn declared_around(&self) -> Vec<Option<usize>> {
        let mut around: Vec<Option<usize>> = Vec::with_capacity(self.cells.len());
        for cell in &self.cells {
            around.push(cell.parent.and_then(|parent| {
                if self.cells[parent].is_declared {
                    Some(parent)
                } else {
                    around[parent]
                }
            }));
        }
        around
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
                (!self.shared_rooms.contains(&name)).then_some((Resource::Room, name))
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

/// The rooms in which several items may take place at once.
pub(super) struct SharedRooms(FxHashSet<String>);

pub(super) fn shared_rooms(report: &Report<'_>) -> SharedRooms {
    let rooms = report.agenda.iter().flat_map(|agenda| &agenda.shared_rooms);
    SharedRooms(rooms.map(|room| title::comparable(room)).collect())
}

impl SharedRooms {
    /// Whether the room of that name, in the form in which rooms are compared, is one.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}
