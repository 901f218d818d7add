//! The Reviewdog Diagnostic Format: reviewdog makes comments on a pull request of it.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::Outcome;
use super::json::write_document;
use super::record::{Place, Position, Record, Streamed};
use crate::finding::Severity;

#[derive(Serialize)]
struct DiagnosticResult<D: Serialize> {
    source: Value,
    diagnostics: D,
}

/// Writes a `DiagnosticResult`.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let result = DiagnosticResult {
        source: json!({
            "name": env!("CARGO_PKG_NAME"),
            "url": env!("CARGO_PKG_REPOSITORY"),
        }),
        diagnostics: Streamed(|| outcome.records().map(|record| diagnostic(&record))),
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
    json!({
        "message": message,
        "location": location(&record.place),
        "severity": severity(record),
        "code": { "value": record.rule, "url": record.url },
        "related_locations": related,
    })
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
        "range": {
            "start": position(&place.range.start),
            "end": position(&place.range.end),
        },
    })
}

fn position(position: &Position) -> Value {
    json!({ "line": position.line, "column": position.byte_column })
}
