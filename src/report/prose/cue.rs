//! The one pass over a text, which shows each reader where to look closer.

use std::mem;
use std::ops::Range;

use super::letter::{ends_apart, is_ascii_edge, is_capital, is_letter, is_letter_or_accent};
use super::reference::words::{Head, References};
use super::visible::is_invisible;

/// The places of a text where a reader may find something: none is missing, and some may be wrong.
#[derive(Debug, Default)]
pub(super) struct Hits {
    /// Brackets and quotation marks.
    pub signs: Vec<(usize, char)>,
    /// Capitals at the start of a word that may be a short form.
    pub short_forms: Vec<usize>,
    /// Words and characters that announce a number.
    pub heads: Vec<(&'static Head, Range<usize>)>,
    /// Figures without an ASCII letter before them.
    pub numbers: Vec<Range<usize>>,
    /// The character of Chinese dates, 月.
    pub chinese_months: Vec<usize>,
    /// Superscript figures, and `[^`.
    pub marks: Vec<usize>,
    /// Words as long as the one before, each after that.
    pub twins: Vec<[Range<usize>; 2]>,
    /// Words with letters of ASCII and letters of Greek or Cyrillic.
    pub mixed: Vec<Range<usize>>,
    /// Starts of words and characters by which drafts keep a place free.
    pub placeholders: Vec<usize>,
    /// Whether some character is not seen: a soft hyphen, a space of no width.
    pub has_invisible: bool,
    /// How many words begin with a capital, at most.
    pub capitalized: usize,
    /// How many words of two letters or more begin with a small letter, at least.
    pub uncapitalized: usize,
    /// Whether there are letters that belong to no word here, such as Armenian ones, or accents apart from their letters.
    pub has_other_letters: bool,
    /// The words of the language that announce numbers, if they are known.
    words: Option<&'static References>,
}

impl Hits {
    /// Goes through texts in the language of these words.
    pub(super) fn in_language(words: Option<&'static References>) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }

    /// Goes through the text.
    pub(super) fn of(text: &str) -> Self {
        let mut hits = Self::default();
        hits.read(text);
        hits
    }

    /// Goes through another text; what was found in the one before is forgotten, and its room used again.
    pub(super) fn read(&mut self, text: &str) {
        self.signs.clear();
        self.short_forms.clear();
        self.heads.clear();
        self.numbers.clear();
        self.chinese_months.clear();
        self.marks.clear();
        self.twins.clear();
        self.mixed.clear();
        self.placeholders.clear();
        self.has_invisible = false;
        self.capitalized = 0;
        self.uncapitalized = 0;
        self.has_other_letters = false;
        let scan = Scan {
            text,
            bytes: text.as_bytes(),
            at: 0,
            word: 0..0,
            hits: self,
        };
        scan.run();
    }
}

struct Scan<'t, 'c> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The last word that was read.
    word: Range<usize>,
    hits: &'c mut Hits,
}

impl Scan<'_, '_> {
    fn run(mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphabetic() {
                self.plain_word(byte);
            } else {
                self.other(byte);
            }
        }
    }

    /// What begins with another character than a letter of ASCII.
    fn other(&mut self, byte: u8) {
        match byte {
            b'0'..=b'9' => self.number(),
            b'?' => self.blank(b'?', 3),
            b'_' => self.blank(b'_', 4),
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' => self.bracket(byte),
            0x80.. => self.beyond_ascii(),
            _ => self.at += 1,
        }
    }

    fn number(&mut self) {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if is_ascii_edge(self.text, start) {
            self.hits.numbers.push(start..self.at);
        }
    }

    /// A run of one character that announces text to come.
    fn blank(&mut self, sign: u8, least: usize) {
        let start = self.at;
        while self.byte() == Some(sign) {
            self.at += 1;
        }
        if self.at - start >= least {
            self.hits.placeholders.push(start);
        }
    }

    fn bracket(&mut self, sign: u8) {
        match (sign, self.bytes.get(self.at + 1)) {
            (b'[', Some(b'^')) => self.hits.marks.push(self.at),
            // "(to be confirmed)"
            (b'(', Some(b't' | b'T')) => self.hits.placeholders.push(self.at),
            _ => {}
        }
        self.hits.signs.push((self.at, char::from(sign)));
        self.at += 1;
    }

