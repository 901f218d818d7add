//! The configuration of a run: the settings for each file, and the findings about the configs themselves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::state::{Checked, Scope};
use crate::checks::lint::lint_config;
use crate::checks::settings::Settings;
use crate::checks::suppress::{Effect, Suppression};
use crate::finding::Configured;
use crate::finding::rule;
use crate::output::CheckedReport;
use crate::project::config::{Allow, ConfigFile, ConfigProblem, Configs, Globs};
use crate::project::discover::File;
use crate::project::error::Error;
use crate::project::files::{FileKind, Files};
use crate::text::source::{Location, Span};

/// The options of a run, over the configs of its files.
pub(super) struct Project<'f> {
    pub(super) configs: Configs<'f>,
    /// What the command line alone says.
    options: Settings,
    /// The folders that are searched, so that all files below them are checked.
    searched: Vec<PathBuf>,
    /// The configs that are checked because they are named.
    named: Vec<Arc<ConfigFile>>,
    /// The documents that were found, by the names of the configs that apply to them: absolute paths.
    documents: FxHashMap<String, Vec<PathBuf>>,
}

impl<'f> Project<'f> {
    pub(super) fn new(
        files: &'f dyn Files,
        working_folder: &Path,
        scope: &Scope<'_>,
        settings: &Settings,
    ) -> Self {
        let is_folder = |path: &&PathBuf| matches!(files.kind(path), Ok(FileKind::Folder));
        let searched = scope.paths.iter().filter(is_folder);
        let configs = Configs::new(files, working_folder, scope.look_up.clone());
        Self {
            searched: searched.map(|path| configs.absolute(path)).collect(),
            configs,
            options: settings.clone(),
            named: Vec::new(),
            documents: FxHashMap::default(),
        }
    }

    /// The settings for a file.
    pub(super) fn settings(&mut self, path: &Path) -> Settings {
        Settings {
            config: self.configs.of(path),
            ..self.options.clone()
        }
    }

    /// Has a config checked that nothing may be under.
    pub(super) fn name_config(&mut self, path: &Path) {
        self.named.extend(self.configs.file(path));
    }

    /// Takes back that folders are searched: some of what is in them could not be.
    pub(super) fn forget_search(&mut self) {
        self.searched.clear();
    }

    /// Takes note of the documents that are checked, so that entries of `documents` without any can be reported.
    pub(super) fn note_documents(&mut self, documents: &[File]) {
        for document in documents {
            let path = self.configs.absolute(&document.path);
            for file in &self.configs.of(&path).files {
                let files = self.documents.entry(file.name().to_owned()).or_default();
                files.push(path.clone());
            }
        }
    }

    /// What in a config selects no document, if all of them below it are known.
    fn unmatched(&self, file: &ConfigFile) -> Vec<ConfigProblem> {
        if !self.has_searched(file) {
            return Vec::new();
        }
        let documents = self.documents.get(file.name()).into_iter().flatten();
        file.unmatched(&documents.map(PathBuf::as_path).collect::<Vec<_>>())
    }

    /// Whether all files below a config have been searched.
    fn has_searched(&self, file: &ConfigFile) -> bool {
        let mut searched = self.searched.iter();
        searched.any(|folder| file.folder.starts_with(folder))
    }

    /// The findings about the configs, each with the settings that apply to it, when the reports have been checked; and an
    /// error for each that is broken or cannot be read.
    pub(super) fn check_configs(&mut self, reports: &[Checked]) -> (Vec<Checked>, Vec<Error>) {
        let used = used_entries(reports);
        let mut by_config: FxHashMap<String, Vec<&Checked>> = FxHashMap::default();
        for report in reports {
            for file in &report.settings.config.files {
                by_config
                    .entry(file.name().to_owned())
                    .or_default()
                    .push(report);
            }
        }
        let mut broken = Vec::new();
        let files = self.configs.files().into_iter();
        let checked = files.filter_map(|file| {
            let under = by_config.remove(file.name()).unwrap_or_default();
            let first = under.first().map(|it| it.settings.clone());
            let read: Vec<&Checked> = under.into_iter().filter(|it| it.report.was_read).collect();
            let settings = first.unwrap_or_else(|| self.options.clone());
            let has_searched = self.has_searched(&file);
            let allowed = file.allow.iter().map(|allow| {
                let is_read = is_about_any(&file, allow, &read);
                let names_file = allow.file.as_ref().is_some_and(Globs::are_names);
                // a check may be about a file without being run when that is named: it may merely refer to it
                let is_judged = |name: &str| {
                    let is_known = names_file && !rule::is_declared(name);
                    is_read && (is_known || has_searched)
                };
                judged(&file, allow, &settings, &used, is_judged)
            });
            let unmatched = self.unmatched(&file);
            let allowed: Vec<Suppression> = allowed.collect();
            let linted = lint_config(&file, unmatched, &allowed, &settings);
            if linted.is_broken {
                broken.push(Error::BrokenConfig {
                    path: file.name().to_owned(),
                });
            }
            let is_named = self.named.iter().any(|named| Arc::ptr_eq(named, &file));
            (is_named || !linted.findings.is_empty()).then(|| Checked {
                report: CheckedReport {
                    was_read: linted.was_read,
                    ..CheckedReport::new(file.sources.clone(), linted.findings)
                },
                settings,
            })
        });
        let checked: Vec<Checked> = checked.collect();
        let mut errors = self.configs.take_errors();
        errors.extend(broken);
        (checked, errors)
    }
}

/// Whether any of the reports under a config has a file that an entry of its `allow` is about.
fn is_about_any(file: &ConfigFile, allow: &Allow, reports: &[&Checked]) -> bool {
    let is_about = |checked: &&Checked| {
        let config = &checked.settings.config;
        let mut sources = checked.report.sources.iter();
        sources.any(|(_, source)| config.is_allowed_in(file, allow, source.name()))
    };
    reports.iter().any(is_about)
}

/// Where in the configs rules are allowed that have suppressed something.
fn used_entries(reports: &[Checked]) -> FxHashSet<Configured> {
    let findings = reports.iter().flat_map(|it| &it.report.findings);
    let suppressed = findings.filter_map(|finding| finding.suppressed.as_ref());
    suppressed.filter_map(|it| it.configured.clone()).collect()
}

/// An entry of `allow`, with what came of it. `is_judged` says whether all files have been checked that it is about, where
/// it allows what has that name.
fn judged(
    file: &ConfigFile,
    allow: &Allow,
    settings: &Settings,
    used: &FxHashSet<Configured>,
    is_judged: impl Fn(&str) -> bool,
) -> Suppression {
    let somewhere = Location {
        file: file.id(),
        span: Span::default(),
    };
    let mut entry = Suppression::configured(file, allow, Some(somewhere), settings);
    for allowed in &mut entry.allowed {
        let place = Configured {
            config: file.name().to_owned(),
            span: allowed.written.span,
        };
        if used.contains(&place) {
            allowed.effect = Effect::Used;
        } else if !is_judged(&allowed.name) {
            allowed.effect = Effect::Unjudged;
        }
    }
    entry
}
