//! The files of a commit, read through git: nothing is checked out, and nothing is written.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

use thiserror::Error;

use super::{Files, Found, Kind, ReadError, SIZE_LIMIT, absolute, glob_options, read_within};

/// How many links a path may lead through.
const LINKS: usize = 40;

/// Why a commit cannot be read, as a sentence.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CommitError {
    /// There is no git.
    #[error("git cannot be run")]
    NoGit(#[source] io::Error),
    /// The folder is in no work tree.
    #[error("{folder:?} is in no git repository: {said}")]
    NoRepository {
        /// Where git was asked.
        folder: PathBuf,
        /// What git says.
        said: String,
    },
    /// The revision names no commit.
    #[error("the repository has no commit {revision:?}{}", shallow(*.is_shallow))]
    Unknown {
        /// As it was given.
        revision: String,
        /// Whether the clone has only the last commits.
        is_shallow: bool,
    },
    /// Two commits have no history in common, as far as it is there.
    #[error("{revision:?} and HEAD have no commit in common{}", shallow(*.is_shallow))]
    Unrelated {
        /// As it was given.
        revision: String,
        /// Whether the clone has only the last commits.
        is_shallow: bool,
    },
    /// Anything else.
    #[error("git failed: {said}")]
    Failed {
        /// What git says.
        said: String,
    },
}

fn shallow(is_shallow: bool) -> &'static str {
    if is_shallow {
        "; the clone has only the last commits: `git fetch --unshallow` brings the others, and so does `fetch-depth: 0` \
         in a checkout on GitHub"
    } else {
        ""
    }
}

/// A file of the commit.
struct Entry {
    object: String,
    is_link: bool,
}

/// The files of a commit, at the places where the work tree has its own.
pub struct Commit {
    /// The top folder of the work tree.
    top: PathBuf,
    /// What paths are relative to.
    working_folder: PathBuf,
    /// By their paths from the top.
    entries: BTreeMap<PathBuf, Entry>,
    objects: Mutex<Objects>,
}

/// The process that hands out the contents of files.
struct Objects {
    process: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Commit {
    /// The commit that a revision names in the repository around `working_folder`. With three full stops at its end, it is
    /// the last commit that `HEAD` has in common with the revision. `HEAD`, where nothing is committed yet, is a commit
    /// without files.
    ///
    /// # Errors
    /// When there is no such commit, or no git to ask for it.
    pub fn named(revision: &str, working_folder: &Path) -> Result<Self, CommitError> {
        let git = Git(working_folder);
        let top = git.top()?;
        let commit = match revision.strip_suffix("...") {
            Some(other) => git.merge_base(other)?,
            None => git.commit(revision)?,
        };
        let entries = commit.map_or_else(|| Ok(BTreeMap::new()), |commit| git.entries(&commit))?;
        Ok(Self {
            top,
            working_folder: working_folder.to_owned(),
            entries,
            objects: Mutex::new(git.objects()?),
        })
    }

    /// The regular files, by the paths that they have in the work tree.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let files = self.entries.iter().filter(|(_, entry)| !entry.is_link);
        files.map(|(path, _)| self.top.join(path))
    }

    /// The path from the top of the work tree, links followed as far as the commit has them.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let outside = || io::Error::from(io::ErrorKind::NotFound);
        let below = absolute(&self.working_folder, path);
        let mut below = below
            .strip_prefix(&self.top)
            .map_err(|_| outside())?
            .to_owned();
        for _ in 0..LINKS {
            let Some((link, rest)) = self.first_link(&below) else {
                return Ok(below);
            };
            let target = self.object(&self.entries[&link].object)?;
            let target = String::from_utf8_lossy(&target).into_owned();
            let folder = self.top.join(link.parent().unwrap_or(Path::new("")));
            let target = absolute(&folder, &Path::new(&target).join(rest));
            let target = target.strip_prefix(&self.top).map_err(|_| outside())?;
            below = target.into();
        }
        Err(outside())
    }

    /// The first link that a path leads through, and the rest of the path.
    fn first_link(&self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let mut link = PathBuf::new();
        let mut parts = path.components();
        while let Some(part) = parts.next() {
            link.push(part);
            if self.entries.get(&link).is_some_and(|entry| entry.is_link) {
                return Some((link, parts.as_path().to_owned()));
            }
        }
        None
    }

    /// What lies below a folder, by its path from the top.
    fn within(&self, folder: &Path) -> impl Iterator<Item = &PathBuf> {
        let from = self.entries.range(folder.to_owned()..);
        let folder = folder.to_owned();
        from.map(|(path, _)| path)
            .take_while(move |path| path.starts_with(&folder))
    }

    fn object(&self, name: &str) -> io::Result<Vec<u8>> {
        // a panic elsewhere leaves the process as it was, between two questions
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.content(name)
    }
}

impl Files for Commit {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        let path = self.resolve(path)?;
        if path == Path::new(".git") {
            // the top of the work tree is the top here as well
            Ok(Kind::Folder)
        } else if self.entries.contains_key(&path) {
            Ok(Kind::File)
        } else if self.within(&path).next().is_some() {
            Ok(Kind::Folder)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.kind(path)?;
        Ok(self.top.join(self.resolve(path)?))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let path = self.resolve(path)?;
        let entry = self.entries.get(&path);
        let entry = entry.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(self.object(&entry.object)?)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let folder = self.resolve(folder)?;
        let below = self.within(&folder);
        let names = below.filter_map(|path| path.strip_prefix(&folder).ok()?.components().next());
        let mut names: Vec<PathBuf> = names.map(|name| name.as_os_str().into()).collect();
        names.dedup();
        Ok(names)
    }

