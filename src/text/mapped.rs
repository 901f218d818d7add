//! A text that was put together from pieces of a source, and where each piece is in it.

use std::ops::Range;

use crate::text::source::Span;

/// A piece of a text, which begins where the one before it ends, and what it represents in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The byte of the text after the piece.
    pub(crate) end: usize,
    /// The bytes of the source; as many as the piece has where it is there as it is.
    pub(crate) source: Span,
}

/// A text and its pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mapped {
    text: String,
    pieces: Vec<Piece>,
}

impl Mapped {
    /// A part of the source as it is.
    #[must_use]
    pub(crate) fn verbatim(source: &str, range: Range<usize>) -> Self {
        Self::standing_for(&source[range.clone()], Span::of(range))
    }

    /// A text in place of what the source has there.
    #[must_use]
    pub(crate) fn standing_for(text: &str, source: Span) -> Self {
        let mut mapped = Self::default();
        mapped.push(text, source);
        mapped
    }

    /// Adds a piece at the end.
    pub(crate) fn push(&mut self, piece: &str, source: Span) {
        if piece.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(piece);
        let end = self.text.len();
        let before_last = self.pieces.len().checked_sub(2);
        let start_of_last = before_last.map_or(0, |index| self.pieces[index].end);
        if let Some(last) = self.pieces.last_mut()
            && last.source.end == source.start
            && start - start_of_last == last.source.len()
            && piece.len() == source.len()
        {
            last.end = end;
            last.source.end = source.end;
            return;
        }
        self.pieces.push(Piece { end, source });
    }

    /// Adds all of another text.
    pub(crate) fn append(&mut self, other: &Self) {
        for (range, source) in other.parts() {
            self.push(&other.text[range], source);
        }
    }

    /// The pieces, each with its bytes of the text.
    fn parts(&self) -> impl Iterator<Item = (Range<usize>, Span)> {
        let starts = std::iter::once(0).chain(self.pieces.iter().map(|piece| piece.end));
        let parts = starts.zip(&self.pieces);
        parts.map(|(start, piece)| (start..piece.end, piece.source))
    }

    /// A part of the text, with its places.
    #[must_use]
    pub(crate) fn slice(&self, wanted: Range<usize>) -> Self {
        let mut slice = Self::default();
        let first = self.pieces.partition_point(|it| it.end <= wanted.start);
        let mut from = first
            .checked_sub(1)
            .map_or(0, |index| self.pieces[index].end);
        for &Piece { end, source } in &self.pieces[first..] {
            if from >= wanted.end {
                break;
            }
            let part = from.max(wanted.start)..end.min(wanted.end);
            let of_part = if end - from == source.len() {
                let at = source.range().start;
                Span::of(at + part.start - from..at + part.end - from)
            } else {
                source
            };
            slice.push(&self.text[part], of_part);
            from = end;
        }
        slice
    }

    /// The text without white space at its ends.
    #[must_use]
    pub(crate) fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len();
        if start >= end {
            return Self::default();
        }
        self.slice(start..end)
    }

    /// The text.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The pieces of the text, in its order.
    #[must_use]
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether there is no text.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// From the first byte of the source to the last.
    #[must_use]
    pub(crate) fn span(&self) -> Span {
        let starts = self.pieces.iter().map(|piece| piece.source.start);
        let ends = self.pieces.iter().map(|piece| piece.source.end);
        let (start, end) = (starts.min(), ends.max());
        Span::new(start.unwrap_or_default(), end.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_keeps_its_places() {
        let source = "one  \n  two three";
        let mut mapped = Mapped::verbatim(source, 0..3);
        mapped.push(" ", Span::new(3, 8));
        mapped.append(&Mapped::verbatim(source, 8..17));
        assert_eq!(mapped.text(), "one two three");
        let slice = mapped.slice(4..7);
        assert_eq!((slice.text(), slice.span()), ("two", Span::new(8, 11)));
        let across = mapped.slice(2..5);
        assert_eq!((across.text(), across.span()), ("e t", Span::new(2, 9)));
        assert!(mapped.slice(3..4).trimmed().is_empty());
    }

    #[test]
    fn pieces_that_follow_one_another_are_one() {
        let mut mapped = Mapped::verbatim("abcd", 0..2);
        mapped.append(&Mapped::verbatim("abcd", 2..4));
        assert_eq!(mapped.pieces().len(), 1);
    }
}
