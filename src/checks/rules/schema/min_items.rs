use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list is shorter than it must be.
    ///
    /// ## Why it matters
    /// A session without speakers, or a day without sessions, is printed as a heading with nothing below it.
    ///
    /// ## How to mend it
    /// Add what is missing, or remove the list altogether where the schema does without. There is no way to declare it
    /// as intended but to change the schema; of data that is not yours to change, `allow` in the configuration says
    /// that you know of it.
    error "schema/min-items"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MinItems { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::needs_more(&name, *limit),
                place_of(part, node),
                messages::TOO_FEW_ITEMS,
            )
            .help(advice(violation, messages::ADD_WHAT_IS_MISSING));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_FEW_ITEMS: &str = "too few items";
    pub(super) const ADD_WHAT_IS_MISSING: &str = "add what is missing";

    pub(super) fn needs_more(name: &str, limit: u64) -> String {
        format!("{name} needs at least {}", counted(limit, "item"))
    }
}
