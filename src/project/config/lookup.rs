//! Which entries of `documents` may be about a file: found by where the file is and how its name begins, so that not every
//! entry is compared with every file.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::ConfigFile;
use crate::project::files::absolute;

/// An entry, by the place of its file in the configuration, and its own in that file.
type Entry = (usize, usize);

/// The entries of a configuration, by where what they are about begins.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    /// By a file or a folder, the entries that select nothing that is not at or below it.
    entries: FxHashMap<PathBuf, ByName>,
    /// The files that checks refer to.
    references: FxHashSet<PathBuf>,
}

/// Entries by how the name below their folder begins, as bytes: by nothing where it may be any.
type ByName = FxHashMap<Vec<u8>, Vec<Entry>>;

impl Lookup {
    pub(super) fn of<'c>(files: impl Iterator<Item = &'c ConfigFile>) -> Self {
        let mut lookup = Self::default();
        for (at, file) in files.enumerate() {
            for (place, entry) in file.documents.iter().enumerate() {
                for (beginning, name) in entry.files.starts(&file.folder) {
                    let by_name = lookup.entries.entry(beginning).or_default();
                    let entries = by_name.entry(name.as_bytes().to_vec()).or_default();
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
    pub(super) fn entries(&self, path: &Path) -> Vec<Entry> {
        let mut found: Vec<Entry> = Vec::new();
        let mut below: &[u8] = &[];
        for at in path.ancestors() {
            if let Some(by_name) = self.entries.get(at) {
                let beginnings = (0..=below.len()).map(|length| &below[..length]);
                found.extend(beginnings.filter_map(|it| by_name.get(it)).flatten());
            }
            below = at.file_name().map_or(&[], |name| name.as_encoded_bytes());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a check refers to the file at an absolute path.
    pub(super) fn is_referred_to(&self, path: &Path) -> bool {
        self.references.contains(path)
    }
}
