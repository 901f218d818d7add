//! Values that are written otherwise than they are meant, so that nothing can be concluded from how they read.

use super::code::is_code;
use crate::schema::{Breach, Violation};
use crate::text::composed::is_unprinted;
use crate::text::syntax::{Data, Format, NodeId, Style, Tree, is_quotation_mark};
use crate::text::yaml_1_1::plain_scalars;

/// What is between typographic quotation marks around the whole of a text without quotes: YAML takes these marks for
/// letters.
pub(crate) fn within_typographic_quotes<'t>(tree: &'t Tree<'_>, node: NodeId) -> Option<&'t str> {
    let Data::Str(text) = tree.data(node) else {
        return None;
    };
    if tree.style(node) != Style::Plain || !text.starts_with(is_quotation_mark) {
        return None;
    }
    let inner = text
        .strip_prefix(is_quotation_mark)?
        .strip_suffix(is_quotation_mark)?;
    (!inner.is_empty() && !inner.contains(is_quotation_mark)).then_some(inner)
}

/// The code that is meant by one in typographic quotation marks.
pub(crate) fn quoted_code<'t>(tree: &'t Tree<'_>, node: NodeId) -> Option<&'t str> {
    within_typographic_quotes(tree, node).filter(|_| is_code(tree, node))
}

/// The code that is meant by one which a `#` cuts: `Hall #2`.
pub(crate) fn cut_code<'t>(tree: &Tree<'t>, node: NodeId) -> Option<&'t str> {
    let rest = tree.cut_off(node).filter(|_| is_code(tree, node))?;
    let start = tree.span(node).range().start;
    (!tree.span(node).is_empty()).then(|| tree.text()[start..rest.range().end].trim_end())
}

/// What in a value or its key is not what it looks like.
pub(crate) enum Slip<'t> {
    /// Typographic quotation marks around the value.
    Quotes(&'t str),
    /// A blank that is no space follows the colon.
    BlankAfterColon {
        /// What would be the key.
        key: String,
        /// The blank.
        blank: char,
    },
    /// Nothing follows the colon that would tell the key from its value.
    NoSpaceAfterColon {
        /// What would be the key.
        key: String,
    },
    /// The word that would be the value is a tag or an anchor.
    Sigil(&'t str),
    /// The first word of the text is a tag, and is not read as part of it.
    Tag(&'t str),
    /// The key has a character that is never printed.
    Unseen {
        /// The key without it.
        key: String,
        /// The character.
        sign: char,
    },
}

/// The slip that is behind what the schema does not allow, if it is one of these.
pub(crate) fn slip<'t>(tree: &'t Tree<'_>, violation: &Violation) -> Option<Slip<'t>> {
    match violation.breach {
        Breach::AdditionalProperties { .. } | Breach::UnevaluatedProperties { .. } => {
            slip_of_key(tree, violation.node)
        }
        Breach::Pattern { .. }
        | Breach::Format { .. }
        | Breach::Enum { .. }
        | Breach::Const { .. }
        | Breach::MinLength { .. }
        | Breach::Type { .. } => within_typographic_quotes(tree, violation.node)
            .map(Slip::Quotes)
            .or_else(|| sigil(tree, violation.node).map(Slip::Sigil)),
        _ => None,
    }
}

/// The tag or the anchor that is where a value is missing: `!important`, `&more`.
fn sigil<'t>(tree: &Tree<'t>, node: NodeId) -> Option<&'t str> {
    if !tree.span(node).is_empty() || tree.style(node) != Style::Plain {
        return None;
    }
    let before = tree.text()[..tree.span(node).range().end].trim_end_matches([' ', '\t']);
    let start = before.rfind([' ', '\t', '\n', '\r'])? + 1;
    let word = &before[start..];
    (word.len() > 1 && word.starts_with(['!', '&'])).then_some(word)
}

/// The texts of a report that begin with a `!`, which makes a tag of their first word.
pub(crate) fn tagged_texts<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = (NodeId, Slip<'t>)> {
    // other programs that read data files may know tags of their own
    let is_of_report = tree.format() == Format::Yaml;
    let tagged = tree.tagged().into_iter().filter(move |_| is_of_report);
    tagged.filter_map(|node| {
        let tag = tree.tag(node)?;
        let is_own = !tag.starts_with("!!") && !tag.starts_with("!<");
        let is_text = tree.style(node) == Style::Plain && !tree.span(node).is_empty();
        (is_own && is_text).then_some((node, Slip::Tag(tag)))
    })
}

/// Whether a mapping lacks a key only because a character in what would be the key is not what it looks like.
pub(crate) fn is_slipped(tree: &Tree<'_>, mapping: NodeId, missing: &str) -> bool {
    let mut slipped = tree
        .entries(mapping)
        .filter_map(|(_, value)| slipped_key(tree, value));
    slipped.any(|key| key == missing)
}

/// The key that is meant by one in which a character is not what it looks like.
pub(super) fn slipped_key(tree: &Tree<'_>, value: NodeId) -> Option<String> {
    match slip_of_key(tree, value)? {
        Slip::BlankAfterColon { key, .. }
        | Slip::NoSpaceAfterColon { key }
        | Slip::Unseen { key, .. } => Some(key),
        Slip::Quotes(_) | Slip::Sigil(_) | Slip::Tag(_) => None,
    }
}

/// The words in braces that are keys with their values, for want of a space after the colon, in a mapping where any key is
/// allowed: `{start:9}`.
pub(crate) fn joined_keys<'t>(tree: &'t Tree<'t>) -> impl Iterator<Item = (NodeId, Slip<'t>)> {
    let keys = plain_scalars(tree).filter(|key| tree.raw(*key).contains(':'));
    keys.filter_map(|key| {
        let mapping = tree.parent(key)?;
        let is_in_braces = tree.style(mapping) == Style::Flow && tree.data(mapping) == Data::Map;
        let value = is_in_braces.then(|| tree.get(mapping, tree.raw(key)))??;
        let slip = slip_of_key(tree, value)?;
        matches!(slip, Slip::NoSpaceAfterColon { .. }).then_some((value, slip))
    })
}

fn slip_of_key<'t>(tree: &Tree<'_>, value: NodeId) -> Option<Slip<'t>> {
    let key = tree.key_of(value)?;
    let text = tree.key_text(key);
    let is_plain = tree.style(key) == Style::Plain;
    if let Some((name, rest)) = text.split_once(':')
        && is_plain
        && !name.is_empty()
        && tree.data(value) == Data::Null
    {
        let key = name.to_owned();
        match rest.chars().next() {
            Some(blank) if blank.is_whitespace() => {
                return Some(Slip::BlankAfterColon { key, blank });
            }
            Some(_) if name.chars().all(char::is_alphabetic) && !rest.starts_with("//") => {
                return Some(Slip::NoSpaceAfterColon { key });
            }
            _ => {}
        }
    }
    let is_odd = |sign: &char| is_unprinted(*sign) || sign.is_whitespace() && !sign.is_ascii();
    let sign = text.chars().find(is_odd)?;
    let key = text.chars().filter(|sign| !is_odd(sign)).collect();
    Some(Slip::Unseen { key, sign })
}
