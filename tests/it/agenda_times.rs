//! What the rules about the times of the agenda find: which items are in one finding.

use std::fs;

use reportlint::Finding;

use super::rules::{findings_in, fixtures};

/// The rules that share the timetable.
const RULES: [&str; 6] = [
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
fn the_agenda_of_the_vienna_forum_has_four_places_to_mend() {
    let found = clusters("vienna-forum/report.yaml");
    let rules: Vec<&str> = found.iter().map(|(rule, _)| rule.as_str()).collect();
    assert_eq!(
        rules,
        [
            "agenda/plenary-conflict",
            "agenda/undeclared-parallel",
            "agenda/overlap",
            "agenda/overlap"
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
            "Special Event: The Role of the Private Sector II",
            "Sessions V",
            "Special Event: The Role of the Arts"
        ]
    );
    assert_eq!(clusters("vienna-forum/corrected.yaml"), []);
}

#[test]
fn what_clashes_directly_or_through_a_third_is_one_finding() {
    for (fixture, sizes) in [
        ("overlap/bad", [2, 3].as_slice()),
        ("overlap/parts.bad", &[2]),
        ("overlap/one-room-unknown.bad", &[2, 2]),
        ("overlap/past-midnight.bad", &[3]),
        ("undeclared-parallel/bad", &[2, 3]),
        ("double-booking/bad", &[2, 2]),
        ("double-booking/undeclared.bad", &[2, 2, 2]),
        ("double-booking/declared-parallel.bad", &[4, 2]),
        ("double-booking/parts.bad", &[2]),
        ("plenary-conflict/bad", &[3, 2]),
        ("plenary-conflict/across-groups.bad", &[3, 2]),
        ("plenary-conflict/in-a-declared-group.bad", &[2]),
        ("inverted-interval/nothing-else.bad", &[2, 2]),
        ("outside-parent/bad", &[2, 2]),
        ("outside-parent/group-moved.bad", &[3]),
    ] {
        let found = rules_and_sizes(&format!("rules/agenda/{fixture}.yaml"));
        let found: Vec<usize> = found.into_iter().map(|(_, size)| size).collect();
        assert_eq!(found, sizes, "{fixture}");
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