    fn below(&self, folder: &Path) -> Vec<Found> {
        let Ok(resolved) = self.resolve(folder) else {
            return Vec::new();
        };
        let below = self.within(&resolved);
        let below = below.filter_map(|path| path.strip_prefix(&resolved).ok());
        below.map(|path| Ok(folder.join(path))).collect()
    }

    fn matching(&self, pattern: &str) -> Option<Vec<Found>> {
        let absolute = absolute(&self.working_folder, Path::new(pattern));
        let absolute = glob::Pattern::new(absolute.to_str()?).ok()?;
        let paths = self.entries.keys().map(|path| self.top.join(path));
        let matching = paths.filter(|path| absolute.matches_path_with(path, glob_options()));
        // as they would be found on the disk: relative where the pattern is
        let shown = matching.map(|path| match path.strip_prefix(&self.working_folder) {
            Ok(below) if Path::new(pattern).is_relative() => below.to_owned(),
            _ => path,
        });
        Some(shown.map(Ok).collect())
    }
}

/// Runs git in a folder.
struct Git<'f>(&'f Path);

impl Git<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.0).args(arguments);
        // nothing is asked for, nothing is fetched
        command
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_NO_LAZY_FETCH", "1");
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, CommitError> {
        self.command(arguments).output().map_err(CommitError::NoGit)
    }

    fn top(&self) -> Result<PathBuf, CommitError> {
        let output = self.run(&["rev-parse", "--show-toplevel"])?;
        match line(&output) {
            Some(top) => Ok(path_of(&top)),
            None => Err(CommitError::NoRepository {
                folder: self.0.to_owned(),
                said: said(&output),
            }),
        }
    }

    /// The name of the commit that a revision means; `None` for that of a branch without any.
    fn commit(&self, revision: &str) -> Result<Option<String>, CommitError> {
        let wanted = format!("{revision}^{{commit}}");
        let output = self.run(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &wanted,
        ])?;
        match line(&output).and_then(|line| String::from_utf8(line).ok()) {
            Some(commit) => Ok(Some(commit)),
            None if revision == "HEAD" && self.is_unborn()? => Ok(None),
            None => Err(CommitError::Unknown {
                revision: revision.to_owned(),
                is_shallow: self.is_shallow()?,
            }),
        }
    }

    fn merge_base(&self, revision: &str) -> Result<Option<String>, CommitError> {
        let Some(commit) = self.commit(revision)? else {
            return Ok(None);
        };
        let output = self.run(&["merge-base", &commit, "HEAD"])?;
        match line(&output).and_then(|line| String::from_utf8(line).ok()) {
            Some(base) => Ok(Some(base)),
            None => Err(CommitError::Unrelated {
                revision: revision.to_owned(),
                is_shallow: self.is_shallow()?,
            }),
        }
    }

    fn is_unborn(&self) -> Result<bool, CommitError> {
        let branch = self.run(&["symbolic-ref", "--quiet", "HEAD"])?;
        Ok(branch.status.success())
    }

    fn is_shallow(&self) -> Result<bool, CommitError> {
        let output = self.run(&["rev-parse", "--is-shallow-repository"])?;
        Ok(output.stdout.starts_with(b"true"))
    }

    fn entries(&self, commit: &str) -> Result<BTreeMap<PathBuf, Entry>, CommitError> {
        let output = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if !output.status.success() {
            return Err(CommitError::Failed {
                said: said(&output),
            });
        }
        let lines = output.stdout.split(|&byte| byte == 0);
        Ok(lines.filter_map(entry).collect())
    }

    fn objects(&self) -> Result<Objects, CommitError> {
        let mut command = self.command(&["cat-file", "--batch"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().map_err(CommitError::NoGit)?;
        let (Some(questions), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            unreachable!("both streams were asked for just above")
        };
        Ok(Objects {
            process,
            questions,
            answers: BufReader::new(answers),
        })
    }
}

/// `<mode> <type> <object>\t<path>`
fn entry(line: &[u8]) -> Option<(PathBuf, Entry)> {
    let tab = line.iter().position(|&byte| byte == b'\t')?;
    let (about, path) = (std::str::from_utf8(&line[..tab]).ok()?, &line[tab + 1..]);
    let mut about = about.split(' ');
    let (mode, kind, object) = (about.next()?, about.next()?, about.next()?);
    // a submodule is a commit of its own
    (kind == "blob").then(|| {
        let entry = Entry {
            object: object.to_owned(),
            is_link: mode == "120000",
        };
        (path_of(path), entry)
    })
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    let text = String::from_utf8_lossy(bytes);
    OsStr::new(&*text).into()
}

/// The one line that git answers.
fn line(output: &Output) -> Option<Vec<u8>> {
    let line = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
    (output.status.success() && !line.is_empty()).then(|| line.to_owned())
}

/// What git complains of, in one line.
fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it says nothing");
    let plain = said.strip_prefix("fatal: ").unwrap_or(said);
    plain
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}

impl Objects {
    fn content(&mut self, object: &str) -> io::Result<Vec<u8>> {
        writeln!(self.questions, "{object}")?;
        self.questions.flush()?;
        let mut about = String::new();
        self.answers.read_line(&mut about)?;
        // `<object> blob <size>`, or `<object> missing`
        let size = about
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse().ok());
        let size: u64 = size.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let content = read_within(self.answers.by_ref().take(size), SIZE_LIMIT, Vec::new());
        self.answers.read_exact(&mut [0])?;
        match content {
            Ok(content) => Ok(content),
            Err(ReadError::Io(error)) => Err(error),
            Err(ReadError::NotRegular | ReadError::TooLarge) => {
                Err(io::ErrorKind::FileTooLarge.into())
            }
        }
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // it ends by itself when nobody asks any more; should it not, nothing depends on it
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
