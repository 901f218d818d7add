//! The report of Code Quality that GitLab shows in merge requests: the fields that its documentation names, and no more.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::Outcome;
use super::json::write_document;
use super::record::{Record, Streamed};
use crate::finding::Severity;

#[derive(Serialize)]
struct Issue<'o> {
    description: String,
    check_name: &'o str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'o>,
}

#[derive(Serialize)]
struct Location<'o> {
    path: Cow<'o, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes a list of issues.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    write_document(&Streamed(|| outcome.records().map(issue)), output)
}

fn issue(record: Record<'_>) -> Issue<'_> {
    let mut description = record.marked_message();
    if let Some(help) = record.help_on_one_line() {
        description.push_str("; ");
        description.push_str(&help);
    }
    Issue {
        description,
        check_name: record.rule,
        severity: severity(&record),
        location: Location {
            path: record.place.file,
            lines: Lines {
                begin: record.place.range.start.line,
                end: record.place.range.end.line,
            },
        },
        fingerprint: record.fingerprint,
    }
}

fn severity(record: &Record<'_>) -> &'static str {
    match record.severity {
        _ if record.suppressed.is_some() => "info",
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Advice => "info",
    }
}
