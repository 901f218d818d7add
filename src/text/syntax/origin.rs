//! From a place in the decoded text of a scalar back to the source.
//!
//! A scalar is decoded once more, piece by piece, each piece with the source it comes from. The pieces
//! are checked against the text in the tree, so that a span is either right or refused.

use std::ops::{ControlFlow, Range};

use super::{Node, Style};
use crate::text::source::Span;

/// Whether to go on with the next piece.
type Flow = ControlFlow<()>;

/// Where each piece of a scalar's decoded text comes from: see [`Tree::source_map`](super::Tree::source_map).
#[derive(Debug)]
pub struct SourceMap {
    /// The scalar as it is written.
    whole: Span,
    /// The pieces of the decoded text, in its order.
    pieces: Vec<Piece>,
}

/// A piece of decoded text, which begins where the one before it ends, and what it was decoded from.
#[derive(Debug)]
struct Piece {
    end: usize,
    source: Span,
}

impl SourceMap {
    /// The map of a node that has no text.
    pub(super) fn empty(whole: Span) -> SourceMap {
        SourceMap {
            whole,
            pieces: Vec::new(),
        }
    }

    /// Decodes the scalar `value`, as `node` writes it.
    pub(super) fn new(text: &str, node: &Node, value: &str) -> SourceMap {
        let mut map = SourceMap::empty(node.span);
        // a stop says only that there is no more to decode
        let _ = decode(text, node, value, &mut |source, piece| {
            map.take(source, piece, value)
        });
        map
    }

    /// The bytes of the source that a byte range of the decoded text comes from. What is escaped or
    /// folded is covered whole, and an empty range gives the place. For a range outside of
    /// the text it is the span of the scalar.
    #[must_use]
    pub fn span(&self, decoded: Range<usize>) -> Span {
        self.find(decoded).unwrap_or(self.whole)
    }

    fn take(&mut self, source: Range<usize>, piece: &str, value: &str) -> Flow {
        let at = self.decoded();
        let rest = &value.as_bytes()[at..];
        // the line breaks at the end of a block scalar are more than its value has
        let piece = &piece.as_bytes()[..piece.len().min(rest.len())];
        if !rest.starts_with(piece) {
            return Flow::Break(());
        }
        self.pieces.push(Piece {
            end: at + piece.len(),
            source: Span::of(source),
        });
        if piece.len() == rest.len() {
            Flow::Break(())
        } else {
            Flow::Continue(())
        }
    }

    /// How much of the text the pieces are.
    fn decoded(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.end)
    }

    /// The source of a range, if it is one of the text.
    pub(super) fn find(&self, wanted: Range<usize>) -> Option<Span> {
        if wanted.start > wanted.end || wanted.end > self.decoded() {
            return None;
        }
        let start = self.place(wanted.start, wanted.start + 1, |source| source.start);
        let (start, end) = if wanted.is_empty() {
            let place = start.or_else(|| Some(self.pieces.last()?.source.range().end))?;
            (place, place)
        } else {
            let end = self.place(wanted.end, wanted.end, |source| source.end);
            (start?, end?)
        };
        let whole = self.whole.range();
        let start = start.clamp(whole.start, whole.end);
        Some(Span::of(start..end.clamp(start, whole.end)))
    }

    /// The source of a place in the first piece that goes as far as `reach`: an edge of the piece where it is escaped or
    /// folded.
    fn place(&self, at: usize, reach: usize, edge: fn(Range<usize>) -> usize) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.end < reach);
        let piece = self.pieces.get(index)?;
        let start = self.pieces[..index].last().map_or(0, |before| before.end);
        let verbatim = piece.end - start == piece.source.len();
        let source = piece.source.range();
        Some(if verbatim {
            source.start + (at - start)
        } else {
            edge(source)
        })
    }
}

