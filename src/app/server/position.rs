//! Places as the protocol counts them: lines and columns from 0, columns in units of UTF-8 or UTF-16.

use gen_lsp_types::{Position, Range};

use crate::text::source::{Source, Span};

/// What columns are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
}

impl Encoding {
    /// Its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
        }
    }

    /// How many units a character takes.
    fn width(self, character: char) -> u32 {
        let width = match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
        };
        u32::try_from(width).unwrap_or(u32::MAX)
    }

    /// The place of a byte. `mark` says that the text has a byte order mark before what the source has.
    pub(super) fn position(self, source: &Source, offset: u32, mark: bool) -> Position {
        let line = source.line_of(offset) - 1;
        let column = match self {
            Self::Utf8 => source.byte_column(offset),
            Self::Utf16 => source.utf16_column(offset),
        };
        let mark = if mark && line == 0 {
            self.width('\u{feff}')
        } else {
            0
        };
        Position::new(line, column - 1 + mark)
    }

    /// The places of the ends of some bytes.
    pub(super) fn range(self, source: &Source, span: Span, mark: bool) -> Range {
        Range::new(
            self.position(source, span.start, mark),
            self.position(source, span.end, mark),
        )
    }

    /// The byte of a text at a place; of a place behind the end of a line that end, and of one in a character its start.
    pub(super) fn offset(self, text: &str, position: Position) -> usize {
        let Some((start, line)) = line(text, position.line) else {
            return text.len();
        };
        let mut column = 0;
        for (at, character) in line.char_indices() {
            column += self.width(character);
            if column > position.character {
                return start + at;
            }
        }
        start + line.len()
    }
}

/// Where a line starts, counted from 0, and what is on it without its break.
fn line(text: &str, number: u32) -> Option<(usize, &str)> {
    let mut start = 0;
    for _ in 0..number {
        let rest = &text[start..];
        let at = rest.find(['\n', '\r'])?;
        let is_pair = rest[at..].starts_with("\r\n");
        start += at + if is_pair { 2 } else { 1 };
    }
    let rest = &text[start..];
    let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
    Some((start, &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "é𝄞x\r\nsecond\rthird\n";

    #[test]
    fn a_place_is_found_in_either_encoding() {
        for (encoding, line, column, expected) in [
            (Encoding::Utf16, 0, 1, 2),
            (Encoding::Utf16, 0, 3, 6),
            (Encoding::Utf8, 0, 2, 2),
            (Encoding::Utf8, 0, 6, 6),
            (Encoding::Utf8, 1, 3, 12),
            (Encoding::Utf16, 2, 1, 17),
        ] {
            let at = encoding.offset(TEXT, Position::new(line, column));
            assert_eq!(at, expected, "{encoding:?} {line}:{column}");
            let source = Source::decode("report.yaml", TEXT.into());
            let back = encoding.position(&source, u32::try_from(at).unwrap(), false);
            assert_eq!(back, Position::new(line, column), "{encoding:?}");
        }
    }

    #[test]
    fn a_place_in_a_character_is_its_start() {
        assert_eq!(Encoding::Utf16.offset(TEXT, Position::new(0, 2)), 2);
        assert_eq!(Encoding::Utf8.offset(TEXT, Position::new(0, 1)), 0);
    }

    #[test]
    fn a_place_behind_the_end_is_the_end() {
        assert_eq!(Encoding::Utf16.offset(TEXT, Position::new(0, 99)), 7);
        assert_eq!(
            Encoding::Utf16.offset(TEXT, Position::new(3, 0)),
            TEXT.len()
        );
        assert_eq!(
            Encoding::Utf16.offset(TEXT, Position::new(9, 9)),
            TEXT.len()
        );
    }

    #[test]
    fn a_byte_order_mark_moves_the_first_line_alone() {
        let source = Source::decode("report.yaml", "ab\ncd".into());
        assert_eq!(
            Encoding::Utf16.position(&source, 1, true),
            Position::new(0, 2)
        );
        assert_eq!(
            Encoding::Utf8.position(&source, 1, true),
            Position::new(0, 4)
        );
        assert_eq!(
            Encoding::Utf8.position(&source, 4, true),
            Position::new(1, 1)
        );
    }
}
