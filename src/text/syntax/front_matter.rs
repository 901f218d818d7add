//! The YAML or TOML at the top of a text that is something else, such as Markdown: between a line of `---` or `+++` and the next.

use super::build::{Builder, New};
use super::error::{Grammar, SyntaxErrorKind};
use super::{Limits, Style, Tree, toml, yaml};
use crate::text::source::Span;

const MARKER: &str = "---";

/// What encloses front matter in TOML.
const TOML_MARKER: &str = "+++";

/// Reads the front matter of a text and nothing else of it. A text that has none has a document without keys.
///
/// What is parsed starts where the text starts, so that places in it are places in the text.
pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut after_first = lines(text);
    let first = after_first.next().map_or("", |(_, line)| line);
    if first == TOML_MARKER {
        return match after_first.find(|(_, line)| *line == TOML_MARKER) {
            Some((end, _)) => toml::read_part(text, TOML_MARKER.len()..end, limits),
            None => unclosed(TOML_MARKER, limits),
        };
    }
    if first != MARKER {
        return match misplaced(text) {
            Some((error, span)) => {
                let error = SyntaxErrorKind::Grammar(error);
                Builder::new("", limits).finish_with(error, span)
            }
            None => without_keys(limits),
        };
    }
    let Some((end, _)) = after_first.find(|(_, line)| is_end(line)) else {
        return unclosed(MARKER, limits);
    };
    if text[MARKER.len()..end].trim().is_empty() {
        return without_keys(limits);
    }
    yaml::read(&text[..end], false, limits)
}

fn unclosed<'s>(marker: &str, limits: &Limits) -> Tree<'s> {
    let unclosed = Grammar::new("the front matter that starts here does not end")
        .help(format!("write a line of `{marker}` after it"));
    let error = SyntaxErrorKind::Grammar(unclosed);
    Builder::new("", limits).finish_with(error, Span::of(0..marker.len()))
}

fn is_end(line: &str) -> bool {
    matches!(line, MARKER | "...")
}

fn without_keys<'s>(limits: &Limits) -> Tree<'s> {
    let mut builder = Builder::new("", limits);
    builder.open(true, &New::bare(Span::default(), Style::Block));
    builder.close(None);
    builder.finish()
}

/// Why what looks like front matter is none, and where it starts.
fn misplaced(text: &str) -> Option<(Grammar, Span)> {
    let mut rest = lines(text).skip_while(|(_, line)| line.is_empty());
    let (start, first) = rest.next()?;
    let span = Span::of(start..start + first.len());
    let closed_by = |end: &dyn Fn(&str) -> bool| {
        let mut rest = rest.clone();
        rest.next().is_some_and(|(_, line)| has_key(line)) && rest.any(|(_, line)| end(line))
    };
    if !first.starts_with(MARKER) || !closed_by(&is_end) {
        return None;
    }
    if first == MARKER {
        let below = Grammar::new("front matter starts in the first line, and this is below it")
            .help("remove what is above the `---`");
        return Some((below, span));
    }
    let comment = first[MARKER.len()..].trim_start().starts_with('#');
    let with_more = Grammar::new("the line that starts the front matter has more than `---`")
        .help("write nothing else in this line");
    comment.then_some((with_more, span))
}

/// Whether a line starts with a key, as those of front matter do.
fn has_key(line: &str) -> bool {
    let Some((name, _)) = line.split_once([':', '=']) else {
        return false;
    };
    let name = name.trim_end();
    let is_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.');
    !name.is_empty() && name.chars().all(is_name)
}

/// The lines of a text, each with the offset at which it starts, without white space at its end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
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
        let written = text[start..].trim_start_matches('"');
        assert!(written.starts_with(value));
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
            title("+++\r\ntitle = \"Opening\"\r\n+++\r\nText"),
            Some(("Opening".to_owned(), 13))
        );
        assert_eq!(
            title("---\ntitle: Opening\n..."),
            Some(("Opening".to_owned(), 11))
        );
    }

    #[test]
    fn a_text_without_any_has_a_document_without_keys() {
        for text in [
            "# Title\n\n---\ntitle: a\n---\n",
            "----\ntitle: a\n---\n",
            "---\n---\n",
            "+++\n+++\n",
            "",
            "---\n\n---\nText\n",
            "\n---\n\nAfter a rule: a text.\n\n---\n",
        ] {
            assert_eq!(title(text), None, "{text}");
            let tree = parse(text, Format::FrontMatter, &Limits::default());
            let [root] = tree.documents() else {
                panic!("{text}");
            };
            assert_eq!(tree.data(*root), Data::Map, "{text}");
        }
    }

    #[test]
    fn one_that_other_programs_do_not_find_is_an_error() {
        for (text, start, message) in [
            ("\n---\ntitle: a\n---\n", 1, "below"),
            ("--- # a\ntitle: a\n---\n", 0, "more"),
            ("+++\ntitle = \"a\"\n", 0, "does not end"),
        ] {
            let tree = parse(text, Format::FrontMatter, &Limits::default());
            let [error] = tree.errors() else {
                panic!("{text}");
            };
            assert_eq!(error.span.range().start, start, "{text}");
            assert!(error.to_string().contains(message), "{text}: {error}");
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
