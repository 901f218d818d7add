use super::{advice, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;
use crate::schema::Breach;

rule! {
    /// A key is not named as keys must be named.
    ///
    /// ## Why it matters
    /// Where keys are names of one's own, such as the ids of rooms, other data refers to them by these names, and
    /// programs make addresses or file names of them.
    ///
    /// ## How to mend it
    /// Rename the key, and what refers to it. There is no way to declare it as intended but to change the schema; of
    /// data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/property-names" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::PropertyNames { name, why } = &violation.breach else {
            continue;
        };
        let node = part.tree.get(violation.node, name);
        let node = node.unwrap_or(violation.node);
        findings
            .add(
                format!("the key `{name}` {why}"),
                Place::Key(part.node(node)),
                "this name cannot stand here",
            )
            .help(advice(violation, "rename the key, and what refers to it"));
    }
}
