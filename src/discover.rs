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
                Err(error) => self.errors.push(error.into()),
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
mod tests {
    use tempfile::TempDir;

    use super::*;

    /// A folder with these files, each with nothing in it.
    fn folder(files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    /// The names of the files that the paths mean, all of them seen from the folder, and the errors.
    fn found(folder: &TempDir, paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
        let (files, errors) = files_seen_from(folder.path().to_owned(), &paths);
        let names = files.into_iter().map(|file| file.name).collect();
        let errors = errors.iter().map(Error::explained).collect();
        (names, errors)
    }

    /// As [`found`], where there are no errors.
    fn names(folder: &TempDir, paths: &[&str]) -> Vec<String> {
        let (names, errors) = found(folder, paths);
        assert_eq!(errors, [""; 0]);
        names
    }

    #[test]
    fn a_folder_is_searched_for_reports() {
        let folder = folder(&[
            "z/report.json",
            "report.yml",
            "a/b/2008.report.yaml",
            "a/annual.report.yml",
            "reports.yaml",
            "myreport.yaml",
            "report.yaml.bak",
            "Report.yaml",
            "report.yaml.d/notes.txt",
            ".hidden/report.yaml",
        ]);
        let expected = [
            "a/annual.report.yml",
            "a/b/2008.report.yaml",
            "report.yml",
            "z/report.json",
        ];
        assert_eq!(names(&folder, &["."]), expected);
    }

    #[test]
    fn a_folder_may_be_called_like_a_report() {
        let folder = folder(&["report.yaml/report.json"]);
        assert_eq!(names(&folder, &["."]), ["report.yaml/report.json"]);
        assert_eq!(
            names(&folder, &["report.yaml"]),
            ["report.yaml/report.json"]
        );
    }

    #[test]
    fn a_named_file_is_checked_whatever_its_name() {
        let folder = folder(&["agenda.txt", ".hidden"]);
        assert_eq!(
            names(&folder, &["agenda.txt", ".hidden"]),
            [".hidden", "agenda.txt"]
        );
    }

    #[test]
    fn a_file_is_checked_once() {
        let folder = folder(&["a/report.yaml", "b/report.yaml"]);
        let spellings = [
            "a/report.yaml",
            "b/../a/./report.yaml",
            "a",
            "a/report.yaml",
        ];
        assert_eq!(names(&folder, &spellings), ["a/report.yaml"]);
        let reversed: Vec<&str> = spellings.into_iter().rev().collect();
        assert_eq!(names(&folder, &reversed), ["a/report.yaml"]);
    }

    #[test]
    fn what_git_ignores_is_left_out_unless_it_is_named() {
        let folder = folder(&["out/report.yaml", "src/report.yaml", "old/report.yaml"]);
        fs::write(folder.path().join(".gitignore"), "out\n").unwrap();
        fs::write(folder.path().join(".ignore"), "old\n").unwrap();
        // outside a repository .gitignore means nothing
        assert_eq!(
            names(&folder, &["."]),
            ["out/report.yaml", "src/report.yaml"]
        );
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert_eq!(names(&folder, &["."]), ["src/report.yaml"]);
        let named = names(&folder, &[".", "out/report.yaml"]);
        assert_eq!(named, ["out/report.yaml", "src/report.yaml"]);
    }

    #[test]
    fn a_folder_without_reports_is_an_error_that_names_it() {
        let folder = folder(&["empty/notes.yaml", "full/report.yaml"]);
        let (names, errors) = found(&folder, &["empty", "full"]);
        assert_eq!(names, ["full/report.yaml"]);
        assert_eq!(errors.len(), 1);
        assert!(
            errors[0].starts_with("the folder \"empty\" holds no report"),
            "{errors:?}"
        );
    }

    #[test]
    fn patterns_are_expanded() {
        let folder = folder(&["2007/a.yaml", "2008/b.yaml", "2008/c.json", "2008/.d.yaml"]);
        assert_eq!(
            names(&folder, &["*/*.yaml"]),
            ["2007/a.yaml", "2008/b.yaml"]
        );
        assert_eq!(
            names(&folder, &["**/[bc].*"]),
            ["2008/b.yaml", "2008/c.json"]
        );
        let (names, errors) = found(&folder, &["*.toml"]);
        assert!(names.is_empty());
        assert!(
            errors[0].starts_with("no file or folder matches"),
            "{errors:?}"
        );
    }

    #[test]
    fn a_file_whose_name_is_a_pattern_is_that_file() {
        let folder = folder(&["[ab].yaml", "a.yaml"]);
        assert_eq!(names(&folder, &["[ab].yaml"]), ["[ab].yaml"]);
    }

    #[test]
    fn what_is_not_there_is_an_error_that_names_it() {
        let folder = folder(&[]);
        for path in ["nowhere.yaml", "[", "no\u{1b}[31m"] {
            let (names, errors) = found(&folder, &[path]);
            assert!(names.is_empty());
            assert_eq!(errors, [format!("{path:?} does not exist")]);
        }
    }

    #[cfg(unix)]
    mod on_unix {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;

        use super::*;

        #[test]
        fn links_lead_to_files_and_each_file_is_checked_once() {
            let folder = folder(&["a/report.yaml", "elsewhere/agenda.yaml"]);
            let at = |path: &str| folder.path().join(path);
            symlink(at("a/report.yaml"), at("long-name.report.yaml")).unwrap();
            symlink(at("elsewhere/agenda.yaml"), at("a/agenda.report.yaml")).unwrap();
            symlink(folder.path(), at("a/loop")).unwrap();
            assert_eq!(
                names(&folder, &["."]),
                ["a/agenda.report.yaml", "a/report.yaml"]
            );
            // a folder that is a link is searched when it is named
            assert_eq!(names(&folder, &["a/loop/a"]).len(), 2);
        }

        #[test]
        fn a_link_that_leads_nowhere_is_an_error() {
            let folder = folder(&["report.yaml"]);
            symlink("gone", folder.path().join("old.report.yaml")).unwrap();
            let (names, errors) = found(&folder, &["."]);
            assert_eq!(names, ["report.yaml"]);
            assert_eq!(errors, ["\"old.report.yaml\" does not exist"]);
        }

        #[test]
        fn a_name_that_is_not_utf8_is_shown_as_well_as_it_can_be() {
            let folder = folder(&[]);
            let name = OsStr::from_bytes(b"caf\xe9.report.yaml");
            if fs::write(folder.path().join(name), "").is_err() {
                return; // a file system that has only UTF-8
            }
            assert_eq!(names(&folder, &["."]), ["caf\u{fffd}.report.yaml"]);
        }
    }
}
