use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::include::{Problem, ProblemKind};

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
    error "include/missing" always
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for Problem { kind, pattern, at } in problems.include {
        let (what, label, help) = match kind {
            ProblemKind::Unmatched => (
                messages::no_match(pattern),
                messages::MATCHES_NOTHING,
                messages::RELATIVE.to_owned(),
            ),
            ProblemKind::Missing { nearest } => (
                messages::does_not_exist(pattern),
                messages::NOT_THERE,
                nearest.as_ref().map_or_else(
                    || messages::RELATIVE.to_owned(),
                    |nearest| messages::is_that_the_one(nearest),
                ),
            ),
            ProblemKind::NotAFile { folder: true } => (
                messages::is_a_folder(pattern),
                messages::A_FOLDER,
                messages::include_its_files(pattern.trim_end_matches('/')),
            ),
            ProblemKind::NotAFile { folder: false } => (
                messages::no_regular_file(pattern),
                messages::DEVICE_OR_PIPE,
                messages::FILES_ONLY.to_owned(),
            ),
            ProblemKind::Outside | ProblemKind::Cycle { .. } | ProblemKind::Repeated { .. } => {
                continue;
            }
        };
        findings.add(what, *at, label).help(help);
    }
}

mod messages {
    pub(super) const RELATIVE: &str =
        "a name under `include` is relative to the file that it stands in";
    pub(super) const MATCHES_NOTHING: &str = "matches nothing";
    pub(super) const NOT_THERE: &str = "is not there";
    pub(super) const A_FOLDER: &str = "a folder";
    pub(super) const DEVICE_OR_PIPE: &str = "a device or a pipe";
    pub(super) const FILES_ONLY: &str = "include files only";

    pub(super) fn no_match(pattern: &str) -> String {
        format!("no file matches \"{pattern}\"")
    }

    pub(super) fn does_not_exist(name: &str) -> String {
        format!("the report includes \"{name}\", which does not exist")
    }

    pub(super) fn is_that_the_one(nearest: &str) -> String {
        format!("the folder holds \"{nearest}\"; is that the one?")
    }

    pub(super) fn is_a_folder(name: &str) -> String {
        format!("the report includes \"{name}\", which is a folder")
    }

    pub(super) fn include_its_files(folder: &str) -> String {
        format!("to include the files in it, write \"{folder}/*.yaml\"")
    }

    pub(super) fn no_regular_file(name: &str) -> String {
        format!("the report includes \"{name}\", which is no regular file")
    }
}