    fn beyond_ascii(&mut self) {
        let Some(sign) = self.sign() else { return };
        match sign {
            '“' | '”' | '„' | '«' | '»' | '（' | '）' | '〈'..='】' => {
                self.hits.signs.push((self.at, sign));
            }
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => self.hits.marks.push(self.at),
            '月' => self.hits.chinese_months.push(self.at),
            '§' | '¶' => return self.sign_head(sign),
            _ if is_letter_or_accent(sign) => return self.word(),
            _ => {
                self.hits.has_invisible |= is_invisible(sign);
                let is_punctuation = matches!(sign, '\u{2000}'..='\u{206f}');
                self.hits.has_other_letters |= !is_punctuation && sign.is_alphabetic();
            }
        }
        self.at += sign.len_utf8();
    }

    /// A word that begins with a letter of ASCII. Nearly all have no other letters, and nothing else in them.
    #[inline]
    fn plain_word(&mut self, first: u8) {
        let start = self.at;
        let end = end_of_letters(self.bytes, start);
        // most words are followed by one blank
        let blanks = match self.bytes.get(end) {
            Some(b' ') => 1,
            Some(b'\'' | b'-' | 0x80..) => return self.word(),
            _ => 0,
        };
        let is_long = end - start > 1;
        self.hits.uncapitalized += usize::from(first.is_ascii_lowercase() && is_long);
        if may_be_noted(first) {
            self.noted_piece();
        }
        self.at = end;
        if is_long {
            self.head(start);
        }
        self.twin(start, end);
        self.at = end + blanks;
    }

    /// A word, with the apostrophes and hyphens inside it.
    fn word(&mut self) {
        let start = self.at;
        // where the last run of ASCII letters begins
        let mut letters = start;
        let mut is_ascii = true;
        self.piece();
        loop {
            self.at = end_of_letters(self.bytes, self.at);
            if !matches!(self.byte(), Some(b'\'' | b'-' | 0x80..)) {
                break;
            }
            let Some(sign) = self.sign() else { break };
            let after = self.at + sign.len_utf8();
            let is_joint = matches!(sign, '\'' | '’' | '-')
                && self.text[after..].starts_with(is_letter_or_accent);
            if !is_joint && !is_letter_or_accent(sign) {
                break;
            }
            is_ascii &= sign.is_ascii();
            self.hits.has_other_letters |= !is_joint && !is_letter(sign) && !sign.is_alphabetic();
            self.at = after;
            letters = after;
            if is_joint {
                self.piece();
            }
        }
        self.head(letters);
        if !is_ascii && may_be_mixed(&self.bytes[start..self.at]) {
            self.hits.mixed.push(start..self.at);
        }
        self.twin(start, self.at);
    }

    /// Whether a word may be the same as the one before, letter case aside.
    #[inline]
    fn twin(&mut self, start: usize, end: usize) {
        let before = mem::replace(&mut self.word, start..end);
        if before.len() == end - start {
            self.likely_twin(before);
        }
    }

    /// The same, where it is as long as the one before.
    #[inline(never)]
    fn likely_twin(&mut self, before: Range<usize>) {
        let word = self.word.clone();
        let is_alike = |at: usize, at_before: usize| {
            let [byte, before] = [at, at_before].map(|at| self.bytes[at]);
            !byte.is_ascii() || byte.eq_ignore_ascii_case(&before)
        };
        if is_alike(word.start, before.start) && is_alike(word.end - 1, before.end - 1) {
            self.hits.twins.push([before, word]);
        }
    }

    /// The start of a word, or of what is after a hyphen or apostrophe in it.
    #[inline]
    fn piece(&mut self) {
        let first = self.bytes[self.at];
        let second = self.bytes.get(self.at + 1);
        self.hits.uncapitalized +=
            usize::from(first.is_ascii_lowercase() && second.is_some_and(u8::is_ascii_alphabetic));
        if may_be_noted(first) {
            self.noted_piece();
        }
    }

