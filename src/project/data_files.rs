//! Files that are no reports, as the entries of `documents` in a configuration select them.
//!
//! Checks relate documents to one another, so those that are related are read and judged together: [`units`] finds out
//! which these are, [`DataFiles::read`] reads them with whatever their checks refer to, and [`DataSet`] is what
//! checks see of them.

mod files;
mod ids;
mod naming;
mod rules;
mod schemas;
mod tree;
mod units;

pub use files::DataFiles;
pub(crate) use files::Unresolved;
pub(crate) use rules::RULES;
pub use schemas::Schemas;
pub(crate) use schemas::{SchemaFiles, SchemaProblem};
pub(crate) use tree::{FileTree, Lead};
pub use units::Unit;
pub(crate) use units::units;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::project::config::{self, ConfigFile, Globs};
use crate::text::place::ParsedFiles;
use crate::text::source::FileId;

/// The documents of one configuration, and the configuration itself, read.
pub struct DataSet<'t> {
    /// Every document, every file that checks refer to, and the files of the configuration.
    pub parts: ParsedFiles<'t>,
    /// The entries of `documents` that select any of them.
    pub groups: Vec<Group<'t>>,
    files: &'t DataFiles<'t>,
    /// The steps that checks may still take.
    steps: AtomicU64,
}

/// The steps that the checks of all documents together may take: a fixed number, and a number for each byte.
pub(crate) const CHECK_STEPS: u64 = 8_000_000;
const STEPS_PER_BYTE: u64 = 1;

impl DataSet<'_> {
    /// For the checks of documents with this number of bytes.
    fn steps(bytes: usize) -> AtomicU64 {
        let steps = CHECK_STEPS.saturating_add(STEPS_PER_BYTE.saturating_mul(bytes as u64));
        AtomicU64::new(steps)
    }

    /// Takes steps from those that are left. Returns whether there were enough.
    pub(crate) fn take_steps(&self, steps: usize) -> bool {
        let less = |left: u64| Some(left.saturating_sub(steps as u64));
        let before = self
            .steps
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        before.is_ok_and(|before| before > steps as u64)
    }

    /// Whether all checks together have taken no more steps than they may. What they find is worth nothing where they have:
    /// which of them came first is left to chance.
    pub(crate) fn has_steps_left(&self) -> bool {
        self.take_steps(0)
    }
}

/// The files that one entry of `documents` selects, or one of them, where they are checked separately.
pub struct Group<'c> {
    /// The configuration that has the entry.
    pub config: &'c ConfigFile,
    /// That configuration among the parts, so that a finding can point into it.
    pub config_file: FileId,
    /// The entry.
    pub entry: &'c config::Document,
    /// The files that it selects, in the order of their names; never empty.
    pub files: Vec<FileId>,
}

impl DataSet<'_> {
    /// The file at a path, relative to the folder of that configuration, if it could be read.
    #[must_use]
    pub fn file(&self, config: &ConfigFile, path: &str) -> Option<FileId> {
        self.files.file(config, path)
    }

    /// Whether patterns of that configuration select a file.
    #[must_use]
    pub fn is_selected(&self, config: &ConfigFile, globs: &Globs, file: FileId) -> bool {
        self.files.is_selected(config, globs, file)
    }

    /// Where a document is: its absolute path.
    #[must_use]
    pub fn path(&self, file: FileId) -> Option<&Path> {
        self.files.path(file)
    }

    /// The files of the project.
    pub(crate) fn tree(&self) -> &FileTree<'_> {
        self.files.tree()
    }

    /// Why there is no file at a path that a check of that configuration refers to.
    #[must_use]
    pub fn unread(&self, config: &ConfigFile, path: &str) -> Option<&Unresolved> {
        self.files.unread(config, path)
    }
}
