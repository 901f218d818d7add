//! The files that say what a search leaves out.
//!
//! They are read by the library that walks the folders, which would wait for a named pipe and read a device without end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Disk, Found, Links, ReadError, leads_out, working_folder};

/// Those that are looked for in each folder.
const NAMES: [&str; 3] = [".gitignore", ".ignore", ".git/info/exclude"];

/// The most that is read of one, in bytes: more than anybody writes.
pub(crate) const LIMIT: u64 = 1 << 20;

/// A file of these that is not to be read, and why.
type Unfit = (PathBuf, ReadError);

/// Watches over the files that say what a search leaves out.
#[derive(Clone, Default)]
pub(super) struct Ignoring {
    unfit: Arc<Mutex<Vec<Unfit>>>,
}

impl Ignoring {
    /// What is unfit in a folder and in those around it, which are read before the search begins.
    pub(super) fn around(folder: &Path) -> Vec<Found> {
        let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let around = absolute.ancestors().skip(1).flat_map(unfit_in);
        around.chain(unfit_in(folder)).map(refused).collect()
    }

    /// Whether a folder can be searched; what is no folder always can. What is unfit is remembered.
    pub(super) fn may_be_searched(&self, folder: &Path) -> bool {
        let mut found = unfit_in(folder).peekable();
        if found.peek().is_none() {
            return true;
        }
        let mut unfit = self.unfit.lock().unwrap_or_else(PoisonError::into_inner);
        unfit.extend(found);
        false
    }

    /// What was remembered.
    pub(super) fn take_unfit(&self) -> Vec<Found> {
        let mut unfit = self.unfit.lock().unwrap_or_else(PoisonError::into_inner);
        let mut unfit = std::mem::take(&mut *unfit);
        unfit.sort_by(|(left, _), (right, _)| left.cmp(right));
        unfit.into_iter().map(refused).collect()
    }
}

fn unfit_in(folder: &Path) -> impl Iterator<Item = Unfit> {
    let paths = NAMES.map(|name| folder.join(name)).into_iter();
    paths.filter_map(|path| {
        let why = why_unfit(&path)?;
        Some((path, why))
    })
}

fn why_unfit(path: &Path) -> Option<ReadError> {
    let metadata = fs::metadata(path).ok().filter(|it| !it.is_dir())?;
    if !metadata.is_file() || metadata.len() > LIMIT {
        return Some(ReadError::Io(io::ErrorKind::InvalidData.into()));
    }
    let top = leads_out(&Disk, &working_folder(), path, Links::OfKnownProjects)?;
    Some(ReadError::Outside { top })
}

fn refused((path, why): Unfit) -> Found {
    Err((Some(path), why))
}
