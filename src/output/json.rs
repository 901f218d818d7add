//! The public contract of `schemas/findings.schema.json`. Within version 1 a key may be added; none goes and none changes
//! its meaning.

use std::io::{self, Write};

use serde::Serialize;

use super::inert::Inert;
use super::record::Streamed;
use super::{Outcome, Summary};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<F: Serialize> {
    version: u32,
    tool: Tool,
    summary: Summary,
    findings: F,
}

/// What wrote it.
#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(super) const THIS: Self = Self {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
    };
}

/// Writes a JSON document.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        tool: Tool::THIS,
        summary: outcome.summary(),
        findings: Streamed(|| outcome.records()),
    };
    write_document(&document, output)
}

/// A document as JSON in which nothing acts on a terminal, with a line break at its end.
pub(crate) fn inert_json(document: &impl Serialize) -> String {
    let mut written = Vec::new();
    write_document(document, &mut written).expect("memory takes what is written");
    String::from_utf8(written).expect("JSON is text")
}

/// Writes any document of JSON, and ends its last line.
pub(super) fn write_document(
    document: &impl Serialize,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    // JSON consists of very small pieces: where they go is known, so that each is a copy and no call
    let mut output = io::BufWriter::new(output);
    let mut serializer = serde_json::Serializer::with_formatter(&mut output, Inert::default());
    document.serialize(&mut serializer)?;
    writeln!(output)?;
    output.flush()
}
