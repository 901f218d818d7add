//! No two items have one key.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Two or more items that have one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group<K, T> {
    /// What they have in common.
    pub key: K,
    /// The item that had it first.
    pub first: T,
    /// Those that had it again, at least one, in input order.
    pub again: Vec<T>,
}

/// The items whose key is not theirs alone, in the order in which each key first occurs.
///
/// An item whose key is `None` takes no part.
pub(crate) fn duplicates<K, T>(
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> Option<K>,
) -> Vec<Group<K, T>>
where
    K: Hash + Eq + Clone,
{
    /// Where the items of a key are.
    enum Place {
        Once(usize),
        Group(usize),
    }
    let items = items.into_iter();
    let mut firsts: Vec<Option<T>> = Vec::with_capacity(items.size_hint().0);
    let mut groups: Vec<(usize, Group<K, T>)> = Vec::new();
    let mut places: FxHashMap<K, Place> = FxHashMap::default();
    for item in items {
        let Some(key) = key(&item) else { continue };
        match places.entry(key) {
            Entry::Vacant(place) => {
                place.insert(Place::Once(firsts.len()));
                firsts.push(Some(item));
            }
            Entry::Occupied(mut place) => match *place.get() {
                Place::Group(group) => groups[group].1.again.push(item),
                Place::Once(index) => {
                    let first = firsts[index].take();
                    let group = Group {
                        key: place.key().clone(),
                        first: first.expect("it is taken when its group is made"),
                        again: vec![item],
                    };
                    place.insert(Place::Group(groups.len()));
                    groups.push((index, group));
                }
            },
        }
    }
    groups.sort_unstable_by_key(|(first, _)| *first);
    groups.into_iter().map(|(_, group)| group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_in_the_order_of_their_first_items() {
        let words = ["b1", "a1", "c1", "a2", "b2", "a3"];
        let groups = duplicates(words, |word| word.chars().next());
        assert_eq!(
            groups,
            [
                Group {
                    key: 'b',
                    first: "b1",
                    again: vec!["b2"]
                },
                Group {
                    key: 'a',
                    first: "a1",
                    again: vec!["a2", "a3"]
                },
            ]
        );
    }

    #[test]
    fn items_without_a_key_are_never_alike() {
        let codes = [None, Some("014"), None, Some("021")];
        assert_eq!(duplicates(codes, |code| *code), []);
    }

    #[test]
    fn many_items_of_one_key_are_one_group() {
        let groups = duplicates(0..200_000, |_| Some(()));
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].again.len(), 199_999);
    }
}
