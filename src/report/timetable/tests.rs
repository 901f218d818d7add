//! The cost, at sizes at which comparing all pairs would hang the test. What is found is in the fixtures of the rules.

use super::*;
use crate::text::place::ParsedFile;
use crate::text::source::{Source, Sources};
use crate::text::syntax::{self, Format, Limits};

const MANY: usize = 20_000;

/// Of a day on which every item is as `item` writes it, in JSON, what `see` sees in what is found.
fn on_a_full_day<T>(item: impl Fn(usize) -> String, see: impl Fn(&FoundInTime<'_>) -> T) -> T {
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
        vec![ParsedFile {
            file,
            source,
            tree: &tree,
            may_be_several: false,
        }],
        &[],
    );
    assert!(
        Timetable::of(&report).rows.len() >= MANY,
        "the agenda is read"
    );
    see(report.found_in_time())
}

#[test]
fn items_of_one_instant_are_one_question() {
    on_a_full_day(
        |_| r#"{"start": "09:00", "end": "10:00"}"#.to_owned(),
        |found| {
            assert_eq!(found.conflicts.len(), 0);
            let question = found.question.as_ref().unwrap();
            assert_eq!((question.slots, question.crossing.len()), (1, 0));
        },
    );
}

#[test]
fn items_that_all_cross_are_one_question() {
    on_a_full_day(
        |item| {
            let (hour, minute) = (item % 600 / 60, item % 60);
            format!(
                r#"{{"start": "{hour:02}:{minute:02}", "end": "{}:{minute:02}"}}"#,
                hour + 3
            )
        },
        |found| {
            assert_eq!(found.conflicts.len(), 0);
            assert!(!found.question.as_ref().unwrap().crossing.is_empty());
        },
    );
}

#[test]
fn items_with_rooms_of_their_own_are_distinguished() {
    on_a_full_day(
        |item| {
            let (hour, minute) = (item % 600 / 60, item % 60);
            format!(r#"{{"start": "{hour:02}:{minute:02}", "end": "23:00", "room": "{item}"}}"#)
        },
        |found| {
            assert_eq!(found.conflicts.len(), 0);
            assert!(found.question.is_none());
        },
    );
}

#[test]
fn what_very_many_items_share_is_one_crowd() {
    let crowds = on_a_full_day(
        |_| r#"{"start": "09:00", "end": "10:00", "room": "A", "chair": "B"}"#.to_owned(),
        |found| {
            assert_eq!(found.conflicts.len(), 0);
            found.crowds.len()
        },
    );
    assert_eq!(crowds, 2);
}

#[test]
fn very_many_titles_of_one_time_are_no_copies() {
    let copies = on_a_full_day(
        |item| {
            format!(
                r#"{{"start": "09:00", "end": "10:00", "title": "Topic {}"}}"#,
                item % 99
            )
        },
        |found| found.copies.len(),
    );
    assert_eq!(copies, 0);
}

#[test]
fn plenaries_and_the_groups_beside_them_cost_no_more_than_their_number() {
    let conflicts = on_a_full_day(
        |item| {
            if item % 2 == 0 {
                r#"{"start": "09:00", "end": "10:00", "kind": "plenary"}"#.to_owned()
            } else {
                r#"{"start": "09:00", "end": "10:00", "items": [{"code": "001"}]}"#.to_owned()
            }
        },
        |found| found.plenaries.len(),
    );
    assert!(0 < conflicts && conflicts <= MANY / 2);
}
