//! Reads a large text in pieces, side by side, into the tree that it has as a whole.
//!
//! What the pieces are is guessed by [`cut`]; here it is made sure of. A piece has to be without errors, and to end with just
//! those collections open that the next piece goes on with. Quotes and brackets that were cut are an error in the piece
//! that they open in. Anchors are known to the whole document, and `---` begins another one, so that a text with any of
//! these, with a value that is missing, or with anything unexpected, is read in one piece again.

use granit_parser::{Event, Parser, Span as At};
use rayon::prelude::*;

use super::cut::{Holds, Piece, cut};
use super::{Reader, options};
use crate::text::syntax::build::Builder;
use crate::text::syntax::{Limits, Tree};

/// The pieces that are read at a time are joined before the next are read, so that no more than a few MB are in memory
/// twice.
const LARGEST: usize = 512 << 10;

/// How many pieces there are for each thread, so that none waits long for another.
const PIECES_PER_THREAD: usize = 4;

/// Reads a text in as many pieces as there are threads for, or gives `None` where it has to be read as a whole.
pub(super) fn read<'s>(
    text: &'s str,
    spaced: &str,
    strict: bool,
    limits: &Limits,
) -> Option<Tree<'s>> {
    let threads = rayon::current_num_threads();
    if threads == 1 || text.len() < 2 * limits.share {
        return None;
    }
    let size = text.len() / (threads * PIECES_PER_THREAD);
    let pieces = cut(spaced, size.min(LARGEST).max(limits.share));
    read_pieces(text, spaced, &pieces, strict, limits)
}

/// Reads a text that was cut, or gives `None` where that is not what its pieces are.
fn read_pieces<'s>(
    text: &'s str,
    spaced: &str,
    pieces: &[Piece],
    strict: bool,
    limits: &Limits,
) -> Option<Tree<'s>> {
    if pieces.len() < 2 {
        return None;
    }
    let mut whole: Option<Builder<'s>> = None;
    for pieces in pieces.chunks(rayon::current_num_threads() * PIECES_PER_THREAD) {
        let read = |piece: &Piece| read_piece(text, spaced, piece, strict, limits);
        let read: Vec<Option<Builder<'s>>> = pieces.par_iter().map(read).collect();
        for piece in read {
            match &mut whole {
                None => whole = Some(piece?),
                Some(whole) => whole.append(piece?)?,
            }
        }
    }
    whole.map(Builder::finish)
}

fn read_piece<'s>(
    text: &'s str,
    spaced: &str,
    piece: &Piece,
    strict: bool,
    limits: &Limits,
) -> Option<Builder<'s>> {
    let is_first = piece.range.start == 0;
    // the items of a list are in a list, which is in a mapping
    let above = usize::from(piece.holds == Holds::Items);
    let limits = Limits {
        depth: limits.depth.checked_sub(above)?,
        ..limits.clone()
    };
    // all that follows is added to the first one
    let room = if is_first {
        text
    } else {
        &text[piece.range.clone()]
    };
    let builder = Builder::with_room(text, room.len(), &limits);
    let mut reader = PieceReader {
        reader: Reader {
            text,
            builder,
            base: piece.range.start,
            written: piece.range.start,
            is_cut: false,
        },
        withheld: Vec::new(),
        open_at_end: piece.open_at_end(),
        is_first,
        is_begun: false,
    };
    let options = options(strict, limits.depth);
    let mut parser = Parser::new_from_str_with_options(&spaced[piece.range.clone()], options);
    loop {
        match parser.next_event()? {
            Ok((Event::StreamEnd, _)) => return reader.finish(piece.holds),
            Ok((event, at)) => reader.event(event, at)?,
            Err(_) => return None,
        }
    }
}

struct PieceReader<'s, 'e> {
    reader: Reader<'s>,
    /// The ends of collections that may be those of the piece.
    withheld: Vec<(Event<'e>, At)>,
    open_at_end: usize,
    /// Whether nothing comes before it, so that it may begin with `---`.
    is_first: bool,
    /// Whether a document was begun.
    is_begun: bool,
}

impl<'s, 'e> PieceReader<'s, 'e> {
    /// Takes an event in, or gives `None` where the piece can't be read by itself.
    fn event(&mut self, event: Event<'e>, at: At) -> Option<()> {
        match event {
            Event::DocumentStart(is_marked, _) => {
                if self.is_begun || is_marked && !self.is_first {
                    return None;
                }
                self.is_begun = true;
            }
            Event::DocumentEnd if at.byte_range().is_none_or(|range| range.is_empty()) => {
                return Some(());
            }
            Event::DocumentEnd | Event::Alias(_) | Event::UnresolvedAlias(_) => return None,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return None;
            }
            // where a value that is missing is said to be depends on what comes next, which can be in the next piece
            Event::Scalar(..) if at.byte_range().is_none_or(|range| range.is_empty()) => {
                return None;
            }
            Event::SequenceEnd | Event::MappingEnd if self.may_end() => {
                self.withheld.push((event, at));
                return Some(());
            }
            Event::Scalar(..) | Event::SequenceStart(..) | Event::MappingStart(..) => {
                // it was not the last that was in the piece
                for (event, at) in std::mem::take(&mut self.withheld) {
                    self.reader.event(event, &at).then_some(())?;
                }
            }
            _ => {}
        }
        self.reader.event(event, &at).then_some(())
    }

    /// Whether the end of a collection may be that of the piece.
    fn may_end(&self) -> bool {
        self.reader.builder.depth() - self.withheld.len() <= self.open_at_end
    }

    /// Whether the mapping begins where the lines do; keys less indented than its first would not be its own.
    fn is_not_indented(&self) -> bool {
        let start = self
            .reader
            .builder
            .outermost()
            .map(|span| span.range().start);
        start.is_some_and(|start| start == 0 || self.reader.text[..start].ends_with('\n'))
    }

    fn finish(self, holds: Holds) -> Option<Builder<'s>> {
        let as_expected = self.withheld.len() == self.open_at_end
            && self
                .reader
                .builder
                .is_piece(holds == Holds::Keys, self.open_at_end)
            && (holds == Holds::Items || self.is_not_indented());
        as_expected.then_some(self.reader.builder)
    }
}

#[cfg(test)]
mod tests;
