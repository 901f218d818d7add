use super::{keys, noun, violations};
use crate::finding::Findings;
use crate::model::Report;
use crate::place::{Part, Place};
use crate::rule::rule;
use crate::schema::{Breach, Schema, Shape};
use crate::syntax::NodeId;
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

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for (part, violation) in violations(report) {
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
        .help(help(&noun, shape, meant));
}

fn help(noun: &str, shape: &Shape, meant: Option<&str>) -> String {
    let own = if shape.is_extensible {
        "; a key of your own starts with `x-`"
    } else {
        ""
    };
    if let Some(meant) = meant {
        return format!("write `{meant}`{own}");
    }
    let known: Vec<String> = keys(shape.keys.iter().map(|key| key.name.as_str()));
    match known.len() {
        0 => format!("remove it{own}"),
        1..=MOST_KEYS => format!("{noun} can have {}{own}", either(&known)),
        _ => format!(
            "{noun} can have {} and others{own}",
            known[..MOST_KEYS].join(", ")
        ),
    }
}
