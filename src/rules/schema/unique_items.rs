use super::{name_of, quoted, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::model::code::reads_as_number;
use crate::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list of things that are all different has one of them twice.
    ///
    /// ## Why it matters
    /// A code that is withdrawn twice is withdrawn once; the other place may be meant for another code, which is then
    /// missed in the numbering.
    ///
    /// ## How to mend it
    /// Correct one of the two, or remove it. There is no way to declare an item twice.
    error "schema/unique-items" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::UniqueItems { first, again } = &violation.breach else {
            continue;
        };
        if reads_as_number(part.tree, *first) {
            // `yaml/unquoted-code` says so of each, and they may well differ as they are written
            continue;
        }
        let what = quoted(part.tree, *first).unwrap_or_else(|| "the same item".to_owned());
        let list = name_of(part.tree, violation.node);
        let mut draft = findings.add(
            format!("{list} has {what} more than once"),
            part.node(*first),
            "first here",
        );
        for &repeat in again {
            draft = draft.label(part.node(repeat), "again here");
        }
        draft.help("keep one of them, or correct the one that was meant to be another");
    }
}
