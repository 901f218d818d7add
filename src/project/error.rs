//! What keeps files from being checked. What is wrong with a report is never an error but a finding.

use std::io;

use thiserror::Error;

use crate::project::files::ReadError;

/// Why something could not be checked, as a sentence; names are quoted so that they are safe to show on a terminal.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A named file or folder is not there.
    #[error("{path:?} does not exist{}", or_this_file(nearest.as_deref()))]
    Missing {
        /// As it was given.
        path: String,
        /// The file that was probably meant.
        nearest: Option<String>,
    },
    /// A file or folder cannot be read.
    #[error("{path:?} cannot be read")]
    Unreadable {
        /// The name that findings would show.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// Reading a device or a pipe need not end.
    #[error(
        "{path:?} is not a regular file; to check the output of a pipe, name - and pass it as standard input"
    )]
    NotRegular {
        /// The name that findings would show.
        path: String,
    },
    /// A link leads to where the project does not reach.
    #[error(
        "{path:?} is a link that leads out of {top:?}, the top folder of the project, and is not read; to check the file, \
         name the target of the link"
    )]
    Outside {
        /// The name that findings would show.
        path: String,
        /// The top folder.
        top: String,
    },
    /// There is more text than may be read.
    #[error(
        "{name:?} is not read: it is larger than {limit}; to read it, raise the limit with `--max-size`"
    )]
    TooLarge {
        /// The name that findings would show.
        name: String,
        /// With its unit.
        limit: String,
    },
    /// There is more text than may be read, in several files.
    #[error(
        "the report {name:?} is not read completely: its files together are larger than {limit}; to read them, raise the \
         limit with `--max-size`"
    )]
    ReportTooLarge {
        /// The name of its root.
        name: String,
        /// With its unit.
        limit: String,
    },
    /// A report includes too much.
    #[error(
        "the report {name:?} is not read completely: it includes more than {limit} files; to read them, raise the limit \
         with `--max-files`"
    )]
    TooManyFiles {
        /// The name of its root.
        name: String,
        /// The limit.
        limit: usize,
    },
    /// A file of configuration has errors; they are findings.
    #[error("the configuration {path:?} has errors; the parts that could be read still apply")]
    BrokenConfig {
        /// The name that findings show.
        path: String,
    },
    /// A schema of the project has errors; they are findings.
    #[error("the schema {path:?} has errors, so it checks nothing")]
    BrokenSchema {
        /// The name that findings show.
        path: String,
    },
    /// A folder was searched in vain.
    #[error(
        "the folder {path:?} contains no report; a report is named report.yaml or ends in .report.yaml (.yml and .json also work), and .gitignore, .ignore and the configuration do not exclude it; {}",
        lone.as_ref().map_or_else(
            || "to start from a small report, run `reportlint init --report`".to_owned(),
            |lone| format!("to check {lone:?}, name it: `reportlint check {lone}`"),
        )
    )]
    NoReports {
        /// As it was given.
        path: String,
        /// The only file of YAML or JSON in the folder.
        lone: Option<String>,
    },
    /// A glob matches nothing.
    #[error("no file or folder matches {pattern:?}")]
    NoMatch {
        /// As it was given.
        pattern: String,
    },
    /// `--select` or `--ignore` name nothing.
    #[error("there is no rule or group {name:?}{}", did_you_mean(*nearest))]
    UnknownSelector {
        /// As it was given.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// The threads that check files cannot be started.
    #[error("cannot start the threads that check the files; try a smaller --jobs")]
    Threads(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What follows that a file does not exist.
fn or_this_file(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean {name:?}?"))
}

/// What follows that a name means nothing.
pub(crate) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(
        || "; for a list, run `reportlint rules`".to_owned(),
        |name| format!("; did you mean {name}?"),
    )
}

/// A number of bytes as people say it, to the next whole unit.
fn mebibytes(bytes: u64) -> String {
    match bytes.div_ceil(1 << 20) {
        large if large >= 1 << 10 => format!("{} GiB", large.div_ceil(1 << 10)),
        small => format!("{small} MiB"),
    }
}

impl Error {
    /// That a file of that name, of which at most `limit` bytes are read, could not be read.
    #[must_use]
    pub(crate) fn reading(name: &str, error: ReadError, limit: u64) -> Self {
        let path = name.to_owned();
        match error {
            ReadError::Io(source) => Self::Unreadable { path, source },
            ReadError::NotRegular => Self::NotRegular { path },
            ReadError::Outside { top } => Self::Outside {
                path,
                top: top.display().to_string(),
            },
            ReadError::TooLarge => Self::TooLarge {
                name: path,
                limit: mebibytes(limit),
            },
        }
    }

    /// The files of the report with that root have more than `limit` bytes.
    #[must_use]
    pub(crate) fn report_too_large(name: String, limit: u64) -> Self {
        let limit = mebibytes(limit);
        Self::ReportTooLarge { name, limit }
    }

    /// The sentence with its causes.
    #[must_use]
    pub fn explained(&self) -> String {
        explained(self)
    }
}

/// The sentence that an error is, with its causes.
pub(crate) fn explained(error: &dyn std::error::Error) -> String {
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        sentence.push_str(": ");
        sentence.push_str(&error.to_string());
        cause = error.source();
    }
    sentence
}
