//! Text of a report on its way to a terminal. What would steer the terminal, or turn the order of reading round, is
//! spelled out, so that data can neither hide nor forge what is printed.

use std::borrow::Cow;

/// Whether a character does something other than appear.
pub(super) fn is_active(character: char) -> bool {
    if character < '\u{AD}' {
        return character.is_control();
    }
    let turns_direction = matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    let breaks_line = matches!(character, '\u{2028}' | '\u{2029}');
    let is_invisible = matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
    );
    turns_direction || breaks_line || is_invisible
}

/// Whether a character shapes the one before it, as letters of many scripts and emoji need: then it can be seen.
pub(super) fn joins(character: char, before: Option<char>) -> bool {
    let is_shaped =
        |before| matches!(before, '\u{600}'..'\u{2000}' | '\u{2190}'..) && !is_active(before);
    matches!(character, '\u{200C}' | '\u{200D}') && before.is_some_and(is_shaped)
}

/// Adds a character as it can be printed: `\n`, `\u{1b}` and the like for what must not act.
pub(super) fn push(text: &mut String, character: char) {
    if is_active(character) && !joins(character, text.chars().next_back()) {
        text.extend(character.escape_default());
    } else {
        text.push(character);
    }
}

/// The text as it can be printed, on one line.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_active) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    text.chars()
        .for_each(|character| push(&mut escaped, character));
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn spells_out_what_would_act() {
        let cases = [
            ("\u{1b}[2J\u{1b}]8;;x\u{7}", r"\u{1b}[2J\u{1b}]8;;x\u{7}"),
            ("a\r\n\tb\0", r"a\r\n\tb\u{0}"),
            ("\u{9b}31m\u{7f}\u{85}", r"\u{9b}31m\u{7f}\u{85}"),
            (
                "a\u{200b}b\u{200c}c\u{200d}d\u{200e}\u{200f}\u{61c}",
                r"a\u{200b}b\u{200c}c\u{200d}d\u{200e}\u{200f}\u{61c}",
            ),
            (
                "\u{2060}\u{feff}a\u{ad}b\u{fff9}\u{e0041}",
                r"\u{2060}\u{feff}a\u{ad}b\u{fff9}\u{e0041}",
            ),
            (
                "\u{202e}abc\u{2066}\u{2028}",
                r"\u{202e}abc\u{2066}\u{2028}",
            ),
        ];
        for (text, escaped) in cases {
            assert_eq!(line(text), escaped);
        }
    }

    #[test]
    fn leaves_every_script_alone() {
        let text = r"Zürich, 会議, می‌خواهم, עברית, \n “quoted” 👩‍💻";
        assert_eq!(line(text), text);
    }
}
