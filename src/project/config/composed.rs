//! A config: the file that is nearest, and those that it extends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::file::deciding_names;
use super::lookup::Lookup;
use super::{Allow, ConfigFile, Document, FailOn, Level, Spanned};
use crate::finding::rule;
use crate::project::discover::{is_report_name, named};
use crate::project::files::absolute;
use crate::report::Stage;

/// The settings of a project for its files. The strongest file decides; lists are joined.
#[derive(Debug, Default)]
pub struct Config {
    /// The nearest file and those that it extends, each once, the strongest first; none where nothing is configured.
    pub files: Vec<Arc<ConfigFile>>,
    /// The next config further up, which may leave out files as well.
    outer: Option<Arc<Config>>,
    /// Which of the files first says something of the rule, the group or the check of that name.
    deciding: FxHashMap<String, usize>,
    /// What the names of files are relative to.
    working_folder: PathBuf,
    /// Made when first a file is looked up.
    lookup: OnceLock<Lookup>,
}

/// Something that a config says.
#[derive(Debug)]
pub struct WithOrigin<'c, T> {
    /// What it says.
    pub value: &'c T,
    /// The file that says it.
    pub file: &'c ConfigFile,
    stated: &'c Spanned<T>,
}

impl<'c, T> WithOrigin<'c, T> {
    fn new(file: &'c ConfigFile, stated: &'c Spanned<T>) -> Self {
        Self {
            value: &stated.value,
            file,
            stated,
        }
    }

    /// Where it says so: `reportlint.yaml:3`.
    #[must_use]
    pub fn origin(&self) -> String {
        self.file.origin(self.stated.span)
    }
}

impl Config {
    pub(super) fn new(
        nearest: Arc<ConfigFile>,
        outer: Option<Arc<Config>>,
        working_folder: &Path,
    ) -> Self {
        let files = with_bases(nearest);
        let mut deciding = FxHashMap::default();
        for (at, file) in files.iter().enumerate() {
            for name in file.rules.keys() {
                deciding.entry(name.clone()).or_insert(at);
            }
        }
        Self {
            files,
            deciding,
            outer,
            working_folder: working_folder.to_owned(),
            lookup: OnceLock::new(),
        }
    }

    /// A config of that text, in no folder.
    #[cfg(test)]
    pub(crate) fn of_text(text: &str) -> Self {
        let source = crate::text::source::Source::decode(super::FILE_NAME, text.into());
        let mut file = ConfigFile::read(source, Path::new(""));
        file.finish();
        Self::new(Arc::new(file), None, Path::new(""))
    }

