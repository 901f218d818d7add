use super::{advice, counted, name_of, place_of, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;
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
    error "schema/max-properties" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::MaxProperties { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                format!("{name} has more than {}", counted(*limit, "key")),
                place_of(part, node),
                "too many keys",
            )
            .help(advice(violation, "remove the keys that are too many"));
    }
}
