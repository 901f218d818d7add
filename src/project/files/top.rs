//! How far a project reaches.

use std::path::{Path, PathBuf};

use super::Files;

/// What marks the top folder of a project.
pub(crate) const REPOSITORY: &str = ".git";

/// The top folder of the project that has a folder, by canonical paths: the one that holds `.git`; or else the working
/// folder, if the folder is in it; or else the folder itself.
#[must_use]
pub(crate) fn top(files: &dyn Files, working_folder: &Path, folder: &Path) -> PathBuf {
    let holds_repository = |folder: &&Path| files.kind(&folder.join(REPOSITORY)).is_ok();
    if let Some(repository) = folder.ancestors().find(holds_repository) {
        return repository.to_owned();
    }
    let working_folder = files.canonical(working_folder).ok();
    let around = working_folder.filter(|working_folder| folder.starts_with(working_folder));
    around.unwrap_or_else(|| folder.to_owned())
}

/// Whether what is at a path belongs to the project around it, so that no link leads to a file of somebody else's. What
/// cannot be told leads nowhere either.
///
/// # Errors
/// With the top folder of the project, when it is outside.
pub(crate) fn is_in_project(
    files: &dyn Files,
    working_folder: &Path,
    path: &Path,
) -> Result<(), PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let (Ok(canonical), Ok(folder)) = (files.canonical(path), files.canonical(folder)) else {
        return Ok(());
    };
    // most files are no links, and whoever has the folder has them
    if canonical.starts_with(&folder) {
        return Ok(());
    }
    let top = top(files, working_folder, &folder);
    if canonical.starts_with(&top) {
        Ok(())
    } else {
        Err(top)
    }
}

/// Where a path leads, links followed: to what is there, or to the nearest folder around it that is.
#[must_use]
pub(crate) fn nearest_canonical(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let mut around = path.ancestors();
    around.find_map(|path| files.canonical(path).ok())
}
