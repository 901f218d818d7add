//! The XML of Checkstyle, which many services that collect the findings of tools read.

use std::io;

use super::xml::{DECLARATION, Text};
use super::{Outcome, record::Record};
use crate::finding::Severity;

/// The version of Checkstyle whose format this is.
const VERSION: &str = "4.3";

/// Writes an element for each file in which something was found, and one in it for each finding.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    writeln!(output, "{DECLARATION}")?;
    writeln!(output, r#"<checkstyle version="{VERSION}">"#)?;
    let mut open: Option<String> = None;
    for record in outcome.records() {
        let file = &record.place.file;
        if open.as_deref() != Some(file) {
            if open.is_some() {
                writeln!(output, "  </file>")?;
            }
            writeln!(output, r#"  <file name="{}">"#, Text(file))?;
            open = Some(file.clone().into_owned());
        }
        write_finding(&record, output)?;
    }
    if open.is_some() {
        writeln!(output, "  </file>")?;
    }
    writeln!(output, "</checkstyle>")
}

fn write_finding(record: &Record<'_>, output: &mut dyn io::Write) -> io::Result<()> {
    let start = &record.place.range.start;
    let help = record.help_on_one_line().map(|help| format!("; {help}"));
    writeln!(
        output,
        r#"    <error line="{}" column="{}" severity="{}" message="{}{}" source="reportlint.{}"/>"#,
        start.line,
        start.column,
        severity(record),
        Text(&record.marked_message()),
        Text(&help.unwrap_or_default()),
        Text(record.rule),
    )
}

/// What is suppressed is shown, but is to make nothing fail.
fn severity(record: &Record<'_>) -> &'static str {
    match record.severity {
        _ if record.suppressed.is_some() => "info",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "info",
    }
}
