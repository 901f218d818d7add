use super::{keys, name_of, place_of, quoted, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::either;
use crate::relation::resolve::nearest;
use crate::schema::Breach;
use crate::text::syntax::Data;

rule! {
    /// A value is none of the words that are allowed in its place.
    ///
    /// ## Why it matters
    /// Some values are read by the rules, such as the `kind` of an item of the agenda: nothing else may run during a
    /// plenary, and an exhibition may run beside everything. A word that is not on the list says nothing to them.
    ///
    /// ## How to mend it
    /// Choose one of the words. If none fits the `kind` of an item, write `other`, or leave the key out.
    error "schema/enum"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        let Breach::Enum { options } = &violation.breach else {
            continue;
        };
        let node = violation.node;
        let name = name_of(part.tree, node);
        let meant = match part.tree.data(node) {
            Data::Str(text) => nearest(text, options.iter().map(String::as_str)),
            _ => None,
        };
        let choice = either(&keys(options.iter().map(String::as_str)));
        let message = match quoted(part.tree, node) {
            _ if part.tree.data(node) == Data::Null => messages::no_value(&name),
            Some(text) => messages::cannot_be(&name, &text),
            None => messages::must_be_a_word(&name),
        };
        let label = meant.map_or_else(
            || messages::NO_WORD_FOR_IT.to_owned(),
            messages::did_you_mean,
        );
        findings
            .add(message, place_of(part, node), label)
            .help(messages::write(&choice));
    }
}

mod messages {
    pub(super) use crate::finding::wording::did_you_mean;

    pub(super) const NO_WORD_FOR_IT: &str = "not one of the words for it";

    pub(super) fn no_value(name: &str) -> String {
        format!("{name} has no value")
    }

    pub(super) fn cannot_be(name: &str, found: &str) -> String {
        format!("{name} cannot be {found}")
    }

    pub(super) fn must_be_a_word(name: &str) -> String {
        format!("{name} must be a single word")
    }

    pub(super) fn write(choice: &str) -> String {
        format!("write {choice}")
    }
}
