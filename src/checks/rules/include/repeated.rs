use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::include::ProblemKind;

rule! {
    /// A file is included twice by its name.
    ///
    /// ## Why it matters
    /// It is read once, where it is included first. Whoever changes the order of the parts changes the wrong line.
    ///
    /// ## How to mend it
    /// Take one of the two out. A name with `*` passes over the files that are included before it, so that you can name
    /// some of them first and let it take the rest.
    warning "include/repeated"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.include {
        let ProblemKind::Repeated { first } = problem.kind else {
            continue;
        };
        findings
            .add(
                messages::included_twice(&problem.pattern),
                first,
                messages::FIRST_HERE,
            )
            .label(problem.at, messages::AGAIN_HERE)
            .help(messages::TAKE_ONE_OUT);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const TAKE_ONE_OUT: &str = "take one of the two out";

    pub(super) fn included_twice(name: &str) -> String {
        format!("\"{name}\" is included twice")
    }
}
