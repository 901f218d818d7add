//! The files being checked: their text, and where a byte of it lies.
//!
//! Everything after this module speaks of bytes of the decoded text ([`Span`]); only here are they
//! turned into lines, columns and offsets of the file on disk ([`Position`]).

mod decode;

use std::ops::Range;
use std::sync::OnceLock;

pub use decode::DecodeError;
use decode::{Decoded, Encoding};

use super::syntax::Format;
use super::word::{self, Changes, Drawing};

/// Text bytes between two character counts kept by a [`Source`]. It bounds what one look-up reads,
/// so that a file that is a single line of many megabytes costs no more than any other.
const BLOCK: usize = 1024;

/// A file among the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The number that [`FileId::from_number`] takes back.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The file that gave this number.
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// A range of bytes of a decoded text, its end exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, and not including, `end`.
    #[must_use]
    #[inline]
    pub fn new(start: u32, end: u32) -> Span {
        debug_assert!(start <= end, "a span ends before it starts");
        Span { start, end }
    }

    /// The span of a range of byte offsets; offsets beyond 4 GiB, which no text has, are cut.
    #[must_use]
    #[inline]
    pub(crate) fn of(range: Range<usize>) -> Span {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(range.start), offset(range.end))
    }

    /// The span as a range, to slice a text with.
    #[must_use]
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether it has no byte at all.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A place in one of the [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes of its text.
    pub span: Span,
}

/// A place as people and editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1, in Unicode characters.
    pub column: u32,
    /// The offset in bytes from 0, in the file as it is on disk: a byte order mark counts, and
    /// UTF-16 has the bytes of UTF-16.
    pub offset: u64,
}

/// One file: its name and its text, in which it finds lines and columns.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    error: Option<DecodeError>,
    /// What is known of the text, if it was drawn of a Word file.
    drawing: Option<Box<Drawing>>,
    /// Whether it says how others are checked.
    is_config: bool,
    /// Made when first a place is looked up: of a file in order nobody asks where its lines are.
    index: OnceLock<Index>,
}

/// What finds lines and columns in a text.
#[derive(Debug, Clone)]
struct Index {
    /// The offset of each line's first byte.
    lines: Vec<u32>,
    /// What lies before each [`BLOCK`] of the text; empty when the text is ASCII.
    counts: Vec<Count>,
}

/// How much text lies before a place.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// Unicode characters.
    characters: u32,
    /// Those of them that UTF-16 writes as a surrogate pair.
    pairs: u32,
}

impl Count {
    fn add(&mut self, bytes: &[u8]) {
        self.characters += count(bytes, |byte| byte & 0b1100_0000 != 0b1000_0000);
        self.pairs += count(bytes, |byte| byte >= 0b1111_0000);
    }
}

/// How many of the bytes are such ones. They are added up in bytes, of which a processor adds many at a time.
fn count(bytes: &[u8], is: impl Fn(u8) -> bool) -> u32 {
    let few = bytes.chunks(u8::MAX.into());
    let counts = few.map(|few| few.iter().map(|&byte| u8::from(is(byte))).sum::<u8>());
    counts.map(u32::from).sum()
}

impl Source {
    /// Decodes a file: UTF-8 with or without a byte order mark, UTF-16 with one. A Word file, whose name ends in .docx, is
    /// drawn as text.
    ///
    /// It never fails. What does not decode is replaced by U+FFFD and remembered as
    /// [`Source::decode_error`].
    #[must_use]
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Source {
        Self::decode_with(name, bytes, Changes::default())
    }

    /// The same; in Word files changes are tracked, which are read as `changes` says.
    #[must_use]
    pub(crate) fn decode_with(name: impl Into<String>, bytes: Vec<u8>, changes: Changes) -> Source {
        let name = name.into();
        if Format::of(&name) == Format::Word {
            return Self::draw(name, &bytes, changes);
        }
        let Decoded {
            text,
            encoding,
            error,
        } = decode::decode(bytes);
        Source {
            name,
            index: OnceLock::new(),
            text,
            encoding,
            error,
            drawing: None,
            is_config: false,
        }
    }

    fn draw(name: String, bytes: &[u8], changes: Changes) -> Source {
        let (text, drawing, error) = match word::draw(bytes, changes) {
            Ok((text, drawing)) => (text, drawing, None),
            Err(problem) => {
                let error = Some(DecodeError::of_word(problem));
                (String::new(), Drawing::default(), error)
            }
        };
        Source {
            name,
            index: OnceLock::new(),
            text,
            encoding: Encoding::Drawn,
            error,
            drawing: Some(Box::new(drawing)),
            is_config: false,
        }
    }

    /// What is known of the text, if it was drawn of a Word file.
    #[must_use]
    pub(crate) fn drawing(&self) -> Option<&Drawing> {
        self.drawing.as_deref()
    }

