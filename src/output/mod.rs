//! Writes what was found, a format a file.

mod checkstyle;
mod compact;
mod disarm;
mod escape;
mod github;
mod gitlab;
#[cfg(feature = "cli")]
mod html;
mod human;
mod inert;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod record;
mod sarif;
mod statistics;
mod xml;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write as _};
use std::time::Duration;

pub use disarm::{Breaking, Disarmed};
pub(crate) use json::inert_json;

use crate::finding::fingerprint;
use crate::finding::fix::FixKind;
use crate::finding::{Finding, Severity};
use crate::report::view::View;
use crate::text::source::{Source, Sources};

/// A report that was checked: its files, and what was found in them.
#[derive(Debug)]
#[non_exhaustive]
pub struct CheckedReport {
    /// Its files, the root first.
    pub sources: Sources,
    /// What was found, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// Whether all of it could be read, so that all of it was judged; where not, the findings say why.
    pub was_read: bool,
    /// What it looks like, if a format draws it and it could be read.
    pub(crate) view: Option<Box<View>>,
}

impl CheckedReport {
    /// What was found in files, all of which could be read.
    #[must_use]
    pub fn new(sources: Sources, findings: Vec<Finding>) -> Self {
        Self {
            sources,
            findings,
            was_read: true,
            view: None,
        }
    }
}

/// Everything that a run found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The reports that were checked, in the order of their roots' names.
    pub reports: Vec<CheckedReport>,
    /// How long it took; `None` where that is not shown, so that the output stays the same.
    pub elapsed: Option<Duration>,
    /// Whether suppressed findings are also shown, and marked as such.
    pub show_suppressed: bool,
    /// What kept the run from checking all that it was asked to check, a sentence each.
    pub troubles: Vec<String>,
    /// What was fixed, if anything was to be.
    pub fixed: Option<FixSummary>,
    /// The baseline that all findings were written to.
    pub written_to: Option<String>,
    /// The folder that names are relative to, as a path from the top of the project; empty where it is that top.
    pub folder: String,
}

/// What came of fixes, or of suppressions that were written.
#[derive(Debug, Default)]
pub struct FixSummary {
    /// How many findings were fixed or suppressed.
    pub done: usize,
    /// What would have done something else, or more, than it says, and what could not be done; a line each.
    pub refused: Vec<String>,
    /// Whether findings were suppressed, and not fixed.
    pub is_suppression: bool,
}

impl FixSummary {
    /// What was done to the findings.
    fn participle(&self) -> &'static str {
        if self.is_suppression {
            "suppressed"
        } else {
            "fixed"
        }
    }
}

/// What identifies a finding in another state of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name of its file.
    pub file: String,
    /// Its fingerprint.
    pub here: String,
    /// Its fingerprint without the name of the file.
    pub anywhere: String,
    /// Whether it counts.
    pub stands: bool,
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
    /// Findings that were there before, in what the reports are compared with.
    pub known: usize,
}

impl Outcome {
    /// What was found in these reports, and nothing else.
    #[must_use]
    pub(crate) fn of(reports: Vec<CheckedReport>) -> Self {
        Self {
            reports,
            ..Self::default()
        }
    }

