use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// An item of a list is covered by no part of the schema.
    ///
    /// ## Why it matters
    /// What no part of a schema speaks of is read by nobody. Most often an item is in the wrong list, or an item before
    /// it is missing.
    ///
    /// ## How to mend it
    /// Remove the item, or move it to where it belongs. There is no way to declare it as intended but to change the
    /// schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/unevaluated-items"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        if violation.breach != Breach::UnevaluatedItems {
            continue;
        }
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::does_not_belong(&name),
                place_of(part, node),
                messages::NOT_ALLOWED,
            )
            .help(advice(violation, messages::REMOVE_OR_MOVE));
    }
}

mod messages {
    pub(super) const NOT_ALLOWED: &str = "no part of the schema allows this item";
    pub(super) const REMOVE_OR_MOVE: &str = "remove it, or move it to where it belongs";

    pub(super) fn does_not_belong(name: &str) -> String {
        format!("{name} does not belong here")
    }
}
