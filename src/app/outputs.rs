//! `--output`: what is found, in files besides standard output.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::error::Error;
use super::whole_file::write_whole;
use crate::app::cli::Check;
use crate::output::{self, Appearance, Outcome};

/// # Errors
/// When two files are to be written to one path.
pub(super) fn refuse_twins(options: &Check) -> Result<(), Error> {
    let outputs = options.output.iter().map(|output| &output.path);
    let mut seen = FxHashSet::default();
    for path in outputs.chain(&options.write_baseline) {
        if !seen.insert(real(path)) {
            return Err(Error::OutputTwice {
                path: path.display().to_string(),
            });
        }
    }
    Ok(())
}

/// Writes each of the files, and returns what is amiss with those that cannot be written.
pub(super) fn write(options: &Check, outcome: &Outcome, working_folder: &Path) -> Vec<Error> {
    let inputs = || {
        let sources = outcome.reports.iter().flat_map(|it| it.sources.iter());
        sources.map(|(_, source)| real(&working_folder.join(source.name())))
    };
    let outputs = options.output.iter().map(|output| {
        let path = output.path.display().to_string();
        let real = real(&output.path);
        // what is not there yet is no file that was checked
        if real.exists() && inputs().any(|input| input == real) {
            return Err(Error::OutputOverInput { path });
        }
        let written = write_whole(&output.path, |file| {
            output::write(outcome, output.format, Appearance::OF_A_FILE, file)
        });
        written.map_err(|source| Error::Unwritable { path, source })
    });
    outputs.filter_map(Result::err).collect()
}

/// A path by which a file is known whatever it was named by, be it there or not.
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
