//! Patterns of ECMA-262, which schemas are written in, as the engine reads them.
//!
//! A pattern is read as with the flag `u`, and as leniently as without it where that has only one meaning: what is escaped
//! and needs no escape means itself, a hyphen beside `\w` in a class is a hyphen, two surrogates are one character. What is
//! written again means the same to both.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

mod set;

use set::Set;

/// `\b`, for which a word is of the letters of ASCII; to the engine it is of those of all alphabets.
const BOUNDARY: &str = "(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))";

/// `\B`, likewise.
const NO_BOUNDARY: &str = "(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))";

/// Why a pattern cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Where, in bytes of the pattern.
    pub(crate) at: Range<usize>,
    /// In a sentence about what is there.
    pub(crate) why: &'static str,
}

/// The pattern as the engine reads it: itself, unless something in it means another thing there.
///
/// # Errors
/// When it is none of ECMA-262.
pub(crate) fn translated(pattern: &str) -> Result<Cow<'_, str>, Unreadable> {
    let mut reader = Reader {
        pattern,
        at: 0,
        groups: groups(pattern),
        captures: Vec::new(),
        opened: 0,
        has_markers: may_refer_to_nothing(pattern),
        written: String::new(),
        is_changed: false,
    };
    reader.disjunction()?;
    if reader.at < pattern.len() {
        return Err(reader.unreadable(reader.at, "this bracket closes none"));
    }
    Ok(if reader.is_changed {
        Cow::Owned(reader.written)
    } else {
        Cow::Borrowed(pattern)
    })
}

/// The groups that can be referred to, in their order, each with its name if it has one.
fn groups(pattern: &str) -> Vec<Option<&str>> {
    let mut groups = Vec::new();
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '\\' => {
                let escaped = rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[escaped..];
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let name = rest
                    .strip_prefix("?<")
                    .filter(|rest| !rest.starts_with(['=', '!']));
                match name {
                    Some(name) => groups.push(name.split_once('>').map(|(name, _)| name)),
                    None if !rest.starts_with('?') => groups.push(None),
                    None => {}
                }
            }
            _ => {}
        }
    }
    groups
}

/// What an escape means.
enum Escape {
    Sign(u32),
    Set(Set),
    /// A set that is written as it is, such as `\p{L}`.
    Property,
    Boundary {
        negated: bool,
    },
    /// What one of these groups has matched.
    Groups(Vec<usize>),
}

/// A group, as the engine counts groups.
#[derive(Debug, Clone, Copy)]
struct Capture {
    number: usize,
    /// The last group that the engine counts when this one is closed: the empty one after it, where there are such.
    marker: Option<usize>,
}

/// Whether a pattern refers back to a group that a text may go round.
fn may_refer_to_nothing(pattern: &str) -> bool {
    let refers = |pair: &[u8]| pair[0] == b'\\' && matches!(pair[1], b'1'..=b'9' | b'k');
    let ways_round = ["|", ")?", ")*", "){0", "(?!", "(?<!"];
    pattern.as_bytes().windows(2).any(refers) && ways_round.iter().any(|it| pattern.contains(it))
}

struct Reader<'p> {
    pattern: &'p str,
    at: usize,
    groups: Vec<Option<&'p str>>,
    /// The groups that can be referred to and are opened, in their order.
    captures: Vec<Capture>,
    /// How many groups the engine counts up to here.
    opened: usize,
    /// Whether each group is followed by an empty one.
    has_markers: bool,
    /// What was read up to here, written for the engine.
    written: String,
    /// Whether something means another thing to the engine if it is not rewritten.
    is_changed: bool,
}

impl<'p> Reader<'p> {
    fn rest(&self) -> &'p str {
        &self.pattern[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let sign = self.peek()?;
        self.at += sign.len_utf8();
        Some(sign)
    }

    fn take(&mut self, text: &str) -> bool {
        let is_there = self.rest().starts_with(text);
        if is_there {
            self.at += text.len();
        }
        is_there
    }

