//! Which documents are checked together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::project::config::{Config, ConfigFile, Configs, Document};
use crate::project::discover::{self, File, is_report_name, once_each};
use crate::project::error::Error;
use crate::project::files::{Files, ReadError, Sandbox, absolute, top as top_of};
use crate::relation::disjoint::DisjointSets;

/// Documents that checks connect with one another, and so are checked together.
#[derive(Debug)]
pub struct Unit {
    /// The configuration that applies to them.
    pub config: Arc<Config>,
    /// The documents, sorted by name; never empty.
    pub files: Vec<File>,
}

impl Unit {
    /// How many checks are run on them.
    pub(crate) fn count_of_checks(&self) -> usize {
        let paths: Vec<PathBuf> = self.files.iter().map(|file| file.path.clone()).collect();
        let entries = self.config.documents_of_any(&paths);
        let checks = entries.map(|(_, entry, selected)| {
            let times = if entry.separately { selected.len() } else { 1 };
            entry.checks.len() * times
        });
        checks.sum()
    }
}

/// The documents that `found` are, with those that checks connect them with, each once.
///
/// The checks of an entry connect all files that it selects, and those that they refer to. An entry without checks, or one
/// whose files are checked separately, connects nothing: each of its files is checked alone.
///
/// Returns also why folders are not searched that the entries name.
pub(crate) fn units<'f>(
    files: &'f dyn Files,
    working_folder: &Path,
    found: Vec<File>,
    configs: &mut Configs<'f>,
) -> (Vec<Unit>, Vec<Error>) {
    let mut by_config: Vec<(Arc<Config>, Vec<File>)> = Vec::new();
    let mut places: FxHashMap<*const Config, usize> = FxHashMap::default();
    for file in found {
        let config = configs.of(&file.path);
        let place = *places.entry(Arc::as_ptr(&config)).or_insert_with(|| {
            by_config.push((config, Vec::new()));
            by_config.len() - 1
        });
        by_config[place].1.push(file);
    }
    let mut units = Vec::new();
    let mut errors = Vec::new();
    for (config, found) in by_config {
        let mut search = Search {
            files,
            working_folder,
            configs,
            config: &config,
            errors: &mut errors,
        };
        let components = search.components(&found).into_iter();
        units.extend(components.map(|files| Unit {
            config: Arc::clone(&config),
            files,
        }));
    }
    (units, errors)
}

struct Search<'s, 'f> {
    files: &'f dyn Files,
    working_folder: &'s Path,
    configs: &'s mut Configs<'f>,
    config: &'s Arc<Config>,
    errors: &'s mut Vec<Error>,
}

impl Search<'_, '_> {
    fn components(&mut self, found: &[File]) -> Vec<Vec<File>> {
        let config = Arc::clone(self.config);
        let checked = config.documents().filter(|(_, it)| it.connects());
        let checked: Vec<(&ConfigFile, &Document)> = checked.collect();
        let mut known = found.to_vec();
        if !checked.is_empty() {
            let paths = self.selected(&checked).into_iter();
            let paths = paths.chain(self.referred_to(&checked));
            known.extend(paths.filter_map(|path| self.file(path)));
        }
        let known = once_each(known);
        let path = |file: &File| absolute(self.working_folder, &file.path);
        let paths: Vec<PathBuf> = known.iter().map(path).collect();
        let mut connected = DisjointSets::new(known.len());
        let mut first_of: FxHashMap<*const Document, usize> = FxHashMap::default();
        let mut join = |entry: &Document, index: usize| {
            let first = *first_of.entry(std::ptr::from_ref(entry)).or_insert(index);
            connected.join(first, index);
        };
        for (index, path) in paths.iter().enumerate() {
            let selecting = config.documents_of(path).filter(|(_, it)| it.connects());
            for (_, entry) in selecting {
                join(entry, index);
            }
        }
        let places: FxHashMap<&Path, usize> = paths
            .iter()
            .enumerate()
            .map(|(index, path)| (path.as_path(), index))
            .collect();
        for (file, entry) in checked {
            for path in entry.referred(file) {
                if let Some(&index) = places.get(path.as_path()) {
                    join(entry, index);
                }
            }
        }
        let found: FxHashSet<&Path> = found.iter().map(|file| file.canonical.as_path()).collect();
        let mut components = connected.split(known);
        components.retain(|files| {
            let mut files = files.iter();
            files.any(|file| found.contains(file.canonical.as_path()))
        });
        components
    }

    /// The files below the configuration that the entries select.
    fn selected(&mut self, entries: &[(&ConfigFile, &Document)]) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        for (file, entry) in entries {
            let top = self.files.canonical(&file.folder).ok();
            let top = top.map(|folder| top_of(self.files, self.working_folder, &folder));
            for folder in entry.files.folders(&file.folder) {
                let there = self.files.canonical(&folder).ok();
                match there.zip(top.clone()) {
                    Some((there, top)) if !there.starts_with(&top) => {
                        self.refuse(&folder, ReadError::Outside { top });
                    }
                    _ => folders.push(folder),
                }
            }
        }
        folders.sort();
        // what lies below another one is searched with that
        folders.dedup_by(|folder, before| folder.starts_with(before));
        let mut configured: Vec<&Path> = entries.iter().map(|(file, _)| &*file.folder).collect();
        configured.sort_unstable();
        configured.dedup();
        let (files, working_folder, config) = (self.files, self.working_folder, self.config);
        let hidden = configured
            .into_iter()
            .flat_map(|folder| discover::hidden(files, working_folder, config, folder));
        let below = folders.iter().flat_map(|folder| files.below(folder));
        let mut selected = Vec::new();
        for found in below.chain(hidden) {
            match found {
                Ok(path) => selected.push(path),
                Err((Some(path), why @ ReadError::Outside { .. })) => self.refuse(&path, why),
                // any other place that cannot be searched is reported when it is named
                Err(_) => {}
            }
        }
        let config = Arc::clone(self.config);
        selected.retain(|path| {
            config.documents_of(path).any(|(_, entry)| entry.connects())
                && self.holds_for(path)
                && !self.config.excludes(path)
        });
        selected
    }

    fn refuse(&mut self, path: &Path, why: ReadError) {
        let name = discover::name(self.working_folder, path);
        let limit = self.files.limits().bytes;
        self.errors.push(Error::reading(&name, why, limit));
    }

    /// The files that the checks of the entries refer to, and that are documents for it.
    fn referred_to(&mut self, entries: &[(&ConfigFile, &Document)]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for (file, entry) in entries {
            let sandbox = Sandbox::new(self.files, &file.folder);
            for reference in &entry.references {
                let reached = sandbox.reach(&file.folder, &reference.value);
                found.extend(reached.ok().map(|reached| reached.path));
            }
        }
        found.retain(|path| !is_report_name(path) && self.holds_for(path));
        found
    }

    fn holds_for(&mut self, path: &Path) -> bool {
        Arc::ptr_eq(&self.configs.of(path), self.config)
    }

    fn file(&self, path: PathBuf) -> Option<File> {
        Some(File {
            name: discover::name(self.working_folder, &path),
            canonical: self.files.canonical(&path).ok()?,
            path,
        })
    }
}
