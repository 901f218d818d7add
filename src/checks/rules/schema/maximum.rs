use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A number is larger than it can be.
    ///
    /// ## Why it matters
    /// A schema that says how large a number can be knows what it counts: no hall seats more than it has chairs. A
    /// number beyond that is most often a slip of the keyboard, and programs that read the data may refuse it.
    ///
    /// ## How to mend it
    /// Write the number that was meant. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/maximum"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Maximum { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let number = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                messages::too_great(&name, &number, limit),
                place_of(part, node),
                messages::more_than(limit),
            )
            .help(advice(violation, super::messages::WRITE_MEANT));
    }
}

mod messages {
    use serde_json::Number;

    pub(super) fn too_great(name: &str, number: &str, limit: &Number) -> String {
        format!("{name} is {number}, and the most it can be is {limit}")
    }

    pub(super) fn more_than(limit: &Number) -> String {
        format!("more than {limit}")
    }
}
