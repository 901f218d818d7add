use super::{unknown_key, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A key is covered by no part of the schema.
    ///
    /// ## Why it matters
    /// What no part of a schema speaks of is read by nobody. With a `titel`, a session has no title; and where a schema
    /// has several forms, a key may belong to another one.
    ///
    /// ## How to mend it
    /// Correct the key, or move it to where it belongs. There is no way to declare it as intended but to change the
    /// schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/unevaluated-properties"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::UnevaluatedProperties { shape, meant } = &violation.breach else {
            continue;
        };
        unknown_key(part, violation.node, shape, meant.as_deref(), findings);
    }
}
