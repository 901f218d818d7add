//! What is connected, directly or through others.

/// Union-find over `0..n`, in which the lowest member identifies a set.
#[derive(Debug, Clone)]
pub(crate) struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    /// As many sets of one member each.
    #[must_use]
    pub(crate) fn new(len: usize) -> Self {
        Self {
            parents: (0..len).collect(),
        }
    }

    /// The lowest member of the set that has this one.
    pub(crate) fn first(&mut self, mut item: usize) -> usize {
        while self.parents[item] != item {
            // Halving the path keeps every later walk logarithmic, amortized.
            self.parents[item] = self.parents[self.parents[item]];
            item = self.parents[item];
        }
        item
    }

    /// Makes one set of those that have these two.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.parents[one.max(other)] = one.min(other);
    }

    /// The things of each set, in their order; the sets in the order of their first members.
    #[must_use]
    pub(crate) fn split<T>(mut self, things: impl IntoIterator<Item = T>) -> Vec<Vec<T>> {
        let mut sets: Vec<Vec<T>> = self.parents.iter().map(|_| Vec::new()).collect();
        for (index, thing) in things.into_iter().enumerate() {
            sets[self.first(index)].push(thing);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }

    /// The sets of two or more, as in [`split`](Self::split).
    #[must_use]
    pub(crate) fn joined<T>(mut self, things: impl IntoIterator<Item = T>) -> Vec<Vec<T>> {
        // most things are alone, and no list is made for them
        let items = 0..self.parents.len();
        let mut firsts: Vec<usize> = items
            .filter_map(|item| Some(self.first(item)).filter(|first| *first != item))
            .collect();
        firsts.sort_unstable();
        firsts.dedup();
        let mut sets: Vec<Vec<T>> = firsts.iter().map(|_| Vec::new()).collect();
        for (item, thing) in things.into_iter().enumerate() {
            if let Ok(place) = firsts.binary_search(&self.first(item)) {
                sets[place].push(thing);
            }
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_connected_through_others_is_one_set() {
        let mut sets = DisjointSets::new(7);
        for (one, other) in [(1, 3), (4, 5), (5, 3)] {
            sets.join(one, other);
        }
        sets.join(0, 2);
        let things = ["a", "b", "c", "d", "e", "f", "g"];
        let all = [vec!["a", "c"], vec!["b", "d", "e", "f"], vec!["g"]];
        assert_eq!(sets.clone().split(things), all);
        assert_eq!(sets.joined(things), all[..2]);
    }
}
