use std::collections::BTreeSet;

use proptest::prelude::*;

use super::BreakKind::{OutOfOrder, Repeated, Skipped, WentBack};
use super::*;

/// Index, expected, found and kind of every break, for plain numbers.
fn found_in(numbers: &[u32]) -> Vec<(usize, u32, u32, BreakKind)> {
    let positions: Vec<Position> = numbers.iter().copied().map(Position::from).collect();
    let breaks = breaks(&positions, Some(1));
    breaks
        .iter()
        .map(|it| (it.index, it.expected.number, it.found.number, it.kind))
        .collect()
}

#[test]
fn numbers_that_run_on_have_no_break() {
    assert_eq!(found_in(&[]), []);
    assert_eq!(found_in(&[1, 2, 3, 4, 5]), []);
}

#[test]
fn one_cause_is_one_break() {
    let cases: [(&[u32], _); 15] = [
        // a number left out, the count goes on from the one found
        (&[1, 2, 4, 5], (2, 3, 4, Skipped)),
        (&[1, 2, 4], (2, 3, 4, Skipped)),
        (&[2, 3, 4], (0, 1, 2, Skipped)),
        // a number twice
        (&[1, 2, 2, 3], (2, 3, 2, Repeated)),
        (&[1, 2, 2, 4, 5], (2, 3, 2, Repeated)),
        // the count starts again, at 1 or elsewhere
        (&[1, 2, 3, 1, 2, 3, 4], (3, 4, 1, WentBack)),
        (&[0, 1, 2], (0, 1, 0, WentBack)),
        // a slip of the pen
        (&[1, 2, 13, 4, 5], (2, 3, 13, Skipped)),
        (&[1, 2, 4, 4, 5], (2, 3, 4, Skipped)),
        // an item too many
        (&[1, 2, 9, 3, 4], (2, 3, 9, Skipped)),
        // items in another order: changed places, moved down, moved up, turned round
        (&[1, 3, 2, 4], (1, 2, 3, OutOfOrder)),
        (&[1, 2, 5, 3, 4, 6], (2, 3, 5, OutOfOrder)),
        (&[1, 3, 4, 2, 5], (1, 2, 3, OutOfOrder)),
        (&[1, 4, 3, 2, 5], (1, 2, 4, OutOfOrder)),
        (&[2, 1], (0, 1, 2, OutOfOrder)),
    ];
    for (numbers, only) in cases {
        assert_eq!(found_in(numbers), [only], "{numbers:?}");
    }
}

#[test]
fn two_causes_are_two_breaks() {
    assert_eq!(
        found_in(&[1, 3, 4, 4, 5]),
        [(1, 2, 3, Skipped), (3, 5, 4, Repeated)]
    );
    assert_eq!(
        found_in(&[2, 1, 4, 3]),
        [(0, 1, 2, OutOfOrder), (2, 3, 4, OutOfOrder)]
    );
}

#[test]
fn a_count_may_start_anywhere_when_no_first_number_is_given() {
    let positions: Vec<Position> = [7, 8, 10].map(Position::from).to_vec();
    let breaks = breaks(&positions, None);
    assert_eq!(breaks.len(), 1);
    assert_eq!(breaks[0].expected, 9.into());
}

#[test]
fn an_inserted_number_follows_its_own() {
    let found_in = |rows: &[(u32, u32)]| {
        let position = |&(number, insertion)| Position { number, insertion };
        let positions: Vec<Position> = rows.iter().map(position).collect();
        let breaks = breaks(&positions, None);
        breaks
            .iter()
            .map(|it| (it.index, it.expected.number, it.expected.insertion, it.kind))
            .collect::<Vec<_>>()
    };
    assert_eq!(found_in(&[(12, 1), (12, 2), (12, 3), (13, 1)]), []);
    assert_eq!(
        found_in(&[(12, 1), (12, 3), (13, 1)]),
        [(1, 12, 2, Skipped)]
    );
    assert_eq!(
        found_in(&[(12, 1), (12, 2), (12, 2), (13, 1)]),
        [(2, 12, 3, Repeated)]
    );
    assert_eq!(
        found_in(&[(12, 1), (12, 2), (12, 3), (12, 2), (13, 1)]),
        [(3, 12, 4, WentBack)]
    );
    assert_eq!(
        found_in(&[(12, 1), (13, 1), (12, 2), (14, 1)]),
        [(2, 14, 1, WentBack)]
    );
    // only 12 is missing: one break
    assert_eq!(
        found_in(&[(11, 1), (12, 2), (13, 1)]),
        [(2, 12, 1, Skipped)]
    );
}

