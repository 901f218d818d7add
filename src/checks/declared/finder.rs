//! Finds the files that paths in data lead to. Files are named by their paths from the folder of the configuration.

use std::borrow::Cow;
use std::path::Path;

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

use super::run::Run;
use crate::project::config::{Globs, Paths, Patterns, Selection, Start};
use crate::project::data_files::{FileTree, Lead};
use crate::relation::resolve::nearest;
use crate::text::place::ParsedFile;
use crate::text::source::FileId;
use crate::text::syntax::Data;

/// Endings of pages whose headings are known.
const PAGES: [&str; 5] = [".md", ".markdown", ".mdx", ".qmd", ".Rmd"];

/// Paths for which the nearest file is looked up: who has more wrong ones has moved a folder.
const MOST_SUGGESTIONS: usize = 200;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// This file.
    Found {
        /// The file.
        file: String,
        /// The name of a heading in it, where one is given.
        anchor: Option<String>,
    },
    /// This file, where letter case does not count.
    Misspelt(String),
    /// This folder, and a file is needed.
    Folder(String),
    /// This file, which is not among those that are meant: with how these are written.
    NotMeant(String, String),
    /// What is outside the folder of the configuration.
    Outside,
    /// Nothing: there is no such file.
    Nothing(String),
}

/// Looks files up for one check.
pub(super) struct Finder<'d> {
    tree: &'d FileTree<'d>,
    top: &'d Path,
    among: &'d [Paths],
    /// The folders that files are in.
    folders: FxHashMap<FileId, String>,
    /// The folders in which the paths of a file start, by the place among those that are meant.
    bases: FxHashMap<(usize, FileId), Option<String>>,
    /// The files below a folder.
    below: FxHashMap<String, Vec<String>>,
    suggestions_left: usize,
}

impl<'d> Finder<'d> {
    pub(super) fn new(run: &Run<'d>, among: &'d [Paths]) -> Self {
        let files = run.files().iter();
        let folders = files.filter_map(|file| Some((*file, run.folder_of(*file)?)));
        Self {
            tree: run.tree(),
            top: run.folder(),
            among,
            folders: folders.collect(),
            bases: FxHashMap::default(),
            below: FxHashMap::default(),
            suggestions_left: MOST_SUGGESTIONS,
        }
    }

    /// The folder in which the paths of a file start; `None` where that is outside the folder of the configuration.
    pub(super) fn base(&mut self, part: &ParsedFile<'_>) -> Option<String> {
        self.base_among(0, part)
    }

