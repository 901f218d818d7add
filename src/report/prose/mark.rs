//! Footnote marks in a text: superscript figures (`¹`) and `[^mark]`.

pub(crate) mod signs;

use std::ops::Range;

use super::cue::Hits;
use super::cursor::Cursor;

/// A place in a text that points to a footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The bytes of the mark: the superscript figures, or all of `[^mark]`.
    pub range: Range<usize>,
    /// The mark as the note gives it: "1", "*".
    pub name: String,
}

/// Units that are squared and cubed, and what formulas square.
const UNITS: [&str; 9] = ["km", "cm", "mm", "dm", "ft", "in", "mi", "R", "mc"];

/// Every footnote mark of the text, in order; of "³⁻⁵" also the fourth. Exponents ("km²", "10⁶", "n²"), isotopes
/// ("¹³⁷Cs") and charges ("Ca²⁺") are none.
#[must_use]
pub(crate) fn marks(text: &str) -> Vec<Mark> {
    let begins_mark = |bytes: &[u8]| match *bytes {
        [b'[', next] => next == b'^',
        // the first bytes of superscript figures
        [0xc2, next] => matches!(next, 0xb2 | 0xb3 | 0xb9),
        [0xe2, next] => next == 0x81,
        _ => false,
    };
    if text.as_bytes().windows(2).any(begins_mark) {
        marks_at(text, &Hits::of(text))
    } else {
        Vec::new()
    }
}

/// The same, where the text has been gone through already.
pub(super) fn marks_at(text: &str, hits: &Hits) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut end = 0;
    for &start in &hits.marks {
        if start < end {
            continue;
        }
        let Some(mark) = mark(text, start) else {
            continue;
        };
        end = mark.range.end;
        let first = marks
            .last()
            .filter(|first| is_run(&text[first.range.end..start]));
        if let Some(first) = first {
            let between = between(&first.name, &mark.name, &mark.range);
            marks.extend(between);
        } else if is_superscript(&text[start..]) && is_raised(text, &mark.range) {
            continue;
        }
        marks.push(mark);
    }
    marks
}

/// The mark, or the raised figures, that are at `start`.
fn mark(text: &str, start: usize) -> Option<Mark> {
    const LONGEST: usize = 32;
    let mut cursor = Cursor::new(text, start);
    if cursor.signs(|sign| digit(sign).is_some()) {
        let range = start..cursor.at;
        let name = text[range.clone()].chars().filter_map(digit).collect();
        return Some(Mark { range, name });
    }
    cursor.literal("[^").then_some(())?;
    let inside = cursor.at;
    for _ in 0..LONGEST {
        cursor.sign(|sign| sign != ']' && !sign.is_whitespace());
    }
    let name = text[inside..cursor.at].to_owned();
    let found = !name.is_empty() && cursor.literal("]");
    found.then_some(Mark {
        range: start..cursor.at,
        name,
    })
}

fn is_superscript(text: &str) -> bool {
    text.starts_with(|sign| digit(sign).is_some())
}

/// Whether the text between two marks means "to".
fn is_run(between: &str) -> bool {
    matches!(between, "⁻" | "-" | "–")
}

/// The marks that "³⁻⁶" means and does not show.
fn between(first: &str, last: &str, range: &Range<usize>) -> Vec<Mark> {
    const MOST: u32 = 30;
    let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else {
        return Vec::new();
    };
    let numbers = (first.saturating_add(1)..last).take_while(|number| number - first < MOST);
    let mark = |number: u32| Mark {
        range: range.clone(),
        name: number.to_string(),
    };
    numbers.map(mark).collect()
}

/// The figure that a superscript shows.
fn digit(superscript: char) -> Option<char> {
    const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    if superscript.is_ascii() {
        return None;
    }
    let value = SUPERSCRIPTS.chars().position(|sign| sign == superscript)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// Whether the figures are raised for another reason: as a power after a figure, or as "²" and "³" after a unit or the
/// letter of a variable; as the charge of an ion; as the mass of an isotope.
fn is_raised(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let is_power = before.ends_with(|sign: char| sign.is_ascii_digit() || sign == '⁻');
    let is_charge = after.starts_with(['⁺', '⁻'])
        && after
            .chars()
            .nth(1)
            .is_none_or(|sign| digit(sign).is_none());
    let is_mass = before.ends_with([' ', '(', '/']) && after.starts_with(char::is_uppercase);
    if is_power || is_charge || is_mass {
        return true;
    }
    let word_start = before
        .rfind(|sign: char| !sign.is_alphabetic())
        .map_or(0, |index| {
            index + before[index..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &before[word_start..];
    let is_variable = word.chars().count() == 1 && word.starts_with(char::is_lowercase);
    matches!(&text[range.clone()], "²" | "³") && (is_variable || UNITS.contains(&word))
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
    fn what_is_raised_for_another_reason_is_no_mark() {
        assert_eq!(names("5 km² of land, 10⁶ people, 3 m³, 2 s⁻¹"), [""; 0]);
        assert_eq!(names("as n² or x³, with R² and χ²"), [""; 0]);
        assert_eq!(names("traces of ¹³⁷Cs and Ca²⁺ or SO₄²⁻"), [""; 0]);
    }

    #[test]
    fn a_run_of_marks_has_those_between() {
        assert_eq!(
            names("contested.³⁻⁶ Both⁷–⁸"),
            ["3", "4", "5", "6", "7", "8"]
        );
        assert_eq!(names("back.⁶⁻³"), ["6", "3"]);
    }
}
