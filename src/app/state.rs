//! What there is to check, in one state of the files, and how it is checked.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::progress::Progress;
use super::project::Project;
use crate::checks::lint::{Linted, Spoken, lint, lint_and_look, lint_data, lint_schema, spoken};
use crate::checks::settings::Settings;
use crate::finding::{Finding, Findings, Label, Severity};
use crate::output::CheckedReport;
use crate::project::config::{self, LookUp};
use crate::project::data_files::{self, DataFiles, SchemaFiles, Schemas, Unit};
use crate::project::discover::{self, File};
use crate::project::error::Error;
use crate::project::files::Files;
use crate::project::include;
use crate::report::view::View;
use crate::text::source::{Source, Sources, Span};

/// What standard input is called that nobody gave a name.
pub(super) const UNNAMED: &str = "<stdin>";

/// How many findings are kept for all that is checked at once, if each rule or check finds something in each part of it.
pub(crate) const MOST_FINDINGS: usize = 250_000;

/// Which files and configurations count.
#[derive(Debug)]
pub(super) struct Scope<'p> {
    /// What must be checked.
    pub(super) paths: &'p [PathBuf],
    pub(super) look_up: LookUp,
    /// Whether what a configuration ignores is left out even if it is named.
    pub(super) force_exclude: bool,
    /// Whether named files are left out that are neither reports nor parts of one.
    pub(super) skip_unrelated: bool,
    /// Whether what the reports look like is kept.
    pub(super) keep_views: bool,
}

/// The files as they are now, or as they were at a commit, with their configs, and how they are checked.
pub(super) struct State<'s> {
    pub(super) files: &'s dyn Files,
    pub(super) working_folder: &'s Path,
    pub(super) scope: &'s Scope<'s>,
    /// What the command line alone says.
    pub(super) settings: &'s Settings,
    pub(super) progress: &'s Progress,
    pub(super) project: Project<'s>,
}

/// A report or a config that was checked, and what held for it.
pub(super) struct Checked {
    pub(super) report: CheckedReport,
    pub(super) settings: Settings,
}

impl<'s> State<'s> {
    pub(super) fn new(
        files: &'s dyn Files,
        working_folder: &'s Path,
        scope: &'s Scope<'s>,
        settings: &'s Settings,
        progress: &'s Progress,
    ) -> Self {
        Self {
            files,
            working_folder,
            scope,
            settings,
            progress,
            project: Project::new(files, working_folder, scope, settings),
        }
    }

    /// The files that paths mean, and what is amiss with them.
    pub(super) fn find(&mut self, paths: &[PathBuf]) -> (Vec<File>, Vec<Error>) {
        let exclude = self.scope.force_exclude;
        let configs = &mut self.project.configs;
        let (found, errors) =
            discover::files(self.files, self.working_folder, paths, configs, exclude);
        let is_about_search =
            |error: &Error| matches!(error, Error::Unreadable { .. } | Error::Outside { .. });
        if errors.iter().any(is_about_search) {
            self.project.forget_search();
        }
        (found, errors)
    }

    /// A file that is known by its name alone.
    pub(super) fn named(&mut self, name: &str) -> Option<File> {
        let path = PathBuf::from(name);
        if self.scope.force_exclude && self.project.configs.exclude(&path) {
            return None;
        }
        let canonical = self.files.canonical(&path).ok()?;
        let name = name.to_owned();
        Some(File {
            name,
            path,
            canonical,
        })
    }

