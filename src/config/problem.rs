//! What is wrong with a file of configuration, beyond its text and its schema.

use crate::place::Place;

/// Something that is wrong with what a config says.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it is written.
    pub at: Place,
}

/// What can be wrong with what a config says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A name under `rules` is neither a rule nor a group.
    UnknownRule {
        /// As it is written.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A pattern of files cannot be understood.
    InvalidGlob {
        /// As it is written.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What it extends does not lead anywhere.
    Extends {
        /// As it is written.
        name: String,
        /// Why not.
        why: Extending,
    },
}

/// Why a config cannot extend another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extending {
    /// There is no such file.
    Missing,
    /// It is outside the project.
    Outside,
    /// There is no such preset.
    UnknownPreset {
        /// What was probably meant.
        nearest: Option<&'static str>,
    },
    /// It extends what it stands in.
    Cycle {
        /// The names of the files, from the one that is extended to the one that extends it.
        files: Vec<String>,
    },
    /// It goes on and on.
    TooDeep {
        /// How many files may extend one another.
        most: usize,
    },
}
