//! Plain text, as people type it and as programs draw it from a PDF.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Block, Blocks, Kind};
use crate::text::mapped::Mapped;
use crate::text::source::Span;

/// What begins a page.
const FORM_FEED: char = '\u{c}';

/// The mark of bold type.
const BOLD: &str = "**";

/// Tags that say how letters look.
const TAGS: [&str; 8] = ["<i>", "</i>", "<b>", "</b>", "<u>", "</u>", "<em>", "</em>"];

/// Tags around raised letters.
const RAISED: (&str, &str) = ("<sup>", "</sup>");

/// How many lines at the top and at the bottom of a page may be running heads.
const EDGE: usize = 2;

/// How many pages must have a line at their edge for it to be a running head.
const FEWEST_PAGES: usize = 3;

/// A line that is not blank.
struct Line {
    /// Without white space at its ends.
    range: Range<usize>,
    indent: usize,
    gap: bool,
    page: usize,
}

/// Reads plain text.
#[must_use]
pub(crate) fn read(text: &str) -> Blocks {
    let lines = lines(text);
    let mut furniture: Vec<Span> = Vec::new();
    let is_head = running_heads(text, &lines);
    let mut blocks = Vec::new();
    let mut page = 0;
    let mut start = 0;
    let mut gap = false;
    while start < lines.len() {
        // bold type does not go beyond a blank line
        let more = lines[start + 1..].iter().take_while(|line| !line.gap);
        let group = start..start + 1 + more.count();
        let marks = bold_marks(text, &lines[group.clone()]);
        for (line, is_head) in lines[group.clone()].iter().zip(&is_head[group.clone()]) {
            gap |= line.gap;
            if *is_head {
                furniture.push(Span::of(line.range.clone()));
                continue;
            }
            let before = marks.partition_point(|&mark| mark < line.range.start);
            let goes_on = before % 2 == 1;
            let text = unmarked(text, line.range.clone(), &marks, &mut furniture);
            if text.is_empty() {
                continue;
            }
            blocks.push(Block {
                kind: Kind::Line,
                text,
                gap: gap && !goes_on,
                new_page: line.page != page,
                goes_on,
                indent: line.indent,
            });
            (page, gap) = (line.page, false);
        }
        start = group.end;
    }
    Blocks {
        list: blocks,
        are_lines: true,
        furniture,
        comments: Vec::new(),
    }
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut gap, mut page) = (0, true, 0);
    for line in text.split_inclusive(['\n', '\r', FORM_FEED]) {
        let start = at;
        at += line.len();
        let content = line.trim();
        if content.is_empty() {
            // of `\r\n` the second sign ends no line of its own
            let is_half = line == "\n" && text[..start].ends_with('\r');
            gap |= !is_half;
        } else {
            let indent = line.len() - line.trim_start().len();
            let from = start + indent;
            lines.push(Line {
                range: from..from + content.len(),
                indent,
                gap,
                page,
            });
            gap = false;
        }
        if line.ends_with(FORM_FEED) {
            page += 1;
            gap = true;
        }
    }
    lines
}

/// Which lines are running heads or page numbers: those at the edges of pages that most pages have, figures aside.
fn running_heads(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut is_head = vec![false; lines.len()];
    let pages = lines.chunk_by(|one, other| one.page == other.page);
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut count = 0;
    let mut first = 0;
    for page in pages {
        count += 1;
        let last = first + page.len();
        let bottom = last.saturating_sub(EDGE).max(first + EDGE.min(page.len()));
        for index in (first..last.min(first + EDGE)).chain(bottom..last) {
            let known = seen
                .entry(without_figures(&text[lines[index].range.clone()]))
                .or_default();
            known.push(index);
        }
        first = last;
    }
    let fewest = FEWEST_PAGES.max(count / 3);
    let heads = seen.into_values().filter(|known| known.len() >= fewest);
    for index in heads.flatten() {
        is_head[index] = true;
    }
    is_head
}

/// A line in which all figures are the same.
fn without_figures(line: &str) -> String {
    let mut form = String::new();
    for word in line.split_whitespace() {
        let is_figure = |sign: char| sign.is_ascii_digit();
        let word = word.trim_end_matches(is_figure);
        form.push_str(word.trim_start_matches(is_figure));
        form.push(' ');
    }
    form
}

