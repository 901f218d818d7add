use super::{advice, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// A key is not named as keys must be named.
    ///
    /// ## Why it matters
    /// Where keys are names of one's own, such as the ids of rooms, other data refers to them by these names, and
    /// programs make addresses or file names of them.
    ///
    /// ## How to mend it
    /// Rename the key, and what refers to it. There is no way to declare it as intended but to change the schema; of
    /// data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/property-names"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::PropertyNames { name, why } = &violation.breach else {
            continue;
        };
        let node = part.tree.get(violation.node, name);
        let node = node.unwrap_or(violation.node);
        findings
            .add(
                messages::misnamed(name, *why),
                Place::Key(part.node(node)),
                messages::CANNOT_STAND_HERE,
            )
            .help(advice(violation, messages::RENAME));
    }
}

mod messages {
    use crate::finding::wording::counted;
    use crate::schema::Misnamed;

    pub(super) const CANNOT_STAND_HERE: &str = "this name cannot stand here";
    pub(super) const RENAME: &str = "rename the key, and what refers to it";

    pub(super) fn misnamed(key: &str, why: Misnamed) -> String {
        match why {
            Misnamed::TooLong { limit } => {
                let characters = counted(limit, "character");
                format!("the key `{key}` has more than {characters}")
            }
            Misnamed::TooShort { .. } if key.is_empty() => "a key is empty".to_owned(),
            Misnamed::TooShort { limit } => {
                let characters = counted(limit, "character");
                format!("the key `{key}` has fewer than {characters}")
            }
            Misnamed::NoneOfTheNames => format!("the key `{key}` is none of the names for it"),
            Misnamed::Miswritten => format!("the key `{key}` is not written as keys are here"),
        }
    }
}