    /// The same text as one of configuration, which does not count as checked.
    #[must_use]
    pub(crate) fn of_config(self) -> Source {
        Source {
            is_config: true,
            ..self
        }
    }

    /// Whether it is a text of configuration.
    #[must_use]
    pub(crate) fn is_config(&self) -> bool {
        self.is_config
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index {
            lines: line_starts(&self.text),
            counts: counts(&self.text),
        })
    }

    fn lines(&self) -> &[u32] {
        &self.index().lines
    }

    /// The path to show, with `/` between its parts.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Another text in the encoding of the file, as bytes on disk.
    #[must_use]
    pub(crate) fn encoded(&self, text: &str) -> Vec<u8> {
        self.encoding.encoded(text)
    }

    /// The first place that is not in the file's encoding, if there is one.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.error.as_ref()
    }

    /// The line, column and offset on disk of a byte of the text; beyond its end, those of its end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let at = self.clamp(offset);
        let (before, here) = (
            self.count_before(self.line_start(offset)),
            self.count_before(at),
        );
        Position {
            line,
            column: here.characters - before.characters + 1,
            offset: self
                .encoding
                .offset_on_disk(at, here.characters + here.pairs),
        }
    }

    /// The column of a byte, counted from 1, in units of UTF-16: characters beyond U+FFFF are two.
    #[must_use]
    pub fn utf16_column(&self, offset: u32) -> u32 {
        let (before, here) = (
            self.count_before(self.line_start(offset)),
            self.count_before(self.clamp(offset)),
        );
        let units = |count: Count| count.characters + count.pairs;
        units(here) - units(before) + 1
    }

    /// The column of a byte, counted from 1, in bytes of UTF-8.
    #[must_use]
    pub fn byte_column(&self, offset: u32) -> u32 {
        let column = self.clamp(offset) - self.line_start(offset) + 1;
        u32::try_from(column).unwrap_or(u32::MAX)
    }

    /// The number of lines; a text that ends in a line break has an empty line after it.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.lines().len()).unwrap_or(u32::MAX)
    }

    /// A line, counted from 1, without its line break; empty and at the end beyond the last line.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let index = (line as usize).saturating_sub(1);
        let lines = self.lines();
        let start = lines
            .get(index)
            .map_or(self.text.len(), |&start| start as usize);
        let end = lines
            .get(index + 1)
            .map_or(self.text.len(), |&end| end as usize);
        let content = &self.text[start..end];
        let content = content.strip_suffix('\n').unwrap_or(content);
        let content = content.strip_suffix('\r').unwrap_or(content);
        Span::of(start..start + content.len())
    }

    /// The line, counted from 1, on which a byte lies.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let line = self.lines().partition_point(|&start| start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The offset of the first byte of the line on which a byte lies.
    fn line_start(&self, offset: u32) -> usize {
        self.lines()[self.line_of(offset) as usize - 1] as usize
    }

    /// The text of a span, cut to what the text has.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.clamp(span.start)..self.clamp(span.end)]
    }

    /// The nearest character boundary at or before an offset.
    fn clamp(&self, offset: u32) -> usize {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn count_before(&self, at: usize) -> Count {
        let counts = &self.index().counts;
        if counts.is_empty() {
            return Count {
                characters: u32::try_from(at).unwrap_or(u32::MAX),
                pairs: 0,
            };
        }
        let block = at / BLOCK;
        let mut count = counts[block];
        count.add(&self.text.as_bytes()[block * BLOCK..at]);
        count
    }
}

/// The offsets at which lines start: after `\n`, `\r\n` and `\r`.
fn line_starts(text: &str) -> Vec<u32> {
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    // room for the lines of a report; what is not used is never touched
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let is_half = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
        if !is_half {
            starts.push(offset(at + 1));
        }
    }
    starts
}

fn counts(text: &str) -> Vec<Count> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut count = Count::default();
    let mut counts = vec![count];
    for block in text.as_bytes().chunks(BLOCK) {
        count.add(block);
        counts.push(count);
    }
    counts
}

/// The text of bytes, if they are UTF-8 or UTF-16 throughout.
pub(crate) fn decoded(bytes: Vec<u8>) -> Option<String> {
    let Decoded { text, error, .. } = decode::decode(bytes);
    error.is_none().then_some(text)
}

/// All the files of a run.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes a file in, and gives it its id.
    ///
    /// # Panics
    ///
    /// When there are more than 2³² files.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = u32::try_from(self.0.len()).expect("fewer than 2³² files are checked in a run");
        self.0.push(source);
        FileId(id)
    }

    /// The file of an id that [`Sources::add`] gave.
    #[must_use]
    pub fn get(&self, id: FileId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The first `count` files, which keep their ids.
    #[must_use]
    pub(crate) fn first(mut self, count: usize) -> Self {
        self.0.truncate(count);
        self
    }

    /// The files in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.0)
    }
}

#[cfg(test)]
mod tests;
