//! Which two overlap, pair by pair.

use super::Interval;

/// How many pairs are looked at for each item, on average. Where more overlap at a time, nobody needs to know which.
const MOST_EACH: usize = 32;

/// Something that takes time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timed<C> {
    /// By what the caller knows it.
    pub item: usize,
    /// From when to when.
    pub interval: Interval<C>,
    /// What decides with which others it is compared: one of [`CLASSES`].
    pub class: u8,
}

/// How many classes of items there may be.
pub(crate) const CLASSES: usize = 8;

/// Pairs of items.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairs {
    /// Each pair once, that which starts first in front; of two that start together, that which was given first.
    pub list: Vec<[usize; 2]>,
    /// Whether there are more, which are not listed.
    pub is_cut_short: bool,
}

/// The pairs that overlap and whose classes are `compared`, in order of the later start.
///
/// A sweep in order of start pairs each item with what still runs of each class that it is compared with, and so looks
/// at nothing but pairs that it lists. Items that take no time take no part.
pub(crate) fn pairs<C: Ord + Copy>(
    mut items: Vec<Timed<C>>,
    compared: impl Fn(u8, u8) -> bool,
) -> Pairs {
    items.retain(|item| !item.interval.is_empty());
    items.sort_by_key(|item| item.interval.start);
    let most = MOST_EACH * items.len();
    let mut running: [Vec<Timed<C>>; CLASSES] = Default::default();
    let mut pairs = Pairs::default();
    for item in items {
        let classes = (0..).zip(&mut running);
        for (_, running) in classes.filter(|(class, _)| compared(item.class, *class)) {
            running.retain(|other| other.interval.end > item.interval.start);
            if pairs.list.len() + running.len() > most {
                pairs.is_cut_short = true;
                return pairs;
            }
            let met = running.iter().map(|other| [other.item, item.item]);
            pairs.list.extend(met);
        }
        running[usize::from(item.class)].push(item);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn timed(item: usize, start: u32, end: u32, class: u8) -> Timed<u32> {
        Timed {
            item,
            interval: Interval { start, end },
            class,
        }
    }

    #[test]
    fn each_two_that_overlap_are_a_pair() {
        let items = [(9, 11), (10, 12), (11, 13), (12, 12), (9, 10)].into_iter();
        let items = items
            .zip(0..)
            .map(|((start, end), item)| timed(item, start, end, 0));
        let found = pairs(items.collect(), |_, _| true);
        assert_eq!(found.list, [[0, 4], [0, 1], [1, 2]]);
        assert!(!found.is_cut_short);
    }

    /// A size at which listing all pairs would hang the test.
    #[test]
    fn of_very_many_at_a_time_not_all_pairs_are_listed() {
        const MANY: usize = 20_000;
        let at_once = || (0..MANY).map(|item| timed(item, 9, 10, u8::from(item % 2 == 0)));
        let found = pairs(at_once().collect(), |_, _| true);
        assert!(found.is_cut_short);
        assert!(found.list.len() <= MOST_EACH * MANY);
        assert_eq!(pairs(at_once().collect(), |_, _| false), Pairs::default());
    }

    proptest! {
        #[test]
        fn the_pairs_are_those_of_the_definition(rows in prop::collection::vec((0_u32..20, 0_u32..8, 0_u8..3), 0..25)) {
            let items: Vec<_> = rows.iter().zip(0..).map(|(&(start, length, class), item)| timed(item, start, start + length, class)).collect();
            let compared = |one: u8, other: u8| one + other != 2;
            let mut found = pairs(items.clone(), compared).list;
            for pair in &mut found {
                pair.sort_unstable();
            }
            found.sort_unstable();
            let mut expected = Vec::new();
            for one in &items {
                for other in &items[one.item + 1..] {
                    if one.interval.overlaps(&other.interval) && compared(one.class, other.class) {
                        expected.push([one.item, other.item]);
                    }
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
