//! What is drawn of the sources for one finding: a small text of its own, in which every label has its range.
//!
//! The library would look for lines, count columns and copy text in the whole source, for every label again. It is given
//! this text instead, whose size depends on neither the source, nor the length of its lines, nor the number of labels.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::Layout;
use super::cluster::Clusters;
use super::line::{DrawnLine, WIDTH_OF_MARK};
use crate::finding::{Finding, Label};
use crate::output::escape;
use crate::text::source::{FileId, Position, Source, Sources, Span};

/// Labels that are drawn; of more, only the number is given.
const MOST_LABELS: usize = 20;

/// Lines that are drawn of one label.
const MOST_LINES: u32 = 3;

/// The lines around the labels of a finding, of all the files that these are in.
#[derive(Debug)]
pub(super) struct Excerpt {
    text: String,
    chunks: Vec<Chunk>,
    /// The underlined ranges of `text`, ascending.
    pub(super) marks: Vec<Mark>,
    /// How many labels there was no room for.
    pub(super) left_out: usize,
    /// The clusters that are replaced in the text.
    pub(super) clusters: Clusters,
}

/// Lines of one file that follow upon each other.
#[derive(Debug)]
struct Chunk {
    file: FileId,
    name: String,
    first_line: u32,
    last_line: u32,
    /// Its bytes of the excerpt's text.
    range: Range<usize>,
}

/// An underlined range of the excerpt.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes of the excerpt's text.
    pub(super) range: Range<usize>,
    /// What is written under it.
    pub(super) message: Option<String>,
    /// The number of its label in the finding; a label over several lines has several marks.
    pub(super) label: usize,
    /// Where it starts in its file.
    pub(super) position: Position,
    /// The column at which it starts in the drawn line, in characters from 1.
    pub(super) drawn_column: u32,
}

/// The part of a label that lies in one line.
struct Piece {
    file: FileId,
    line: u32,
    span: Span,
    label: usize,
    message: Option<String>,
}

impl Excerpt {
    /// Draws the lines of a finding's labels, those of the primary label's file first, and the line before each.
    pub(super) fn new(sources: &Sources, finding: &Finding, layout: Layout) -> Self {
        let pieces = pieces(sources, finding, layout);
        let last_line = pieces.iter().map(|piece| piece.line).max().unwrap_or(1);
        // ` 412 │ ` is before each line
        let frame = last_line.to_string().len() + 4;
        let layout = Layout {
            width: layout.width.saturating_sub(frame),
            ..layout
        };
        let mut excerpt = Self {
            text: String::new(),
            chunks: Vec::new(),
            marks: Vec::new(),
            left_out: finding.labels.len().saturating_sub(MOST_LABELS),
            clusters: Clusters::default(),
        };
        let rows = rows(pieces).into_iter();
        for row in rows.flat_map(|row| as_they_fit(sources, row, layout)) {
            let (file, line) = (row[0].file, row[0].line);
            let source = sources.get(file);
            let has_context = excerpt.ends_with(file, line - 1) || excerpt.ends_with(file, line);
            if line > 1 && !has_context {
                excerpt.push(source, (file, line - 1), &[], layout);
            }
            excerpt.push(source, (file, line), &row, layout);
        }
        excerpt
    }

    fn ends_with(&self, file: FileId, line: u32) -> bool {
        self.chunks
            .last()
            .is_some_and(|chunk| (chunk.file, chunk.last_line) == (file, line))
    }

    /// Adds a line, and the marks of the pieces in it.
    fn push(
        &mut self,
        source: &Source,
        (file, line): (FileId, u32),
        row: &[Piece],
        layout: Layout,
    ) {
        if !self.ends_with(file, line - 1) {
            self.open_chunk(source, file, line);
        }
        let whole = source.line_span(line);
        // the length of what lies before it, as the source cuts that to whole characters
        let within = |offset| source.slice(Span::new(whole.start, offset)).len();
        let marked = |piece: &Piece| within(piece.span.start)..within(piece.span.end);
        let marked: Vec<Range<usize>> = row.iter().map(marked).collect();
        let clusters = layout.puts_back_clusters.then_some(&mut self.clusters);
        let drawn = DrawnLine::new(source.slice(whole), &marked, layout, clusters);
        let start = self.text.len();
        for (piece, marked) in row.iter().zip(marked) {
            let range = drawn.place(marked.start)..drawn.place(marked.end);
            let column = drawn.text[..range.start].chars().count() + 1;
            self.marks.push(Mark {
                range: start + range.start..start + range.end,
                message: piece.message.clone(),
                label: piece.label,
                position: source.position(piece.span.start),
                drawn_column: u32::try_from(column).unwrap_or(u32::MAX),
            });
        }
        self.text.push_str(&drawn.text);
        // the last line as well: a mark at the end of a line without a break is not drawn by the library
        self.text.push('\n');
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.last_line = line;
            chunk.range.end = self.text.len();
        }
    }

    /// Takes the last line break from each chunk. The narrating handler takes it for the end of the source, to which it
    /// ascribes the labels of the chunks behind it.
    pub(super) fn leave_chunks_open(&mut self) {
        for chunk in &self.chunks {
            self.text
                .replace_range(chunk.range.end - 1..chunk.range.end, " ");
        }
    }

    fn open_chunk(&mut self, source: &Source, file: FileId, line: u32) {
        // belongs to no chunk: a label must not start where another chunk ends
        self.text.push('\n');
        self.chunks.push(Chunk {
            file,
            name: escape::line(source.name()).into_owned(),
            first_line: line,
            last_line: line,
            range: self.text.len()..self.text.len(),
        });
    }
}

