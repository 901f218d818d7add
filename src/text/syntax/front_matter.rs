//! The YAML at the top of a text that is something else, such as Markdown: between a line of `---` and the next.

use super::build::Builder;
use super::error::{Grammar, SyntaxErrorKind};
use super::{Limits, Tree, yaml};
use crate::text::source::Span;

const MARKER: &str = "---";

/// Reads the front matter of a text and nothing else of it; a text that has none has no document.
///
/// What is parsed starts where the text starts, so that places in it are places in the text.
pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut lines = lines(text);
    if lines.next().is_none_or(|(_, line)| line != MARKER) {
        return Builder::new("", limits).finish();
    }
    let end = lines.find(|(_, line)| matches!(*line, MARKER | "..."));
    if let Some((end, _)) = end {
        return yaml::read(&text[..end], false, limits);
    }
    let unclosed = Grammar::new("the front matter that starts here does not end")
        .help("write a line of `---` after it");
    let error = SyntaxErrorKind::Grammar(unclosed);
    Builder::new("", limits).finish_with(error, Span::of(0..MARKER.len()))
}

/// The lines of a text, each with the offset at which it starts, without white space at its end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syntax::{Data, Format, parse};

    fn title(text: &str) -> Option<(String, usize)> {
        let tree = parse(text, Format::FrontMatter, &Limits::default());
        assert_eq!(tree.errors(), []);
        let root = tree.documents().first()?;
        let node = tree.get(*root, "title")?;
        let Data::Str(value) = tree.data(node) else {
            return None;
        };
        let start = tree.span(node).range().start;
        assert!(text[start..].starts_with(value));
        Some((value.to_owned(), start))
    }

    #[test]
    fn places_in_it_are_places_in_the_text() {
        assert_eq!(
            title("---\ntitle: Opening\n---\n# Text: [\n"),
            Some(("Opening".to_owned(), 11))
        );
        assert_eq!(
            title("---  \r\ntitle: Opening\r\n---\r\nText"),
            Some(("Opening".to_owned(), 14))
        );
        assert_eq!(
            title("---\ntitle: Opening\n..."),
            Some(("Opening".to_owned(), 11))
        );
    }

    #[test]
    fn a_text_without_any_has_no_document() {
        for text in [
            "",
            "# Title\n\n---\ntitle: a\n---\n",
            "----\ntitle: a\n---\n",
            "---\n---\n",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }

    #[test]
    fn one_that_does_not_end_is_an_error_where_it_starts() {
        let tree = parse("---\ntitle: a\n", Format::FrontMatter, &Limits::default());
        assert_eq!(tree.errors().len(), 1);
        assert_eq!(tree.errors()[0].span, Span::new(0, 3));
        assert_eq!(tree.documents(), []);
    }
}
