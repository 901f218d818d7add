//! Where files come from: the disk, or something in its place.
//!
//! What is discovered, configured, included and read goes through [`Files`], so that a tree that is nowhere on the disk,
//! such as a commit's, is checked in the very same way.

mod commit;
mod excludes;
mod pattern;
mod sandbox;
mod top;

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ignore::WalkBuilder;
use rustc_hash::{FxHashMap, FxHashSet};

use excludes::Ignoring;
pub(crate) use excludes::LIMIT as LARGEST_IGNORE;

pub(crate) use commit::Commit;
use pattern::Pattern;
pub(crate) use pattern::{fixed_part, is_glob};
pub(crate) use sandbox::{Reached, Sandbox, Unreached, nearest_file};
use top::{Links, leads_out, refuse_way_out};
pub(crate) use top::{REPOSITORY, nearest_canonical, top};

/// The most that can be read of a file: spans count its bytes in 32 bits.
pub(crate) const SIZE_LIMIT: u64 = u32::MAX as u64;

/// What a report may ask of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// The most that is read of a report with all its files, and of any other file, in bytes.
    pub bytes: u64,
    /// How many files a report may have, and how many names it may give for them.
    pub files: usize,
}

impl Default for ReadLimits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            files: 1000,
        }
    }
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe or the like, which need not end.
    Other,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub enum ReadError {
    /// What the system says.
    Io(io::Error),
    /// It is no regular file.
    NotRegular,
    /// It has more bytes than the limit.
    TooLarge,
    /// A link on the way to it leads out of the project.
    Outside {
        /// The top folder of the project.
        top: PathBuf,
    },
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What a search came upon: a file, or a place that cannot be searched, with the path that is to blame, where it is known.
pub type Found = Result<PathBuf, (Option<PathBuf>, ReadError)>;

/// A tree of files.
pub trait Files: Sync {
    /// What a path leads to, links followed.
    ///
    /// # Errors
    /// When it leads to nothing, or to where nobody may look.
    fn kind(&self, path: &Path) -> io::Result<FileKind>;

    /// The one absolute path of what a path leads to, links followed.
    ///
    /// # Errors
    /// As for [`Files::kind`].
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// What may be read.
    fn limits(&self) -> ReadLimits {
        ReadLimits::default()
    }

    /// All that is in a file.
    ///
    /// # Errors
    /// When it cannot be read to its end, or should not be, or has more bytes than [`Files::limits`] allow.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.read_within(path, self.limits().bytes)
    }

    /// The whole content of a file. No link of a project is followed out of it, no matter what named the file.
    ///
    /// # Errors
    /// When it cannot be read to its end, or should not be, or has more than `limit` bytes.
    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// The names of what lies directly in a folder, in order.
    ///
    /// # Errors
    /// When it is none, or cannot be searched.
    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Every file below a folder, less what `.ignore` and `.gitignore` exclude, in order.
    fn below(&self, folder: &Path) -> Vec<Found>;

    /// As [`Files::below`], with what is hidden, but only what is at or below one of the paths in `within`. Where nothing is
    /// left out for being hidden, there is nothing more.
    fn hidden_below(&self, _folder: &Path, _within: &[PathBuf]) -> Vec<Found> {
        Vec::new()
    }

    /// What a glob matches, in order; `None` when it is none. As in a shell, what is hidden is only matched by a pattern
    /// that starts with a full stop.
    fn matching(&self, pattern: &str) -> Option<Vec<Found>>;
}

/// A path from the root of all folders, `.` and `..` resolved by their looks.
#[must_use]
pub(crate) fn absolute(working_folder: &Path, path: &Path) -> PathBuf {
    let mut absolute = PathBuf::new();
    for component in working_folder.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                absolute.pop();
            }
            other => absolute.push(other),
        }
    }
    absolute
}

