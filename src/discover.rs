//! Which files are meant: paths, folders, patterns.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use crate::error::Error;

/// Stands for standard input among the paths.
pub const STANDARD_INPUT: &str = "-";

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name to show: relative to the folder we are in where it lies below it, with `/` between its parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// The files that `paths` mean, each once however often and under whatever names it is meant, sorted by name; and what
/// kept others from being found.
///
/// A folder means the reports below it, less what `.ignore` and, in a git repository, `.gitignore` exclude. What is no
/// file and looks like a pattern means what it matches, for shells that leave that to the program.
#[must_use]
pub fn files(paths: &[PathBuf]) -> (Vec<File>, Vec<Error>) {
    // where there is no such folder, nothing is relative to it, and names stay as they were given
    let working_folder = env::current_dir().unwrap_or_default();
    files_seen_from(working_folder, paths)
}

fn files_seen_from(working_folder: PathBuf, paths: &[PathBuf]) -> (Vec<File>, Vec<Error>) {
    let mut search = Search {
        working_folder,
        found: Vec::new(),
        errors: Vec::new(),
    };
    for path in paths
        .iter()
        .filter(|path| path.as_os_str() != STANDARD_INPUT)
    {
        if let Err(error) = search.argument(path) {
            search.errors.push(error);
        }
    }
    (once_each(search.found), search.errors)
}

struct Search {
    working_folder: PathBuf,
    /// Each with its canonical path, which tells whether two names mean one file.
    found: Vec<(PathBuf, File)>,
    errors: Vec<Error>,
}

impl Search {
    fn argument(&mut self, path: &Path) -> Result<(), Error> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.file(path),
            Err(error) => match error.kind() {
                // Windows does not even look for what has a `*` in its name
                io::ErrorKind::NotFound | io::ErrorKind::InvalidFilename => self.pattern(path),
                _ => Err(self.unreadable(path, error)),
            },
        }
    }

    fn file(&mut self, path: &Path) -> Result<(), Error> {
        let canonical = fs::canonicalize(path).map_err(|error| self.unreadable(path, error))?;
        let file = File {
            name: self.name(path),
            path: path.to_owned(),
        };
        self.found.push((canonical, file));
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Error> {
        let mut reports = Vec::new();
        let known_errors = self.errors.len();
        let mut walk = WalkBuilder::new(folder);
        walk.sort_by_file_name(Ord::cmp);
        for entry in walk.build() {
            match entry {
                // a link to a file counts as that file; a link to a folder is not followed
                Ok(entry) if is_report_name(entry.path()) && !entry.path().is_dir() => {
                    reports.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let error = self.unsearchable(folder, &error);
                    self.errors.push(error);
                }
            }
        }
        if reports.is_empty() && self.errors.len() == known_errors {
            return Err(Error::NoReports {
                path: self.name(folder),
            });
        }
        for report in reports {
            if let Err(error) = self.file(&report) {
                self.errors.push(error);
            }
        }
        Ok(())
    }

    fn pattern(&mut self, path: &Path) -> Result<(), Error> {
        let missing = || Error::Missing {
            path: self.name(path),
        };
        let pattern = path
            .to_str()
            .filter(|text| text.contains(['*', '?', '[']))
            .ok_or_else(missing)?;
        // as a shell would: a hidden file is only matched by a pattern that starts with a full stop
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::new()
        };
        let matches = glob::glob_with(pattern, options).map_err(|_| missing())?;
        let mut any = false;
        for found in matches {
            any = true;
            match found {
                Ok(path) => self.argument(&path)?,
                Err(error) => {
                    let path = error.path().to_owned();
                    self.errors.push(self.unreadable(&path, error.into()));
                }
            }
        }
        if any {
            return Ok(());
        }
        Err(Error::NoMatch {
            pattern: pattern.to_owned(),
        })
    }

    fn unreadable(&self, path: &Path, source: io::Error) -> Error {
        let path = self.name(path);
        match source.kind() {
            io::ErrorKind::NotFound => Error::Missing { path },
            _ => Error::Unreadable { path, source },
        }
    }

    /// Of what the search says only the kind is kept: its sentences have raw paths in them.
    fn unsearchable(&self, folder: &Path, error: &ignore::Error) -> Error {
        let kind = error
            .io_error()
            .map_or(io::ErrorKind::Other, io::Error::kind);
        self.unreadable(path_of(error).unwrap_or(folder), kind.into())
    }

    fn name(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.working_folder).unwrap_or(path);
        let parts = below.components();
        let plain: PathBuf = parts.filter(|part| *part != Component::CurDir).collect();
        let name = plain.to_string_lossy();
        match (name.is_empty(), cfg!(windows)) {
            (true, _) => ".".to_owned(),
            (_, true) => name.replace('\\', "/"),
            _ => name.into_owned(),
        }
    }
}

/// Where a search met with an error.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}

/// Whether a search of a folder takes the file for a report.
fn is_report_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        matches!(extension, "yaml" | "yml" | "json")
            && (stem == "report" || stem.ends_with(".report"))
    })
}

/// Of several names for one file the shortest stays, so that the order in which they are given does not matter.
fn once_each(mut found: Vec<(PathBuf, File)>) -> Vec<File> {
    found.sort_by(|(left, left_file), (right, right_file)| {
        let key = |file: &File| (file.name.len(), file.name.clone());
        left.cmp(right)
            .then_with(|| key(left_file).cmp(&key(right_file)))
    });
    found.dedup_by(|(left, _), (right, _)| left == right);
    let mut files: Vec<File> = found.into_iter().map(|(_, file)| file).collect();
    files.sort_by(|left, right| (&left.name, &left.path).cmp(&(&right.name, &right.path)));
    files
}

#[cfg(test)]
mod tests;
