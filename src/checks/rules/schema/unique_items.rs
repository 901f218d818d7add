use super::{name_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::code::reads_as_number;
use crate::schema::Breach;

rule! {
    /// A list of things that are all different has one of them twice.
    ///
    /// ## Why it matters
    /// A code that is withdrawn twice is withdrawn once; the other place may be meant for another code, which is then
    /// missed in the numbering.
    ///
    /// ## How to mend it
    /// Correct one of the two, or remove it. There is no way to declare an item twice.
    error "schema/unique-items"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::UniqueItems { first, again } = &violation.breach else {
            continue;
        };
        if reads_as_number(part.tree, *first) {
            // `yaml/unquoted-code` says so of each, and they may well differ as they are written
            continue;
        }
        let what = quoted(part.tree, *first).unwrap_or_else(|| messages::SAME_ITEM.to_owned());
        let list = name_of(part.tree, violation.node);
        let mut draft = findings.add(
            messages::more_than_once(&list, &what),
            part.node(*first),
            messages::FIRST_HERE,
        );
        for &repeat in again {
            draft = draft.label(part.node(repeat), messages::AGAIN_HERE);
        }
        draft.help(messages::KEEP_OR_CORRECT);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const SAME_ITEM: &str = "the same item";
    pub(super) const KEEP_OR_CORRECT: &str =
        "keep one of them, or correct the one that was meant to be another";

    pub(super) fn more_than_once(list: &str, item: &str) -> String {
        format!("{list} has {item} more than once")
    }
}
