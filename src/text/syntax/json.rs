//! JSON, from the tokens of jsonc-parser.
//!
//! Its own trees are built by recursion; here one loop puts its tokens together.

pub(super) mod quick;

use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::tokens::Token;
use jsonc_parser::{ParseStringErrorKind, Scanner, ScannerOptions};

use super::build::{Builder, New};
use super::error::Grammar;
use super::origin::is_surrogate;
use super::scalar::is_quotation_mark;
use super::{Content, Limits, Style, SyntaxErrorKind, Tree, scalar};
use crate::text::source::Span;

const STRICT: ScannerOptions = ScannerOptions {
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The length of an escape such as `\ud83d`.
const SURROGATE: u32 = 6;

/// What the grammar wants next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ItemOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

pub(super) fn read<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    quick::read(text, limits).unwrap_or_else(|| read_by_tokens(text, limits))
}

/// Reads any text, as the scanner of `jsonc-parser` takes it apart.
pub(super) fn read_by_tokens<'s>(text: &'s str, limits: &Limits) -> Tree<'s> {
    let mut reader = Reader {
        text,
        scanner: Scanner::new(text, &STRICT),
        builder: Builder::new(text, limits),
        expect: Expect::Value,
        last: Span::default(),
    };
    match reader.run() {
        Err(Some((grammar, span))) => reader
            .builder
            .finish_with(SyntaxErrorKind::Grammar(grammar), span),
        Ok(()) | Err(None) => reader.builder.finish(),
    }
}

/// Why reading stops: an error of grammar, or one that the builder has already taken in.
type Stop = Option<(Grammar, Span)>;

struct Reader<'s> {
    text: &'s str,
    scanner: Scanner<'s>,
    builder: Builder<'s>,
    expect: Expect,
    /// The token before this one.
    last: Span,
}

impl<'s> Reader<'s> {
    fn run(&mut self) -> Result<(), Stop> {
        loop {
            let token = self
                .scanner
                .scan()
                .map_err(|error| Some(self.scan_error(&error)))?;
            let span = Span::of(self.scanner.token_start()..self.scanner.token_end());
            self.check_blanks(span)?;
            let Some(token) = token else {
                return self.end();
            };
            self.token(token, span)?;
            self.last = span;
        }
    }

    fn token(&mut self, token: Token<'s>, span: Span) -> Result<(), Stop> {
        match (self.expect, token) {
            (_, Token::CommentLine(_) | Token::CommentBlock(_)) => {
                return stop("JSON has no comments", "remove the comment", span);
            }
            (Expect::KeyOrEnd, Token::CloseBrace) | (Expect::ItemOrEnd, Token::CloseBracket) => {
                self.close(span);
            }
            (Expect::CommaOrEnd, Token::CloseBrace) if self.builder.in_mapping() => {
                self.close(span);
            }
            (Expect::CommaOrEnd, Token::CloseBracket) if !self.builder.in_mapping() => {
                self.close(span);
            }
            (Expect::CommaOrEnd, Token::Comma) => {
                self.expect = if self.builder.in_mapping() {
                    Expect::Key
                } else {
                    Expect::Value
                };
            }
            (Expect::Key | Expect::KeyOrEnd, Token::String(key)) => {
                self.string(&key, span)?;
                self.expect = Expect::Colon;
            }
            (Expect::Colon, Token::Colon) => self.expect = Expect::Value,
            (Expect::Value | Expect::ItemOrEnd, token) => return self.value(token, span),
            (_, token) => return self.unexpected(&token, span),
        }
        Ok(())
    }

    fn value(&mut self, token: Token<'s>, span: Span) -> Result<(), Stop> {
        let content = match token {
            Token::OpenBrace => return self.open(true, span),
            Token::OpenBracket => return self.open(false, span),
            Token::String(text) => {
                self.string(&text, span)?;
                self.expect = self.after_value();
                return Ok(());
            }
            Token::Null => Content::Null,
            Token::Boolean(value) => Content::Bool(value),
            Token::Number(text) => scalar::json_number(text),
            other => return self.unexpected(&other, span),
        };
        self.builder.scalar(content, &New::bare(span, Style::Plain));
        self.expect = self.after_value();
        Ok(())
    }

