//! The pure pipeline: from the text of one report to its findings.

use std::cell::LazyCell;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::checks::declared;
use crate::checks::rules::{self, Check, Registered, Validated};
use crate::checks::selector::Selector;
use crate::checks::settings::Settings;
use crate::checks::suppress::{self, Suppression, Suppressions};
use crate::finding::rule::{self, Rule};
use crate::finding::{Finding, Findings, Problem, Severity};
use crate::project::config::{self, ConfigFile};
use crate::project::data_files::{DataFiles, SchemaFiles, SchemaProblem};
use crate::project::include::ReportFiles;
use crate::report::code::reads_as_number;
use crate::report::misread::{is_slipped, slip};
use crate::report::prose::Prose;
use crate::report::prose::words::Words;
use crate::report::{Report, Stage, recognized};
use crate::schema::{Breach, InFile, Schema, Type, Violation};
use crate::text::place::{ParsedFile, ParsedFiles, Place, Places};
use crate::text::source::{Location, Source, Sources};
use crate::text::syntax::{Format, Limits, OddMerge, Tree};

/// What every report has, in one of its files.
const DOCUMENT: &str = "document";

/// What was found in files, and whether it is all that there is to find.
#[derive(Debug)]
pub struct Linted {
    /// What was found, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// Whether all files could be read, so that all of them were judged. Where not, some of the findings say why, and these
    /// are on whatever the settings are.
    pub was_read: bool,
}

/// Everything that the rules find in a report.
///
/// Of a report that could not be read whole nothing is judged but its files: what seems to be missing from it may be in
/// what was not read. Nor is anything suppressed in it: what a comment is about may go on there.
#[must_use]
pub fn lint(files: &ReportFiles, settings: &Settings) -> Linted {
    lint_and_look(files, settings, |_| ()).0
}

/// The same, and what `look` makes of the report while it is there, if it could be read whole.
#[must_use]
pub(crate) fn lint_and_look<L>(
    files: &ReportFiles,
    settings: &Settings,
    look: impl FnOnce(&Prose<'_, '_>) -> L,
) -> (Linted, Option<L>) {
    let sources = files.sources.iter();
    let trees: Vec<Tree<'_>> = sources.map(|(_, source)| parsed(source)).collect();
    let parts = parts(&files.sources, &trees);
    let (report, violations) = read(&parts);
    let validated = validated(&report.parts, &violations);
    let run = Run::of_report(&report, settings);
    let mut findings = run.worded(&files.problems);
    let is_whole = files.are_complete() && report.is_whole();
    let mut seen = None;
    if is_whole {
        let mut prose = Prose::of(&report);
        prose.exempt_abbreviations = settings.config.exempt_abbreviations().collect();
        let subject = Subject::Report(&validated, &prose);
        findings.extend(run.found(&subject, |_| true));
        seen = Some(look(&prose));
        let violations = in_files(&validated)
            .filter(|it| !is_unquoted_code(&report, it) && !is_misread(&report, it));
        findings.extend(run.worded(violations));
        let mut suppressions = Suppressions::of(&report.parts, settings);
        // those are for what is found in other files that refer to this report
        suppressions.leave_unjudged(rule::is_declared);
        let about = run.suppressed(suppressions, &report.parts, &mut findings);
        findings.extend(about);
    } else {
        findings.extend(run.found(&Subject::ReportFiles(&validated), |_| true));
    }
    sort(&mut findings, &files.sources);
    let linted = Linted {
        findings,
        was_read: is_whole && report.parts.iter().all(is_of_report),
    };
    (linted, seen)
}

/// Whether a file is a report, or a part of one, and not something else.
fn is_of_report(part: &ParsedFile<'_>) -> bool {
    let root = part.tree.documents().first();
    root.is_some_and(|&root| Schema::Report.recognizes(part.tree, root))
}

/// The language of a report, for those who ask which rules know its words.
pub(crate) struct Spoken {
    words: Option<&'static Words>,
    /// Why words may be missing.
    why: String,
}