/// Decodes a scalar, and gives each piece of its text after the source that it comes from.
fn decode(
    text: &str,
    node: &Node,
    value: &str,
    give: &mut dyn FnMut(Range<usize>, &str) -> Flow,
) -> Flow {
    let Range { start, end } = node.span.range();
    match node.style {
        Style::Plain => Folding {
            text,
            quote: None,
            give,
        }
        .run(start..end),
        Style::SingleQuoted => Folding {
            text,
            quote: Some(b'\''),
            give,
        }
        .run(start + 1..end - 1),
        Style::DoubleQuoted => Folding {
            text,
            quote: Some(b'"'),
            give,
        }
        .run(start + 1..end - 1),
        Style::Literal | Style::Folded => block(text, node, value, give),
        Style::Block | Style::Flow | Style::Alias => Flow::Break(()),
    }
}

/// Plain and quoted scalars: a line break folds with the blanks around it.
struct Folding<'a> {
    text: &'a str,
    quote: Option<u8>,
    give: &'a mut dyn FnMut(Range<usize>, &str) -> Flow,
}

impl Folding<'_> {
    fn run(mut self, content: Range<usize>) -> Flow {
        let bytes = &self.text.as_bytes()[..content.end];
        // of what lies before `from`, nothing is left to give
        let (mut from, mut at) = (content.start, content.start);
        while let Some(&byte) = bytes.get(at) {
            at = match (byte, self.quote) {
                (b'\n' | b'\r', _) => {
                    let line = &self.text[from..at];
                    let end = from + line.trim_end_matches([' ', '\t']).len();
                    self.verbatim(from..end)?;
                    let (next, breaks) = skip_blanks(bytes, end);
                    (self.give)(end..next, &folded(breaks))?;
                    next
                }
                (b'\'', Some(b'\'')) => {
                    self.verbatim(from..at)?;
                    (self.give)(at..at + 2, "'")?;
                    at + 2
                }
                (b'\\', Some(b'"')) => {
                    self.verbatim(from..at)?;
                    self.escape(bytes, at)?
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            from = at;
        }
        self.verbatim(from..content.end)
    }

    fn verbatim(&mut self, source: Range<usize>) -> Flow {
        // an escape may claim to be longer than what is left
        match self.text.get(source.clone()) {
            Some(text) if !text.is_empty() || source.is_empty() => (self.give)(source, text),
            _ => Flow::Break(()),
        }
    }

    /// Gives what the escape at `at` means, and where the text goes on after it.
    fn escape(&mut self, bytes: &[u8], at: usize) -> ControlFlow<(), usize> {
        if let Some(b'\n' | b'\r') = bytes.get(at + 1) {
            let (next, breaks) = skip_blanks(bytes, at + 1);
            (self.give)(at..next, &"\n".repeat(breaks - 1))?;
            return ControlFlow::Continue(next);
        }
        let Some((character, length)) = escaped(&self.text[at + 1..bytes.len()]) else {
            return ControlFlow::Break(());
        };
        let next = at + 1 + length;
        (self.give)(at..next, character.encode_utf8(&mut [0; 4]))?;
        ControlFlow::Continue(next)
    }
}

/// Where the next text starts after blanks and line breaks, and how many breaks there are.
fn skip_blanks(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut breaks = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            b'\r' | b'\n' => breaks += 1,
            b' ' | b'\t' => {}
            _ => break,
        }
        at += 1;
    }
    (at, breaks)
}

/// What line breaks between two lines of text become.
fn folded(breaks: usize) -> String {
    if breaks == 1 {
        " ".to_owned()
    } else {
        "\n".repeat(breaks - 1)
    }
}

/// The character of an escape, after its backslash, and the bytes it takes.
pub(super) fn escaped(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    let character = match first {
        '0' => '\0',
        'a' => '\x07',
        'b' => '\x08',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\x0B',
        'f' => '\x0C',
        'r' => '\r',
        'e' => '\x1B',
        ' ' | '"' | '/' | '\\' => first,
        'N' => '\u{85}',
        '_' => '\u{A0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return Some((char::from_u32(hex(text, 1, 2)?)?, 3)),
        'U' => return Some((char::from_u32(hex(text, 1, 8)?)?, 9)),
        'u' => return utf16_escaped(text),
        _ => return None,
    };
    Some((character, 1))
}

