//! A clash that is new is a finding that is new: what is known of an agenda never hides it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use reportlint::Finding;
use reportlint::internals::fingerprint;

use crate::rules::check;
use crate::tried::tried;

/// An item of a small programme, in quarters of an hour from eight o'clock.
#[derive(Debug, Clone)]
struct Item {
    title: String,
    start: u32,
    quarters: u32,
    kind: Option<&'static str>,
    room: Option<&'static str>,
    speaker: Option<&'static str>,
    is_parallel: bool,
}

impl Item {
    fn is_session(&self) -> bool {
        matches!(self.kind, None | Some("session" | "workshop"))
    }
}

const KINDS: [Option<&str>; 8] = [
    None,
    None,
    Some("session"),
    Some("session"),
    Some("workshop"),
    Some("plenary"),
    Some("break"),
    Some("registration"),
];
const ROOMS: [Option<&str>; 4] = [None, None, Some("Hall A"), Some("Hall B")];
const SPEAKERS: [Option<&str>; 5] = [None, None, None, Some("Ana Lopes"), Some("Li Wei")];
const TITLES: [&str; 5] = ["Dams", "Wells", "Springs", "Floods", "Canals"];

fn item() -> impl Strategy<Value = Item> {
    let pick = |most: usize| 0..most;
    (
        (pick(TITLES.len()), 0_u32..36, 1_u32..10),
        (
            pick(KINDS.len()),
            pick(ROOMS.len()),
            pick(SPEAKERS.len()),
            prop::bool::weighted(0.1),
        ),
    )
        .prop_map(
            |((title, start, quarters), (kind, room, speaker, is_parallel))| Item {
                // a break that is called as a session is known with it: the texts of both findings are the same
                title: match KINDS[kind] {
                    Some("break") => "Lunch".to_owned(),
                    Some("registration") => "Desk".to_owned(),
                    _ => TITLES[title].to_owned(),
                },
                start,
                quarters,
                kind: KINDS[kind],
                room: ROOMS[room],
                speaker: SPEAKERS[speaker],
                is_parallel,
            },
        )
}

fn programme() -> impl Strategy<Value = Vec<Vec<Item>>> {
    prop::collection::vec(prop::collection::vec(item(), 1..12), 1..3)
}

fn written(days: &[Vec<Item>], says_parallel: bool) -> String {
    let mut text =
        format!("document: {{title: Report}}\nagenda:\n  parallel: {says_parallel}\n  days:\n");
    for (day, items) in days.iter().enumerate() {
        let mut items = items.clone();
        items.sort_by_key(|item| item.start);
        writeln!(text, "    - date: 2024-05-{}\n      items:", 13 + day).unwrap();
        for item in items {
            let clock = |quarters: u32| format!("{:02}:{:02}", 8 + quarters / 4, quarters % 4 * 15);
            writeln!(text, "        - title: {}", item.title).unwrap();
            writeln!(text, "          start: \"{}\"", clock(item.start)).unwrap();
            writeln!(
                text,
                "          end: \"{}\"",
                clock(item.start + item.quarters)
            )
            .unwrap();
            for (key, value) in [("kind", item.kind), ("room", item.room)] {
                if let Some(value) = value {
                    writeln!(text, "          {key}: {value}").unwrap();
                }
            }
            if let Some(speaker) = item.speaker {
                writeln!(text, "          speakers: [{speaker}]").unwrap();
            }
            if item.is_parallel {
                writeln!(text, "          parallel: true").unwrap();
            }
        }
    }
    text
}

/// What a baseline keeps of a report.
fn fingerprints(text: &str) -> BTreeSet<String> {
    let (sources, findings) = check("report.yaml", text);
    let findings: Vec<_> = findings.iter().map(|finding| (&sources, finding)).collect();
    fingerprint::of_all(&findings).into_iter().collect()
}

