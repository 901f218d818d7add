use crate::config::ProblemKind;
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// Two checks of a configuration have one name.
    ///
    /// ## Why it matters
    /// What is found goes by the name of the check. When two have it, nobody can tell which of them found something, nor
    /// weigh or suppress one without the other.
    ///
    /// ## How to mend it
    /// Give each check an `id` of its own, also among those of a configuration that this one extends.
    error "config/duplicate-check" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.config_problems {
        let ProblemKind::DuplicateCheck { id, first } = &problem.kind else {
            continue;
        };
        let message = match first {
            Some(_) => format!("two checks are called `{id}`"),
            None => format!("what this configuration extends has a check `{id}` already"),
        };
        findings
            .add(message, problem.at.clone(), "again here")
            .labels(first.map(|first| (first, "first here".to_owned())))
            .help("give each check an `id` of its own");
    }
}
