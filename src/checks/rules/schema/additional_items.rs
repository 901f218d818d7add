use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list with a fixed number of places has more items than places.
    ///
    /// ## Why it matters
    /// Where each place of a list means something, as in a pair of coordinates, nobody reads what comes after the last.
    ///
    /// ## How to mend it
    /// Remove what is too much, or see whether two lists became one. There is no way to declare it as intended but to
    /// change the schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/additional-items"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::AdditionalItems { limit } = &violation.breach else {
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
            .help(advice(violation, messages::REMOVE_WHAT_COMES_AFTER));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_MANY_ITEMS: &str = "too many items";
    pub(super) const REMOVE_WHAT_COMES_AFTER: &str = "remove what comes after the last place";

    pub(super) fn has_more(name: &str, limit: u64) -> String {
        format!("{name} has more than {}", counted(limit, "item"))
    }
}
