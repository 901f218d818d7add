//! The pure pipeline: from the text of one report to its findings.

use std::cell::LazyCell;
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks::declared;
use crate::checks::rules;
use crate::checks::suppress::{self, Suppression, Suppressions};
use crate::finding::rule::{self, Rule};
use crate::finding::{Finding, Findings, Severity};
use crate::project::config::{ConfigFile, Problem, Settings};
use crate::project::documents::{DocumentFiles, SchemaFiles};
use crate::project::include::ReportFiles;
use crate::report::Report;
use crate::report::prose::words::Words;
use crate::schema::{Schema, Violation};
use crate::text::place::Part;
use crate::text::source::{Source, Sources};
use crate::text::syntax::{self, Format, Limits, Tree};

/// The groups whose rules are about what can be read at all, and so have something to say of a report that cannot be read
/// whole.
const READING_GROUPS: [&str; 2] = ["yaml", "include"];

/// What every report has, in one of its files.
const DOCUMENT: &str = "document";

/// Everything that the rules find in a report, sorted by file, place and rule.
#[must_use]
pub fn lint(files: &ReportFiles, settings: &Settings) -> Vec<Finding> {
    let trees = || {
        let sources = files.sources.iter();
        sources.map(|(_, source)| parsed(source)).collect()
    };
    let (trees, ()): (Vec<Tree<'_>>, ()) = rayon::join(trees, || Schema::Report.prepare());
    let mut report = Report::read(parts(&files.sources, &trees));
    report.include_problems.clone_from(&files.problems);
    report.config = Arc::clone(&settings.config);
    let mut findings = check(&mut report, files.are_complete(), settings);
    sort(&mut findings, &files.sources);
    findings
}

/// The language of a report, for those who ask which rules know its words.
pub(crate) struct Spoken {
    words: Option<&'static Words>,
    /// Why words may be missing.
    why: String,
}

impl Spoken {
    /// Why a rule has no words to go by, if it needs some.
    pub(crate) fn why_asleep(&self, rule: &Rule) -> Option<String> {
        (!has_words(rule, self.words)).then(|| self.why.clone())
    }
}

/// The language of the report that the files are, if they are one.
#[must_use]
pub(crate) fn spoken(files: &ReportFiles) -> Option<Spoken> {
    let sources = files.sources.iter();
    let trees: Vec<Tree<'_>> = sources.map(|(_, source)| parsed(source)).collect();
    let tree = trees.first()?;
    let root = tree.documents().first().copied()?;
    Schema::Report.recognizes(tree, root).then(|| {
        let report = Report::read(parts(&files.sources, &trees));
        let language = report.language();
        Spoken {
            words: language.words(),
            why: language.to_string(),
        }
    })
}

/// Whether the words that a rule needs, if any, are known.
fn has_words(rule: &Rule, words: Option<&Words>) -> bool {
    let has = |topic| words.is_some_and(|words| words.has(topic));
    rule.needs.is_none_or(has)
}

fn parsed(source: &Source) -> Tree<'_> {
    syntax::parse(source.text(), Format::of(source.name()), &Limits::default())
}

/// The files with what the schema does not allow in them: in the root no more than in a part, if one of these is the one
/// that has what a report must have.
fn parts<'t>(sources: &'t Sources, trees: &'t [Tree<'t>]) -> Vec<Part<'t>> {
    let has_document = |tree: &Tree<'_>| {
        let root = tree.documents().first();
        root.is_some_and(|&root| tree.get(root, DOCUMENT).is_some())
    };
    let in_a_part = trees.iter().skip(1).any(has_document);
    let files = sources.iter().zip(trees).enumerate();
    let part = |(index, ((file, source), tree))| {
        let is_whole_report = index == 0 && !in_a_part;
        let schema = if is_whole_report {
            Schema::Report
        } else {
            Schema::Part
        };
        Part {
            file,
            source,
            tree,
            violations: violations(tree, schema),
            may_be_several: false,
        }
    };
    files.map(part).collect()
}

