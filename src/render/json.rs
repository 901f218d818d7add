//! The public contract of `schemas/findings.schema.json`. Within version 1 a key may be added; none goes and none changes
//! its meaning.

use std::io;

use serde::Serialize;

use super::record::Streamed;
use super::{Outcome, Summary, escape};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<F: Serialize> {
    version: u32,
    tool: Tool,
    summary: Summary,
    findings: F,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Writes a JSON document.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        summary: outcome.summary(),
        findings: Streamed(|| outcome.records()),
    };
    write_document(&document, output)
}

/// Writes any document of JSON, and ends its last line.
pub(super) fn write_document(
    document: &impl Serialize,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    serde_json::to_writer_pretty(Inert(&mut *output), document)?;
    writeln!(output)
}

/// Spells out what JSON allows in strings as it is and a terminal acts on, such as U+009B; the string stays the same for
/// those who read it.
struct Inert<'w>(&'w mut dyn io::Write);

impl io::Write for Inert<'_> {
    /// Takes all of it. A string comes in pieces that are text by themselves, and line breaks are between strings alone.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Ok(text) = str::from_utf8(bytes) else {
            return self.0.write(bytes);
        };
        let mut plain = 0;
        for (at, acting) in text.match_indices(escape::is_active) {
            if acting == "\n" {
                continue;
            }
            self.0.write_all(&bytes[plain..at])?;
            for unit in acting.encode_utf16() {
                write!(self.0, "\\u{unit:04x}")?;
            }
            plain = at + acting.len();
        }
        self.0.write_all(&bytes[plain..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
