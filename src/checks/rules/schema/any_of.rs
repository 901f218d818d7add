use super::{keys, noun, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::either;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// Of several keys at least one is needed, and none is there.
    ///
    /// ## Why it matters
    /// A section, a table, a line of the contents or an item of the agenda can do without a label or without a title,
    /// but not without both: nobody could name it, and nothing could refer to it.
    ///
    /// ## How to mend it
    /// Add one of the keys, as the report prints it. There is no way to declare a nameless heading as intended; text
    /// without a heading belongs among the `paragraphs` of the section before it.
    error "schema/any-of"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::AnyOf {
            shape,
            keys: needed,
        } = &violation.breach
        else {
            continue;
        };
        let noun = noun(part.tree, violation.node, shape);
        if needed.is_empty() {
            let message = messages::no_form(&noun);
            let draft = findings.add(
                message,
                Place::Heading(part.node(violation.node)),
                messages::NO_FORM_FITS,
            );
            draft.help(super::advice(violation, super::messages::WRITE_AS_OTHERS));
            continue;
        }
        let choice = either(&keys(needed.iter().map(String::as_str)));
        findings
            .add(
                messages::needs(&noun, &choice),
                Place::Heading(part.node(violation.node)),
                messages::without(&choice),
            )
            .help(super::advice(violation, &messages::add(&choice)));
    }
}

mod messages {
    pub(super) const NO_FORM_FITS: &str = "no form fits";

    pub(super) fn no_form(noun: &str) -> String {
        format!("{noun} has none of the forms that it can have")
    }

    pub(super) fn needs(noun: &str, choice: &str) -> String {
        format!("{noun} needs {choice}")
    }

    pub(super) fn without(choice: &str) -> String {
        format!("without {choice}")
    }

    pub(super) fn add(choice: &str) -> String {
        format!("add {choice}")
    }
}