/// Whether an error is to say that there is no such file.
#[must_use]
pub(crate) fn points_to_nothing(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    // Windows does not even look for what has a `*` in its name
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// The disk.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Files for Disk {
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        let metadata = fs::metadata(path)?;
        Ok(match (metadata.is_dir(), metadata.is_file()) {
            (true, _) => FileKind::Folder,
            (_, true) => FileKind::File,
            _ => FileKind::Other,
        })
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        refuse_way_out(self, &working_folder(), path)?;
        // looked at before it is opened: to open a named pipe waits for somebody who writes to it
        let metadata = fs::metadata(path)?;
        if !metadata.is_file() {
            return Err(ReadError::NotRegular);
        }
        if metadata.len() > limit {
            return Err(ReadError::TooLarge);
        }
        let room = usize::try_from(metadata.len()).map_or_else(|_| Vec::new(), Vec::with_capacity);
        read_within(fs::File::open(path)?, limit, room)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = fs::read_dir(folder)?;
        let names = entries.map(|entry| Ok(entry?.file_name().into()));
        let mut names = names.collect::<io::Result<Vec<PathBuf>>>()?;
        names.sort();
        Ok(names)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        walked(folder, true, |_| true)
    }

    fn hidden_below(&self, folder: &Path, within: &[PathBuf]) -> Vec<Found> {
        let within = within.to_vec();
        walked(folder, false, move |path| {
            let is_repository = path.ends_with(REPOSITORY);
            let leads_there = |to: &PathBuf| path.starts_with(to) || to.starts_with(path);
            !is_repository && within.iter().any(leads_there)
        })
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        Some(Pattern::new(pattern)?.on_disk())
    }
}

/// The folder that paths are relative to; where there is none, nothing is relative to it.
fn working_folder() -> PathBuf {
    fs::canonicalize(".").unwrap_or_default()
}

/// What is below a folder, less what is ignored, what is hidden, if that must be left out, and what is not wanted.
fn walked(
    folder: &Path,
    less_hidden: bool,
    is_wanted: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> Vec<Found> {
    if let Err(why) = refuse_way_out(&Disk, &working_folder(), folder) {
        return vec![Err((Some(folder.to_owned()), why))];
    }
    let ignoring = Ignoring::default();
    let unfit = Ignoring::around(folder);
    if !unfit.is_empty() {
        return unfit;
    }
    let mut walk = WalkBuilder::new(folder);
    walk.sort_by_file_name(Ord::cmp).hidden(less_hidden);
    let seen = ignoring.clone();
    walk.filter_entry(move |entry| is_wanted(entry.path()) && seen.may_be_searched(entry.path()));
    let mut found = files_of(&walk);
    found.extend(ignoring.take_unfit());
    found
}

/// What a walk comes upon, less folders.
fn files_of(walk: &WalkBuilder) -> Vec<Found> {
    // a link to a file counts as that file; a link to a folder is not followed
    let is_no_folder = |entry: &ignore::DirEntry| !entry.path().is_dir();
    let entries = walk.build().filter_map(|entry| match entry {
        Ok(entry) => is_no_folder(&entry).then(|| Ok(entry.into_path())),
        Err(error) => Some(Err(unsearchable(&error))),
    });
    entries.collect()
}

/// The top folder of the project out of which a file would be written through a link, if it would.
#[must_use]
pub(crate) fn is_written_outside(path: &Path) -> Option<PathBuf> {
    let way_out = |path: &Path| leads_out(&Disk, &working_folder(), path, Links::OfKnownProjects);
    // what is not there yet comes to be in its folder
    way_out(path).or_else(|| way_out(path.parent()?))
}

/// A tree of files of which no more is read than these limits allow, and all that is read is noted.
pub(crate) struct Limited<'f> {
    below: &'f dyn Files,
    limits: ReadLimits,
    read: Option<Mutex<FxHashSet<PathBuf>>>,
}

impl<'f> Limited<'f> {
    /// The files of `below`.
    #[must_use]
    pub(crate) fn new(below: &'f dyn Files, limits: ReadLimits) -> Self {
        Self {
            below,
            limits,
            read: None,
        }
    }

    /// The same files, of which it is noted what is read.
    #[must_use]
    pub(crate) fn noting(self) -> Self {
        let read = Some(Mutex::default());
        Self { read, ..self }
    }

    /// Whether a file, by its canonical path, was read.
    #[must_use]
    pub(crate) fn has_read(&self, canonical: &Path) -> bool {
        let read = self.read.as_ref();
        read.is_some_and(|read| unpoisoned(read).contains(canonical))
    }
}

fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Files for Limited<'_> {
    fn limits(&self) -> ReadLimits {
        self.limits
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.below.kind(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.below.canonical(path)
    }

    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        if let Some(read) = &self.read
            && let Ok(canonical) = self.below.canonical(path)
        {
            unpoisoned(read).insert(canonical);
        }
        self.below.read_within(path, limit)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.below.names(folder)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        self.below.below(folder)
    }

    fn hidden_below(&self, folder: &Path, within: &[PathBuf]) -> Vec<Found> {
        self.below.hidden_below(folder, within)
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        self.below.matching(pattern)
    }
}

