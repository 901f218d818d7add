use super::{heading, keys, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;
use crate::schema::Breach;
use crate::wording::either;

rule! {
    /// Of several keys at least one is needed, and none is there.
    ///
    /// ## Why it matters
    /// A section, a table, a line of the contents or an item of the agenda can do without a label or without a title,
    /// but not without both: nobody could name it, and nothing could refer to it.
    ///
    /// ## How to mend it
    /// Add one of the keys, as the report prints it. There is no way to declare a nameless heading as intended; text
    /// without a heading belongs among the `paragraphs` of the section before it.
    error "schema/any-of" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::AnyOf {
            shape,
            keys: needed,
        } = &violation.breach
        else {
            continue;
        };
        let choice = either(&keys(needed.iter().copied()));
        findings
            .add(
                format!("{} needs {choice}", shape.noun),
                heading(part, violation.node),
                format!("without {choice}"),
            )
            .help(format!("add {choice}, as the report prints it"));
    }
}
