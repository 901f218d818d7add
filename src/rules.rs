//! The rules, a file each, in groups.

pub mod abbreviations;
pub mod agenda;
pub mod claims;
pub mod config;
pub mod contents;
pub mod dates;
pub mod footnotes;
pub mod include;
pub mod paragraphs;
pub mod references;
pub mod schema;
pub mod sections;
pub mod suppression;
pub mod text;
pub mod yaml;

use crate::rule::Rule;

/// Every group, in the order of the catalogue.
pub static GROUPS: &[&[&Rule]] = &[
    yaml::GROUP,
    schema::GROUP,
    include::GROUP,
    contents::GROUP,
    sections::GROUP,
    paragraphs::GROUP,
    agenda::GROUP,
    references::GROUP,
    footnotes::GROUP,
    abbreviations::GROUP,
    claims::GROUP,
    dates::GROUP,
    text::GROUP,
    suppression::GROUP,
    config::GROUP,
];
