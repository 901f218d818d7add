//! The lines of a file that a label is in, with its words marked.

use std::ops::Range;

use maud::{Markup, html};

use super::{Data, Part, Shown};
use crate::finding::Label;
use crate::output::counted;
use crate::text::source::Source;

/// Places of a finding that are shown; of more, only the number is given.
const MOST_PLACES: usize = 20;

/// Lines that are shown of one place.
const MOST_LINES: u32 = 3;

/// Bytes of a line that are shown before a mark and after it, and of a mark.
const BEFORE: usize = 120;
const AFTER: usize = 200;
const MARKED: usize = 400;

/// The places of a finding.
pub(super) fn places(part: &Part<'_>, shown: &Shown<'_>) -> Markup {
    let labels = &shown.finding.labels;
    let left_out = labels.len().saturating_sub(MOST_PLACES);
    html! {
        div.places {
            @for label in labels.iter().take(MOST_PLACES) {
                (place(part, label))
            }
        }
        @if left_out > 0 {
            p { "and " (counted(left_out, "more place", "more places")) }
        }
    }
}

/// The name of the file, the line, and what is there.
fn place(part: &Part<'_>, label: &Label) -> Markup {
    let source = part.report.sources.get(label.location.file);
    let lines = lines(source, label);
    let line = source.line_of(label.location.span.start);
    html! {
        figure {
            figcaption {
                span.file { (Data(&part.name_of(source))) } ", line " (line)
                @if !label.message.is_empty() { ": " (Data(&label.message)) }
            }
            pre { code {
                @for (index, line) in lines.iter().enumerate() {
                    @if index > 0 { "\n" }
                    span.n { (line.number) } " " (line)
                }
            } }
        }
        "\n"
    }
}

/// A line of a file, and which of its bytes are marked.
struct Line<'s> {
    number: u32,
    text: &'s str,
    marked: Range<usize>,
}

impl maud::Render for Line<'_> {
    fn render_to(&self, buffer: &mut String) {
        let Self { text, marked, .. } = self;
        let cut = |at: usize| text.floor_char_boundary(at.min(text.len()));
        let from = if marked.start > BEFORE + AFTER {
            cut(marked.start - BEFORE)
        } else {
            0
        };
        let end = marked.end.min(cut(marked.start + MARKED)).max(marked.start);
        let to = cut(end + AFTER);
        let piece = |range: Range<usize>| text[range].replace('\t', "    ");
        if from > 0 {
            buffer.push('…');
        }
        Data(&piece(from..marked.start)).render_to(buffer);
        if !marked.is_empty() {
            buffer.push_str("<mark>");
            Data(&piece(marked.start..end)).render_to(buffer);
            buffer.push_str("</mark>");
        }
        if end < marked.end {
            buffer.push('…');
        } else {
            Data(&piece(end..to)).render_to(buffer);
            if to < text.len() {
                buffer.push('…');
            }
        }
    }
}

/// The line before a label and its first lines, without what all of them are indented by.
fn lines<'s>(source: &'s Source, label: &Label) -> Vec<Line<'s>> {
    let span = label.location.span;
    let first = source.line_of(span.start);
    let last = source.line_of(span.end.saturating_sub(1)).max(first);
    let numbers = first.saturating_sub(1).max(1)..=last.min(first + MOST_LINES - 1);
    let line = |number: u32| {
        let whole = source.line_span(number);
        let text = source.slice(whole);
        let within = |offset: u32| {
            let offset = offset.clamp(whole.start, whole.end) - whole.start;
            text.floor_char_boundary(offset as usize)
        };
        let mut marked = within(span.start)..within(span.end);
        if number > first {
            marked.start = text.len() - text.trim_start().len();
            marked.end = marked.end.max(marked.start);
        }
        if number < first {
            marked = 0..0;
        }
        Line {
            number,
            text,
            marked,
        }
    };
    let mut lines: Vec<Line<'s>> = numbers.map(line).collect();
    let indentation = |line: &Line<'_>| line.text.len() - line.text.trim_start_matches(' ').len();
    let written = lines.iter().filter(|line| !line.text.trim().is_empty());
    let common = written.map(indentation).min().unwrap_or(0);
    for line in &mut lines {
        let common = common.min(indentation(line));
        line.text = &line.text[common..];
        let moved = |at: usize| at.saturating_sub(common);
        line.marked = moved(line.marked.start)..moved(line.marked.end);
    }
    lines
}