    fn unreadable(&self, from: usize, why: &'static str) -> Unreadable {
        let next = self.pattern[from..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        Unreadable {
            at: from..self.at.max(from + next),
            why,
        }
    }

    /// Reads up to the bracket that closes it, or the end. Groups are kept in a list: patterns nest deeper than stacks.
    fn disjunction(&mut self) -> Result<(), Unreadable> {
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        // whether there is something that can be repeated
        let mut is_atom = false;
        while let Some(sign) = self.peek() {
            let from = self.at;
            match sign {
                ')' => {
                    let Some((_, capture)) = open.pop() else {
                        return Ok(());
                    };
                    self.copy(')');
                    self.mark(capture);
                    is_atom = true;
                }
                '(' => {
                    let captures = self.captures.len();
                    self.open_group()?;
                    open.push((from, (self.captures.len() > captures).then_some(captures)));
                    is_atom = false;
                }
                '|' | '^' | '$' => {
                    self.copy(sign);
                    is_atom = false;
                }
                '*' | '+' | '?' | '{' => {
                    let is_quantifier = self.quantifier(is_atom)?;
                    is_atom = !is_quantifier;
                }
                '.' => {
                    self.next();
                    self.dot();
                    is_atom = true;
                }
                '[' => {
                    let set = self.class()?;
                    self.set(set)?;
                    is_atom = true;
                }
                '\\' => {
                    is_atom = self.atom_escape()?;
                }
                '}' | ']' => {
                    // one that closes nothing stands for itself
                    self.next();
                    self.literal(u32::from(sign));
                    self.is_changed = true;
                    is_atom = true;
                }
                _ => {
                    self.copy(sign);
                    is_atom = true;
                }
            }
        }
        match open.pop() {
            Some((from, _)) => {
                self.at = from;
                Err(self.unreadable(from, "this bracket is not closed"))
            }
            None => Ok(()),
        }
    }

    fn copy(&mut self, sign: char) {
        self.at += sign.len_utf8();
        self.written.push(sign);
    }

    /// What is not the end of a line.
    fn dot(&mut self) {
        self.written.push_str("[^\\n\\r\\x{2028}\\x{2029}]");
    }

    fn open_group(&mut self) -> Result<(), Unreadable> {
        let from = self.at;
        self.next();
        for start in ["?:", "?i:", "?-i:"] {
            if self.take(start) {
                self.written.push('(');
                self.written.push_str(start);
                return Ok(());
            }
        }
        for start in ["?=", "?!", "?<=", "?<!"] {
            if self.take(start) {
                self.written.push('(');
                self.written.push_str(start);
                // beside these the crate takes `\d` and its like for those of all alphabets
                self.is_changed = true;
                return Ok(());
            }
        }
        if self.take("?<") {
            let name = self.rest().split_once('>').map_or("", |(name, _)| name);
            let is_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '$');
            if name.is_empty()
                || !name.chars().all(is_name)
                || name.starts_with(|sign: char| sign.is_numeric())
            {
                return Err(self.unreadable(from, "this group has no name that can be read"));
            }
            if self
                .groups
                .iter()
                .filter(|known| **known == Some(name))
                .count()
                > 1
                && !self.pattern.contains('|')
            {
                return Err(self.unreadable(from, "two groups have this name"));
            }
            self.at += name.len() + 1;
            self.open_capture();
            self.is_changed = true;
            return Ok(());
        }
        if self.rest().starts_with('?') {
            self.at += 1;
            return Err(self.unreadable(from, "no group of ECMA-262 begins so"));
        }
        self.open_capture();
        Ok(())
    }

    fn open_capture(&mut self) {
        self.written
            .push_str(if self.has_markers { "(?:(" } else { "(" });
        self.opened += 1;
        self.captures.push(Capture {
            number: self.opened,
            marker: None,
        });
    }

    /// Puts an empty group after the group that was closed just now.
    fn mark(&mut self, capture: Option<usize>) {
        let Some(capture) = capture else { return };
        if self.has_markers {
            self.written.push_str("())");
            self.opened += 1;
            self.is_changed = true;
        }
        self.captures[capture].marker = Some(self.opened);
    }

    /// What a group has matched. One that took no part, or not yet, is an empty text to ECMA-262, and to the engine one that
    /// is never found: then the empty group after it is not found either.
    fn refer(&mut self, number: usize) {
        let closed = self.captures.get(number - 1);
        let closed = closed.and_then(|it| Some((it.number, it.marker?)));
        let _ = match closed {
            Some((number, marker)) if self.has_markers => {
                write!(self.written, "(?:\\{number}|(?!\\{marker}))")
            }
            Some((number, _)) => write!(self.written, "(?:\\{number})"),
            None => write!(self.written, "(?:)"),
        };
        self.is_changed = true;
    }

