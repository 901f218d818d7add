use crate::finding::Findings;
use crate::model::Report;
use crate::model::code::{is_numbering, reads_as_number};
use crate::place::Part;
use crate::plain::{self, Reading};
use crate::rule::rule;
use crate::syntax::{Format, NodeId};

rule! {
    /// A code, a label or a mark has no quotes, so that it is read as a number and its zeros and full stops are lost.
    ///
    /// ## Why it matters
    /// To a program `014` is the number fourteen (to an older one the number twelve) and `1.10` is one and a tenth. What
    /// stands in the report is then `14` or `1.1`: session 014 is no longer found by its code, and annex 1.10 is taken
    /// for annex 1.1. This concerns whatever names a thing: `code`, `repeats`, `withdrawn`, `label`, `ref`, `id`,
    /// `mark`, `symbol`, `room` and the like. The `number` of a paragraph may be a number, if it reads as it is written.
    ///
    /// ## How to mend it
    /// Put the code in quotes: `code: "014"`. There is no way to declare a code without quotes as intended, because it
    /// is lost as soon as the file is read.
    error "yaml/unquoted-code" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for part in &report.parts {
        let codes =
            plain::plain_scalars(part.tree).filter(|node| reads_as_number(part.tree, *node));
        for node in codes {
            add(part, node, findings);
        }
    }
}

fn add(part: &Part<'_>, node: NodeId, findings: &mut Findings<'_>) {
    let tree = part.tree;
    let (Some(reading), code) = (Reading::of(tree.data(node)), plain::written(tree, node)) else {
        return;
    };
    let becomes = match reading.value() {
        Some(value) if value != code => format!("becomes {value}"),
        _ => "not read as text".to_owned(),
    };
    let key = tree.key_of(node).map(|key| tree.key_text(key));
    let written = key
        .as_ref()
        .map_or_else(|| code.to_owned(), |key| format!("{key}: {code}"));
    let message = format!("`{written}` is read as {reading}");
    let in_json = Format::of(part.source.name()) == Format::Json;
    let help = match (key, reading) {
        (Some(key), Reading::Int(value)) if is_numbering(tree, node) => {
            format!("write the number as it is read: `{key}: {value}`")
        }
        (Some(key), _) if in_json => format!("put it in quotes: `\"{key}\": \"{code}\"`"),
        (Some(key), _) => format!("put it in quotes: `{key}: \"{code}\"`"),
        (None, _) => format!("put it in quotes: `\"{code}\"`"),
    };
    findings.add(message, part.node(node), becomes).help(help);
}