    /// The endings that a path leaves out: none where it has one of them.
    pub(super) fn endings(&self, path: &str) -> &'d [String] {
        let endings = self.among[0].without.as_slice();
        if endings.iter().any(|ending| path.ends_with(ending.as_str())) {
            &[]
        } else {
            endings
        }
    }

    fn base_among(&mut self, index: usize, part: &ParsedFile<'_>) -> Option<String> {
        if let Some(known) = self.bases.get(&(index, part.file)) {
            return known.clone();
        }
        let folder = self.folders.get(&part.file).map_or("", String::as_str);
        let given = |start: &Start| match start {
            Start::Beside(path) => Some(joined(folder, path)),
            Start::InConfig(path) => Some(joined("", path)),
            Start::Given(selection) => {
                let given = texts(selection, part).into_iter().next()?;
                Some(joined(folder, &given))
            }
        };
        let base = self.among[index].from.iter().find_map(given);
        let base = base.unwrap_or_else(|| joined(folder, ""));
        self.bases.insert((index, part.file), base.clone());
        base
    }

    /// What a path leads to that is written in a file. Where several kinds of files are meant, it is enough that one of them
    /// has it.
    pub(super) fn outcome(&mut self, part: &ParsedFile<'_>, written: &str) -> Outcome {
        let mut first = None;
        for index in 0..self.among.len() {
            let Some(base) = self.base_among(index, part) else {
                continue;
            };
            let outcome = self.outcome_among(&self.among[index], &base, written);
            if matches!(outcome, Outcome::Found { .. }) {
                return outcome;
            }
            first.get_or_insert(outcome);
        }
        first.unwrap_or(Outcome::Outside)
    }

    fn outcome_among(&self, paths: &Paths, base: &str, written: &str) -> Outcome {
        // a `#` or a `?` can be part of a name
        let (plain, anchor) = match written.split_once('#') {
            Some((plain, anchor)) => (plain, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (written, None),
        };
        let (asked, _) = plain.split_once('?').unwrap_or((plain, ""));
        let decoded = decoded(asked);
        let mut outcome = self.look_up(paths, base, written, None);
        for spelling in [plain, asked, &decoded] {
            if spelling != written && !matches!(outcome, Outcome::Found { .. }) {
                outcome = self.look_up(paths, base, spelling, anchor);
            }
        }
        outcome
    }

    fn look_up(&self, paths: &Paths, base: &str, path: &str, anchor: Option<&str>) -> Outcome {
        let Some(path) = joined(base, path.trim_start_matches('/')) else {
            return Outcome::Outside;
        };
        let mut outcome = Outcome::Nothing(path.clone());
        for candidate in candidates(paths, &path) {
            match self.tree.lead(self.top, &candidate) {
                Lead::File if is_meant(paths, base, &candidate) => {
                    let is_page = PAGES.iter().any(|ending| candidate.ends_with(ending));
                    let anchor = anchor.filter(|_| is_page).map(decoded);
                    return Outcome::Found {
                        file: candidate,
                        anchor,
                    };
                }
                Lead::File => outcome = Outcome::NotMeant(candidate, paths.written.clone()),
                Lead::Misspelt(own) if self.tree.lead(self.top, &own) == Lead::File => {
                    outcome = Outcome::Misspelt(own);
                }
                Lead::Outside => outcome = Outcome::Outside,
                // an index in it may come
                Lead::Folder => outcome = Outcome::Folder(candidate),
                Lead::Misspelt(_) | Lead::Nothing => {}
            }
        }
        outcome
    }

    /// The file that was probably meant by a path that leads to nothing: the only one of that name, or one with a similar
    /// name in the same folder.
    pub(super) fn nearest(&mut self, base: &str, missing: &str) -> Option<String> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        let paths = &self.among[0];
        let (folder, name) = missing.rsplit_once('/').unwrap_or(("", missing));
        let is_named = |file: &String| {
            let own = file.rsplit('/').next().unwrap_or_default();
            own == name
                || paths
                    .without
                    .iter()
                    .any(|ending| own.strip_suffix(ending.as_str()) == Some(name))
        };
        let files = self.below(base);
        let mut same = files.iter().filter(|file| is_named(file));
        let moved = same.next().filter(|_| same.next().is_none());
        if let Some(moved) = moved.filter(|file| is_meant(paths, base, file)) {
            return Some(moved.clone());
        }
        let names = self.tree.names(self.top, folder);
        let path = |name: &str| joined(folder, name);
        let is_file = |name: &&str| {
            let path = path(name);
            path.is_some_and(|path| {
                is_meant(paths, base, &path) && self.tree.lead(self.top, &path) == Lead::File
            })
        };
        let stem = |name: &'_ str| without_ending(paths, name).len();
        let near = nearest(
            &name[..stem(name)],
            names.iter().map(|name| &name[..stem(name)]),
        )?;
        let mut similar = names.iter().map(String::as_str);
        path(similar.find(|name| &name[..stem(name)] == near && is_file(name))?)
    }

    /// A file as it would be written in the place of a path: without its ending where that has none.
    pub(super) fn as_written(&self, base: &str, file: &str, path: &str) -> String {
        let file = within(base, file).unwrap_or(file);
        let has_ending = self.endings(path).is_empty();
        let file = if has_ending {
            file
        } else {
            without_ending(&self.among[0], file)
        };
        file.to_owned()
    }

    /// The files in a folder that need an entry.
    pub(super) fn files(&mut self, base: &str, part: &ParsedFile<'_>) -> Vec<String> {
        let paths = &self.among[0];
        let patterns: Vec<Cow<'_, Globs>> = paths
            .unlisted
            .iter()
            .map(|patterns| match patterns {
                Patterns::Written(globs) => Cow::Borrowed(globs),
                Patterns::Given(selection) => {
                    Cow::Owned(Globs::of_lines(&texts(selection, part).join("\n")))
                }
            })
            .collect();
        let needs_entry = |file: &&String| {
            let inside = within(base, file).unwrap_or(file);
            let inside = Path::new(inside);
            paths.files.select(inside) && !patterns.iter().any(|globs| globs.select(inside))
        };
        let files = self.below(base);
        files.iter().filter(needs_entry).cloned().collect()
    }

    fn below(&mut self, base: &str) -> &[String] {
        let (tree, top) = (self.tree, self.top);
        let files = self.below.entry(base.to_owned());
        files.or_insert_with(|| {
            let below = tree.below(top, base).into_iter();
            below.filter_map(|file| joined(base, &file)).collect()
        })
    }
}

/// A text without the escapes that addresses have.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The texts that a selection selects in a file.
fn texts(selection: &Selection, part: &ParsedFile<'_>) -> Vec<String> {
    let roots = part.tree.documents().iter();
    let selected = roots.flat_map(|root| {
        let selected = selection.path.select_counting(part.tree, *root);
        selected.map(|(nodes, _)| nodes).unwrap_or_default()
    });
    let texts = selected.filter_map(|node| match part.tree.data(node) {
        Data::Str(text) => Some(text.to_owned()),
        _ => None,
    });
    texts.collect()
}

/// What may be meant by a path: the file itself, the file with an ending, an index in the folder.
fn candidates(paths: &Paths, path: &str) -> Vec<String> {
    let with_endings = |path: &str| {
        let endings = paths.without.iter();
        let ended = endings.map(|ending| format!("{path}{ending}"));
        std::iter::once(path.to_owned())
            .chain(ended)
            .collect::<Vec<_>>()
    };
    let mut candidates = with_endings(path);
    let separator = if path.is_empty() { "" } else { "/" };
    for name in &paths.index {
        candidates.extend(with_endings(&format!("{path}{separator}{name}")));
    }
    candidates
}

/// Whether a file is one of those that are meant. Outside the folder in which paths start, any is.
fn is_meant(paths: &Paths, base: &str, file: &str) -> bool {
    within(base, file).is_none_or(|inside| paths.files.select(Path::new(inside)))
}

/// The path of a file from a folder that it is in.
fn within<'f>(base: &str, file: &'f str) -> Option<&'f str> {
    match base {
        "" => Some(file),
        base => file.strip_prefix(base)?.strip_prefix('/'),
    }
}

fn without_ending<'n>(paths: &Paths, name: &'n str) -> &'n str {
    let mut endings = paths.without.iter();
    let stem = endings.find_map(|ending| name.strip_suffix(ending.as_str()));
    stem.unwrap_or(name)
}

/// A path from a folder, `.` and `..` resolved; `None` where it leads further up than the configuration is.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}