    /// A quantifier, or a brace that is not one and means itself.
    fn quantifier(&mut self, is_atom: bool) -> Result<bool, Unreadable> {
        let from = self.at;
        let sign = self.next().unwrap_or_default();
        if sign == '{' {
            let Some(length) = bounds(self.rest()) else {
                self.literal(u32::from('{'));
                self.is_changed = true;
                return Ok(false);
            };
            let (least, most) = length;
            self.at += self.rest().find('}').map_or(0, |at| at + 1);
            if most.is_some_and(|most| most < least) {
                return Err(self.unreadable(from, "the most is less than the least"));
            }
        }
        if !is_atom {
            return Err(self.unreadable(from, "there is nothing before it to repeat"));
        }
        self.take("?");
        self.written.push_str(&self.pattern[from..self.at]);
        Ok(true)
    }

    /// What an escape outside of a class means; whether it can be repeated.
    fn atom_escape(&mut self) -> Result<bool, Unreadable> {
        let from = self.at;
        match self.escape(false)? {
            Escape::Sign(sign) if is_high(sign) => {
                let low = self.low_surrogate();
                match low {
                    Some(low) => self.literal(joined(sign, low)),
                    None => self.set(Set::of(&[(sign, sign)]))?,
                }
                self.is_changed = true;
            }
            Escape::Sign(sign) => {
                let written = self.written.len();
                self.literal(sign);
                self.is_changed |= self.written[written..] != self.pattern[from..self.at];
            }
            Escape::Set(set) => self.set(set)?,
            Escape::Property => self.written.push_str(&self.pattern[from..self.at]),
            Escape::Boundary { negated } => {
                self.is_changed = true;
                self.written
                    .push_str(if negated { NO_BOUNDARY } else { BOUNDARY });
                return Ok(false);
            }
            Escape::Groups(numbers) => {
                self.written.push_str("(?:");
                for number in numbers {
                    self.refer(number);
                }
                self.written.push(')');
            }
        }
        Ok(true)
    }

    fn escape(&mut self, in_class: bool) -> Result<Escape, Unreadable> {
        let from = self.at;
        self.next();
        let Some(sign) = self.next() else {
            return Err(self.unreadable(from, "nothing follows it"));
        };
        let digits = |reader: &Self, count: usize| {
            let digits = reader.rest().get(..count)?;
            u32::from_str_radix(digits, 16)
                .ok()
                .filter(|_| !digits.starts_with('+'))
        };
        Ok(match sign {
            'd' => Escape::Set(Set::digits()),
            'D' => Escape::Set(Set::digits().inverted()),
            'w' => Escape::Set(Set::word()),
            'W' => Escape::Set(Set::word().inverted()),
            's' => Escape::Set(Set::space()),
            'S' => Escape::Set(Set::space().inverted()),
            'b' if in_class => Escape::Sign(8),
            'b' | 'B' if !in_class => Escape::Boundary {
                negated: sign == 'B',
            },
            'f' => Escape::Sign(0x0c),
            'n' => Escape::Sign(0x0a),
            'r' => Escape::Sign(0x0d),
            't' => Escape::Sign(0x09),
            'v' => Escape::Sign(0x0b),
            '0' if !self.rest().starts_with(|next: char| next.is_ascii_digit()) => Escape::Sign(0),
            '1'..='9' if !in_class => {
                while self.rest().starts_with(|next: char| next.is_ascii_digit()) {
                    self.next();
                }
                let number = self.pattern[from + 1..self.at].parse().ok();
                let number = number.filter(|number| *number <= self.groups.len());
                let number: usize = number
                    .ok_or_else(|| self.unreadable(from, "there is no group of this number"))?;
                Escape::Groups(vec![number])
            }
            'k' if !in_class && self.rest().starts_with('<') => {
                let name = self.rest()[1..].split_once('>').map(|(name, _)| name);
                self.at += name.map_or(1, |name| name.len() + 2);
                let groups = self.groups.iter().zip(1..);
                let named = groups.filter(|(known, _)| name.is_some() && **known == name);
                let numbers: Vec<usize> = named.map(|(_, number)| number).collect();
                if numbers.is_empty() {
                    return Err(self.unreadable(from, "there is no group of this name"));
                }
                Escape::Groups(numbers)
            }
            'c' => {
                let letter = self.next().filter(char::is_ascii_alphabetic);
                let letter =
                    letter.ok_or_else(|| self.unreadable(from, "a letter must follow `\\c`"))?;
                Escape::Sign(u32::from(letter) % 32)
            }
            'x' => {
                let code = digits(self, 2);
                let code = code.ok_or_else(|| {
                    self.unreadable(from, "two hexadecimal digits must follow `\\x`")
                })?;
                self.at += 2;
                Escape::Sign(code)
            }
            'u' => {
                let code = if self.take("{") {
                    let inner = self.rest().split_once('}').map_or("", |(inner, _)| inner);
                    let code = u32::from_str_radix(inner, 16)
                        .ok()
                        .filter(|code| *code <= 0x0010_ffff);
                    self.at += if code.is_some() { inner.len() + 1 } else { 0 };
                    code
                } else {
                    let code = digits(self, 4);
                    self.at += if code.is_some() { 4 } else { 0 };
                    code
                };
                let code = code.ok_or_else(|| {
                    self.unreadable(from, "the number of a character must follow `\\u`")
                })?;
                Escape::Sign(code)
            }
            'p' | 'P' if self.rest().starts_with('{') => {
                self.at += self.rest().find('}').map_or(1, |at| at + 1);
                let is_known = regex_syntax::Parser::new()
                    .parse(&self.pattern[from..self.at])
                    .is_ok();
                if !is_known {
                    return Err(self.unreadable(from, "there is no such property of characters"));
                }
                Escape::Property
            }
            sign if sign.is_ascii_alphanumeric() => {
                return Err(self.unreadable(from, "ECMA-262 has no such escape"));
            }
            sign => Escape::Sign(sign.into()),
        })
    }

