//! The program for other programs: what is found, without a command line.

use std::env;
use std::path::{Path, PathBuf};

use super::progress::Progress;
use super::state::{Scope, State};
use super::threads::pool;
use crate::checks::lint::{Linted, lint, lint_config};
use crate::checks::settings::Settings;
use crate::output::CheckedReport;
use crate::project::config::{Configs, LookUp};
use crate::project::error::Error;
use crate::project::files::{Disk, Overlay};
use crate::text::source::Source;

impl Settings {
    /// These settings, and below them what a configuration says, in place of any `reportlint.yaml`.
    ///
    /// `path` is where it is, or would be: what it extends, and the data that it names, is read from the disk, relative to
    /// its folder.
    ///
    /// # Errors
    /// What is found in it, and what of it cannot be read, where it is broken.
    pub fn with_config(
        self,
        path: impl AsRef<Path>,
        text: &str,
    ) -> Result<Self, (Vec<CheckedReport>, Vec<Error>)> {
        let path = path.as_ref();
        let working_folder = env::current_dir().unwrap_or_default();
        let files = Overlay::new(&Disk, path, text.into());
        let mut configs = Configs::new(&files, &working_folder, LookUp::Only(path.to_owned()));
        let config = configs.of(path);
        let settings = Self { config, ..self };
        let read = configs.files().into_iter().map(|file| {
            let linted = lint_config(&file, Vec::new(), &[], &settings);
            let report = CheckedReport {
                was_read: linted.was_read,
                ..CheckedReport::new(file.sources.clone(), linted.findings)
            };
            (linted.is_broken, report)
        });
        let (broken, reports): (Vec<bool>, Vec<CheckedReport>) = read.unzip();
        let errors = configs.take_errors();
        if broken.contains(&true) || !errors.is_empty() {
            return Err((reports, errors));
        }
        Ok(settings)
    }
}

/// Checks the text of a report in one file.
///
/// `name` is the name that findings show; a text whose name ends in `.json` is read as JSON, and any other as YAML. Nothing
/// is read from the disk: what the text says under `include` is not there.
#[must_use]
pub fn lint_str(name: &str, text: &str, settings: &Settings) -> CheckedReport {
    let read = Source::decode(name, text.into()).into();
    let Linted { findings, was_read } = lint(&read, settings);
    CheckedReport {
        was_read,
        ..CheckedReport::new(read.sources, findings)
    }
}

/// Checks the reports that paths mean, as `reportlint check` does: files are taken as they are, folders are searched, and a
/// file that a report includes means that report. The settings of `reportlint.yaml` apply below `settings`, unless those
/// come [with a configuration](Settings::with_config).
///
/// Returns the reports, in the order of their names, and the configurations in which something was found; and what could
/// not be checked, and why.
pub fn lint_paths(
    paths: impl IntoIterator<Item = impl Into<PathBuf>>,
    settings: &Settings,
) -> (Vec<CheckedReport>, Vec<Error>) {
    let paths: Vec<PathBuf> = paths.into_iter().map(Into::into).collect();
    let is_configured = !settings.config.files.is_empty();
    let scope = Scope {
        paths: &paths,
        look_up: if is_configured {
            LookUp::Given(settings.config.clone())
        } else {
            LookUp::Upwards
        },
        force_exclude: false,
        skip_unrelated: false,
        keep_views: false,
    };
    let working_folder = env::current_dir().unwrap_or_default();
    let progress = Progress::of_states(1);
    let mut state = State::new(&Disk, &working_folder, &scope, settings, &progress);
    let (found, mut errors) = state.find(&paths);
    let (checked, more_errors) = match pool(None, found.len()) {
        Ok(pool) => pool.install(|| state.check(found)),
        Err(error) => (Vec::new(), vec![error]),
    };
    errors.extend(more_errors);
    (checked.into_iter().map(|it| it.report).collect(), errors)
}
