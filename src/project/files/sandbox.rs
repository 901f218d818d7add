//! A folder that nothing is read outside of.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::{FileKind, Files, fixed_part, nearest_canonical, points_to_nothing};
use crate::relation::resolve::nearest;

/// A folder that its files cannot refer out of. A path with `..`, an absolute path or a link reaches nothing outside.
pub(crate) struct Sandbox<'f> {
    files: &'f dyn Files,
    /// The folder as it was named.
    folder: PathBuf,
    /// The folder without links; `None` if that is not known, and then nothing can be reached.
    canonical: Option<PathBuf>,
}

/// A file that was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Its path, as it was named.
    pub path: PathBuf,
    /// Its one absolute path.
    pub canonical: PathBuf,
}

/// Why a file is not reached.
#[derive(Debug)]
pub(crate) enum Unreached {
    /// It is outside the folder.
    Outside,
    /// It is a folder, or a pipe or the like.
    NotAFile {
        /// Whether it is a folder.
        folder: bool,
    },
    /// There is no such file.
    Missing {
        /// Where it would be.
        path: PathBuf,
    },
    /// Nobody may look there.
    Unreadable {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl<'f> Sandbox<'f> {
    /// The sandbox that a folder is; an empty path means the folder we are in.
    #[must_use]
    pub(crate) fn new(files: &'f dyn Files, folder: &Path) -> Self {
        Self {
            files,
            folder: folder.to_owned(),
            canonical: files.canonical(or_here(folder)).ok(),
        }
    }

    /// The folder, as it was named.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that is named in a file of the folder `from`.
    ///
    /// # Errors
    /// When it is not there, is no regular file, or is outside.
    pub(crate) fn reach(&self, from: &Path, written: &str) -> Result<Reached, Unreached> {
        let path = from.join(written);
        if Path::new(written).has_root() || !self.stays_inside(&path) || !self.leads_inside(&path) {
            return Err(Unreached::Outside);
        }
        match self.files.kind(&path) {
            Ok(FileKind::File) => {
                let canonical = self.canonical(&path).ok_or(Unreached::Outside)?;
                Ok(Reached { path, canonical })
            }
            Ok(kind) => Err(Unreached::NotAFile {
                folder: kind == FileKind::Folder,
            }),
            Err(error) if points_to_nothing(&error) => Err(Unreached::Missing { path }),
            Err(error) => Err(Unreached::Unreadable { path, error }),
        }
    }

    /// The one absolute path of a file, if that is in the folder.
    #[must_use]
    pub(crate) fn canonical(&self, path: &Path) -> Option<PathBuf> {
        let canonical = self.files.canonical(path).ok()?;
        let folder = self.canonical.as_ref()?;
        canonical.starts_with(folder).then_some(canonical)
    }

    /// Whether a path leads to nothing but what is in the folder when links are followed, as far as it leads anywhere:
    /// elsewhere not even names are looked up.
    fn leads_inside(&self, path: &Path) -> bool {
        let fixed = path.to_str().map_or_else(|| path.to_owned(), fixed_part);
        let folder = self.canonical.as_ref();
        nearest_canonical(self.files, &fixed)
            .is_none_or(|there| folder.is_some_and(|folder| there.starts_with(folder)))
    }

    /// Whether a path, as it is written, leads to nothing but what is in the folder.
    fn stays_inside(&self, path: &Path) -> bool {
        let mut depth = 0_i32;
        path.strip_prefix(&self.folder).is_ok_and(|below| {
            below.components().all(|component| {
                depth += match component {
                    Component::Normal(_) => 1,
                    Component::ParentDir => -1,
                    Component::CurDir | Component::RootDir | Component::Prefix(_) => 0,
                };
                depth >= 0
            })
        })
    }
}

/// The file with the nearest name in the folder that the path leads to, as it would be `written`.
#[must_use]
pub(crate) fn nearest_file(files: &dyn Files, path: &Path, written: &str) -> Option<String> {
    let names = files.names(or_here(path.parent()?)).ok()?;
    let names: Vec<&str> = names.iter().filter_map(|name| name.to_str()).collect();
    let nearest = nearest(path.file_name()?.to_str()?, names)?;
    let folder = written.rsplit_once('/').map(|(folder, _)| folder);
    Some(folder.map_or_else(
        || nearest.to_owned(),
        |folder| format!("{folder}/{nearest}"),
    ))
}

fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}
