//! Markdown: `CommonMark` with tables and footnotes, as text for readers.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use super::{Block, Blocks, Kind};
use crate::text::mapped::Mapped;
use crate::text::source::Span;

/// How far the items of a list are to the right of the list around it.
pub(crate) const INDENT: usize = 4;

/// What an item without a number begins with.
const BULLET: &str = "•";

/// Raised figures, which the marks of notes consist of.
const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// Reads Markdown.
#[must_use]
pub(crate) fn read(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        text,
        numbers: numbers_of_notes(text, options),
        blocks: Blocks::default(),
        kind: Kind::Line,
        words: Mapped::default(),
        gap: true,
        heading: 0..0,
        lists: Vec::new(),
        marker: None,
        quotes: 0,
        in_note: false,
        is_raised: false,
        unread: None,
    };
    let parser = Parser::new_ext(text, options);
    // where links of that name lead
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(_, it)| Span::of(it.span.clone()));
    reader.blocks.furniture.extend(definitions);
    reader.blocks.furniture.extend(definitions_again(text));
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, range);
    }
    reader.close();
    reader.blocks.furniture.extend(signs(text, &reader.blocks));
    reader.blocks
}

/// The lines that say where links of a name lead: of those with the same name the parser knows one.
fn definitions_again(text: &str) -> Vec<Span> {
    let is_definition = |line: &str| {
        let line = line.trim_start_matches(['>', ' ', '\t', '-', '*', '+']);
        let name = line.strip_prefix('[').and_then(|it| it.split_once("]:"));
        name.is_some_and(|(name, _)| !name.starts_with('^'))
    };
    let mut at = 0;
    let lines = text.split_inclusive(['\n', '\r']).map(|line| {
        at += line.len();
        (line, Span::of(at - line.len()..at))
    });
    let definitions = lines.filter(|(line, _)| is_definition(line));
    definitions.map(|(_, span)| span).collect()
}

/// The characters of the markup: those in no block that are neither letters nor figures.
fn signs(text: &str, blocks: &Blocks) -> Vec<Span> {
    let mut is_read = vec![false; text.len()];
    let read = blocks.list.iter().flat_map(|block| block.text.pieces());
    for piece in read {
        is_read[piece.source.range()].fill(true);
    }
    let signs = text.char_indices();
    let signs = signs.filter(|(at, sign)| !is_read[*at] && !sign.is_alphanumeric());
    signs
        .filter(|(_, sign)| !sign.is_whitespace())
        .map(|(at, sign)| Span::of(at..at + sign.len_utf8()))
        .collect()
}

/// The number of each note: the one that it is named by, or, if that is a word, the next one after these.
fn numbers_of_notes(text: &str, options: Options) -> FxHashMap<String, usize> {
    let mut names: Vec<String> = Vec::new();
    for event in Parser::new_ext(text, options) {
        if let Event::FootnoteReference(name) | Event::Start(Tag::FootnoteDefinition(name)) = event
        {
            names.push(name.into_string());
        }
    }
    let number = |name: &String| name.parse::<usize>().ok();
    let mut next = names.iter().filter_map(number).max().unwrap_or(0);
    let mut numbers = FxHashMap::default();
    for name in names {
        let written = number(&name);
        numbers.entry(name).or_insert_with(|| {
            next += usize::from(written.is_none());
            written.unwrap_or(next)
        });
    }
    numbers
}

/// A list that is open.
struct List {
    /// The number that readers see before the next item, where all items have the same number in the source.
    counted: Option<u64>,
}

