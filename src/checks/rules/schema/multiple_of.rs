use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A number is not one of the steps that it can be.
    ///
    /// ## Why it matters
    /// A timetable in steps of five minutes has no place for a session of seven. Programs that lay it out round the
    /// number, and what they show is not what was written.
    ///
    /// ## How to mend it
    /// Write the nearest step. There is no way to declare it as intended but to change the schema; of data that is not
    /// yours to change, `allow` in the configuration says that you know of it.
    error "schema/multiple-of"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MultipleOf { of } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let number = quoted(part.tree, node).unwrap_or_default();
        findings
            .add(
                messages::must_be_multiple(&name, &number, of),
                place_of(part, node),
                messages::no_multiple(of),
            )
            .help(advice(violation, &messages::write_nearest(of)));
    }
}

mod messages {
    pub(super) fn must_be_multiple(name: &str, number: &str, of: &str) -> String {
        format!("{name} is {number}, and must be a multiple of {of}")
    }

    pub(super) fn no_multiple(of: &str) -> String {
        format!("no multiple of {of}")
    }

    pub(super) fn write_nearest(of: &str) -> String {
        format!("write the nearest multiple of {of}")
    }
}
