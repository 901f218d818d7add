//! Sets of characters, as ranges of their numbers. Surrogates are among them until two make a character.

use std::fmt::Write as _;

use super::joined;

const LAST: u32 = 0x0010_ffff;

/// The numbers in these ranges, which are in order and do not touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set(Vec<(u32, u32)>);

impl Set {
    pub(super) fn of(ranges: &[(u32, u32)]) -> Self {
        let mut set = Self(ranges.to_vec());
        set.tidy();
        set
    }

    pub(super) fn digits() -> Self {
        Self::of(&[(0x30, 0x39)])
    }

    pub(super) fn word() -> Self {
        Self::of(&[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)])
    }

    pub(super) fn space() -> Self {
        Self::of(&[
            (0x09, 0x0d),
            (0x20, 0x20),
            (0xa0, 0xa0),
            (0x1680, 0x1680),
            (0x2000, 0x200a),
            (0x2028, 0x2029),
            (0x202f, 0x202f),
            (0x205f, 0x205f),
            (0x3000, 0x3000),
            (0xfeff, 0xfeff),
        ])
    }

    pub(super) fn inverted(&self) -> Self {
        let mut ranges = Vec::new();
        let mut next = 0;
        for &(start, end) in &self.0 {
            if next < start {
                ranges.push((next, start - 1));
            }
            next = end + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self(ranges)
    }

    pub(super) fn add(&mut self, sign: Option<u32>) {
        if let Some(sign) = sign {
            self.add_range(sign, sign);
        }
    }

    pub(super) fn add_range(&mut self, start: u32, end: u32) {
        self.0.push((start, end));
        self.tidy();
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
        self.tidy();
    }

    /// Whether there is something in it, and all of that is of a kind whose numbers follow each other.
    pub(super) fn is_all(&self, is_one: fn(u32) -> bool) -> bool {
        !self.0.is_empty()
            && self
                .0
                .iter()
                .all(|&(start, end)| is_one(start) && is_one(end))
    }

    /// The characters whose first half is in this set, and the second in the other.
    pub(super) fn paired(&self, lows: &Self) -> Self {
        let mut ranges = Vec::new();
        for &(start, end) in &self.0 {
            for high in start..=end {
                let pairs = lows
                    .0
                    .iter()
                    .map(|&(from, to)| (joined(high, from), joined(high, to)));
                ranges.extend(pairs);
            }
        }
        Self::of(&ranges)
    }

    fn tidy(&mut self) {
        self.0.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for &(start, end) in &self.0 {
            match ranges.last_mut() {
                Some((_, last)) if start <= last.saturating_add(1) => *last = end.max(*last),
                _ => ranges.push((start, end)),
            }
        }
        self.0 = ranges;
    }

    /// Writes it as it is within the brackets of a class. No text has half a character, so that surrogates are left out.
    pub(super) fn write(&self, written: &mut String) {
        let mut write = |start: u32, end: u32| {
            number(start, written);
            if start < end {
                written.push('-');
                number(end, written);
            }
        };
        for &(start, end) in &self.0 {
            if start < 0xd800 {
                write(start, end.min(0xd7ff));
            }
            if end > 0xdfff {
                write(start.max(0xe000), end);
            }
        }
    }
}

/// Writes a character: what is no letter or figure of ASCII by its number.
fn number(code: u32, written: &mut String) {
    match char::from_u32(code).filter(char::is_ascii_alphanumeric) {
        Some(sign) => written.push(sign),
        None => {
            let _ = write!(written, "\\x{{{code:x}}}");
        }
    }
}
