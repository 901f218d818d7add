use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list is longer than it can be.
    ///
    /// ## Why it matters
    /// Where a list has a limit, something downstream has that many places: three lines for speakers, five for topics.
    /// What is beyond the limit is lost.
    ///
    /// ## How to mend it
    /// Remove what is too many, or move it to where it belongs. There is no way to declare it as intended but to change
    /// the schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/max-items"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MaxItems { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::has_more(&name, *limit),
                place_of(part, node),
                messages::TOO_MANY_ITEMS,
            )
            .help(advice(violation, messages::REMOVE_SOME));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_MANY_ITEMS: &str = "too many items";
    pub(super) const REMOVE_SOME: &str = "remove the items that are too many";

    pub(super) fn has_more(name: &str, limit: u64) -> String {
        format!("{name} has more than {}", counted(limit, "item"))
    }
}
