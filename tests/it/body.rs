//! The rules about contents, sections and paragraphs, on the Vienna Forum report and on changes to it: one cause, one
//! finding.

use std::fmt::Write as _;
use std::fs;

use reportlint::Finding;

use crate::rules::{findings_in, fixtures};

/// What the rules of these groups find in `text`.
fn found_in(text: &str) -> Vec<Finding> {
    let mut findings = findings_in("report.yaml", text);
    findings
        .retain(|finding| ["contents", "sections", "paragraphs"].contains(&finding.rule.group()));
    findings
}

/// The rule, the place and the help of each.
fn listed(findings: &[Finding]) -> Vec<(&str, &str, &str)> {
    let all = findings.iter().map(|finding| {
        let pointer = finding.primary().pointer.as_deref().unwrap_or_default();
        (
            finding.rule.id(),
            pointer,
            finding.help.as_deref().unwrap_or_default(),
        )
    });
    all.collect()
}

fn vienna_forum(name: &str) -> String {
    fs::read_to_string(fixtures().join("vienna-forum").join(name)).unwrap()
}

#[test]
fn the_vienna_forum_report_has_two_flaws_of_its_body() {
    let findings = found_in(&vienna_forum("report.yaml"));
    let found: Vec<&str> = findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        found,
        [
            "the paragraph after paragraph 10 has no number",
            "\"b.1\" is the only labelled heading below section II/b",
        ]
    );
    assert_eq!(listed(&found_in(&vienna_forum("corrected.yaml"))), []);
}

const DANGLING: &str = "contents/dangling-entry";
const LABELS: &str = "sections/label-sequence";

/// A passage of the report, what it is changed to, and the rule and the help of the only finding.
type Change = (&'static str, &'static str, &'static str, &'static str);

const IN_CONTENTS: [Change; 9] = [
    (
        "- label: IV\n    title: Conclusion",
        "- label: VIII\n    title: Conclusion",
        DANGLING,
        "section IV is titled \"Conclusion\"; did the contents mean IV?",
    ),
    (
        "- label: IV\n    title: Conclusion",
        "- label: VIII\n    title: Farewell",
        DANGLING,
        "the nearest label is that of section IV, \"Conclusion\"; correct the entry, or remove it from the contents",
    ),
    (
        "- label: c.2\n            title: Impact",
        "- label: c.7\n            title: Impact",
        DANGLING,
        "section II/c/c.2 is titled \"Impact\"; did the contents mean II/c/c.2?",
    ),
    (
        "- label: Annex II\n",
        "- label: Annex 2\n",
        DANGLING,
        "annex II is titled \"SUMMARY OF THE CHAIRPERSON\"; did the contents mean Annex II?",
    ),
    (
        "- label: IV\n    title: Conclusion",
        "- label: IV\n    ref: pannels\n    title: The end",
        DANGLING,
        "did the contents mean `panels`?",
    ),
    (
        "- label: c.2\n            title: Impact",
        "- label: c.1\n            title: Impact",
        "contents/title-mismatch",
        "section II/c/c.2 is titled \"Impact\"; did the contents mean II/c/c.2?",
    ),
    (
        "title: First plenary session",
        "title: Frist plenary session",
        DANGLING,
        "a heading is titled \"First plenary session\"; did the contents mean that one?",
    ),
    (
        "title: Attendance",
        "title: Attendances",
        "contents/title-mismatch",
        "write the same title in both places",
    ),
    (
        "title: Attendance\n        page: 4",
        "title: Attendance\n        page: 40",
        "contents/page-mismatch",
        "correct the page that is wrong",
    ),
];

