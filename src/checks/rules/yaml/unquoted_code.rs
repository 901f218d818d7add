use crate::checks::rules::Validated;
use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::code::{is_numbering, reads_as_number};
use crate::text::edit::Value;
use crate::text::place::ParsedFile;
use crate::text::syntax::{Format, NodeId};
use crate::text::yaml_1_1::{self, Reading};

rule! {
    /// A code, a label or a mark has no quotes, so it is read as a number and loses its zeros and full stops.
    ///
    /// ## Why it matters
    /// A program reads `014` as the number fourteen (an older one as twelve) and `1.10` as one and a tenth. The report
    /// then contains `14` or `1.1`: session 014 is no longer found by its code, and annex 1.10 becomes annex 1.1. This
    /// applies to all keys that name something: `code`, `repeats`, `withdrawn`, `label`, `ref`, `id`, `mark`, `symbol`,
    /// `room` and the like. The `number` of a paragraph may be a number, if it reads as it is written.
    ///
    /// ## How to fix it
    /// Put the code in quotes: `code: "014"`. You cannot declare a code without quotes as intended, because it is lost
    /// as soon as the file is read.
    error "yaml/unquoted-code",
    fix safe "Puts the code in quotes as it is written. Writes the number of a paragraph as it is read."
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    for Validated { part, .. } in files {
        let codes =
            yaml_1_1::plain_scalars(part.tree).filter(|node| reads_as_number(part.tree, *node));
        for node in codes {
            add(part, node, findings);
        }
    }
}

fn add(part: &ParsedFile<'_>, node: NodeId, findings: &mut Findings<'_>) {
    let tree = part.tree;
    let (Some(reading), code) = (Reading::of(tree.data(node)), yaml_1_1::written(tree, node))
    else {
        return;
    };
    let becomes = match reading.value() {
        Some(value) if value != code => format!("becomes {value}"),
        _ => "not read as text".to_owned(),
    };
    let key = tree.key_of(node).map(|key| tree.key_text(key));
    let message = read_as(key.as_deref(), code, reading);
    let in_json = Format::of(part.source.name()) == Format::Json;
    let help = match (key, reading) {
        (Some(key), Reading::Int(value)) if is_numbering(tree, node) => {
            format!("write the number as it is read: `{key}: {value}`")
        }
        (Some(key), _) if in_json => format!("put it in quotes: `\"{key}\": \"{code}\"`"),
        (Some(key), _) => format!("put it in quotes: `{key}: \"{code}\"`"),
        (None, _) => format!("put it in quotes: `\"{code}\"`"),
    };
    findings
        .add(message, part.node(node), becomes)
        .help(help)
        .fix(fix(part, node, code, reading));
}

/// A number in plain digits, or the code as it is written, in quotes.
fn fix(part: &ParsedFile<'_>, node: NodeId, code: &str, reading: Reading) -> Remedy {
    match reading {
        Reading::Int(value) if is_numbering(part.tree, node) => {
            let remedy = Remedy::safe(write(&value.to_string()));
            match i64::try_from(value) {
                Ok(value) => remedy.set(part.node(node), Value::Whole(value)),
                // no paragraph has such a number
                Err(_) => remedy,
            }
        }
        _ => Remedy::safe(write(&format!("\"{code}\"")))
            .set(part.node(node), Value::Text(code.to_owned())),
    }
}

fn write(code: &str) -> String {
    format!("write `{code}`")
}

fn read_as(key: Option<&str>, code: &str, reading: Reading) -> String {
    match key {
        Some(key) => format!("`{key}: {code}` is read as {reading}"),
        None => format!("`{code}` is read as {reading}"),
    }
}
