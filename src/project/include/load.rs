//! Reads a report with all of its parts.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::{IncludeProblem, Pattern, ProblemKind, ReportFiles, patterns};
use crate::project::discover;
use crate::project::error::Error;
use crate::project::files::{
    FileKind, Files, Found, Reached, ReadError, Sandbox, Unreached, is_glob, nearest_file,
};
use crate::text::place::NodeRef;
use crate::text::source::{FileId, Source};

/// Reads what the root of a report includes, and what that includes in turn.
///
/// `path` is where the root is; names are shown relative to `working_folder`. Nothing is read outside the folder of the
/// root: not by `..`, not by an absolute path, not through a link.
#[must_use]
pub fn load(files: &dyn Files, working_folder: &Path, path: &Path, root: Source) -> ReportFiles {
    let mut loader = Loader::new(files, working_folder, path);
    loader.add(path.to_owned(), root, None);
    loader.run();
    loader.found
}

/// The canonical paths of the files that [`load`] would read, the root's among them.
pub(super) fn members(
    files: &dyn Files,
    working_folder: &Path,
    path: &Path,
    root: Source,
) -> Vec<PathBuf> {
    let mut loader = Loader::new(files, working_folder, path);
    loader.add(path.to_owned(), root, None);
    loader.run();
    loader.by_path.into_keys().collect()
}

/// A file of the report.
struct Member {
    /// Where it is, as it was named.
    path: PathBuf,
    /// How it came to be one; `None` for the root.
    included: Option<Inclusion>,
}

/// A name under `include`, by which a file came to be one of the report.
#[derive(Clone, Copy)]
struct Inclusion {
    at: NodeRef,
    /// Whether it is a pattern, which does not say that just this file is meant.
    by_glob: bool,
}

/// What is yet to be done.
enum Step {
    /// To find what a name means.
    Include(Pattern),
    /// To read a file that a pattern matches.
    Read(PathBuf, NodeRef),
}

struct Loader<'f> {
    files: &'f dyn Files,
    working_folder: &'f Path,
    /// The folder that all files must be in.
    sandbox: Sandbox<'f>,
    found: ReportFiles,
    /// The files of `found`, in the same order.
    members: Vec<Member>,
    /// Which of them a canonical path is.
    by_path: FxHashMap<PathBuf, FileId>,
    /// What is yet to be done, the next of it last.
    open: Vec<Step>,
    /// The size of all files together, in bytes.
    bytes: u64,
    /// How many names for them were met with.
    names: usize,
}

impl<'f> Loader<'f> {
    fn new(files: &'f dyn Files, working_folder: &'f Path, root: &Path) -> Self {
        let folder = root.parent().unwrap_or(Path::new(""));
        Self {
            files,
            working_folder,
            sandbox: Sandbox::new(files, folder),
            found: ReportFiles::default(),
            members: Vec::new(),
            by_path: FxHashMap::default(),
            open: Vec::new(),
            bytes: 0,
            names: 0,
        }
    }

    fn run(&mut self) {
        while let Some(step) = self.open.pop() {
            match step {
                Step::Include(pattern) => {
                    let problem = self.include(&pattern).err();
                    self.report(problem, pattern.text, pattern.at);
                }
                Step::Read(path, at) => {
                    let problem = self.include_matched(&path, at).err();
                    self.report(problem, discover::name(self.working_folder, &path), at);
                }
            }
        }
        self.found.problems.sort_by_key(|problem| problem.at);
    }

    fn report(&mut self, problem: Option<ProblemKind>, pattern: String, at: NodeRef) {
        let problem = problem.map(|kind| IncludeProblem { kind, pattern, at });
        self.found.problems.extend(problem);
    }

    fn add(&mut self, path: PathBuf, source: Source, included: Option<Inclusion>) {
        self.bytes += source.text().len() as u64;
        let file = self.found.sources.add(source);
        let canonical = self.files.canonical(&path);
        self.by_path
            .insert(canonical.unwrap_or_else(|_| path.clone()), file);
        self.members.push(Member { path, included });
        let patterns = patterns(file, self.found.sources.get(file)).into_iter();
        self.names += patterns.len();
        self.open.extend(patterns.rev().map(Step::Include));
        self.stop_at_limits();
    }

    /// Of a report that asks too much nothing more is read.
    fn stop_at_limits(&mut self) {
        let limits = self.files.limits();
        let root = || {
            let (_, root) = self.found.sources.iter().next()?;
            Some(root.name().to_owned())
        };
        let Some(name) = root() else { return };
        let error = if self.members.len().max(self.names) > limits.files {
            let limit = limits.files;
            Error::TooManyFiles { name, limit }
        } else if self.bytes > limits.bytes {
            Error::report_too_large(name, limits.bytes)
        } else {
            return;
        };
        self.found.errors.push(error);
        self.open.clear();
    }

