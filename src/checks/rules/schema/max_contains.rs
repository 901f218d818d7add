use super::{advice, name_of, place_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A list has too many items of a sort.
    ///
    /// ## Why it matters
    /// Some things can be in a list only so often: one opening in a programme, one chair among the speakers. With more
    /// of them nobody knows which counts.
    ///
    /// ## How to mend it
    /// Keep those that were meant. There is no way to declare it as intended but to change the schema; of data that is
    /// not yours to change, `allow` in the configuration says that you know of it.
    error "schema/max-contains"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MaxContains { limit } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        findings
            .add(
                messages::has_more(&name, *limit),
                place_of(part, node),
                messages::TOO_MANY,
            )
            .help(advice(violation, messages::KEEP_MEANT));
    }
}

mod messages {
    use crate::finding::wording::counted;

    pub(super) const TOO_MANY: &str = "too many of these";
    pub(super) const KEEP_MEANT: &str = "keep those that were meant";

    pub(super) fn has_more(name: &str, limit: u64) -> String {
        let items = counted(limit, "item");
        format!("{name} can have at most {items} of a certain sort, and has more")
    }
}
