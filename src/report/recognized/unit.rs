//! Lines that belong together as one: a paragraph, a heading, a row.

use rustc_hash::FxHashSet;

use super::label::{Numbered, is_bullet};
use crate::text::block::{Block, Blocks, Kind};
use crate::text::mapped::Mapped;
use crate::text::source::Span;

/// How many lines out of a hundred are no longer than the lines of a text that is broken into lines.
const MOST_LINES: usize = 95;

/// How long the lines of a text that is broken into lines are at least.
const SHORTEST_LINE: usize = 60;

/// How long they are at most.
const LONGEST_LINE: usize = 140;

/// How much room a line may leave at its end and still be full.
const SLACK: usize = 14;

/// What is printed as one.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// What it is in the source.
    pub(super) kind: Kind,
    /// Its text.
    pub(super) text: Mapped,
    /// The number or letter before it, if it may be one.
    pub(super) numbered: Option<Numbered>,
    /// Whether it is apart from what is above it.
    pub(super) gap: bool,
    /// How many blanks are before it.
    pub(super) indent: usize,
}

impl Unit {
    /// How deep it is as a heading, if the source says that it is one.
    pub(super) fn heading(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(depth) => Some(depth),
            _ => None,
        }
    }

    /// What it says after its number.
    pub(super) fn rest(&self) -> &Mapped {
        self.numbered.as_ref().map_or(&self.text, |it| &it.rest)
    }
}

/// Puts the lines together that a paragraph was broken into.
pub(super) fn units(blocks: &Blocks) -> Vec<Unit> {
    let width = width(&blocks.list).filter(|_| blocks.are_lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut last_line = 0;
    for block in &blocks.list {
        let length = block.text.text().chars().count() + block.indent;
        let goes_on = block.goes_on
            || width.is_some_and(|width| !block.gap && is_full(last_line, block, width));
        last_line = length;
        match units.last_mut().filter(|_| goes_on) {
            Some(unit) => go_on(&mut unit.text, &block.text),
            None => units.push(Unit {
                kind: block.kind,
                text: block.text.clone(),
                numbered: None,
                gap: block.gap,
                indent: block.indent,
            }),
        }
    }
    for unit in &mut units {
        // what is quoted has the numbers of another document
        if unit.kind != Kind::Quoted {
            unit.numbered = Numbered::of(&unit.text);
        }
    }
    number_chapters(&mut units);
    units
}

/// Takes the figures before headings for their numbers where others are numbered within one: "4 Rivers" above "4.1 Banks".
fn number_chapters(units: &mut [Unit]) {
    let figure = |unit: &Unit| {
        let first = unit.text.text().split_whitespace().next()?;
        let is_figure = first.len() < 3 && first.bytes().all(|it| it.is_ascii_digit());
        (unit.heading().is_some() && unit.numbered.is_none() && is_figure).then(|| first.to_owned())
    };
    let dotted = units.iter().filter(|unit| unit.heading().is_some());
    let dotted = dotted.filter_map(|unit| {
        let label = unit.numbered.as_ref()?.label.text();
        Some(label.split_once('.')?.0)
    });
    let chapters: FxHashSet<&str> = dotted.collect();
    let mut figures = units.iter().filter_map(figure);
    if !figures.any(|it| chapters.contains(it.as_str())) {
        return;
    }
    for unit in units.iter_mut().filter(|unit| figure(unit).is_some()) {
        unit.numbered = Numbered::by_first_word(&unit.text);
    }
}

/// How long the lines are that a text is broken into, if it is.
fn width(blocks: &[Block]) -> Option<usize> {
    let mut lengths: Vec<usize> = blocks
        .iter()
        .map(|block| block.indent + block.text.text().chars().count())
        .collect();
    lengths.sort_unstable();
    let most = *lengths.get(lengths.len() * MOST_LINES / 100)?;
    (SHORTEST_LINE..=LONGEST_LINE)
        .contains(&most)
        .then_some(most)
}

/// Whether a line was so full that the first word of the next had no room in it, and the next begins nothing of its own.
fn is_full(length: usize, next: &Block, width: usize) -> bool {
    let text = next.text.text();
    let first = text.split_whitespace().next().unwrap_or_default();
    let has_no_room = length + 1 + first.chars().count() + SLACK > width;
    let is_row = text.contains('\t') || super::contents::page_at_end(text).is_some();
    let begins = is_bullet(text) || Numbered::of(&next.text).is_some();
    has_no_room && !is_row && !begins
}

/// Adds the part of a text that comes after a line break, or after a page break.
pub(super) fn go_on(text: &mut Mapped, rest: &Mapped) {
    let at = rest.span().start;
    // a hyphen at the end of a line may be one of the word: nothing is repaired
    let is_cut = text.text().ends_with('-') && !text.text().ends_with(" -");
    if !is_cut {
        text.push(" ", Span::new(at, at));
    }
    text.append(rest);
}
