//! The one pass over a text, which shows each reader where to look closer.

use std::mem;
use std::ops::Range;

use super::letter::{ends_apart, is_ascii_edge, is_capital, is_letter_or_accent};
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
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'0'..=b'9' => self.number(),
                b'?' => self.blank(b'?', 3),
                b'_' => self.blank(b'_', 4),
                b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' => self.bracket(byte),
                0x80.. => self.beyond_ascii(),
                _ => self.at += 1,
            }
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
                self.hits.has_other_letters |= sign.is_alphabetic();
            }
        }
        self.at += sign.len_utf8();
    }

    /// A word, with the apostrophes and hyphens inside it.
    fn word(&mut self) {
        let start = self.at;
        // where the last run of ASCII letters begins
        let mut letters = start;
        let mut is_ascii = true;
        self.piece();
        loop {
            let rest = self.bytes[self.at..].iter();
            self.at += rest.take_while(|byte| byte.is_ascii_alphabetic()).count();
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
            self.hits.has_other_letters |= !is_joint && !sign.is_alphabetic();
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
        self.twin(start..self.at);
    }

    /// Whether a word may be the same as the one before, letter case aside.
    fn twin(&mut self, word: Range<usize>) {
        let before = mem::replace(&mut self.word, word.clone());
        let ends_alike = || {
            let [last, before] = [&word, &before].map(|word| self.bytes[word.end - 1]);
            !last.is_ascii() || last.eq_ignore_ascii_case(&before)
        };
        if word.len() == before.len() && ends_alike() {
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
        if !first.is_ascii_lowercase() || matches!(first, b'l' | b'x') {
            self.noted_piece();
        }
    }

    /// The same, where it may be something to note.
    fn noted_piece(&mut self) {
        let rest = &self.bytes[self.at..];
        if may_be_placeholder(rest) {
            self.hits.placeholders.push(self.at);
        }
        // "UN", "R&D", "IoT"
        let has_more = || {
            let mut inner = rest[1..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphabetic());
            let second = self.text[self.at..].chars().nth(1);
            inner.any(u8::is_ascii_uppercase)
                || second.is_some_and(|second| {
                    is_capital(second) || second.is_ascii_digit() || ".&-‑".contains(second)
                })
        };
        let first = self.sign();
        self.hits.capitalized += usize::from(first.is_some_and(char::is_uppercase));
        let is_short = first.is_some_and(is_capital) && has_more();
        if is_short && ends_apart(&self.text[..self.at]) {
            self.hits.short_forms.push(self.at);
        }
    }

    /// The letters at the end of a word, if they announce a number: it is after white space or in brackets.
    fn head(&mut self, start: usize) {
        let Some(words) = self.hits.words else {
            return;
        };
        if !words.heads.may_begin(&self.bytes[start..self.at]) {
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

/// Whether it has bytes with which Greek and Cyrillic letters begin, and letters of ASCII.
fn may_be_mixed(word: &[u8]) -> bool {
    word.iter().any(|byte| matches!(byte, 0xcd..=0xd4)) && word.iter().any(u8::is_ascii_alphabetic)
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
