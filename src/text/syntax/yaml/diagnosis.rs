//! What the parser's errors mean to those who edit the text.

use granit_parser::{ErrorKind, ScanError};

use super::super::SyntaxErrorKind;
use super::super::build::Builder;
use super::super::error::Grammar;
use super::super::origin::is_surrogate;
use super::super::scalar::is_quotation_mark;
use super::flow::{self, Stopped};
use super::line::odd_blank;
use super::place::{NEARBY, Place, separator};
use crate::text::source::Span;

pub(super) const QUOTE: &str = "put the text in quotes";
pub(super) const CLOSE: &str = "close the quotation mark";
const INDENT: &str = "indent with spaces";
const SPACES: &str = "give lines that belong together the same number of spaces before them";
pub(super) const WITHIN_SINGLE: &str =
    "inside single quotes, write `'` as `''`; or put the whole text in double quotes";
pub(super) const WITHIN_DOUBLE: &str =
    "inside double quotes, write `\"` as `\\\"`; or put the whole text in single quotes";
const QUOTE_PERCENT: &str = "put a text that starts with `%` in quotes";

/// An error as a sentence, and the text to underline. `written` is the end of the last token before it.
pub(super) fn diagnose(
    error: &ScanError,
    text: &str,
    written: usize,
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
    let begun = builder
        .outermost_bracket()
        .map_or(written.min(at), |bracket| bracket.range().start);
    let (grammar, span) = Place { text, at }.grammar(error.kind(), begun);
    (SyntaxErrorKind::Grammar(grammar), span)
}

pub(super) type Diagnosis = (Grammar, Span);

pub(super) fn say(message: &'static str, help: &'static str, span: Span) -> Diagnosis {
    (Grammar::new(message).help(help), span)
}