/// The parts to underline, in the order in which they are drawn.
fn pieces(sources: &Sources, finding: &Finding, layout: Layout) -> Vec<Piece> {
    let labels = &finding.labels[..finding.labels.len().min(MOST_LABELS)];
    let numbered = labels.iter().enumerate();
    let mut pieces: Vec<Piece> = numbered
        .flat_map(|(number, label)| {
            pieces_of(sources.get(label.location.file), number, label, layout)
        })
        .collect();
    let rank = |file| labels.iter().position(|label| label.location.file == file);
    pieces.sort_by_key(|piece| (rank(piece.file), piece.line, piece.span.start, piece.label));
    pieces
}

/// The pieces that are underlined side by side: those of one line, unless they overlap. The library would put the second
/// of two that overlap beside its text, so the line is drawn again for it.
fn rows(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let precedes = |last: &Piece| {
            let same_line = (last.file, last.line) == (piece.file, piece.line);
            same_line && last.span.start < piece.span.start && last.span.end <= piece.span.start
        };
        match rows.iter_mut().find(|row| row.last().is_some_and(precedes)) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows
}

/// The pieces of a line that is drawn whole, or of a longer one as many at a time as there is room for what is around them.
fn as_they_fit(sources: &Sources, mut row: Vec<Piece>, layout: Layout) -> Vec<Vec<Piece>> {
    let whole = sources.get(row[0].file).line_span(row[0].line);
    let length = whole.end - whole.start;
    let at_once = (layout.width / WIDTH_OF_MARK).max(1);
    if length as usize <= layout.width || row.len() <= at_once {
        return vec![row];
    }
    let mut rows = Vec::new();
    while row.len() > at_once {
        let rest = row.split_off(at_once);
        rows.push(std::mem::replace(&mut row, rest));
    }
    rows.push(row);
    rows
}

/// The parts of a label line by line, without the white space around them; the last one carries the message.
fn pieces_of(source: &Source, number: usize, label: &Label, layout: Layout) -> Vec<Piece> {
    let Span { start, end } = label.location.span;
    let text = source.slice(label.location.span);
    let end = match text.trim_end() {
        "" => end,
        trimmed => Span::of(0..trimmed.len()).end + start,
    };
    let first = source.line_of(start);
    let last = source.line_of(end.saturating_sub(1)).max(first);
    let mut pieces: Vec<Piece> = Vec::new();
    for line in first..=last.min(first + MOST_LINES - 1) {
        let whole = source.line_span(line);
        let mut span = Span::new(
            start.clamp(whole.start, whole.end),
            end.clamp(whole.start, whole.end),
        );
        if line > first {
            let text = source.slice(span);
            span.start += Span::of(0..text.len() - text.trim_start().len()).end;
            if span.is_empty() {
                continue;
            }
        }
        pieces.push(Piece {
            file: label.location.file,
            line,
            span,
            label: number,
            message: None,
        });
    }
    if let Some(piece) = pieces.last_mut().filter(|_| !label.message.is_empty()) {
        let message = layout.shown(&label.message);
        let is_cut = last - first >= MOST_LINES;
        piece.message = Some(if is_cut {
            format!("{message} (to line {last})")
        } else {
            message
        });
    }
    pieces
}

impl SourceCode for Excerpt {
    /// The chunk that the span lies in; with no context lines asked for, the place in the file where its mark starts.
    ///
    /// What lies in two chunks is refused, so that the library draws them one by one.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let chunk = self
            .chunks
            .iter()
            .find(|chunk| chunk.range.start <= start && end <= chunk.range.end);
        let chunk = chunk.ok_or(MietteError::OutOfBounds)?;
        let mark = self
            .marks
            .iter()
            .find(|mark| context_lines_before == 0 && mark.range.start == start);
        let (line, column) = mark.map_or((chunk.first_line, 1), |mark| {
            (mark.position.line, mark.position.column)
        });
        Ok(Box::new(MietteSpanContents::new_named(
            chunk.name.clone(),
            &self.text.as_bytes()[chunk.range.clone()],
            (chunk.range.start, chunk.range.len()).into(),
            line as usize - 1,
            column as usize - 1,
            (chunk.last_line - chunk.first_line + 1) as usize,
        )))
    }
}
