use rustc_hash::FxHashSet;

use crate::checks::rules::Validated;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::misread::{
    Slip, joined_keys, quoted_code, slip, tagged_texts, within_typographic_quotes,
};
use crate::text::place::{ParsedFile, Place};
use crate::text::syntax::NodeId;
use crate::text::yaml_1_1::plain_scalars;

rule! {
    /// A character looks like one that YAML uses but is another, so a value is not read as it looks.
    ///
    /// ## Why it matters
    /// Text that comes from a word processor has typographic quotation marks and no-break spaces. YAML reads these as
    /// letters: `code: “002”` is a code with two quotation marks in it, and `start:` with a no-break space after it is
    /// not a key. `number:1` is not a key either, because a space is missing. Characters that are never printed, such
    /// as a zero-width space, make a key a different key that looks the same.
    ///
    /// Titles and sentences may have typographic quotation marks. Only codes, names of rooms and the like are reported,
    /// and values that are not allowed with these marks.
    ///
    /// ## How to fix it
    /// Write `"` around the value and ordinary spaces after `:`, and remove invisible characters.
    error "yaml/look-alike"
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    for file in files {
        let mut told = FxHashSet::default();
        for violation in file.violations {
            if let Some(slip) = slip(file.part.tree, violation)
                && !is_broken_at(file.part, violation.node)
                && told.insert(violation.node)
            {
                add(file.part, violation.node, &slip, findings);
            }
        }
        // a tagged value of the wrong type is the schema's finding
        told.extend(file.violations.iter().map(|violation| violation.node));
        let slips = joined_keys(file.part.tree).chain(tagged_texts(file.part.tree));
        for (node, slip) in slips {
            if told.insert(node) {
                add(file.part, node, &slip, findings);
            }
        }
        if file.part.tree.text().is_ascii() {
            continue;
        }
        let codes = plain_scalars(file.part.tree)
            .filter(|node| quoted_code(file.part.tree, *node).is_some());
        for node in codes.filter(|node| told.insert(*node)) {
            if let Some(inner) = within_typographic_quotes(file.part.tree, node) {
                add(file.part, node, &Slip::Quotes(inner), findings);
            }
        }
    }
}

/// Whether the text breaks the rules of YAML at the key of a value, which says more about the same mark.
fn is_broken_at(part: &ParsedFile<'_>, node: NodeId) -> bool {
    let key = part.tree.key_of(node).unwrap_or(node);
    let key = part.tree.span(key);
    let mut errors = part.tree.errors().iter();
    errors.any(|error| error.span.start <= key.end && key.start <= error.span.end)
}

fn add(part: &ParsedFile<'_>, node: NodeId, slip: &Slip<'_>, findings: &mut Findings<'_>) {
    let key = Place::Key(part.node(node));
    match slip {
        Slip::Quotes(inner) => findings
            .add(
                format!("\"{inner}\" is in typographic quotation marks"),
                part.node(node),
                "YAML reads these marks as part of the value",
            )
            .help(format!("write `\"{inner}\"`")),
        Slip::Tag(word) => findings
            .add(
                format!("YAML reads `{word}` as a tag, not as part of the text"),
                part.node(node),
                "only this is read",
            )
            .help("put a text that starts with `!` in quotes"),
        Slip::Sigil(word) => findings
            .add(sigil(word), key, "so it has no value")
            .help(format!("if it is text, put it in quotes: `\"{word}\"`")),
        Slip::BlankAfterColon { key: name, blank } => findings
            .add(blank_after_colon(name, *blank), key, NO_KEY)
            .help("write an ordinary space after the `:`"),
        Slip::NoSpaceAfterColon { key: name } => findings
            .add(
                format!("no space follows the colon of `{name}`, so it is not read as a key"),
                key,
                NO_KEY,
            )
            .help("write `key: value`, with a space after the `:`"),
        Slip::Unseen { key: name, sign } if sign.is_whitespace() => findings
            .add(odd_blank(name, *sign), key, ANOTHER_KEY)
            .help("write ordinary spaces instead"),
        Slip::Unseen { key: name, sign } => findings
            .add(
                format!(
                    "the key `{name}` contains the invisible character U+{:04X}",
                    u32::from(*sign)
                ),
                key,
                ANOTHER_KEY,
            )
            .help("remove it"),
    };
}

const NO_KEY: &str = "read as one word";
const ANOTHER_KEY: &str = "not the key that it looks like";

fn sigil(word: &str) -> String {
    let what = if word.starts_with('!') {
        "a tag"
    } else {
        "an anchor"
    };
    format!("YAML reads `{word}` as {what}, not as text")
}

fn blank_after_colon(key: &str, blank: char) -> String {
    let name = blank_name(blank);
    format!("{name} follows the colon of `{key}`, so it is not read as a key")
}

fn odd_blank(key: &str, blank: char) -> String {
    let name = blank_name(blank);
    format!("{name} is read as part of the key `{key}`")
}

fn blank_name(blank: char) -> String {
    match blank {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => "a no-break space".to_owned(),
        '\u{3000}' => "an ideographic space".to_owned(),
        other => format!("the character U+{:04X}", u32::from(other)),
    }
}
