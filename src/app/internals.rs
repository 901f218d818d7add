//! What the program, the benchmarks and the tests outside of the crate see of its inside: the stages by themselves, which
//! they run, time and test what each promises. They are crates of their own, for which all of this has to be public; no
//! other program is to use it, and it may change with any release.

/// The command line.
pub mod cli {
    pub use crate::app::cli::Cli;
}

/// Configurations.
pub mod config {
    pub use crate::project::config::{Configs, LookUp, TEMPLATE};
}

/// Which files there are.
pub mod discover {
    pub use crate::project::discover::File;
}

/// Data other than reports.
pub mod data_files {
    pub use crate::project::data_files::{DataFiles, Schemas, Unit};
}

/// What keeps a command from doing its work.
pub mod error {
    pub use crate::app::error::Troubles;
}

/// Where files come from.
pub mod files {
    pub use crate::project::files::{Disk, FileKind, Files, Found, ReadError};
}

/// What identifies a finding in a later run.
pub mod fingerprint {
    pub use crate::finding::fingerprint::of_all;
}

/// What can be done about a finding.
pub mod fix {
    pub use crate::finding::fix::is_as_announced;
}

/// The files of a report.
pub mod include {
    pub use crate::project::include::{ReportFiles, load};
}

/// The pipeline.
pub mod lint {
    pub use crate::checks::lint::{
        Linted, LintedConfig, found, lint, lint_config, lint_data, lint_schema,
    };
}

/// The report as types.
pub mod model {
    pub use crate::report::Report;
    pub use crate::report::prose::Prose;
}

/// Files that have been read.
pub mod place {
    pub use crate::text::place::ParsedFile;
}

/// What input is held to.
pub mod limits {
    pub use crate::app::limits::table;
}

/// The formats.
pub mod render {
    pub use crate::output::{Appearance, Breaking, Disarmed, Format, Outcome, write};
}

/// Reports that are recognized in text for readers.
pub mod recognized {
    pub use crate::report::recognized::{to_yaml, to_yaml_from};
}

/// The registry of rules.
pub mod rule {
    pub use crate::checks::rules::{all, by_id};
    pub use crate::finding::rule::page;
}

/// The commands.
pub mod run {
    pub use crate::app::run::{Streams, Verdict, run};
}

/// The schemas of the project.
pub mod schema {
    pub use crate::schema::{Schema, bundled, names};
}

/// The language server.
pub mod server {
    pub use crate::app::server::{serve, serve_stdio};
}

/// The parsers, and what comes of them.
pub mod syntax {
    pub use crate::text::syntax::{
        Data, Format, Limits, NodeId, Style, Tree, parse, parse_by_parsers,
    };
}
