//! What is wrong inside `{…}` and `[…]`, where the parser often goes on to the lines below before it gives up.
//!
//! The brackets are walked once, from the outermost one that is open, and the first thing that does not fit is reported.

use std::ops::Range;

use super::super::error::Grammar;
use super::diagnosis::{CLOSE, Diagnosis, QUOTE, WITHIN_DOUBLE, WITHIN_SINGLE, say};
use super::place::{Place, separator};
use crate::text::source::Span;

/// What is wrong in the brackets that are open, or were begun, between two places; `None` where the walk finds nothing.
pub(super) fn diagnose(text: &str, from: usize, error: &Stopped) -> Option<Diagnosis> {
    let mut from = from;
    while let Some(bracket) = first_bracket(text, from, error.at) {
        let mut walk = Walk {
            text,
            at: bracket,
            start: bracket,
            indentation: indentation(text, bracket),
            misindented: error.is_by_indentation.then_some(error.at),
            open: Vec::new(),
            cutting: None,
        };
        match walk.run() {
            Err(Stop::Closed) if walk.at > error.at => return walk.outside(error.at),
            Err(Stop::Closed) => from = walk.at,
            Err(Stop::Wrong(diagnosis)) => return Some(walk.cut().unwrap_or(diagnosis)),
            Ok(()) => return None,
        }
    }
    None
}

/// Where the parser gave up.
pub(super) struct Stopped {
    pub(super) at: usize,
    /// Whether it did so because a line is not indented as it has to be.
    pub(super) is_by_indentation: bool,
}

/// The first bracket that opens a collection between two places, both outside of brackets.
fn first_bracket(text: &str, from: usize, to: usize) -> Option<usize> {
    let (mut at, mut is_start) = (from, true);
    while at <= to {
        let rest = &text[at..];
        let character = rest.chars().next()?;
        match character {
            '[' | '{' if is_start => return Some(at),
            '\n' | '\r' => is_start = true,
            ' ' | '\t' => {}
            '#' if text[..at].ends_with([' ', '\t', '\n', '\r']) => at += line_end(rest) - 1,
            '"' | '\'' if is_start => {
                at = quoted_end(text, at).unwrap_or(to);
                is_start = text[at.min(text.len())..].starts_with(':');
                continue;
            }
            _ => {
                let word = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
                let word = &rest[..word];
                is_start = is_start
                    && (matches!(word, "-" | "?" | "---") || word.starts_with(['&', '!']))
                    || word.ends_with(':');
                at += word.len();
                continue;
            }
        }
        at += character.len_utf8();
    }
    None
}

/// Where the lines of the mapping or list begin whose value the bracket is.
fn indentation(text: &str, bracket: usize) -> Option<usize> {
    let place = Place { text, at: bracket };
    let start = place.line_start();
    let before = &text[start..bracket];
    let content = before.trim_start_matches([' ', '-', '?', ':', '\t']);
    if !content.is_empty() {
        return Some(before.len() - content.len());
    }
    let dashes = before.trim_end();
    if dashes.is_empty() {
        before.len().checked_sub(1)
    } else {
        Some(dashes.len() - 1)
    }
}

fn line_end(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The end of a text in quotes.
fn quoted_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = bytes[at];
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        end += 1;
        if byte == b'\\' && quote == b'"' {
            end += 1;
        } else if byte == quote {
            if quote == b'\'' && bytes.get(end) == Some(&quote) {
                end += 1;
            } else {
                return Some(end);
            }
        }
    }
    None
}

enum Stop {
    /// The outermost bracket is closed.
    Closed,
    Wrong(Diagnosis),
}

struct Open {
    at: usize,
    bracket: char,
    entry: Entry,
}

/// What was read of an entry.
#[derive(Clone)]
enum Entry {
    Nothing,
    First(Token),
    /// A `:` and what comes before it.
    Colon,
    Value(Token),
}

#[derive(Clone)]
struct Token {
    range: Range<usize>,
    /// The end of its last line but one, if it has several.
    broken: Option<usize>,
    is_plain: bool,
}

