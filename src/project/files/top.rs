//! How far a project reaches.

use std::path::{Component, Path, PathBuf};

use super::{Files, ReadError};

/// What marks the top folder of a project.
pub(crate) const REPOSITORY: &str = ".git";

/// The top folder of the project that a folder is in, by canonical paths: the one that contains `.git`; or else the working
/// folder, if the folder is in it; or else the folder itself.
#[must_use]
pub(crate) fn top(files: &dyn Files, working_folder: &Path, folder: &Path) -> PathBuf {
    known_top(files, working_folder, folder).unwrap_or_else(|| folder.to_owned())
}

/// As [`top`]; `None` where nothing but the folder itself could be meant.
fn known_top(files: &dyn Files, working_folder: &Path, folder: &Path) -> Option<PathBuf> {
    let holds_repository = |folder: &&Path| files.kind(&folder.join(REPOSITORY)).is_ok();
    if let Some(repository) = folder.ancestors().find(holds_repository) {
        return Some(repository.to_owned());
    }
    let working_folder = files.canonical(working_folder).ok()?;
    folder
        .starts_with(&working_folder)
        .then_some(working_folder)
}

/// Whose link leads out where.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// Those that are in a project; the last part of a path is held to its folder where there is none.
    OfProjects,
    /// The files that are certainly in a project. The person who starts the check is responsible for the others.
    OfKnownProjects,
}

/// The top folder of the project that a link on the way to `path` leads out of, if one does. Links above the project, and
/// those within it, are as good as folders. What is not there leads to nothing.
pub(super) fn leads_out(
    files: &dyn Files,
    working_folder: &Path,
    path: &Path,
    links: Links,
) -> Option<PathBuf> {
    let written = working_folder.join(path);
    // most ways have no link
    if files.canonical(path).ok()? == written {
        return None;
    }
    let mut here = PathBuf::new();
    let mut parts = written.components().peekable();
    while let Some(part) = parts.next() {
        match part {
            Component::Normal(name) => {
                let named = here.join(name);
                let there = files.canonical(&named).ok()?;
                if there != named {
                    let is_last = parts.peek().is_none() && links == Links::OfProjects;
                    let top = known_top(files, working_folder, &here);
                    let top = top.or_else(|| is_last.then(|| here.clone()));
                    if let Some(top) = top.filter(|top| !there.starts_with(top)) {
                        return Some(top);
                    }
                }
                here = there;
            }
            Component::ParentDir => {
                here.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => here.push(part),
        }
    }
    None
}

/// Refuses what a link leads to out of the project.
pub(super) fn refuse_way_out(
    files: &dyn Files,
    working_folder: &Path,
    path: &Path,
) -> Result<(), ReadError> {
    match leads_out(files, working_folder, path, Links::OfProjects) {
        Some(top) => Err(ReadError::Outside { top }),
        None => Ok(()),
    }
}

/// Where a path leads, links followed: to what is there, or to the nearest folder around it that is.
#[must_use]
pub(crate) fn nearest_canonical(files: &dyn Files, path: &Path) -> Option<PathBuf> {
    let mut around = path.ancestors();
    around.find_map(|path| files.canonical(path).ok())
}
