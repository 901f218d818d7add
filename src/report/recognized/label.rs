//! Numbers and letters before a text, and the levels that they are on.

use crate::report::numeral::{Label, Style, bare, readings};
use crate::text::mapped::Mapped;

/// The longest number before a text, in bytes.
const LONGEST: usize = 24;

/// How deep headings nest at most; what would be deeper is put there.
const DEEPEST: usize = 12;

/// What begins the items of a list that have no number.
const BULLETS: [char; 7] = ['•', '–', '—', '-', '*', '▪', '●'];

/// What may be between a number and a title.
const DASHES: [char; 3] = ['-', '–', '—'];

/// Words that are part of the number of a heading.
const PARTS: [&str; 14] = [
    "chapter",
    "part",
    "section",
    "chapitre",
    "partie",
    "capítulo",
    "parte",
    "sección",
    "kapitel",
    "teil",
    "глава",
    "часть",
    "раздел",
    "title",
];

/// A number or letter and the text after it.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    /// As it is printed, with its brackets and its full stop.
    pub(super) printed: Mapped,
    /// Without them.
    pub(super) label: Mapped,
    /// What comes after it.
    pub(super) rest: Mapped,
    /// The whole number that it is, if it is one and nothing else.
    pub(super) whole: Option<u32>,
    /// Whether it is in brackets: "(a)".
    pub(super) is_bracketed: bool,
}

impl Numbered {
    /// The number that a text begins with, if any text is after it.
    pub(super) fn of(text: &Mapped) -> Option<Self> {
        let written = text.text();
        Self::up_to(text, end_of_label(written)?)
    }

    /// The same, for a text whose first word is known to be its number.
    pub(super) fn by_first_word(text: &Mapped) -> Option<Self> {
        let first = text.text().split_whitespace().next()?;
        Self::up_to(text, first.len())
    }

    /// What is before that byte as the number, and what is after it.
    fn up_to(text: &Mapped, end: usize) -> Option<Self> {
        let written = text.text();
        let start = after_dash(written, end);
        let rest = text.slice(start..written.len()).trimmed();
        if rest.is_empty() {
            return None;
        }
        let printed = text.slice(0..start).trimmed();
        let label = bare(written[..end].trim().trim_end_matches(DASHES));
        let at = written.find(label)?;
        let label = text.slice(at..at + label.len());
        let digits = label.text();
        let is_whole = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        Some(Self {
            is_bracketed: printed.text().starts_with(['(', '（']),
            whole: digits.parse().ok().filter(|_| is_whole),
            printed,
            label,
            rest,
        })
    }
}

/// Whether a text begins as the items of a list without numbers do.
pub(super) fn is_bullet(text: &str) -> bool {
    text.strip_prefix(BULLETS)
        .is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']))
}

/// Where the title starts after a number and a dash: "1 - Scope".
fn after_dash(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let title = rest.trim_start().strip_prefix(DASHES).unwrap_or(rest);
    let is_divided = rest.starts_with(' ') && title.starts_with(' ') && title.len() < rest.len();
    let begins = title.trim_start().chars().next();
    if is_divided && begins.is_some_and(char::is_alphabetic) {
        text.len() - title.trim_start().len()
    } else {
        end
    }
}

/// The byte after the number that a text begins with.
fn end_of_label(text: &str) -> Option<usize> {
    let first = text.split_whitespace().next()?;
    let is_part = PARTS.iter().any(|part| first.to_lowercase() == *part);
    let begin = if is_part {
        let rest = &text[first.len()..];
        first.len() + rest.len() - rest.trim_start().len()
    } else {
        0
    };
    let rest = text.get(begin..)?;
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let token = &rest[..length];
    if token.is_empty() || token.len() > LONGEST {
        return None;
    }
    // "1- Scope"
    let number = token.trim_end_matches(DASHES);
    let has_dash = number.len() < token.len() && rest[length..].starts_with(' ');
    let token = if has_dash { number } else { token };
    let is_closed = has_dash || token.ends_with(['.', ')', ':', '．', '）', '、']);
    let has_room = after_dash(rest, length) > length
        || rest[length..].starts_with('\t')
        || rest[length..].starts_with("  ");
    let is_dotted = token.trim_end_matches('.').contains('.');
    let label = Label::parse(token)?;
    let is_known = label.prefix.is_empty() && (is_closed || has_room || is_dotted || is_part);
    // "12.5 per cent" is no number of a heading; "2.1 Scope" may be one
    let goes_on_as_text =
        is_dotted && !is_closed && rest[length..].trim_start().starts_with(char::is_lowercase);
    (is_known && !goes_on_as_text).then_some(begin + length)
}

/// How a number fits to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the next of its level.
    Continues,
    /// It is the first of a level of its own.
    Opens,
    /// It is of a level that is there, and not its next.
    Breaks,
    /// It is not the first of a level of its own.
    Stray,
}

/// A level and the last number on it.
#[derive(Debug, Clone)]
struct Level {
    kind: Kind,
    path: String,
    value: u32,
}

/// What the numbers of one level have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kind {
    prefix: String,
    dots: usize,
    style: u8,
    is_bracketed: bool,
}