impl Spoken {
    /// Why a rule has no words to look for, if it needs some.
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
        let parts = parts(&files.sources, &trees);
        let violations = violations(&parts);
        let report = Report::read(parts, &violations);
        let language = Prose::of(&report).language();
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

/// The tree of a file; a report is recognized in a text for readers.
fn parsed(source: &Source) -> Tree<'_> {
    recognized::parsed(source, &Limits::default())
}

/// The files of a report.
fn parts<'t>(sources: &'t Sources, trees: &'t [Tree<'t>]) -> Vec<ParsedFile<'t>> {
    let files = sources.iter().zip(trees);
    let parts = files.map(|((file, source), tree)| ParsedFile {
        file,
        source,
        tree,
        may_be_several: false,
    });
    parts.collect()
}

/// Reads a report and finds what the schema does not allow in it, side by side. That is nothing in most reports; where it is
/// something, what it says about misspelt keys may come too late, and the report is read again.
fn read<'t>(parts: &[ParsedFile<'t>]) -> (Report<'t>, Vec<Vec<Violation>>) {
    let found = OnceLock::new();
    let validate = || {
        found.get_or_init(|| violations(parts));
    };
    let read = || {
        let known = found.get();
        let violations = known.map_or(&[][..], Vec::as_slice);
        (Report::read(parts.to_vec(), violations), known.is_some())
    };
    let ((), (mut report, knows_all)) = rayon::join(validate, read);
    let violations = found.into_inner().unwrap_or_default();
    if !knows_all && !violations.iter().all(Vec::is_empty) {
        drop(report);
        report = Report::read(parts.to_vec(), &violations);
    }
    (report, violations)
}

/// What the schema does not allow in each file of a report: in the root no more than in a part, if one of these is the one
/// that has what a report must have.
fn violations(parts: &[ParsedFile<'_>]) -> Vec<Vec<Violation>> {
    let has_document = |part: &ParsedFile<'_>| {
        let root = part.tree.documents().first();
        root.is_some_and(|&root| part.tree.get(root, DOCUMENT).is_some())
    };
    let in_a_part = parts.iter().skip(1).any(has_document);
    let of_part = |(index, part): (usize, &ParsedFile<'_>)| {
        let is_whole_report = index == 0 && !in_a_part;
        let schema = if is_whole_report {
            Schema::Report
        } else {
            Schema::Part
        };
        // one that is something else is one finding, and no violations
        let root = part.tree.documents().first().copied();
        let report = root.filter(|&root| schema.recognizes(part.tree, root));
        report.map_or_else(Vec::new, |root| schema.violations(part.tree, root))
    };
    parts.iter().enumerate().map(of_part).collect()
}

/// The violations of all files.
fn in_files<'s>(files: &'s [Validated<'s>]) -> impl Iterator<Item = InFile<'s>> {
    files.iter().flat_map(|Validated { part, violations }| {
        let file = part.file;
        let violations = violations.iter();
        violations.map(move |violation| InFile { file, violation })
    })
}

/// Whether a value is not of its type, or seems to be there twice, only because a code lost its quotes: another rule says so,
/// and shows what else it lost.
fn is_unquoted_code(report: &Report<'_>, InFile { file, violation }: &InFile<'_>) -> bool {
    let tree = report.part(*file).tree;
    match &violation.breach {
        Breach::Type { expected } => {
            expected.contains(&Type::Text) && reads_as_number(tree, violation.node)
        }
        Breach::UniqueItems { first, .. } => reads_as_number(tree, *first),
        _ => false,
    }
}

/// Whether the only fault of a value, or of its key, is a character that is not what it looks like: another rule reports
/// that.
fn is_misread(report: &Report<'_>, InFile { file, violation }: &InFile<'_>) -> bool {
    let tree = report.part(*file).tree;
    let merges_nothing = |odd: &OddMerge| matches!(odd, OddMerge::NoMapping { value, .. } if *value == violation.node);
    let is_there = match &violation.breach {
        Breach::Required { missing, .. } => is_slipped(tree, violation.node, missing),
        _ => false,
    };
    is_there
        || tree.is_cut(violation.node)
        || slip(tree, violation).is_some()
        || tree.odd_merges().iter().any(merges_nothing)
}

fn validated<'s>(
    parts: &'s [ParsedFile<'s>],
    violations: &'s [Vec<Violation>],
) -> Vec<Validated<'s>> {
    let files = parts.iter().zip(violations);
    files
        .map(|(part, violations)| Validated { part, violations })
        .collect()
}

