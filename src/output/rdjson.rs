//! The Reviewdog Diagnostic Format: reviewdog makes comments on a pull request of it.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use super::json::write_document;
use super::record::{Place, Position, Record, RecordedFix, Streamed};
use crate::finding::Severity;

#[derive(Serialize)]
struct DiagnosticResult<D: Serialize> {
    source: Value,
    diagnostics: D,
}

/// Writes a `DiagnosticResult`. Its files are named from the working folder: reviewdog puts in front the folder that it runs in.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let result = DiagnosticResult {
        source: json!({
            "name": env!("CARGO_PKG_NAME"),
            "url": env!("CARGO_PKG_REPOSITORY"),
        }),
        diagnostics: Streamed(|| outcome.records_here().map(|record| diagnostic(&record))),
    };
    write_document(&result, output)
}

fn diagnostic(record: &Record<'_>) -> Value {
    let mut message = record.marked_message();
    if let Some(help) = record.help {
        message.push_str("\n\n");
        message.push_str(help);
    }
    let related = record.related.iter().map(|related| {
        json!({
            "message": related.message,
            "location": location(&related.place),
        })
    });
    let related: Vec<Value> = related.collect();
    let suggestions: Vec<Value> = record
        .fixes
        .iter()
        .filter_map(|fix| suggestion(record, fix))
        .collect();
    let mut diagnostic = json!({
        "message": message,
        "location": location(&record.place),
        "severity": severity(record),
        "code": { "value": record.rule, "url": record.url },
        "related_locations": related,
    });
    if !suggestions.is_empty() {
        diagnostic["suggestions"] = suggestions.into();
    }
    diagnostic
}

/// A fix of one edit; the format has no place for one in another file, nor for several that belong together.
fn suggestion(record: &Record<'_>, fix: &RecordedFix<'_>) -> Option<Value> {
    match fix.edits.as_slice() {
        [edit] if edit.place.file == record.place.file => Some(json!({
            "range": range(&edit.place),
            "text": edit.text,
        })),
        _ => None,
    }
}

/// What is suppressed is shown, but is to make nothing fail.
fn severity(record: &Record<'_>) -> &'static str {
    match record.severity {
        _ if record.suppressed.is_some() => "INFO",
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Advice => "INFO",
    }
}

fn location(place: &Place<'_>) -> Value {
    json!({
        "path": place.file,
        "range": range(place),
    })
}

fn range(place: &Place<'_>) -> Value {
    json!({
        "start": position(&place.range.start),
        "end": position(&place.range.end),
    })
}

fn position(position: &Position) -> Value {
    json!({ "line": position.line, "column": position.byte_column })
}
