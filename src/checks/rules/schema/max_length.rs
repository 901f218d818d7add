use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A text is longer than it can be.
    ///
    /// ## Why it matters
    /// A title that is too long for its place is cut off, on a badge or in a list of sessions, and what matters may be
    /// in the part that is cut.
    ///
    /// ## How to mend it
    /// Shorten the text. There is no way to declare it as intended but to change the schema; of data that is not yours
    /// to change, `allow` in the configuration says that you know of it.
    error "schema/max-length"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MaxLength { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::has_more(&name, *limit),
                place_of(part, node),
                messages::TOO_LONG,
            )
            .help(advice(violation, messages::SHORTEN_IT));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_LONG: &str = "too long";
    pub(super) const SHORTEN_IT: &str = "shorten it";

    pub(super) fn has_more(name: &str, limit: u64) -> String {
        format!("{name} has more than {}", counted(limit, "character"))
    }
}
