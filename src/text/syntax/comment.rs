//! Comments, and what in the tree they are about.

use super::{Content, Data, Node, NodeId, Style, Tree};
use crate::text::source::Span;

/// How comments begin that have a meaning of their own.
const SUPPRESSION: &str = "reportlint";

/// A YAML comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Comment {
    /// From its `#` to the end of the line.
    pub span: Span,
    /// Whether nothing else is on its line.
    pub own_line: bool,
}

impl Tree<'_> {
    /// The comments in the order of the text.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether something is written before the comment that is neither a comment nor a directive.
    #[must_use]
    pub fn has_content_before(&self, comment: &Comment) -> bool {
        let first = self.nodes.first();
        first.is_some_and(|node| node.span.start < comment.span.start)
    }

    /// The values that end before a `#` which was likely meant as part of them: `Hall #2`, `#WaterForAll`. In document
    /// order.
    #[must_use]
    pub fn cut(&self) -> &[NodeId] {
        &self.cut
    }

    /// Whether a value is among [those](Self::cut).
    #[must_use]
    pub fn is_cut(&self, node: NodeId) -> bool {
        !self.cut.is_empty() && self.cut.binary_search(&node).is_ok()
    }

    /// The texts that end before a `#` with a word behind it, which may be their rest or a comment: `Hall #reserved`. In
    /// document order.
    #[must_use]
    pub fn perhaps_cut(&self) -> &[NodeId] {
        &self.perhaps_cut
    }

    /// What a `#` cuts off from a value: the comment behind it.
    #[must_use]
    pub fn cut_off(&self, node: NodeId) -> Option<Span> {
        let end = self.span(node).end;
        let next = self.comments.partition_point(|it| it.span.start < end);
        self.comments.get(next).map(|comment| comment.span)
    }

    /// Looks for the values that are [cut](Self::cut), or [perhaps](Self::perhaps_cut).
    pub(super) fn find_cut(&mut self) {
        let comments = self.comments.iter();
        let found: Vec<(NodeId, bool)> = comments
            .filter_map(|comment| self.cut_by(comment))
            .collect();
        for (node, is_certain) in found {
            if is_certain {
                self.cut.push(node);
            } else {
                self.perhaps_cut.push(node);
            }
        }
    }

    /// The value that a comment may be the rest of, and whether it certainly is: its `#` is followed by a word right away,
    /// which few comments begin with, or by a number, which none does. Behind no value at all a name is a value.
    fn cut_by(&self, comment: &Comment) -> Option<(NodeId, bool)> {
        let written = self.text[comment.span.range()].strip_prefix('#')?;
        let first = written.chars().next().filter(|it| it.is_alphanumeric())?;
        if comment.own_line || written.starts_with(SUPPRESSION) {
            return None;
        }
        let before = self
            .nodes
            .partition_point(|node| node.span.start < comment.span.start);
        let node = NodeId(u32::try_from(before.checked_sub(1)?).ok()?);
        let gap = self.span(node).range().end..comment.span.range().start;
        // a collection may go on behind the comment
        let is_right_before = self
            .text
            .get(gap)?
            .chars()
            .all(|it| matches!(it, ' ' | '\t'));
        if !is_right_before {
            return None;
        }
        let is_nothing = self.span(node).is_empty() && self.data(node) == Data::Null;
        if is_nothing {
            return Some((node, first.is_numeric() || first.is_uppercase()));
        }
        let Data::Str(text) = self.data(node) else {
            return None;
        };
        let is_cut = self.style(node) == Style::Plain && is_prose(text);
        is_cut.then_some((node, first.is_numeric()))
    }

    /// What a comment is about: a key with its value, or an item of a list, with everything in it.
    ///
    /// A comment at the end of a line is about what its line ends with, a comment on a line of its own about what
    /// comes next; and so is one with nothing but a dash before it. `None` where nothing comes next.
    #[must_use]
    pub fn subject(&self, comment: &Comment) -> Option<Span> {
        if self.format.is_printed() {
            let comments = &self.comments;
            let at = comments.binary_search_by_key(&comment.span, |it| it.span);
            return self.subjects.get(at.ok()?).copied().flatten();
        }
        let beside = (!comment.own_line).then(|| self.beside(comment)).flatten();
        let node = beside.or_else(|| self.after(comment))?;
        Some(self.element(node))
    }

    /// The node that ends on the comment's line.
    fn beside(&self, comment: &Comment) -> Option<NodeId> {
        let comment = comment.span.start;
        let count = self.nodes.partition_point(|node| node.span.start < comment);
        let mut node = NodeId(u32::try_from(count.checked_sub(1)?).ok()?);
        // after its closing bracket a comment is about the whole collection
        while let Some(parent) = self.parent(node) {
            if self.style(parent) != Style::Flow || self.span(parent).end > comment {
                break;
            }
            node = parent;
        }
        let before = &self.text[..comment as usize];
        let line = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let ends_here = self.span(node).end as usize >= line;
        (ends_here && !self.node(node).is_block_collection()).then_some(node)
    }

    /// The outermost node that starts after the comment. Of a block collection that is its first element, unless it is
    /// an item of a list: what comes next is the one item, and not all of the list.
    fn after(&self, comment: &Comment) -> Option<NodeId> {
        let comment = comment.span.end;
        let place = self.nodes.partition_point(|node| node.span.start < comment);
        let next = self.nodes.get(place)?;
        let is_root = next.parent.index() == place;
        let is_item = !is_root && matches!(self.node(next.parent).content(), Content::Seq(_));
        // in document order the first element comes right after its collection; a broken one may have none
        let first = self.nodes.get(place + 1);
        let has_first = first.is_some_and(|first| first.parent.index() == place);
        let descends = next.is_block_collection() && !is_item && has_first;
        Some(NodeId(u32::try_from(place + usize::from(descends)).ok()?))
    }

    /// The innermost value, or entry of a mapping, with these bytes in it: an entry is known by its value.
    #[must_use]
    pub(crate) fn around(&self, bytes: Span) -> Option<NodeId> {
        let next = self
            .nodes
            .partition_point(|node| node.span.start <= bytes.start);
        let mut node = NodeId(u32::try_from(next.checked_sub(1)?).ok()?);
        loop {
            let element = self.element(node);
            if element.start <= bytes.start && bytes.end <= element.end {
                return Some(self.value_of(node).unwrap_or(node));
            }
            node = self.parent(node)?;
        }
    }

    /// The bytes of a node, with its key or value where it is one of the two.
    #[must_use]
    pub fn element(&self, node: NodeId) -> Span {
        let parent = self.node(self.node(node).parent);
        let Content::Map(children) = parent.content() else {
            return self.span(node);
        };
        let children = self.run(children);
        // a key is followed by its value
        let place = children.binary_search(&node).unwrap_or_default();
        let Some(pair) = children.chunks_exact(2).nth(place / 2) else {
            return self.span(node);
        };
        let [key, value] = [self.span(pair[0]), self.span(pair[1])];
        // what is not written at all has a place only roughly
        Span::new(key.start, value.end.max(key.end))
    }
}

