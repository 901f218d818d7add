use super::{name_of, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;

rule! {
    /// A text is empty.
    ///
    /// ## Why it matters
    /// An empty title is printed as nothing, and it hides that a title is missing.
    ///
    /// ## How to mend it
    /// Write the text, or remove the key altogether. There is no way to declare an empty text as intended.
    error "schema/min-length"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::MinLength { limit } = violation.breach else {
            continue;
        };
        let name = name_of(part.tree, violation.node);
        let (message, label) = if limit == 1 {
            (messages::empty(&name), messages::NO_TEXT)
        } else {
            (messages::needs_more(&name, limit), messages::TOO_SHORT)
        };
        findings
            .add(message, part.node(violation.node), label)
            .help(super::advice(violation, messages::WRITE_OR_REMOVE));
    }
}

mod messages {
    pub(super) const NO_TEXT: &str = "no text between the quotes";
    pub(super) const TOO_SHORT: &str = "too short";
    pub(super) const WRITE_OR_REMOVE: &str = "write the text, or remove the key";

    pub(super) fn empty(name: &str) -> String {
        format!("{name} is empty")
    }

    /// Several characters.
    pub(super) fn needs_more(name: &str, limit: u64) -> String {
        format!("{name} needs at least {limit} characters")
    }
}
