use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::project::config::ProblemKind;

rule! {
    /// Two checks of a configuration have one name.
    ///
    /// ## Why it matters
    /// What is found goes by the name of the check. When two have it, nobody can tell which of them found something, nor
    /// weigh or suppress one without the other.
    ///
    /// ## How to mend it
    /// Give each check an `id` of its own, also among those of a configuration that this one extends.
    error "config/duplicate-check"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for problem in problems.config {
        let ProblemKind::DuplicateCheck { id, first } = &problem.kind else {
            continue;
        };
        let message = match first {
            Some(_) => messages::called_alike(id),
            None => messages::called_like_inherited(id),
        };
        findings
            .add(message, problem.at.clone(), messages::AGAIN_HERE)
            .labels(first.map(|first| (first, messages::FIRST_HERE.to_owned())))
            .help(messages::OWN_IDS);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const OWN_IDS: &str = "give each check an `id` of its own";

    pub(super) fn called_alike(id: &str) -> String {
        format!("two checks are called `{id}`")
    }

    pub(super) fn called_like_inherited(id: &str) -> String {
        format!("what this configuration extends has a check `{id}` already")
    }
}
