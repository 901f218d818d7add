use super::{adding, noun, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// A key stands alone that needs another one beside it.
    ///
    /// ## Why it matters
    /// An item of the agenda that starts and never ends has no place in the day: whether it overlaps another one
    /// cannot be said.
    ///
    /// ## How to mend it
    /// Add the other key. Inside a group, leave out both `start` and `end` when they are those of the group. There is
    /// no way to declare half an interval as intended.
    error "schema/dependent-required"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::DependentRequired {
            shape,
            present,
            missing,
        } = &violation.breach
        else {
            continue;
        };
        let noun = noun(part.tree, violation.node, shape);
        let beside = part
            .tree
            .get(violation.node, present)
            .unwrap_or(violation.node);
        findings
            .add(
                messages::needs_too(&noun, present, missing),
                Place::Key(part.node(beside)),
                messages::is_missing(missing),
            )
            .help(messages::or_without(&adding(shape, missing), present));
    }
}

mod messages {
    pub(super) fn needs_too(noun: &str, present: &str, missing: &str) -> String {
        format!("{noun} with `{present}` needs `{missing}` too")
    }

    pub(super) fn is_missing(key: &str) -> String {
        format!("`{key}` is missing")
    }

    /// What a schema says of the key to be added may be a sentence, or nothing.
    pub(super) fn or_without(adding: &str, present: &str) -> String {
        match adding.strip_suffix('.') {
            Some(sentence) => format!("{sentence}; or leave out `{present}`, too"),
            None => format!("{adding}, or leave out `{present}`, too"),
        }
    }
}
