//! The limits that what a stranger wrote is held to, as `SECURITY.md` lists them.

use std::fmt::Write as _;

use super::state::MOST_FINDINGS;
use crate::finding::wording::LONGEST as LONGEST_MESSAGE;
use crate::finding::{Findings, LONGEST_POINTER};
use crate::project::config::{GLOBS, LONGEST_GLOB, MOST_BASES, PATTERNS};
use crate::project::data_files::CHECK_STEPS;
use crate::project::files::{LARGEST_IGNORE, ReadLimits};
use crate::schema::{
    ALL_ERROR_BYTES, ERROR_BYTES, FEWEST_ERROR_BYTES, LONGEST_WAY, SCHEMA_PATTERNS, STEPS,
    STEPS_EACH,
};
use crate::text::pattern::{self, BACKTRACK_LIMIT};
use crate::text::syntax::Limits;
use crate::text::word;

/// What is limited, to how much, and what a reader must know about it.
type Row = (&'static str, String, &'static str);

/// The rows of the table: what is limited, to how much, and what a reader must know about it.
#[must_use]
pub fn table() -> String {
    let read = ReadLimits::default();
    let syntax = Limits::default();
    let mebibytes = |bytes: u64| format!("{} MiB", bytes >> 20);
    let first = [
        (
            "bytes of a report with all its files, of standard input, of any other file",
            mebibytes(read.bytes),
            "`--max-size`",
        ),
        (
            "files of a report, and names under `include`",
            grouped(read.files as u64),
            "`--max-files`",
        ),
        (
            "findings of one rule or one check in a report",
            format!(
                "{}; where many reports, documents and checks of documents are checked, {} divided by their number",
                grouped(Findings::MOST as u64),
                grouped(MOST_FINDINGS as u64),
            ),
            "`--max-findings`",
        ),
        ("nesting", format!("{} levels", syntax.depth), ""),
        ("values in a file", grouped(syntax.nodes as u64), ""),
        (
            "values that aliases repeat",
            grouped(syntax.expanded_nodes as u64),
            "",
        ),
        (
            "text that aliases repeat",
            mebibytes(syntax.expanded_bytes as u64),
            "",
        ),
        (
            "configurations that extend one another",
            grouped(MOST_BASES as u64),
            "",
        ),
        (
            "steps to check a file by a schema of the project",
            format!(
                "{}, and {} for each value",
                grouped(STEPS),
                grouped(STEPS_EACH)
            ),
            "what takes more is not checked by the schema, and that is reported",
        ),
        (
            "errors of files that are checked together against schemas of the project",
            format!(
                "{}; where many are checked, {} divided by their number, {} at least",
                mebibytes(ERROR_BYTES),
                mebibytes(ALL_ERROR_BYTES),
                mebibytes(FEWEST_ERROR_BYTES)
            ),
            "what comes after is left out, and that is reported",
        ),
        (
            "schemas that one refers to or that are within it, for one value",
            grouped(LONGEST_WAY),
            "a schema with more is not used",
        ),
        (
            "steps of all checks of documents that belong together",
            format!("{}, and 1 for each byte", grouped(CHECK_STEPS)),
            "where they take more, none is run",
        ),
    ];
    let last = [
        (
            "a message, a help, a reason, and what is quoted in them",
            format!("{} characters", grouped(LONGEST_MESSAGE as u64)),
            "the rest of a long quotation is left out, and counted",
        ),
        (
            "a JSON Pointer of a finding",
            format!("{} bytes", grouped(LONGEST_POINTER as u64)),
            "left out, if it is longer",
        ),
        (
            "a `.gitignore` or `.ignore` file",
            mebibytes(LARGEST_IGNORE),
            "",
        ),
    ];
    let mut table = String::from("| limit | | |\n|---|---|---|\n");
    let rows = first.into_iter().chain(of_word()).chain(of_patterns());
    for (what, most, note) in rows.chain(last) {
        let _ = writeln!(table, "| {what} | {most} | {note} |");
    }
    table.replace("|  |", "| |")
}

/// The rows about Word documents.
fn of_word() -> [Row; 3] {
    let refused = "a document with more is not read, and that is reported";
    [
        (
            "files in the archive of a Word document",
            grouped(word::MOST_ENTRIES as u64),
            refused,
        ),
        (
            "what is read of a Word document, unpacked, and the text that is drawn of it",
            format!("{} MiB each", word::MOST_BYTES >> 20),
            refused,
        ),
        (
            "elements and attributes of a part of a Word document",
            format!(
                "{}, {} levels deep, {} attributes for each element",
                grouped(word::MOST_NODES as u64),
                word::DEEPEST,
                word::MOST_ATTRIBUTES
            ),
            refused,
        ),
    ]
}

/// The rows about patterns.
fn of_patterns() -> [Row; 6] {
    [
        (
            "a pattern of a configuration",
            format!("{} bytes", grouped(pattern::LONGEST as u64)),
            "",
        ),
        (
            "a pattern of file names",
            format!("{} bytes", grouped(LONGEST_GLOB as u64)),
            "",
        ),
        (
            "patterns of checks of a configuration",
            format!("{} states", grouped(PATTERNS)),
            "what comes after is refused",
        ),
        (
            "patterns of file names of a configuration",
            format!("{} KiB", GLOBS >> 10),
            "what comes after is refused",
        ),
        (
            "patterns of a schema of the project",
            format!("{} states", grouped(SCHEMA_PATTERNS)),
            "a schema with more is not used",
        ),
        (
            "ways that a pattern of a schema may go back",
            grouped(BACKTRACK_LIMIT as u64),
            "what takes more is reported at the text",
        ),
    ]
}

/// A number with a space between thousands where it has five digits or more.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let tail = tail.as_bytes().chunks(3).map(String::from_utf8_lossy);
    let head = Some(head.into()).filter(|head: &std::borrow::Cow<'_, str>| !head.is_empty());
    head.into_iter().chain(tail).collect::<Vec<_>>().join(" ")
}