/// Everything that is found in documents that are no reports.
///
/// Each is judged by itself: one that cannot be read whole does not silence the others.
#[must_use]
pub fn lint_data(files: &DataFiles<'_>, settings: &Settings) -> Linted {
    let trees = files.trees();
    let (judged, problems) = files.judged(&trees);
    let (parts, violations): (Vec<ParsedFile<'_>>, Vec<Vec<Violation>>) =
        judged.into_iter().unzip();
    let parts = ParsedFiles::from(parts);
    let run = Run::new(&parts, settings, None);
    let mut findings = declared::check(&files.documents(&trees), settings);
    findings.extend(run.found_in_data(&validated(&parts, &violations), &problems));
    let suppressions = Suppressions::of(&parts, settings);
    let suppressions = suppressions.with_those_of(&files.referred(&trees), settings);
    let about = run.suppressed(suppressions, &parts, &mut findings);
    findings.extend(about);
    sort(&mut findings, &files.sources);
    Linted {
        findings,
        was_read: parts.iter().all(ParsedFile::is_whole),
    }
}

/// Everything that is wrong with the files of a schema.
#[must_use]
pub fn lint_schema(files: &SchemaFiles, settings: &Settings) -> Linted {
    let trees = files.trees();
    let parts = ParsedFiles::from(files.parts(&trees));
    let run = Run::new(&parts, settings, None);
    let violations = vec![Vec::new(); parts.len()];
    let mut findings = run.found_in_data(&validated(&parts, &violations), &files.problems);
    let suppressions = Suppressions::of(&parts, settings);
    let about = run.suppressed(suppressions, &parts, &mut findings);
    findings.extend(about);
    sort(&mut findings, &files.sources);
    Linted {
        findings,
        was_read: parts.iter().all(ParsedFile::is_whole),
    }
}

/// Everything that is wrong with a file of configuration. `unmatched` is what in it selects no
/// file, and `allowed` are the entries of its `allow`, with what came of them.
///
/// It must not be misread, so its settings for rules do not apply to it, except those for rules about suppressions.
#[must_use]
pub fn lint_config(
    file: &ConfigFile,
    unmatched: Vec<config::ConfigProblem>,
    allowed: &[Suppression],
    settings: &Settings,
) -> LintedConfig {
    let mut problems = file.problems.clone();
    problems.extend(unmatched);
    problems.extend(unknown_rules(file));
    problems.extend(ignored_rules(file));
    let mut linted = file.with_part(|part, violations| {
        let is_whole = part.is_whole();
        let parts = ParsedFiles::from(vec![part]);
        let violations = [violations];
        let validated = validated(&parts, &violations);
        let by_default = Settings::default();
        let run = Run::new(&parts, &by_default, None);
        let mut findings = run.found(&Subject::Data(&validated), |_| true);
        if is_whole {
            findings.extend(run.worded(in_files(&validated)));
            findings.extend(run.worded(&problems));
        }
        let mut severities = findings.iter().map(|finding| finding.severity);
        let is_broken = severities.any(|severity| severity == Severity::Error);
        if is_whole {
            let run = Run::new(&parts, settings, None);
            findings.extend(run.worded(suppress::flaws(allowed, &[])));
        }
        LintedConfig {
            findings,
            was_read: is_whole,
            is_broken,
        }
    });
    sort(&mut linted.findings, &file.sources);
    linted
}

/// The names under `rules` that are those of no rule. Of a check that nobody declares the configuration itself knows.
fn unknown_rules(file: &ConfigFile) -> impl Iterator<Item = config::ConfigProblem> {
    let names = file.rule_names.iter();
    let unknown = names.filter(|(name, _)| Selector::named(name).is_none());
    unknown.map(|(name, at)| {
        let nearest = rules::nearest(name).map(str::to_owned);
        config::ConfigProblem::unknown_rule(name, nearest, *at)
    })
}

/// The rules under `ignore`, which names files: there they turn nothing off.
fn ignored_rules(file: &ConfigFile) -> impl Iterator<Item = config::ConfigProblem> {
    let written = file.ignore.written.iter();
    let rules = written.filter(|glob| rules::names().any(|name| name == glob.value));
    rules.map(|glob| {
        let place = Place::Bytes(Location {
            file: file.id(),
            span: glob.span,
        });
        config::ConfigProblem::ignored_rule(&glob.value, place)
    })
}

/// What was found in a file of configuration.
#[derive(Debug)]
pub struct LintedConfig {
    /// What was found, sorted by place and rule.
    pub findings: Vec<Finding>,
    /// Whether it could be read.
    pub was_read: bool,
    /// Whether not all of it can be understood. What it suppresses in vain is no reason for that.
    pub is_broken: bool,
}

/// What is found in the prose of a report, in the report, and in its files, by some rules.
#[must_use]
pub fn found(
    prose: &Prose<'_, '_>,
    settings: &Settings,
    which: impl Fn(&Rule) -> bool,
) -> Vec<Finding> {
    let violations = vec![Vec::new(); prose.report.parts.len()];
    let validated = validated(&prose.report.parts, &violations);
    let run = Run::of_report(prose.report, settings);
    run.found(&Subject::Report(&validated, prose), which)
}

/// What checks look at. A check that looks at something else finds nothing.
enum Subject<'s, 'r, 't> {
    /// Files that are no report.
    Data(&'s [Validated<'s>]),
    /// The files of a report that could not be read whole.
    ReportFiles(&'s [Validated<'s>]),
    /// The files of a report, and all that is in them.
    Report(&'s [Validated<'s>], &'s Prose<'r, 't>),
}

