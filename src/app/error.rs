//! What keeps a command from doing its work, except for what keeps files from being checked.

use std::io;

use thiserror::Error;

use crate::project::error::{self, did_you_mean};

/// Why a command could not do its work, as a sentence; names are quoted so that they are safe to show on a terminal.
#[derive(Debug, Error)]
pub enum Error {
    /// Something could not be checked.
    #[error(transparent)]
    Check(#[from] error::Error),
    /// A list of what is known would lack what is in a file that was not read.
    #[error(
        "{path:?} is not written: {unread:?} could not be read completely, and its findings would be missing from the list"
    )]
    UnreadForBaseline {
        /// The list.
        path: String,
        /// The name that findings show.
        unread: String,
    },
    /// `init` finds a file in the place of the one that it is to write.
    #[error("{path:?} exists already, and is left as it is")]
    FileExists {
        /// The name of the file.
        path: String,
    },
    /// `import` is asked for a PDF.
    #[error(
        "{path:?} is a PDF, which is not read; to get its text, run `pdftotext -layout {path:?}`, and import that"
    )]
    ImportOfPdf {
        /// The name of the file.
        path: String,
    },
    /// `import` is asked for something else than text for readers.
    #[error(
        "{path:?} is not imported: `import` reads plain text (.txt), Markdown (.md) and Word documents (.docx); save the report as one of these first"
    )]
    ImportOfOther {
        /// The name of the file.
        path: String,
    },
    /// A file for `import` has bytes that are not text.
    #[error("{path:?} is not imported: {why}")]
    Undecodable {
        /// The name of the file.
        path: String,
        /// What is wrong with them.
        why: String,
    },
    /// A file cannot be written.
    #[error("{path:?} cannot be written")]
    Unwritable {
        /// The name of the file.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The editor breaks the protocol.
    #[error("the editor and the server do not understand each other")]
    Server(#[source] io::Error),
    /// Two files would be written to one path.
    #[error("--output names {path:?} twice; name another file for one of them")]
    OutputTwice {
        /// As it was given.
        path: String,
    },
    /// What is found would be written over what is read.
    #[error(
        "{path:?} is a file that is checked or a configuration, and is not overwritten; write to another file"
    )]
    OutputOverInput {
        /// As it was given.
        path: String,
    },
    /// What is found would be written through a link of somebody else.
    #[error(
        "{path:?} is not written: a link leads out of {top:?}, the top folder of the project; to write there, name the \
         target of the link"
    )]
    OutputOutside {
        /// As it was given.
        path: String,
        /// The top folder.
        top: String,
    },
    /// A file would be fixed through a link of somebody else.
    #[error(
        "{path:?} leads through a link out of {top:?}, the top folder of the project, and is not fixed; to fix it, name the file \
         that it leads to"
    )]
    FixOutside {
        /// The name that findings show.
        path: String,
        /// The top folder.
        top: String,
    },
    /// A file would be fixed that somebody else has changed.
    #[error("{path:?} has changed since it was checked, and is not fixed; check it again")]
    FixOverChange {
        /// The name that findings show.
        path: String,
    },
    /// Counts are asked for in a format that has none.
    #[error("--statistics works with --format human and --format json only")]
    StatisticsFormat,
    /// `explain` names none.
    #[error("there is no rule or group {name:?}{}", did_you_mean(*nearest))]
    UnknownRule {
        /// As it was given.
        name: String,
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// `explain` or `rules` name a check that the configuration does not declare.
    #[error("the configuration of this folder declares no check {name:?}{}", match (nearest, is_any) {
        (Some(nearest), _) => format!("; did you mean check/{nearest}?"),
        (None, true) => "; for a list, run `reportlint rules check`".to_owned(),
        (None, false) => ", and no other check".to_owned(),
    })]
    UnknownCheck {
        /// Without `check/`.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// Whether it declares any.
        is_any: bool,
    },
    /// A name for standard input that is not read.
    #[error("--stdin-filename is given, but no path is -; add - to check standard input")]
    UnusedFilename,
    /// `schema` names none.
    #[error("there is no schema {name:?}; the schemas are {}", .known.join(", "))]
    UnknownSchema {
        /// As it was given.
        name: String,
        /// All there are.
        known: Vec<&'static str>,
    },
    /// The commit to compare with cannot be read.
    #[error("cannot compare the files with an earlier commit")]
    Since(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A file that is named as a baseline is none.
    #[error("{path:?} is not a baseline; to write one, use `--write-baseline`")]
    NoBaseline {
        /// As it was given.
        path: String,
    },
    /// The present day is not known.
    #[error("the system clock shows a date before 1970; give the date with `--today YYYY-MM-DD`")]
    Clock,
    /// The output cannot be written.
    #[error("the output cannot be written")]
    Output(#[source] io::Error),
}

impl Error {
    /// The sentence with its causes.
    #[must_use]
    pub fn explained(&self) -> String {
        error::explained(self)
    }
}

/// Everything that kept a command from doing all of its work; never empty.
#[derive(Debug)]
pub struct Troubles(Vec<Error>);

impl Troubles {
    /// `None` when there are none.
    #[must_use]
    pub fn of(errors: Vec<Error>) -> Option<Self> {
        (!errors.is_empty()).then_some(Self(errors))
    }

    /// Each of them, in the order in which they must be reported.
    pub fn iter(&self) -> impl Iterator<Item = &Error> {
        self.0.iter()
    }
}

impl<E: Into<Error>> From<E> for Troubles {
    fn from(error: E) -> Self {
        Self(vec![error.into()])
    }
}
