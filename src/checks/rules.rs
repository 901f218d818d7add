//! The rules, a file each, in groups.

pub(crate) mod abbreviations;
pub(crate) mod agenda;
pub(crate) mod claims;
pub(crate) mod config;
pub(crate) mod contents;
pub(crate) mod dates;
pub(crate) mod footnotes;
pub(crate) mod include;
pub(crate) mod paragraphs;
pub(crate) mod references;
pub(crate) mod schema;
pub(crate) mod sections;
pub(crate) mod suppression;
pub(crate) mod text;
pub(crate) mod yaml;

use crate::finding::rule::Rule;

/// Every group, in the order of the catalogue.
pub(crate) static GROUPS: &[&[&Rule]] = &[
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
