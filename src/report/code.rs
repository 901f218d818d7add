//! Which fields of a report contain codes: text that may look like a number.

use std::borrow::Cow;

use crate::text::syntax::{Data, NodeId, Style, Tree};
use crate::text::yaml_1_1::{self, Reading};

/// Whether a scalar without quotes is a code which a program takes for something else, and so cuts: `code: 014`.
///
/// It is then one for `yaml/unquoted-code`, and no other rule has anything to say about its type.
pub(crate) fn reads_as_number(tree: &Tree<'_>, node: NodeId) -> bool {
    if tree.style(node) != Style::Plain {
        return false;
    }
    let cut = match tree.data(node) {
        Data::Bool(_) | Data::Int(_) | Data::UInt(_) | Data::Float(_) => true,
        // `null` and `~` are written by those who know what they mean
        Data::Null => tree.raw(node).starts_with('N'),
        Data::Str(_) | Data::Seq | Data::Map => false,
    };
    if !cut {
        return false;
    }
    // most numbers are those of paragraphs; their place needs no look
    let names_paragraph =
        |key| matches!(&*tree.key_text(key), "number" | "paragraph" | "paragraphs");
    if tree.key_of(node).is_some_and(names_paragraph) && is_plain_count(tree, node) {
        return false;
    }
    match role(tree, node) {
        Role::Code => true,
        Role::Numbering => !is_plain_count(tree, node),
        Role::Other => false,
    }
}

/// Whether a value names something, so that it is text whatever it looks like.
pub(crate) fn is_code(tree: &Tree<'_>, node: NodeId) -> bool {
    matches!(role(tree, node), Role::Code)
}

/// Whether a value numbers a paragraph, and so may be a number.
pub(crate) fn is_numbering(tree: &Tree<'_>, node: NodeId) -> bool {
    matches!(role(tree, node), Role::Numbering)
}

/// What a field is for.
enum Role {
    /// It names something: text, whatever it looks like.
    Code,
    /// It numbers paragraphs: a whole number, or text such as "12 bis".
    Numbering,
    /// Anything else.
    Other,
}

/// Whether it is a whole number that reads exactly as it is written, or no number at all.
fn is_plain_count(tree: &Tree<'_>, node: NodeId) -> bool {
    match Reading::of(tree.data(node)) {
        Some(reading @ Reading::Int(_)) => {
            let written = yaml_1_1::written(tree, node);
            let is_figures = written.bytes().all(|byte| byte.is_ascii_digit());
            is_figures && !written.starts_with('0') || reading.value().as_deref() == Some(written)
        }
        Some(Reading::Float(_)) => false,
        _ => true,
    }
}

fn role(tree: &Tree<'_>, node: NodeId) -> Role {
    let in_list = tree.key_of(node).is_none();
    let keys = keys_to(tree, node);
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    match keys.as_slice() {
        ["rooms"]
        | ["agenda", "withdrawn" | "shared_rooms"]
        | ["agenda", "days", "items", "rooms" | "speakers"]
            if in_list =>
        {
            Role::Code
        }
        _ if in_list => Role::Other,
        ["document", "symbol" | "session" | "agenda_item"]
        | ["contents", "label" | "ref"]
        | ["contents", "entries", "label" | "ref"]
        | ["sections" | "annexes", "id" | "label"]
        | ["annexes", "sections", "id" | "label"]
        | ["footnotes", "mark"]
        | ["tables" | "figures", "label"]
        | ["agenda", "days", "label"]
        | [
            "agenda",
            "days",
            "items",
            "code" | "label" | "repeats" | "room" | "track" | "chair",
        ]
        | ["people", "id"]
        | ["abbreviations", "short"]
        | ["bibliography", "key"]
        | ["sections" | "annexes", "paragraphs", "points", "label"]
        | ["annexes", "sections", "paragraphs", "points", "label"] => Role::Code,
        ["sections" | "annexes", "paragraphs", "number"]
        | ["annexes", "sections", "paragraphs", "number"]
        | ["contents", "paragraphs"]
        | ["contents", "entries", "paragraphs"]
        | ["claims", "paragraph"] => Role::Numbering,
        _ => Role::Other,
    }
}

/// The keys on the way from the root to a value; lists add nothing, and one that nests in itself (`items` in `items`)
/// counts once.
fn keys_to<'t>(tree: &'t Tree<'t>, node: NodeId) -> Vec<Cow<'t, str>> {
    let mut keys = Vec::new();
    let mut waiting = Some(node);
    while let Some(node) = waiting {
        keys.extend(tree.key_of(node).map(|key| tree.key_text(key)));
        waiting = tree.parent(node);
    }
    keys.reverse();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Format, Limits, parse};

    /// The values in `text` that are codes and read as something else.
    fn found(text: &str) -> Vec<String> {
        let tree = parse(text, Format::Yaml, &Limits::default());
        assert_eq!(tree.errors(), [], "{text}");
        let mut found: Vec<NodeId> = yaml_1_1::plain_scalars(&tree)
            .filter(|node| reads_as_number(&tree, *node))
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .map(|node| tree.raw(node).to_owned())
            .collect()
    }

    #[test]
    fn codes_are_known_by_their_place() {
        let text = "\
document: {symbol: 1, title: 2}
contents: [{label: 3, page: 4, paragraphs: 7, entries: [{ref: 5, paragraphs: 2.10, entries: [{label: 6}]}]}]
sections: [{id: 7, label: 8, sections: [{label: 9, sections: [{label: 10, x-label: 11}]}]}]
annexes: [{label: 12, sections: [{label: 13}]}]
footnotes: [{mark: 14, text: 15}]
tables: [{label: 16}]
figures: [{label: 17, page: 18}]
agenda:
  withdrawn: [19]
  shared_rooms: [20]
  days:
    - label: 21
      items: [{code: 22, repeats: 23, items: [{label: 24, room: 25, rooms: [37], speakers: [26], title: 27}]}]
people: [{id: 28}]
rooms: [38]
abbreviations: [{short: 29}]
bibliography: [{key: 35, text: 36}]
claims: [{states: 30, paragraph: 31}]
x-notes: {code: 32, label: 33, agenda: {withdrawn: [34]}}
";
        let expected = [
            "1", "3", "5", "2.10", "6", "7", "8", "9", "10", "12", "13", "14", "16", "17", "19",
            "20", "21", "22", "23", "24", "25", "37", "26", "28", "38", "29", "35",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_code_is_cut_by_whatever_is_no_text() {
        let text = "footnotes: [{mark: 1.10}, {mark: 1e3}, {mark: true}, {mark: NULL}, {mark: 0x1F}, {mark: .5}]";
        assert_eq!(found(text), ["1.10", "1e3", "true", "NULL", "0x1F", ".5"]);
        let text = "footnotes: [{mark: '1'}, {mark: a}, {mark: !!str 1}, {mark: ~}, {mark: }, {mark: no}, {mark: 1.1.1}]";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn the_number_of_a_paragraph_may_be_one() {
        let text = "\
sections: [{paragraphs: [{number: 12}, {number: 012}, {number: 1.10}, {number: 2.0}, {number: 12 bis}, {number: no}]}]
annexes: [{sections: [{sections: [{paragraphs: [{number: +3}, {number: true}]}]}]}]
claims: [{paragraph: 014}, {paragraph: 14}]
";
        assert_eq!(found(text), ["012", "1.10", "2.0", "+3", "014"]);
    }
}
