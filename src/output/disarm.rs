//! What is printed for a service that runs the program and takes parts of what it prints for commands.
//!
//! The runner of GitHub Actions obeys a line that begins with `::`, after blanks, and what follows `##[` anywhere in a
//! line; the agent of Azure Pipelines what follows `##vso[` or `##[`; that of `TeamCity` `##teamcity[`. All of them read
//! standard output and standard error alike. Sections of GitLab's logs need control characters, which are printed nowhere.

use std::io::{self, Write};

/// How a command is broken, so that its reader still reads what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaking {
    /// By a backslash.
    Text,
    /// By a backslash, except for the commands at the beginnings of lines: these are meant.
    Commands,
    /// By an escape of JSON.
    Json,
    /// By an entity of XML.
    Xml,
}

impl Breaking {
    fn bracket(self) -> &'static [u8] {
        match self {
            Self::Text | Self::Commands => b"\\[",
            Self::Json => b"\\u005b",
            Self::Xml => b"&#91;",
        }
    }

    /// What replaces the first colon of a line; `None` where it stays.
    fn colon(self) -> Option<&'static [u8]> {
        match self {
            Self::Text => Some(b"\\:"),
            Self::Xml => Some(b"&#58;"),
            // no line of JSON begins with what it quotes
            Self::Commands | Self::Json => None,
        }
    }
}

/// The longest word between `##` and `[` that is a command; what is longer is none.
const LONGEST_WORD: u8 = 32;

/// Writes on what it is given, less the commands.
pub struct Disarmed<W> {
    to: W,
    breaking: Breaking,
    /// Whether nothing but blanks has come in the line.
    is_blank: bool,
    /// How many `#` came last, up to two.
    signs: u8,
    /// How many letters came after two of them.
    letters: u8,
}

impl<W: Write> Disarmed<W> {
    /// What is written on to `to`.
    pub fn new(to: W, breaking: Breaking) -> Self {
        Self {
            to,
            breaking,
            is_blank: true,
            signs: 0,
            letters: 0,
        }
    }

    /// What to write instead of a byte, if anything else is.
    fn instead(&mut self, byte: u8) -> Option<&'static [u8]> {
        let (was_blank, was_command) = (self.is_blank, self.signs == 2);
        // what is beyond ASCII may be white space
        self.is_blank = byte == b'\n'
            || byte == b'\r'
            || was_blank && (byte.is_ascii_whitespace() || byte >= 0x80);
        match byte {
            b'#' => {
                self.signs = if self.letters == 0 {
                    (self.signs + 1).min(2)
                } else {
                    1
                };
                self.letters = 0;
            }
            _ if was_command && byte.is_ascii_alphabetic() && self.letters < LONGEST_WORD => {
                self.letters += 1;
            }
            _ => {
                self.signs = 0;
                self.letters = 0;
            }
        }
        match byte {
            b'[' if was_command => Some(self.breaking.bracket()),
            b':' if was_blank => self.breaking.colon(),
            _ => None,
        }
    }
}

impl<W: Write> Write for Disarmed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if let Some(instead) = self.instead(byte) {
                self.to.write_all(&bytes[written..at])?;
                self.to.write_all(instead)?;
                written = at + 1;
            }
        }
        self.to.write_all(&bytes[written..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same whatever the pieces in which it is written.
    fn disarmed(text: &str, breaking: Breaking) -> String {
        let written = |size: usize| {
            let mut bytes = Vec::new();
            let mut disarmed = Disarmed::new(&mut bytes, breaking);
            for piece in text.as_bytes().chunks(size) {
                disarmed.write_all(piece).unwrap();
            }
            String::from_utf8(bytes).unwrap()
        };
        let whole = written(1000);
        for size in [1, 2, 3, 5] {
            assert_eq!(written(size), whole);
        }
        whole
    }

    #[test]
    fn commands_are_broken_and_read_on() {
        for (text, broken) in [
            ("::set-output name=a::b\n", "\\::set-output name=a::b\n"),
            ("a\n \t::stop\n", "a\n \t\\::stop\n"),
            ("\u{a0}\u{3000}::stop\n", "\u{a0}\u{3000}\\::stop\n"),
            ("a ##[add-mask]e\n", "a ##\\[add-mask]e\n"),
            ("###[a] #[b] ##x[c]", "###\\[a] #[b] ##x\\[c]"),
            ("##vso[task.x]", "##vso\\[task.x]"),
            ("##a##[b]", "##a##\\[b]"),
            ("##teamcity[x]", "##teamcity\\[x]"),
            (
                "a::b ## [c] \u{1b}[1m##\u{1b}[0m[",
                "a::b ## [c] \u{1b}[1m##\u{1b}[0m[",
            ),
        ] {
            assert_eq!(disarmed(text, Breaking::Text), broken);
        }
        assert_eq!(
            disarmed("::error::##[a]", Breaking::Commands),
            "::error::##\\[a]"
        );
        assert_eq!(
            disarmed("\"##[a]\": [", Breaking::Json),
            "\"##\\u005ba]\": ["
        );
        assert_eq!(
            disarmed("  ::a ##[b]", Breaking::Xml),
            "  &#58;:a ##&#91;b]"
        );
    }
}
