//! Workflow commands, which the runner of GitHub Actions turns into annotations of the files that they name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::record::Record;
use super::{Outcome, counted, escape};
use crate::finding::Severity;

/// GitHub shows this many annotations of each kind for a step. The rest are in its log alone.
const MOST_ANNOTATIONS: usize = 10;

/// Writes `::error file=…,line=…::message`, a line for each finding.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    for trouble in &outcome.troubles {
        writeln!(output, "::error title=reportlint::{}", data(trouble))?;
    }
    // before the rest, since it is an annotation itself, and the last ones are those that are not shown
    if let Some(notice) = notice(outcome) {
        writeln!(output, "::notice title=reportlint::{}", data(&notice))?;
    }
    for record in outcome.records() {
        writeln!(output, "{}", command(&record))?;
    }
    Ok(())
}

/// Says that there is more than GitHub shows, if there is.
fn notice(outcome: &Outcome) -> Option<String> {
    let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
    let findings = outcome.findings();
    for (_, finding) in &findings {
        let kind = kind(finding.severity, finding.suppressed.is_some());
        *of_kind.entry(kind).or_default() += 1;
    }
    let is_cut = of_kind.values().any(|&count| count > MOST_ANNOTATIONS);
    is_cut.then(|| {
        let found = counted(findings.len(), "finding", "findings");
        format!(
            "{found}: GitHub shows the first {MOST_ANNOTATIONS} errors, warnings and notices of a step as annotations; \
             all of them are in the step's log"
        )
    })
}

/// What is suppressed is shown, but is to alarm nobody.
fn kind(severity: Severity, is_suppressed: bool) -> &'static str {
    match severity {
        _ if is_suppressed => "notice",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    }
}

fn command(record: &Record<'_>) -> String {
    let (start, end) = (&record.place.range.start, &record.place.range.end);
    let mut command = format!(
        "::{} title={},file={},line={},endLine={}",
        kind(record.severity, record.suppressed.is_some()),
        property(record.rule),
        property(&record.place.file),
        start.line,
        end.line,
    );
    // columns of several lines cannot be shown, and make GitHub refuse the annotation
    if start.line == end.line {
        let columns = (start.column, end.column);
        // there is no empty range, and the end is included in it
        let last = columns.1.saturating_sub(1).max(columns.0);
        let _ = write!(command, ",col={},endColumn={last}", columns.0);
    }
    // the log shows nothing but the message, so the place is said in it once more
    let message = format!(
        "{}:{}:{}: {}",
        record.place.file,
        start.line,
        start.column,
        record.marked_message(),
    );
    let _ = write!(command, "::{}", data(&message));
    if let Some(help) = record.help_on_one_line() {
        let _ = write!(command, "%0Ahelp: {}", data(&help));
    }
    command
}

/// Text as the message of a command. It stays on one line, and nothing in it acts on the log.
fn data(text: &str) -> String {
    escape::line(text).replace('%', "%25")
}

/// Text as a property of a command, which is given back by the runner as it was.
fn property(text: &str) -> String {
    let mut property = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => property.push_str("%25"),
            '\r' => property.push_str("%0D"),
            '\n' => property.push_str("%0A"),
            ':' => property.push_str("%3A"),
            ',' => property.push_str("%2C"),
            other => escape::push(&mut property, other),
        }
    }
    property
}
