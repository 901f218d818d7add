//! Writes what was found, a format a file.

use std::io;
use std::time::Duration;

use crate::finding::{Finding, Severity};
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
    /// How long it took.
    pub elapsed: Duration,
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
    /// Every finding with the files that it points into, sorted by file, place and rule.
    #[must_use]
    pub fn findings(&self) -> Vec<(&Sources, &Finding)> {
        let mut all: Vec<(&Sources, &Finding)> = Vec::new();
        for report in &self.reports {
            all.extend(
                report
                    .findings
                    .iter()
                    .map(|finding| (&report.sources, finding)),
            );
        }
        // stable, so that what stands in one file keeps the order of its report
        all.sort_by_key(|(sources, finding)| sources.get(finding.primary().location.file).name());
        all
    }

    /// The counts that close every output.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |severity| {
            let findings = self.reports.iter().flat_map(|report| &report.findings);
            findings
                .filter(|finding| finding.severity == severity)
                .count()
        };
        Summary {
            files: self
                .reports
                .iter()
                .map(|report| report.sources.iter().count())
                .sum(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            suppressed: 0,
        }
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
    _outcome: &Outcome,
    _format: Format,
    _appearance: Appearance,
    _output: &mut dyn io::Write,
) -> io::Result<()> {
    Ok(())
}