/// Everything that is found in documents that are no reports, sorted by file, place and rule.
///
/// Each is judged by itself: one that cannot be read whole does not silence the others.
#[must_use]
pub fn lint_documents(files: &DocumentFiles, settings: &Settings) -> Vec<Finding> {
    let trees = files.trees();
    let (parts, problems) = files.judged(&trees);
    let report = Report::of_documents(parts, problems);
    let declared = declared::check(&files.documents(&trees), settings);
    let mut findings = judged(report, &files.referred(&trees), declared, settings);
    sort(&mut findings, &files.sources);
    findings
}

/// Everything that is wrong with the files of a schema, sorted by file, place and rule.
#[must_use]
pub fn lint_schema(files: &SchemaFiles, settings: &Settings) -> Vec<Finding> {
    let trees = files.trees();
    let report = Report::of_documents(files.parts(&trees), files.problems.clone());
    let mut findings = judged(report, &[], Vec::new(), settings);
    sort(&mut findings, &files.sources);
    findings
}

/// What is found in files that are no reports, besides what was found in them before. `referred` are files that these refer
/// to, and that are judged elsewhere.
fn judged(
    mut report: Report<'_>,
    referred: &[Part<'_>],
    mut findings: Vec<Finding>,
    settings: &Settings,
) -> Vec<Finding> {
    report.config = Arc::clone(&settings.config);
    findings.extend(found(&report, settings, is_about_any_text));
    let suppressions = Suppressions::of(&report.parts, settings);
    let suppressions = suppressions.with_those_of(referred, settings);
    suppress(&mut report, suppressions, &mut findings);
    findings.extend(found(&report, settings, is_about_suppressions));
    findings
}

/// Everything that is wrong with a file of configuration, sorted by place and rule. `unmatched` is what in it selects no
/// file, and `allowed` are the entries of its `allow`, with what came of them.
///
/// That it cannot be misread is more important than what it says of rules, so it has no say in this, except that it weighs
/// those about suppressions.
#[must_use]
pub fn lint_config(
    file: &ConfigFile,
    unmatched: Vec<Problem>,
    allowed: Vec<Suppression>,
    settings: &Settings,
) -> Vec<Finding> {
    let mut problems = file.problems.clone();
    problems.extend(unmatched);
    let mut findings = file.with_part(|part| {
        let mut report = Report::of_config(part, problems);
        let by_default = Settings::default();
        if !report.is_whole() {
            let is_about_reading =
                |rule: &Rule| READING_GROUPS.contains(&rule.group()) && is_about_configs(rule);
            return found(&report, &by_default, is_about_reading);
        }
        let mut findings = found(&report, &by_default, is_about_configs);
        report.suppressions.list = allowed;
        findings.extend(found(&report, settings, is_about_suppressions));
        findings
    });
    sort(&mut findings, &file.sources);
    findings
}

/// Whether a rule has something to say of a file of configuration.
fn is_about_configs(rule: &Rule) -> bool {
    is_about_any_text(rule) || rule.group() == rules::config::NAME
}

/// Whether a rule has something to say of any file, and not of reports alone. How others would read an `off` does not
/// matter in a configuration, which nobody reads but this program, and is for those to say who keep other data.
fn is_about_any_text(rule: &Rule) -> bool {
    const READING: [&str; 2] = ["yaml/syntax", "yaml/duplicate-key"];
    const OF_REPORTS: &str = "schema/not-a-report";
    match rule.group() {
        "yaml" => READING.contains(&rule.id),
        "schema" => rule.id != OF_REPORTS,
        _ => false,
    }
}

fn is_about_suppressions(rule: &Rule) -> bool {
    rule.group() == suppress::GROUP
}

/// What the schema does not allow in a file. One that is something else is one finding, and no violations.
fn violations(tree: &Tree<'_>, schema: Schema) -> Vec<Violation> {
    let root = tree.documents().first().copied();
    let report = root.filter(|&root| schema.recognizes(tree, root));
    report.map_or_else(Vec::new, |root| schema.violations(tree, root))
}

/// Runs the rules, and those about suppressions when it is known what was suppressed.
///
/// Of a report that could not be read whole nothing is judged but its text: what seems to be missing from it may stand in
/// the part that was not read. Nor is anything suppressed in it: what a comment is about may go on there.
fn check(report: &mut Report<'_>, is_complete: bool, settings: &Settings) -> Vec<Finding> {
    if !is_complete || !report.is_whole() {
        return found(report, settings, |rule| {
            READING_GROUPS.contains(&rule.group())
        });
    }
    let mut findings = found(report, settings, |rule| !is_about_suppressions(rule));
    let mut suppressions = Suppressions::of(&report.parts, settings);
    // those are for what is found in other files that refer to this report
    suppressions.leave_unjudged(|name| rule::group(name) == rule::DECLARED);
    suppress(report, suppressions, &mut findings);
    findings.extend(found(report, settings, is_about_suppressions));
    findings
}

/// Marks what is suppressed, and leaves those suppressions with the report that are judged with it.
fn suppress(report: &mut Report<'_>, mut suppressions: Suppressions, findings: &mut [Finding]) {
    suppressions.apply(findings);
    report.suppressions = suppressions.in_comments(&report.parts);
}

/// What those of the rules find that are on, which run side by side.
#[must_use]
pub fn found(
    report: &Report<'_>,
    settings: &Settings,
    which: impl Fn(&Rule) -> bool,
) -> Vec<Finding> {
    let own_stage = report.document.as_ref().and_then(|document| document.stage);
    let stage = settings.stage(own_stage.map(|stage| stage.value));
    let on = |rule: &'static Rule| Some((rule, settings.severity(rule, stage)?));
    let words = LazyCell::new(|| report.language().words());
    let runs = |rule: &Rule| which(rule) && (rule.needs.is_none() || has_words(rule, *words));
    let rules = rule::all().filter(|rule| runs(rule));
    let (of_prose, others): (Vec<_>, Vec<_>) = rules
        .filter_map(on)
        .partition(|(rule, _)| reads_prose(rule));
    let check = |rules: Vec<(&'static Rule, Severity)>| {
        let findings = rules.into_par_iter().flat_map_iter(|(rule, severity)| {
            let mut found = Findings::new(&report.parts, rule, severity);
            found.list_at_most(settings.most_findings());
            if settings.weighs(rule.id) {
                found.keep_severity();
            }
            (rule.check)(report, &mut found);
            found.into_vec()
        });
        findings.collect::<Vec<Finding>>()
    };
    // what the others need for a while is gone before what stands in the prose is kept
    let mut findings = check(others);
    if of_prose.iter().any(|(rule, _)| rule.id != CODE_GAP) {
        report.read_prose();
    }
    findings.extend(check(of_prose));
    findings
}

/// Asks for what stands in the prose only where a code is missing.
const CODE_GAP: &str = "agenda/code-gap";

/// Whether a rule asks for what stands in the prose.
fn reads_prose(rule: &Rule) -> bool {
    const GROUPS: [&str; 6] = [
        "abbreviations",
        "claims",
        "dates",
        "footnotes",
        "references",
        "text",
    ];
    GROUPS.contains(&rule.group()) || rule.id == CODE_GAP
}

/// Sorts by file name, place and rule, so that the same report always gives the same list.
fn sort(findings: &mut [Finding], sources: &Sources) {
    let name = |finding: &Finding| sources.get(finding.primary().location.file).name();
    findings.sort_by(|left, right| {
        let (left_span, right_span) = (left.primary().location.span, right.primary().location.span);
        name(left)
            .cmp(name(right))
            .then_with(|| left_span.start.cmp(&right_span.start))
            .then_with(|| left.rule.id().cmp(right.rule.id()))
            .then_with(|| left_span.end.cmp(&right_span.end))
            .then_with(|| left.message.cmp(&right.message))
    });
}
