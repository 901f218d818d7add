//! Numbers run on.
//!
//! [`breaks`] follows a count from item to item, [`gaps`] finds the holes in a set of numbers whose
//! order does not matter, and [`misplaced`] the items of a list that is not sorted.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// The place of an item in a numbering: 12, or 12 *bis*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    /// The number.
    pub number: u32,
    /// Which one under that number: 1 for 12 itself, 2 for 12 *bis*, 3 for 12 *ter*.
    pub insertion: u32,
}

impl From<u32> for Position {
    fn from(number: u32) -> Self {
        Self {
            number,
            insertion: 1,
        }
    }
}

/// Where a count fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Break {
    /// The item at which it fails.
    pub index: usize,
    /// The position the item should have.
    pub expected: Position,
    /// The position it has.
    pub found: Position,
    /// How it fails.
    pub kind: BreakKind,
}

/// How a count fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BreakKind {
    /// 1, 2, 4: a number is left out.
    Skipped,
    /// 1, 2, 2: the number before comes again.
    Repeated,
    /// 1, 2, 3, 1: the count falls back.
    WentBack,
    /// 1, 3, 2, 4: no number is missing, but they are not in order.
    OutOfOrder,
}

impl Break {
    /// Whether the item alone has the wrong position: what follows goes on from the one that is expected. Of a last one that
    /// is nothing but too high, nobody knows.
    #[must_use]
    pub(crate) fn is_of_one(&self, positions: &[Position]) -> bool {
        let mut following = positions[self.index + 1..].iter();
        let next = following.find(|position| position.insertion == 1);
        let goes_on = match next {
            Some(next) => next.number == self.expected.number.saturating_add(1),
            None => matches!(self.kind, BreakKind::Repeated | BreakKind::WentBack),
        };
        goes_on && self.found.insertion == 1 && self.expected.insertion == 1
    }
}

/// How far numbers may be from where they belong to be seen as the same ones in another order.
const REORDERED: u32 = u128::BITS;

/// The places at which the numbers do not run on by one, from `first` if that is given.
///
/// A break has one cause and is one break; counting then goes on from where the numbers do:
///
/// - when the expected numbers all follow, in another order (1, 3, 2, 4), after the last of them;
/// - when the next number follows the one found (1, 2, 4, 5; 1, 2, 3, 1, 2), from the one found;
/// - when the next number is the expected one, the item is one too many (1, 2, 9, 3);
/// - when the next number is the one after that, it is misnumbered (1, 2, 13, 4);
/// - else from the one found.
///
/// 12 *bis* may follow 12, and 12 *ter* 12 *bis*; they take nothing from the count.
#[must_use]
pub(crate) fn breaks(positions: &[Position], first: Option<u32>) -> Vec<Break> {
    let mut breaks = number_breaks(positions, first);
    breaks.extend(insertion_breaks(positions));
    breaks.sort_by_key(|it| it.index);
    breaks
}

fn number_breaks(positions: &[Position], first: Option<u32>) -> Vec<Break> {
    let (indices, numbers): (Vec<usize>, Vec<u32>) = positions
        .iter()
        .enumerate()
        .filter(|(_, position)| position.insertion == 1)
        .map(|(index, position)| (index, position.number))
        .unzip();
    let mut breaks = Vec::new();
    let mut expected = first.or(numbers.first().copied()).unwrap_or_default();
    let mut at = 0;
    while let Some(&found) = numbers.get(at) {
        // nothing follows the highest number
        let is_highest_again = found == u32::MAX && at > 0 && numbers[at - 1] == found;
        if found == expected && !is_highest_again {
            expected = found.saturating_add(1);
            at += 1;
            continue;
        }
        let reordered = if is_highest_again {
            None
        } else {
            reordered_stretch(&numbers[at..], expected)
        };
        breaks.push(Break {
            index: indices[at],
            expected: expected.into(),
            found: found.into(),
            kind: match reordered {
                Some(_) => BreakKind::OutOfOrder,
                None if is_highest_again => BreakKind::Repeated,
                None if found > expected => BreakKind::Skipped,
                None if at > 0 && found + 1 == expected => BreakKind::Repeated,
                None => BreakKind::WentBack,
            },
        });
        if let Some(count) = reordered {
            expected = expected.saturating_add(count);
            at += count as usize;
        } else {
            expected = resumed(expected, found, numbers.get(at + 1).copied());
            at += 1;
        }
    }
    breaks
}