    fn string(&mut self, text: &str, span: Span) -> Result<(), Stop> {
        let written = &self.text[span.range()];
        if let Some(at) = written.bytes().position(|byte| byte < b' ') {
            let at = span.start as usize + at;
            return Err(Some(self.raw_control(span, at)));
        }
        self.builder
            .text(text, &New::bare(span, Style::DoubleQuoted));
        if self.builder.is_full() {
            Err(None)
        } else {
            Ok(())
        }
    }

    /// A character inside a text that JSON wants as an escape.
    fn raw_control(&self, string: Span, at: usize) -> (Grammar, Span) {
        let character = &self.text[at..=at];
        match character {
            "\n" | "\r" => say(
                "this quotation mark is not closed before the line ends",
                "close the quotation mark; a line break inside a text is written as `\\n`",
                Span::of(string.range().start..at),
            ),
            "\t" => say(
                "a tab inside a text has to be escaped",
                "write it as `\\t`",
                Span::of(at..at + 1),
            ),
            _ => {
                let code = character.bytes().next().unwrap_or_default();
                let message = format!("the character U+{code:04X} inside a text has to be escaped");
                let help = format!("remove it, or write it as `\\u{code:04x}`");
                (Grammar::new(message).help(help), Span::of(at..at + 1))
            }
        }
    }

    fn open(&mut self, mapping: bool, span: Span) -> Result<(), Stop> {
        if !self.builder.open(mapping, &New::bare(span, Style::Flow)) {
            return Err(None);
        }
        self.expect = if mapping {
            Expect::KeyOrEnd
        } else {
            Expect::ItemOrEnd
        };
        Ok(())
    }

    fn close(&mut self, span: Span) {
        self.builder.close(Some(span.end));
        self.expect = self.after_value();
    }

    fn after_value(&self) -> Expect {
        if self.builder.is_open() {
            Expect::CommaOrEnd
        } else {
            Expect::Nothing
        }
    }

    fn end(&self) -> Result<(), Stop> {
        if self.expect == Expect::Nothing {
            return Ok(());
        }
        match self.builder.bracket() {
            Some(opened) => {
                let bracket = &self.text[opened.range()];
                let help = if bracket == "[" {
                    "close it with `]`"
                } else {
                    "close it with `}`"
                };
                let message = format!("this `{bracket}` is never closed");
                Err(Some((Grammar::new(message).help(help), opened)))
            }
            None => stop(
                "the file is empty, and JSON needs a value",
                "write at least `{}`",
                Span::default(),
            ),
        }
    }

    /// JSON has four blank characters; the scanner takes any that Unicode calls white space.
    fn check_blanks(&self, token: Span) -> Result<(), Stop> {
        let start = self.last.end as usize;
        let blanks = &self.text[start..token.start as usize];
        match blanks
            .char_indices()
            .find(|(_, blank)| !matches!(blank, ' ' | '\t' | '\n' | '\r'))
        {
            None => Ok(()),
            Some((at, blank)) => {
                let message = format!(
                    "the character U+{:04X} is not allowed between values",
                    u32::from(blank)
                );
                let at = start + at;
                Err(Some((
                    Grammar::new(message).help("write an ordinary space instead"),
                    Span::of(at..at + blank.len_utf8()),
                )))
            }
        }
    }

    fn unexpected(&self, token: &Token<'_>, span: Span) -> Result<(), Stop> {
        let word = token.as_str();
        let closing = matches!(token, Token::CloseBrace | Token::CloseBracket);
        if closing
            && matches!(self.expect, Expect::Key | Expect::Value)
            && self.text[self.last.range()] == *","
        {
            return stop(
                "there is a comma after the last value",
                "remove the comma",
                self.last,
            );
        }
        match self.expect {
            Expect::Value | Expect::ItemOrEnd => match token {
                Token::Word(word) => Err(Some(no_value(word, span))),
                _ => Err(Some((
                    Grammar::new(format!("a value is missing before this `{word}`"))
                        .help("write the value, or remove what separates it from the next"),
                    span,
                ))),
            },
            Expect::Key | Expect::KeyOrEnd if matches!(token, Token::Comma | Token::Colon) => {
                Err(Some((
                    Grammar::new(format!("a key is missing before this `{word}`")).help(
                        "write `\"key\": value` here, or remove what separates it from the next",
                    ),
                    span,
                )))
            }
            Expect::Key | Expect::KeyOrEnd | Expect::CommaOrEnd if closing => Err(Some((
                Grammar::new(format!("this `{word}` closes nothing"))
                    .help("close each bracket with its counterpart"),
                span,
            ))),
            Expect::Key | Expect::KeyOrEnd => stop(
                "a key has to be a text",
                "put the key in double quotes",
                span,
            ),
            Expect::Colon => stop(
                "a `:` is missing after this key",
                "write `\"key\": value`",
                self.last,
            ),
            Expect::CommaOrEnd if *token == Token::Colon => stop(
                "this is a `:`, but a comma is expected",
                "write a comma between two values",
                span,
            ),
            Expect::CommaOrEnd => Err(Some(self.after_value_without_comma(span))),
            Expect::Nothing => stop(
                "the file continues after its value has ended",
                match token {
                    Token::CloseBrace | Token::CloseBracket => {
                        "remove this bracket, or add its counterpart"
                    }
                    Token::Comma => "remove the comma",
                    _ => "keep one value in a file",
                },
                span,
            ),
        }
    }

