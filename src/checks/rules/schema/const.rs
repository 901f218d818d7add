use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A value is not the one that it must be.
    ///
    /// ## Why it matters
    /// Where there is only one value, programs take another for a mistake, or for another version of the data that they
    /// cannot read.
    ///
    /// ## How to mend it
    /// Write the value that is expected. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/const"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Const { expected } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let message = match quoted(part.tree, node) {
            Some(found) => messages::must_be_instead(&name, expected, &found),
            None => messages::must_be(&name, expected),
        };
        findings
            .add(message, place_of(part, node), messages::ANOTHER_EXPECTED)
            .help(advice(violation, &messages::write(expected)));
    }
}

mod messages {
    pub(super) const ANOTHER_EXPECTED: &str = "another value is expected";

    pub(super) fn must_be_instead(name: &str, expected: &str, found: &str) -> String {
        format!("{name} must be {expected}, not {found}")
    }

    pub(super) fn must_be(name: &str, expected: &str) -> String {
        format!("{name} must be {expected}")
    }

    pub(super) fn write(expected: &str) -> String {
        format!("write {expected}")
    }
}
