//! Which entries of `documents` may be about a file: found by where the file is, so that not every entry is compared with
//! every file.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::ConfigFile;
use crate::project::files::absolute;

/// The entries of a configuration, by where what they are about begins.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// By a file or a folder, the entries that select nothing that is not at or below it: each by the place of its file
    /// in the configuration, and its own in that file.
    entries: FxHashMap<PathBuf, Vec<(usize, usize)>>,
    /// The files that checks refer to.
    references: FxHashSet<PathBuf>,
}

impl Lookup {
    pub(super) fn of<'c>(files: impl Iterator<Item = &'c ConfigFile>) -> Self {
        let mut lookup = Self::default();
        for (at, file) in files.enumerate() {
            for (place, entry) in file.documents.iter().enumerate() {
                for beginning in entry.files.beginnings(&file.folder) {
                    let entries = lookup.entries.entry(beginning).or_default();
                    if entries.last() != Some(&(at, place)) {
                        entries.push((at, place));
                    }
                }
                let references = entry.references.iter();
                let references = references.map(|it| absolute(&file.folder, Path::new(&it.value)));
                lookup.references.extend(references);
            }
        }
        lookup
    }

    /// The entries that may be about the file at an absolute path, in their order, each once.
    pub(super) fn entries(&self, path: &Path) -> Vec<(usize, usize)> {
        let known = path.ancestors().filter_map(|at| self.entries.get(at));
        let mut entries: Vec<(usize, usize)> = known.flatten().copied().collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    /// Whether a check refers to the file at an absolute path.
    pub(super) fn is_referred_to(&self, path: &Path) -> bool {
        self.references.contains(path)
    }
}
