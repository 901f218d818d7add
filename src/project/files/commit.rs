//! The files of a commit, read through git: nothing is checked out, and nothing is written.

mod git;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use thiserror::Error;

use self::git::{Git, Objects};
use super::{FileKind, Files, Found, Pattern, ReadError, absolute};

/// The longest path that a link may have, in bytes.
const LONGEST_TARGET: u64 = 1 << 16;

/// How many links a path may lead through.
const LINKS: usize = 40;

/// Why a commit cannot be read, as a sentence.
#[derive(Debug, Error)]
#[non_exhaustive]
pub(crate) enum CommitError {
    /// There is no git.
    #[error("git cannot be run")]
    NoGit(#[source] io::Error),
    /// The folder is in no work tree.
    #[error("{folder:?} is in no git repository: {said}")]
    NoRepository {
        /// Where git was asked.
        folder: PathBuf,
        /// What git says.
        said: String,
    },
    /// The revision names no commit.
    #[error("the repository has no commit {revision:?}{}", shallow(*.is_shallow))]
    Unknown {
        /// As it was given.
        revision: String,
        /// Whether the clone has only the last commits.
        is_shallow: bool,
    },
    /// Two commits have no history in common, as far as it is there.
    #[error("{revision:?} and HEAD have no commit in common{}", shallow(*.is_shallow))]
    Unrelated {
        /// As it was given.
        revision: String,
        /// Whether the clone has only the last commits.
        is_shallow: bool,
    },
    /// Anything else.
    #[error("git failed: {said}")]
    Failed {
        /// What git says.
        said: String,
    },
}

fn shallow(is_shallow: bool) -> &'static str {
    if is_shallow {
        "; the clone has only the last commits: `git fetch --unshallow` fetches the others; in a checkout on GitHub, set `fetch-depth: 0`"
    } else {
        ""
    }
}

/// A file of the commit.
struct Entry {
    /// Its name in the repository.
    object: String,
    is_link: bool,
}

/// The files of a commit, at the places where the work tree has its own.
pub(crate) struct Commit {
    /// The top folder of the work tree.
    top: PathBuf,
    /// What paths are relative to.
    working_folder: PathBuf,
    /// By their paths from the top.
    entries: BTreeMap<PathBuf, Entry>,
    objects: Mutex<Objects>,
}

impl Commit {
    /// The commit that a revision names in the repository around `working_folder`. With three full stops at its end, it is
    /// the last commit that `HEAD` has in common with the revision. `HEAD`, where nothing is committed yet, is a commit
    /// without files.
    ///
    /// # Errors
    /// When there is no such commit, or no git to ask for it.
    pub(crate) fn named(revision: &str, working_folder: &Path) -> Result<Self, CommitError> {
        let git = Git(working_folder);
        let top = git.top()?;
        let commit = match revision.strip_suffix("...") {
            Some(other) => git.merge_base(other)?,
            None => git.commit(revision)?,
        };
        let entries = commit.map_or_else(|| Ok(BTreeMap::new()), |commit| git.entries(&commit))?;
        Ok(Self {
            top,
            working_folder: working_folder.to_owned(),
            entries,
            objects: Mutex::new(git.objects()?),
        })
    }

    /// The regular files, by the paths that they have in the work tree.
    pub(crate) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let files = self.entries.iter().filter(|(_, entry)| !entry.is_link);
        files.map(|(path, _)| self.top.join(path))
    }

    /// The path from the top of the work tree, links followed as far as the commit has them.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let outside = || io::Error::from(io::ErrorKind::NotFound);
        let below = absolute(&self.working_folder, path);
        let mut below = below
            .strip_prefix(&self.top)
            .map_err(|_| outside())?
            .to_owned();
        for _ in 0..LINKS {
            let Some((link, rest)) = self.first_link(&below) else {
                return Ok(below);
            };
            let target = self.object(&self.entries[&link].object, LONGEST_TARGET);
            let target = target.map_err(|_| outside())?;
            let target = String::from_utf8_lossy(&target).into_owned();
            let folder = self.top.join(link.parent().unwrap_or(Path::new("")));
            let target = absolute(&folder, &Path::new(&target).join(rest));
            let target = target.strip_prefix(&self.top).map_err(|_| outside())?;
            below = target.into();
        }
        Err(outside())
    }

    /// The first link that a path leads through, and the rest of the path.
    fn first_link(&self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let mut link = PathBuf::new();
        let mut parts = path.components();
        while let Some(part) = parts.next() {
            link.push(part);
            if self.entries.get(&link).is_some_and(|entry| entry.is_link) {
                return Some((link, parts.as_path().to_owned()));
            }
        }
        None
    }

    /// What lies below a folder, by its path from the top.
    fn within(&self, folder: &Path) -> impl Iterator<Item = &PathBuf> {
        let from = self.entries.range(folder.to_owned()..);
        let folder = folder.to_owned();
        from.map(|(path, _)| path)
            .take_while(move |path| path.starts_with(&folder))
    }

    fn object(&self, name: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        // a panic elsewhere leaves the process as it was, between two questions
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.content(name, limit)
    }
}

impl Files for Commit {
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let path = self.resolve(path)?;
        if path == Path::new(".git") {
            // the top of the work tree is the top here as well
            Ok(FileKind::Folder)
        } else if self.entries.contains_key(&path) {
            Ok(FileKind::File)
        } else if self.within(&path).next().is_some() {
            Ok(FileKind::Folder)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path)?;
        Ok(self.top.join(self.resolve(path)?))
    }

    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let path = self.resolve(path)?;
        let entry = self.entries.get(&path);
        let entry = entry.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        self.object(&entry.object, limit)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = self.resolve(folder)?;
        let below = self.within(&folder);
        let names = below.filter_map(|path| path.strip_prefix(&folder).ok()?.components().next());
        let mut names: Vec<PathBuf> = names.map(|name| name.as_os_str().into()).collect();
        names.dedup();
        Ok(names)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        let Ok(resolved) = self.resolve(folder) else {
            return Vec::new();
        };
        let below = self.within(&resolved);
        let below = below.filter_map(|path| path.strip_prefix(&resolved).ok());
        below.map(|path| Ok(folder.join(path))).collect()
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        let absolute = absolute(&self.working_folder, Path::new(pattern));
        let absolute = Pattern::new(absolute.to_str()?)?;
        let paths = self.entries.keys().map(|path| self.top.join(path));
        let matching = paths.filter(|path| absolute.matches(path));
        // as they would be found on the disk: relative where the pattern is
        let shown = matching.map(|path| match path.strip_prefix(&self.working_folder) {
            Ok(below) if Path::new(pattern).is_relative() => below.to_owned(),
            _ => path,
        });
        Some(shown.map(Ok).collect())
    }
}
