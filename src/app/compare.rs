//! `--since`, `--baseline` and `--write-baseline`: leaves out what was there before.

use std::path::{Path, PathBuf};

use super::error::Error;
use super::known::{Baseline, Known, Names};
use super::state::State;
use crate::app::cli::Check;
use crate::output::Outcome;
use crate::project::discover::{self, STANDARD_INPUT};
use crate::project::files::{Commit, Files, Limited};

/// Marks the findings that are not to be shown since they were there before.
pub(super) fn mark_known(
    options: &Check,
    now: &State<'_>,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    if let Some(path) = &options.write_baseline {
        // what is in a file that was not read would be missing from the list, and be new as soon as that is read
        let unread = outcome.reports.iter().find(|report| !report.was_read);
        let name = unread.and_then(|report| report.sources.iter().next());
        if let Some((_, source)) = name {
            return Err(Error::UnreadForBaseline {
                path: path.display().to_string(),
                unread: source.name().to_owned(),
            });
        }
        let names = Names::of(now.files, now.working_folder, path);
        Baseline::of(outcome, &names).write(path)?;
        outcome.mark_known(outcome.identities(), |_| true);
        outcome.written_to = Some(path.display().to_string());
        return Ok(());
    }
    if let Some(path) = &options.baseline {
        let names = Names::of(now.files, now.working_folder, path);
        let known = Baseline::read(now.files, path)?.known();
        let identities = outcome.identities_by(|name| names.name(name));
        outcome.mark_known(identities, |identity| known.has(identity, |_| false));
    }
    if let Some(revision) = &options.since {
        let named = Commit::named(revision, now.working_folder);
        let then = named.map_err(|error| Error::Since(error.into()))?;
        let known = known_at(&then, options, now, outcome);
        outcome.mark_known(outcome.identities(), |identity| {
            known.has(identity, |name| !is_there(&then, name))
        });
    }
    Ok(())
}

fn is_there(files: &dyn Files, name: &str) -> bool {
    files.kind(&discover::named(name)).is_ok()
}

/// What is found in the files as they were at a commit: those that are checked now, and, in case some of these had other
/// names, those that have gone.
fn known_at(commit: &Commit, options: &Check, now: &State<'_>, outcome: &Outcome) -> Known {
    // what was said of the files is of that state as well
    let files = Limited::new(commit, now.files.limits());
    let mut then = State::new(
        &files,
        now.working_folder,
        now.scope,
        now.settings,
        now.progress,
    );
    let names = outcome
        .reports
        .iter()
        .flat_map(|report| report.sources.iter());
    let mut names = names.map(|(_, source)| source.name());
    let mut paths = paths(options);
    if names.any(|name| !is_there(commit, name)) {
        paths.extend(gone(commit, &mut then, now));
    }
    let (found, _) = then.find(&paths);
    let (checked, _) = then.check(found);
    let before = Outcome::of(checked.into_iter().map(|it| it.report).collect());
    Known::before(&before, |name| !is_there(now.files, name))
}

/// The paths that are checked, with the name that standard input has.
fn paths(options: &Check) -> Vec<PathBuf> {
    let paths = options.paths.iter().filter_map(|path| {
        if path.as_os_str() == STANDARD_INPUT {
            options.stdin_filename.as_ref().map(PathBuf::from)
        } else {
            Some(path.clone())
        }
    });
    paths.collect()
}

/// The files of data that a commit has and that are there no more.
fn gone(commit: &Commit, then: &mut State<'_>, now: &State<'_>) -> Vec<PathBuf> {
    let is_data = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| matches!(extension, "yaml" | "yml" | "json"))
    };
    let gone = commit.paths().filter(|path| now.files.kind(path).is_err());
    gone.filter(|path| is_data(path) || then.is_document(path))
        .collect()
}