    fn include(&mut self, pattern: &Pattern) -> Result<(), ProblemKind> {
        let from = self.member(pattern.at.file).path.parent();
        let from = from.unwrap_or(Path::new("")).to_owned();
        match self.sandbox.reach(&from, &pattern.text) {
            Ok(reached) => self.include_named(pattern, reached),
            Err(Unreached::Outside) => Err(ProblemKind::Outside),
            Err(Unreached::NotAFile { folder }) => Err(ProblemKind::NotAFile { folder }),
            Err(_) if is_glob(&pattern.text) => self.include_matching(pattern, &from),
            Err(Unreached::Missing { path }) => {
                let nearest = nearest_file(self.files, &path, &pattern.text);
                Err(ProblemKind::Missing { nearest })
            }
            Err(Unreached::Unreadable { path, error }) => {
                self.unreadable(&path, error.into());
                Ok(())
            }
        }
    }

    fn member(&self, file: FileId) -> &Member {
        &self.members[file.number() as usize]
    }

    /// Includes one file that is named as such.
    fn include_named(&mut self, pattern: &Pattern, reached: Reached) -> Result<(), ProblemKind> {
        let Some(&known) = self.by_path.get(&reached.canonical) else {
            let at = pattern.at;
            self.read(reached.path, Inclusion { at, by_glob: false });
            return Ok(());
        };
        if let Some(through) = self.way_back(known, pattern.at) {
            return Err(ProblemKind::Cycle { through });
        }
        let first = self.member(known).included;
        // a pattern may have found it before, and that is no mistake
        match first.filter(|first| !first.by_glob) {
            Some(Inclusion { at: first, .. }) => Err(ProblemKind::Repeated { first }),
            None => Ok(()),
        }
    }

    /// Has every file included that a pattern matches.
    fn include_matching(&mut self, pattern: &Pattern, from: &Path) -> Result<(), ProblemKind> {
        let mut matched = Vec::new();
        let mut is_empty = true;
        for found in self.matching(&pattern.text, from).unwrap_or_default() {
            is_empty = false;
            match found {
                Ok(path)
                    if self
                        .files
                        .kind(&path)
                        .is_ok_and(|kind| kind == FileKind::Folder) => {}
                Ok(path) => matched.push(Step::Read(path, pattern.at)),
                Err((path, error)) => {
                    self.unreadable(path.as_deref().unwrap_or(from), error);
                }
            }
        }
        self.open.extend(matched.into_iter().rev());
        if is_empty {
            let nearest = self.with_other_ending(&pattern.text, from);
            return Err(ProblemKind::Unmatched { nearest });
        }
        Ok(())
    }

    /// What a pattern matches that is written in a file of the folder `from`.
    fn matching(&self, pattern: &str, from: &Path) -> Option<Vec<Found>> {
        match from.to_str()? {
            "" => self.files.matching(pattern),
            folder => {
                let folder = globset::escape(folder);
                self.files.matching(&format!("{folder}/{pattern}"))
            }
        }
    }

    /// The pattern with the first other ending of YAML or JSON with which it matches a file.
    fn with_other_ending(&self, pattern: &str, from: &Path) -> Option<String> {
        let (stem, ending) = pattern.rsplit_once('.')?;
        let others = ["yaml", "yml", "json"].into_iter();
        let mut others = others.filter(|other| *other != ending);
        others.find_map(|other| {
            let pattern = format!("{stem}.{other}");
            let matched = self.matching(&pattern, from)?;
            (!matched.is_empty()).then_some(pattern)
        })
    }

    /// Includes a file that a pattern matches, unless it is one of the report already.
    fn include_matched(&mut self, path: &Path, at: NodeRef) -> Result<(), ProblemKind> {
        let canonical = self.sandbox.canonical(path).ok_or(ProblemKind::Outside)?;
        if !self.by_path.contains_key(&canonical) {
            self.read(path.to_owned(), Inclusion { at, by_glob: true });
        }
        Ok(())
    }

    fn read(&mut self, path: PathBuf, included: Inclusion) {
        match self.files.read(&path) {
            Ok(bytes) => {
                let name = discover::name(self.working_folder, &path);
                self.add(path, Source::decode(name, bytes), Some(included));
            }
            Err(error) => self.unreadable(&path, error),
        }
    }

    fn unreadable(&mut self, path: &Path, error: ReadError) {
        let name = discover::name(self.working_folder, path);
        self.found
            .errors
            .push(Error::reading(&name, error, self.files.limits().bytes));
    }

    /// Where the inclusions are written by which `file` came to include what is at `at`; `None` when it did not.
    fn way_back(&self, file: FileId, at: NodeRef) -> Option<Vec<NodeRef>> {
        let mut through = Vec::new();
        let mut from = at.file;
        while from != file {
            let included = self.member(from).included?;
            through.push(included.at);
            from = included.at.file;
        }
        through.reverse();
        Some(through)
    }
}
