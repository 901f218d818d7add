//! How often each rule found something, instead of what it found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::json::{Tool, write_document};
use super::{Outcome, Summary};
use crate::finding::Severity;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'o> {
    version: u32,
    tool: Tool,
    summary: Summary,
    statistics: Vec<Entry<'o>>,
}

#[derive(Serialize)]
struct Entry<'o> {
    rule: &'o str,
    severity: Severity,
    count: usize,
}

/// Writes a line for each rule, and closes with the summary.
pub(super) fn list(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let entries = entries(outcome);
    for Entry {
        rule,
        severity,
        count,
    } in &entries
    {
        let severity = severity.to_string();
        writeln!(output, "{count:>6}  {severity:<7}  {rule}")?;
    }
    if !entries.is_empty() {
        writeln!(output)?;
    }
    writeln!(output, "{}", outcome.closing())
}

/// Writes the same for programs.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        tool: Tool::THIS,
        summary: outcome.summary(),
        statistics: entries(outcome),
    };
    write_document(&document, output)
}

/// What is shown, counted; the most frequent first, and rules by their ids where they are as frequent.
fn entries(outcome: &Outcome) -> Vec<Entry<'_>> {
    let mut counts: BTreeMap<(&str, Reverse<Severity>), usize> = BTreeMap::new();
    for (_, finding) in outcome.findings() {
        let key = (finding.rule.id(), Reverse(finding.severity));
        *counts.entry(key).or_default() += 1;
    }
    let entries = counts.into_iter().map(|((rule, severity), count)| Entry {
        rule,
        severity: severity.0,
        count,
    });
    let mut entries: Vec<Entry<'_>> = entries.collect();
    entries.sort_by_key(|entry| Reverse(entry.count));
    entries
}
