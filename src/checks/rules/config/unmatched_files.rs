use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// A pattern under `documents` selects no file, or a preset is for files of which there is none.
    ///
    /// ## Why it matters
    /// Nothing is checked by such an entry, though whoever reads the configuration believes that it is. Most often a name is
    /// misspelt, or the files have been moved.
    ///
    /// It is told only when all files below the configuration have been searched, and not when single files are named. What
    /// `.gitignore`, `.ignore` or `ignore` leaves out of a search is not selected. The patterns of a preset are for several
    /// ways to keep the same data; of these one is enough.
    ///
    /// ## How to mend or declare it
    /// Correct the pattern: it is relative to the folder of the configuration, and one without `**/` selects nothing in other
    /// folders. If it is fine that there are no such files, write `optional: true` into the entry.
    warning "config/unmatched-files"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let (message, help) = match &problem.kind {
            ProblemKind::UnmatchedFiles { glob } => (
                messages::selects_nothing(glob),
                messages::CORRECT_OR_MAKE_OPTIONAL,
            ),
            ProblemKind::UnmatchedPreset { name } => {
                (messages::preset_for_nothing(name), messages::REMOVE_OR_MOVE)
            }
            _ => continue,
        };
        findings
            .add(message, problem.at.clone(), messages::CHECKS_NOTHING)
            .help(help);
    }
}

mod messages {
    pub(super) const CHECKS_NOTHING: &str = "nothing is checked by it";
    pub(super) const CORRECT_OR_MAKE_OPTIONAL: &str = "correct it, or write `optional: true` into the entry; what \
        .gitignore or `ignore` leaves out is not selected";
    pub(super) const REMOVE_OR_MOVE: &str =
        "remove it, or put this configuration into the folder that the files are in";

    pub(super) fn selects_nothing(glob: &str) -> String {
        format!("\"{glob}\" selects no file")
    }

    pub(super) fn preset_for_nothing(preset: &str) -> String {
        format!("there is no file that `{preset}` is for")
    }
}
