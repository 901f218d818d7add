//! Which files are meant: paths, folders, patterns.

use std::ffi::OsStr;
use std::io;
use std::iter;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::project::config::{self, Config, Configs};
use crate::project::error::Error;
use crate::project::files::{
    FileKind, Files, Found, ReadError, absolute, is_glob, nearest_file, points_to_nothing,
};

/// The path that means standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The name to show: relative to the folder we are in where it lies below it, with `/` between its parts.
    pub name: String,
    /// Where it is, as it was named or found.
    pub path: PathBuf,
    /// Its one absolute path, which shows whether two names mean one file.
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
            Err(error) if points_to_nothing(&error) => self.pattern(path),
            Err(error) => Err(self.unreadable(path, error)),
        }
    }

    fn file(&mut self, path: &Path) -> Result<(), Error> {
        let canonical = self.files.canonical(path);
        let canonical = canonical.map_err(|error| self.unreadable(path, error))?;
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
        let mut found = self.files.below(folder);
        let hidden = self.hidden(folder, &found);
        found.extend(hidden);
        let found = found.into_iter();
        let searched: Vec<PathBuf> = found
            .filter_map(|found| self.searched(found, folder))
            .collect();
        let is_wanted = |path: &&PathBuf| self.is_wanted(path);
        let wanted: Vec<PathBuf> = searched.iter().filter(is_wanted).cloned().collect();
        if wanted.is_empty() && self.errors.len() == known_errors {
            return Err(Error::NoReports {
                path: self.name(folder),
                lone: lone(&searched).map(|path| self.name(path)),
            });
        }
        for path in wanted {
            if let Err(error) = self.file(&path) {
                self.errors.push(error);
            }
        }
        Ok(())
    }

    /// What is hidden in a folder, and named by the configs of what was found there.
    fn hidden(&mut self, folder: &Path, found: &[Found]) -> Vec<Found> {
        let names_config = |path: &&PathBuf| path.ends_with(config::FILE_NAME);
        let nested = found.iter().flatten().filter(names_config);
        let mut configs: Vec<Arc<Config>> = Vec::new();
        for path in iter::once(&folder.join(config::FILE_NAME)).chain(nested) {
            let config = self.configs.of(path);
            if !configs.iter().any(|known| Arc::ptr_eq(known, &config)) {
                configs.push(config);
            }
        }
        let errors = found.iter().filter_map(|found| found.as_ref().err());
        // what could not be searched the first time is reported already
        let known: FxHashSet<&Option<PathBuf>> = errors.map(|(path, _)| path).collect();
        let is_new = |found: &Found| !matches!(found, Err((path, _)) if known.contains(path));
        let (files, working_folder) = (self.files, self.working_folder);
        let hidden = configs
            .iter()
            .flat_map(|config| hidden(files, working_folder, config, folder));
        hidden.filter(is_new).collect()
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
        let missing = || self.missing(path);
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
            Err((path, ReadError::Io(error))) => {
                let path = path.as_deref().unwrap_or(searched);
                let error = self.unreadable(path, error);
                self.errors.push(error);
                None
            }
            Err((path, why)) => {
                let name = self.name(path.as_deref().unwrap_or(searched));
                let limit = self.files.limits().bytes;
                self.errors.push(Error::reading(&name, why, limit));
                None
            }
        }
    }

    fn unreadable(&self, path: &Path, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::NotFound => self.missing(path),
            _ => Error::Unreadable {
                path: self.name(path),
                source,
            },
        }
    }

    fn missing(&self, path: &Path) -> Error {
        let name = self.name(path);
        // a link that points to nothing has this name itself
        let nearest = nearest_file(self.files, path, &name).filter(|nearest| *nearest != name);
        Error::Missing {
            path: name,
            nearest,
        }
    }

    fn name(&self, path: &Path) -> String {
        name(self.working_folder, path)
    }
}

