//! The public contract of `schemas/findings.schema.json`.
//!
//! Its types are their own, so that a change of [`crate::finding::Finding`] does not change what others read. Within
//! version 1 a key may be added; none goes and none changes its meaning.

use std::io;

use serde::{Serialize, Serializer};

use super::{Outcome, Summary};
use crate::finding::{self, Severity};
use crate::source::{self, Location, Sources};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'o> {
    version: u32,
    tool: Tool,
    summary: Summary,
    findings: Findings<'o>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Made into JSON one by one, so that the whole is never held a second time.
struct Findings<'o>(&'o Outcome);

#[derive(Serialize)]
struct Finding<'o> {
    rule: &'o str,
    severity: Severity,
    message: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'o str>,
    url: String,
    #[serde(flatten)]
    place: Place<'o>,
    related: Vec<Related<'o>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed<'o>>,
}

#[derive(Serialize)]
struct Suppressed<'o> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'o str>,
}

#[derive(Serialize)]
struct Related<'o> {
    message: &'o str,
    #[serde(flatten)]
    place: Place<'o>,
}

#[derive(Serialize)]
struct Place<'o> {
    file: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'o str>,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u64,
}

/// Writes one JSON document.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        summary: outcome.summary(),
        findings: Findings(outcome),
    };
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(outcome) = self;
        let findings = outcome.findings().into_iter().zip(outcome.fingerprints());
        serializer.collect_seq(
            findings.map(|((sources, finding), fingerprint)| {
                Finding::new(sources, finding, fingerprint)
            }),
        )
    }
}

impl<'o> Finding<'o> {
    fn new(sources: &'o Sources, finding: &'o finding::Finding, fingerprint: String) -> Self {
        let related = finding.labels.iter().skip(1).map(|label| Related {
            message: &label.message,
            place: Place::new(sources, label),
        });
        Self {
            rule: finding.rule.id(),
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            url: finding.rule.url(),
            place: Place::new(sources, finding.primary()),
            related: related.collect(),
            fingerprint,
            suppressed: finding.suppressed.as_ref().map(|it| Suppressed {
                reason: it.reason.as_deref(),
            }),
        }
    }
}

impl<'o> Place<'o> {
    fn new(sources: &'o Sources, label: &'o finding::Label) -> Self {
        let Location { file, span } = label.location;
        let source = sources.get(file);
        Self {
            file: source.name(),
            pointer: label.pointer.as_deref(),
            range: Range {
                start: source.position(span.start).into(),
                end: source.position(span.end).into(),
            },
        }
    }
}

impl From<source::Position> for Position {
    fn from(position: source::Position) -> Self {
        let source::Position {
            line,
            column,
            offset,
        } = position;
        Self {
            line,
            column,
            offset,
        }
    }
}
