//! The XML of `JUnit`, which services that run tests show: a suite for each file, and in it a failed test for each finding.

use std::collections::BTreeMap;
use std::io;

use super::Outcome;
use super::record::Record;
use super::xml::{DECLARATION, Text};

/// How much there is in a file.
#[derive(Default, Clone, Copy)]
struct Count {
    failures: usize,
    skipped: usize,
}

impl Count {
    /// A file in which nothing was found is one test that is passed.
    fn tests(self) -> usize {
        (self.failures + self.skipped).max(1)
    }
}

/// Writes a suite for each file. What could not be checked is a suite of errors.
pub(super) fn write(outcome: &Outcome, output: &mut dyn io::Write) -> io::Result<()> {
    let counts = counts(outcome);
    let errors = outcome.troubles.len();
    let total = |count: fn(&Count) -> usize| counts.values().map(count).sum::<usize>();
    writeln!(output, "{DECLARATION}")?;
    writeln!(
        output,
        r#"<testsuites name="reportlint" tests="{}" failures="{}" errors="{errors}">"#,
        total(|count| count.tests()) + errors,
        total(|count| count.failures),
    )?;
    write_troubles(&outcome.troubles, output)?;
    let mut records = outcome.records().peekable();
    for (file, count) in counts {
        let file = outcome.named_from_top(file);
        writeln!(
            output,
            r#"  <testsuite name="{}" tests="{}" failures="{}" errors="0" skipped="{}">"#,
            Text(&file),
            count.tests(),
            count.failures,
            count.skipped,
        )?;
        if count.failures + count.skipped == 0 {
            let name = "no findings";
            writeln!(
                output,
                r#"    <testcase name="{name}" classname="{}"/>"#,
                Text(&file)
            )?;
        }
        while let Some(record) = records.next_if(|record| record.place.file == file) {
            write_finding(&record, output)?;
        }
        writeln!(output, "  </testsuite>")?;
    }
    writeln!(output, "</testsuites>")
}

/// The files that were checked, by their names, and how much is shown of each.
fn counts(outcome: &Outcome) -> BTreeMap<&str, Count> {
    let sources = outcome
        .reports
        .iter()
        .flat_map(|report| report.sources.iter());
    let none = sources.map(|(_, source)| (source.name(), Count::default()));
    let mut counts: BTreeMap<&str, Count> = none.collect();
    for (sources, finding) in outcome.findings() {
        let file = sources.get(finding.primary().location.file).name();
        let count = counts.entry(file).or_default();
        if finding.suppressed.is_some() {
            count.skipped += 1;
        } else {
            count.failures += 1;
        }
    }
    counts
}

fn write_troubles(troubles: &[String], output: &mut dyn io::Write) -> io::Result<()> {
    if troubles.is_empty() {
        return Ok(());
    }
    let count = troubles.len();
    writeln!(
        output,
        r#"  <testsuite name="reportlint" tests="{count}" failures="0" errors="{count}" skipped="0">"#
    )?;
    for (trouble, number) in troubles.iter().zip(1..) {
        writeln!(
            output,
            r#"    <testcase name="not checked ({number})" classname="reportlint">"#
        )?;
        writeln!(output, r#"      <error message="{}"/>"#, Text(trouble))?;
        writeln!(output, "    </testcase>")?;
    }
    writeln!(output, "  </testsuite>")
}

fn write_finding(record: &Record<'_>, output: &mut dyn io::Write) -> io::Result<()> {
    let start = &record.place.range.start;
    let file = Text(&record.place.file);
    writeln!(
        output,
        r#"    <testcase name="{} ({}:{})" classname="{file}">"#,
        Text(record.rule),
        start.line,
        start.column,
    )?;
    match record.suppressed {
        Some(_) => {
            let message = record.marked_message();
            writeln!(output, r#"      <skipped message="{}"/>"#, Text(&message))?;
        }
        None => write_failure(record, output)?,
    }
    writeln!(output, "    </testcase>")
}

/// The text of a failure has the places as compilers write them, a line each.
fn write_failure(record: &Record<'_>, output: &mut dyn io::Write) -> io::Result<()> {
    write!(
        output,
        r#"      <failure type="{}" message="{}">"#,
        record.severity,
        Text(record.message),
    )?;
    let first = (&record.place, record.label);
    let related = record.related.iter().map(|it| (&it.place, it.message));
    for (place, message) in std::iter::once(first).chain(related) {
        let start = &place.range.start;
        let file = Text(&place.file);
        writeln!(
            output,
            "{file}:{}:{}: {}",
            start.line,
            start.column,
            Text(message)
        )?;
    }
    if let Some(help) = record.help {
        writeln!(output, "help: {}", Text(help))?;
    }
    writeln!(output, "</failure>")
}