impl Subject<'_, '_, '_> {
    /// Whether it is a report in Markdown.
    fn is_in_markdown(&self) -> bool {
        let Self::Report(files, _) = self else {
            return false;
        };
        let mut files = files.iter();
        files.any(|file| file.part.tree.format() == Format::Markdown)
    }

    fn perform(&self, check: Check, findings: &mut Findings<'_>) {
        match (check, self) {
            (
                Check::File(check),
                Self::Data(files) | Self::ReportFiles(files) | Self::Report(files, _),
            ) => {
                for file in *files {
                    check(file.part, findings);
                }
            }
            (Check::ReportFiles(check), Self::ReportFiles(files) | Self::Report(files, _)) => {
                check(files, findings);
            }
            (Check::Report(check), Self::Report(_, prose)) => check(prose.report, findings),
            (Check::Prose(check) | Check::ProseIfNeeded(check), Self::Report(_, prose)) => {
                check(prose, findings);
            }
            _ => {}
        }
    }
}

/// The rules that are on for some files, and their severity there.
struct Run<'s> {
    files: &'s dyn Places,
    settings: &'s Settings,
    stage: Option<Stage>,
}

impl<'s> Run<'s> {
    fn new(files: &'s ParsedFiles<'s>, settings: &'s Settings, own_stage: Option<Stage>) -> Self {
        Self {
            files,
            settings,
            stage: settings.stage(own_stage),
        }
    }