    /// Checks the reports that the files are, or belong to, and the configs that apply to them.
    pub(super) fn check(&mut self, found: Vec<File>) -> (Vec<Checked>, Vec<Error>) {
        let is_config = |file: &File| {
            let name = file.path.file_name();
            name.is_some_and(|name| name == config::FILE_NAME)
        };
        let (configs, found): (Vec<File>, Vec<File>) = found.into_iter().partition(is_config);
        for file in configs {
            self.project.name_config(&file.path);
        }
        let (documents, found): (Vec<File>, Vec<File>) = found
            .into_iter()
            .partition(|file| self.is_document(&file.path));
        self.project.note_documents(&documents);
        let configs = &mut self.project.configs;
        let (units, mut errors) =
            data_files::units(self.files, self.working_folder, documents, configs);
        let units = units.into_iter().map(Subject::Documents);
        let may_be_root = |file: &File| {
            // what comes without a name may be anything
            !self.scope.skip_unrelated
                || file.name == UNNAMED
                || discover::is_report_name(&file.path)
                || discover::is_name_of_printed_report(&file.path)
        };
        let roots = include::roots(self.files, self.working_folder, &found, may_be_root);
        let roots = roots.into_iter();
        let subjects = roots.map(Subject::Report).chain(units);
        let subjects = subjects.map(|subject| (self.project.settings(subject.path()), subject));
        let mut subjects: Vec<(Settings, Subject)> = subjects.collect();
        let parts = subjects.iter().map(|(_, subject)| subject.parts()).sum();
        let most = most_findings_each(parts);
        for (settings, _) in &mut subjects {
            settings.most_findings.get_or_insert(most);
        }
        let schemas = Schemas::new(self.files, self.working_folder, subjects.len());
        self.progress.expect(subjects.len());
        let checked = subjects.into_par_iter().map(|(settings, subject)| {
            let checked = match subject {
                Subject::Report(root) => self.report(&root, settings),
                Subject::Documents(unit) => self.documents(&unit, &schemas, settings),
            };
            self.progress.advance();
            checked
        });
        let checked: Vec<(Option<Checked>, Vec<Error>)> = checked.collect();
        let mut reports = Vec::new();
        for (report, more_errors) in checked {
            reports.extend(report);
            errors.extend(more_errors);
        }
        for schema in schemas.flawed() {
            let settings = self.project.settings(&schema.path);
            reports.push(self.schema(&schema, settings, &mut errors));
        }
        errors.extend(schemas.take_errors());
        report_once(&mut reports);
        let (configs, more_errors) = self.project.check_configs(&reports);
        reports.extend(configs);
        errors.extend(more_errors);
        (reports, errors)
    }

    /// Whether a file is data that is checked as a config says, and no report.
    pub(super) fn is_document(&mut self, path: &Path) -> bool {
        self.project.configs.of(path).is_document(path)
    }

    /// The language of the report that a file is the root of, if it is one and can be read.
    pub(super) fn language_of(&self, path: &Path) -> Option<Spoken> {
        let name = discover::name(self.working_folder, path);
        let source = Source::decode(name, self.files.read(path).ok()?);
        let read = include::load(self.files, self.working_folder, path, source);
        spoken(&read)
    }

    /// Checks one report. Of one that is found to be in order only the names stay in memory.
    fn report(&self, root: &File, settings: Settings) -> (Option<Checked>, Vec<Error>) {
        let source = match self.files.read(&root.path) {
            Ok(bytes) => Source::decode(&root.name, bytes),
            Err(error) => {
                let limit = self.files.limits().bytes;
                return (None, vec![Error::reading(&root.name, error, limit)]);
            }
        };
        let read = include::load(self.files, self.working_folder, &root.path, source);
        let (Linted { findings, was_read }, view) = if self.scope.keep_views {
            let (linted, view) = lint_and_look(&read, &settings, View::of);
            (linted, view.map(Box::new))
        } else {
            (lint(&read, &settings), None)
        };
        let sources = if findings.is_empty() {
            without_text(&read.sources)
        } else {
            read.sources
        };
        let report = CheckedReport {
            was_read,
            view,
            ..CheckedReport::new(sources, findings)
        };
        (Some(Checked { report, settings }), read.errors)
    }

    /// Checks documents that belong together. Of those that are found to be in order only the names stay in memory.
    fn documents(
        &self,
        unit: &Unit,
        schemas: &Schemas<'_>,
        settings: Settings,
    ) -> (Option<Checked>, Vec<Error>) {
        let mut read = DataFiles::read(self.files, self.working_folder, unit, schemas);
        let errors = std::mem::take(&mut read.errors);
        let Linted { findings, was_read } = lint_data(&read, &settings);
        let was_read = was_read && errors.is_empty();
        let labels = findings.iter().flat_map(|finding| &finding.labels);
        let last = labels.map(|label| label.location.file).max();
        let sources = read.into_sources(last);
        let sources = if findings.is_empty() {
            without_text(&sources)
        } else {
            sources
        };
        let report = CheckedReport {
            was_read,
            ..CheckedReport::new(sources, findings)
        };
        (Some(Checked { report, settings }), errors)
    }