/// How many of the numbers are the expected ones in another order.
fn reordered_stretch(numbers: &[u32], expected: u32) -> Option<u32> {
    let mut seen = 0_u128;
    for (number, count) in numbers.iter().zip(1..=REORDERED) {
        let bit = 1_u128.checked_shl(number.checked_sub(expected)?)?;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        if seen.trailing_ones() == count {
            return Some(count);
        }
    }
    None
}

/// The number to expect after a break.
fn resumed(expected: u32, found: u32, next: Option<u32>) -> u32 {
    let after_found = found.saturating_add(1);
    match next {
        Some(next) if next == expected || Some(next) == expected.checked_add(1) => next,
        _ => after_found,
    }
}

/// The *bis* and *ter* that do not follow their predecessor. One whose number has not come yet is
/// no break of its own: the number itself is missing.
fn insertion_breaks(positions: &[Position]) -> impl Iterator<Item = Break> {
    positions
        .windows(2)
        .enumerate()
        .filter_map(|(index, pair)| {
            let (previous, found) = (pair[0], pair[1]);
            let next = Position {
                insertion: previous.insertion.saturating_add(1),
                ..previous
            };
            if found.insertion == 1 || found == next || found.number > previous.number {
                return None;
            }
            let (expected, kind) = if found.number < previous.number {
                (
                    previous.number.saturating_add(1).into(),
                    BreakKind::WentBack,
                )
            } else {
                let kind = match found.insertion.cmp(&previous.insertion) {
                    Ordering::Less => BreakKind::WentBack,
                    Ordering::Equal => BreakKind::Repeated,
                    Ordering::Greater => BreakKind::Skipped,
                };
                (next, kind)
            };
            Some(Break {
                index: index + 1,
                expected,
                found,
                kind,
            })
        })
}

/// The runs of numbers between the lowest and the highest used that are neither used nor excused.
pub(crate) fn gaps(
    used: impl IntoIterator<Item = u32>,
    excused: impl IntoIterator<Item = u32>,
) -> Vec<RangeInclusive<u32>> {
    let mut taken: Vec<u32> = used.into_iter().collect();
    let (Some(&lowest), Some(&highest)) = (taken.iter().min(), taken.iter().max()) else {
        return Vec::new();
    };
    taken.extend(
        excused
            .into_iter()
            .filter(|number| (lowest..=highest).contains(number)),
    );
    taken.sort_unstable();
    taken
        .windows(2)
        .filter(|pair| pair[1] - pair[0] > 1)
        .map(|pair| pair[0] + 1..=pair[1] - 1)
        .collect()
}

/// An item that is not where its key puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misplaced {
    /// The item.
    pub index: usize,
    /// The nearest item in its place that should be on the other side of it.
    pub against: usize,
}

/// The fewest items without which the list is in ascending order; of two that have changed places
/// the later one. Equal keys may come in any order.
pub(crate) fn misplaced<K: Ord>(keys: &[K]) -> Vec<Misplaced> {
    let kept = longest_ascending(keys);
    let mut misplaced = Vec::new();
    let mut kept = kept.iter().copied().peekable();
    let mut before = None;
    for index in 0..keys.len() {
        if kept.next_if_eq(&index).is_some() {
            before = Some(index);
            continue;
        }
        let against = before
            .filter(|&before| keys[before] > keys[index])
            .or(kept.peek().copied());
        let against = against.expect("an item between kept ones in order would be kept too");
        misplaced.push(Misplaced { index, against });
    }
    misplaced
}

/// The indices of a longest subsequence in ascending order, by patience sorting from the end, so
/// that of several the one with the earliest items is found.
fn longest_ascending<K: Ord>(keys: &[K]) -> Vec<usize> {
    // `starts[n]` begins the best subsequence of n + 1 items: the one with the greatest key.
    let mut starts: Vec<usize> = Vec::new();
    let mut followers = vec![None; keys.len()];
    for index in (0..keys.len()).rev() {
        let length = starts.partition_point(|&start| keys[start] >= keys[index]);
        followers[index] = length.checked_sub(1).map(|shorter| starts[shorter]);
        if length == starts.len() {
            starts.push(index);
        } else {
            starts[length] = index;
        }
    }
    std::iter::successors(starts.last().copied(), |&index| followers[index]).collect()
}

#[cfg(test)]
mod tests;
