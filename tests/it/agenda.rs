//! What the rules of the agenda say, and what they underline.

use std::fs;

use reportlint::{Finding, Severity};

use crate::rules::{findings_in, fixtures};

/// Each finding of a fixture: its message, and the underlined text with its label.
fn told(case: &str) -> Vec<(String, Vec<String>)> {
    let path = fixtures().join("rules/agenda").join(case);
    let text = fs::read_to_string(&path).unwrap();
    let labels = |finding: &Finding| {
        let label =
            |it: &reportlint::Label| format!("{}: {}", &text[it.location.span.range()], it.message);
        finding.labels.iter().map(label).collect()
    };
    findings_in(case, text.as_str())
        .iter()
        .map(|finding| (finding.message.clone(), labels(finding)))
        .collect()
}

fn assert_reported(case: &str, expected: &[(&str, &[&str])]) {
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(message, labels)| {
            let labels = labels.iter().map(|&label| label.to_owned());
            ((*message).to_owned(), labels.collect())
        })
        .collect();
    assert_eq!(told(case), expected, "{case}");
}

#[test]
fn a_code_used_twice_is_reported_with_its_titles_and_leaves_no_gap() {
    assert_reported(
        "duplicate-code/bad.yaml",
        &[
            (
                r#"the code 002 is on the agenda twice, for "Rivers" and for "Lakes""#,
                &[
                    r#""002": first on 16 May, 10:00–11:00"#,
                    r#""002": again at 11:00–12:00"#,
                ],
            ),
            (
                "the code 004 is on the agenda twice",
                &[
                    r#""004": first on 17 May, 09:00–10:00"#,
                    r#""004": again at 11:00–12:00"#,
                ],
            ),
        ],
    );
    assert_reported(
        "duplicate-code/three_times.bad.yaml",
        &[(
            r#"the code A-1 is on the agenda 3 times, for "Rivers", for "Lakes" and for "Groundwater""#,
            &[
                r#""A-1": first on 16 May, 09:00–10:00"#,
                r#""A-1": again at 10:00–11:00"#,
                r#""A-1": again at 09:00–10:00"#,
            ],
        )],
    );
}