struct Walk<'s> {
    text: &'s str,
    at: usize,
    /// The outermost bracket.
    start: usize,
    indentation: Option<usize>,
    /// A place in a line that is not indented as it has to be.
    misindented: Option<usize>,
    open: Vec<Open>,
    /// A comment that contains the bracket that would close what is open.
    cutting: Option<Span>,
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        loop {
            let rest = &self.text[self.at..];
            let Some(character) = rest.chars().next() else {
                return Err(self.unclosed(true));
            };
            match character {
                ' ' | '\t' => self.at += 1,
                '\n' | '\r' => {
                    self.at += 1;
                    self.new_line()?;
                }
                '#' => self.comment()?,
                '[' | '{' => self.opening(character)?,
                ']' | '}' => self.closing(character)?,
                ',' => self.comma()?,
                '"' | '\'' => self.quoted()?,
                ':' if self.is_separator() => self.colon()?,
                '&' | '!' => self.at += self.word().len().max(1),
                _ => self.plain(character)?,
            }
        }
    }

    fn cut(&self) -> Option<Diagnosis> {
        let message = "a `#` after a space starts a comment, so the rest of this line is not read";
        self.cutting.map(|comment| say(message, QUOTE, comment))
    }

    /// The characters up to a blank or a character that separates.
    fn word(&self) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.find([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
        &rest[..end.unwrap_or(rest.len())]
    }

    fn entry(&mut self) -> &mut Entry {
        // the walk begins with a bracket, and ends when it is closed
        let last = self.open.last_mut().expect("a bracket is open");
        &mut last.entry
    }

    fn new_line(&mut self) -> Result<(), Stop> {
        let rest = &self.text[self.at..];
        let indented = rest.trim_start_matches([' ', '\t']);
        let column = rest.len() - indented.len();
        if indented.is_empty() || indented.starts_with(['\n', '\r', '#', ']', '}']) {
            return Ok(());
        }
        let place = Place {
            text: self.text,
            at: self.at,
        };
        let is_marker = column == 0 && ["---", "..."].iter().any(|it| indented.starts_with(it));
        let is_item = indented.starts_with("- ");
        let is_outside = self.indentation.is_some_and(|outside| column <= outside);
        let is_key = place.is_key() && place.line() != ":";
        if is_marker || is_outside && (is_item || is_key) {
            return Err(self.unclosed(is_marker));
        }
        if is_item {
            let message = "items in brackets are separated by commas, and have no `- `";
            let at = self.at + column;
            return Err(wrong(
                message,
                "write a comma between two items",
                Span::of(at..at + 1),
            ));
        }
        let rest_of_line = self.at..=self.at + line_end(rest);
        if self
            .misindented
            .is_some_and(|at| rest_of_line.contains(&at))
        {
            return Err(Stop::Wrong(not_indented(place)));
        }
        Ok(())
    }

    /// The line of a place inside of the brackets, if it is not indented as they are.
    fn outside(&self, at: usize) -> Option<Diagnosis> {
        let text = self.text;
        let line = Place { text, at }.line_start();
        if line <= self.start {
            return None;
        }
        let rest = &text[line..];
        let column = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_outside = self.indentation.is_some_and(|outside| column <= outside);
        is_outside.then(|| not_indented(Place { text, at: line }))
    }

    fn unclosed(&self, is_end: bool) -> Stop {
        let Some(open) = self.open.last() else {
            return Stop::Closed;
        };
        let bracket = open.bracket;
        let message = if is_end {
            format!("this `{bracket}` is never closed")
        } else {
            format!("this `{bracket}` is not closed before the next line begins something else")
        };
        let help = if bracket == '[' {
            "close it with `]`"
        } else {
            "close it with `}`"
        };
        Stop::Wrong((
            Grammar::new(message).help(help),
            Span::of(open.at..open.at + 1),
        ))
    }

    fn comment(&mut self) -> Result<(), Stop> {
        let before = self.text[..self.at].chars().next_back();
        let rest = &self.text[self.at..];
        let end = line_end(rest);
        let span = Span::of(self.at..self.at + rest[..end].trim_end().len());
        if before.is_some_and(|before| !before.is_whitespace()) {
            let message = "a space is missing before this `#`";
            let help = "write a space before a comment, or put the text in quotes";
            return Err(wrong(message, help, Span::of(self.at..self.at + 1)));
        }
        let count = |brackets: [char; 2]| rest[..end].matches(brackets).count();
        let follows_text =
            matches!(self.entry(), Entry::First(token) | Entry::Value(token) if token.is_plain);
        if follows_text && count([']', '}']) > count(['[', '{']) {
            self.cutting.get_or_insert(span);
        }
        self.at += end;
        Ok(())
    }

    fn opening(&mut self, bracket: char) -> Result<(), Stop> {
        if !self.open.is_empty() {
            self.expect_separator()?;
        }
        self.open.push(Open {
            at: self.at,
            bracket,
            entry: Entry::Nothing,
        });
        self.at += 1;
        Ok(())
    }

    fn closing(&mut self, bracket: char) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else {
            return Err(Stop::Closed);
        };
        if (open.bracket == '[') != (bracket == ']') {
            let message = format!("this `{}` is closed by a `{bracket}`", open.bracket);
            let span = Span::of(open.at..open.at + 1);
            let help = "close each bracket with its counterpart";
            return Err(Stop::Wrong((Grammar::new(message).help(help), span)));
        }
        self.at += 1;
        if self.open.is_empty() {
            return Err(Stop::Closed);
        }
        self.take(Token {
            range: open.at..self.at,
            broken: None,
            is_plain: false,
        });
        Ok(())
    }

    fn take(&mut self, token: Token) {
        let entry = self.entry();
        *entry = match entry {
            Entry::Colon => Entry::Value(token),
            _ => Entry::First(token),
        };
    }

    fn comma(&mut self) -> Result<(), Stop> {
        if matches!(self.entry(), Entry::Nothing) {
            return Err(self.missing_before(','));
        }
        *self.entry() = Entry::Nothing;
        self.at += 1;
        Ok(())
    }

    fn missing_before(&self, sign: char) -> Stop {
        let message = format!("a value is missing before this `{sign}`");
        let help = "write the value, or remove what separates it from the next";
        let span = Span::of(self.at..self.at + 1);
        Stop::Wrong((Grammar::new(message).help(help), span))
    }

    /// Whether a `:` here ends a key.
    fn is_separator(&mut self) -> bool {
        let rest = &self.text[self.at + 1..];
        let is_spaced =
            rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
        let is_adjacent =
            matches!(self.entry(), Entry::First(token) if !token.is_plain && token.range.end > 0);
        is_spaced || is_adjacent
    }

    fn colon(&mut self) -> Result<(), Stop> {
        let bracket = self.open.last().map_or('{', |open| open.bracket);
        let at = self.at;
        match self.entry().clone() {
            Entry::Colon => return Err(self.missing_before(':')),
            Entry::Value(token) => return Err(self.second_colon(&token)),
            Entry::First(token)
                if bracket == '[' && self.text[token.range.start..at].contains('\n') =>
            {
                let message = "in `[…]`, a key has to be on one line with its `:`";
                let help = "write the key on one line, or put a comma where one is missing";
                return Err(wrong(message, help, Span::of(at..at + 1)));
            }
            Entry::First(_) | Entry::Nothing => *self.entry() = Entry::Colon,
        }
        self.at += 1;
        Ok(())
    }

    /// A `:` after a value: the comma before its key is missing, or the value is a text with a `: ` in it.
    fn second_colon(&self, value: &Token) -> Stop {
        if let Some(end) = value.broken {
            return missing_comma(self.text, end);
        }
        if value.is_plain {
            let message = "an unquoted text cannot contain `: `";
            let help =
                "put the text in quotes, or write the comma that is missing before the next key";
            let rest = &self.text[value.range.start..];
            let end = rest.find([',', ']', '}', '\n', '\r']).unwrap_or(rest.len());
            let end = value.range.start + rest[..end].trim_end().len();
            return wrong(
                message,
                help,
                Span::of(value.range.start..end.max(self.at + 1)),
            );
        }
        let message = "this `:` follows a value that has ended";
        let help = "put the whole text in quotes, or write the comma that is missing";
        wrong(message, help, Span::of(self.at..self.at + 1))
    }

    /// Refuses a value that comes right after another.
    fn expect_separator(&mut self) -> Result<(), Stop> {
        match self.entry() {
            Entry::Nothing | Entry::Colon => Ok(()),
            Entry::First(token) | Entry::Value(token) => {
                let end = token.range.end;
                Err(missing_comma(self.text, end))
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Stop> {
        self.expect_separator()?;
        let start = self.at;
        let end = quoted_end(self.text, start);
        let Some(end) = end.filter(|&end| !self.runs_over(start, end)) else {
            return Err(self.open_quote());
        };
        let rest = self.text[end..].trim_start_matches([' ', '\t']);
        let is_ended = rest.is_empty() || rest.starts_with([',', ':', ']', '}', '\n', '\r', '#']);
        if !is_ended {
            return Err(self.after_quote(start, end, rest));
        }
        self.at = end;
        self.take(Token {
            range: start..end,
            broken: None,
            is_plain: false,
        });
        Ok(())
    }

    /// Whether a text in quotes goes on over lines of the collections around the brackets.
    fn runs_over(&self, start: usize, end: usize) -> bool {
        let mut lines = self.text[start..end].split(['\n', '\r']).skip(1);
        lines.any(|line| {
            let text = line.trim_start_matches(' ');
            let column = line.len() - text.len();
            let is_outside = self.indentation.is_some_and(|outside| column <= outside);
            is_outside
                && (text.starts_with("- ") || separator(text).is_some() || text.ends_with(':'))
        })
    }

    fn open_quote(&self) -> Stop {
        let place = Place {
            text: self.text,
            at: self.at,
        };
        Stop::Wrong(place.open_quote("this quotation mark is never closed", CLOSE))
    }

    fn after_quote(&self, start: usize, end: usize, rest: &str) -> Stop {
        let quoted = &self.text[start..end];
        // the next entries are in it, and the mark that closes it is the first of another text
        let holds_entries = quoted.match_indices(", ").any(|(comma, _)| {
            let key = quoted[comma + 2..].split([',', '\n']).next().unwrap_or("");
            separator(key).is_some()
        });
        if holds_entries || quoted.contains('\n') {
            return self.open_quote();
        }
        let from = self.text.len() - rest.len();
        let line = &rest[..rest.find([',', '}', ']', '\n', '\r']).unwrap_or(rest.len())];
        let is_apart = from > end;
        if is_apart && (separator(line).is_some() || rest.starts_with(['"', '\'', '[', '{'])) {
            return missing_comma(self.text, end);
        }
        let message = "text follows the closing quotation mark";
        let help = if quoted.starts_with('"') {
            WITHIN_DOUBLE
        } else {
            WITHIN_SINGLE
        };
        let length = match line.trim_end().len() {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            length => length,
        };
        wrong(message, help, Span::of(from..from + length))
    }

    fn plain(&mut self, first: char) -> Result<(), Stop> {
        let start = self.at;
        let entry = self.entry().clone();
        let before = match &entry {
            Entry::First(token) | Entry::Value(token) => Some(token.clone()),
            _ => None,
        };
        let is_apart =
            |token: &Token| !token.is_plain || self.text[token.range.end..start].contains('#');
        if before.as_ref().is_some_and(is_apart) {
            self.expect_separator()?;
        }
        if before.is_none() {
            self.first_character(first)?;
        }
        let mut end = start;
        for (offset, character) in self.text[start..].char_indices() {
            let at = start + offset;
            let is_end = match character {
                ',' | '[' | ']' | '{' | '}' | '\n' | '\r' => true,
                '#' => self.text[..at].ends_with([' ', '\t']),
                ':' => {
                    let next = self.text[at + 1..].chars().next();
                    next.is_none_or(|next| next.is_whitespace() || ",[]{}".contains(next))
                }
                _ => false,
            };
            if is_end && at > start {
                break;
            }
            end = at + character.len_utf8();
        }
        let written = self.text[start..end].trim_end().len();
        self.at = end;
        let (from, broken) = match before {
            Some(before) => (before.range.start, Some(before.range.end)),
            None => (start, None),
        };
        let token = Token {
            range: from..start + written,
            broken,
            is_plain: true,
        };
        *self.entry() = match entry {
            Entry::Colon | Entry::Value(_) => Entry::Value(token),
            Entry::Nothing | Entry::First(_) => Entry::First(token),
        };
        Ok(())
    }

    /// Refuses the characters that no text without quotes can start with.
    fn first_character(&self, first: char) -> Result<(), Stop> {
        let next = self.text[self.at + first.len_utf8()..].chars().next();
        let is_alone = next.is_none_or(|next| next.is_whitespace() || ",[]{}".contains(next));
        let is_refused = match first {
            '@' | '`' | '%' | '|' | '>' => true,
            '-' => is_alone,
            _ => false,
        };
        if is_refused {
            let message = format!("an unquoted text cannot start with `{first}`");
            let span = Span::of(self.at..self.at + first.len_utf8());
            return Err(Stop::Wrong((Grammar::new(message).help(QUOTE), span)));
        }
        Ok(())
    }
}

fn not_indented(line: Place<'_>) -> Diagnosis {
    let message = "this line is inside of brackets, and is not indented";
    let help = "indent it deeper than the line in which the bracket opens";
    say(message, help, line.rest_of_line())
}

fn missing_comma(text: &str, end: usize) -> Stop {
    let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
    let message = "a comma is missing after this";
    wrong(
        message,
        "write a comma between two values",
        Span::of(end - last..end),
    )
}

fn wrong(message: &'static str, help: &'static str, span: Span) -> Stop {
    Stop::Wrong(say(message, help, span))
}