/// Whether a text says something in words: a date, a time, a code of figures or a truth value is whole as it is.
fn is_prose(text: &str) -> bool {
    let is_truth = ["yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let fewest = if text.starts_with(|sign: char| sign.is_numeric()) {
        // more than 2024-05-15T10:00Z has
        3
    } else {
        1
    };
    let letters = text.chars().filter(|sign| sign.is_alphabetic());
    !is_truth && letters.take(fewest).count() == fewest
}

impl Node {
    fn is_block_collection(&self) -> bool {
        self.style == Style::Block
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Limits, parse};

    /// What the first comment with `#` in the text is about.
    fn subject(text: &str) -> Option<&str> {
        let tree = parse(text, Format::Yaml, &Limits::default());
        assert!(tree.errors().is_empty(), "{text}: {:?}", tree.errors());
        let comment = tree.comments().first().expect("there is a comment");
        let span = tree.subject(comment)?;
        Some(&text[span.range()])
    }

    #[test]
    fn at_the_end_of_a_line_it_is_about_what_the_line_ends_with() {
        for (text, expected) in [
            ("a: 1\nb: 2  # here\nc: 3\n", "b: 2"),
            ("a: 1 # here\n", "a: 1"),
            ("- a: 1 # here\n  b: 2\n", "a: 1"),
            ("- a: 1\n  b: 2 # here\n- c: 3\n", "b: 2"),
            ("- 1\n- 2 # here\n- 3\n", "2"),
            ("- - 1\n  - 2 # here\n- 3\n", "2"),
            // a value that follows
            (
                "a: # here\n  b: 1\n  c: 2\nd: 3\n",
                "a: # here\n  b: 1\n  c: 2",
            ),
            ("a: # here\n- 1\n- 2\nd: 3\n", "a: # here\n- 1\n- 2"),
            ("a: # here\nb: 2\n", "a:"),
            ("a: &name # here\n  b: 1\n", "a: &name # here\n  b: 1"),
            // values of several lines
            ("a: one\n  two # here\nb: 2\n", "a: one\n  two"),
            ("a: \"one\n  two\" # here\nb: 2\n", "a: \"one\n  two\""),
            (
                "a: >- # here\n  one\n  two\nb: 2\n",
                "a: >- # here\n  one\n  two",
            ),
            ("a: {b: 1, c: [2]} # here\n", "a: {b: 1, c: [2]}"),
            ("- {b: 1, c: [2]} # here\n- 3\n", "{b: 1, c: [2]}"),
            ("a: [\n  1, # here\n  2\n  ]\n", "1"),
            ("a: [\n  1,\n  2\n  ] # here\n", "a: [\n  1,\n  2\n  ]"),
        ] {
            assert_eq!(subject(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn on_its_own_line_it_is_about_what_comes_next() {
        for (text, expected) in [
            ("# here\na: 1\nb: 2\n", "a: 1"),
            ("---\n# here\na: 1\nb: 2\n", "a: 1"),
            ("a: 1\n# here\nb: 2\n", "b: 2"),
            ("a:\n  # here\n  b: 1\n  c: 2\n", "b: 1"),
            ("a:\n  b: 1\n  # here\nc:\n  d: 2\n", "c:\n  d: 2"),
            ("a:\n# here\nb: 2\n", "b: 2"),
            // an item is one thing, the first as well as the others
            ("# here\n- a: 1\n  b: 2\n- c: 3\n", "a: 1\n  b: 2"),
            (
                "a:\n  # here\n  - b: 1\n    c: 2\n  - d: 3\n",
                "b: 1\n    c: 2",
            ),
            ("- a: 1\n# here\n- b: 2\n  c: 3\n", "b: 2\n  c: 3"),
            ("- 1\n# here\n- - 2\n  - 3\n", "- 2\n  - 3"),
            ("- 1\n- # here\n  a: 2\n  b: 3\n", "a: 2\n  b: 3"),
            ("- # here\n  a: 2\n  b: 3\n- 1\n", "a: 2\n  b: 3"),
            // other comments and blank lines may be between
            ("# here\n\n# there\n\na: 1\nb: 2\n", "a: 1"),
            ("a: [\n  # here\n  1,\n  2\n  ]\n", "1"),
            ("a: {\n  # here\n  b: 1,\n  c: 2\n  }\n", "b: 1"),
        ] {
            assert_eq!(subject(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn after_the_last_value_it_is_about_nothing() {
        assert_eq!(subject("a: 1\n# here\n"), None);
        assert_eq!(subject("# here\n"), None);
    }

    #[test]
    fn content_is_neither_a_comment_nor_a_directive() {
        let has = |text: &str| {
            let tree = parse(text, Format::Yaml, &Limits::default());
            let last = tree.comments().last().expect("there is a comment");
            tree.has_content_before(last)
        };
        for text in [
            "# one\n# here\na: 1\n",
            "%YAML 1.2\n--- # here\na: 1\n",
            "# here\n",
        ] {
            assert!(!has(text), "{text}");
        }
        for text in ["a: 1\n# here\n", "a: 1 # here\n", "- # here\n  1\n"] {
            assert!(has(text), "{text}");
        }
    }
}
