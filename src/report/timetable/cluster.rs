//! Which items are together in a cluster.

use rustc_hash::FxHashMap;

/// For each item the clusters that it is in, by their indices.
pub(super) struct Memberships(FxHashMap<usize, Vec<usize>>);

impl Memberships {
    pub(super) fn of(clusters: impl IntoIterator<Item = Vec<usize>>) -> Self {
        let mut memberships: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (index, items) in clusters.into_iter().enumerate() {
            for item in items {
                memberships.entry(item).or_default().push(index);
            }
        }
        Self(memberships)
    }

    /// Whether there is a cluster that all of the items are in.
    pub(super) fn are_together(&self, items: &[usize]) -> bool {
        let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
        for cluster in items.iter().filter_map(|item| self.0.get(item)).flatten() {
            *counts.entry(*cluster).or_default() += 1;
        }
        counts.values().any(|count| *count == items.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_together_when_one_cluster_has_them_all() {
        let memberships = Memberships::of([vec![1, 2], vec![2, 3, 4], vec![1, 5]]);
        assert!(memberships.are_together(&[4, 2]));
        assert!(!memberships.are_together(&[1, 2, 3]));
        assert!(!memberships.are_together(&[1, 6]));
    }
}
