//! Few items that explain many pairs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

/// An item, and those that it forms a pair with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Star {
    /// The item that they have in common; of a single pair the smaller.
    pub center: usize,
    /// The others, at least one, from the smallest.
    pub others: Vec<usize>,
}

/// The pairs gathered around the items that are in most of them, each pair in one star: where one item was moved, it is that
/// item which clashes with many, and not many that each clash with it.
///
/// The item in most pairs comes first, with all of them; then that in most of the pairs that are left. Of several with as
/// many, the smallest item is taken.
pub(crate) fn stars(pairs: &[[usize; 2]]) -> Vec<Star> {
    let mut left: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &[one, other] in pairs {
        left.entry(one).or_default().push(other);
        left.entry(other).or_default().push(one);
    }
    for others in left.values_mut() {
        others.sort_unstable();
        others.dedup();
    }
    let mut degrees: FxHashMap<usize, usize> = left
        .iter()
        .map(|(item, others)| (*item, others.len()))
        .collect();
    let mut next: BinaryHeap<(usize, Reverse<usize>)> = degrees
        .iter()
        .map(|(item, degree)| (*degree, Reverse(*item)))
        .collect();
    let mut stars = Vec::new();
    while let Some((degree, Reverse(center))) = next.pop() {
        // what has lost pairs since it was queued is queued again with those that it has
        if degree == 0 || degrees[&center] != degree {
            continue;
        }
        degrees.insert(center, 0);
        let mut others = left.remove(&center).unwrap_or_default();
        others.retain(|other| degrees[other] > 0);
        for other in &others {
            let degree = degrees.entry(*other).or_default();
            *degree -= 1;
            next.push((*degree, Reverse(*other)));
        }
        stars.push(Star { center, others });
    }
    stars
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(pairs: &[[usize; 2]]) -> Vec<(usize, Vec<usize>)> {
        let stars = stars(pairs).into_iter();
        stars.map(|star| (star.center, star.others)).collect()
    }

    #[test]
    fn one_item_explains_all_its_pairs() {
        assert_eq!(
            found(&[[1, 5], [2, 5], [5, 9], [1, 7], [3, 4]]),
            [(5, vec![1, 2, 9]), (1, vec![7]), (3, vec![4])]
        );
        assert_eq!(found(&[[6, 2], [2, 6]]), [(2, vec![6])]);
        assert_eq!(found(&[]), []);
    }

    proptest! {
        #[test]
        fn each_pair_is_in_one_star(pairs in prop::collection::vec((0_usize..12, 0_usize..12), 0..30)) {
            let mut pairs: Vec<[usize; 2]> = pairs.into_iter().filter(|(one, other)| one != other)
                .map(|(one, other)| [one.min(other), one.max(other)]).collect();
            let stars = stars(&pairs);
            let covered = stars.iter().flat_map(|star| star.others.iter().map(|other| [star.center.min(*other), star.center.max(*other)]));
            let mut covered: Vec<[usize; 2]> = covered.collect();
            covered.sort_unstable();
            pairs.sort_unstable();
            pairs.dedup();
            prop_assert_eq!(covered, pairs);
            let sizes: Vec<usize> = stars.iter().map(|star| star.others.len()).collect();
            prop_assert!(sizes.is_sorted_by(|one, next| one >= next));
        }
    }
}
