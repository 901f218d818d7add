//! The schemas of a project by the ids that they give themselves, which is how schemas that were kept together elsewhere refer
//! to each other.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::schemas::parsed;
use crate::project::files::Files;
use crate::text::source::Source;
use crate::text::syntax::Data;

/// The most bytes of a file in which an id is looked for.
const MOST_BYTES: u64 = 4 << 20;

/// Which files give themselves which ids.
type ById = FxHashMap<String, PathBuf>;

/// The schemas of folders by their ids. A folder is searched when a schema first refers to what is nowhere else.
pub(super) struct Ids<'f> {
    files: &'f dyn Files,
    known: Mutex<FxHashMap<PathBuf, Arc<ById>>>,
}

impl<'f> Ids<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            known: Mutex::default(),
        }
    }

    /// The file below a folder that has this id: the first in the order of paths.
    pub(super) fn find(&self, folder: &Path, id: &str) -> Option<PathBuf> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let by_id = known
            .entry(folder.to_owned())
            .or_insert_with(|| Arc::new(self.below(folder)));
        by_id.get(id).cloned()
    }

    fn below(&self, folder: &Path) -> ById {
        let mut by_id = ById::default();
        for path in self.files.below(folder).into_iter().flatten() {
            let extension = path.extension().and_then(|extension| extension.to_str());
            if !matches!(extension, Some("json" | "yaml" | "yml")) {
                continue;
            }
            let Ok(bytes) = self.files.read_within(&path, MOST_BYTES) else {
                continue;
            };
            let name = path.display().to_string();
            if let Some(id) = own_id(&Source::decode(name, bytes)) {
                by_id.entry(id).or_insert(path);
            }
        }
        by_id
    }
}

/// The id that a schema gives itself.
fn own_id(source: &Source) -> Option<String> {
    if !source.text().contains("id") {
        return None;
    }
    let tree = parsed(source);
    let root = *tree.documents().first()?;
    // drafts up to 4 have it without the sign
    let id = tree.get(root, "$id").or_else(|| tree.get(root, "id"))?;
    match tree.data(id) {
        Data::Str(id) if id.contains(':') => Some(id.trim_end_matches('#').to_owned()),
        _ => None,
    }
}
