use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A mapping has more keys than it can have.
    ///
    /// ## Why it matters
    /// A schema that limits the number of keys says that only so many things can be told apart there: more than one way
    /// to pay, or more than one place to be, contradict each other.
    ///
    /// ## How to mend it
    /// Remove the keys that are too many. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/max-properties"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MaxProperties { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::has_more(&name, *limit),
                place_of(part, node),
                messages::TOO_MANY_KEYS,
            )
            .help(advice(violation, messages::REMOVE_SOME));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_MANY_KEYS: &str = "too many keys";
    pub(super) const REMOVE_SOME: &str = "remove the keys that are too many";

    pub(super) fn has_more(name: &str, limit: u64) -> String {
        format!("{name} has more than {}", counted(limit, "key"))
    }
}
