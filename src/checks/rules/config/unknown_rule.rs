use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// A configuration weighs a rule that does not exist.
    ///
    /// ## Why it matters
    /// The rule that was meant goes on as if nothing had been said of it.
    ///
    /// ## How to mend it
    /// Under `rules` write the id of a rule, such as `agenda/overlap`, a group of rules, such as `agenda`, or `check/` and
    /// the id of a check that the configuration declares. `reportlint rules` lists the rules.
    error "config/unknown-rule"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::UnknownRule { name, nearest } = &problem.kind else {
            continue;
        };
        let (label, help) = match nearest {
            Some(nearest) => (
                messages::did_you_mean(nearest),
                messages::write_or_remove(nearest),
            ),
            None => (
                messages::NAMES_NO_RULE.to_owned(),
                messages::RULES_ARE_LISTED.to_owned(),
            ),
        };
        findings
            .add(messages::no_rule(name), problem.at.clone(), label)
            .help(help);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{
        NAMES_NO_RULE, RULES_ARE_LISTED, did_you_mean, no_rule,
    };

    pub(super) fn write_or_remove(nearest: &str) -> String {
        format!("write `{nearest}`, or remove the line")
    }
}