#[test]
fn numbers_at_the_end_of_their_range_neither_overflow_nor_hang() {
    assert_eq!(found_in(&[1, u32::MAX]).len(), 1);
    assert_eq!(found_in(&[u32::MAX, 0, u32::MAX]).len(), 2);
    assert_eq!(gaps([0, u32::MAX], []), [1..=u32::MAX - 1]);
}

#[test]
fn a_long_list_of_nothing_but_breaks_is_read_in_one_pass() {
    let odd: Vec<u32> = (0..100_000).map(|n| 2 * n + 1).collect();
    assert_eq!(found_in(&odd).len(), odd.len() - 1);
    let pairs: Vec<u32> = (0..100_000).map(|n| (n + 2) ^ 1).collect();
    assert!(!found_in(&pairs).is_empty());
}

#[test]
fn consecutive_holes_are_one_gap() {
    assert_eq!(gaps([1, 9, 4, 2, 4], []), [3..=3, 5..=8]);
    assert_eq!(gaps([], [3]), []);
    assert_eq!(gaps([5], []), []);
}

#[test]
fn excused_numbers_are_no_gap_and_do_not_widen_the_range() {
    assert_eq!(gaps([1, 5], [3, 9]), [2..=2, 4..=4]);
    assert_eq!(gaps([1, 2, 4], [3]), []);
}

fn misplaced_in(keys: &[u32]) -> Vec<(usize, usize)> {
    misplaced(keys)
        .iter()
        .map(|it| (it.index, it.against))
        .collect()
}

#[test]
fn one_moved_item_is_one_finding() {
    assert_eq!(misplaced_in(&[1, 2, 2, 3]), []);
    assert_eq!(misplaced_in(&[1, 5, 2, 3, 4]), [(1, 2)]);
    assert_eq!(misplaced_in(&[2, 3, 4, 1]), [(3, 2)]);
    assert_eq!(misplaced_in(&[1, 3, 2, 4]), [(2, 1)]);
}

#[test]
fn a_long_list_in_descending_order_keeps_one_item() {
    let keys: Vec<u32> = (0..200_000).rev().collect();
    assert_eq!(misplaced(&keys).len(), keys.len() - 1);
}

/// The length of a longest ascending subsequence, by trying all of them.
fn longest(keys: &[u8]) -> usize {
    (0..1_usize << keys.len())
        .map(|chosen| {
            (0..keys.len())
                .filter(|bit| chosen >> bit & 1 == 1)
                .collect::<Vec<_>>()
        })
        .filter(|chosen| chosen.windows(2).all(|pair| keys[pair[0]] <= keys[pair[1]]))
        .map(|chosen| chosen.len())
        .max()
        .unwrap_or_default()
}

proptest! {
    #[test]
    fn misplaced_items_are_the_fewest_and_out_of_order(
        keys in prop::collection::vec(0_u8..6, 0..9),
    ) {
        let misplaced = misplaced(&keys);
        prop_assert_eq!(keys.len() - misplaced.len(), longest(&keys));
        let mut in_place = keys.clone();
        for it in misplaced.iter().rev() {
            in_place.remove(it.index);
            let (earlier, later) = (it.index.min(it.against), it.index.max(it.against));
            prop_assert!(keys[earlier] > keys[later]);
        }
        prop_assert!(in_place.is_sorted());
    }

    #[test]
    fn gaps_are_the_numbers_nobody_has(
        used in prop::collection::vec(0_u32..40, 0..20),
        excused in prop::collection::vec(0_u32..40, 0..10),
    ) {
        let found: Vec<u32> =
            gaps(used.iter().copied(), excused.iter().copied()).into_iter().flatten().collect();
        let low = used.iter().min().copied().unwrap_or_default();
        let high = used.iter().max().copied().unwrap_or_default();
        let taken: BTreeSet<u32> = used.iter().chain(&excused).copied().collect();
        let missing: Vec<u32> = (low..high).filter(|number| !taken.contains(number)).collect();
        prop_assert_eq!(found, missing);
    }

    #[test]
    fn a_count_has_a_break_exactly_when_it_does_not_run_on(
        numbers in prop::collection::vec(1_u32..6, 0..7),
    ) {
        let breaks = found_in(&numbers);
        let runs_on = |numbers: &[u32]| numbers.iter().copied().zip(1..).all(|(n, m)| n == m);
        prop_assert_eq!(breaks.is_empty(), runs_on(&numbers));
        if let Some(&(index, expected, found, _)) = breaks.first() {
            prop_assert_eq!(found, numbers[index]);
            prop_assert_ne!(found, expected);
            prop_assert!(runs_on(&numbers[..index]));
        }
    }
}
