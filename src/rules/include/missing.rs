use crate::finding::Findings;
use crate::include::{Problem, ProblemKind};
use crate::model::Report;
use crate::rule::rule;

/// What names are relative to.
const RELATIVE: &str = "a name under `include` is relative to the file that it stands in";

rule! {
    /// A file that the report includes is not there.
    ///
    /// ## Why it matters
    /// What stands in that file is missing from the report. Nothing else is checked as long as it is: every reference to
    /// what it holds would seem to lead nowhere.
    ///
    /// ## How to mend it
    /// Correct the name, which is relative to the file that it stands in, or take it out of `include`. A name with `*`
    /// means every file that it matches, and has to match one.
    error "include/missing" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for Problem { kind, pattern, at } in &report.include_problems {
        let (what, label, help) = match kind {
            ProblemKind::Unmatched => (
                format!("no file matches \"{pattern}\""),
                "matches nothing",
                RELATIVE.to_owned(),
            ),
            ProblemKind::Missing { nearest } => (
                format!("the report includes \"{pattern}\", which does not exist"),
                "is not there",
                nearest.as_ref().map_or_else(
                    || RELATIVE.to_owned(),
                    |nearest| format!("the folder holds \"{nearest}\"; is that the one?"),
                ),
            ),
            ProblemKind::NotAFile { folder: true } => (
                format!("the report includes \"{pattern}\", which is a folder"),
                "a folder",
                format!(
                    "to include the files in it, write \"{}/*.yaml\"",
                    pattern.trim_end_matches('/')
                ),
            ),
            ProblemKind::NotAFile { folder: false } => (
                format!("the report includes \"{pattern}\", which is no regular file"),
                "a device or a pipe",
                "include files only".to_owned(),
            ),
            ProblemKind::Outside | ProblemKind::Cycle { .. } | ProblemKind::Repeated { .. } => {
                continue;
            }
        };
        findings.add(what, *at, label).help(help);
    }
}
