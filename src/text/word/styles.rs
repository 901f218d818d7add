//! Styles: what a paragraph has by the name of its style.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::xml::{attribute, child, children, switch, value};

/// How many styles may be based on one another; in a circle of them the rest is not looked at.
const LONGEST_CHAIN: usize = 32;

/// The outline level of a text that is no heading.
const BODY_TEXT: u8 = 9;

/// What paragraphs may have, by a style or by themselves.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look<'x> {
    /// The list that they belong to.
    pub(super) list: Option<&'x str>,
    /// The level of the list.
    pub(super) level: Option<usize>,
    /// How deep they are in the outline, from 0.
    pub(super) outline: Option<u8>,
    /// How far they are from the left, in twentieths of a point.
    pub(super) indent: Option<i32>,
    /// Whether their text is hidden.
    pub(super) is_hidden: Option<bool>,
}

impl<'x> Look<'x> {
    /// What the properties of a paragraph say.
    pub(super) fn of(properties: Node<'x, 'x>) -> Self {
        let list = child(properties, "numPr");
        let level = list.and_then(|it| value(it, "ilvl"));
        let outline = value(properties, "outlineLvl").and_then(|it| it.parse().ok());
        Self {
            list: list.and_then(|it| value(it, "numId")),
            level: level.and_then(|it| it.parse().ok()),
            outline: outline.map(|it: u8| it.min(BODY_TEXT)),
            indent: indent(properties),
            is_hidden: None,
        }
    }

    /// The same, and what is not said in it from another.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            list: self.list.or(other.list),
            level: self.level.or(other.level),
            outline: self.outline.or(other.outline),
            indent: self.indent.or(other.indent),
            is_hidden: self.is_hidden.or(other.is_hidden),
        }
    }

    /// How deep a heading is, if it is one.
    pub(super) fn heading(&self) -> Option<u8> {
        self.outline.filter(|it| *it < BODY_TEXT)
    }
}

/// How far properties put a paragraph from the left.
pub(super) fn indent(properties: Node<'_, '_>) -> Option<i32> {
    let indent = child(properties, "ind")?;
    let left = attribute(indent, "left").or_else(|| attribute(indent, "start"));
    left?.parse().ok()
}

#[derive(Debug, Default)]
struct Style<'x> {
    base: Option<&'x str>,
    is_title: bool,
    /// Whether its paragraphs are lines of the contents.
    is_entry: bool,
    look: Look<'x>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles<'x> {
    by_id: FxHashMap<&'x str, Style<'x>>,
    /// The style of paragraphs that name none.
    default: Option<&'x str>,
    /// The lists of the styles of lists.
    lists: FxHashMap<&'x str, &'x str>,
}

impl<'x> Styles<'x> {
    pub(super) fn read(root: Node<'x, 'x>) -> Self {
        let mut styles = Self::default();
        for node in children(root, "style") {
            let Some(id) = attribute(node, "styleId") else {
                continue;
            };
            let kind = attribute(node, "type");
            let is_default = matches!(attribute(node, "default"), Some("1" | "true" | "on"));
            if kind == Some("paragraph") && is_default {
                styles.default = Some(id);
            }
            let style = Style::read(node);
            if let Some(list) = style.look.list.filter(|_| kind == Some("numbering")) {
                styles.lists.insert(id, list);
            }
            styles.by_id.insert(id, style);
        }
        styles
    }

    /// The style that a paragraph has.
    pub(super) fn of_paragraph(&self, named: Option<&'x str>) -> Option<&'x str> {
        named.or(self.default)
    }

    /// What a style gives, with what it takes from those that it is based on.
    pub(super) fn look(&self, id: Option<&str>) -> Look<'x> {
        self.chain(id)
            .fold(Look::default(), |look, (_, style)| look.or(&style.look))
    }

    /// Whether a style is that of the title of a document.
    pub(super) fn is_title(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| style.is_title)
    }

    /// Whether a style is that of lines of the contents.
    pub(super) fn is_entry(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| style.is_entry)
    }

    /// A style and those that it is based on, the nearest first.
    pub(super) fn names(&self, id: Option<&str>) -> impl Iterator<Item = &'x str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// The list of a style of lists.
    pub(super) fn list(&self, id: &str) -> Option<&'x str> {
        self.lists.get(id).copied()
    }

    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = (&'x str, &Style<'x>)> {
        let find = |id: &str| self.by_id.get_key_value(id).map(|(id, it)| (*id, it));
        let first = id.and_then(find);
        let chain = std::iter::successors(first, move |(_, style)| find(style.base?));
        chain.take(LONGEST_CHAIN)
    }
}

impl<'x> Style<'x> {
    fn read(node: Node<'x, 'x>) -> Self {
        let name = value(node, "name").unwrap_or_default().to_lowercase();
        let properties = child(node, "pPr");
        let mut look = properties.map(Look::of).unwrap_or_default();
        let level = name.strip_prefix("heading ");
        let level: Option<u8> = level.and_then(|it| it.parse().ok());
        // the headings that every document has, even if it does not say how deep they are
        let level = level.filter(|it| (1..=BODY_TEXT).contains(it));
        look.outline = look.outline.or(level.map(|it| it - 1));
        look.is_hidden = child(node, "rPr").and_then(|it| switch(it, "vanish"));
        Self {
            base: value(node, "basedOn"),
            is_title: name == "title",
            is_entry: name
                .strip_prefix("toc ")
                .is_some_and(|it| it.parse::<u8>().is_ok()),
            look,
        }
    }
}
