//! Text as XML 1.0 allows it.

use std::fmt::{self, Write as _};

use super::escape;

pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// Text in an element or in an attribute with double quotes.
///
/// A reader gets back what it was, except for characters that XML cannot have in any way; these are spelled out. What would
/// act on a terminal, or be taken for white space that may go, is written as a number.
pub(super) struct Text<'t>(pub(super) &'t str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                other if !is_allowed(other) => write!(formatter, "{}", other.escape_default())?,
                other if escape::is_active(other) => {
                    write!(formatter, "&#x{:X};", u32::from(other))?;
                }
                other => formatter.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// Whether XML 1.0 can have the character, as it is or as a number.
fn is_allowed(character: char) -> bool {
    let is_control = character < ' ' && !matches!(character, '\t' | '\n' | '\r');
    !is_control && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}