    /// The second half of a character whose first was just read.
    fn low_surrogate(&mut self) -> Option<u32> {
        let code = self.rest().strip_prefix("\\u")?.get(..4)?;
        let code = u32::from_str_radix(code, 16)
            .ok()
            .filter(|code| is_low(*code))?;
        self.at += 6;
        Some(code)
    }

    fn class(&mut self) -> Result<Class, Unreadable> {
        let from = self.at;
        self.next();
        let negated = self.take("^");
        let mut class = Class {
            set: Set::of(&[]),
            properties: String::new(),
            negated,
        };
        loop {
            if self.take("]") {
                break;
            }
            if self.peek().is_none() {
                self.at = from;
                return Err(self.unreadable(from, "this bracket is not closed"));
            }
            let start_at = self.at;
            let start = self.class_atom(&mut class)?;
            let is_range = self.rest().starts_with('-') && !self.rest().starts_with("-]");
            let Some(start) = start.filter(|_| is_range) else {
                class.set.add(start);
                continue;
            };
            self.next();
            match self.class_atom(&mut class)? {
                Some(end) if end < start => {
                    return Err(self.unreadable(start_at, "this range ends before it starts"));
                }
                Some(end) => class.set.add_range(start, end),
                // beside a set it is no range, and the hyphen stands for itself
                None => {
                    class.set.add(Some(start));
                    class.set.add(Some('-'.into()));
                }
            }
        }
        let source = &self.pattern[from..self.at];
        // what is plain is left as it is: the engine reads it in the same way
        self.is_changed |= !Class::is_plain(source);
        Ok(class)
    }

    /// One character of a class; `None` where it is a set, which is added.
    fn class_atom(&mut self, class: &mut Class) -> Result<Option<u32>, Unreadable> {
        let from = self.at;
        if !self.rest().starts_with('\\') {
            return Ok(self.next().map(u32::from));
        }
        match self.escape(true)? {
            Escape::Sign(sign) if is_high(sign) => {
                let low = self.low_surrogate();
                Ok(Some(low.map_or(sign, |low| joined(sign, low))))
            }
            Escape::Sign(sign) => Ok(Some(sign)),
            Escape::Set(set) => {
                class.set.join(&set);
                Ok(None)
            }
            Escape::Property => {
                class.properties.push_str(&self.pattern[from..self.at]);
                Ok(None)
            }
            Escape::Boundary { .. } | Escape::Groups(_) => {
                Err(self.unreadable(from, "ECMA-262 has no such escape in a class"))
            }
        }
    }