    /// The same, where it may be something to note.
    #[inline(never)]
    fn noted_piece(&mut self) {
        let rest = &self.bytes[self.at..];
        if may_be_placeholder(rest) {
            self.hits.placeholders.push(self.at);
        }
        if rest[0].is_ascii_lowercase() {
            return;
        }
        // "UN", "R&D", "IoT"
        let has_more = || {
            let mut inner = rest[1..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphabetic());
            let goes_on_small = rest.get(1).is_some_and(u8::is_ascii_lowercase);
            let second = || self.text[self.at..].chars().nth(1);
            let is_of_short_form = |second: char| {
                is_capital(second) || second.is_ascii_digit() || ".&-‑".contains(second)
            };
            inner.any(u8::is_ascii_uppercase)
                || !goes_on_small && second().is_some_and(is_of_short_form)
        };
        let first = self.sign();
        self.hits.capitalized += usize::from(first.is_some_and(char::is_uppercase));
        let is_short = first.is_some_and(is_capital) && has_more();
        if is_short && ends_apart(&self.text[..self.at]) {
            self.hits.short_forms.push(self.at);
        }
    }

    /// The letters at the end of a word, if they announce a number: it is after white space or in brackets.
    #[inline]
    fn head(&mut self, start: usize) {
        if let Some(words) = self.hits.words
            && let [first, second, ..] = self.bytes[start..]
            && words.heads.may_begin(first, second)
        {
            self.likely_head(start, words);
        }
    }

    /// The same, where one begins like them.
    #[inline(never)]
    fn likely_head(&mut self, start: usize, words: &References) {
        if !words.heads.may_be(&self.bytes[start..self.at]) {
            return;
        }
        let end = match self.byte() {
            Some(b'.') => self.at + 1,
            _ => self.at,
        };
        let follows = self.bytes.get(end);
        let is_open =
            follows.is_some_and(|byte| matches!(byte, b' ' | b'\t'..=b'\r' | b'(' | b'#' | 0x80..));
        if !is_open || !is_ascii_edge(self.text, start) || self.bytes[..start].ends_with(b"-") {
            return;
        }
        if let Some(head) = words.heads.find(&self.text[start..end]) {
            self.hits.heads.push((head, start..end));
        }
    }

    /// A character that announces a number, or several: "§ 3", "§§ 5–7".
    fn sign_head(&mut self, sign: char) {
        let start = self.at;
        while self.text[self.at..].starts_with(sign) {
            self.at += sign.len_utf8();
        }
        if let Some(words) = self.hits.words {
            let head = words.heads.find(&self.text[start..self.at]);
            let range = start..self.at;
            self.hits.heads.extend(head.map(|head| (head, range)));
        }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn sign(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

/// The end of the letters of ASCII that begin there: eight bytes are looked at together.
#[inline]
fn end_of_letters(bytes: &[u8], start: usize) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let eight = u64::from_le_bytes(*eight);
        // without the bit of letter case and the highest, so that no sum runs over into the next byte
        let folded = (eight | (EACH * 0x20)) & (EACH * 0x7f);
        let is_from_a = folded + EACH * u64::from(0x80 - b'a');
        let is_beyond_z = folded + EACH * u64::from(0x7f - b'z');
        let others = !(is_from_a & !is_beyond_z & !eight) & (EACH * 0x80);
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes[at..].iter();
    at + rest.take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// Whether it has bytes with which Greek and Cyrillic letters begin, and letters of ASCII.
fn may_be_mixed(word: &[u8]) -> bool {
    word.iter().any(|byte| matches!(byte, 0xcd..=0xd4)) && word.iter().any(u8::is_ascii_alphabetic)
}

/// Whether a piece that begins with this byte may be something to note.
fn may_be_noted(first: u8) -> bool {
    !first.is_ascii_lowercase() || matches!(first, b'l' | b'x')
}

/// Whether a word begins like one of those that [`super::placeholder`] knows.
fn may_be_placeholder(word: &[u8]) -> bool {
    matches!(
        word,
        [b'T', b'B' | b'O', ..]
            | [b'F', b'I', ..]
            | [b'X', b'X', ..]
            | [b'x', b'x', ..]
            | [b'l' | b'L', b'o' | b'O', b'r' | b'R', ..]
    )
}