#[test]
fn what_cannot_be_read_of_a_time_is_not_told() {
    assert_reported(
        "duplicate-code/undated.bad.yaml",
        &[
            (
                "the code 001 is on the agenda twice",
                &[r#""001": first here"#, r#""001": again on the same day"#],
            ),
            (
                r#"the code 002 is on the agenda twice, for "Lakes" and for "Ponds""#,
                &[
                    r#""002": first at 09:00–10:00"#,
                    r#""002": again at the same time"#,
                ],
            ),
        ],
    );
}

#[test]
fn a_title_is_reported_as_it_is_first_written() {
    assert_reported(
        "duplicate-title/other_signs.bad.yaml",
        &[(
            r#""“Water” and Food" is on the agenda twice, as 004 and as 005"#,
            &[
                "“Water” and Food: first on 17 May, 11:00–12:00",
                r#""'Water' and Food": again at 12:00–13:00"#,
            ],
        )],
    );
}

#[test]
fn holes_next_to_one_another_are_one_finding() {
    assert_reported(
        "code-gap/bad.yaml",
        &[
            (
                "no session has the code 003",
                &[r#""004": the next code"#, r#""002": the code before"#],
            ),
            (
                "no session has the code 007 or 008",
                &[r#""009": the next code"#, r#""006": the code before"#],
            ),
        ],
    );
    assert_reported(
        "code-gap/mistyped.bad.yaml",
        &[(
            "no session has the code 04",
            &[r#""05": the next code"#, r#""03": the code before"#],
        )],
    );
    assert_reported(
        "code-gap/prefixes.bad.yaml",
        &[(
            "no session has the code WS-11",
            &[r#""WS-12": the next code"#, r#""WS-10": the code before"#],
        )],
    );
}

#[test]
fn a_wrong_weekday_is_the_only_finding_about_its_day() {
    assert_reported(
        "weekday-mismatch/a_wrong_date.bad.yaml",
        &[
            (
                "16 May 2024 is a Thursday, not a Friday",
                &["Friday: should be Thursday", "2024-05-16: a Thursday"],
            ),
            (
                "18 May 2023 is a Thursday, not a Saturday",
                &["Saturday: should be Thursday", "2023-05-18: a Thursday"],
            ),
        ],
    );
}

#[test]
fn what_was_moved_together_is_one_finding() {
    assert_reported(
        "order/a_block_moved.bad.yaml",
        &[(
            r#""Lakes" at 14:00 and the next entry come before "Opening" at 09:00"#,
            &[
                r#""14:00": out of order"#,
                r#""15:00": out of order, too"#,
                r#""09:00": but this is earlier"#,
            ],
        )],
    );
    assert_reported(
        "outside-event/moved.bad.yaml",
        &[(
            "16 May 2025 is on the agenda, but the event ends on 17 May 2024",
            &[
                "2025-05-16: after the event",
                "2024-05-17: the event ends here",
            ],
        )],
    );
}

#[test]
fn a_break_in_a_series_names_the_label_that_is_expected() {
    assert_reported(
        "label-sequence/bad.yaml",
        &[
            (
                r#""Conference Day III" comes after "Conference Day I", but "Conference Day II" is expected"#,
                &[
                    r#"Conference Day III: should be "Conference Day II""#,
                    "Conference Day I: after this one",
                ],
            ),
            (
                r#""Sessions IV" comes after "Sessions II", but "Sessions III" is expected"#,
                &[
                    r#"Sessions IV: should be "Sessions III""#,
                    "Sessions II: after this one",
                ],
            ),
            (
                r#""Part I" appears twice in a row"#,
                &[r#"Part I: should be "Part II""#, "Part I: after this one"],
            ),
        ],
    );
    assert_reported(
        "label-sequence/first_mistyped.bad.yaml",
        &[(
            r#"the first label is "Session IV", but "Session I" is expected"#,
            &[r#"Session IV: should be "Session I""#],
        )],
    );
}

#[test]
fn a_point_in_time_is_advice_and_an_end_before_the_start_an_error() {
    let case = "inverted-interval/a_point_in_time.bad.yaml";
    let text = fs::read(fixtures().join("rules/agenda").join(case)).unwrap();
    let weights: Vec<Severity> = findings_in(case, text)
        .iter()
        .map(|finding| finding.severity)
        .collect();
    assert_eq!(weights, [Severity::Advice, Severity::Error]);
}

#[test]
fn a_person_is_one_finding_however_often_named() {
    assert_reported(
        "unknown-person/bad.yaml",
        &[
            (
                r#""Josef Okafor" is on the agenda, but not in `people`"#,
                &[
                    "Josef Okafor: chairs here",
                    "Josef Okafor: speaks here",
                    "Joseph Okafor: did the agenda mean this one?",
                ],
            ),
            (
                r#""Maria Duarte" is on the agenda, but not in `people`"#,
                &["Maria Duarte: speaks here"],
            ),
        ],
    );
}

#[test]
fn a_repetition_of_nothing_is_reported_with_what_was_probably_meant() {
    let text = fs::read(fixtures().join("rules/agenda/unknown-repeat/bad.yaml")).unwrap();
    let helps: Vec<_> = findings_in("bad.yaml", text)
        .into_iter()
        .map(|finding| (finding.message, finding.help.unwrap()))
        .collect();
    let expected = [
        (
            r#""Water and Health" repeats 002, which has another title"#,
            r#"session 001 has this title: write `repeats: "001"`"#,
        ),
        (
            r#""Rivers" repeats 2, but no session has that code"#,
            r#"session 002 has this title: write `repeats: "002"`"#,
        ),
        (
            r#""Lakes" repeats 006, which is its own code"#,
            r#"session 003 has this title: write `repeats: "003"`"#,
        ),
    ];
    assert_eq!(
        helps,
        expected.map(|(message, help)| (message.to_owned(), help.to_owned()))
    );
}
