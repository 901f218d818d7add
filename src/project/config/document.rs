//! Files that are no reports, as a configuration selects them.

use std::path::{Path, PathBuf};

use super::file::Reader;
use super::globs::Anchor;
use super::{Check, ConfigFile, Globs, Spanned};
use crate::project::files::absolute;
use crate::text::place::NodeRef;
use crate::text::syntax::{Data, NodeId};

/// Files that are no reports: an entry of `documents`.
#[derive(Debug)]
pub struct Document {
    /// Which files.
    pub files: Globs,
    /// Which of them not.
    pub ignore: Globs,
    /// Whether there may be none.
    pub optional: bool,
    /// Whether each of them is checked by itself, and not with the others.
    pub separately: bool,
    /// The preset for data of their kind, whatever it says about their names, and where it is named.
    pub preset: Option<(Spanned<String>, NodeRef)>,
    /// The schema that they follow: a path, relative to the folder of the config, or the address of one that is part of the
    /// program.
    pub schema: Option<Spanned<String>>,
    /// The conditions on them, as far as they can be understood.
    pub checks: Vec<Check>,
    /// The names of all checks, without `check/`.
    pub(crate) check_ids: Vec<(String, NodeRef)>,
    /// The files that those checks refer to: paths, relative to the folder of the config.
    pub references: Vec<Spanned<String>>,
    /// The entry itself.
    pub node: NodeId,
}

impl Document {
    /// Whether its files are checked together: with one another, or with another file that each of them needs.
    #[must_use]
    pub fn connects(&self) -> bool {
        !self.checks.is_empty() && (!self.separately || !self.references.is_empty())
    }

    /// The files that its checks refer to: absolute paths. `config` is the file that has the entry.
    pub fn referred(&self, config: &ConfigFile) -> impl Iterator<Item = PathBuf> {
        let references = self.references.iter();
        references.map(|reference| absolute(&config.folder, Path::new(&reference.value)))
    }
}

impl Reader<'_> {
    pub(super) fn document(&mut self, entry: NodeId) -> Option<Document> {
        let checks = self.nodes(entry, "checks");
        let id = |check: &NodeId| {
            let id = self.value(*check, "id")?;
            Some((self.text(id)?.value, self.at(id)))
        };
        let check_ids = checks.iter().filter_map(id).collect();
        let checks = checks.into_iter().filter_map(|check| self.check(check));
        let checks: Vec<Check> = checks.collect();
        Some(Document {
            files: self.globs(entry, "files", Anchor::Here)?,
            ignore: self
                .globs(entry, "ignore", Anchor::Here)
                .unwrap_or_default(),
            optional: self.is_true(entry, "optional"),
            separately: self.is_true(entry, "separately"),
            preset: self
                .value(entry, "preset")
                .and_then(|preset| Some((self.text(preset)?, self.at(preset)))),
            schema: self.word(entry, "schema", |text| Some(text.to_owned())),
            references: checks.iter().flat_map(Check::references).cloned().collect(),
            checks,
            check_ids,
            node: entry,
        })
    }

    fn is_true(&self, mapping: NodeId, key: &str) -> bool {
        let value = self.value(mapping, key);
        value.is_some_and(|value| self.tree.data(value) == Data::Bool(true))
    }
}
