//! Which reports the files belong to that must be checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::load::members;
use super::may_include;
use crate::project::discover::{self, File, is_report_name};
use crate::project::files::{Files, top};
use crate::text::source::Source;

/// The reports that the files are, or belong to, each once, sorted by name.
///
/// A file that a report includes means that report. The report is looked for among the files themselves and, by the
/// names that reports have, in the folders that a file is in, up to the one that contains `.git`; if none does, up to
/// the working folder. A file that `may_be_root` denies to be a report is not even read: it belongs to those that include
/// it, or to none.
#[must_use]
pub(crate) fn roots(
    files: &dyn Files,
    working_folder: &Path,
    found: &[File],
    may_be_root: impl Fn(&File) -> bool,
) -> Vec<File> {
    let mut candidates = Candidates::new(files, working_folder);
    for file in found {
        candidates.search_around(file);
        if may_be_root(file) {
            candidates.add(file);
        } else {
            candidates.parts.insert(file.canonical.clone());
        }
    }
    let including = candidates.including();
    let mut roots: Vec<File> = found
        .iter()
        .flat_map(|file| including.roots_of(&file.canonical))
        .filter_map(|root| candidates.by_path.get(root).cloned())
        .collect();
    roots.sort_by(|left, right| (&left.name, &left.path).cmp(&(&right.name, &right.path)));
    roots.dedup();
    roots
}

/// The files that may be the root of a report that one of the files belongs to.
struct Candidates<'f> {
    files: &'f dyn Files,
    working_folder: &'f Path,
    /// By their canonical paths.
    by_path: BTreeMap<PathBuf, File>,
    /// The canonical paths of the files that can be nothing but a part of a report.
    parts: FxHashSet<PathBuf>,
    searched: FxHashSet<PathBuf>,
}

impl<'f> Candidates<'f> {
    fn new(files: &'f dyn Files, working_folder: &'f Path) -> Self {
        Self {
            files,
            working_folder,
            by_path: BTreeMap::new(),
            parts: FxHashSet::default(),
            searched: FxHashSet::default(),
        }
    }

    /// Adds a file that must be checked.
    fn add(&mut self, file: &File) {
        self.by_path.insert(file.canonical.clone(), file.clone());
    }

    /// Adds the reports in the folders that a file lies in.
    fn search_around(&mut self, file: &File) {
        let around = file.canonical.ancestors().skip(1);
        // where a folder was searched, so were those around it
        let unsearched = around.take_while(|folder| !self.searched.contains(*folder));
        let unsearched: Vec<&Path> = unsearched.collect();
        if unsearched.is_empty() {
            return;
        }
        let folder = file.canonical.parent();
        let top = folder.map(|folder| top(self.files, self.working_folder, folder));
        for folder in unsearched {
            self.searched.insert(folder.to_owned());
            self.search(folder);
            if Some(folder) == top.as_deref() {
                break;
            }
        }
    }

    fn search(&mut self, folder: &Path) {
        let names = self.files.names(folder).unwrap_or_default();
        for name in names.iter().filter(|name| is_report_name(name)) {
            let path = folder.join(name);
            let file = File {
                name: discover::name(self.working_folder, &path),
                path: path.clone(),
                canonical: path.clone(),
            };
            self.by_path.entry(path).or_insert(file);
        }
    }

    /// Which of them include which files.
    fn including(&self) -> Including {
        // whatever a file includes is in its folder or further down
        let mut below: FxHashMap<&Path, usize> = FxHashMap::default();
        let known = self.by_path.keys().chain(&self.parts);
        for folder in known.flat_map(|path| path.ancestors().skip(1)) {
            *below.entry(folder).or_default() += 1;
        }
        let is_alone = |path: &Path| path.parent().is_none_or(|folder| below[folder] == 1);
        let candidates = self.by_path.iter();
        let candidates: Vec<(&PathBuf, &File)> =
            candidates.filter(|(path, _)| !is_alone(path)).collect();
        let members = candidates.into_par_iter().map(|(path, file)| {
            let source = self.files.read(&file.path).ok();
            let source = source.map(|bytes| Source::decode(&file.name, bytes));
            let root = source.filter(|source| may_include(source.text()));
            let members =
                root.map(|root| members(self.files, self.working_folder, &file.path, root));
            (path, members.unwrap_or_default())
        });
        let mut including = Including::default();
        for (root, members) in members.collect::<Vec<_>>() {
            for member in members.into_iter().filter(|member| member != root) {
                including.0.entry(member).or_default().push(root.clone());
            }
        }
        including
    }
}

/// The roots that include a file, directly or through others.
#[derive(Default)]
struct Including(FxHashMap<PathBuf, Vec<PathBuf>>);

impl Including {
    fn of(&self, file: &Path) -> &[PathBuf] {
        self.0.get(file).map_or(&[], Vec::as_slice)
    }

    /// The reports that a file belongs to: those that include it and are in no other themselves, or the file itself.
    /// Of files that include each other, the first counts as the report.
    fn roots_of<'p>(&'p self, file: &'p Path) -> Vec<&'p Path> {
        let including = self.of(file);
        let tops = including.iter().filter(|root| self.of(root).is_empty());
        let tops: Vec<&Path> = tops.map(PathBuf::as_path).collect();
        if !tops.is_empty() {
            return tops;
        }
        // a part of such files is not one of them
        let includes_them = |root: &PathBuf| self.of(root).iter().any(|other| other == file);
        let stands_for_itself = including.is_empty() || including.iter().any(includes_them);
        let all = including.iter().map(PathBuf::as_path);
        let all = all.chain(stands_for_itself.then_some(file));
        all.min().into_iter().collect()
    }
}
