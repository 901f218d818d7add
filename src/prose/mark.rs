//! Footnote marks in a text: superscript figures (`¹`) and `[^mark]`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A place in a text that points to a footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the mark: the superscript figures, or all of `[^mark]`.
    pub range: Range<usize>,
    /// The mark as the note gives it: "1", "*".
    pub name: String,
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[\^([^\]\s]{1,32})\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+").expect("the pattern is well-formed")
});

/// Units that are squared and cubed.
const UNITS: [&str; 9] = ["m", "km", "cm", "mm", "dm", "ft", "in", "mi", "s"];

/// Every footnote mark of the text, in order. Exponents ("km²", "10⁶", "CO²" after a lone capital) are none.
#[must_use]
pub fn marks(text: &str) -> Vec<Mark> {
    let found = MARK.captures_iter(text).filter_map(|found| {
        let range = found.get(0)?.range();
        let name = match found.get(1) {
            Some(name) => name.as_str().to_owned(),
            None if is_exponent(text, &range) => return None,
            None => text[range.clone()].chars().filter_map(digit).collect(),
        };
        Some(Mark { range, name })
    });
    found.collect()
}

/// The figure that a superscript shows.
fn digit(superscript: char) -> Option<char> {
    const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let value = SUPERSCRIPTS.chars().position(|sign| sign == superscript)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// Whether the figures are raised to a power: after a figure, or as "²" and "³" after a unit.
fn is_exponent(text: &str, range: &Range<usize>) -> bool {
    let before = &text[..range.start];
    if before.ends_with(|sign: char| sign.is_ascii_digit() || sign == '⁻') {
        return true;
    }
    let word_start = before
        .rfind(|sign: char| !sign.is_alphabetic())
        .map_or(0, |index| {
            index + before[index..].chars().next().map_or(1, char::len_utf8)
        });
    matches!(&text[range.clone()], "²" | "³") && UNITS.contains(&&before[word_start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        marks(text).into_iter().map(|mark| mark.name).collect()
    }

    #[test]
    fn superscripts_and_bracketed_marks_are_read() {
        assert_eq!(
            names("of UN.GIFT.¹ The decisions¹² and[^*] more[^a]"),
            ["1", "12", "*", "a"]
        );
        assert_eq!(
            &"progress.¹ The"[marks("progress.¹ The")[0].range.clone()],
            "¹"
        );
    }

    #[test]
    fn exponents_are_no_marks() {
        assert_eq!(names("5 km² of land, 10⁶ people, 3 m³"), [""; 0]);
    }
}
