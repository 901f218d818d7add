//! No two intervals clash.
//!
//! Items that clash with one another, directly or through a third, come back as one [`Cluster`].
//!
//! Which items may share their time is a predicate over pairs, but every pair is not asked. Each
//! item is *filed* under a few keys and *looks* under a few, such that two items clash exactly when
//! either looks under a key the other is filed under. A sweep in order of start then joins an item
//! to whatever is still running under the keys it looks at; as all that is thereby one cluster, a
//! single entry, with the latest end, replaces it. Every entry is written once and folded away
//! once, so the sweep is linear after sorting, however many items run at a time.

mod pairs;
mod star;

use std::fmt;
use std::hash::Hash;

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};

use super::disjoint::DisjointSets;
pub(crate) use pairs::{Timed, pairs};
pub(crate) use star::{Star, stars};

/// From `start` up to and without `end`: 09:00–10:00 and 10:00–11:00 meet and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval<C> {
    /// The first moment of it.
    pub start: C,
    /// The first moment after it.
    pub end: C,
}

impl<C: Ord> Interval<C> {
    /// Whether it ends at or before its start, and so takes no time at all.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether the two have a moment in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.start < other.end && other.start < self.end
    }

    /// Whether the other neither starts before this one nor ends after it.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl<C: fmt::Display> fmt::Display for Interval<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.start, self.end)
    }
}

/// Two or more items that clash with one another, directly or through a third.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cluster<T> {
    /// In order of start; those that start together in input order.
    pub items: Vec<T>,
    /// Whether all have the very same interval.
    pub same_interval: bool,
}

/// The items that overlap and are not kept apart, as clusters in order of start.
///
/// Two items are kept apart when for some of their `lanes` (say, room and track) both name one and
/// the names differ.
///
/// Items whose interval is `None`, inverted or empty take no part; nor should those that are
/// declared to run beside others, which the caller leaves out.
pub(crate) fn clusters<T, C, K, const LANES: usize>(
    items: impl IntoIterator<Item = T>,
    interval: impl Fn(&T) -> Option<Interval<C>>,
    lanes: impl Fn(&T) -> [Option<K>; LANES],
) -> Vec<Cluster<T>>
where
    C: Ord + Copy,
    K: Hash + Eq + Clone,
{
    sweep(items, interval, |item| lane_keys(&lanes(item)))
}

/// The items that overlap and have one key, as clusters in order of start: what is booked twice.
///
/// An item with several keys is entered once for each. Items whose interval is `None`, inverted or empty take no part.
pub(crate) fn clusters_of<T, C, K>(
    items: impl IntoIterator<Item = T>,
    interval: impl Fn(&T) -> Option<Interval<C>>,
    key: impl Fn(&T) -> K,
) -> Vec<Cluster<T>>
where
    C: Ord + Copy,
    K: Hash + Eq + Clone,
{
    sweep(items, interval, |item| {
        let key = key(item);
        Keys {
            filed: smallvec![key.clone()],
            looked: smallvec![key],
        }
    })
}

/// One lane's part of a key.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Lane<K> {
    /// Whatever the item names or does not name.
    Any,
    /// The item names none.
    Unnamed,
    /// The item names this.
    Named(K),
}

/// An item is filed with each lane as it is or left open, and looks, in a lane that it names, for
/// those that name the same or none.
fn lane_keys<K: Clone, const LANES: usize>(named: &[Option<K>; LANES]) -> Keys<[Lane<K>; LANES]> {
    let keys = |alternatives: [[Lane<K>; 2]; LANES]| {
        // The bits of each number choose, lane by lane, one of the two alternatives.
        (0..1_usize << LANES)
            .map(|bits| std::array::from_fn(|lane| alternatives[lane][bits >> lane & 1].clone()))
            .collect()
    };
    Keys {
        filed: keys(named.clone().map(|name| match name {
            Some(name) => [Lane::Named(name), Lane::Any],
            None => [Lane::Unnamed, Lane::Any],
        })),
        looked: keys(named.clone().map(|name| match name {
            Some(name) => [Lane::Named(name), Lane::Unnamed],
            None => [Lane::Any, Lane::Any],
        })),
    }
}

/// Under what an item is found, and under what it finds those it clashes with.
struct Keys<K> {
    filed: SmallVec<[K; 2]>,
    looked: SmallVec<[K; 2]>,
}

/// What runs under one key: an item of some cluster, and when the last of them ends.
struct Running<C> {
    item: usize,
    end: C,
}

fn sweep<T, C, K>(
    items: impl IntoIterator<Item = T>,
    interval: impl Fn(&T) -> Option<Interval<C>>,
    keys: impl Fn(&T) -> Keys<K>,
) -> Vec<Cluster<T>>
where
    C: Ord + Copy,
    K: Hash + Eq,
{
    let mut timed: Vec<(Interval<C>, T)> = items
        .into_iter()
        .filter_map(|item| {
            Some((
                interval(&item).filter(|interval| !interval.is_empty())?,
                item,
            ))
        })
        .collect();
    timed.sort_by_key(|(interval, _)| interval.start);

    let mut sets = DisjointSets::new(timed.len());
    let mut running: FxHashMap<K, Vec<Running<C>>> = FxHashMap::default();
    for (item, (Interval { start, end }, of)) in timed.iter().enumerate() {
        let keys = keys(of);
        for key in &keys.looked {
            let Some(under_key) = running.get_mut(key) else {
                continue;
            };
            let mut latest = None;
            for other in under_key.drain(..).filter(|other| other.end > *start) {
                sets.join(item, other.item);
                latest = latest.max(Some(other.end));
            }
            under_key.extend(latest.map(|end| Running { item, end }));
        }
        for key in keys.filed {
            running
                .entry(key)
                .or_default()
                .push(Running { item, end: *end });
        }
    }
    collect(timed, sets)
}

fn collect<T, C: Eq>(timed: Vec<(Interval<C>, T)>, sets: DisjointSets) -> Vec<Cluster<T>> {
    sets.joined(timed)
        .into_iter()
        .map(|members| Cluster {
            same_interval: members
                .iter()
                .all(|(interval, _)| *interval == members[0].0),
            items: members.into_iter().map(|(_, item)| item).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
