//! What applies to a file: the command line, over `reportlint.yaml`, over the defaults.
//!
//! [`Configs`] looks the configuration of a file up: the nearest `reportlint.yaml` in its folder or above it, with what
//! that extends. Each file of configuration is read once into a [`ConfigFile`], tolerantly, with the places of what it
//! says; what is wrong with it are [`ConfigProblem`]s, which `rules` words. A [`Config`] is such files,
//! the strongest first.
//!
//! Only the nearest config applies, except for what is left out: a folder that a config further up ignores is not searched
//! at all, as with `.gitignore`. `root: true` ends the search upwards.

mod check;
mod composed;
mod document;
mod file;
mod globs;
mod look_up;
mod lookup;
mod preset;
mod problem;
mod rules;
mod template;
mod unmatched;

pub(crate) use check::{
    Check, Compared, Count, Counted, Elsewhere, Equal, Field, FieldKind, Gap, Ignoring, Matches,
    Ordered, Overlap, Paths, Patterns, Presence, Relation, Resolve, Selection, Sequence, Start,
    Times, Unique, Weekday,
};
pub(crate) use composed::{Config, WithOrigin};
pub(crate) use document::Document;
pub(crate) use file::{Allow, ConfigFile, GLOBS, PATTERNS, Spanned};
pub(crate) use globs::{Globs, LONGEST as LONGEST_GLOB};
pub(crate) use look_up::MOST_BASES;
pub use look_up::{Configs, LookUp};
pub(crate) use preset::names as preset_names;
pub(crate) use problem::{CheckFlaw, ConfigProblem, Extending, ProblemKind};
pub(crate) use rules::RULES;
pub use template::TEMPLATE;

use crate::finding::Severity;

/// How a file of configuration is called.
pub(crate) const FILE_NAME: &str = "reportlint.yaml";

/// What a configuration makes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and its findings have this severity.
    On(Severity),
}

impl Level {
    /// The level of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "advice" => Self::On(Severity::Advice),
            "warning" => Self::On(Severity::Warning),
            "error" => Self::On(Severity::Error),
            _ => return None,
        })
    }
}

/// The least severity that makes a check fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Only errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Anything that is found.
    Advice,
    /// Nothing that is found.
    Never,
}

impl FailOn {
    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Advice, Self::Never]
            .into_iter()
            .find(|known| known.name() == name)
    }

    /// How it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
            Self::Never => "never",
        }
    }

    /// Whether a finding of that severity makes the check fail.
    #[must_use]
    pub fn is_reached_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Advice => severity >= Severity::Advice,
            Self::Never => false,
        }
    }
}