    /// Every finding that must be shown, with the files that it points into, sorted by file, place and rule.
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
        let fingerprints = all
            .iter()
            .zip(fingerprint::named(&all, |name| self.named_from_top(name)));
        let shown = fingerprints.filter(|((_, finding), _)| self.shows(finding));
        shown.map(|(_, fingerprint)| fingerprint).collect()
    }

    /// The name of a file from the top of the project, which is the same in whatever folder the program is started.
    fn named_from_top<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.folder.is_empty() || name.starts_with(['/', '<']) {
            return name.into();
        }
        let (mut folder, mut below) = (self.folder.as_str(), name);
        while let Some(rest) = below.strip_prefix("../").filter(|_| !folder.is_empty()) {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            below = rest;
        }
        if folder.is_empty() {
            below.into()
        } else {
            format!("{folder}/{below}").into()
        }
    }

    fn shows(&self, finding: &Finding) -> bool {
        !finding.known && (self.show_suppressed || finding.suppressed.is_none())
    }

    /// What identifies each finding, in the order of [`Outcome::all`].
    #[must_use]
    pub fn identities(&self) -> Vec<Identity> {
        self.identities_by(|name| name.into())
    }

    /// The same, with the names that `name` makes of those of the files.
    #[must_use]
    pub fn identities_by(&self, name: impl Fn(&str) -> Cow<'_, str>) -> Vec<Identity> {
        let all = self.all();
        let fingerprints = fingerprint::named(&all, &name)
            .into_iter()
            .zip(fingerprint::anywhere(&all));
        let identity =
            |((sources, finding), (here, anywhere)): ((&Sources, &Finding), _)| Identity {
                file: name(sources.get(finding.primary().location.file).name()).into_owned(),
                here,
                anywhere,
                stands: finding.stands(),
            };
        all.into_iter().zip(fingerprints).map(identity).collect()
    }

    /// Marks the findings that were there before, except those about what could not be read. `identities` are those of all.
    pub fn mark_known(&mut self, identities: Vec<Identity>, is_known: impl Fn(&Identity) -> bool) {
        for ((report, finding), identity) in self.order().into_iter().zip(identities) {
            let finding = &mut self.reports[report].findings[finding];
            finding.known |= !finding.rule.is_always_on() && is_known(&identity);
        }
    }

    /// Every finding, shown or not, with the files that it points into, sorted by file, place and rule.
    #[must_use]
    pub fn all(&self) -> Vec<(&Sources, &Finding)> {
        let order = self.order().into_iter();
        let found = order.map(|(report, finding)| {
            let CheckedReport {
                sources, findings, ..
            } = &self.reports[report];
            (sources, &findings[finding])
        });
        found.collect()
    }

    /// The indices of every report and finding, sorted by file, place and rule.
    fn order(&self) -> Vec<(usize, usize)> {
        let reports = self.reports.iter().enumerate();
        let mut order: Vec<(usize, usize)> = reports
            .flat_map(|(index, report)| {
                (0..report.findings.len()).map(move |finding| (index, finding))
            })
            .collect();
        // what is in one file is in the order of its report already, unless two reports include the file
        order.sort_by_key(|&(report, finding)| {
            let CheckedReport {
                sources, findings, ..
            } = &self.reports[report];
            let finding = &findings[finding];
            let location = finding.primary().location;
            let name = sources.get(location.file).name();
            (name, location.span.start, finding.rule.id())
        });
        order
    }

    /// The counts that close every output.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let findings = || self.reports.iter().flat_map(|report| &report.findings);
        let standing = || findings().filter(|finding| finding.stands());
        let count = |severity| {
            let findings = standing().filter(|finding| finding.severity == severity);
            findings.count()
        };
        let sources = self.reports.iter().flat_map(|report| report.sources.iter());
        let (configs, files): (Vec<&Source>, Vec<&Source>) = sources
            .map(|(_, source)| source)
            .partition(|source| source.is_config());
        // a configuration says how others are checked, unless it is all there is
        let counted = if files.is_empty() { configs } else { files };
        let counted: BTreeSet<&str> = counted.iter().map(|source| source.name()).collect();
        Summary {
            files: counted.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
            suppressed: findings()
                .filter(|finding| finding.suppressed.is_some())
                .count(),
            known: findings()
                .filter(|finding| finding.known && finding.suppressed.is_none())
                .count(),
        }
    }

    /// What was fixed, and what can be: the lines after the sentence that closes what people read.
    fn fix_lines(&self) -> Vec<String> {
        let can = |kind| {
            let findings = self.reports.iter().flat_map(|it| &it.findings);
            let has = |finding: &&Finding| finding.stands() && finding.fixes_first(kind);
            findings.filter(has).count()
        };
        let (safe, unsafe_too) = (can(FixKind::Safe), can(FixKind::Unsafe));
        let declared = can(FixKind::Declaration);
        let mut said = Vec::new();
        if let Some(fixed) = &self.fixed {
            said.push(format!(
                "{} {}",
                fixed.participle(),
                counted(fixed.done, "finding", "findings")
            ));
        }
        if safe > 0 {
            said.push(format!("{safe} can be fixed with `--fix`"));
        }
        if unsafe_too > 0 {
            let how_many = if safe > 0 || self.fixed.is_some() {
                format!("{unsafe_too} more")
            } else {
                format!("{unsafe_too} can be fixed")
            };
            said.push(format!("{how_many} with `--fix --unsafe-fixes`"));
        }
        if declared > 0 {
            said.push(format!("{declared} can be declared as intended"));
        }
        let refused = self.fixed.iter().flat_map(|fixed| {
            let lines = fixed.refused.iter();
            lines.map(|line| format!("not {}: {}", fixed.participle(), escape::line(line)))
        });
        let mut lines: Vec<String> = refused.collect();
        lines.extend((!said.is_empty()).then(|| said.join("; ")));
        lines
    }

    /// The sentence that closes what people read: `checked 1 file in 4 ms: 11 errors, 2 advice`.
    fn closing(&self) -> String {
        let summary = self.summary();
        let files = counted(summary.files, "file", "files");
        let time = self.elapsed.map(spoken).unwrap_or_default();
        if let Some(baseline) = &self.written_to {
            let findings = counted(summary.known, "finding", "findings");
            let wrote = format!("wrote {findings} to {baseline:?}");
            return format!("checked {files}{time}: {}", escape::line(&wrote));
        }
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
        let besides = [
            (self.suppressed, "suppressed"),
            (self.known, "known before"),
        ];
        let besides = besides.iter().filter(|(count, _)| *count > 0);
        let besides: Vec<String> = besides
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if besides.is_empty() {
            return Ok(());
        }
        write!(formatter, " ({})", besides.join(", "))
    }
}

