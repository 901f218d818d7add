//! Lines that those who edit by hand write for a key or an item, and that are neither.

use super::super::error::Grammar;
use super::diagnosis::{Diagnosis, say};
use super::place::{NEARBY, Place, separator};
use crate::text::composed::is_unprinted;
use crate::text::source::Span;

const TABLE: &str =
    "write `|` after the key, and the table on the lines below it, indented deeper than the key";

impl Place<'_> {
    /// What the line here seems to be where the grammar wants a key or an item.
    pub(super) fn slip_of_line(self) -> Option<Diagnosis> {
        let line = Place {
            at: self.line_start(),
            ..self
        };
        line.fence()
            .or_else(|| line.other_bullet())
            .or_else(|| line.joined_dash())
            .or_else(|| line.below_empty_dash())
            .or_else(|| line.outside_of_block_text())
    }

    /// The three backquotes that enclose code in Markdown.
    pub(super) fn fence(self) -> Option<Diagnosis> {
        self.line().starts_with("```").then(|| {
            let message = "a line of three backquotes belongs to Markdown, and not to YAML";
            say(message, "remove the line", self.rest_of_line())
        })
    }

    /// A row of a table as Markdown draws it.
    pub(super) fn table_row(self) -> Option<Diagnosis> {
        let line = self.line();
        let is_row = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
        is_row.then(|| {
            let message =
                "this is a row of a Markdown table, and `|` at the start of a value means something else in YAML";
            let line = Place {
                at: self.line_start(),
                ..self
            };
            say(message, TABLE, line.rest_of_line())
        })
    }

    /// A character other than `-` in front of an item.
    pub(super) fn other_bullet(self) -> Option<Diagnosis> {
        let bullet = self.line().chars().next()?;
        let is_bullet = matches!(bullet, '*' | '•' | '·' | '‣' | '▪' | '–' | '—' | '−');
        let rest = &self.line()[bullet.len_utf8()..];
        if !is_bullet || !rest.starts_with(char::is_whitespace) || !self.is_in_list() {
            return None;
        }
        let message = format!("an item of a list starts with `- `, and not with `{bullet}`");
        let at = self.content();
        let span = Span::of(at..at + bullet.len_utf8());
        Some((Grammar::new(message).help("write `- ` instead"), span))
    }

    /// A `-` that no space follows.
    fn joined_dash(self) -> Option<Diagnosis> {
        let item = self.line().strip_prefix('-')?;
        let next = item.chars().next()?;
        let at = self.content();
        if let Some(blank) = odd_blank(next) {
            let message = format!("{blank} follows this `-`, where YAML needs an ordinary space");
            let help = "write an ordinary space after the `-`";
            let span = Span::of(at..at + 1 + next.len_utf8());
            return Some((Grammar::new(message).help(help), span));
        }
        (!matches!(next, ' ' | '-')).then(|| {
            say(
                "a space is missing after the `-`",
                "write `- ` before each item",
                Span::of(at..at + 1),
            )
        })
    }

    /// A line that belongs to the lone `-` above it, and is not indented deeper.
    fn below_empty_dash(self) -> Option<Diagnosis> {
        let above = self.line_above()?;
        let is_item = self.line().starts_with("- ") || self.line() == "-";
        (above.line() == "-" && !is_item && self.indentation() <= above.indentation()).then(|| {
            say(
                "this line is not indented deeper than the `-` above it, so the item is empty",
                "indent the lines of the item, or write the first of them right after the `- `",
                self.rest_of_line(),
            )
        })
    }

    /// A line that seems to go on with a text below `|` or `>`, and is not indented as that is.
    fn outside_of_block_text(self) -> Option<Diagnosis> {
        let key = self.line().split(": ").next()?;
        if self.is_key() && !key.contains(' ') || self.line().starts_with("- ") {
            return None;
        }
        let mut least = usize::MAX;
        let mut above = self.line_above()?;
        for _ in 0..NEARBY {
            let indentation = above.key_column();
            if indentation < least && above.opens_block_text() {
                let is_first = least == usize::MAX;
                return (self.indentation() <= indentation).then(|| self.outside(is_first));
            }
            least = least.min(above.indentation());
            above = above.line_above()?;
        }
        None
    }

    fn outside(self, is_first: bool) -> Diagnosis {
        if is_first {
            return say(
                "the text that `|` or `>` announces is not indented deeper than its key",
                "indent each line of the text deeper than its key",
                self.rest_of_line(),
            );
        }
        say(
            "this line is not indented like the text above it, and has no key",
            "indent it like the text above it, or write `key: value`",
            self.rest_of_line(),
        )
    }

    /// Where the key of the line begins, behind the `- ` of an item.
    fn key_column(self) -> usize {
        let line = self.line();
        let key = line.trim_start_matches("- ");
        let dashes = if key.contains(": ") {
            line.len() - key.len()
        } else {
            0
        };
        self.indentation() + dashes
    }

    /// Whether the line here ends with the `|` or `>` of a text on the lines below it.
    fn opens_block_text(self) -> bool {
        let line = self.line();
        let line = line.find(" #").map_or(line, |comment| &line[..comment]);
        let header = line.trim_end().rsplit(' ').next().unwrap_or_default();
        let is_header = header.strip_prefix(['|', '>']).is_some_and(|rest| {
            let mut signs = rest.chars();
            rest.len() <= 2 && signs.all(|sign| sign == '+' || sign == '-' || sign.is_ascii_digit())
        });
        is_header && (line.contains(": ") || line.starts_with("- "))
    }

    /// A `: ` in a line that goes on with the text of the line above.
    pub(super) fn colon_in_continued_text(self, above: Self) -> Option<Diagnosis> {
        let key = &self.line()[..separator(self.line())?];
        let value = above.line().trim_start_matches("- ");
        let is_text = !value.ends_with(':') && !value.starts_with('#');
        (is_text && key.contains(' ') && !key.starts_with(['"', '\''])).then(|| {
            let message =
                "an unquoted text cannot contain `: `, and this line continues the text above it";
            let at = self.content();
            say(
                message,
                "put the whole text in quotes",
                Place { at, ..self }.rest_of_line(),
            )
        })
    }

    /// What to write instead of a line that has no key.
    pub(super) fn help_with_key(self) -> String {
        let line = self.line().trim_start_matches("- ");
        let word = line.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '_' | '-'));
        let (word, rest) = line.split_at(word.unwrap_or(line.len()));
        let sign = rest.trim_start().chars().next();
        let otherwise = "indent the line if it continues the text above";
        if let Some(sign @ ('=' | ';' | '：' | '﹕')) = sign
            && !word.is_empty()
        {
            return format!(
                "write `{word}:` with a space after it, instead of the `{sign}`; or {otherwise}"
            );
        }
        if !word.is_empty() && (self.has_lines_below(rest) || self.is_key_nearby(word)) {
            return format!("write `:` after `{word}`, or {otherwise}");
        }
        format!("write `key: value`, or {otherwise}")
    }

    /// Whether the line is one word, with lines below it that are indented deeper.
    fn has_lines_below(self, rest: &str) -> bool {
        let here = &self.text[self.at..];
        let mut below = here.split(['\n', '\r']).skip(1);
        let next = below.find(|line| !line.trim().is_empty());
        let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
        rest.is_empty() && next.is_some_and(|line| indentation(line) > self.indentation())
    }

    /// Whether a word is a key in one of the lines around this one.
    fn is_key_nearby(self, word: &str) -> bool {
        let is_key = |line: &str| {
            let line = line.trim_start_matches([' ', '-', '{']);
            line.strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(':'))
        };
        let mut below = self.text[self.at..].split(['\n', '\r']).take(NEARBY);
        self.lines_upwards().any(|above| is_key(above.line())) || below.any(is_key)
    }

    /// Whether an item of a list comes before the line, indented like it.
    fn is_in_list(self) -> bool {
        let indentation = self.indentation();
        let mut above = self
            .lines_upwards()
            .skip(1)
            .take_while(|line| line.indentation() >= indentation);
        above.any(|line| line.indentation() == indentation && line.line().starts_with('-'))
    }

    /// Whether the line is an item that is not indented as the items of the list above it are.
    pub(super) fn is_shifted_item(self) -> bool {
        let mut below = self;
        let indentation = self.indentation();
        for above in self.lines_upwards().skip(1) {
            if above.indentation() <= indentation {
                let is_item = below.line().starts_with("- ") || below.line() == "-";
                return below.at != self.at && above.line().ends_with(':') && is_item;
            }
            below = above;
        }
        false
    }

    /// Where the line begins behind its blanks.
    pub(super) fn content(self) -> usize {
        self.line_start() + self.indentation()
    }

    fn indentation(self) -> usize {
        let line = &self.text[self.line_start()..];
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }
}

/// A blank that is no space to YAML, or a character that is never printed, as messages call it.
pub(super) fn odd_blank(sign: char) -> Option<String> {
    match sign {
        '\u{A0}' | '\u{2007}' | '\u{202F}' => Some("a no-break space".to_owned()),
        '\u{3000}' => Some("an ideographic space".to_owned()),
        sign if is_unprinted(sign) || sign.is_whitespace() && !sign.is_ascii() => {
            Some(format!("the character U+{:04X}", u32::from(sign)))
        }
        _ => None,
    }
}
