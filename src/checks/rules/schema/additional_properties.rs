use super::{keys, noun, violations};
use crate::checks::rules::Problems;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::schema::{Breach, Schema, Shape};
use crate::text::place::{Part, Place};
use crate::text::syntax::NodeId;

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
    error "schema/additional-properties"
}

pub(super) fn check(problems: &Problems<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(problems) {
        if let Breach::AdditionalProperties { shape, meant } = &violation.breach {
            unknown_key(part, violation.node, shape, meant.as_deref(), findings);
        }
    }
}

/// How many places are named to which a key belongs. One that belongs to more is no key out of its place.
const MOST_OWNERS: usize = 3;

/// How many keys are named that there can be.
const MOST_KEYS: usize = 24;

/// Says that the key of a value is none that there can be.
pub(super) fn unknown_key(
    part: &Part<'_>,
    node: NodeId,
    shape: &Shape,
    meant: Option<&str>,
    findings: &mut Findings<'_>,
) {
    if findings.counts_only() {
        return;
    }
    let tree = part.tree;
    let key = tree.key_of(node).map(|key| tree.key_text(key));
    let key = key.unwrap_or_default();
    // only a report, or what is kept beside it, has keys of one's own
    let owners = if shape.is_extensible {
        Schema::Report.owners(&key)
    } else {
        Vec::new()
    };
    let noun = noun(tree, tree.parent(node).unwrap_or(node), shape);
    let message = if (1..=MOST_OWNERS).contains(&owners.len()) {
        messages::belongs_elsewhere(&key, &owners, &noun)
    } else {
        messages::no_such_key(&noun, &key)
    };
    let label = meant.map_or_else(
        || messages::DOES_NOT_BELONG.to_owned(),
        messages::did_you_mean,
    );
    findings
        .add(message, Place::Key(part.node(node)), label)
        .help(help(&noun, shape, meant));
}

fn help(noun: &str, shape: &Shape, meant: Option<&str>) -> String {
    let advice = if let Some(meant) = meant {
        messages::write(meant)
    } else {
        advice_on_keys(noun, shape)
    };
    if shape.is_extensible {
        messages::or_own_key(&advice)
    } else {
        advice
    }
}

fn advice_on_keys(noun: &str, shape: &Shape) -> String {
    let known: Vec<String> = keys(shape.keys.iter().map(|key| key.name.as_str()));
    match known.len() {
        0 => messages::REMOVE_IT.to_owned(),
        1..=MOST_KEYS => messages::can_have(noun, &known),
        _ => messages::can_have_and_others(noun, &known[..MOST_KEYS]),
    }
}

mod messages {
    pub(super) use crate::finding::wording::did_you_mean;
    use crate::finding::wording::either;

    pub(super) const DOES_NOT_BELONG: &str = "this key does not belong here";
    pub(super) const REMOVE_IT: &str = "remove it";

    pub(super) fn belongs_elsewhere(key: &str, owners: &[&str], noun: &str) -> String {
        format!("`{key}` belongs to {}, not to {noun}", either(owners))
    }

    pub(super) fn no_such_key(noun: &str, key: &str) -> String {
        format!("{noun} has no key `{key}`")
    }

    pub(super) fn write(key: &str) -> String {
        format!("write `{key}`")
    }

    pub(super) fn can_have(noun: &str, keys: &[String]) -> String {
        format!("{noun} can have {}", either(keys))
    }

    pub(super) fn can_have_and_others(noun: &str, keys: &[String]) -> String {
        format!("{noun} can have {} and others", keys.join(", "))
    }

    /// What else can be done than what is advised.
    pub(super) fn or_own_key(advice: &str) -> String {
        format!("{advice}; a key of your own starts with `x-`")
    }
}
