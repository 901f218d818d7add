//! XML within limits: what would cost more than its size is refused before it becomes a tree.

use roxmltree::{Document, Node, ParsingOptions};

use super::Problem;

/// How deep elements may nest.
pub(crate) const DEEPEST: usize = 255;

/// How many elements and attributes a part may have.
pub(crate) const MOST_NODES: usize = 4_000_000;

/// How many attributes an element may have: each is compared with the others.
pub(crate) const MOST_ATTRIBUTES: usize = 200;

/// How many comparisons of names of namespaces a part may cost.
const MOST_COMPARISONS: usize = 50_000_000;

/// The tree of a part.
pub(super) fn parse<'t>(name: &str, text: &'t str) -> Result<Document<'t>, Problem> {
    let is_modest = Scan::default().take(text);
    if !is_modest {
        return Err(Problem::TooComplex(name.to_owned()));
    }
    let options = ParsingOptions {
        nodes_limit: u32::try_from(2 * MOST_NODES).unwrap_or(u32::MAX),
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => Problem::DocumentType(name.to_owned()),
        roxmltree::Error::NodesLimitReached => Problem::TooComplex(name.to_owned()),
        _ => Problem::BrokenPart(name.to_owned()),
    })
}

/// What the tags of a text cost.
#[derive(Default)]
struct Scan {
    /// How many namespaces each open element knows.
    open: Vec<usize>,
    nodes: usize,
    comparisons: usize,
}

impl Scan {
    /// Whether a text stays within the limits. What is no XML ends it: the parser reports that.
    fn take(mut self, text: &str) -> bool {
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            rest = &rest[at..];
            let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
            let skipped = skipped.iter().find(|(begin, _)| rest.starts_with(begin));
            let length = match skipped {
                Some((_, end)) => rest.find(end).map(|at| at + end.len()),
                None => length_of_tag(rest),
            };
            let Some(length) = length else {
                return true;
            };
            if skipped.is_none() && !self.tag(&rest[..length]) {
                return false;
            }
            rest = &rest[length..];
        }
        true
    }

    fn tag(&mut self, tag: &str) -> bool {
        if tag.starts_with("</") {
            self.open.pop();
            return true;
        }
        let attributes = memchr::memchr_iter(b'=', tag.as_bytes()).count();
        let declared = tag.matches("xmlns").count();
        let known = self.open.last().copied().unwrap_or_default() + declared;
        self.nodes += 1 + attributes;
        if declared > 0 {
            self.comparisons += known * known;
        }
        if !tag.ends_with("/>") {
            self.open.push(known);
        }
        self.open.len() <= DEEPEST
            && attributes <= MOST_ATTRIBUTES
            && self.nodes <= MOST_NODES
            && self.comparisons <= MOST_COMPARISONS
    }
}

/// How long a tag is; in quotes `>` does not end it.
fn length_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let end = text.bytes().position(|byte| match quote {
        Some(open) => {
            if byte == open {
                quote = None;
            }
            false
        }
        None if matches!(byte, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        None => byte == b'>',
    });
    end.map(|end| end + 1)
}

/// The name of an element of a document, without its namespace.
pub(super) fn name<'n>(node: Node<'n, '_>) -> &'n str {
    if node.is_element() {
        node.tag_name().name()
    } else {
        ""
    }
}

/// The first child with that name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|it| name(*it) == wanted)
}

/// The children with that name.
pub(super) fn children<'a, 'i, 'w>(
    node: Node<'a, 'i>,
    wanted: &'w str,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i, 'w> {
    node.children().filter(move |it| name(*it) == wanted)
}

/// An attribute by its name without its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes
        .find(|it| it.name() == wanted)
        .map(|it| it.value())
}

/// The value that the first child with that name has.
pub(super) fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// Whether a property that is there or not is on: without a value it is.
pub(super) fn switch(node: Node<'_, '_>, wanted: &str) -> Option<bool> {
    let property = child(node, wanted)?;
    let value = attribute(property, "val");
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<Problem> {
        parse("document", text).err()
    }

    #[test]
    fn what_costs_more_than_its_size_is_refused() {
        let complex = Some(Problem::TooComplex("document".to_owned()));
        let deep = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(refused(&deep(DEEPEST)), None);
        assert_eq!(refused(&deep(DEEPEST + 1)), complex);
        let many = |name: &str, count: usize| {
            let attributes = (0..count).map(|it| format!(" {name}{it}='>'"));
            attributes.collect::<Vec<_>>().concat()
        };
        let attributes = many("a", MOST_ATTRIBUTES + 1);
        assert_eq!(refused(&format!("<a{attributes}/>")), complex);
        let declared = many("xmlns:a", 180);
        let nested = format!("<a{declared}>").repeat(100) + &"</a>".repeat(100);
        assert_eq!(refused(&nested), complex);
        assert_eq!(
            refused(&format!("<a>{}</a>", "<b/>".repeat(MOST_NODES))),
            complex
        );
    }

    #[test]
    fn document_types_are_refused() {
        let text = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
        assert_eq!(
            refused(text),
            Some(Problem::DocumentType("document".to_owned()))
        );
    }

    #[test]
    fn signs_in_comments_and_quotes_are_no_tags() {
        assert_eq!(
            refused("<a b='<c>'/>"),
            Some(Problem::BrokenPart("document".to_owned()))
        );
        assert_eq!(refused("<a b='>'><!-- <c> --><![CDATA[<d>]]></a>"), None);
    }
}
