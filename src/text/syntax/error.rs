//! What can be wrong with a text, in words for those who edit it.

use std::borrow::Cow;
use std::fmt;

use crate::text::source::Span;

/// A place that is not YAML or JSON, or that asks too much of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The text to underline: within the text, and empty only where there is none.
    pub span: Span,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// The text has more bytes than the limit.
    TooLarge {
        /// The limit.
        bytes: usize,
    },
    /// The text has more values than the limit.
    TooManyNodes {
        /// The limit.
        nodes: usize,
    },
    /// Collections nest deeper than the limit.
    TooDeep {
        /// The limit.
        depth: usize,
    },
    /// An alias whose anchor does not come before it.
    UnknownAlias {
        /// The name without its `*`.
        name: String,
    },
    /// An alias inside the value that it refers to.
    RecursiveAlias {
        /// The name without its `*`.
        name: String,
    },
    /// Aliases that repeat more values than the limit allows.
    AliasBomb {
        /// The limit.
        nodes: usize,
    },
    /// Aliases that repeat more text than the limit allows.
    AliasFlood {
        /// The limit.
        bytes: usize,
    },
    /// The text is not YAML or JSON.
    Grammar(Grammar),
}

/// How a text breaks the rules of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grammar {
    pub(super) message: Cow<'static, str>,
    pub(super) help: Option<Cow<'static, str>>,
}

impl Grammar {
    pub(super) fn new(message: impl Into<Cow<'static, str>>) -> Grammar {
        Grammar {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(self, help: impl Into<Cow<'static, str>>) -> Grammar {
        Grammar {
            help: Some(help.into()),
            ..self
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for SyntaxError {}

impl SyntaxError {
    /// What to do about it, where that can be said.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match &self.kind {
            SyntaxErrorKind::Grammar(grammar) => grammar.help.as_deref(),
            SyntaxErrorKind::UnknownAlias { .. } => {
                Some("put a text that starts with `*` in quotes")
            }
            SyntaxErrorKind::RecursiveAlias { .. } => {
                Some("a value cannot contain itself; write the value out")
            }
            SyntaxErrorKind::AliasBomb { .. } | SyntaxErrorKind::AliasFlood { .. } => {
                Some("write the values out instead of repeating aliases of aliases")
            }
            SyntaxErrorKind::TooLarge { .. } | SyntaxErrorKind::TooManyNodes { .. } => {
                Some("split the report into several files, and name them under `include:`")
            }
            SyntaxErrorKind::TooDeep { .. } => {
                Some("nest the values less deeply, or move some of them to another file")
            }
        }
    }
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => write!(f, "the file is larger than {bytes} bytes"),
            Self::TooManyNodes { nodes } => write!(f, "the file contains more than {nodes} values"),
            Self::TooDeep { depth } => write!(f, "values are nested more than {depth} levels deep"),
            Self::UnknownAlias { name } => write!(
                f,
                "`*{name}` refers to `&{name}`, which does not come before it"
            ),
            Self::RecursiveAlias { name } => {
                write!(f, "`*{name}` is inside `&{name}`, the value it refers to")
            }
            Self::AliasBomb { nodes } => {
                write!(f, "aliases repeat each other into more than {nodes} values")
            }
            Self::AliasFlood { bytes } => {
                write!(f, "aliases repeat more than {bytes} bytes of text")
            }
            Self::Grammar(grammar) => f.write_str(&grammar.message),
        }
    }
}
