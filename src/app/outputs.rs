//! `--output`: what is found, also in files.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::error::Error;
use super::whole_file::write_whole;
use crate::app::cli::Check;
use crate::output::{self, Appearance, Outcome};
use crate::project::discover::File;
use crate::project::files::{Limited, is_written_outside};

/// Names of files that say what a search leaves out, which are read without being named.
const IGNORING: [&str; 2] = [".gitignore", ".ignore"];

/// # Errors
/// When two files would be written to one path, when one would be written out of the project through a link, or when it is
/// one of those that are checked or that say how.
pub(super) fn refuse_unfit(options: &Check, found: &[File]) -> Result<(), Error> {
    let known = options.baseline.iter().map(|path| real(path));
    let known = known.chain(found.iter().map(|file| file.canonical.clone()));
    let known: FxHashSet<PathBuf> = known.collect();
    let mut seen = FxHashSet::default();
    for path in written(options) {
        let name = path.display().to_string();
        let real = real(path);
        let is_ignoring = || {
            real.file_name()
                .is_some_and(|name| IGNORING.iter().any(|it| name == *it))
        };
        if known.contains(&real) || is_ignoring() {
            return Err(Error::OutputOverInput { path: name });
        }
        if let Some(top) = is_written_outside(path) {
            let top = top.display().to_string();
            return Err(Error::OutputOutside { path: name, top });
        }
        if !seen.insert(real) {
            return Err(Error::OutputTwice { path: name });
        }
    }
    Ok(())
}

/// # Errors
/// When a file would be written over one that was read.
pub(super) fn refuse_what_was_read(options: &Check, files: &Limited<'_>) -> Result<(), Error> {
    match written(options).find(|path| files.has_read(&real(path))) {
        Some(path) => Err(Error::OutputOverInput {
            path: path.display().to_string(),
        }),
        None => Ok(()),
    }
}

/// Whether any file will be written.
pub(super) fn is_any_written(options: &Check) -> bool {
    written(options).next().is_some()
}

fn written(options: &Check) -> impl Iterator<Item = &PathBuf> {
    let outputs = options.output.iter().map(|output| &output.path);
    outputs.chain(&options.write_baseline)
}

/// Writes each of the files, and returns what is amiss with those that cannot be written.
pub(super) fn write(options: &Check, outcome: &Outcome) -> Vec<Error> {
    let outputs = options.output.iter().map(|output| {
        let written = write_whole(&output.path, |file| {
            output::write(outcome, output.format, Appearance::OF_A_FILE, file)
        });
        written.map_err(|source| Error::Unwritable {
            path: output.path.display().to_string(),
            source,
        })
    });
    outputs.filter_map(Result::err).collect()
}

/// A path by which a file is known under any name, whether it exists or not.
fn real(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
