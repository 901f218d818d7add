//! What the rules about the times of the agenda find: which items are in one finding.

use std::fs;

use reportlint::{Finding, Severity};

use super::rules::{findings_in, fixtures};

/// The rules that share the timetable.
const RULES: [&str; 7] = [
    "agenda/duplicate-item",
    "agenda/overlap",
    "agenda/undeclared-parallel",
    "agenda/double-booking",
    "agenda/plenary-conflict",
    "agenda/inverted-interval",
    "agenda/outside-parent",
];

fn found(name: &str, text: impl Into<Vec<u8>>) -> Vec<Finding> {
    let mut findings = findings_in(name, text);
    findings.retain(|finding| RULES.contains(&finding.rule.id()));
    findings
}

/// Each finding as its rule and the text that its labels underline.
fn clusters(fixture: &str) -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(fixtures().join(fixture)).unwrap();
    let underlined = |finding: &Finding| {
        let labels = finding.labels.iter();
        let spans = labels.map(|label| label.location.span);
        spans
            .map(|span| {
                text[span.start as usize..span.end as usize]
                    .trim_matches('"')
                    .to_owned()
            })
            .collect()
    };
    found("report.yaml", text.clone())
        .iter()
        .map(|finding| (finding.rule.id().to_owned(), underlined(finding)))
        .collect()
}

fn rules_and_sizes(fixture: &str) -> Vec<(String, usize)> {
    let clusters = clusters(fixture).into_iter();
    clusters
        .map(|(rule, labels)| (rule, labels.len()))
        .collect()
}

#[test]
fn the_agenda_of_the_vienna_forum_has_five_places_to_fix() {
    let found = clusters("vienna-forum/report.yaml");
    let rules: Vec<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(
        rules,
        [
            "agenda/plenary-conflict",
            "agenda/undeclared-parallel",
            "agenda/overlap",
            "agenda/undeclared-parallel",
            "agenda/undeclared-parallel"
        ]
    );
    assert_eq!(
        found[0].1,
        [
            "First plenary session",
            "Supply Chain Management",
            "Proactive Prevention – What Works!",
            "Criminal Justice Responses to Human Trafficking"
        ]
    );
    assert_eq!(
        found[1].1,
        [
            "Sessions III",
            "Special Event: The Role of Women Leaders (Closed session)"
        ]
    );
    assert!(found[2].1[0].contains("Side Event: The Bali Process"));
    assert_eq!(found[2].1[1], "Lunch");
    assert_eq!(
        found[3].1,
        [
            "Sessions IV",
            "International Cooperation",
            "The Role of Religious Communities",
            "The Role of Youth",
            "Special Event: The Role of the Private Sector II"
        ]
    );
    assert_eq!(
        found[4].1,
        [
            "Sessions V",
            "International Cooperation",
            "The Role of Religious Communities",
            "Special Event: The Role of the Arts"
        ]
    );
    assert_eq!(clusters("vienna-forum/corrected.yaml"), []);
}

#[test]
fn each_two_items_are_one_finding_and_an_item_with_all_that_it_overlaps() {
    for (fixture, sizes) in [
        ("overlap/bad", [2, 3].as_slice()),
        ("overlap/parts.bad", &[2]),
        ("overlap/past-midnight.bad", &[3]),
        ("overlap/one-among-many.bad", &[3]),
        ("undeclared-parallel/bad", &[2, 3]),
        ("undeclared-parallel/one-room-unknown.bad", &[2]),
        ("undeclared-parallel/crossing-first.bad", &[2]),
        ("undeclared-parallel/parts-at-one-time.bad", &[3]),
        ("double-booking/bad", &[4]),
        ("double-booking/undeclared.bad", &[2, 2, 2]),
        ("double-booking/declared-parallel.bad", &[4, 2]),
        ("double-booking/parts.bad", &[2]),
        ("double-booking/open-space.bad", &[3]),
        ("duplicate-item/bad", &[2]),
        ("plenary-conflict/bad", &[3, 2]),
        ("plenary-conflict/across-groups.bad", &[2, 2]),
        ("plenary-conflict/parts-printed-beside.bad", &[2]),
        ("outside-parent/bad", &[2, 2]),
        ("outside-parent/group-moved.bad", &[3]),
    ] {
        let found = rules_and_sizes(&format!("rules/agenda/{fixture}.yaml"));
        let found: Vec<usize> = found.into_iter().map(|(_, size)| size).collect();
        assert_eq!(found, sizes, "{fixture}");
    }
}

#[test]
fn a_clash_is_an_error_and_what_is_likely_meant_is_less_severe() {
    for (fixture, severity) in [
        ("overlap/short-registration.bad", Severity::Error),
        ("overlap/declared-agenda.bad", Severity::Error),
        ("overlap/desk-all-day.bad", Severity::Warning),
        ("overlap/during-a-break.bad", Severity::Warning),
        ("double-booking/several-rooms.bad", Severity::Error),
        ("double-booking/open-space.bad", Severity::Warning),
        (
            "undeclared-parallel/parts-at-one-time.bad",
            Severity::Warning,
        ),
        (
            "undeclared-parallel/laboratory-all-day.bad",
            Severity::Advice,
        ),
        (
            "undeclared-parallel/crossing-is-the-rule.bad",
            Severity::Advice,
        ),
    ] {
        let path = fixtures().join(format!("rules/agenda/{fixture}.yaml"));
        let found = found("report.yaml", fs::read(path).unwrap());
        let severities = found.iter().map(|finding| finding.severity);
        assert!(severities.clone().all(|it| it == severity), "{fixture}");
        assert!(severities.count() > 0, "{fixture}");
    }
}

#[test]
fn a_question_shows_what_crosses_first_and_no_desk() {
    for (fixture, shown) in [
        ("crossing-first.bad", ["Locks", "Weirs"]),
        ("not-the-desk-first.bad", ["Dams", "Wells"]),
        ("at-the-same-hours.bad", ["Dams", "Wells"]),
    ] {
        let found = clusters(&format!("rules/agenda/undeclared-parallel/{fixture}.yaml"));
        assert_eq!(found.len(), 1, "{fixture}");
        let mut labels = found[0].1.clone();
        labels.sort_unstable();
        assert_eq!(labels, shown, "{fixture}");
    }
}

#[test]
fn a_time_that_cannot_be_read_silences_its_item_alone() {
    let agenda = r#"
document: {title: Report}
agenda:
  days:
    - date: 2024-05-13
      items:
        - start: "09:00"
          end: "12:00"
          title: Morning
          items:
            - {start: "9.00", end: "10.00", title: Rain, chair: Ana Lopes}
            - {start: "10:00", end: "11:00", title: Snow, chair: Ana Lopes}
            - {start: "10:30", title: Hail, chair: Ana Lopes}
            - {start: "10:30", end: "11:30", title: Ice, chair: Ana Lopes}
"#;
    let found = found("report.yaml", agenda);
    assert_eq!(found.len(), 1);
    let pointers: Vec<_> = found[0]
        .labels
        .iter()
        .map(|label| label.pointer.as_deref())
        .collect();
    assert_eq!(
        pointers,
        [1, 3]
            .map(|item| format!("/agenda/days/0/items/0/items/{item}/chair"))
            .each_ref()
            .map(|it| Some(it.as_str()))
    );
}
