use super::{keys, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::rule::rule;
use crate::schema::{Breach, Schema, Shape};
use crate::wording::either;

rule! {
    /// A key is misspelt, or stands where it does not belong.
    ///
    /// ## Why it matters
    /// What stands under an unknown key is not read by the program that prints the report: with a `titel`, a section has no
    /// title. The rules read it as what was probably meant, so that this is the one thing they say of it.
    ///
    /// ## How to mend or declare it
    /// Correct the key, or move it to where it belongs. Data of your own, which no rule shall read, goes under a key
    /// that starts with `x-`, such as `x-editor`; such keys are allowed everywhere.
    error "schema/additional-properties" = check
}

/// How many places are named to which a key belongs. One that belongs to more is no key out of its place.
const MOST_OWNERS: usize = 3;

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
        let Breach::AdditionalProperties { shape, meant } = violation.breach else {
            continue;
        };
        let node = violation.node;
        let key = part.tree.key_of(node).map(|key| part.tree.key_text(key));
        let key = key.unwrap_or_default();
        let owners = Schema::Report.owners(&key);
        let noun = &shape.noun;
        let message = if (1..=MOST_OWNERS).contains(&owners.len()) {
            format!("`{key}` belongs to {}, not to {noun}", either(&owners))
        } else {
            format!("{noun} has no key `{key}`")
        };
        let label = meant.map_or_else(
            || "this key does not belong here".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        findings
            .add(message, Place::Key(part.node(node)), label)
            .help(help(shape, meant));
    }
}

fn help(shape: &Shape, meant: Option<&str>) -> String {
    let own = "a key of your own starts with `x-`";
    if let Some(meant) = meant {
        return format!("write `{meant}`; {own}");
    }
    let known = keys(shape.keys.iter().map(|key| key.name.as_str()));
    format!("{} can have {}; {own}", shape.noun, either(&known))
}
