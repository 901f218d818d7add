use crate::finding::Findings;
use crate::include::ProblemKind;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// A file is included twice by its name.
    ///
    /// ## Why it matters
    /// It is read once, where it is included first. Whoever changes the order of the parts changes the wrong line.
    ///
    /// ## How to mend it
    /// Take one of the two out. A name with `*` passes over the files that are included before it, so that you can name
    /// some of them first and let it take the rest.
    warning "include/repeated" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.include_problems {
        let ProblemKind::Repeated { first } = problem.kind else {
            continue;
        };
        findings
            .add(
                format!("\"{}\" is included twice", problem.pattern),
                first,
                "first here",
            )
            .label(problem.at, "again here")
            .help("take one of the two out");
    }
}
