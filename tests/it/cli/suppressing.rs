//! `--add-suppressions`: which comments are written, and what is left to people.

use std::fs;

use reportlint::internals::rule;

use super::{Ran, folder, ran, reportlint, run, run_in, run_on};
use crate::rules::fixtures;

const REASON: &str = "as printed";

/// Rules whose findings no comment suppresses.
fn is_left(id: &str) -> bool {
    let always_on = ["include/", "suppression/", "config/"];
    let others = ["schema/not-a-report", "yaml/syntax", "yaml/encoding"];
    always_on.iter().any(|group| id.starts_with(group)) || others.contains(&id)
}

fn output(ran: &Ran) -> &str {
    std::str::from_utf8(&ran.output).unwrap()
}

/// The text without the comments that were written.
fn without_comments(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let lines = lines.filter_map(|line| {
        let Some(start) = line.find("# reportlint: allow") else {
            return Some(line.to_owned());
        };
        if !line.trim_end().ends_with(REASON) {
            return Some(line.to_owned());
        }
        let before = &line[..start];
        let end = &line[line.trim_end_matches(['\r', '\n']).len()..];
        let is_alone = before.trim().is_empty();
        (!is_alone).then(|| format!("{}{end}", before.strip_suffix("  ").unwrap()))
    });
    lines.collect()
}

#[test]
fn all_findings_of_the_real_report_are_suppressed_and_nothing_else_changes() {
    let text = fs::read_to_string(fixtures().join("vienna-forum/report.yaml")).unwrap();
    let folder = folder(&[("report.yaml", text.as_bytes())]);
    let shown = ran(folder.path(), &["check", "--add-suppressions", REASON]);
    assert!(shown.ends_with("suppressed 20 findings\n"), "{shown}");
    let after = fs::read_to_string(folder.path().join("report.yaml")).unwrap();
    assert_eq!(after.matches("# reportlint: allow").count(), 19);
    assert_eq!(without_comments(&after), text);
    let again = run_in(folder.path(), &["check", "--add-suppressions", REASON]).in_peace();
    assert_eq!(again.code, Some(0));
    assert_eq!(
        fs::read_to_string(folder.path().join("report.yaml")).unwrap(),
        after
    );
}

#[test]
fn a_finding_of_any_rule_is_suppressed_where_a_comment_can_be_about_it() {
    let options = ["check", "--no-config", "--today", "2026-01-01"];
    for rule in rule::all().filter(|rule| !is_left(rule.id)) {
        let bad = fixtures().join("rules").join(rule.id).join("bad.yaml");
        let Ok(text) = fs::read_to_string(&bad) else {
            continue;
        };
        let folder = folder(&[("bad.yaml", text.as_bytes())]);
        let add = ["--add-suppressions", REASON, "--format", "json", "bad.yaml"];
        let shown = ran(folder.path(), &[&options[..], &add].concat());
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let findings = shown["findings"].as_array().unwrap().iter();
        let left: Vec<&str> = findings
            .map(|finding| finding["rule"].as_str().unwrap())
            .filter(|id| !is_left(id))
            .collect();
        assert!(left.is_empty(), "{}: {left:?}", rule.id);
        let after = fs::read_to_string(folder.path().join("bad.yaml")).unwrap();
        assert_eq!(without_comments(&after), text, "{}", rule.id);
    }
}

#[test]
fn what_no_comment_suppresses_is_left_and_named() {
    let json = r#"{"document": {"title": "A"}, "sections": [{"title": "B", "paragraphs": [{"number": 1, "text": "The the well."}]}]}"#;
    let folder = folder(&[("report.json", json.as_bytes())]);
    let shown = ran(folder.path(), &["check", "--add-suppressions", REASON]);
    let expected = "not suppressed: 1 finding in report.json: only comments in YAML suppress findings; write an entry of `allow` in reportlint.yaml\nsuppressed 0 findings";
    assert!(shown.contains(expected), "{shown}");
    assert_eq!(
        fs::read_to_string(folder.path().join("report.json")).unwrap(),
        json
    );
}

#[test]
fn comments_are_shown_as_a_diff_and_on_standard_output() {
    let text = "document: {title: A}\nsections:\n  - title: B\n    paragraphs:\n      - number: 1\n        text: The the well.\n";
    let comment = "        # reportlint: allow text/doubled-word -- as printed\n";
    let written = text.replace("        text", &format!("{comment}        text"));
    let folder = folder(&[("report.yaml", text.as_bytes())]);
    let options = ["check", "--diff", "--add-suppressions", REASON];
    let diff = run_in(folder.path(), &options).in_peace();
    let added = format!("+{comment}");
    assert_eq!(diff.code, Some(1));
    assert!(output(&diff).contains(&added), "{}", output(&diff));
    assert_eq!(
        fs::read_to_string(folder.path().join("report.yaml")).unwrap(),
        text
    );
    let piped = run_on(
        text.as_bytes(),
        &["check", "--add-suppressions", REASON, "-"],
    )
    .in_peace();
    assert_eq!(output(&piped), written);
}

#[test]
fn a_reason_is_one_line_and_not_empty() {
    for wrong in ["", "  ", "a\nb"] {
        let ran = run(&mut reportlint(&["check", "--add-suppressions", wrong]));
        assert_eq!(ran.code, Some(2), "{wrong:?}");
        assert!(ran.errors.contains("--add-suppressions"), "{}", ran.errors);
    }
    let with_fix = ["check", "--fix", "--add-suppressions", REASON];
    assert_eq!(run(&mut reportlint(&with_fix)).code, Some(2));
}

#[test]
fn line_ends_stay_and_only_what_is_selected_is_suppressed() {
    let text = "document: {title: A}\r\nsections:\r\n  - title: B\r\n    paragraphs:\r\n      - number: 1\r\n        text: The the (well.\r\n";
    let folder = folder(&[("report.yaml", text.as_bytes())]);
    let options = [
        "--select",
        "text/doubled-word",
        "--add-suppressions",
        REASON,
    ];
    ran(folder.path(), &[&["check"], &options[..]].concat());
    let after = fs::read_to_string(folder.path().join("report.yaml")).unwrap();
    let comment = "        # reportlint: allow text/doubled-word -- as printed\r\n";
    assert_eq!(
        after,
        text.replace("        text", &format!("{comment}        text"))
    );
}
