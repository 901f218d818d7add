//! Items that are there several times: pasted twice, or put where sessions are to come.

use rustc_hash::FxHashMap;

use super::grid::{Cell, Grid, Role, Span};
use super::small;
use crate::report::{Item, ItemKind, title};

/// Of siblings with one title and one time.
type Alike = Vec<usize>;

impl Grid<'_, '_, '_> {
    /// Marks what is there twice, with all of its parts, and the placeholders. Returns each item with its copy.
    pub(super) fn mark_copies(&mut self) -> Vec<[usize; 2]> {
        let alike = self.alike();
        let mut slots: FxHashMap<String, usize> = FxHashMap::default();
        for (title, _) in &alike {
            *slots.entry(title.clone()).or_default() += 1;
        }
        let ends = self.timetable.ends();
        let mut copies = Vec::new();
        for (number, (title, items)) in (0..).zip(alike) {
            match items.as_slice() {
                &[first, again] if slots[&title] == 1 => {
                    if ends[first] == again && self.are_the_same(first, again) {
                        copies.push([first, again]);
                        for cell in &mut self.cells[again..ends[again]] {
                            cell.role = Role::Copy;
                        }
                    }
                }
                // three at a time, or two at several times, are no slip
                _ => {
                    for item in items {
                        self.cells[item].place_held = Some(small(number));
                    }
                }
            }
        }
        copies
    }

    /// The sessions that have their time and their title in common with a sibling, with that title.
    fn alike(&self) -> Vec<(String, Alike)> {
        let takes_part = |item: usize, cell: &Cell| {
            cell.role == Role::Session && self.kind(item) != Some(ItemKind::Other)
        };
        let sessions = || {
            let live = self.live();
            live.filter(|(item, cell, _)| takes_part(*item, cell))
                .filter_map(|(item, cell, span)| {
                    let title = self.item(item).title?;
                    Some((item, (cell.parent, cell.day, span), title.value))
                })
        };
        let mut at_a_time: FxHashMap<(Option<usize>, usize, Span), usize> = FxHashMap::default();
        for (_, time, _) in sessions() {
            *at_a_time.entry(time).or_default() += 1;
        }
        let mut places = FxHashMap::default();
        let mut alike: Vec<(String, Alike)> = Vec::new();
        for (item, time, name) in sessions().filter(|(_, time, _)| at_a_time[time] > 1) {
            let name = title::comparable(name);
            let place = *places.entry((time, name.clone())).or_insert_with(|| {
                alike.push((name, Vec::new()));
                alike.len() - 1
            });
            alike[place].1.push(item);
        }
        alike.retain(|(_, items)| items.len() > 1);
        alike
    }

    /// Whether nothing distinguishes two sessions of one title and one time.
    fn are_the_same(&self, one: usize, other: usize) -> bool {
        let comparable = |text: Option<&str>| text.map(title::comparable);
        let [(one, in_one), (other, in_other)] =
            [one, other].map(|item| (self.item(item), &self.cells[item].rooms));
        let names = |item: &Item<'_>| {
            [item.label, item.track].map(|name| comparable(name.as_deref().copied()))
        };
        let have_two_codes = one
            .code
            .zip(other.code)
            .is_some_and(|(one, other)| one.value != other.value);
        in_one == in_other && names(one) == names(other) && !have_two_codes
    }
}