    fn of_report(report: &'s Report<'_>, settings: &'s Settings) -> Self {
        let document = report.document.as_ref();
        let stage = document.and_then(|document| document.stage);
        Self {
            files: &report.parts,
            settings,
            stage: settings.stage(stage.map(|stage| stage.value)),
        }
    }

    /// What the checks of those rules that are on find, which run side by side.
    fn found(&self, subject: &Subject<'_, '_, '_>, which: impl Fn(&Rule) -> bool) -> Vec<Finding> {
        let is_sure = |rule: &Rule| {
            let may_be_unsure = rule.unsure_in_markdown && subject.is_in_markdown();
            !may_be_unsure || self.settings.names(rule)
        };
        let registered = rules::registered().filter(|(rule, _)| which(rule) && is_sure(rule));
        let on = registered.filter_map(|it| Some((it, self.settings.severity(it.0, self.stage)?)));
        let Subject::Report(_, prose) = subject else {
            return self.performed(on.collect(), subject);
        };
        let words = LazyCell::new(|| prose.language().words());
        let awake = on.filter(|((rule, _), _)| rule.needs.is_none() || has_words(rule, *words));
        let (of_prose, others): (Vec<_>, Vec<_>) = awake.partition(|((_, check), _)| {
            matches!(check, Check::Prose(_) | Check::ProseIfNeeded(_))
        });
        let mut checks = of_prose.iter().map(|((_, check), _)| check);
        let reads = checks.any(|check| matches!(check, Check::Prose(_)));
        let read = || {
            if reads {
                prose.read();
            }
        };
        // none of the others asks the prose for anything, so that none waits for what is being read; they come first, since
        // what they need for a while had better be gone before much of the prose is kept
        let (mut findings, ()) = rayon::join(|| self.performed(others, subject), read);
        findings.extend(self.performed(of_prose, subject));
        findings
    }

    fn performed(
        &self,
        checks: Vec<(Registered, Severity)>,
        subject: &Subject<'_, '_, '_>,
    ) -> Vec<Finding> {
        let checks = checks.into_par_iter();
        let findings = checks.flat_map_iter(|((rule, check), severity)| {
            let mut findings = self.findings(rule, severity);
            subject.perform(check, &mut findings);
            findings.into_vec()
        });
        findings.collect()
    }

    /// What another stage has found of those rules that are on, as it words it itself.
    fn worded<P: Problem>(&self, problems: impl IntoIterator<Item = P>) -> Vec<Finding> {
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut found: Vec<Findings<'s>> = Vec::new();
        for problem in problems {
            let rule = problem.rule();
            let Some(severity) = self.settings.severity(rule, self.stage) else {
                continue;
            };
            let place = *places.entry(rule.id).or_insert_with(|| {
                found.push(self.findings(rule, severity));
                found.len() - 1
            });
            problem.report(&mut found[place]);
        }
        found.into_iter().flat_map(Findings::into_vec).collect()
    }

    /// What is wrong with files that are no report, and with their schemas.
    fn found_in_data(&self, files: &[Validated<'_>], schemas: &[SchemaProblem]) -> Vec<Finding> {
        let mut findings = self.found(&Subject::Data(files), |_| true);
        findings.extend(self.worded(in_files(files)));
        findings.extend(self.worded(schemas));
        findings
    }

    /// Marks what is suppressed. Returns what is wrong with the suppressions in the comments of these files; those of the
    /// config are judged when all reports under it have been checked.
    fn suppressed(
        &self,
        mut suppressions: Suppressions,
        parts: &[ParsedFile<'_>],
        findings: &mut [Finding],
    ) -> Vec<Finding> {
        suppressions.apply(findings);
        let suppressions = suppressions.in_comments(parts);
        self.worded(suppress::flaws(&suppressions.list, &suppressions.malformed))
    }

    fn findings(&self, rule: &'static Rule, severity: Severity) -> Findings<'s> {
        let mut findings = Findings::new(self.files, rule, severity);
        findings.list_at_most(self.settings.most_findings());
        findings
    }
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
