use super::{advice, keys, noun, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::either;
use crate::schema::Breach;
use crate::text::place::Place;

rule! {
    /// A value has none, or more than one, of several forms that exclude each other.
    ///
    /// ## Why it matters
    /// A session has a room or a link, and a talk a speaker or a panel. With both, programs that read the data choose
    /// one, and not all the same.
    ///
    /// ## How to mend it
    /// Keep what is meant, and remove what belongs to another form. There is no way to declare it as intended but to
    /// change the schema; of data that is not yours to change, `allow` in the configuration says that you know of it.
    error "schema/one-of"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::OneOf {
            shape,
            keys: needed,
            several,
        } = &violation.breach
        else {
            continue;
        };
        let noun = noun(part.tree, violation.node, shape);
        let place = Place::Heading(part.node(violation.node));
        if needed.is_empty() {
            let (message, label) = forms(&noun, *several);
            let draft = findings.add(message, place, label);
            draft.help(advice(violation, messages::KEEP_ONE_FORM));
            continue;
        }
        let choice = either(&keys(needed.iter().map(String::as_str)));
        findings
            .add(
                messages::needs_one(&noun, &choice),
                place,
                messages::without(&choice),
            )
            .help(messages::add(&choice));
    }
}

fn forms(noun: &str, several: bool) -> (String, &'static str) {
    if several {
        (messages::several_forms(noun), messages::SEVERAL_FORMS_FIT)
    } else {
        (messages::no_form(noun), messages::NO_FORM_FITS)
    }
}

mod messages {
    pub(super) const NO_FORM_FITS: &str = "no form fits";
    pub(super) const SEVERAL_FORMS_FIT: &str = "more than one form fits";
    pub(super) const KEEP_ONE_FORM: &str = "keep what belongs to one of the forms";

    pub(super) fn no_form(noun: &str) -> String {
        format!("{noun} has none of its forms")
    }

    pub(super) fn several_forms(noun: &str) -> String {
        format!("{noun} has more than one of the forms that exclude each other")
    }

    pub(super) fn needs_one(noun: &str, choice: &str) -> String {
        format!("{noun} needs {choice}, and only one of them")
    }

    pub(super) fn without(choice: &str) -> String {
        format!("without {choice}")
    }

    pub(super) fn add(choice: &str) -> String {
        format!("add {choice}")
    }
}
