use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A number does not exceed a limit that it must be above.
    ///
    /// ## Why it matters
    /// A session that lasts 0 minutes is none. Programs that read the data may divide by such a number, or leave out
    /// what it belongs to.
    ///
    /// ## How to mend it
    /// Write the number that was meant, or remove the key where it says nothing. There is no way to declare it as
    /// intended but to change the schema; of data that is not yours to change, `allow` in the configuration says that
    /// you know of it.
    error "schema/exclusive-minimum"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::ExclusiveMinimum { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let number = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                messages::must_be_more(&name, &number, limit),
                place_of(part, node),
                messages::not_more(limit),
            )
            .help(advice(violation, super::messages::WRITE_MEANT));
    }
}

mod messages {
    use serde_json::Number;

    pub(super) fn must_be_more(name: &str, number: &str, limit: &Number) -> String {
        format!("{name} is {number}, and must be more than {limit}")
    }

    pub(super) fn not_more(limit: &Number) -> String {
        format!("not more than {limit}")
    }
}