    /// Something right after a value, where a comma or an end is expected.
    fn after_value_without_comma(&self, span: Span) -> (Grammar, Span) {
        let last = &self.text[self.last.range()];
        let is_adjacent = self.last.end == span.start;
        if is_adjacent && last.ends_with('"') {
            return say(
                "text follows the closing quotation mark",
                "inside double quotes, write `\"` as `\\\"`",
                self.word(span.start),
            );
        }
        if is_adjacent && matches!(last, "0" | "-0") {
            let number = self.word(self.last.start);
            if self.text[number.range()]
                .trim_start_matches('-')
                .bytes()
                .all(|it| it.is_ascii_digit())
            {
                return say(
                    "a number cannot begin with a zero",
                    "put a code in double quotes, or write the number without the zero",
                    number,
                );
            }
        }
        let is_number = last.ends_with(|it: char| it.is_ascii_digit());
        if is_adjacent && is_number && !self.text[span.range()].starts_with(['"', '[', '{']) {
            return no_number(self.word(self.last.start));
        }
        let between = Span::new(self.last.end.saturating_sub(1), self.last.end);
        let help =
            if is_number && self.text[span.range()].starts_with(|it: char| it.is_ascii_digit()) {
                "write a comma between two values, or remove the blank within the number"
            } else {
                "write a comma between two values"
            };
        say("a comma is missing after this", help, between)
    }

    /// What cannot even be divided into words.
    fn stray(&self, span: Span) -> (Grammar, Span) {
        let word = self.word(span.start);
        let text = &self.text[word.range()];
        let first = text.chars().next().unwrap_or_default();
        if matches!(first, '#' | '/') {
            return say("JSON has no comments", "remove the comment", word);
        }
        if first.is_control() || !is_visible(first) {
            let message = format!(
                "the character U+{:04X} is not allowed between values",
                u32::from(first)
            );
            let help = if self.is_utf_16() {
                "the file seems to be UTF-16 text without a byte order mark: save it as UTF-8"
            } else {
                "remove it"
            };
            let span = Span::of(span.range().start..span.range().start + first.len_utf8());
            return (Grammar::new(message).help(help), span);
        }
        if is_quotation_mark(first) {
            let message =
                format!("`{first}` is a typographic quotation mark, and JSON knows only `\"`");
            let span = Span::of(span.range().start..span.range().start + first.len_utf8());
            return (
                Grammar::new(message).help("write `\"` on both sides of the text"),
                span,
            );
        }
        if first == '<' && text.starts_with("<<<<<<<") {
            return say(
                "git has left a conflict of two versions here",
                "keep one version, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`",
                word,
            );
        }
        match self.expect {
            Expect::Value | Expect::ItemOrEnd => no_value(text, word),
            Expect::Key | Expect::KeyOrEnd => say(
                "a key has to be a text",
                "put the key in double quotes",
                word,
            ),
            Expect::Colon => say(
                "a `:` is missing after this key",
                "write `\"key\": value`",
                self.last,
            ),
            Expect::CommaOrEnd => self.after_value_without_comma(word),
            Expect::Nothing => say(
                "the file continues after its value has ended",
                "keep one value in a file",
                word,
            ),
        }
    }

