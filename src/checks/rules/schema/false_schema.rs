use super::{advice, name_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// A value stands where none is allowed.
    ///
    /// ## Why it matters
    /// A schema that allows no value in a place says that it is not to be used, often because it has moved elsewhere.
    /// What stands there is read by nobody.
    ///
    /// ## How to mend it
    /// Remove it, or move it to where it belongs now. There is no way to declare it as intended but to change the
    /// schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/false-schema"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        if violation.breach != Breach::FalseSchema {
            continue;
        }
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::no_value_allowed(&name),
                Place::Heading(part.node(node)),
                messages::NOTHING_ALLOWED,
            )
            .help(advice(violation, messages::REMOVE_IT));
    }
}

mod messages {
    pub(super) const NOTHING_ALLOWED: &str = "nothing is allowed here";
    pub(super) const REMOVE_IT: &str = "remove it";

    pub(super) fn no_value_allowed(name: &str) -> String {
        format!("{name} cannot have any value here")
    }
}