    /// Writes a set of characters.
    fn set(&mut self, class: impl Into<Class>) -> Result<(), Unreadable> {
        let mut class = class.into();
        if !class.negated && class.properties.is_empty() && class.set.is_all(is_high) {
            // first halves of characters, after which the second ones are to come
            let from = self.at;
            let lows = match self.peek() {
                Some('[') => Some(self.class()?),
                Some('\\') => self
                    .low_surrogate()
                    .map(|low| Set::of(&[(low, low)]).into()),
                _ => None,
            };
            match lows.filter(|lows| !lows.negated && lows.set.is_all(is_low)) {
                Some(lows) => class.set = class.set.paired(&lows.set),
                None => self.at = from,
            }
            self.is_changed = true;
        }
        class.write(&mut self.written);
        Ok(())
    }

    fn literal(&mut self, sign: u32) {
        match char::from_u32(sign) {
            Some(sign)
                if sign.is_ascii_alphanumeric() || !sign.is_ascii() && sign.is_alphanumeric() =>
            {
                self.written.push(sign);
            }
            Some(sign) if sign.is_ascii_punctuation() && !matches!(sign, '<' | '>') => {
                self.written.push('\\');
                self.written.push(sign);
            }
            Some(sign) => {
                let _ = write!(self.written, "\\x{{{:x}}}", u32::from(sign));
            }
            // no text has half a character
            None => Class::from(Set::of(&[])).write(&mut self.written),
        }
    }
}

/// A class as it is written for the engine.
struct Class {
    set: Set,
    /// What is known by the names of its properties.
    properties: String,
    negated: bool,
}

impl From<Set> for Class {
    fn from(set: Set) -> Self {
        Self {
            set,
            properties: String::new(),
            negated: false,
        }
    }
}

impl Class {
    /// Whether a class that is written so means the same to the engine.
    fn is_plain(source: &str) -> bool {
        let inner = source.trim_start_matches('[').trim_end_matches(']');
        let inner = inner.strip_prefix('^').unwrap_or(inner);
        let is_plain = |sign: char| {
            sign.is_alphanumeric()
                || matches!(
                    sign,
                    ' ' | '_'
                        | '.'
                        | ','
                        | ':'
                        | ';'
                        | '/'
                        | '@'
                        | '-'
                        | '+'
                        | '='
                        | '!'
                        | '?'
                        | '%'
                        | '#'
                        | '*'
                        | '$'
                        | '('
                        | ')'
                        | '\''
                        | '"'
                        | '<'
                        | '>'
                        | '|'
                        | '{'
                        | '}'
                )
        };
        let without = inner
            .replace("\\d", "")
            .replace("\\w", "")
            .replace("\\s", "");
        let has_hyphen_beside_set = ["\\d-", "\\w-", "\\s-", "-\\d", "-\\w", "-\\s"]
            .iter()
            .any(|it| inner.contains(it));
        !inner.is_empty()
            && !has_hyphen_beside_set
            && !inner.contains("--")
            && without.chars().all(is_plain)
    }

    fn write(&self, written: &mut String) {
        let mut within = String::new();
        self.set.write(&mut within);
        within.push_str(&self.properties);
        written.push_str(match (within.is_empty(), self.negated) {
            (true, false) => "[^\\x{0}-\\x{10ffff}]",
            (true, true) => "[\\x{0}-\\x{10ffff}]",
            (false, true) => "[^",
            (false, false) => "[",
        });
        if !within.is_empty() {
            written.push_str(&within);
            written.push(']');
        }
    }
}

fn is_high(code: u32) -> bool {
    (0xd800..0xdc00).contains(&code)
}

fn is_low(code: u32) -> bool {
    (0xdc00..0xe000).contains(&code)
}

/// The character of two surrogates.
fn joined(high: u32, low: u32) -> u32 {
    0x1_0000 + ((high & 0x3ff) << 10) + (low & 0x3ff)
}

/// How often something is repeated, at least and at most, where braces say that.
fn bounds(after_brace: &str) -> Option<(u64, Option<u64>)> {
    let (inner, _) = after_brace.split_once('}')?;
    let number = |digits: &str| {
        let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        are_digits.then(|| digits.parse().unwrap_or(u64::MAX))
    };
    match inner.split_once(',') {
        None => number(inner).map(|count| (count, Some(count))),
        Some((least, "")) => number(least).map(|least| (least, None)),
        Some((least, most)) => Some((number(least)?, Some(number(most)?))),
    }
}

#[cfg(test)]
mod tests;
