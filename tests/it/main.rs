//! One integration binary: the rules on their fixtures, the command line, the formats, the repository's own order.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should fail where it stands"
)]

mod agenda;
mod agenda_clashes;
mod agenda_times;
mod base;
mod body;
mod chains;
mod cli;
mod config;
mod declared;
mod dependencies;
mod edit;
mod families;
mod fixes;
mod format_page;
mod formats;
mod fuzz;
mod generated;
#[path = "../../benches/generator/mod.rs"]
mod generator;
mod hostile;
mod import;
mod judges;
mod library;
mod links;
mod mutation;
mod page;
mod precision;
mod properties;
mod readme;
mod rewrite;
mod rules;
mod server;
mod several;
mod slips;
mod spans;
mod style;
mod suppressions;
mod tidy;
mod tried;
mod vienna;
mod wording;
mod yaml;
