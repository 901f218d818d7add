use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Item {
    id: usize,
    interval: Interval<u32>,
    lanes: [Option<u8>; 2],
}

impl Item {
    fn told_apart(&self, other: &Self) -> bool {
        let differ = |lane: usize| match (self.lanes[lane], other.lanes[lane]) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        };
        differ(0) || differ(1)
    }
}

fn item(id: usize, start: u32, end: u32, lanes: [Option<u8>; 2]) -> Item {
    Item {
        id,
        interval: Interval { start, end },
        lanes,
    }
}

#[test]
fn intervals_overlap_when_they_have_a_moment_in_common() {
    let overlap = |one: (u32, u32), other: (u32, u32)| {
        let [one, other] = [one, other].map(|(start, end)| Interval { start, end });
        let found = one.overlaps(&other);
        assert_eq!(found, other.overlaps(&one), "{one} and {other}");
        found
    };
    assert!(overlap((1, 4), (3, 5)) && overlap((1, 5), (2, 3)) && overlap((1, 2), (1, 2)));
    assert!(!overlap((1, 3), (3, 5)) && !overlap((1, 2), (4, 5)));
    // what takes no time has no moment
    assert!(!overlap((2, 2), (1, 3)) && !overlap((3, 2), (1, 4)));
}

#[test]
fn an_interval_contains_what_does_not_reach_beyond_it() {
    let whole = Interval { start: 2, end: 6 };
    let contains = |start, end| whole.contains(&Interval { start, end });
    assert!(contains(2, 6) && contains(3, 5) && contains(2, 3) && contains(5, 6));
    assert!(!contains(1, 3) && !contains(5, 7) && !contains(1, 7));
    assert!(!contains(0, 1) && !contains(7, 8));
}

fn ids(clusters: &[Cluster<Item>]) -> Vec<Vec<usize>> {
    clusters
        .iter()
        .map(|cluster| cluster.items.iter().map(|item| item.id).collect())
        .collect()
}

fn clashes(items: &[Item]) -> Vec<Cluster<Item>> {
    clusters(
        items.iter().copied(),
        |item| Some(item.interval),
        |item| item.lanes,
    )
}

#[test]
fn items_that_clash_through_a_third_are_one_cluster() {
    let items = [
        item(0, 9, 11, [None; 2]),
        item(1, 13, 15, [None; 2]),
        item(2, 10, 12, [None; 2]),
        item(3, 11, 13, [None; 2]),
    ];
    let found = clashes(&items);
    assert_eq!(ids(&found), [vec![0, 2, 3]]);
    assert!(!found[0].same_interval);
}

#[test]
fn items_side_by_side_are_one_cluster_of_one_interval() {
    let items: Vec<Item> = (0..7).map(|id| item(id, 14, 16, [None; 2])).collect();
    let found = clashes(&items);
    assert_eq!(ids(&found), [vec![0, 1, 2, 3, 4, 5, 6]]);
    assert!(found[0].same_interval);
}

#[test]
fn intervals_that_meet_or_take_no_time_do_not_overlap() {
    let items = [
        item(0, 9, 10, [None; 2]),
        item(1, 10, 11, [None; 2]),
        item(2, 10, 10, [None; 2]),
        item(3, 11, 9, [None; 2]),
    ];
    assert_eq!(clashes(&items), []);
    assert!(!items[1].interval.overlaps(&items[2].interval));
    assert!(!items[0].interval.overlaps(&items[3].interval));
}

#[test]
fn a_lane_distinguishes_only_those_that_both_name_one() {
    let [hall, annex] = [Some(1), Some(2)];
    let apart = [item(0, 9, 12, [hall, None]), item(1, 9, 12, [annex, None])];
    assert_eq!(clashes(&apart), []);
    let by_track = [
        item(0, 9, 12, [hall, Some(1)]),
        item(1, 9, 12, [hall, Some(2)]),
    ];
    assert_eq!(clashes(&by_track), []);
    let one_room_unknown = [
        item(0, 9, 12, [hall, None]),
        item(1, 9, 12, [None, Some(1)]),
    ];
    assert_eq!(ids(&clashes(&one_room_unknown)), [[0, 1]]);
    let joined = [apart[0], apart[1], item(2, 11, 13, [None, None])];
    assert_eq!(ids(&clashes(&joined)), [[0, 1, 2]]);
}

