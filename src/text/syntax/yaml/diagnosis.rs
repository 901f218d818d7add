//! What the parser's errors mean to those who edit the text.

use granit_parser::{ErrorKind, ScanError};

use super::super::SyntaxErrorKind;
use super::super::build::Builder;
use super::super::error::Grammar;
use super::place::{NEARBY, Place, separator};
use crate::text::source::Span;

const QUOTE: &str = "put the text in quotes";
const INDENT: &str = "indent with spaces";
const SPACES: &str = "give lines that belong together the same number of spaces before them";

/// An error as a sentence, and the text to underline.
pub(super) fn diagnose(
    error: &ScanError,
    text: &str,
    builder: &Builder<'_>,
) -> (SyntaxErrorKind, Span) {
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or(text.len())
        .min(text.len());
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return (
            SyntaxErrorKind::TooDeep {
                depth: builder.depth_limit(),
            },
            Place { text, at }.word(),
        );
    }
    let (grammar, span) = Place { text, at }.grammar(error, builder.bracket());
    (SyntaxErrorKind::Grammar(grammar), span)
}

type Diagnosis = (Grammar, Span);

fn say(message: &'static str, help: &'static str, span: Span) -> Diagnosis {
    (Grammar::new(message).help(help), span)
}

impl Place<'_> {
    fn grammar(self, error: &ScanError, bracket: Option<Span>) -> Diagnosis {
        use ErrorKind as E;
        match error.kind() {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar => say("a tab is used for indentation", INDENT, self.tab()),
            E::MappingValueNotAllowed => self.colon(),
            E::SimpleKeyExpected | E::InvalidSimpleKey => self.key(),
            E::UnclosedQuotedScalar => say(
                "this quotation mark is never closed",
                "close the quotation mark",
                self.rest_of_line(),
            ),
            E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => self.quoted_line(),
            E::InvalidTrailingSingleQuotedScalar => say(
                "text follows the closing quotation mark",
                "inside single quotes, write `'` as `''`",
                self.rest_of_line(),
            ),
            E::InvalidTrailingDoubleQuotedScalar => say(
                "text follows the closing quotation mark",
                "inside double quotes, write `\"` as `\\\"`",
                self.rest_of_line(),
            ),
            E::UnexpectedCharacter { character } => self.character(*character),
            E::MissingAnchorOrAliasName => self.start_of_text(),
            E::BlockSequenceEntryNotAllowed => say(
                "a list cannot start on the line of its key",
                "start the list on the next line",
                self.rest_of_line(),
            ),
            E::InvalidBlockEntryWhitespace => say(
                "a space has to follow the `-`",
                "write `- ` before each item",
                self.word(),
            ),
            E::InvalidBlockScalarHeader => say(
                "no text can follow `|` or `>` on its line",
                "start the text on the next line",
                self.rest_of_line(),
            ),
            E::InvalidBlockScalarIndent => say(
                "blank lines before this text are indented deeper than the text",
                SPACES,
                self.word(),
            ),
            E::ExpectedBlockSequenceEntry => {
                let help = "start it with `- `, or indent it if it belongs to the item above";
                say(
                    "this line is in a list, and is no item of it",
                    help,
                    self.rest_of_line(),
                )
            }
            E::ExpectedBlockMappingKey => self.misplaced(),
            E::UnclosedFlowCollection { open } => (
                Grammar::new(format!("this `{open}` is never closed")),
                self.character_here(),
            ),
            E::MismatchedFlowCollectionEnd { open, close } => (
                Grammar::new(format!("this `{open}` is closed by a `{close}`")),
                self.character_here(),
            ),
            E::MisplacedFlowCollectionEnd => say(
                "this bracket closes nothing",
                "put a text that starts with a bracket in quotes",
                self.character_here(),
            ),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => say(
                "this escape means nothing",
                "inside double quotes, write `\\` as `\\\\`",
                self.escape(),
            ),
            other => self.other(other, bracket),
        }
    }

    fn other(self, kind: &ErrorKind, bracket: Option<Span>) -> Diagnosis {
        let here = self.text[self.at..].chars().next();
        if let Some(bracket) = bracket {
            if let Some(stray @ (',' | ':')) = here {
                return (
                    Grammar::new(format!("a value is missing before this `{stray}`")),
                    self.character_here(),
                );
            }
            let help = "close the bracket, and indent the lines inside it";
            return say(
                "this bracket is not closed before its indentation ends",
                help,
                bracket,
            );
        }
        if let Some(',' | '?' | ':' | '|' | '>') = here {
            return self.start_of_text();
        }
        if *kind == ErrorKind::InvalidIndentation {
            return say(
                "this line is indented like none before it",
                SPACES,
                self.rest_of_line(),
            );
        }
        (
            Grammar::new(format!("this is not YAML: {kind}")),
            self.word(),
        )
    }

    /// A `:` that can begin no value.
    fn colon(self) -> Diagnosis {
        let line = self.line_start();
        let key = &self.text[line..self.at];
        if let Some(colon) = separator(key) {
            let value = self.text[line + colon..].trim_start_matches([':', ' ', '\t']);
            let from = self.text.len() - value.len();
            let span = Place { at: from, ..self }.rest_of_line();
            return say("an unquoted text cannot contain `: `", QUOTE, span);
        }
        match self.line_above() {
            Some(above) if !above.is_key() && !above.line().starts_with('-') => above.key(),
            _ => say(
                "this line is indented deeper than what it could belong to",
                SPACES,
                Place { at: line, ..self }.rest_of_line(),
            ),
        }
    }

    /// A line among keys that is none.
    fn key(self) -> Diagnosis {
        let line = Place {
            at: self.line_start(),
            ..self
        };
        let trimmed = line.line();
        let from = self.text.len() - self.text[line.at..].trim_start_matches([' ', '\t']).len();
        if trimmed
            .strip_prefix('-')
            .is_some_and(|item| !item.starts_with([' ', '-']))
        {
            return say(
                "a space is missing after the `-`",
                "write `- ` before each item",
                Span::of(from..from + 1),
            );
        }
        let unspaced = trimmed
            .find(':')
            .filter(|&at| at + 1 < trimmed.len() && at > 0);
        match unspaced {
            Some(colon) if !trimmed[..colon].contains([' ', '\'', '"']) => {
                let colon = from + colon;
                say(
                    "a space is missing after the `:`",
                    "write `key: value`",
                    Span::of(colon..colon + 1),
                )
            }
            _ => {
                let help =
                    "write `key: value`, or indent the line if it goes on with the text above";
                say("this line has no key", help, line.rest_of_line())
            }
        }
    }

    /// Something that is no key among keys.
    fn misplaced(self) -> Diagnosis {
        let start = self.line_start();
        let before = self.text[start..self.at].trim_start_matches([' ', '\t']);
        let line = Place { at: start, ..self };
        if line.line().starts_with("- ") || line.line() == "-" {
            let help = "indent the item below its key, or write `key:` before the list";
            return say(
                "this list item stands among keys",
                help,
                line.rest_of_line(),
            );
        }
        if before.is_empty() {
            return say(
                "this line is indented like none before it",
                SPACES,
                self.rest_of_line(),
            );
        }
        say(
            "something follows a value that has ended",
            QUOTE,
            self.rest_of_line(),
        )
    }

    /// A line that a quoted text cannot go on with. Where it looks like one of the list or mapping
    /// around it, the quotation mark was never closed.
    fn quoted_line(self) -> Diagnosis {
        if self.text[self.at..].trim().is_empty() {
            let message = "the file ends inside quotation marks";
            return say(message, "close the quotation mark", self.word());
        }
        if !self.is_key() && !self.line().starts_with('-') {
            let message = "this line of a quoted text is not indented";
            return say(message, SPACES, self.rest_of_line());
        }
        let mut above = self;
        for _ in 0..NEARBY {
            let Some(line) = above.line_above() else {
                break;
            };
            above = line;
            let quote = line.line().find(['"', '\'']);
            if let (Some(_), true) = (quote, line.is_key() || line.line().starts_with('-')) {
                let from =
                    self.text.len() - self.text[line.at..].trim_start_matches([' ', '\t']).len();
                let at = from + quote.unwrap_or(0);
                let help = "close it, or indent the lines that the text goes on with";
                return say(
                    "this quotation mark is not closed",
                    help,
                    Place { at, ..self }.rest_of_line(),
                );
            }
        }
        let message = "a quotation mark above this line is not closed";
        say(message, "close the quotation mark", self.rest_of_line())
    }

    fn character(self, character: char) -> Diagnosis {
        if character.is_control() || character == '\u{FEFF}' {
            let message = format!(
                "the character U+{:04X} is not allowed",
                u32::from(character)
            );
            let help = "remove it, or write it as an escape in double quotes";
            return (Grammar::new(message).help(help), self.character_here());
        }
        self.start_of_text()
    }

    fn start_of_text(self) -> Diagnosis {
        let message = "an unquoted text cannot start with this character";
        say(message, QUOTE, self.character_here())
    }
}
