//! Reads prose: what a passage of the report's text refers to, defines, counts, dates and brackets.
//!
//! Each reader takes a decoded text and returns what it found with the byte ranges inside that text; the syntax tree
//! maps them back to the source. Rules ask these readers and search no text themselves.

pub mod abbreviation;
pub mod bracket;
pub mod citation;
pub mod claim;
pub mod date;
pub mod glossary;
pub mod mark;
pub mod number;
mod passage;
pub mod reference;

pub use passage::{Passage, Setting, passages};
