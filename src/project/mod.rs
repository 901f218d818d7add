//! What a project says, and where files come from.
//!
//! [`files`] reads files, from the disk or from what takes its place; [`discover`] finds which files there are; [`include`]
//! joins the files of a report; [`config`] is what a project says in `reportlint.yaml`; [`data_files`] are the data files that
//! it selects, whose values [`jsonpath`] chooses; [`error`] is why a command could not do its work.

pub(crate) mod config;
pub(crate) mod data_files;
pub(crate) mod discover;
pub(crate) mod error;
pub(crate) mod files;
pub(crate) mod include;
pub(crate) mod jsonpath;
