//! Reads a text backwards from a place in it, word by word.

/// How far before a place its reader looks, in bytes.
const WINDOW: usize = 160;

/// What stands before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A word or number, with the dots, dashes, strokes and apostrophes in it and the dot after it.
    Word(&'t str),
    /// A comma.
    Comma,
    /// A bracket that is still open.
    Open,
    /// What stands in brackets.
    Group(&'t str),
    /// A link, a key in square brackets, a title in bold type or in quotation marks.
    Title,
    /// The end of what belongs together.
    Stop,
}

/// A place in a text, from which it is read backwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backwards<'t> {
    before: &'t str,
}

impl<'t> Backwards<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        let start = text.floor_char_boundary(at.saturating_sub(WINDOW));
        Self {
            before: &text[start..at],
        }
    }

    /// The piece before the place, which it goes to.
    pub(super) fn piece(&mut self) -> Piece<'t> {
        let before = self.before.trim_end();
        let Some(last) = before.chars().next_back() else {
            return Piece::Stop;
        };
        let (piece, start) = match last {
            ',' => (Piece::Comma, before.len() - 1),
            '(' => (Piece::Open, before.len() - 1),
            ')' => match before[..before.len() - 1].rfind(['(', ')']) {
                Some(open) if before[open..].starts_with('(') => {
                    let start = before[..open]
                        .strip_suffix(']')
                        .and_then(|link| link.rfind('['));
                    match start {
                        Some(start) => (Piece::Title, start),
                        None => (Piece::Group(&before[open + 1..before.len() - 1]), open),
                    }
                }
                _ => (Piece::Stop, 0),
            },
            ']' => match before.rfind('[') {
                Some(open) if !before[open..].starts_with("[^") => (Piece::Title, open),
                _ => (Piece::Stop, 0),
            },
            '”' | '"' | '»' => (Piece::Title, 0),
            '*' if before.ends_with("**") => match before[..before.len() - 2].rfind("**") {
                Some(open) => (Piece::Title, open),
                None => (Piece::Stop, 0),
            },
            ';' | ':' | '!' | '?' | '[' | '“' | '«' => (Piece::Stop, 0),
            _ => {
                let start = before.rfind(ends_word).map_or(0, |at| {
                    let sign = before[at..].chars().next();
                    at + sign.map_or(0, char::len_utf8)
                });
                (Piece::Word(&before[start..]), start)
            }
        };
        self.before = &before[..start];
        piece
    }

    /// The piece before the place, if it is a word.
    pub(super) fn word(&mut self) -> Option<&'t str> {
        match self.piece() {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Goes back over the piece if it is as expected.
    pub(super) fn skip(&mut self, is_expected: impl FnOnce(Piece<'t>) -> bool) -> bool {
        let mut ahead = *self;
        let found = is_expected(ahead.piece());
        if found {
            *self = ahead;
        }
        found
    }
}

fn ends_word(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | '«' | '»'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_from_the_end() {
        use Piece::{Comma, Group, Open, Stop, Title, Word};
        let cases: [(&str, &[Piece<'_>]); 5] = [
            (
                "resolution 1540 (2004), ",
                &[Comma, Group("2004"), Word("1540"), Word("resolution"), Stop],
            ),
            ("Lee (2015, ", &[Comma, Word("2015"), Open, Word("Lee")]),
            (
                "end. See [MRA](x.org), 44 U.S.C. ",
                &[
                    Word("U.S.C."),
                    Word("44"),
                    Comma,
                    Title,
                    Word("See"),
                    Word("end."),
                ],
            ),
            ("as [KEY] and [^1] ", &[Stop]),
            ("one; two’s ", &[Word("two’s"), Stop]),
        ];
        for (text, expected) in cases {
            let mut place = Backwards::new(text, text.len());
            for piece in expected {
                assert_eq!(place.piece(), *piece, "{text}");
            }
        }
    }
}