const IN_BODY: [Change; 10] = [
    (
        "label: IV\n",
        "label: VIII\n",
        LABELS,
        "label it IV, or add the IV that is missing",
    ),
    (
        "label: III\n",
        "label: II\n",
        LABELS,
        "label it III, or remove it if it is here by mistake",
    ),
    (
        "label: c.2\n",
        "label: c.3\n",
        LABELS,
        "label it c.2, or add the c.2 that is missing",
    ),
    (
        "label: c.2\n",
        "label: d.2\n",
        DANGLING,
        "section II/c/d.2 is titled \"Impact\"; did the contents mean II/c/d.2?",
    ),
    (
        "label: IV\n    title: Conclusion",
        "title: Conclusion",
        DANGLING,
        "the heading \"Conclusion\" has no label; give it the one that the contents print, or take that out",
    ),
    (
        "label: II\n    title: SUMMARY",
        "label: III\n    title: SUMMARY",
        LABELS,
        "label it II, or add the II that is missing",
    ),
    (
        "- number: 6\n            text",
        "- text",
        "paragraphs/unnumbered",
        "number it, call it `5 bis`, or join it to the paragraph before",
    ),
    (
        "- number: 14\n",
        "- number: 15\n",
        "paragraphs/sequence",
        "number it 14, or add the paragraphs that are missing",
    ),
    (
        "- number: 14\n",
        "- number: 13\n",
        "paragraphs/sequence",
        "number it 14, and those after it accordingly",
    ),
    (
        "id: closing",
        "id: forum",
        "sections/duplicate-id",
        "give each its own id, and correct what refers to it",
    ),
];

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn one_change_is_one_finding() {
    let report = vienna_forum("corrected.yaml");
    let (contents, body) = report.split_at(report.find("\nsections:").unwrap());
    let in_contents = IN_CONTENTS.map(|it| (changed(contents, it.0, it.1) + body, it));
    let in_body = IN_BODY.map(|it| (contents.to_owned() + &changed(body, it.0, it.1), it));
    for (text, (_, change, rule, help)) in in_contents.into_iter().chain(in_body) {
        let findings = found_in(&text);
        let found = listed(&findings);
        let found: Vec<(&str, &str)> = found.iter().map(|(rule, _, help)| (*rule, *help)).collect();
        assert_eq!(found, [(rule, help)], "{change}");
    }
}

#[test]
fn a_section_taken_out_is_one_finding_of_the_contents() {
    let report = vienna_forum("corrected.yaml");
    let start = report.find("  - id: closing\n").unwrap();
    let end = report.find("  - id: conclusion\n").unwrap();
    let mut findings = found_in(&(report[..start].to_owned() + &report[end..]));
    // The paragraphs that went with it are missing, too.
    findings.retain(|finding| finding.rule.id() != "paragraphs/sequence");
    let found: Vec<&str> = findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(
        found,
        [
            "the contents list \"III Closing session of the Vienna Forum\", but the report has no section III"
        ]
    );
}

#[test]
fn what_is_malformed_is_no_finding_of_these_rules() {
    let report = vienna_forum("corrected.yaml");
    for (from, to) in [
        (
            "    label: III\n    title: Closing",
            "    label: [III]\n    title: Closing",
        ),
        ("- number: 14\n", "- number: [14]\n"),
        (
            "    paragraphs:\n      - number: 68",
            "    paragraphs: none\n    x-paragraphs:\n      - number: 68",
        ),
    ] {
        let findings = found_in(&changed(&report, from, to));
        let found: Vec<&str> = listed(&findings).iter().map(|(rule, ..)| *rule).collect();
        let expected: &[&str] = if to.contains("none") {
            &["paragraphs/sequence"]
        } else {
            &[]
        };
        assert_eq!(found, expected, "{to}");
    }
}

/// A report of as many sections and entries, the entries in the order that `entry` gives.
fn large(size: usize, label: impl Fn(usize) -> String, entry: impl Fn(usize) -> usize) -> String {
    let mut text = String::from("document: {title: Large}\ncontents:\n");
    for index in 0..size {
        let index = entry(index);
        writeln!(
            text,
            "- {{label: \"{}\", title: Section {index}, page: {}}}",
            label(index),
            index + 1
        )
        .unwrap();
    }
    text.push_str("sections:\n");
    for index in 0..size {
        writeln!(
            text,
            "- {{label: \"{}\", title: Section {index}, paragraphs: [{{number: {}, text: Text.}}]}}",
            label(index),
            index + 1
        )
        .unwrap();
    }
    text
}

/// So many that whatever compares all pairs would be felt at once.
#[test]
fn thousands_of_faults_are_all_reported() {
    const SIZE: usize = 3_000;
    let number = |index: usize| (index + 1).to_string();
    let plain = large(SIZE, number, |index| index);
    assert_eq!(found_in(&plain).len(), 0);
    let (contents, body) = plain.split_at(plain.find("sections:").unwrap());
    let reversed = large(SIZE, number, |index| SIZE - 1 - index);
    let shifted = large(SIZE, number, |index| (index + 1) % SIZE);
    let all_alike = large(SIZE, |_| "7".to_owned(), |index| index);
    let dangling = contents.replace("{label: \"", "{label: \"9999") + body;
    for (text, at_least) in [
        (reversed, 1),
        (shifted, 1),
        (all_alike, 1),
        (dangling, SIZE),
    ] {
        let count = found_in(&text).len();
        assert!(count >= at_least, "{count}");
    }
}
