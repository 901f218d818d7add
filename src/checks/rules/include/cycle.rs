use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::include::ProblemKind;

rule! {
    /// A file includes itself, or another one that includes it.
    ///
    /// ## Why it matters
    /// Each part of a report stands in it once. Where files include each other in a circle, somebody meant something
    /// else by one of the names.
    ///
    /// ## How to mend it
    /// Take the name out of `include`, or correct it. A name with `*` may match the file that it stands in, which is then
    /// left out of it.
    error "include/cycle"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.include {
        let ProblemKind::Cycle { through } = &problem.kind else {
            continue;
        };
        let (what, label) = if through.is_empty() {
            (
                messages::INCLUDES_ITSELF.to_owned(),
                messages::THIS_VERY_FILE,
            )
        } else {
            (
                messages::includes_this_file(&problem.pattern),
                messages::BACK_AGAIN,
            )
        };
        let others = through
            .iter()
            .map(|&at| (at, messages::BY_WAY_OF_THIS.to_owned()));
        findings
            .add(what, problem.at, label)
            .labels(others)
            .help(messages::TAKE_OUT);
    }
}

mod messages {
    pub(super) const INCLUDES_ITSELF: &str = "the file includes itself";
    pub(super) const THIS_VERY_FILE: &str = "the name of this very file";
    pub(super) const BACK_AGAIN: &str = "back again";
    pub(super) const BY_WAY_OF_THIS: &str = "by way of this";
    pub(super) const TAKE_OUT: &str = "take the name out of `include`";

    pub(super) fn includes_this_file(name: &str) -> String {
        format!("\"{name}\" includes this file itself")
    }
}