    /// What is wrong with a schema that cannot be used.
    fn schema(&self, schema: &SchemaFiles, settings: Settings, errors: &mut Vec<Error>) -> Checked {
        let Linted { findings, was_read } = lint_schema(schema, &settings);
        let is_broken = |finding: &Finding| finding.severity == Severity::Error && finding.stands();
        if schema.is_broken() && findings.iter().any(is_broken) {
            errors.push(Error::BrokenSchema {
                path: discover::name(self.working_folder, &schema.path),
            });
        }
        let sources = schema.sources.clone();
        let report = CheckedReport {
            was_read,
            ..CheckedReport::new(sources, findings)
        };
        Checked { report, settings }
    }
}

/// Something to check.
enum Subject {
    /// A report, by its root.
    Report(File),
    /// Documents that belong together.
    Documents(Unit),
}

impl Subject {
    /// How many parts it has. Each of them may have its share of the findings of one rule. The checks of documents are rules, too.
    fn parts(&self) -> usize {
        match self {
            Self::Report(_) => 1,
            Self::Documents(unit) => unit.count_of_checks().max(1),
        }
    }

    /// A file that it has, whose configuration applies to all of it.
    fn path(&self) -> &Path {
        match self {
            Self::Report(root) => &root.path,
            Self::Documents(unit) => &unit.files[0].path,
        }
    }
}

/// What is found in nothing but files that several reports share is reported once: with the report by whose configuration
/// it counts most, and with the first of these.
fn report_once(reports: &mut [Checked]) {
    let mut reports_of: FxHashMap<String, usize> = FxHashMap::default();
    let sources = reports.iter().flat_map(|it| it.report.sources.iter());
    for (_, source) in sources {
        *reports_of.entry(source.name().to_owned()).or_default() += 1;
    }
    let mut most: FxHashMap<Shared, (Weight, usize)> = FxHashMap::default();
    for (index, checked) in reports.iter().enumerate() {
        for finding in &checked.report.findings {
            let Some(shared) = shared(checked, finding, &reports_of) else {
                continue;
            };
            let weight = weight(checked, finding);
            let known = most.entry(shared).or_insert((weight, index));
            if weight > known.0 {
                *known = (weight, index);
            }
        }
    }
    let mut reported = FxHashSet::default();
    for (index, checked) in reports.iter_mut().enumerate() {
        let mut findings = std::mem::take(&mut checked.report.findings);
        findings.retain(|finding| {
            let shared = shared(checked, finding, &reports_of);
            shared.is_none_or(|shared| most[&shared].1 == index && reported.insert(shared))
        });
        checked.report.findings = findings;
    }
}

/// What two findings have in common that are one.
type Shared = (String, String, Vec<(String, Span)>);

/// What is found in nothing but files of several reports; `None` of anything else.
fn shared(
    checked: &Checked,
    finding: &Finding,
    reports_of: &FxHashMap<String, usize>,
) -> Option<Shared> {
    let name = |label: &Label| checked.report.sources.get(label.location.file).name();
    let labels = finding.labels.iter();
    let places = labels.map(|label| {
        let name = name(label);
        (reports_of[name] > 1).then(|| (name.to_owned(), label.location.span))
    });
    let places = places.collect::<Option<_>>()?;
    Some((
        finding.rule.id().to_owned(),
        finding.message.clone(),
        places,
    ))
}

/// How much a finding counts: whether it makes the check fail, whether it is shown, and its severity.
type Weight = (bool, bool, Severity);

fn weight(checked: &Checked, finding: &Finding) -> Weight {
    let stands = finding.stands();
    let fails = stands && checked.settings.fail_on().is_reached_by(finding.severity);
    (fails, stands, finding.severity)
}

fn without_text(sources: &Sources) -> Sources {
    let mut names = Sources::default();
    for (_, source) in sources.iter() {
        names.add(Source::decode(source.name(), Vec::new()));
    }
    names
}

/// How many findings of one rule are listed for each report, document and check, if there are `count` of them.
fn most_findings_each(count: usize) -> NonZeroUsize {
    let share = MOST_FINDINGS / count.max(1);
    let most = share.clamp(1, Findings::MOST);
    NonZeroUsize::new(most).expect("some findings are listed")
}
