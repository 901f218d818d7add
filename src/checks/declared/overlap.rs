//! No two items take place at the same time.

use rustc_hash::FxHashMap;

use super::field;
use super::item::{Item, quoted};
use super::run::{Quoted, Run};
use super::when::{Timed, timed};
use crate::finding::wording::listed;
use crate::project::config::{Field, Overlap};
use crate::relation::overlap::{Interval, clusters_of};

/// How many rooms, people and the like an item may have at once, each with each.
const MOST_KEYS: usize = 1000;

/// That an item takes up what only one can have at a time.
struct Entry {
    item: usize,
    /// The values of the fields, and with which times its own can be compared.
    key: Vec<String>,
}

pub(super) fn check(run: &mut Run<'_>, overlap: &Overlap) {
    let Some(items) = run.items(&overlap.of) else {
        return;
    };
    let when = overlap.times.fields();
    if !run.has_fields(&overlap.of, &items, when.into_iter().chain(&overlap.by)) {
        return;
    }
    let timed = timed(run, &overlap.times, overlap.overnight, items);
    let entries = timed.iter().enumerate().flat_map(|(index, timed)| {
        let keys = keys(overlap, timed.item).into_iter();
        let zone = timed.comparable_with();
        keys.map(move |mut key| {
            key.push(zone.to_owned());
            Entry { item: index, key }
        })
    });
    let entries: Vec<Entry> = entries.collect();
    let clusters = clusters_of(
        &entries,
        |entry| Some(timed[entry.item].interval()),
        |entry| &entry.key,
    );
    // items that share both room and speaker are one thing to mend
    let mut places: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
    let mut clashes: Vec<(Vec<usize>, Vec<&Entry>)> = Vec::new();
    for cluster in clusters {
        let mut items: Vec<usize> = cluster.items.iter().map(|entry| entry.item).collect();
        items.dedup();
        if items.len() < 2 {
            continue;
        }
        let place = *places.entry(items.clone()).or_insert(clashes.len());
        if place == clashes.len() {
            clashes.push((items, Vec::new()));
        }
        clashes[place].1.extend(cluster.items.first());
    }
    for (items, shared) in clashes {
        let items: Vec<&Timed<'_>> = items.into_iter().map(|index| &timed[index]).collect();
        tell(run, &items, &shared_names(&overlap.by, &shared));
    }
}

impl Timed<'_> {
    fn interval(&self) -> Interval<i64> {
        Interval {
            start: self.start.seconds,
            end: self.end.seconds,
        }
    }
}

/// What an item takes up: each of its rooms with each of its tracks, and so on. Nothing where it lacks one of these.
fn keys(overlap: &Overlap, item: Item<'_>) -> Vec<Vec<String>> {
    let mut keys: Vec<Vec<String>> = vec![Vec::new()];
    for field in &overlap.by {
        let values = field::all(field, item).into_iter();
        let values = values.filter_map(|found| Some(found.text()?.into_owned()));
        let values: Vec<String> = values
            .filter(|value| !overlap.except.contains(value))
            .collect();
        let longer = keys.iter().flat_map(|key| {
            values.iter().map(move |value| {
                let mut key = key.clone();
                key.push(value.clone());
                key
            })
        });
        keys = longer.take(MOST_KEYS).collect();
    }
    keys
}

/// What several items take up, each with the name of its field.
fn shared_names(by: &[Field], shared: &[&Entry]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in shared {
        for (field, value) in by.iter().zip(&entry.key) {
            let name = format!("{} {}", field.name(), quoted(value));
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn tell(run: &mut Run<'_>, items: &[&Timed<'_>], shared: &[String]) {
    let names: Vec<_> = items.iter().map(|timed| timed.item.name()).collect();
    let with = match shared {
        [] => String::new(),
        shared => format!(", with {}", listed(shared)),
    };
    let message = match names.as_slice() {
        [one, other] if !one.is_empty() && !other.is_empty() => {
            let (one, other) = (quoted(one), quoted(other));
            format!("{one} and {other} take place at the same time{with}")
        }
        [_, _] => format!("2 items take place at the same time{with}"),
        // of these, the first may have ended before the last begins
        names => format!("{} items overlap{with}", names.len()),
    };
    let name = |index: usize| names.get(index).map_or("", AsRef::as_ref);
    let said = Quoted {
        value: name(0),
        other: name(1),
    };
    let mut labels = items
        .iter()
        .map(|timed| (timed.place.clone(), timed.written.clone()));
    let Some((first, label)) = labels.next() else {
        return;
    };
    let help = match items.len() {
        2 => "move one of them",
        _ => "move them so that no two of them overlap",
    };
    run.add(message, said, first, label, help).labels(labels);
}
