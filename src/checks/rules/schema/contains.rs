use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list lacks an item that it must have.
    ///
    /// ## Why it matters
    /// Some lists need one thing among others: a programme its opening, a day its lunch. Without it the list is not
    /// what it is taken for.
    ///
    /// ## How to mend it
    /// Add the item. There is no way to declare it as intended but to change the schema; of data that is not yours to
    /// change, `allow` in the configuration says that you know of it.
    error "schema/contains"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        if violation.breach != Breach::Contains {
            continue;
        }
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::none_contained(&name),
                place_of(part, node),
                messages::NONE_OF_THESE,
            )
            .help(advice(violation, messages::ADD_ITEM));
    }
}

mod messages {
    pub(super) const NONE_OF_THESE: &str = "none of these";
    pub(super) const ADD_ITEM: &str = "add the item that is missing";

    pub(super) fn none_contained(name: &str) -> String {
        format!("no item of {name} is as one of them must be")
    }
}
