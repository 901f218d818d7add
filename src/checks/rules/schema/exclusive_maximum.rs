use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A number reaches a limit that it must stay below.
    ///
    /// ## Why it matters
    /// An hour is less than 24, and a share less than the whole. A number that reaches the limit belongs to the next
    /// day, or to something else, and programs that read the data may refuse it.
    ///
    /// ## How to mend it
    /// Write the number that was meant. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/exclusive-maximum"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::ExclusiveMaximum { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let number = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                messages::must_be_less(&name, &number, limit),
                place_of(part, node),
                messages::not_less(limit),
            )
            .help(advice(violation, super::messages::WRITE_MEANT));
    }
}

mod messages {
    use serde_json::Number;

    pub(super) fn must_be_less(name: &str, number: &str, limit: &Number) -> String {
        format!("{name} is {number}, and must be less than {limit}")
    }

    pub(super) fn not_less(limit: &Number) -> String {
        format!("not less than {limit}")
    }
}