/// The same programme with an item more, which crosses a session in that session's place.
fn with_a_clash(days: &[Vec<Item>], nth: usize, title: &str) -> Option<Vec<Vec<Item>>> {
    let sessions = days.iter().enumerate().flat_map(|(day, items)| {
        let items = items
            .iter()
            .filter(|item| item.is_session() && !item.is_parallel);
        items
            .filter(|item| item.quarters > 1)
            .map(move |item| (day, item))
    });
    let sessions: Vec<_> = sessions.collect();
    let (day, session) = *sessions.get(nth % sessions.len().max(1))?;
    let clash = Item {
        title: title.to_owned(),
        start: session.start + 1,
        kind: Some("session"),
        speaker: None,
        ..session.clone()
    };
    let mut days = days.to_vec();
    days[day].push(clash);
    Some(days)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_new_clash_is_never_hidden_by_an_old_one(
        days in programme(), says_parallel in any::<bool>(), nth in 0_usize..30, is_namesake in any::<bool>()
    ) {
        let before = fingerprints(&written(&days, says_parallel));
        // a title that is there already tells the less
        let title = if is_namesake { "Dams" } else { "Reservoirs" };
        if let Some(changed) = with_a_clash(&days, nth, title) {
            let text = written(&changed, says_parallel);
            let after = fingerprints(&text);
            prop_assert!(!after.is_subset(&before), "{text}");
        }
        tried(1, 2);
    }
}

/// The programme of a day with a desk that is open all day.
fn day_with_a_desk(lunch: &str) -> String {
    format!(
        r#"
document: {{title: Report}}
agenda:
  days:
    - date: 2024-05-16
      items:
        - {{start: "08:00", end: "17:00", title: Registration, kind: other}}
        - {{start: "09:00", end: "10:30", title: Floods, kind: session}}
        - {{start: "10:00", end: "11:30", title: Droughts, kind: session}}
        - {{start: "11:30", end: "12:30", title: Springs, kind: session}}
        - {{start: "{lunch}", end: "13:30", title: Lunch, kind: break}}
"#
    )
}

#[test]
fn a_lunch_that_is_moved_into_a_session_is_reported_beside_what_is_known() {
    let before = fingerprints(&day_with_a_desk("12:30"));
    let after = fingerprints(&day_with_a_desk("12:00"));
    assert_eq!((before.len(), after.len()), (1, 2));
    assert!(before.is_subset(&after));
}

#[test]
fn an_item_that_is_not_shown_makes_another_finding() {
    let day = |names: &[&str]| {
        let mut text = "document: {title: Report}\nagenda:\n  parallel: true\n  days:\n    - date: 2024-05-16\n      items:\n"
            .to_owned();
        text += "        - {start: \"09:00\", end: \"12:00\", title: Excursion}\n";
        for (hour, name) in names.iter().enumerate() {
            writeln!(text, "        - {{start: \"11:{hour}0\", end: \"13:00\", title: {name}, room: Hall {hour}}}").unwrap();
        }
        text.replace("title: Excursion", "title: Excursion, track: All")
            .replace(", room: Hall", ", track: All, room: Hall")
    };
    let told = |text: &str| {
        let (_, findings) = check("report.yaml", text);
        let about = |finding: &Finding| (finding.rule.id().to_owned(), finding.labels.len());
        findings.iter().map(about).collect::<Vec<_>>()
    };
    let three = day(&["Dams", "Wells", "Springs"]);
    let four = day(&["Dams", "Wells", "Springs", "Floods"]);
    assert_ne!(fingerprints(&three), fingerprints(&four));
    assert!(!told(&three).is_empty());
    assert_eq!(told(&three), told(&four));
}

#[test]
fn a_question_lasts_as_long_as_its_example() {
    let slots = |count: usize| {
        let mut text =
            "document: {title: Report}\nagenda:\n  days:\n    - date: 2024-05-16\n      items:\n"
                .to_owned();
        for slot in 0..count {
            let hour = 9 + slot;
            for name in ["Dams", "Wells"] {
                writeln!(text, "        - {{start: \"{hour:02}:00\", end: \"{hour:02}:45\", title: {name} {slot}}}").unwrap();
            }
        }
        fingerprints(&text)
    };
    assert_eq!(slots(2).len(), 1);
    assert_eq!(slots(2), slots(5));
}
