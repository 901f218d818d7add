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
    /// A character looks like one that YAML uses but is another, so that a value is not read as it looks.
    ///
    /// ## Why it matters
    /// Text that comes from a word processor has typographic quotation marks and no-break spaces. To YAML these are
    /// letters: `code: “002”` is a code with two quotation marks in it, and a `start:` with a no-break space behind it is
    /// no key. So is `number:1`, for want of a space. Characters that are never printed, such as a zero-width space, make a
    /// key another one although it looks the same.
    ///
    /// Titles and sentences may be in typographic quotation marks. Only codes, names of rooms and the like are reported,
    /// and values that are not allowed as they are.
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
                messages::typographic_quotes(inner),
                part.node(node),
                messages::PART_OF_VALUE,
            )
            .help(messages::write_straight(inner)),
        Slip::Tag(word) => findings
            .add(
                format!("`{word}` is a tag to YAML, and not part of the text"),
                part.node(node),
                "only this is read",
            )
            .help("put a text that starts with `!` in quotes"),
        Slip::Sigil(word) => findings
            .add(messages::sigil(word), key, messages::NO_VALUE)
            .help(messages::quote(word)),
        Slip::BlankAfterColon { key: name, blank } => findings
            .add(
                messages::blank_after_colon(name, *blank),
                key,
                messages::NO_KEY,
            )
            .help(messages::ORDINARY_SPACE),
        Slip::NoSpaceAfterColon { key: name } => findings
            .add(messages::no_space_after_colon(name), key, messages::NO_KEY)
            .help(messages::SPACE_AFTER_COLON),
        Slip::Unseen { key: name, sign } if sign.is_whitespace() => findings
            .add(messages::odd_blank(name, *sign), key, messages::ANOTHER_KEY)
            .help(messages::ORDINARY_SPACES),
        Slip::Unseen { key: name, sign } => findings
            .add(messages::unseen(name, *sign), key, messages::ANOTHER_KEY)
            .help(messages::REMOVE),
    };
}

mod messages {
    pub(super) const PART_OF_VALUE: &str = "YAML takes these marks for part of the value";
    pub(super) const NO_KEY: &str = "read as one word";
    pub(super) const ANOTHER_KEY: &str = "not the key that it looks like";
    pub(super) const ORDINARY_SPACE: &str = "write an ordinary space after the `:`";
    pub(super) const SPACE_AFTER_COLON: &str = "write `key: value`, with a space after the `:`";
    pub(super) const ORDINARY_SPACES: &str = "write ordinary spaces instead";
    pub(super) const REMOVE: &str = "remove it";

    pub(super) const NO_VALUE: &str = "so it has no value";

    pub(super) fn sigil(word: &str) -> String {
        let what = if word.starts_with('!') {
            "a tag"
        } else {
            "an anchor"
        };
        format!("`{word}` is {what} to YAML, and no text")
    }

    pub(super) fn quote(word: &str) -> String {
        format!("put a text that starts so in quotes: `\"{word}\"`")
    }

    pub(super) fn typographic_quotes(inner: &str) -> String {
        format!("\"{inner}\" is in typographic quotation marks")
    }

    pub(super) fn write_straight(inner: &str) -> String {
        format!("write `\"{inner}\"`")
    }

    pub(super) fn blank_after_colon(key: &str, blank: char) -> String {
        let name = blank_name(blank);
        format!("{name} follows the colon of `{key}`, so that it is no key")
    }

    pub(super) fn odd_blank(key: &str, blank: char) -> String {
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

    pub(super) fn no_space_after_colon(key: &str) -> String {
        format!("no space follows the colon of `{key}`, so that it is no key")
    }

    pub(super) fn unseen(key: &str, sign: char) -> String {
        format!(
            "the key `{key}` has the character U+{:04X} in it, which nobody sees",
            u32::from(sign)
        )
    }
}