struct Reader<'s> {
    text: &'s str,
    numbers: FxHashMap<String, usize>,
    blocks: Blocks,
    /// What is read, and its text so far.
    kind: Kind,
    words: Mapped,
    gap: bool,
    /// The whole of the last heading.
    heading: Range<usize>,
    lists: Vec<List>,
    /// What the next text of an item has before it.
    marker: Option<Mapped>,
    /// How deep quotations are nested.
    quotes: usize,
    /// Whether a note is read, of which all paragraphs are one text.
    in_note: bool,
    is_raised: bool,
    /// What ends what is not read.
    unread: Option<TagEnd>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(end) = self.unread {
            if matches!(&event, Event::End(tag) if *tag == end) {
                self.unread = None;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, range),
            // rules leave alone what is between backticks
            Event::Code(_) => self.push(&self.text[range.clone()], range),
            Event::FootnoteReference(name) => self.push_note(&name, range),
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.break_line(),
            Event::InlineHtml(tag) => self.inline_tag(&tag, range),
            Event::Html(_) => self.blocks.furniture.push(Span::of(range)),
            _ => {}
        }
    }

    fn push(&mut self, words: &str, range: Range<usize>) {
        self.words.push(words, Span::of(range));
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.open(Kind::Heading(*level as u8), true);
                self.heading = range;
            }
            Tag::Paragraph if self.in_note => self.push(" ", range.start..range.start),
            Tag::Paragraph if self.quotes > 0 => self.open(Kind::Quoted, true),
            Tag::Paragraph => self.open(Kind::Line, true),
            Tag::List(first) => {
                self.close();
                let counted = first.filter(|_| repeats_its_number(&self.text[range]));
                self.lists.push(List { counted });
            }
            Tag::Item => {
                self.open(Kind::Item, true);
                self.item(range);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::FootnoteDefinition(name) => {
                self.open(Kind::Note, true);
                let start = range.start + self.text[range].find('[').unwrap_or_default();
                let end = start + name.len() + "[^]".len();
                self.push_note(name, start..end);
                self.in_note = true;
            }
            Tag::TableHead => self.open(Kind::Row, true),
            Tag::TableRow => self.open(Kind::Row, false),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.leave(tag, range);
            }
            Tag::Image { .. } => self.leave(tag, range),
            Tag::Strong => self.divide(),
            Tag::Link { .. } => self.leave_target(range),
            _ => {}
        }
    }

    /// Leaves out all that is in it, except what comments say.
    fn leave(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        if matches!(tag, Tag::HtmlBlock) {
            self.comments(range.clone());
        }
        self.unread = Some(tag.to_end());
        self.blocks.furniture.push(Span::of(range));
    }

    /// What is after the words of a heading, such as its name in braces, is not for readers.
    fn leave_rest_of_heading(&mut self) {
        let Range { start, end } = self.heading.clone();
        let words = self.words.span().range();
        let from = if self.words.is_empty() {
            start
        } else {
            words.end
        };
        self.blocks.furniture.push(Span::of(from..end.max(from)));
    }

    /// Where a link leads is not for readers.
    fn leave_target(&mut self, range: Range<usize>) {
        let written = &self.text[range.clone()];
        let target = written.rfind("](").or_else(|| written.rfind("]["));
        if let Some(at) = target {
            self.blocks
                .furniture
                .push(Span::of(range.start + at..range.end));
        }
    }

    /// The number before an item is in the text alone: of a list only the first number is known.
    fn item(&mut self, range: Range<usize>) {
        let item = self.text[range.clone()].trim_start();
        let start = range.end - item.len();
        let length = item.find(char::is_whitespace).unwrap_or(item.len());
        let at = Span::of(start..start + length);
        let counted = self.lists.last_mut().and_then(|list| list.counted.as_mut());
        let marker = match counted {
            Some(number) => {
                let sign = item[..length].trim_start_matches(|it: char| it.is_ascii_digit());
                let marker = Mapped::standing_for(&format!("{number}{sign}"), at);
                *number += 1;
                marker
            }
            None if item.starts_with(['-', '*', '+']) => Mapped::standing_for(BULLET, at),
            None => Mapped::verbatim(self.text, at.range()),
        };
        self.marker = Some(marker);
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if let Some(marker) = self.marker.take() {
            let end = marker.span().end;
            self.words.append(&marker);
            self.words.push(" ", Span::new(end, end));
        }
        if self.is_raised && words.bytes().all(|it| it.is_ascii_digit()) {
            return self.push_raised(words, range);
        }
        self.push(words, range);
    }

    fn push_note(&mut self, name: &str, range: Range<usize>) {
        let number = self.numbers.get(name).copied().unwrap_or_default();
        self.push_raised(&number.to_string(), range);
    }

    fn push_raised(&mut self, digits: &str, range: Range<usize>) {
        self.push(&raised(digits), range);
    }

    fn inline_tag(&mut self, tag: &str, range: Range<usize>) {
        match tag {
            "<sup>" => self.is_raised = true,
            "</sup>" => self.is_raised = false,
            "<br>" | "<br/>" | "<br />" => self.break_line(),
            _ => self.comments(range.clone()),
        }
        self.blocks.furniture.push(Span::of(range));
    }

    fn comments(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while let Some(at) = self.text[from..range.end].find("<!--") {
            let start = from + at + "<!--".len();
            let Some(length) = self.text[start..range.end].find("-->") else {
                return;
            };
            let said = Mapped::verbatim(self.text, start..start + length).trimmed();
            self.blocks.comments.push(said.span());
            from = start + length;
        }
    }

    /// Begins a new line; a heading and a cell of a table are on one.
    fn break_line(&mut self) {
        match self.kind {
            Kind::Row => self.space(" "),
            Kind::Heading(_) => self.space("\t"),
            Kind::Item | Kind::Note => self.open(Kind::Line, false),
            other => self.open(other, false),
        }
    }

    /// "Annex I**Agenda**" is a label and a title.
    fn divide(&mut self) {
        let is_inside = !self.words.is_empty() && !self.words.text().ends_with(char::is_whitespace);
        if matches!(self.kind, Kind::Heading(_)) && is_inside {
            self.space("\t");
        }
    }

    /// Adds what is between two texts.
    fn space(&mut self, space: &str) {
        let at = self.words.span().end;
        self.words.push(space, Span::new(at, at));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::TableCell => self.space("\t"),
            TagEnd::FootnoteDefinition => {
                self.in_note = false;
                self.close();
            }
            TagEnd::Paragraph if self.in_note => {}
            TagEnd::Heading(_) => {
                self.leave_rest_of_heading();
                self.close();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => self.close(),
            _ => {}
        }
    }

    /// Begins a block. The first text of an item is on the line of its number.
    fn open(&mut self, kind: Kind, gap: bool) {
        if self.marker.is_some() && kind == Kind::Line {
            return;
        }
        self.close();
        self.kind = kind;
        self.gap = gap;
    }

    /// Ends what is read.
    fn close(&mut self) {
        match self.marker.take() {
            // nothing but another list is in the item
            Some(marker) if marker.text() == BULLET => self.blocks.furniture.push(marker.span()),
            Some(marker) => self.words.append(&marker),
            None => {}
        }
        let text = with_undefined_notes(std::mem::take(&mut self.words)).trimmed();
        if !text.is_empty() {
            self.blocks.list.push(Block {
                kind: self.kind,
                text,
                gap: self.gap,
                new_page: false,
                goes_on: false,
                indent: self.lists.len() * INDENT,
            });
        }
        self.kind = Kind::Line;
        self.gap = true;
    }
}