fn utf16_escaped(text: &str) -> Option<(char, usize)> {
    let unit = hex(text, 1, 4)?;
    if let Some(character) = char::from_u32(unit) {
        return Some((character, 5));
    }
    let low = text
        .get(5..7)
        .filter(|escape| *escape == "\\u")
        .and_then(|_| hex(text, 7, 4))?;
    let units = [u16::try_from(unit).ok()?, u16::try_from(low).ok()?];
    Some((char::decode_utf16(units).next()?.ok()?, 11))
}

fn hex(text: &str, at: usize, digits: usize) -> Option<u32> {
    u32::from_str_radix(text.get(at..at + digits)?, 16).ok()
}

/// Literal and folded scalars. The value shows how far the lines are indented: what the header
/// says about that counts from the indentation of the parent.
fn block(
    text: &str,
    node: &Node,
    value: &str,
    give: &mut dyn FnMut(Range<usize>, &str) -> Flow,
) -> Flow {
    let whole = node.span.range();
    let header = line_end(text, whole.start);
    let indent = indentation(text, header, value);
    // the line breaks since the last line of text
    let (mut gap, mut breaks) = (header, 0);
    let mut before = Line::None;
    let mut at = header;
    while at < text.len() {
        let start = after_break(text, at);
        let line = &text[start..line_end(text, start)];
        // blank lines may follow the last line that is not
        if start >= whole.end && !line.trim_start_matches([' ', '\t']).is_empty() {
            break;
        }
        breaks += 1;
        let end = start + line.len();
        let content = start + (line.len() - line.trim_start_matches(' ').len()).min(indent);
        at = end;
        if content == end {
            continue;
        }
        let spaced = text[content..].starts_with([' ', '\t']);
        let fold = match before {
            Line::None => "\n".repeat(breaks - 1),
            Line::Text if node.style == Style::Folded && !spaced => folded(breaks),
            _ => "\n".repeat(breaks),
        };
        // the break after the header belongs to the header
        let from = if before == Line::None {
            after_break(text, gap)
        } else {
            gap
        };
        give(from..content, &fold)?;
        give(content..end, &text[content..end])?;
        before = if spaced { Line::Spaced } else { Line::Text };
        (gap, breaks) = (end, 0);
    }
    // the last line may have no break of its own
    give(gap..at, &"\n".repeat(breaks + 1))
}

/// The last line of text in a block scalar.
#[derive(PartialEq, Eq)]
enum Line {
    None,
    Text,
    /// One that starts with a blank, and is not folded with its neighbours.
    Spaced,
}

fn indentation(text: &str, header: usize, value: &str) -> usize {
    let blank_lines = value.bytes().take_while(|&byte| byte == b'\n').count();
    let spaces = |line: &str| line.bytes().take_while(|&byte| byte == b' ').count();
    if blank_lines == value.len() {
        return usize::MAX;
    }
    let first = (0..blank_lines).fold(after_break(text, header), |line, _| {
        after_break(text, line_end(text, line))
    });
    spaces(&text[first..]).saturating_sub(spaces(&value[blank_lines..]))
}

/// Where the line break at or after `at` is, or the end of the text.
fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end)
}

/// Where the line after the line break at `at` starts.
fn after_break(text: &str, at: usize) -> usize {
    match text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [_, ..] => at + 1,
        [] => at,
    }
}

/// Whether an escape means half of a character, as in UTF-16.
pub(super) fn is_surrogate(escape: &str) -> bool {
    let digits = escape.strip_prefix("\\u").and_then(|it| it.get(..4));
    let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    unit.is_some_and(|unit| (0xD800..0xE000).contains(&unit))
}
