use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A mapping has fewer keys than it must have.
    ///
    /// ## Why it matters
    /// An entry with nothing in it stands for something that nobody wrote down. Programs that read it show an empty
    /// line.
    ///
    /// ## How to mend it
    /// Add the keys, or remove the mapping. There is no way to declare it as intended but to change the schema; of data
    /// that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/min-properties"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MinProperties { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::needs_more(&name, *limit),
                place_of(part, node),
                messages::TOO_FEW_KEYS,
            )
            .help(advice(violation, messages::ADD_WHAT_IS_MISSING));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_FEW_KEYS: &str = "too few keys";
    pub(super) const ADD_WHAT_IS_MISSING: &str = "add what is missing";

    pub(super) fn needs_more(name: &str, limit: u64) -> String {
        format!("{name} needs at least {}", counted(limit, "key"))
    }
}
