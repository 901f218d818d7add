//! From the bytes of a file to its text.

use std::fmt;

use super::Span;
use crate::text::word::Problem;

/// Places that do not decode after which a file is taken not to be text at all, and the rest of it
/// is dropped: each costs memory, and an editor has to save the file again in any case.
const BROKEN_PLACES: usize = 10_000;

const REPLACEMENT: &str = "\u{FFFD}";

/// The text of a file is not in its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// The replacement character in the decoded text, or, where the file is too large to be held,
    /// nothing at all.
    pub span: Span,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Utf8 { byte: u8 },
    Utf16,
    TooLarge,
    Word(Problem),
}

impl DecodeError {
    /// Why a file is no Word document.
    pub(super) fn of_word(problem: Problem) -> Self {
        Self {
            span: Span::default(),
            kind: Kind::Word(problem),
        }
    }

    /// What to do about it.
    #[must_use]
    pub(crate) fn help(&self) -> &'static str {
        match self.kind {
            Kind::Word(_) => "open the file in Word, and save it as a Word document (.docx)",
            _ => "open the file in the program it was written with, and save it as UTF-8",
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Utf8 { byte } => write!(
                f,
                "the file is not UTF-8 text: byte 0x{byte:02X} has no meaning here"
            ),
            Kind::Utf16 => write!(
                f,
                "the file starts as UTF-16 text, but this half of a character has no other half"
            ),
            Kind::TooLarge => write!(f, "the file is larger than 4 GiB"),
            Kind::Word(problem) => {
                write!(f, "the file cannot be read as a Word document: {problem}")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// How the offsets of a text relate to those of its file.
#[derive(Debug, Clone)]
pub(super) enum Encoding {
    Utf8 {
        bom: u64,
        replaced: Vec<Replaced>,
    },
    Utf16 {
        length: u64,
        big_endian: bool,
    },
    /// The text was drawn: its offsets are its own.
    Drawn,
}

/// Broken bytes that became one U+FFFD.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replaced {
    /// The end of the replacement in the text.
    text: u32,
    /// The end of the broken bytes in the file.
    disk: u64,
}

impl Encoding {
    /// The offset in the file of a byte of the text, which `units` UTF-16 code units precede.
    pub(super) fn offset_on_disk(&self, at: usize, units: u32) -> u64 {
        match self {
            Encoding::Utf8 { bom, replaced } => {
                let earlier = replaced.partition_point(|place| place.text as usize <= at);
                match earlier.checked_sub(1).map(|last| replaced[last]) {
                    Some(last) => last.disk + (at - last.text as usize) as u64,
                    None => bom + at as u64,
                }
            }
            // an odd byte at the end counts as a unit, and is only half of one
            Encoding::Drawn => at as u64,
            Encoding::Utf16 { length, .. } => (2 + 2 * u64::from(units)).min(*length),
        }
    }

    /// A text as the file has it, with its byte order mark.
    pub(super) fn encoded(&self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Utf8 { bom, .. } => {
                let mark = &BYTE_ORDER_MARK[..if *bom > 0 { BYTE_ORDER_MARK.len() } else { 0 }];
                [mark, text.as_bytes()].concat()
            }
            Encoding::Drawn => text.into(),
            Encoding::Utf16 { big_endian, .. } => {
                let bytes = if *big_endian {
                    u16::to_be_bytes
                } else {
                    u16::to_le_bytes
                };
                let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
                units.flat_map(bytes).collect()
            }
        }
    }
}

pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    pub(super) error: Option<DecodeError>,
}

pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let decoded = match bytes.as_slice() {
        [0xFF, 0xFE, units @ ..] => utf16(units, false),
        [0xFE, 0xFF, units @ ..] => utf16(units, true),
        _ => utf8(bytes),
    };
    if u32::try_from(decoded.text.len()).is_ok() {
        return decoded;
    }
    let error = DecodeError {
        span: Span::default(),
        kind: Kind::TooLarge,
    };
    Decoded {
        text: String::new(),
        error: Some(error),
        ..decoded
    }
}

fn utf8(mut bytes: Vec<u8>) -> Decoded {
    let bom = if bytes.starts_with(BYTE_ORDER_MARK) {
        3
    } else {
        0
    };
    bytes.drain(..bom);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            encoding: Encoding::Utf8 {
                bom: bom as u64,
                replaced: Vec::new(),
            },
            error: None,
        },
        Err(broken) => lossy_utf8(broken.as_bytes(), bom as u64),
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

fn lossy_utf8(bytes: &[u8], bom: u64) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let (mut replaced, mut error) = (Vec::new(), None);
    let mut disk = bom;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        disk += (chunk.valid().len() + chunk.invalid().len()) as u64;
        let Some(&byte) = chunk.invalid().first() else {
            continue;
        };
        let start = text.len();
        text.push_str(REPLACEMENT);
        let span = Span::of(start..text.len());
        error.get_or_insert(DecodeError {
            span,
            kind: Kind::Utf8 { byte },
        });
        replaced.push(Replaced {
            text: span.end,
            disk,
        });
        if replaced.len() == BROKEN_PLACES {
            break;
        }
    }
    Decoded {
        text,
        encoding: Encoding::Utf8 { bom, replaced },
        error,
    }
}

fn utf16(bytes: &[u8], big_endian: bool) -> Decoded {
    let unit = if big_endian {
        u16::from_be_bytes
    } else {
        u16::from_le_bytes
    };
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut error = None;
    let mut replace = |text: &mut String| {
        let start = text.len();
        text.push_str(REPLACEMENT);
        error.get_or_insert(DecodeError {
            span: Span::of(start..text.len()),
            kind: Kind::Utf16,
        });
    };
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => replace(&mut text),
        }
    }
    if !odd.is_empty() {
        replace(&mut text);
    }
    Decoded {
        text,
        encoding: Encoding::Utf16 {
            length: bytes.len() as u64 + 2,
            big_endian,
        },
        error,
    }
}