#[test]
fn with_its_key_for_a_lane_an_item_clashes_only_with_those_of_the_same_key() {
    let bookings = [
        ("Costa", 9, 11),
        ("Plassnik", 9, 11),
        ("Costa", 10, 12),
        ("Plassnik", 11, 12),
    ];
    let found = clusters(
        bookings,
        |&(_, start, end)| Some(Interval { start, end }),
        |&(chair, ..)| [Some(chair)],
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].items, [("Costa", 9, 11), ("Costa", 10, 12)]);
}

#[test]
fn what_is_booked_twice_is_one_cluster_of_each_key() {
    let bookings = [
        ("Hall A", 9, 11),
        ("Hall B", 9, 11),
        ("Hall A", 10, 12),
        ("Hall A", 12, 13),
        ("Hall B", 10, 10),
        ("Hall B", 10, 14),
    ];
    let found = clusters_of(
        bookings,
        |&(_, start, end)| Some(Interval { start, end }),
        |&(room, ..)| room,
    );
    let items: Vec<_> = found.into_iter().map(|cluster| cluster.items).collect();
    assert_eq!(
        items,
        [
            [("Hall A", 9, 11), ("Hall A", 10, 12)],
            [("Hall B", 9, 11), ("Hall B", 10, 14)],
        ]
    );
}

#[test]
fn an_interval_reads_as_a_range() {
    assert_eq!(Interval { start: 9, end: 10 }.to_string(), "9–10");
}

/// Sizes at which comparing all pairs would hang the test.
#[test]
fn however_many_items_run_at_a_time_the_cost_is_linear() {
    const MANY: u32 = 20_000;
    let all_at_once = |lanes: fn(u32) -> [Option<u32>; 2]| {
        clusters(
            0..MANY,
            |&n| {
                Some(Interval {
                    start: n,
                    end: 2 * MANY,
                })
            },
            |&n| lanes(n),
        )
    };
    assert_eq!(all_at_once(|_| [None, None]).len(), 1);
    assert_eq!(all_at_once(|n| [Some(n), None]), []);
    assert_eq!(all_at_once(|n| [Some(n), Some(n)]), []);
    assert_eq!(
        all_at_once(|n| [Some(n / 2), None]).len(),
        MANY as usize / 2
    );
    // Half of them have only a room and half only a track: every one clashes with the other half.
    assert_eq!(
        all_at_once(|n| if n % 2 == 0 {
            [Some(n), None]
        } else {
            [None, Some(n)]
        })
        .len(),
        1
    );
}

/// Joins every pair that clashes: the definition, at its full price.
fn naive(items: &[Item], clash: impl Fn(&Item, &Item) -> bool) -> Vec<Vec<usize>> {
    let mut sorted: Vec<Item> = items
        .iter()
        .copied()
        .filter(|item| !item.interval.is_empty())
        .collect();
    sorted.sort_by_key(|item| item.interval.start);
    let mut cluster_of: Vec<usize> = (0..sorted.len()).collect();
    for one in 0..sorted.len() {
        for two in 0..one {
            let (from, to) = (cluster_of[one], cluster_of[two]);
            if sorted[one].interval.overlaps(&sorted[two].interval)
                && clash(&sorted[one], &sorted[two])
            {
                for cluster in &mut cluster_of {
                    if *cluster == from.max(to) {
                        *cluster = from.min(to);
                    }
                }
            }
        }
    }
    (0..sorted.len())
        .map(|cluster| {
            let members = (0..sorted.len()).filter(|&item| cluster_of[item] == cluster);
            members.map(|item| sorted[item].id).collect::<Vec<_>>()
        })
        .filter(|members| members.len() > 1)
        .collect()
}

fn agenda() -> impl Strategy<Value = Vec<Item>> {
    let lane = || prop::option::of(0_u8..3);
    prop::collection::vec((0_u32..20, 0_u32..8, lane(), lane()), 0..25).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(id, (start, length, room, track))| {
            item(id, start, start + length, [room, track])
        })
        .collect()
    })
}

proptest! {
    #[test]
    fn clusters_are_those_of_the_definition(items in agenda()) {
        prop_assert_eq!(ids(&clashes(&items)), naive(&items, |one, two| !one.told_apart(two)));
    }
}
