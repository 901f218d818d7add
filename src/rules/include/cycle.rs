use crate::finding::Findings;
use crate::include::ProblemKind;
use crate::model::Report;
use crate::rule::rule;

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
    error "include/cycle" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.include_problems {
        let ProblemKind::Cycle { through } = &problem.kind else {
            continue;
        };
        let (what, label) = if through.is_empty() {
            (
                "the file includes itself".to_owned(),
                "the name of this very file",
            )
        } else {
            (
                format!("\"{}\" includes this file itself", problem.pattern),
                "back again",
            )
        };
        let others = through.iter().map(|&at| (at, "by way of this".to_owned()));
        findings
            .add(what, problem.at, label)
            .labels(others)
            .help("take the name out of `include`");
    }
}
