use super::*;
use crate::text::source::{FileId, Location, Span};

/// An item from one hour to another, as a part of another one or not.
fn item(parent: Option<usize>, hours: Option<[u16; 2]>, room: Option<&str>) -> Item {
    Item {
        at: Location {
            file: FileId::from_number(0),
            span: Span::default(),
        },
        parent,
        time: hours.map(|hours| hours.map(|hour| hour * 60)),
        has_own_times: true,
        code: None,
        label: None,
        title: None,
        rooms: room.map(str::to_owned).into_iter().collect(),
        track: None,
        kind: None,
        role: Role::Session,
        is_declared: false,
    }
}

fn layout(items: &[Item]) -> Layout {
    Day::new(items, 0..items.len()).layout()
}

/// An item, its lanes and its rows.
type Placed = (usize, Range<usize>, Range<usize>);

/// What is drawn, stretch by stretch.
fn places(layout: &Layout) -> Vec<Vec<Placed>> {
    let stretches = layout.stretches.iter().map(|stretch| {
        let blocks = stretch.blocks.iter();
        blocks
            .map(|block| {
                (
                    block.item,
                    block.area.lanes.clone(),
                    block.area.rows.clone(),
                )
            })
            .collect()
    });
    stretches.collect()
}

#[test]
fn what_has_no_time_in_common_is_in_stretches_of_its_own() {
    let items = [
        item(None, Some([9, 10]), None),
        item(None, Some([10, 11]), None),
        item(None, Some([14, 15]), None),
    ];
    let layout = layout(&items);
    let alone = |item| vec![(item, 1..2, 1..2)];
    assert_eq!(places(&layout), [alone(0), alone(1), alone(2)]);
    let idle: Vec<_> = layout.stretches.iter().map(|it| it.idle_until).collect();
    assert_eq!(idle, [None, None, Some(14 * 60)]);
}

#[test]
fn what_is_at_one_time_has_lanes_side_by_side_and_is_widened_where_there_is_room() {
    let items = [
        item(None, Some([9, 12]), None),
        item(None, Some([9, 10]), None),
        item(None, Some([9, 10]), None),
        item(None, Some([10, 12]), None),
    ];
    assert_eq!(
        places(&layout(&items)),
        [[
            (0, 1..2, 1..3),
            (1, 2..3, 1..2),
            (2, 3..4, 1..2),
            (3, 2..4, 2..3)
        ]]
    );
}

#[test]
fn each_room_has_a_lane_unless_two_items_are_in_one_at_a_time() {
    let rooms = |second: &str| {
        [
            item(None, Some([9, 10]), Some("B")),
            item(None, Some([9, 10]), Some(second)),
            item(None, Some([11, 12]), Some("A")),
            item(None, Some([11, 12]), Some("B")),
        ]
    };
    let apart = layout(&rooms("A"));
    assert_eq!(apart.lanes, ["B", "A"]);
    assert_eq!(
        places(&apart),
        [
            [(0, 1..2, 1..2), (1, 2..3, 1..2)],
            [(2, 2..3, 1..2), (3, 1..2, 1..2)]
        ]
    );
    let booked_twice = layout(&rooms("B"));
    assert_eq!(places(&booked_twice)[0], [(0, 1..2, 1..2), (1, 2..3, 1..2)]);
}

#[test]
fn a_group_is_a_frame_around_its_parts() {
    let items = [
        item(None, Some([9, 11]), None),
        item(Some(0), Some([9, 11]), None),
        item(Some(0), Some([9, 10]), None),
        item(Some(0), Some([10, 11]), None),
        item(None, Some([9, 10]), None),
    ];
    let layout = layout(&items);
    assert_eq!(places(&layout), [[(0, 1..3, 1..3), (4, 3..4, 1..2)]]);
    let framed = &layout.stretches[0].blocks[0].framed;
    let area = |rows, lanes| Area { rows, lanes };
    assert_eq!(
        *framed,
        [
            (2, area(2..3, 1..2)),
            (1, area(2..4, 2..3)),
            (3, area(3..4, 1..2))
        ]
    );
}

#[test]
fn what_is_too_much_side_by_side_is_a_list() {
    let mut posters = vec![item(None, Some([9, 10]), None)];
    posters.extend((0..50).map(|_| item(Some(0), Some([9, 10]), None)));
    let layout_of_group = layout(&posters);
    assert!(layout_of_group.stretches[0].blocks[0].framed.is_empty());
    assert!(!layout_of_group.stretches[0].is_list);
    let many: Vec<Item> = (0..50).map(|_| item(None, Some([9, 10]), None)).collect();
    assert!(layout(&many).stretches[0].is_list);
}

#[test]
fn what_has_no_times_is_apart() {
    let items = [item(None, None, None), item(None, Some([9, 10]), None)];
    let layout = layout(&items);
    assert_eq!(layout.untimed, [0]);
    assert_eq!(layout.stretches.len(), 1);
}
