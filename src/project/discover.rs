//! Which files are meant: paths, folders, patterns.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::project::config::{self, Configs};
use crate::project::error::Error;
use crate::project::files::{FileKind, Files, Found, is_glob, is_in_project, leads_nowhere};

/// Stands for standard input among the paths.
pub(crate) const STANDARD_INPUT: &str = "-";

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name to show: relative to the folder we are in where it lies below it, with `/` between its parts.
    pub name: String,
    /// Where it is, as it was named or found.
    pub path: PathBuf,
    /// Its one absolute path, which tells whether two names mean one file.
    pub canonical: PathBuf,
}

/// The files that `paths` mean, each once however often and under whatever names it is meant, sorted by name; and what
/// kept others from being found.
///
/// A folder means the reports below it and the documents that its configs name, less what `.ignore` and, in a git repository, `.gitignore` exclude. What is no
/// file and looks like a pattern means what it matches, for shells that leave that to the program. Names are relative to
/// `working_folder`. What the configs ignore is left out of folders and, where `force_exclude` is set, of the paths too.
#[must_use]
pub(crate) fn files(
    files: &dyn Files,
    working_folder: &Path,
    paths: &[PathBuf],
    configs: &mut Configs<'_>,
    force_exclude: bool,
) -> (Vec<File>, Vec<Error>) {
    let mut search = Search {
        files,
        working_folder,
        configs,
        force_exclude,
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

struct Search<'f, 'c> {
    files: &'f dyn Files,
    working_folder: &'f Path,
    configs: &'f mut Configs<'c>,
    force_exclude: bool,
    found: Vec<File>,
    errors: Vec<Error>,
}

impl Search<'_, '_> {
    fn argument(&mut self, path: &Path) -> Result<(), Error> {
        match self.files.kind(path) {
            Ok(FileKind::Folder) => self.folder(path),
            Ok(_) if self.force_exclude && self.configs.exclude(path) => Ok(()),
            Ok(_) => self.file(path),
            Err(error) if leads_nowhere(&error) => self.pattern(path),
            Err(error) => Err(self.unreadable(path, error)),
        }
    }

    fn file(&mut self, path: &Path) -> Result<(), Error> {
        let canonical = self.files.canonical(path);
        let canonical = canonical.map_err(|error| self.unreadable(path, error))?;
        is_in_project(self.files, self.working_folder, path).map_err(|top| Error::Outside {
            path: self.name(path),
            top: top.display().to_string(),
        })?;
        let file = File {
            name: self.name(path),
            path: path.to_owned(),
            canonical,
        };
        self.found.push(file);
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Error> {
        let known_errors = self.errors.len();
        let found = self.files.below(folder).into_iter();
        let mut wanted: Vec<PathBuf> = found
            .filter_map(|found| self.searched(found, folder))
            .collect();
        wanted.retain(|path| self.is_wanted(path));
        if wanted.is_empty() && self.errors.len() == known_errors {
            return Err(Error::NoReports {
                path: self.name(folder),
            });
        }
        for path in wanted {
            if let Err(error) = self.file(&path) {
                self.errors.push(error);
            }
        }
        Ok(())
    }

    /// Whether a search takes the file for something to check.
    fn is_wanted(&mut self, path: &Path) -> bool {
        let config = self.configs.of(path);
        let is_config = path
            .file_name()
            .is_some_and(|name| name == config::FILE_NAME);
        let is_data = || !is_config && config.selects_any(path);
        (is_report_name(path) || is_data()) && !config.excludes(path)
    }

    fn pattern(&mut self, path: &Path) -> Result<(), Error> {
        let missing = || Error::Missing {
            path: self.name(path),
        };
        let pattern = path
            .to_str()
            .filter(|text| is_glob(text))
            .ok_or_else(missing)?;
        let matches = self.files.matching(pattern).ok_or_else(missing)?;
        if matches.is_empty() {
            return Err(Error::NoMatch {
                pattern: pattern.to_owned(),
            });
        }
        for found in matches {
            if let Some(path) = self.searched(found, path) {
                self.argument(&path)?;
            }
        }
        Ok(())
    }

    /// What a search came upon; of a place that could not be searched, an error remains.
    fn searched(&mut self, found: Found, searched: &Path) -> Option<PathBuf> {
        match found {
            Ok(path) => Some(path),
            Err((path, kind)) => {
                let path = path.as_deref().unwrap_or(searched);
                let error = self.unreadable(path, kind.into());
                self.errors.push(error);
                None
            }
        }
    }

    fn unreadable(&self, path: &Path, source: io::Error) -> Error {
        let path = self.name(path);
        match source.kind() {
            io::ErrorKind::NotFound => Error::Missing { path },
            _ => Error::Unreadable { path, source },
        }
    }

    fn name(&self, path: &Path) -> String {
        name(self.working_folder, path)
    }
}

/// The name of a file to show: relative to the folder where it lies below it, with `/` between its parts.
#[must_use]
pub(crate) fn name(working_folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(working_folder).unwrap_or(path);
    let parts = below.components();
    let plain: PathBuf = parts.filter(|part| *part != Component::CurDir).collect();
    let name = plain.to_string_lossy();
    match (name.is_empty(), cfg!(windows)) {
        (true, _) => ".".to_owned(),
        (_, true) => name.replace('\\', "/"),
        _ => name.into_owned(),
    }
}

/// Whether a search of a folder takes the file for a report.
#[must_use]
pub(crate) fn is_report_name(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        matches!(extension, "yaml" | "yml" | "json")
            && (stem == "report" || stem.ends_with(".report"))
    })
}

/// Of several names for one file the shortest stays, so that the order in which they are given does not matter.
pub(crate) fn once_each(mut found: Vec<File>) -> Vec<File> {
    found.sort_by(|left, right| {
        let by_name = || (left.name.len(), &left.name).cmp(&(right.name.len(), &right.name));
        left.canonical.cmp(&right.canonical).then_with(by_name)
    });
    found.dedup_by(|left, right| left.canonical == right.canonical);
    found.sort_by(|left, right| (&left.name, &left.path).cmp(&(&right.name, &right.path)));
    found
}

#[cfg(test)]
mod tests;
