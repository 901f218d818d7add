//! What is wrong with a file of configuration, beyond its text and its schema.

use crate::text::place::{NodeRef, Place};

/// Something that is wrong with what a config says.
#[derive(Debug, Clone)]
pub struct ConfigProblem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it is written.
    pub at: Place,
}

impl ConfigProblem {
    /// A name of a rule under `ignore`.
    #[must_use]
    pub(crate) fn ignored_rule(name: &str, at: Place) -> Self {
        Self {
            kind: ProblemKind::IgnoredRule {
                name: name.to_owned(),
            },
            at,
        }
    }

    /// A name under `rules` that is that of no rule and of no check.
    #[must_use]
    pub(crate) fn unknown_rule(name: &str, nearest: Option<String>, at: NodeRef) -> Self {
        Self {
            kind: ProblemKind::UnknownRule {
                name: name.to_owned(),
                nearest,
            },
            at: Place::Key(at),
        }
    }
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
    /// A pattern under `documents` selects no file.
    UnmatchedFiles {
        /// As it is written.
        glob: String,
    },
    /// A pattern under `ignore`, which is for files, is the name of a rule.
    IgnoredRule {
        /// Its name.
        name: String,
    },
    /// A preset that is extended is for files of which there is none.
    UnmatchedPreset {
        /// Its name.
        name: String,
    },
    /// What it extends does not lead anywhere.
    Extends {
        /// As it is written.
        name: String,
        /// Why not.
        why: Extending,
    },
    /// A check does not say what it is to check.
    InvalidCheck {
        /// What is wrong with it.
        flaw: CheckFlaw,
    },
    /// What selects values is not a JSONPath.
    InvalidSelector {
        /// As it is written.
        selector: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What texts are to match is no pattern.
    InvalidPattern {
        /// As it is written.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Two checks have one name.
    DuplicateCheck {
        /// The name, with `check/`.
        id: String,
        /// Where it is given first, if that is in the same file.
        first: Option<NodeRef>,
    },
}

/// Why a check does not say what it is to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckFlaw {
    /// It names no relation.
    NoRelation,
    /// It names more than one.
    SeveralRelations {
        /// All of them.
        relations: Vec<&'static str>,
    },
    /// When items take place is not said, or said twice.
    Times,
    /// How many there must be is not said, or said twice.
    Figure,
    /// Which fields are meant is not said, or said twice.
    Fields,
    /// Whether values or files are meant is not said, or both are.
    Among,
    /// Its message has a placeholder for which nothing is filled in.
    Placeholder {
        /// Its name, without the braces.
        name: String,
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
    /// The preset is for several kinds of files, and files of one kind are given.
    SeveralKinds,
    /// It extends what it is in.
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
