use super::{advice, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A value is just as the schema says that it must not be.
    ///
    /// ## Why it matters
    /// What a schema excludes has gone wrong before: a placeholder that was published, two keys that contradict each
    /// other.
    ///
    /// ## How to mend it
    /// Change the value so that the exclusion does not hold for it; the description in the schema, which is shown where
    /// there is one, says what is excluded. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/not"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        if violation.breach != Breach::Not {
            continue;
        }
        let node = violation.node;
        let name = name_of(part.tree, node);
        let message = match quoted(part.tree, node) {
            Some(found) => messages::cannot_be(&name, &found),
            None => messages::cannot_be_so(&name),
        };
        findings
            .add(message, place_of(part, node), messages::EXCLUDED)
            .help(advice(violation, messages::SEE_SCHEMA));
    }
}

mod messages {
    pub(super) const EXCLUDED: &str = "this is what the schema excludes";
    pub(super) const SEE_SCHEMA: &str = "see in the schema what `not` excludes here";

    pub(super) fn cannot_be(name: &str, found: &str) -> String {
        format!("{name} cannot be {found}")
    }

    pub(super) fn cannot_be_so(name: &str) -> String {
        format!("{name} cannot be as it is here")
    }
}
