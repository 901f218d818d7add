//! Reads a text backwards from a place in it, word by word.

/// How far before a place its reader looks, in bytes.
const WINDOW: usize = 160;

/// What is before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A word or number, with the dots, dashes, strokes and apostrophes in it and the dot after it.
    Word(&'t str),
    /// A comma.
    Comma,
    /// A bracket that is still open.
    Open,
    /// What is in brackets.
    Group(&'t str),
    /// A link, a key in square brackets, a title in bold type or in quotation marks.
    Title,
    /// The end of what belongs together.
    Stop,
}

/// A place in a text, from which it is read backwards.
#[derive(Debug, Clone, Copy)]
pub(super) struct Backwards<'t> {
    text: &'t str,
    /// The place, in bytes.
    pub at: usize,
    /// Where it ends.
    from: usize,
}

impl<'t> Backwards<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        let from = text.floor_char_boundary(at.saturating_sub(WINDOW));
        Self { text, at, from }
    }

    /// The piece before the place, which it goes to.
    pub(super) fn piece(&mut self) -> Piece<'t> {
        let before = self.text[self.from..self.at].trim_end();
        let (piece, start) = last_piece(before);
        self.at = self.from + start;
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

/// The last piece of a text without white space at its end, and where it begins.
fn last_piece(before: &str) -> (Piece<'_>, usize) {
    let Some(last) = before.chars().next_back() else {
        return (Piece::Stop, 0);
    };
    let rest = &before[..before.len() - last.len_utf8()];
    let title = |open: Option<usize>| open.map_or((Piece::Stop, 0), |open| (Piece::Title, open));
    match last {
        ',' => (Piece::Comma, rest.len()),
        '(' => (Piece::Open, rest.len()),
        ')' => match rest.rfind(['(', ')']) {
            Some(open) if rest[open..].starts_with('(') => {
                let link = rest[..open]
                    .strip_suffix(']')
                    .and_then(|text| text.rfind('['));
                let group = (Piece::Group(&rest[open + 1..]), open);
                link.map_or(group, |start| (Piece::Title, start))
            }
            _ => (Piece::Stop, 0),
        },
        ']' => title(
            rest.rfind('[')
                .filter(|&open| !rest[open..].starts_with("[^")),
        ),
        '*' if rest.ends_with('*') => title(rest[..rest.len() - 1].rfind("**")),
        '”' | '"' | '»' => (Piece::Title, 0),
        ';' | ':' | '!' | '?' | '[' | '“' | '«' => (Piece::Stop, 0),
        _ => {
            let sign = before.rmatch_indices(ends_word).next();
            let start = sign.map_or(0, |(at, sign)| at + sign.len());
            (Piece::Word(&before[start..]), start)
        }
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