    /// What it makes of the rule of that id. In each file the more specific name counts; a file counts before what it
    /// extends.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<WithOrigin<'_, Level>> {
        let file = self.deciding(id)?;
        Some(WithOrigin::new(file, file.level(id)?))
    }

    /// The first file that says something of the rule of that id, or of its group.
    fn deciding(&self, id: &str) -> Option<&ConfigFile> {
        let names = deciding_names(id).into_iter();
        let first = names.filter_map(|name| self.deciding.get(name)).min()?;
        Some(&self.files[*first])
    }

    /// Whether it names the rule of that id itself, and does not turn it off.
    #[must_use]
    pub fn turns_on(&self, id: &str) -> bool {
        self.deciding(id).is_some_and(|file| file.turns_on(id))
    }

    /// How far the reports have come.
    #[must_use]
    pub fn stage(&self) -> Option<WithOrigin<'_, Stage>> {
        self.first(|file| file.stage.as_ref())
    }

    /// The least severe finding that makes a check fail.
    #[must_use]
    pub fn fail_on(&self) -> Option<WithOrigin<'_, FailOn>> {
        self.first(|file| file.fail_on.as_ref())
    }

    /// Abbreviations that need no definition.
    pub fn exempt_abbreviations(&self) -> impl Iterator<Item = &str> {
        let exempt = self.files().flat_map(|file| &file.exempt_abbreviations);
        exempt.map(|stated| stated.value.as_str())
    }

    /// What is suppressed, with the file that says so.
    pub fn allowed(&self) -> impl Iterator<Item = (&ConfigFile, &Allow)> {
        self.files()
            .flat_map(|file| file.allow.iter().map(move |allow| (file, allow)))
    }

    /// Files that are no reports, with the file that says what is checked in them.
    pub fn documents(&self) -> impl Iterator<Item = (&ConfigFile, &Document)> {
        self.files()
            .flat_map(|file| file.documents.iter().map(move |entry| (file, entry)))
    }

    /// Whether an entry of `documents` in a file of it selects the file at a path.
    #[must_use]
    pub fn selects(&self, file: &ConfigFile, entry: &Document, path: &Path) -> bool {
        let path = self.path_from(file, path);
        path.is_some_and(|path| entry.files.select(&path) && !entry.ignore.select(&path))
    }

    /// The entries of `documents` that select the file at a path, in their order.
    pub fn documents_of(&self, path: &Path) -> impl Iterator<Item = (&ConfigFile, &Document)> {
        let path = absolute(&self.working_folder, path);
        let known = self.lookup().entries(&path).into_iter();
        let known = known.map(|(at, place)| {
            let file: &ConfigFile = &self.files[at];
            (file, &file.documents[place])
        });
        known.filter(move |(file, entry)| self.selects(file, entry, &path))
    }

    /// The entries of `documents` that select any of the files at these paths, in their order, each with the places of those
    /// that it selects.
    pub fn documents_of_any(
        &self,
        paths: &[PathBuf],
    ) -> impl Iterator<Item = (&ConfigFile, &Document, Vec<usize>)> {
        let mut selected: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (index, path) in paths.iter().enumerate() {
            let path = absolute(&self.working_folder, path);
            for (at, place) in self.lookup().entries(&path) {
                let file = &self.files[at];
                if self.selects(file, &file.documents[place], &path) {
                    selected.entry((at, place)).or_default().push(index);
                }
            }
        }
        selected.into_iter().map(|((at, place), indexes)| {
            let file: &ConfigFile = &self.files[at];
            (file, &file.documents[place], indexes)
        })
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| Lookup::of(self.files()))
    }

    /// Whether a file is data that any entry of `documents` selects.
    #[must_use]
    pub fn selects_any(&self, path: &Path) -> bool {
        self.documents_of(path).next().is_some()
    }

    /// The files or folders to search for hidden files that entries of `documents` name.
    pub fn hidden_beginnings(&self) -> impl Iterator<Item = PathBuf> {
        let entries = self.documents();
        entries.flat_map(|(file, entry)| entry.files.hidden_beginnings(&file.folder))
    }

    /// Whether a file is hidden and an entry of `documents` selects it by a pattern that names what is hidden.
    #[must_use]
    pub fn selects_hidden(&self, path: &Path) -> bool {
        let is_named = |(file, entry): (&ConfigFile, &Document)| {
            let path = self.path_from(file, path);
            path.is_some_and(|path| entry.files.select_hidden(&path))
        };
        self.documents_of(path).any(is_named)
    }

    /// Whether a file is no report but data: an entry of `documents` selects it, or one of its checks refers to it.
    #[must_use]
    pub fn is_document(&self, path: &Path) -> bool {
        let is_referred_to = || {
            let path = absolute(&self.working_folder, path);
            self.lookup().is_referred_to(&path)
        };
        self.selects_any(path) || !is_report_name(path) && is_referred_to()
    }

    /// Whether the file is left out, by this config or by one further up. The nearest that says something of it decides.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        let decided = self.files().find_map(|file| {
            let path = self.path_from(file, path)?;
            file.ignore.decide(&path)
        });
        let further_up = || {
            self.outer
                .as_ref()
                .is_some_and(|outer| outer.excludes(path))
        };
        decided.unwrap_or_else(further_up)
    }

    /// Whether an entry of `allow` is about the file of that name.
    #[must_use]
    pub fn is_allowed_in(&self, file: &ConfigFile, allow: &Allow, name: &str) -> bool {
        allow.file.as_ref().is_none_or(|globs| {
            let path = self.path_from(file, &named(name));
            path.is_some_and(|path| globs.select(&path))
        })
    }

    /// Whether a name, if it is that of a check, is that of one that the project declares.
    #[must_use]
    pub(crate) fn may_name(&self, name: &str) -> bool {
        // what the nearest file extends is among what it declares
        let nearest = || self.files().next();
        rule::declared_name(name).is_none()
            || nearest().is_some_and(|file| file.declared_ids.contains(name))
    }

    fn files(&self) -> impl Iterator<Item = &ConfigFile> {
        self.files.iter().map(AsRef::as_ref)
    }

    fn first<'c, T: 'c>(
        &'c self,
        said: impl Fn(&'c ConfigFile) -> Option<&'c Spanned<T>>,
    ) -> Option<WithOrigin<'c, T>> {
        self.files()
            .find_map(|file| said(file).map(|stated| WithOrigin::new(file, stated)))
    }

    /// The path of a file, by its name or path, from the folder of a file of configuration; `None` where it lies outside.
    fn path_from(&self, file: &ConfigFile, path: &Path) -> Option<PathBuf> {
        let path = absolute(&self.working_folder, path);
        path.strip_prefix(&file.folder).ok().map(Path::to_owned)
    }
}

/// A file and those that it extends, each once, the strongest first.
fn with_bases(file: Arc<ConfigFile>) -> Vec<Arc<ConfigFile>> {
    let mut files: Vec<Arc<ConfigFile>> = Vec::new();
    let mut waiting = vec![file];
    while let Some(file) = waiting.pop() {
        if !files.iter().any(|known| Arc::ptr_eq(known, &file)) {
            waiting.extend(file.bases.iter().rev().cloned());
            files.push(file);
        }
    }
    files
}
