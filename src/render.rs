//! Writes what was found, a format a file.

mod compact;
mod escape;
mod human;
mod json;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write as _};
use std::time::Duration;

use crate::finding::{Finding, Severity, Suppressed};
use crate::fingerprint;
use crate::source::Sources;

/// A report that was checked: its files, and what was found in them.
#[derive(Debug)]
pub struct CheckedReport {
    /// Its files, the root first.
    pub sources: Sources,
    /// What was found, sorted by file, place and rule.
    pub findings: Vec<Finding>,
}

/// All that a run brought to light.
#[derive(Debug)]
pub struct Outcome {
    /// The reports that were checked, in the order of their roots' names.
    pub reports: Vec<CheckedReport>,
    /// How long it took; `None` where that is not to be told, so that what is written stays the same.
    pub elapsed: Option<Duration>,
    /// Whether suppressed findings are to be shown as well, and marked as such.
    pub show_suppressed: bool,
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are advice.
    pub advice: usize,
    /// Findings that were declared to be intended.
    pub suppressed: usize,
}

impl Outcome {
    /// Every finding that is to be shown, with the files that it points into, sorted by file, place and rule.
    #[must_use]
    pub fn findings(&self) -> Vec<(&Sources, &Finding)> {
        let mut all = self.all();
        all.retain(|(_, finding)| self.shows(finding));
        all
    }

    /// The fingerprints of [`Outcome::findings`], which are the same whether suppressed ones are shown or not.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<String> {
        let all = self.all();
        let fingerprints = all.iter().zip(fingerprint::of_all(&all));
        let shown = fingerprints.filter(|((_, finding), _)| self.shows(finding));
        shown.map(|(_, fingerprint)| fingerprint).collect()
    }

    fn shows(&self, finding: &Finding) -> bool {
        self.show_suppressed || finding.suppressed.is_none()
    }

    fn all(&self) -> Vec<(&Sources, &Finding)> {
        let mut all: Vec<(&Sources, &Finding)> = Vec::new();
        for report in &self.reports {
            all.extend(
                report
                    .findings
                    .iter()
                    .map(|finding| (&report.sources, finding)),
            );
        }
        // what stands in one file is in the order of its report already, unless two reports include the file
        all.sort_by_key(|(sources, finding)| {
            let location = finding.primary().location;
            let name = sources.get(location.file).name();
            (name, location.span.start, finding.rule.id())
        });
        all
    }

    /// The counts that close every output.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let findings = || self.reports.iter().flat_map(|report| &report.findings);
        let standing = || findings().filter(|finding| finding.suppressed.is_none());
        let count = |severity| {
            let findings = standing().filter(|finding| finding.severity == severity);
            findings.count()
        };
        let sources = self.reports.iter().flat_map(|report| report.sources.iter());
        let files: BTreeSet<&str> = sources.map(|(_, source)| source.name()).collect();
        Summary {
            files: files.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            suppressed: findings().count() - standing().count(),
        }
    }

    /// The sentence that closes what people read: `checked 1 file in 4 ms: 11 errors, 2 advice`.
    fn closing(&self) -> String {
        let summary = self.summary();
        let files = counted(summary.files, "file", "files");
        let time = self.elapsed.map(spoken).unwrap_or_default();
        format!("checked {files}{time}: {summary}")
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = [
            (self.errors, counted(self.errors, "error", "errors")),
            (self.warnings, counted(self.warnings, "warning", "warnings")),
            (self.advice, counted(self.advice, "advice", "advice")),
        ];
        let found: Vec<String> = found
            .into_iter()
            .filter_map(|(count, words)| (count > 0).then_some(words))
            .collect();
        if found.is_empty() {
            formatter.write_str("no findings")?;
        } else {
            formatter.write_str(&found.join(", "))?;
        }
        match self.suppressed {
            0 => Ok(()),
            count => write!(formatter, " ({count} suppressed)"),
        }
    }
}

/// What marks the message of a suppressed finding where it is read by people; nothing for any other.
fn suppression_mark(finding: &Finding) -> String {
    match &finding.suppressed {
        None => String::new(),
        Some(Suppressed { reason: None }) => " (suppressed)".to_owned(),
        Some(Suppressed {
            reason: Some(reason),
        }) => format!(" (suppressed: {reason})"),
    }
}

/// A number and the word for what it counts.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn spoken(elapsed: Duration) -> String {
    if elapsed < Duration::from_secs(1) {
        format!(" in {} ms", elapsed.as_millis())
    } else {
        format!(" in {:.1} s", elapsed.as_secs_f64())
    }
}

/// What findings can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Drawn, with the source and both ends of a contradiction underlined.
    Human,
    /// In sentences, for screen readers.
    Narrated,
    /// A line each: `file:line:column: severity[rule] message`.
    Compact,
    /// The public contract of `schemas/findings.schema.json`.
    Json,
}

/// What the terminal can show, or what was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// Whether to colour.
    pub color: bool,
    /// Whether box-drawing characters can be shown.
    pub unicode: bool,
    /// Whether rule ids may be hyperlinks.
    pub links: bool,
    /// How wide a line may be, in columns.
    pub width: usize,
}

/// Writes the outcome.
///
/// # Errors
/// When `output` cannot be written to.
pub fn write(
    outcome: &Outcome,
    format: Format,
    appearance: Appearance,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    // the formats write in small pieces, and a terminal takes each line by itself
    let mut output = io::BufWriter::new(output);
    match format {
        Format::Human => human::draw(outcome, appearance, &mut output)?,
        Format::Narrated => human::narrate(outcome, appearance, &mut output)?,
        Format::Compact => compact::write(outcome, &mut output)?,
        Format::Json => json::write(outcome, &mut output)?,
    }
    output.flush()
}