/// Lines as they may be printed, with the breaks that they have.
#[must_use]
pub(crate) fn shown_lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        shown.push_str(&escape::line(bare));
        shown.push_str(&line[bare.len()..]);
    }
    shown
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
    /// SARIF 2.1.0, which GitHub's code scanning and many editors read.
    Sarif,
    /// Workflow commands, from which GitHub Actions makes annotations.
    Github,
    /// The report of Code Quality that GitLab shows.
    Gitlab,
    /// The XML of `JUnit`, for services that show the results of tests.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// The Reviewdog Diagnostic Format.
    Rdjson,
    /// A summary for a comment on a pull request, or for the page of a workflow run.
    Markdown,
    /// A page to look at, in one file.
    Html,
}

impl Format {
    /// Whether it draws the reports themselves, and not only what is found in them.
    #[must_use]
    pub(crate) fn draws_reports(self) -> bool {
        self == Self::Html
    }

    /// How commands are broken in what is written, for a service that would obey them.
    #[must_use]
    pub fn breaking(self) -> Breaking {
        match self {
            Self::Human | Self::Narrated | Self::Compact | Self::Markdown => Breaking::Text,
            Self::Github => Breaking::Commands,
            Self::Json | Self::Sarif | Self::Gitlab | Self::Rdjson => Breaking::Json,
            Self::Junit | Self::Checkstyle | Self::Html => Breaking::Xml,
        }
    }
}

/// What the terminal can show, or what was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a property that a terminal has or not"
)]
pub struct Appearance {
    /// Whether to colour.
    pub color: bool,
    /// Whether box-drawing characters can be shown.
    pub unicode: bool,
    /// Whether rule ids may be hyperlinks.
    pub links: bool,
    /// Whether to print the address of the rule's page with each finding.
    pub urls: bool,
    /// How wide a line may be, in columns.
    pub width: usize,
}

impl Appearance {
    /// Lines of that many columns are what is drawn where no terminal says how wide it is.
    pub const DEFAULT_WIDTH: usize = 100;

    /// What a file can show.
    pub const OF_A_FILE: Self = Self {
        color: false,
        unicode: true,
        links: false,
        urls: false,
        width: Self::DEFAULT_WIDTH,
    };
}

/// Writes the outcome.
///
/// # Errors
/// When `output` cannot be written to.
#[cfg(feature = "cli")]
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
        Format::Sarif => sarif::write(outcome, &mut output)?,
        Format::Github => github::write(outcome, &mut output)?,
        Format::Gitlab => gitlab::write(outcome, &mut output)?,
        Format::Junit => junit::write(outcome, &mut output)?,
        Format::Checkstyle => checkstyle::write(outcome, &mut output)?,
        Format::Rdjson => rdjson::write(outcome, &mut output)?,
        Format::Markdown => markdown::write(outcome, &mut output)?,
        Format::Html => html::write(outcome, &mut output)?,
    }
    output.flush()
}

/// What counts can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatisticsFormat {
    /// A line for each rule.
    Human,
    /// For programs.
    Json,
}

/// Writes how often each rule found something, instead of what it found.
///
/// # Errors
/// When `output` cannot be written to.
pub(crate) fn write_statistics(
    outcome: &Outcome,
    format: StatisticsFormat,
    output: &mut dyn io::Write,
) -> io::Result<()> {
    let mut output = io::BufWriter::new(output);
    match format {
        StatisticsFormat::Human => statistics::list(outcome, &mut output)?,
        StatisticsFormat::Json => statistics::write(outcome, &mut output)?,
    }
    output.flush()
}
