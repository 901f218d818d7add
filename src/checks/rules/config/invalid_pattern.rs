use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// The pattern of a check cannot be understood.
    ///
    /// ## Why it matters
    /// The check cannot be run, so that no text is held against it.
    ///
    /// ## How to mend it
    /// Patterns are regular expressions that can be matched in linear time, so they have neither look-around nor
    /// back-references. Close each bracket, and put a `\` before a sign that shall stand for itself. One that repeats what
    /// is repeated hundreds of times already is too large: ask for less.
    error "config/invalid-pattern"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::InvalidPattern { pattern, reason } = &problem.kind else {
            continue;
        };
        findings
            .add(
                messages::no_pattern(pattern, reason),
                problem.at.clone(),
                messages::CHECK_IS_LEFT_OUT,
            )
            .help(messages::CORRECT_OR_ESCAPE);
    }
}

mod messages {
    pub(super) const CHECK_IS_LEFT_OUT: &str = "the check is left out";
    pub(super) const CORRECT_OR_ESCAPE: &str =
        "correct it, or put a `\\` before a sign that shall stand for itself";

    pub(super) fn no_pattern(pattern: &str, reason: &str) -> String {
        format!("\"{pattern}\" is no pattern of texts: {reason}")
    }
}