/// The marks that begin and end bold type, in turn; none where they do not come in pairs.
fn bold_marks(text: &str, lines: &[Line]) -> Vec<usize> {
    let found = lines.iter().flat_map(|line| {
        let marks = text[line.range.clone()].match_indices(BOLD);
        marks.map(|(at, _)| line.range.start + at)
    });
    let marks: Vec<usize> = found.collect();
    let begins = |at: usize| text[at + BOLD.len()..].starts_with(|it: char| !it.is_whitespace());
    let ends = |at: usize| text[..at].ends_with(|it: char| !it.is_whitespace());
    let (pairs, rest) = marks.as_chunks::<2>();
    let are_pairs = rest.is_empty()
        && pairs
            .iter()
            .all(|&[one, other]| begins(one) && ends(other) && other > one + BOLD.len());
    if are_pairs { marks } else { Vec::new() }
}

/// A line without the marks that say how its letters look.
fn unmarked(text: &str, line: Range<usize>, bold: &[usize], furniture: &mut Vec<Span>) -> Mapped {
    let mut mapped = Mapped::default();
    let mut from = line.start;
    let mut at = line.start;
    let mut is_raised = false;
    let (raised, lowered) = RAISED;
    let last_lowered = text[line.clone()].rfind(lowered);
    let last_lowered = last_lowered.map_or(line.start, |found| line.start + found);
    while at < line.end {
        let rest = &text[at..line.end];
        let tag = TAGS.iter().find(|tag| rest.starts_with(**tag));
        let sign = match tag {
            Some(tag) => tag,
            None if bold.binary_search(&at).is_ok() => BOLD,
            None if rest.starts_with(raised) && at < last_lowered => raised,
            None if is_raised && rest.starts_with(lowered) => lowered,
            None if is_raised && rest.starts_with(|it: char| it.is_ascii_digit()) => {
                mapped.append(&Mapped::verbatim(text, from..at));
                let digit = raised_digit(rest.as_bytes()[0]);
                mapped.push(digit.encode_utf8(&mut [0; 4]), Span::of(at..at + 1));
                at += 1;
                from = at;
                continue;
            }
            None => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        is_raised = (is_raised || sign == raised) && sign != lowered;
        mapped.append(&Mapped::verbatim(text, from..at));
        let end = at + sign.len();
        let is_inside = |it: Option<char>| it.is_some_and(|it| !it.is_whitespace());
        let divides = sign == BOLD
            && is_inside(text[line.start..at].chars().next_back())
            && is_inside(text[end..line.end].chars().next());
        if divides {
            // "Annex I**AGENDA**" is a label and a title
            mapped.push("\t", Span::of(at..end));
        }
        furniture.push(Span::of(at..end));
        at = end;
        from = at;
    }
    mapped.append(&Mapped::verbatim(text, from..line.end));
    mapped.trimmed()
}

fn raised_digit(digit: u8) -> char {
    const RAISED_DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    RAISED_DIGITS[usize::from(digit - b'0')]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let blocks = read(text).list.into_iter();
        blocks.map(|it| it.text.text().to_owned()).collect()
    }

    #[test]
    fn signs_of_type_are_furniture() {
        assert_eq!(
            texts("Annex I**AGENDA**\n<u>Sessions I:</u> 002<sup>12</sup>"),
            ["Annex I\tAGENDA", "Sessions I: 002¹²"]
        );
        assert_eq!(texts("Title**\n\n** A note"), ["Title**", "** A note"]);
        let blocks = read("**One\ntwo**\nthree").list;
        let goes_on: Vec<bool> = blocks.iter().map(|it| it.goes_on).collect();
        assert_eq!(goes_on, [false, true, false]);
    }

    #[test]
    fn a_line_that_most_pages_have_at_their_edge_is_furniture() {
        let pages = ["one", "two", "three", "four"].iter().zip(1..);
        let pages = pages.map(|(word, number)| {
            format!("A/12/3\n\nText of {word}.\n\nmore {word}\n\n{number}\n\u{c}")
        });
        let text: String = pages.collect();
        let read = read(&text);
        let texts: Vec<&str> = read.list.iter().map(|it| it.text.text()).collect();
        assert!(
            texts
                .iter()
                .all(|it| it.starts_with("Text") || it.starts_with("more"))
        );
        assert_eq!((texts.len(), read.furniture.len()), (8, 8));
    }

    #[test]
    fn half_a_line_end_is_no_blank_line() {
        let gaps: Vec<bool> = read("a\r\nb\r\n\r\nc")
            .list
            .iter()
            .map(|it| it.gap)
            .collect();
        assert_eq!(gaps, [true, false, true]);
    }
}
