//! The program for other programs: what is found, without a command line.

use std::env;
use std::path::PathBuf;

use super::check::pool;
use super::progress::Progress;
use super::state::State;
use crate::app::cli::Check;
use crate::checks::lint::{Linted, lint};
use crate::checks::settings::Settings;
use crate::output::CheckedReport;
use crate::project::error::Error;
use crate::project::files::Disk;
use crate::text::source::Source;

/// Checks the text of a report in one file.
///
/// `name` is what findings say of where it stands; a text whose name ends in `.json` is read as JSON, and any other as
/// YAML. Nothing is read from the disk: what the text says under `include` is not there.
#[must_use]
pub fn lint_str(name: &str, text: &str, settings: &Settings) -> CheckedReport {
    let read = Source::decode(name, text.into()).into();
    let Linted { findings, was_read } = lint(&read, settings);
    CheckedReport {
        sources: read.sources,
        findings,
        was_read,
    }
}

/// Checks the reports that paths mean, as `reportlint check` does: files are taken as they are, folders are searched, and
/// a file that a report includes stands for that report. What `reportlint.yaml` says of them holds below `settings`, whose
/// own `config` does not count.
///
/// Returns the reports, in the order of their names, and the configurations in which something was found; and what could
/// not be checked, and why.
pub fn lint_paths(
    paths: impl IntoIterator<Item = impl Into<PathBuf>>,
    settings: &Settings,
) -> (Vec<CheckedReport>, Vec<Error>) {
    let options = Check {
        paths: paths.into_iter().map(Into::into).collect(),
        ..Check::default()
    };
    let working_folder = env::current_dir().unwrap_or_default();
    let progress = Progress::of_states(1);
    let mut state = State::new(&Disk, &working_folder, &options, settings, &progress);
    let (found, mut errors) = state.find(&options.paths);
    let (checked, more_errors) = match pool(None, found.len()) {
        Ok(pool) => pool.install(|| state.check(found)),
        Err(error) => (Vec::new(), vec![error]),
    };
    errors.extend(more_errors);
    (checked.into_iter().map(|it| it.report).collect(), errors)
}
