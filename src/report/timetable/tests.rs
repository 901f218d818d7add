//! The cost, at sizes at which comparing all pairs would hang the test. What is found is in the fixtures of the rules.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the methods' own lifetime stands in the way"
)]

use super::*;
use crate::text::place::Part;
use crate::text::source::{Source, Sources};
use crate::text::syntax::{self, Format, Limits};

const MANY: usize = 20_000;

/// Of a day on which every item is as `item` writes it, in JSON, what `see` sees in its timetable.
fn on_a_full_day<T>(item: impl Fn(usize) -> String, see: impl Fn(&Timetable<'_, '_>) -> T) -> T {
    let items: Vec<String> = (0..MANY).map(item).collect();
    let text = format!(
        r#"{{"agenda": {{"days": [{{"items": [{}]}}]}}}}"#,
        items.join(",")
    );
    let mut sources = Sources::default();
    let file = sources.add(Source::decode("report.json", text.into_bytes()));
    let source = sources.get(file);
    let tree = syntax::parse(source.text(), Format::of(source.name()), &Limits::default());
    let report = Report::read(
        vec![Part {
            file,
            source,
            tree: &tree,
            may_be_several: false,
        }],
        &[],
    );
    let timetable = Timetable::of(&report);
    assert!(timetable.rows.len() >= MANY, "the agenda is read");
    see(&timetable)
}

#[test]
fn items_of_one_instant_are_one_clash() {
    let clashes = on_a_full_day(
        |_| r#"{"start": "09:00", "end": "10:00"}"#.to_owned(),
        |timetable| timetable.clashes().to_vec(),
    );
    assert_eq!(clashes.len(), 1);
    assert_eq!(clashes[0].items.len(), MANY);
    assert!(clashes[0].same_interval);
}

#[test]
fn items_with_rooms_of_their_own_are_told_apart() {
    let clashes = on_a_full_day(
        |item| {
            let (hour, minute) = (item % 600 / 60, item % 60);
            format!(r#"{{"start": "{hour:02}:{minute:02}", "end": "23:00", "room": "{item}"}}"#)
        },
        |timetable| timetable.clashes().to_vec(),
    );
    assert_eq!(clashes, []);
}

#[test]
fn items_that_share_all_they_have_are_one_booking() {
    let bookings = on_a_full_day(
        |_| {
            r#"{"start": "09:00", "end": "10:00", "room": "A", "chair": "B", "speakers": ["C"]}"#
                .to_owned()
        },
        |timetable| {
            assert_eq!(timetable.clashes(), []);
            let bookings = timetable.double_bookings().iter();
            bookings
                .map(|booking| (booking.items.len(), booking.shared.len()))
                .collect::<Vec<_>>()
        },
    );
    assert_eq!(bookings, [(MANY, 3)]);
}

#[test]
fn plenaries_and_the_groups_beside_them_are_one_conflict() {
    let conflicts = on_a_full_day(
        |item| {
            if item % 2 == 0 {
                r#"{"start": "09:00", "end": "10:00", "kind": "plenary"}"#.to_owned()
            } else {
                r#"{"start": "09:00", "end": "10:00", "items": [{"code": "001"}]}"#.to_owned()
            }
        },
        |timetable| timetable.plenary_conflicts(),
    );
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].plenaries.len(), MANY / 2);
    assert_eq!(conflicts[0].sessions.len(), MANY / 2);
}
