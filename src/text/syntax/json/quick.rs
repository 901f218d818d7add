//! Reads JSON that is in order, in a fraction of the time that its tokens take.
//!
//! Of any other the reader of tokens says what is wrong: here is no tree of it.

use memchr::{memchr, memchr2};

use crate::text::source::Span;
use crate::text::syntax::build::{Builder, New};
use crate::text::syntax::{Content, Limits, Style, Tree, scalar};

/// The tree of a text without errors.
pub(in crate::text::syntax) fn read<'s>(text: &'s str, limits: &Limits) -> Option<Tree<'s>> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        builder: Builder::new(text, limits),
        decoded: String::new(),
    };
    reader.run()?;
    let tree = reader.builder.finish();
    tree.errors().is_empty().then_some(tree)
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    /// Up to where the text was read.
    at: usize,
    builder: Builder<'s>,
    /// The room in which texts with escapes are put together.
    decoded: String,
}

impl Reader<'_> {
    fn run(&mut self) -> Option<()> {
        loop {
            let is_complete = self.value()?;
            if is_complete && self.after_value()? {
                return Some(());
            }
        }
    }

    /// Reads a value, or what comes before the first one inside it; says whether it is complete.
    fn value(&mut self) -> Option<bool> {
        self.skip_blanks();
        match self.byte()? {
            b'{' => {
                self.open(true)?;
                let is_empty = self.closes(b'}');
                if !is_empty {
                    self.key()?;
                }
                return Some(is_empty);
            }
            b'[' => {
                self.open(false)?;
                return Some(self.closes(b']'));
            }
            b'"' => self.string()?,
            b't' => self.word("true", Content::Bool(true))?,
            b'f' => self.word("false", Content::Bool(false))?,
            b'n' => self.word("null", Content::Null)?,
            _ => self.number()?,
        }
        Some(true)
    }

    /// Reads what follows a value, up to where the next one begins; says whether the text has ended.
    fn after_value(&mut self) -> Option<bool> {
        while self.builder.is_open() {
            let is_mapping = self.builder.in_mapping();
            if self.closes(if is_mapping { b'}' } else { b']' }) {
                continue;
            }
            if self.byte()? != b',' {
                return None;
            }
            self.at += 1;
            if is_mapping {
                self.key()?;
            }
            return Some(false);
        }
        self.skip_blanks();
        (self.at == self.bytes.len()).then_some(true)
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(blank @ (b' ' | b'\n' | b'\r' | b'\t')) = self.byte() {
            self.at += 1;
            if blank == b'\n' {
                self.skip_indentation();
            }
        }
    }

    /// Goes over the blanks at the start of a line, eight at a time.
    fn skip_indentation(&mut self) {
        const BLANKS: u64 = u64::from_le_bytes([b' '; 8]);
        while let Some(eight) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
            let others = u64::from_le_bytes(*eight) ^ BLANKS;
            self.at += others.trailing_zeros() as usize / 8;
            if others != 0 {
                break;
            }
        }
    }

    fn open(&mut self, mapping: bool) -> Option<()> {
        let new = New::bare(Span::of(self.at..self.at + 1), Style::Flow);
        self.at += 1;
        self.builder.open(mapping, &new).then_some(())
    }

    /// Whether the collection ends here; if so its end is read.
    fn closes(&mut self, sign: u8) -> bool {
        self.skip_blanks();
        let closes = self.byte() == Some(sign);
        if closes {
            self.at += 1;
            self.builder.close(Some(Span::of(self.at..self.at).end));
        }
        closes
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Option<()> {
        self.skip_blanks();
        if self.byte()? != b'"' {
            return None;
        }
        self.string()?;
        self.skip_blanks();
        let has_colon = self.byte()? == b':';
        self.at += 1;
        has_colon.then_some(())
    }

    fn word(&mut self, word: &str, content: Content) -> Option<()> {
        let start = self.at;
        self.at += word.len();
        self.add(content, start);
        self.bytes[start..]
            .starts_with(word.as_bytes())
            .then_some(())
    }

    fn add(&mut self, content: Content, start: usize) {
        let new = New::bare(Span::of(start..self.at), Style::Plain);
        self.builder.scalar(content, &new);
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        self.skip(b"-");
        if !self.skip(b"0") {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        self.add(scalar::json_number(&self.text[start..self.at]), start);
        Some(())
    }

    /// Whether one of the characters is here; if so it is read.
    fn skip(&mut self, signs: &[u8]) -> bool {
        let is_there = self.byte().is_some_and(|byte| signs.contains(&byte));
        self.at += usize::from(is_there);
        is_there
    }

    /// Reads one digit at least.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn string(&mut self) -> Option<()> {
        const SHORT: usize = 16;
        let start = self.at;
        let first = start + 1;
        let ends_plain = |byte: &u8| matches!(*byte, b'"' | b'\\' | ..b' ');
        // keys and most values are shorter than it takes to look for their ends in many bytes at a time
        let near = &self.bytes[first..self.bytes.len().min(first + SHORT)];
        if let Some(length) = near.iter().position(ends_plain)
            && near[length] == b'"'
        {
            self.at = first + length + 1;
            let new = New::bare(Span::of(start..self.at), Style::DoubleQuoted);
            self.builder.text(&self.text[first..first + length], &new);
            return (!self.builder.is_full()).then_some(());
        }
        let mut at = first;
        let end = loop {
            let sign = at + memchr2(b'"', b'\\', self.bytes.get(at..)?)?;
            if self.bytes[sign] == b'"' {
                break sign;
            }
            at = sign + 2;
        };
        let written = &self.text[first..end];
        let has_control = written.bytes().fold(u8::MAX, u8::min) < b' ';
        if has_control {
            return None;
        }
        self.at = end + 1;
        let new = New::bare(Span::of(start..self.at), Style::DoubleQuoted);
        if at == first {
            self.builder.text(written, &new);
        } else {
            self.decode(written)?;
            self.builder.text(&self.decoded, &new);
        }
        (!self.builder.is_full()).then_some(())
    }

    /// Undoes escapes, except for pairs of surrogates, which are left to the other reader.
    fn decode(&mut self, written: &str) -> Option<()> {
        self.decoded.clear();
        let mut rest = written;
        while let Some(at) = memchr(b'\\', rest.as_bytes()) {
            self.decoded.push_str(&rest[..at]);
            let mut escape = rest[at + 1..].chars();
            self.decoded.push(match escape.next()? {
                sign @ ('"' | '\\' | '/') => sign,
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let code = escape.as_str().get(..4)?;
                    let is_code = code.bytes().all(|byte| byte.is_ascii_hexdigit());
                    escape = escape.as_str()[4..].chars();
                    let code = u32::from_str_radix(code, 16).ok().filter(|_| is_code)?;
                    char::from_u32(code)?
                }
                _ => return None,
            });
            rest = escape.as_str();
        }
        self.decoded.push_str(rest);
        Some(())
    }
}
