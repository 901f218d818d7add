//! reportlint checks conference reports kept as YAML or JSON.
//!
//! The modules in reading order: a `source` is decoded and parsed into a `syntax` tree, which the `schema`s validate and
//! the `model` is read from; `rules` are functions of the model that yield `finding`s, some of which are `suppress`ed;
//! `lint` runs all of this on one report, and `render` writes what was found. `run` is the shell around it, which alone
//! reads and writes.
//!
//! # For other programs
//!
//! All that is documented here is for them, and changes as semantic versions say: [`lint_str`], [`lint_paths`], and what
//! these take and return.
//!
//! A text is checked without a look at the disk:
//!
//! ```
//! use reportlint::{Settings, lint_str};
//!
//! let text = "document:\n  title: Forum\n  title: Vienna Forum\n";
//! let report = lint_str("report.yaml", text, &Settings::default());
//!
//! let finding = &report.findings[0];
//! assert_eq!(finding.rule.id(), "yaml/duplicate-key");
//! let place = finding.primary().location;
//! let source = report.sources.get(place.file);
//! assert_eq!(source.slice(place.span), "title");
//! assert_eq!(source.position(place.span.start).line, 2);
//! ```
//!
//! Files and folders are checked as on the command line, each with the `reportlint.yaml` that holds for it:
//!
//! ```
//! use reportlint::{Settings, lint_paths};
//!
//! let (reports, errors) = lint_paths(["fixtures/vienna-forum"], &Settings::default());
//! assert!(errors.is_empty());
//! let findings = reports.iter().flat_map(|report| &report.findings);
//! assert!(findings.count() > 10);
//! ```
//!
//! A finding is drawn by `miette`:
//!
//! ```
//! use miette::GraphicalReportHandler;
//! use reportlint::{Settings, lint_str};
//!
//! # fn main() -> Result<(), std::fmt::Error> {
//! let text = "document:\n  title: Forum\n  title: Vienna Forum\n";
//! let report = lint_str("report.yaml", text, &Settings::default());
//! for finding in report.findings {
//!     let diagnostic = finding.into_diagnostic(&report.sources);
//!     let mut drawn = String::new();
//!     GraphicalReportHandler::new().render_report(&mut drawn, &diagnostic)?;
//!     assert!(drawn.contains("title: Vienna Forum"));
//! }
//! # Ok(())
//! # }
//! ```

mod source;

mod syntax;

mod place;
mod schema;

mod calendar;
mod clock;
mod jsonpath;
mod model;
mod numeral;
mod pattern;
mod plain;
mod prose;
mod relation;

mod finding;
mod fingerprint;
mod rule;
mod rules;
mod wording;

mod config;
mod suppress;

mod declared;
mod documents;

mod lint;

mod render;

mod cli;
mod discover;
mod error;
mod files;
mod include;
mod run;

/// The inside of the program, for itself.
#[doc(hidden)]
pub mod internals;

pub use calendar::{Date, DateError};
pub use config::{Selector, Settings};
pub use error::Error;
pub use finding::{Configured, Finding, Label, Severity, Suppressed};
pub use model::Stage;
pub use render::CheckedReport;
pub use rule::{Rule, RuleRef};
pub use run::{lint_paths, lint_str};
pub use source::{DecodeError, FileId, Location, Position, Source, Sources, Span};
