use super::{name_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A number is smaller than it can be.
    ///
    /// ## Why it matters
    /// Pages and paragraphs are counted from 1. A page 0 is in no table of contents, and leads nobody anywhere.
    ///
    /// ## How to mend it
    /// Write the number that the report prints, or remove the key. There is no way to declare such a number as
    /// intended.
    error "schema/minimum"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Minimum { limit } = &violation.breach else {
            continue;
        };
        let name = name_of(part.tree, violation.node);
        let number = quoted(part.tree, violation.node).unwrap_or_default();
        findings
            .add(
                messages::too_small(&name, &number, limit),
                part.node(violation.node),
                messages::less_than(limit),
            )
            .help(super::advice(violation, super::messages::WRITE_MEANT));
    }
}

mod messages {
    use serde_json::Number;

    pub(super) fn too_small(name: &str, number: &str, limit: &Number) -> String {
        format!("{name} is {number}, and the least it can be is {limit}")
    }

    pub(super) fn less_than(limit: &Number) -> String {
        format!("less than {limit}")
    }
}