fn raised(digits: &str) -> String {
    let digits = digits.bytes().map(|it| RAISED[usize::from(it - b'0')]);
    digits.collect()
}

/// A text in which marks of notes that nothing defines, which are no marks to the parser, are marks as well.
fn with_undefined_notes(text: Mapped) -> Mapped {
    let written = text.text();
    if !written.contains("[^") {
        return text;
    }
    let mut marked = Mapped::default();
    let mut from = 0;
    for (at, opened) in written.match_indices("[^") {
        let name = written[at + opened.len()..].split(']').next();
        let name = name.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
        let end = at + opened.len() + name.map_or(0, str::len) + 1;
        if let Some(name) = name.filter(|_| at >= from && end <= written.len()) {
            marked.append(&text.slice(from..at));
            marked.push(&raised(name), text.slice(at..end).span());
            from = end;
        }
    }
    marked.append(&text.slice(from..written.len()));
    marked
}

/// Whether all items of a list have the number of the first: then readers see them counted.
fn repeats_its_number(list: &str) -> bool {
    let indent = list.len() - list.trim_start().len();
    let marker = |line: &str| {
        let line = line.get(indent..).unwrap_or_default();
        let digits = line.len()
            - line
                .trim_start_matches(|it: char| it.is_ascii_digit())
                .len();
        let is_marker = digits > 0 && line[digits..].starts_with(['.', ')']);
        is_marker.then(|| line[..digits].to_owned())
    };
    let mut markers = list.lines().filter_map(marker);
    let Some(first) = markers.next() else {
        return false;
    };
    let mut others = markers.peekable();
    others.peek().is_some() && others.all(|it| it == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(Kind, String)> {
        let blocks = read(text).list.into_iter();
        blocks
            .map(|it| (it.kind, it.text.text().to_owned()))
            .collect()
    }

    fn is_read(text: &str, expected: &[(Kind, &str)]) {
        let expected = expected
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()));
        assert_eq!(blocks(text), expected.collect::<Vec<_>>(), "{text}");
    }

    #[test]
    fn marks_are_not_in_the_text() {
        is_read(
            "# Report\n\nFirst\n======\n\n**1.** The *forum* [met](http://a.b) &amp; closed. \\*\n",
            &[
                (Kind::Heading(1), "Report"),
                (Kind::Heading(1), "First"),
                (Kind::Line, "1. The forum met & closed. *"),
            ],
        );
        is_read(
            "## <a name=\"s\"></a>I. Rivers {#r}\n\n## Annex I**AGENDA**\n",
            &[
                (Kind::Heading(2), "I. Rivers"),
                (Kind::Heading(2), "Annex I\tAGENDA"),
            ],
        );
    }

    #[test]
    fn items_have_the_numbers_that_are_written_or_that_readers_see() {
        is_read(
            "3. one\n5. two\n\ntext\n\n1. one\n1. two\n",
            &[
                (Kind::Item, "3. one"),
                (Kind::Item, "5. two"),
                (Kind::Line, "text"),
                (Kind::Item, "1. one"),
                (Kind::Item, "2. two"),
            ],
        );
        is_read(
            "2. So it was:\n\n    1. one\n\n    and more\n\n- - deep\n",
            &[
                (Kind::Item, "2. So it was:"),
                (Kind::Item, "1. one"),
                (Kind::Line, "and more"),
                (Kind::Item, "• deep"),
            ],
        );
    }

    #[test]
    fn notes_have_figures_whatever_they_are_named() {
        is_read(
            "One[^1], two[^b], none[^7], x<sup>12</sup>.\n\n[^1]: First.\n\n    It goes on.\n\n[^b]: Second.\n",
            &[
                (Kind::Line, "One¹, two², none⁷, x¹²."),
                (Kind::Note, "¹ First. It goes on."),
                (Kind::Note, "² Second."),
            ],
        );
    }

    #[test]
    fn tables_have_rows_and_code_and_pictures_are_left_out() {
        is_read(
            "| a | b |\n|---|---|\n| c<br>d | e |\n\n```\nlet x\n```\n\n![alt](x.png)\n\n> quoted\n",
            &[
                (Kind::Row, "a\tb"),
                (Kind::Row, "c d\te"),
                (Kind::Quoted, "quoted"),
            ],
        );
    }

    #[test]
    fn comments_are_known() {
        let text = "<!-- one -->\n\nA <!-- two --> b\n";
        let comments = read(text).comments;
        let said: Vec<&str> = comments.iter().map(|it| &text[it.range()]).collect();
        assert_eq!(said, ["one", "two"]);
    }
}