/// The levels that are open, the outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels(Vec<Level>);

impl Levels {
    /// How many levels are open.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// At which depth a number is, and how it fits there.
    pub(super) fn fit(&self, numbered: &Numbered) -> Option<(usize, Fit)> {
        self.placed(numbered).map(|(depth, _, fit)| (depth, fit))
    }

    /// Takes a number in, and says at which depth it is.
    pub(super) fn take(&mut self, numbered: &Numbered) -> usize {
        let Some((depth, level, _)) = self.placed(numbered) else {
            return self.depth().min(DEEPEST);
        };
        self.0.truncate(depth);
        self.0.push(level);
        depth
    }

    fn placed(&self, numbered: &Numbered) -> Option<(usize, Level, Fit)> {
        let readings = levels_of(numbered)?;
        for (depth, open) in self.0.iter().enumerate().rev() {
            let next = readings.iter().find(|level| {
                level.kind == open.kind && level.path == open.path && level.value == open.value + 1
            });
            if let Some(level) = next {
                return Some((depth, level.clone(), Fit::Continues));
            }
        }
        let is_open = |level: &&Level| self.0.iter().any(|open| open.kind == level.kind);
        let first = readings
            .iter()
            .find(|level| level.value == 1 && !is_open(level));
        if let Some(level) = first.filter(|_| self.depth() < DEEPEST) {
            return Some((self.depth(), level.clone(), Fit::Opens));
        }
        // "IV" after "II" and below it "A" is Roman: the nearest ahead is meant
        let open = self.0.iter().enumerate();
        let same = open.flat_map(|(depth, open)| {
            let readings = readings.iter().filter(|level| level.kind == open.kind);
            readings.map(move |level| (level.value.wrapping_sub(open.value), depth, level))
        });
        if let Some((_, depth, level)) =
            same.min_by_key(|(ahead, depth, _)| (*ahead, DEEPEST + 1 - depth))
        {
            return Some((depth, level.clone(), Fit::Breaks));
        }
        let depth = self.depth().min(DEEPEST);
        Some((depth, readings.first()?.clone(), Fit::Stray))
    }
}

/// What levels a number may be of.
fn levels_of(numbered: &Numbered) -> Option<Vec<Level>> {
    let label = Label::parse(numbered.label.text())?;
    let level = |(style, value)| Level {
        kind: Kind {
            prefix: label.prefix.to_lowercase(),
            dots: if label.path.is_empty() {
                0
            } else {
                1 + label.path.matches('.').count()
            },
            style,
            is_bracketed: numbered.is_bracketed,
        },
        path: label.path.to_owned(),
        value,
    };
    let readings = readings(label.numeral);
    let styles = readings.iter().map(|reading| {
        let style = match reading.style {
            Style::Arabic { .. } => 0,
            Style::RomanUpper => 1,
            Style::RomanLower => 2,
            Style::LetterUpper => 3,
            Style::LetterLower => 4,
        };
        (style, reading.value)
    });
    Some(styles.map(level).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Option<Numbered> {
        Numbered::of(&Mapped::verbatim(text, 0..text.len()))
    }

    #[test]
    fn a_number_is_told_from_text() {
        for (text, label, rest) in [
            ("I. Opening", "I", "Opening"),
            ("(a) To protect", "a", "To protect"),
            ("b.1 First session", "b.1", "First session"),
            ("12.\tThe Forum", "12", "The Forum"),
            ("Chapter 2: Rivers", "Chapter 2", "Rivers"),
            ("II\tRivers", "II", "Rivers"),
        ] {
            let found = numbered(text).unwrap();
            assert_eq!(
                (found.rest.text(), text.contains(found.label.text())),
                (rest, true)
            );
            assert!(label.ends_with(found.label.text()), "{text}");
        }
        for text in [
            "A Forum was held",
            "Mr. Costa spoke",
            "12.5 per cent",
            "I.",
            "2008 was",
        ] {
            assert!(numbered(text).is_none(), "{text}");
        }
    }

    #[test]
    fn levels_follow_from_the_numbers() {
        let mut levels = Levels::default();
        let depths = [
            "I. x", "A. x", "B. x", "1. x", "(a) x", "2. x", "C. x", "II. x", "A. x", "IV. x",
        ];
        let depths: Vec<usize> = depths
            .map(|it| levels.take(&numbered(it).unwrap()))
            .to_vec();
        assert_eq!(depths, [0, 1, 1, 2, 3, 2, 1, 0, 1, 0]);
        let letters = [
            "A. x", "B. x", "C. x", "D. x", "E. x", "F. x", "G. x", "H. x", "I. x",
        ];
        let mut levels = Levels::default();
        assert!(
            letters
                .iter()
                .all(|it| levels.take(&numbered(it).unwrap()) == 0)
        );
        let mut levels = Levels::default();
        let depths: Vec<usize> = ["1. x", "1.1 X", "1.2 X", "2. x", "2.1 X"]
            .map(|it| levels.take(&numbered(it).unwrap()))
            .to_vec();
        assert_eq!(depths, [0, 1, 1, 0, 1]);
    }
}
