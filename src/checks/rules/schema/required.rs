use super::{adding, noun, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// A key is missing that is always needed.
    ///
    /// ## Why it matters
    /// Few keys are: the `title` of the report, the `text` of a paragraph, the `mark` of a footnote. Without them there
    /// is nothing to print, and nothing to refer to.
    ///
    /// ## How to mend it
    /// Add the key. There is no way to declare its absence as intended.
    error "schema/required"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Required { shape, missing } = &violation.breach else {
            continue;
        };
        findings
            .add(
                messages::needs(&noun(part.tree, violation.node, shape), missing),
                Place::Heading(part.node(violation.node)),
                messages::is_missing(missing),
            )
            .help(adding(shape, missing));
    }
}

mod messages {
    pub(super) fn needs(noun: &str, key: &str) -> String {
        format!("{noun} needs `{key}`")
    }

    pub(super) fn is_missing(key: &str) -> String {
        format!("`{key}` is missing")
    }
}