/// What is hidden in a folder, and named as such by an entry of `documents`.
pub(crate) fn hidden(
    files: &dyn Files,
    working_folder: &Path,
    config: &Config,
    folder: &Path,
) -> Vec<Found> {
    let searched = absolute(working_folder, folder);
    let within = config.hidden_beginnings().filter_map(|beginning| {
        if searched.starts_with(&beginning) {
            return Some(folder.to_owned());
        }
        let below = beginning.strip_prefix(&searched).ok()?;
        Some(folder.join(below))
    });
    let within: Vec<PathBuf> = within.collect();
    if within.is_empty() {
        return Vec::new();
    }
    let mut found = files.hidden_below(folder, &within);
    found.retain(|found| match found {
        Ok(path) => config.selects_hidden(path),
        Err(_) => true,
    });
    found
}

/// The name of a file to show: relative to the folder where it lies below it, with `/` between its parts.
#[must_use]
pub(crate) fn name(working_folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(working_folder).unwrap_or(path);
    let parts = below.components();
    let plain: PathBuf = parts.filter(|part| *part != Component::CurDir).collect();
    let name = spelled(&plain);
    match (name.is_empty(), cfg!(windows)) {
        (true, _) => ".".to_owned(),
        (_, true) => name.replace('\\', "/"),
        _ => name,
    }
}

/// How a byte of a name is shown that is no UTF-8: as `\xff`.
const BYTE: &str = "\\x";

/// A path as text, of which no two are the same: what is no UTF-8 is shown byte by byte, and where that happens, or could
/// be thought to, a backslash is doubled.
#[cfg(unix)]
fn spelled(path: &Path) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;

    let bytes = path.as_os_str().as_bytes();
    if let Some(text) = path.to_str().filter(|text| !text.contains(BYTE)) {
        return text.to_owned();
    }
    let mut name = String::new();
    for chunk in bytes.utf8_chunks() {
        name.push_str(&chunk.valid().replace('\\', "\\\\"));
        for byte in chunk.invalid() {
            let _ = write!(name, "{BYTE}{byte:02x}");
        }
    }
    name
}

#[cfg(not(unix))]
fn spelled(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The path that is [shown](name) by a name.
#[cfg(unix)]
#[must_use]
pub(crate) fn named(name: &str) -> PathBuf {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    if !name.contains(BYTE) {
        return PathBuf::from(name);
    }
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at..];
        let shown = rest.strip_prefix(BYTE).and_then(|digits| digits.get(..2));
        if let Some(byte) = shown.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &rest[BYTE.len() + 2..];
        } else {
            bytes.push(b'\\');
            rest = rest.strip_prefix("\\\\").unwrap_or(&rest[1..]);
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    PathBuf::from(OsString::from_vec(bytes))
}

/// The path that is [shown](name) by a name.
#[cfg(not(unix))]
#[must_use]
pub(crate) fn named(name: &str) -> PathBuf {
    PathBuf::from(name)
}

/// The only file among those found that may be a report under another name.
fn lone(found: &[PathBuf]) -> Option<&Path> {
    let may_be_report = |path: &&PathBuf| {
        let ending = path.extension().and_then(OsStr::to_str);
        matches!(ending, Some("yaml" | "yml" | "json")) && !path.ends_with(config::FILE_NAME)
    };
    let mut candidates = found.iter().filter(may_be_report);
    let first = candidates.next()?;
    candidates.next().is_none().then_some(first)
}

/// Whether a search of a folder takes the file for a report.
#[must_use]
pub(crate) fn is_report_name(path: &Path) -> bool {
    has_name_of_report(path, &["yaml", "yml", "json"])
}

/// Whether the file has the name of a report in a form for readers, which a search of a folder leaves alone.
#[must_use]
pub(crate) fn is_name_of_printed_report(path: &Path) -> bool {
    has_name_of_report(path, &["md", "txt", "docx"])
}

fn has_name_of_report(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        endings.contains(&ending) && (stem == "report" || stem.ends_with(".report"))
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
