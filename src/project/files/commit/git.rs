//! Git as this program runs it: it reads objects, runs nothing that a repository names, and asks no network.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use super::{CommitError, Entry};
use crate::project::files::{ReadError, SIZE_LIMIT};

/// The processes that hand out the sizes and the contents of files.
pub(super) struct Objects {
    sizes: Process,
    contents: Process,
}

/// A process that is asked for objects by their names.
struct Process {
    running: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// Options before the command. None of the commands here would run what these keep out; that it stays so is not left to
/// the releases of git.
const GUARDS: [&str; 7] = [
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
];

/// Nothing is asked for, nothing is fetched (older releases of git know of no lazy fetching that can be forbidden, but do not
/// use a protocol that is not in the list), no object replaces another, and no lock is taken.
const GUARDING: [(&str, &str); 5] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// What would make it another repository than the one around the folder, as in a hook that is run from elsewhere.
const MISLEADING: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
];

/// Runs git in a folder.
pub(super) struct Git<'f>(pub(super) &'f Path);

impl Git<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.0).args(GUARDS).args(arguments);
        for variable in MISLEADING {
            command.env_remove(variable);
        }
        command.envs(GUARDING).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, CommitError> {
        self.command(arguments).output().map_err(CommitError::NoGit)
    }

    pub(super) fn top(&self) -> Result<PathBuf, CommitError> {
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
    pub(super) fn commit(&self, revision: &str) -> Result<Option<String>, CommitError> {
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

    pub(super) fn merge_base(&self, revision: &str) -> Result<Option<String>, CommitError> {
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

    pub(super) fn entries(&self, commit: &str) -> Result<BTreeMap<PathBuf, Entry>, CommitError> {
        let output = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if !output.status.success() {
            return Err(CommitError::Failed {
                said: said(&output),
            });
        }
        let lines = output.stdout.split(|&byte| byte == 0);
        Ok(lines.filter_map(entry).collect())
    }

    pub(super) fn objects(&self) -> Result<Objects, CommitError> {
        Ok(Objects {
            sizes: self.asked("--batch-check")?,
            contents: self.asked("--batch")?,
        })
    }

    fn asked(&self, how: &str) -> Result<Process, CommitError> {
        let mut command = self.command(&["cat-file", how]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().map_err(CommitError::NoGit)?;
        let (Some(questions), Some(answers)) = (process.stdin.take(), process.stdout.take()) else {
            unreachable!("both streams were asked for just above")
        };
        Ok(Process {
            running: process,
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
    // what a repository calls its branches and files must not steer a terminal
    let is_plain = |character: &char| {
        matches!(character, '\'' | '"' | '\\') || character.escape_debug().count() == 1
    };
    plain.chars().filter(is_plain).collect()
}

impl Objects {
    /// What is in an object of at most `limit` bytes. Its size is asked for before it is read.
    ///
    /// # Errors
    /// When it has more, or is not there.
    pub(super) fn content(&mut self, object: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let limit = limit.min(SIZE_LIMIT);
        if self.sizes.size(object)? > limit {
            return Err(ReadError::TooLarge);
        }
        let size = self.contents.size(object)?;
        let answers = &mut self.contents.answers;
        let mut content = Vec::new();
        answers.by_ref().take(size).read_to_end(&mut content)?;
        answers.read_exact(&mut [0])?;
        Ok(content)
    }
}

impl Process {
    /// The size of an object, which comes first in every answer.
    fn size(&mut self, object: &str) -> io::Result<u64> {
        writeln!(self.questions, "{object}")?;
        self.questions.flush()?;
        let mut about = String::new();
        self.answers.read_line(&mut about)?;
        // `<object> blob <size>`, or `<object> missing`
        let size = about.trim_end().rsplit(' ').next();
        let size = size.and_then(|size| size.parse().ok());
        size.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // it ends by itself when nobody asks any more; should it not, nothing depends on it
        let _ = self.running.kill();
        let _ = self.running.wait();
    }
}
