//! reportlint checks conference reports kept as YAML or JSON.
//!
//! The folders in reading order, each of which imports from those before it alone: `text` (bytes to text to a tree),
//! `relation` (questions about any list), `finding` (what rules and findings are), `schema` (JSON Schema over the tree),
//! `report` (the typed report and its prose), `project` (configuration and files), `checks` (what is judged), `output` (one
//! file a format), `app` (the commands).
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
//! Files and folders are checked as on the command line, each with the `reportlint.yaml` that applies to it:
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
//! A configuration can be given in place of the one on the disk:
//!
//! ```
//! use reportlint::{Settings, lint_str};
//!
//! let settings = Settings::default().with_config("reportlint.yaml", "rules: {yaml: off}");
//! let settings = settings.expect("there is nothing wrong with it");
//! let text = "document:\n  title: Forum\n  title: Vienna Forum\n";
//! assert!(lint_str("report.yaml", text, &settings).findings.is_empty());
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
//!
//! Without the feature `cli`, which is on by default, nothing is built that the command line alone needs.

// without the command line, and what it is tested by, nobody asks for the formats and for much else
#![cfg_attr(
    not(feature = "cli"),
    allow(dead_code, unused_imports, unreachable_pub)
)]

mod text;

mod relation;

mod finding;

mod schema;

mod report;

mod project;

mod checks;

mod output;

mod app;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub use app::internals;
pub use app::{lint_paths, lint_str};
pub use checks::selector::Selector;
pub use checks::settings::Settings;
pub use finding::fix::{Edit, Fix, FixKind};
pub use finding::rule::{FixNote, Rule, RuleRef};
pub use finding::{Configured, Finding, Label, Severity, Suppressed};
pub use output::CheckedReport;
pub use project::error::Error;
pub use report::Stage;
pub use report::calendar::{Date, DateError};
pub use text::source::{DecodeError, FileId, Location, Position, Source, Sources, Span};
