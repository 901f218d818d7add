use super::{adding, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;
use crate::schema::Breach;

rule! {
    /// A key stands alone that needs another one beside it.
    ///
    /// ## Why it matters
    /// An item of the agenda that starts and never ends has no place in the day: whether it overlaps another one
    /// cannot be said.
    ///
    /// ## How to mend it
    /// Add the other key. Inside a group, leave out both `start` and `end` when they are those of the group. There is
    /// no way to declare half an interval as intended.
    error "schema/dependent-required" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::DependentRequired {
            shape,
            present,
            missing,
        } = violation.breach
        else {
            continue;
        };
        let beside = part
            .tree
            .get(violation.node, present)
            .unwrap_or(violation.node);
        findings
            .add(
                format!("{} with `{present}` needs `{missing}` too", shape.noun),
                Place::Key(part.node(beside)),
                format!("`{missing}` is missing"),
            )
            .help(format!(
                "{} Or leave out `{present}`, too.",
                adding(shape, missing)
            ));
    }
}
