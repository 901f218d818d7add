use super::{name_of, quoted, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;
use crate::schema::Breach;

rule! {
    /// A date is not written as a date, or there is no such day.
    ///
    /// ## Why it matters
    /// Only a date that can be read can be compared: the days of the agenda with their weekdays, and with the dates of
    /// the event.
    ///
    /// ## How to mend it
    /// Write year, month and day with hyphens: 12 February 2008 is `2008-02-12`. There is no way to declare another
    /// way of writing as intended; what the report prints can go into a `label`.
    error "schema/format" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        if violation.breach != Breach::Format {
            continue;
        }
        let node = violation.node;
        let name = name_of(part.tree, node);
        let text = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                format!("{name} cannot be {text}, which is no date of the calendar"),
                part.node(node),
                "no such date",
            )
            .help(super::expectation(&name, violation));
    }
}
