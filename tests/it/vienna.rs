//! The report on the Vienna Forum as it was printed, and as it would be with its inconsistencies mended or declared.

use std::fmt::Write as _;
use std::fs;

use reportlint::{Finding, Sources};

use crate::rules::{check, check_at, fixtures, listed};

fn read(file: &str) -> Vec<u8> {
    fs::read(fixtures().join("vienna-forum").join(file)).unwrap()
}

/// Every finding in a line, as it is listed: rewritten with `INSTA_UPDATE=always cargo test --test it vienna`.
#[test]
fn the_printed_report_yields_exactly_these_findings() {
    let (sources, findings) = check("report.yaml", read("report.yaml"));
    let mut lines = String::new();
    for finding in &findings {
        let at = finding.primary().location;
        let line = sources.get(at.file).line_of(at.span.start);
        writeln!(lines, "{line}: {}: {}", finding.rule.id(), finding.message).unwrap();
    }
    insta::assert_snapshot!("findings", lines);
}

/// Each finding with the words that its labels underline, in an order that does not depend on the files.
fn told(sources: &Sources, findings: &[Finding]) -> Vec<String> {
    let mut told: Vec<String> = findings
        .iter()
        .map(|finding| {
            let labels = finding.labels.iter().map(|label| {
                let source = sources.get(label.location.file);
                format!("{}: {}", source.slice(label.location.span), label.message)
            });
            let mut labels: Vec<String> = labels.collect();
            labels.sort();
            format!(
                "{}: {}\n{}",
                finding.rule.id(),
                finding.message,
                labels.join("\n")
            )
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_report_in_several_files_yields_the_same() {
    let (whole, in_whole) = check("report.yaml", read("report.yaml"));
    let (parts, in_parts) = check_at(&fixtures().join("vienna-forum/split/report.yaml"));
    assert_eq!(parts.iter().count(), 10);
    assert_eq!(told(&parts, &in_parts), told(&whole, &in_whole));
    // the claim stands beside the section that it is about, and what it counts in another file
    let in_two_files = in_parts.iter().filter(|finding| {
        let mut files = finding.labels.iter().map(|label| label.location.file);
        let first = files.next();
        files.any(|file| Some(file) != first)
    });
    assert!(in_two_files.count() > 0);
}

#[test]
fn the_corrected_report_yields_nothing() {
    let (_, findings) = check("corrected.yaml", read("corrected.yaml"));
    assert_eq!(listed(&findings), [""; 0]);
}
