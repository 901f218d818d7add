//! The shell around the pipeline: it reads files, has them checked, and writes what was found. What is for the command line
//! alone is the feature `cli`; the rest is what other programs are offered as well.

mod library;
mod progress;
mod project;
mod state;
mod threads;

#[cfg(feature = "cli")]
mod catalogue;
#[cfg(feature = "cli")]
mod check;
#[cfg(feature = "cli")]
pub(crate) mod cli;
#[cfg(feature = "cli")]
mod compare;
#[cfg(feature = "cli")]
mod error;
#[cfg(feature = "cli")]
mod fix;
#[cfg(feature = "cli")]
mod import;
#[cfg(feature = "cli")]
mod init;
#[cfg(feature = "cli")]
pub mod internals;
#[cfg(feature = "cli")]
mod interruption;
#[cfg(feature = "cli")]
mod known;
#[cfg(feature = "cli")]
pub(crate) mod limits;
#[cfg(feature = "cli")]
mod manual;
#[cfg(feature = "cli")]
mod outputs;
#[cfg(feature = "cli")]
mod print_config;
#[cfg(feature = "cli")]
mod run;
#[cfg(feature = "cli")]
pub(crate) mod server;
#[cfg(feature = "cli")]
mod whole_file;

pub use library::{lint_paths, lint_str};