    /// From a place up to what separates values.
    fn word(&self, start: u32) -> Span {
        let rest = &self.text[start as usize..];
        let is_end =
            |it: char| it.is_whitespace() || matches!(it, ',' | ':' | '[' | ']' | '{' | '}' | '"');
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..]
            .find(is_end)
            .map_or(rest.len(), |end| first + end);
        Span::of(start as usize..start as usize + length)
    }

    /// Whether every other byte is 0, as in UTF-16.
    fn is_utf_16(&self) -> bool {
        let bytes = self.text.as_bytes();
        let are_zero = |places: [usize; 2]| places.iter().all(|&at| bytes.get(at) == Some(&0));
        are_zero([0, 2]) || are_zero([1, 3])
    }

    fn scan_error(&self, error: &ParseError) -> (Grammar, Span) {
        let range = error.range();
        let end = range.end.min(self.text.len());
        let span = Span::of(range.start.min(end)..end);
        let token = Span::of(self.scanner.token_start()..end.max(self.scanner.token_start()));
        match error.kind() {
            ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
                let rest = &self.text[token.range().start + 1..];
                let is_escaped = rest.find('"').is_some_and(|at| rest[..at].ends_with('\\'));
                say(
                    "this quotation mark is never closed",
                    if is_escaped {
                        "close the quotation mark: `\\\"` is part of the text; write `\\` itself as `\\\\`"
                    } else {
                        "close the quotation mark"
                    },
                    Span::new(token.start, token.start + 1),
                )
            }
            ParseErrorKind::String(_) if is_surrogate(&self.text[span.range()]) => say(
                "this escape is half of a character, and its other half is missing",
                "write the character itself, or both of its escapes",
                Span::new(span.start, span.end.min(span.start + SURROGATE)),
            ),
            ParseErrorKind::String(_) if self.text[span.range()].starts_with("\\u") => say(
                "four hexadecimal digits have to follow `\\u`",
                "write the character itself, or a backslash as `\\\\`",
                Span::new(span.start, span.start + 2),
            ),
            ParseErrorKind::String(_) => say(
                "this escape means nothing",
                "write a backslash itself as `\\\\`",
                span,
            ),
            ParseErrorKind::SingleQuotedStringsNotAllowed => say(
                "text has to be in double quotes",
                "write `\"` instead of `'`",
                span,
            ),
            ParseErrorKind::UnterminatedCommentBlock => {
                say("JSON has no comments", "remove the comment", span)
            }
            ParseErrorKind::UnexpectedToken => self.stray(span),
            _ => {
                let is_adjacent = self.last.end == token.start
                    && self.text[self.last.range()].ends_with(|it: char| it.is_ascii_digit());
                let start = if is_adjacent {
                    self.last.start
                } else {
                    token.start
                };
                no_number(self.word(start))
            }
        }
    }
}

fn say(message: &'static str, help: &'static str, span: Span) -> (Grammar, Span) {
    (Grammar::new(message).help(help), span)
}

fn no_number(span: Span) -> (Grammar, Span) {
    say(
        "this is not a number as JSON writes it",
        "write a number as `12`, `-1.5` or `1e3`",
        span,
    )
}

/// A word that is not a value, with the value that it may mean.
fn no_value(word: &str, span: Span) -> (Grammar, Span) {
    let message = format!("`{}` is not a JSON value", shortened(word));
    let lower = word.to_ascii_lowercase();
    let is_begun = |value: &str| lower.len() > 1 && value.starts_with(&lower);
    let help = match lower.as_str() {
        "nan" | "inf" | "infinity" => {
            "JSON has no such number: write `null`, or a text in double quotes"
        }
        "none" | "nil" | "undefined" => "write `null`",
        _ if is_begun("true") => "write `true`, or put text in double quotes",
        _ if is_begun("false") => "write `false`, or put text in double quotes",
        _ if is_begun("null") => "write `null`, or put text in double quotes",
        _ => "put text in double quotes",
    };
    (Grammar::new(message).help(help), span)
}

fn is_visible(character: char) -> bool {
    !matches!(character, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn stop(message: &'static str, help: &'static str, span: Span) -> Result<(), Stop> {
    Err(Some((Grammar::new(message).help(help), span)))
}

/// Enough of a word to recognise it.
fn shortened(word: &str) -> &str {
    word.char_indices()
        .nth(40)
        .map_or(word, |(end, _)| &word[..end])
}