/// A tree of files in which some files have other texts than they have there, or are there in the first place.
pub(crate) struct Overlay<'f> {
    below: &'f dyn Files,
    texts: FxHashMap<PathBuf, Vec<u8>>,
}

impl<'f> Overlay<'f> {
    /// The files of `below`, but `bytes` in the one at `path`.
    #[must_use]
    pub(crate) fn new(below: &'f dyn Files, path: &Path, bytes: Vec<u8>) -> Self {
        Self::of_several(below, [(path, bytes)])
    }

    /// The files of `below`, except for these.
    #[must_use]
    pub(crate) fn of_several<'p>(
        below: &'f dyn Files,
        texts: impl IntoIterator<Item = (&'p Path, Vec<u8>)>,
    ) -> Self {
        let texts = texts.into_iter();
        let texts = texts.map(|(path, bytes)| (canonical_even_if_missing(below, path), bytes));
        Self {
            below,
            texts: texts.collect(),
        }
    }

    /// The file that is meant by a path, if it is one of those with another text.
    fn meant_by(&self, path: &Path) -> Option<(&PathBuf, &Vec<u8>)> {
        self.texts
            .get_key_value(&canonical_even_if_missing(self.below, path))
    }
}

/// The canonical path of what is not there yet is below that of its folder.
fn canonical_even_if_missing(files: &dyn Files, path: &Path) -> PathBuf {
    let in_its_folder = || {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = files.canonical(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    let canonical = files.canonical(path).ok().or_else(in_its_folder);
    canonical.unwrap_or_else(|| path.to_owned())
}

impl Files for Overlay<'_> {
    fn limits(&self) -> ReadLimits {
        self.below.limits()
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        if self.meant_by(path).is_some() {
            return Ok(FileKind::File);
        }
        self.below.kind(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if let Some((canonical, _)) = self.meant_by(path) {
            return Ok(canonical.clone());
        }
        self.below.canonical(path)
    }

    fn read_within(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        if let Some((_, bytes)) = self.meant_by(path) {
            return Ok(bytes.clone());
        }
        self.below.read_within(path, limit)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.below.names(folder)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        self.below.below(folder)
    }

    fn hidden_below(&self, folder: &Path, within: &[PathBuf]) -> Vec<Found> {
        self.below.hidden_below(folder, within)
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        self.below.matching(pattern)
    }
}

/// Reads all there is, to the end of `bytes`.
///
/// # Errors
/// When that is more than `limit`, in bytes, or cannot be read.
pub(crate) fn read_within(
    from: impl Read,
    limit: u64,
    mut bytes: Vec<u8>,
) -> Result<Vec<u8>, ReadError> {
    // one byte more than the limit, which tells a text that reaches it from one that exceeds it
    let read = from.take(limit + 1).read_to_end(&mut bytes)?;
    if read as u64 > limit {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// Of what the search says only the kind is kept: its sentences have raw paths in them.
fn unsearchable(error: &ignore::Error) -> (Option<PathBuf>, ReadError) {
    let kind = error
        .io_error()
        .map_or(io::ErrorKind::Other, io::Error::kind);
    (
        path_of(error).map(Path::to_owned),
        ReadError::Io(kind.into()),
    )
}

/// Where a search met with an error.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, repeat};

    use super::*;

    #[test]
    fn a_text_may_be_as_large_as_the_limit() {
        let bytes = read_within(Cursor::new(b"1234"), 4, Vec::new());
        assert_eq!(bytes.unwrap(), b"1234");
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let refused = read_within(repeat(0), 4, Vec::new());
        assert!(matches!(refused, Err(ReadError::TooLarge)));
    }

    #[test]
    fn of_a_place_that_cannot_be_searched_the_path_and_the_kind_are_kept() {
        let denied = ignore::Error::WithPath {
            path: PathBuf::from("/reports/secret"),
            err: Box::new(io::Error::new(io::ErrorKind::PermissionDenied, "\u{1b}").into()),
        };
        let error = ignore::Error::WithDepth {
            depth: 1,
            err: Box::new(denied),
        };
        let (path, why) = unsearchable(&error);
        assert_eq!(path.as_deref(), Some(Path::new("/reports/secret")));
        assert!(matches!(why, ReadError::Io(why) if why.kind() == io::ErrorKind::PermissionDenied));
    }
}
