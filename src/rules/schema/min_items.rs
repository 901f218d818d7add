use super::{advice, counted, name_of, place_of, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list is shorter than it must be.
    ///
    /// ## Why it matters
    /// A session without speakers, or a day without sessions, is printed as a heading with nothing below it.
    ///
    /// ## How to mend it
    /// Add what is missing, or remove the list altogether where the schema does without. There is no way to declare it
    /// as intended but to change the schema; of data that is not yours to change, `allow` in the configuration says
    /// that you know of it.
    error "schema/min-items" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::MinItems { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                format!("{name} needs at least {}", counted(*limit, "item")),
                place_of(part, node),
                "too few items",
            )
            .help(advice(violation, "add what is missing"));
    }
}
