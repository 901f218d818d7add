use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list has too few of the items that it must have.
    ///
    /// ## Why it matters
    /// Some lists need several things of one sort: two reviewers, or two sessions in a track. With fewer of them the
    /// list is not what it is taken for.
    ///
    /// ## How to mend it
    /// Add what is missing. There is no way to declare it as intended but to change the schema; of data that is not
    /// yours to change, `allow` in the configuration says that you know of it.
    error "schema/min-contains"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MinContains { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::has_fewer(&name, *limit),
                place_of(part, node),
                messages::TOO_FEW,
            )
            .help(advice(violation, messages::ADD_WHAT_IS_MISSING));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_FEW: &str = "too few of these";
    pub(super) const ADD_WHAT_IS_MISSING: &str = "add what is missing";

    pub(super) fn has_fewer(name: &str, limit: u64) -> String {
        let items = counted(limit, "item");
        let found = if limit == 1 { "none" } else { "fewer" };
        format!("{name} needs at least {items} of a certain sort, and has {found}")
    }
}
