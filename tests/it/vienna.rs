//! The report on the Vienna Forum as it was printed, and as it would be with its inconsistencies mended or declared.

use std::fmt::Write as _;
use std::fs;

use crate::rules::{check, fixtures, listed};

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

#[test]
fn the_corrected_report_yields_nothing() {
    let (_, findings) = check("corrected.yaml", read("corrected.yaml"));
    assert_eq!(listed(&findings), [""; 0]);
}
