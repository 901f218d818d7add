use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// A pattern of files in a configuration cannot be understood.
    ///
    /// ## Why it matters
    /// It selects no file at all, so that files are checked which were to be left out, or the other way round.
    ///
    /// ## How to mend it
    /// Close each `[` with a `]` and each `{` with a `}`, and put a `\` before a sign that shall stand for itself. Patterns
    /// are those of `.gitignore`: `*` is any part of a name, `**` any number of folders, and a `/` at the end makes it a
    /// folder with all that is in it.
    error "config/invalid-glob"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::InvalidGlob { glob, reason } = &problem.kind else {
            continue;
        };
        findings
            .add(
                messages::no_pattern(glob, reason),
                problem.at.clone(),
                messages::IS_LEFT_OUT,
            )
            .help(messages::CORRECT_OR_ESCAPE);
    }
}

mod messages {
    pub(super) const IS_LEFT_OUT: &str = "is left out";
    pub(super) const CORRECT_OR_ESCAPE: &str =
        "correct it, or put a `\\` before a sign that shall stand for itself";

    pub(super) fn no_pattern(glob: &str, reason: &str) -> String {
        format!("\"{glob}\" is no pattern of files: {reason}")
    }
}