impl Place<'_> {
    /// `begun` is where the brackets begin that are open, or else where the parser had read all.
    fn grammar(self, kind: &ErrorKind, begun: usize) -> Diagnosis {
        self.conflict()
            .or_else(|| self.exactly(kind))
            .or_else(|| self.odd_indentation())
            .or_else(|| self.in_brackets(kind, begun))
            .unwrap_or_else(|| self.in_block(kind))
    }

    fn in_brackets(self, kind: &ErrorKind, begun: usize) -> Option<Diagnosis> {
        use ErrorKind as E;
        let is_by_indentation = matches!(
            kind,
            E::InvalidIndentation | E::InvalidFlowScalarIndent | E::SimpleKeyExpected
        );
        let stopped = Stopped {
            at: self.at,
            is_by_indentation,
        };
        flow::diagnose(self.text, begun, &stopped)
    }

    /// What the parser reports exactly, wherever it is.
    fn exactly(self, kind: &ErrorKind) -> Option<Diagnosis> {
        use ErrorKind as E;
        let diagnosis = match kind {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar => say("a tab is used for indentation", INDENT, self.tab()),
            E::UnexpectedCharacter { character }
                if character.is_control() || *character == '\u{FEFF}' =>
            {
                self.refused_character(*character)
            }
            E::BomInsideDocument => self.refused_character('\u{FEFF}'),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => self.meaningless_escape(),
            E::DocumentIndicatorInQuotedScalar => say(
                "this quotation mark is not closed before the document ends",
                "close the quotation mark, or indent the line that starts with `---` or `...`",
                self.character_here(),
            ),
            _ => return None,
        };
        Some(diagnosis)
    }

    fn in_block(self, kind: &ErrorKind) -> Diagnosis {
        use ErrorKind as E;
        match kind {
            E::MappingValueNotAllowed | E::InvalidColonPlacement => self.colon(),
            E::SimpleKeyExpected | E::InvalidSimpleKey => self.key(),
            E::UnclosedQuotedScalar => {
                self.open_quote("this quotation mark is never closed", CLOSE)
            }
            E::InvalidQuotedScalarIndent => self.quoted_line(),
            E::InvalidTrailingSingleQuotedScalar => self.after_quotes(WITHIN_SINGLE),
            E::InvalidTrailingDoubleQuotedScalar => self.after_quotes(WITHIN_DOUBLE),
            E::UnexpectedCharacter { .. }
            | E::MissingAnchorOrAliasName
            | E::UnexpectedEndOfPlainScalar
            | E::PlainScalarStartsWithDashFlowIndicator => self.start_of_text(),
            E::BlockSequenceEntryNotAllowed => self.misplaced_item(),
            E::BlockEntryInFlowCollection => say(
                "items in brackets are separated by commas, and have no `- `",
                "write a comma between two items",
                self.character_here(),
            ),
            E::InvalidBlockEntryWhitespace if self.follows_tab() => {
                say("a tab is used for indentation", INDENT, self.tab_before())
            }
            E::InvalidBlockEntryWhitespace => say(
                "a space has to follow the `-`",
                "write `- ` before each item",
                self.word(),
            ),
            E::ZeroBlockScalarIndent => say(
                "the number after `|` or `>` says by how many spaces the text is indented, and is not 0",
                "remove the number",
                self.word(),
            ),
            E::InvalidBlockScalarHeader => self.block_header(),
            E::InvalidBlockScalarIndent => say(
                "blank lines before this text are indented deeper than the text",
                SPACES,
                self.word(),
            ),
            E::ExpectedBlockSequenceEntry if self.line().starts_with("- ") => self.shifted_item(),
            E::ExpectedBlockSequenceEntry => self.slip_of_line().unwrap_or_else(|| {
                say(
                    "this line is in a list, but is not an item of it",
                    "start it with `- `, or indent it if it belongs to the item above",
                    self.rest_of_line(),
                )
            }),
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
                "remove it, or put a text that contains brackets in quotes",
                self.character_here(),
            ),
            E::CommentInterceptedScalar => self.cutting_comment(),
            E::CommentNotSeparated => say(
                "a space is missing before this `#`",
                "write a space before a comment, or put the text in quotes",
                self.character_here(),
            ),
            other => self
                .around_document(other)
                .unwrap_or_else(|| self.other(other)),
        }
    }

    /// What concerns a document as a whole, its directives and its tags.
    fn around_document(self, kind: &ErrorKind) -> Option<Diagnosis> {
        use ErrorKind as E;
        let diagnosis = match kind {
            E::InvalidDocumentEnd => say(
                "nothing can follow `...` on its line",
                "start the text on the next line, or put it in quotes",
                self.rest_of_line(),
            ),
            E::ExpectedDocumentStart => self.after_document(),
            E::MissingDocumentEndBeforeDirective => say(
                "a line that starts with `%` says how to read a document, and must come before it",
                QUOTE_PERCENT,
                self.rest_of_line(),
            ),
            E::DuplicateVersionDirective => say(
                "the version of YAML is given twice",
                "keep one line with `%YAML`",
                self.rest_of_line(),
            ),
            E::UnsupportedYamlMajorVersion => say(
                "this version of YAML is not known",
                "write `%YAML 1.2`, or remove the line",
                self.rest_of_line(),
            ),
            E::DuplicateTagDirective => say(
                "`%TAG` gives the same handle twice",
                "keep one of the two lines",
                self.rest_of_line(),
            ),
            E::InvalidDirectiveTerminator
            | E::DirectiveDisallowed
            | E::MissingYamlVersionSeparator
            | E::MissingDirectiveName
            | E::InvalidDirectiveName
            | E::YamlVersionTooLong
            | E::MissingYamlVersion
            | E::ExpectedTagDirectiveBang
            | E::InvalidTagDirectiveTerminator => say(
                "a line that starts with `%` says how to read a document, but this one cannot be read",
                QUOTE_PERCENT,
                Place {
                    at: self.line_start(),
                    ..self
                }
                .rest_of_line(),
            ),
            E::UndeclaredTagHandle => say(
                "nothing in this document says what the first part of this tag means",
                "repeat the line with `%TAG` before the document, or put a text that starts with `!` in quotes",
                self.word(),
            ),
            E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
            | E::InvalidTagUtf8 => say(
                "a word that starts with `!` is a tag, and this one cannot be read",
                "put a text that starts with `!` in quotes",
                self.word(),
            ),
            _ => return None,
        };
        Some(diagnosis)
    }

    fn other(self, kind: &ErrorKind) -> Diagnosis {
        let here = self.text[self.at..].chars().next();
        if let Some(',' | '?' | ':' | '|' | '>') = here {
            return self.start_of_text();
        }
        if *kind == ErrorKind::InvalidIndentation {
            return self.indented_like_none();
        }
        if let Some(slip) = self.slip_of_line() {
            return slip;
        }
        say(
            "this cannot be read as YAML",
            "put a text with special characters in quotes, and check the indentation",
            self.word(),
        )
    }

    /// A conflict of two versions that git left in the file, here or above.
    fn conflict(self) -> Option<Diagnosis> {
        let is_marker = |place: &Place<'_>| {
            let line = place.line();
            ["<<<<<<< ", "======="]
                .iter()
                .any(|it| line.starts_with(it))
                && self.text[place.line_start()..].starts_with(line)
                || line.starts_with(">>>>>>> ")
        };
        let first = self.lines_upwards().filter(is_marker).last()?;
        Some(say(
            "git has left a conflict of two versions here",
            "keep one version, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`",
            first.rest_of_line(),
        ))
    }

    /// A line here or above that is indented with blanks that look like spaces.
    fn odd_indentation(self) -> Option<Diagnosis> {
        let first = self
            .lines_upwards()
            .filter_map(|place| {
                let start = place.line_start();
                let rest = &self.text[start..];
                let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
                let content = line.trim_start();
                let blanks = &line[..line.len() - content.len()];
                let odd = blanks.find(|blank: char| !blank.is_ascii())?;
                let place = Place {
                    at: start + blanks.len(),
                    ..self
                };
                let is_yaml = content.starts_with("- ") || place.is_key();
                is_yaml.then(|| Span::of(start + odd..start + blanks.len()))
            })
            .last()?;
        let blank = self.text[first.range()].chars().next()?;
        let message = format!(
            "this line is indented with {}, which YAML does not read as spaces",
            blank_name(blank)
        );
        Some((
            Grammar::new(message).help("indent with ordinary spaces"),
            first,
        ))
    }

    fn shifted_item(self) -> Diagnosis {
        let message = "this item is not indented like the items above it";
        let line = Place {
            at: self.line_start(),
            ..self
        };
        say(message, SPACES, line.rest_of_line())
    }

    /// What follows a `|` or `>` that no text can follow.
    fn block_header(self) -> Diagnosis {
        if let Some(row) = self.table_row() {
            return row;
        }
        let number = self.text[self.at..].trim_start_matches(['|', '>', '+', '-']);
        if number.starts_with(|sign: char| sign.is_ascii_digit()) {
            return say(
                "the number after `|` or `>` says by how many spaces the text is indented, and has one digit",
                "remove the number, or put a text that starts with `|` or `>` in quotes",
                self.rest_of_line(),
            );
        }
        say(
            "no text can follow `|` or `>` on its line",
            "start the text on the next line, or put a text that starts with `|` or `>` in quotes",
            self.rest_of_line(),
        )
    }

    fn indented_like_none(self) -> Diagnosis {
        if let Some(comment) = self.comment_above()
            && !self.is_key()
            && !self.line().starts_with('-')
        {
            return comment.cutting_comment();
        }
        if let Some(slip) = self.slip_of_line() {
            return slip;
        }
        if self.line().starts_with('&') {
            return say(
                "a value cannot have two anchors",
                "remove one of the words that start with `&`",
                self.word(),
            );
        }
        say(
            "this line is indented like none before it",
            SPACES,
            self.rest_of_line(),
        )
    }

    /// A line right above that is a comment.
    fn comment_above(self) -> Option<Self> {
        self.line_above()
            .filter(|above| above.line().starts_with('#'))
    }

    fn cutting_comment(self) -> Diagnosis {
        say(
            "a comment ends this text, but the line below continues it",
            "put a text that contains ` #` in quotes, or move the comment above the text",
            self.rest_of_line(),
        )
    }

    fn after_quotes(self, help: &'static str) -> Diagnosis {
        if self.text[self.at..].starts_with(':') {
            return say(
                "a key in quotes has to be on one line with its `:`",
                "write the key on one line",
                self.rest_of_line(),
            );
        }
        self.trailing_comma().unwrap_or_else(|| {
            say(
                "text follows the closing quotation mark",
                help,
                self.rest_of_line(),
            )
        })
    }

    /// A comma at the end of a line, as JSON has it between values.
    fn trailing_comma(self) -> Option<Diagnosis> {
        let rest = self.rest_of_line();
        (&self.text[rest.range()] == ",").then(|| {
            say(
                "this comma follows a value that has ended",
                "remove the comma: only values in brackets are separated by commas",
                rest,
            )
        })
    }

    /// A `- ` in the middle of a line.
    fn misplaced_item(self) -> Diagnosis {
        if self.follows_tab() {
            return say("a tab is used for indentation", INDENT, self.tab_before());
        }
        let before = self.text[self.line_start()..self.at].trim_end();
        if before.ends_with([']', '}', '"', '\'']) {
            return say(
                "something follows a value that has ended",
                QUOTE,
                self.rest_of_line(),
            );
        }
        let message = if before.ends_with(':') {
            "a list cannot start on the line of its key"
        } else {
            "a list cannot start in the middle of a line"
        };
        say(
            message,
            "start the list on the next line",
            self.rest_of_line(),
        )
    }

    fn follows_tab(self) -> bool {
        self.text[..self.at].ends_with('\t')
    }

    fn tab_before(self) -> Span {
        Span::of(self.at.saturating_sub(1)..self.at)
    }

    /// Something after the value of a document.
    fn after_document(self) -> Diagnosis {
        let is_directive = |place: Option<Self>| place.is_some_and(|it| it.line().starts_with('%'));
        let here = Some(self).filter(|_| self.at < self.text.len());
        if is_directive(here) || is_directive(self.line_above()) {
            return say(
                "a line of `---` is missing after this line, which says how to read a document",
                "write `---` below it, or put a text that starts with `%` in quotes",
                self.directive_line(),
            );
        }
        say(
            "the value of the document has ended, and something follows it",
            "put a text that starts with a bracket or a quotation mark in quotes, or remove what follows",
            self.rest_of_line(),
        )
    }

    fn directive_line(self) -> Span {
        let is_here = self.line().starts_with('%');
        let line = if is_here {
            Some(self)
        } else {
            self.line_above()
        };
        let at = line.map_or(self.at, Self::line_start);
        Place { at, ..self }.rest_of_line()
    }

    /// A `:` that can begin no value.
    fn colon(self) -> Diagnosis {
        let line = self.line_start();
        let key = &self.text[line..self.at];
        let line = Place { at: line, ..self };
        if let Some(marker) = key.strip_prefix("---")
            && marker.starts_with([' ', '\t'])
        {
            return say(
                "a mapping cannot start on the line of `---`",
                "start it on the next line",
                line.rest_of_line(),
            );
        }
        if let Some(tab) = key
            .find(['?', ':', '-'])
            .filter(|&sign| key[..sign].trim().is_empty() && key[sign + 1..].starts_with('\t'))
        {
            let at = line.at + tab + 1;
            return say(
                "a tab is used for indentation",
                INDENT,
                Span::of(at..at + 1),
            );
        }
        if let Some(colon) = separator(key) {
            return self.second_colon(line.at + colon);
        }
        match self.line_above() {
            Some(above) if above.unspaced_colon().is_some() => above.key(),
            Some(above) if !above.is_key() && above.line() != "-" => {
                let continued = self.colon_in_continued_text(above);
                continued.unwrap_or_else(|| above.key())
            }
            Some(above) if let Some(continued) = self.colon_in_continued_text(above) => continued,
            _ => say(
                "this line is indented deeper than what it could belong to",
                SPACES,
                line.rest_of_line(),
            ),
        }
    }

    /// A `: ` in a value that begins behind the first.
    fn second_colon(self, first: usize) -> Diagnosis {
        let value = self.text[first..].trim_start_matches([':', ' ', '\t']);
        let from = self.text.len() - value.len();
        let span = Place { at: from, ..self }.rest_of_line();
        if value.starts_with(['"', '\'']) {
            let rest = Place {
                at: self.at,
                ..self
            }
            .rest_of_line();
            let help = "put the whole text in quotes";
            return say("text follows the closing quotation mark", help, rest);
        }
        let line = &self.text[span.range()];
        let message = if line.ends_with(':') && separator(line).is_none() {
            "an unquoted text cannot end with `:`"
        } else {
            "an unquoted text cannot contain `: `"
        };
        say(message, QUOTE, span)
    }

    /// Where a space is missing after the `:` of a line that would be a key with its value.
    fn unspaced_colon(self) -> Option<usize> {
        let line = self.line();
        let key = line.trim_start_matches(['-', ' ']);
        let colon = key.find(':')?;
        let is_word = !key[..colon].contains([' ', '\'', '"', '[', '{']) && colon > 0;
        let after = &key[colon + 1..];
        let is_unspaced =
            !after.is_empty() && !after.starts_with([' ', '\t']) && !after.starts_with("//");
        let rest = &self.text[self.line_start()..];
        let start = self.line_start() + rest.find(key)?;
        (is_word && is_unspaced && separator(line).is_none()).then_some(start + colon)
    }

    /// A line among keys that is none.
    fn key(self) -> Diagnosis {
        let line = Place {
            at: self.line_start(),
            ..self
        };
        let trimmed = line.line();
        let from = self.text.len() - self.text[line.at..].trim_start_matches([' ', '\t']).len();
        if let Some(slip) = line.slip_of_line() {
            return slip;
        }
        if let Some(colon) = line.unspaced_colon() {
            return self.unspaced(colon);
        }
        if trimmed.starts_with(['&', '!']) && !trimmed.contains(' ') {
            return say(
                "an anchor or a tag belongs on the line of its value",
                "write it before the value, or put a text that starts with `&` or `!` in quotes",
                line.rest_of_line(),
            );
        }
        if trimmed.starts_with('[') || trimmed.starts_with('{') {
            return say(
                "a key in brackets has to be on one line with its `:`",
                "write it on one line, or put a text that starts with a bracket in quotes",
                line.rest_of_line(),
            );
        }
        if let Some(comment) = trimmed.find(" #")
            && trimmed[comment..].contains(':')
        {
            let at = from + comment + 1;
            return say(
                "a `#` after a space starts a comment, so this line has no key",
                "put the text before the `:` in quotes",
                Place { at, ..self }.rest_of_line(),
            );
        }
        let grammar = Grammar::new("this line has no key").help(line.help_with_key());
        (grammar, line.rest_of_line())
    }

    /// A `:` that no space follows.
    fn unspaced(self, colon: usize) -> Diagnosis {
        let next = self.text[colon + 1..].chars().next();
        if let Some((next, blank)) = next.and_then(|next| Some((next, odd_blank(next)?))) {
            let message = format!("{blank} follows this `:`, where YAML needs an ordinary space");
            let help = "write an ordinary space after the `:`";
            let span = Span::of(colon..colon + 1 + next.len_utf8());
            return (Grammar::new(message).help(help), span);
        }
        say(
            "a space is missing after the `:`",
            "write `key: value`",
            Span::of(colon..colon + 1),
        )
    }

    /// Something that is no key among keys.
    fn misplaced(self) -> Diagnosis {
        let start = self.line_start();
        let before = self.text[start..self.at].trim_start_matches([' ', '\t']);
        let line = Place { at: start, ..self };
        let is_item = |line: Self| line.line().starts_with("- ") || line.line() == "-";
        if is_item(line) && (line.line_above().is_some_and(is_item) || line.is_shifted_item()) {
            return line.shifted_item();
        }
        if is_item(line) {
            let help = "indent the item below its key, or write `key:` before the list";
            return say("this list item is between keys", help, line.rest_of_line());
        }
        if before.is_empty() {
            return self.indented_like_none();
        }
        if self.text[self.at..].starts_with('*') && before.contains('&') {
            let help = "remove the anchor, the word that starts with `&`";
            return say(
                "what refers to an anchor cannot have an anchor itself",
                help,
                self.word(),
            );
        }
        self.trailing_comma()
            .or_else(|| self.after_bracket())
            .unwrap_or_else(|| {
                say(
                    "something follows a value that has ended",
                    QUOTE,
                    self.rest_of_line(),
                )
            })
    }

    /// Text behind a bracket that closes, in a value that begins with its counterpart.
    fn after_bracket(self) -> Option<Diagnosis> {
        let start = self.line_start();
        let before = self.text[start..self.at].trim_end();
        let open = match before.chars().next_back()? {
            ']' => '[',
            '}' => '{',
            _ => return None,
        };
        let value = before
            .find([':', '-'])
            .filter(|_| !self.is_item_or_bracket())?;
        let at = start + value + before[value..].find(open)?;
        let is_start = before[value..at - start]
            .trim_matches([':', '-', ' '])
            .is_empty();
        is_start.then(|| {
            let message = format!(
                "an unquoted text cannot start with `{open}`, which opens a list or a mapping"
            );
            let span = Place { at, ..self }.rest_of_line();
            (
                Grammar::new(message).help("put the whole text in quotes"),
                span,
            )
        })
    }

    /// Whether what is here is no text.
    fn is_item_or_bracket(self) -> bool {
        let rest = &self.text[self.at..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        line.starts_with(['-', '[', ']', '{', '}', ',']) || separator(line).is_some()
    }

    /// A quotation mark that opens a text here, and that nothing closes.
    pub(super) fn open_quote(self, message: &'static str, help: &'static str) -> Diagnosis {
        let span = self.rest_of_line();
        let written = &self.text[span.range()];
        let quote = written.chars().next().unwrap_or('"');
        let text = written.trim_end_matches([',', '}', ']', ' ']);
        match text.chars().next_back() {
            Some(last) if is_quotation_mark(last) => {
                let help =
                    format!("write `{quote}` instead of `{last}`, which YAML reads as a letter");
                (Grammar::new(message).help(help), span)
            }
            Some(_) if quote == '"' && text.ends_with("\\\"") => {
                let help = "close the quotation mark: `\\\"` is part of the text; write `\\` itself as `\\\\`";
                say(message, help, span)
            }
            _ => say(message, help, span),
        }
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
                let help = "close it, or indent the lines that continue the text";
                return Place { at, ..self }.open_quote("this quotation mark is not closed", help);
            }
        }
        let message = "a quotation mark above this line is not closed";
        say(message, "close the quotation mark", self.rest_of_line())
    }

    fn refused_character(self, character: char) -> Diagnosis {
        let message = format!(
            "the character U+{:04X} is not allowed",
            u32::from(character)
        );
        let help = "remove it, or write it as an escape in double quotes";
        (Grammar::new(message).help(help), self.character_here())
    }

    fn meaningless_escape(self) -> Diagnosis {
        let span = self.escape();
        if is_surrogate(&self.text[span.range()]) {
            return say(
                "this escape is half of a character, and its other half is missing",
                "write the character itself, or both of its escapes",
                span,
            );
        }
        say(
            "this escape means nothing",
            "inside double quotes, write `\\` as `\\\\`",
            span,
        )
    }

    fn start_of_text(self) -> Diagnosis {
        if self.at == self.content()
            && let Some(slip) = self.fence().or_else(|| self.other_bullet())
        {
            return slip;
        }
        let span = self.character_here();
        let message = match &self.text[span.range()] {
            "`" => "an unquoted text cannot start with a backquote".to_owned(),
            character => format!("an unquoted text cannot start with `{character}`"),
        };
        (Grammar::new(message).help(QUOTE), span)
    }
}

fn blank_name(blank: char) -> &'static str {
    match blank {
        '\u{A0}' | '\u{2007}' | '\u{202F}' => "no-break spaces",
        '\u{3000}' => "ideographic spaces",
        _ => "blanks of another kind",
    }
}
