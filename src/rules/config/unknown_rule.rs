use crate::config::ProblemKind;
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// A configuration weighs a rule that does not exist.
    ///
    /// ## Why it matters
    /// The rule that was meant goes on as if nothing had been said of it.
    ///
    /// ## How to mend it
    /// Under `rules` write the id of a rule, such as `agenda/overlap`, a group of rules, such as `agenda`, or `check/` and
    /// the id of a check that the configuration declares. `reportlint rules` lists the rules.
    error "config/unknown-rule" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for problem in &report.config_problems {
        let ProblemKind::UnknownRule { name, nearest } = &problem.kind else {
            continue;
        };
        let (label, help) = match nearest {
            Some(nearest) => (
                format!("did you mean `{nearest}`?"),
                format!("write `{nearest}`, or remove the line"),
            ),
            None => (
                "names no rule".to_owned(),
                "`reportlint rules` lists the rules".to_owned(),
            ),
        };
        let message = format!("there is no rule and no group of rules `{name}`");
        findings.add(message, problem.at.clone(), label).help(help);
    }
}
