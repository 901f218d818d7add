//! What paths in data lead to.
//!
//! A path is looked up name by name in what each folder lists, and not by asking the system for it: some systems find a file
//! under a name in other letter case, and what is found must be the same on all.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::project::files::{FileKind, Files};
use crate::text::composed::composed;
use crate::text::syntax::Anchors;

/// The most that is read of a page to find the headings in it, in bytes.
const LARGEST_PAGE: u64 = 16 << 20;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A file or a folder that has another spelling, which only some systems forgive: its own.
    Misspelt(String),
    /// What is outside the folder of the configuration, through a link.
    Outside,
    /// Nothing.
    Nothing,
}

/// The files of a project, of which each folder is listed once.
pub(crate) struct FileTree<'f> {
    files: &'f dyn Files,
    folders: Mutex<FxHashMap<PathBuf, Arc<Folder>>>,
    /// The folders of configurations, without links.
    tops: Mutex<FxHashMap<PathBuf, Option<PathBuf>>>,
    pages: Mutex<FxHashMap<PathBuf, Option<Arc<Anchors>>>>,
}

/// The names in a folder.
#[derive(Debug, Default)]
struct Folder {
    names: FxHashSet<String>,
    /// By what is left of them where letter case and the way in which accents are encoded do not count.
    by_letters: FxHashMap<String, String>,
    /// Whether it is outside the folder of the configuration.
    is_outside: bool,
}

impl<'f> FileTree<'f> {
    pub(super) fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            folders: Mutex::default(),
            tops: Mutex::default(),
            pages: Mutex::default(),
        }
    }

    /// What a path from the folder `top` leads to; its parts are divided by `/`, and none of them is `..`.
    pub(crate) fn lead(&self, top: &Path, path: &str) -> Lead {
        let mut here = top.to_owned();
        let mut spelling: Vec<String> = Vec::new();
        let mut is_misspelt = false;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let folder = self.folder(top, &here);
            if folder.is_outside {
                return Lead::Outside;
            }
            let Some(own) = folder.own_name(name) else {
                return Lead::Nothing;
            };
            is_misspelt |= own != name;
            here.push(own);
            spelling.push(own.to_owned());
        }
        match self.kind(top, &here) {
            Some(_) if is_misspelt => Lead::Misspelt(spelling.join("/")),
            Some(FileKind::File) => Lead::File,
            Some(FileKind::Folder) => Lead::Folder,
            Some(FileKind::Other) => Lead::Nothing,
            None => Lead::Outside,
        }
    }

    /// The names in a folder, by its path from the folder `top`, in order.
    pub(crate) fn names(&self, top: &Path, folder: &str) -> Vec<String> {
        let folder = self.folder(top, &top.join(folder));
        let mut names: Vec<String> = folder.names.iter().cloned().collect();
        names.sort_unstable();
        names
    }

    /// The files below a folder, by its path from the folder `top`: their paths from there, in order, with `/` between
    /// their parts.
    pub(crate) fn below(&self, top: &Path, folder: &str) -> Vec<String> {
        let folder = top.join(folder);
        let found = self.files.below(&folder).into_iter().flatten();
        let paths = found.filter_map(|path| {
            let path = path.strip_prefix(&folder).ok()?;
            let names = path.iter().map(|name| name.to_str());
            Some(names.collect::<Option<Vec<_>>>()?.join("/"))
        });
        paths.collect()
    }

    /// What headings and other parts of a page can be named by; `None` where that cannot be known.
    pub(crate) fn anchors(&self, top: &Path, page: &str) -> Option<Arc<Anchors>> {
        let path = top.join(page);
        let pages = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = pages().get(&path) {
            return known.clone();
        }
        let read = self.files.read_within(&path, LARGEST_PAGE).ok();
        let text = read.and_then(|bytes| String::from_utf8(bytes).ok());
        let anchors = text.and_then(|text| Anchors::of(&text)).map(Arc::new);
        pages().insert(path, anchors.clone());
        anchors
    }

    /// What there is at a path; `None` where that is outside the folder `top`.
    fn kind(&self, top: &Path, path: &Path) -> Option<FileKind> {
        let inside = self.is_inside(top, path);
        let kind = || self.files.kind(path).unwrap_or(FileKind::Other);
        inside.then(kind)
    }

    /// Whether what a path leads to, if it leads anywhere, is in the folder `top`.
    fn is_inside(&self, top: &Path, path: &Path) -> bool {
        let there = self.files.canonical(path).ok();
        let top = self.canonical_top(top);
        there
            .zip(top)
            .is_none_or(|(there, top)| there.starts_with(top))
    }

    fn canonical_top(&self, top: &Path) -> Option<PathBuf> {
        let mut tops = self.tops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = tops.get(top) {
            return known.clone();
        }
        let canonical = self.files.canonical(top).ok();
        tops.insert(top.to_owned(), canonical.clone());
        canonical
    }

    fn folder(&self, top: &Path, path: &Path) -> Arc<Folder> {
        let folders = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = folders().get(path) {
            return Arc::clone(known);
        }
        let folder = if self.is_inside(top, path) {
            Folder::of(self.files.names(path).unwrap_or_default())
        } else {
            Folder {
                is_outside: true,
                ..Folder::default()
            }
        };
        let folder = Arc::new(folder);
        folders().insert(path.to_owned(), Arc::clone(&folder));
        folder
    }
}

impl Folder {
    fn of(names: Vec<PathBuf>) -> Self {
        let names = names.into_iter();
        let names = names.filter_map(|name| name.into_os_string().into_string().ok());
        let mut folder = Self::default();
        for name in names {
            let letters = folder.by_letters.entry(letters(&name));
            letters.or_insert_with(|| name.clone());
            folder.names.insert(name);
        }
        folder
    }

    /// The name of what some system may find by a name.
    fn own_name<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        if self.names.contains(name) {
            return Some(name);
        }
        self.by_letters.get(&letters(name)).map(String::as_str)
    }
}

/// What is left of a name where letter case and the way in which accents are encoded do not count.
fn letters(name: &str) -> String {
    composed(name).to_lowercase()
}
