//! reportlint checks conference reports kept as YAML or JSON.
//!
//! The modules in reading order: a [`source`] is decoded and parsed into a [`syntax`] tree, which the [`schema`]s
//! validate and the [`model`] is read from; [`rules`] are functions of the model that yield [`finding`]s, some of which
//! are [`suppress`]ed; [`lint`] runs all of this on one report, and a renderer writes what was found. [`run`] is the
//! shell around it, which alone reads and writes.

pub mod source;

pub mod syntax;

pub mod place;
pub mod schema;

pub mod calendar;
pub mod clock;
pub mod jsonpath;
pub mod model;
pub mod numeral;
pub mod pattern;
mod plain;
pub mod prose;
pub mod relation;

pub mod finding;
pub mod fingerprint;
pub mod rule;
pub mod rules;
mod wording;

pub mod config;
pub mod suppress;

pub mod declared;
pub mod documents;

pub mod lint;

pub mod render;

pub mod cli;
pub mod discover;
pub mod error;
pub mod files;
pub mod include;
pub mod run;
