//! References of a text to parts of its own report: "annexes I–III", "paras. 12–15 and 18", "section II.b".
//!
//! What belongs to another document ("annex II to the Convention", "resolution 55/25, annex II", anything within
//! quotation marks) is left out: see `reference/external.rs`.

mod external;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::bracket::{self, Enclosures};
use super::pattern::pattern;

/// What a reference points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An annex or appendix.
    Annex,
    /// A section or chapter.
    Section,
    /// A numbered paragraph.
    Paragraph,
    /// A footnote.
    Footnote,
    /// A table.
    Table,
    /// A figure.
    Figure,
    /// A session of the agenda, by its code or label.
    Session,
}

/// A mention of parts of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// From the word to the last number: "annexes I–III".
    pub range: Range<usize>,
    /// What is referred to.
    pub kind: Kind,
    /// The word as written: "annexes", "Para."
    pub word: Range<usize>,
    /// The numbers, in the order of the text.
    pub cited: Vec<Cited>,
    /// "above" or "below" right after it.
    pub direction: Option<(Range<usize>, Direction)>,
}

/// A number, or a run of them, that a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// "12"
    One(Range<usize>),
    /// "12–15": the first and the last.
    Through(Range<usize>, Range<usize>),
}

/// Which way a reference says to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// "above"
    Above,
    /// "below"
    Below,
}

/// A word that announces a number.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)<Edge>(?:(?<annex>annex(?:es)?|appendix|appendices)|(?<section>sections?|sects?\.|chapters?|chap\.)
          |(?<paragraph>paragraphs?|paras?\.?)|(?<footnote>footnotes?)|(?<table>tables?)|(?<figure>figures?|figs?\.)
          |(?<session>sessions?))[\s\u{a0}]+",
    )
});

/// A number at the start of the text: figures (dotted, with a letter), a Roman numeral or a capital letter (with what
/// follows after dots), a small Roman numeral of two signs or more; "bis" and the like.
static NUMERAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[A-Z]?[0-9]+(?:\.[0-9]+)*[a-z]?|[IVXLCDM]+(?:\.[A-Za-z0-9]+)*|[A-Z](?:\.[A-Za-z0-9]+)*
          |[ivxlcdm]{2,}|[a-z](?:\.[A-Za-z0-9]+)+)(?:[\s\u{a0}](?:bis|ter|quater)\b)?",
    )
});

/// What stands between two numbers of a list.
static LIST_JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\s*[,;]\s*(?:and|or)?\s*|\s+(?:and|or|&)\s+)"));

/// What stands between the ends of a run.
static RUN_JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:\s*[-–—‑]\s*|\s+(?:to|through)\s+)"));

static DIRECTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,?\s+(?:(?<above>above)|(?<below>below))\b"));

/// Every reference of the text to parts of its own report, in order.
#[must_use]
pub fn references(text: &str) -> Vec<Reference> {
    references_among(text, &bracket::enclosures(text))
}

/// The same, where the brackets and quotation marks of the text have been read already.
pub(super) fn references_among(text: &str, enclosures: &Enclosures) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut surroundings = external::Surroundings::new(enclosures);
    for head in HEAD.captures_iter(text) {
        let Some((kind, word)) = kind_of(&head) else {
            continue;
        };
        let Some(reference) = read(text, kind, word) else {
            continue;
        };
        if !surroundings.make_external(text, &reference.range) {
            found.push(reference);
        }
    }
    found
}

fn kind_of(head: &regex::Captures<'_>) -> Option<(Kind, Range<usize>)> {
    let kinds = [
        ("annex", Kind::Annex),
        ("section", Kind::Section),
        ("paragraph", Kind::Paragraph),
        ("footnote", Kind::Footnote),
        ("table", Kind::Table),
        ("figure", Kind::Figure),
        ("session", Kind::Session),
    ];
    let mut words = kinds
        .into_iter()
        .filter_map(|(name, kind)| Some((kind, head.name(name)?.range())));
    words.next()
}

/// Reads the numbers after the word.
fn read(text: &str, kind: Kind, word: Range<usize>) -> Option<Reference> {
    let mut end = word.end + spaces(&text[word.end..]);
    let first = numeral(text, end)?;
    if is_pronoun(text, &first) || (kind == Kind::Table && is_furniture(&text[..word.start])) {
        return None;
    }
    let several = is_plural(&text[word.clone()]);
    let alphabet = Alphabet::of(&text[first.clone()]);
    end = first.end;
    let mut cited = vec![with_run(text, first, &mut end)];
    while several && let Some(joint) = LIST_JOINT.find(&text[end..]) {
        let next = numeral(text, end + joint.end());
        // "annexes I and II, 12 delegations" goes on with something else
        let Some(next) = next.filter(|next| Alphabet::of(&text[next.clone()]) == alphabet) else {
            break;
        };
        end = next.end;
        cited.push(with_run(text, next, &mut end));
    }
    if several && is_verb(text, kind, &cited, end) {
        return None;
    }
    let direction = DIRECTION.captures(&text[end..]).and_then(|found| {
        let above = found.name("above").map(|word| (word, Direction::Above));
        let (word, direction) = above.or_else(|| Some((found.name("below")?, Direction::Below)))?;
        Some((end + word.start()..end + word.end(), direction))
    });
    Some(Reference {
        range: word.start..end,
        kind,
        word,
        cited,
        direction,
    })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The number at `start`, unless it is part of a larger sign: a share, a time, a symbol, a unit.
fn numeral(text: &str, start: usize) -> Option<Range<usize>> {
    let found = NUMERAL.find(&text[start..])?;
    let end = start + found.end();
    let mut after = text[end..].chars();
    let is_part = match after.next() {
        Some('/' | '%' | '°' | '_' | '@') => true,
        Some(':' | '.' | ',') => after.next().is_some_and(char::is_alphanumeric),
        // "annex II's last sentence" has its number, "the ’90s" has not
        Some('\'' | '’') => {
            !is_genitive(&text[end..]) && after.next().is_some_and(char::is_alphanumeric)
        }
        Some('-' | '–' | '‑') => after.next().is_some_and(char::is_lowercase),
        Some(sign) => sign.is_alphanumeric(),
        None => false,
    };
    (!is_part).then_some(start..end)
}

fn is_genitive(after: &str) -> bool {
    let mut after = after.chars().skip(1);
    after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric)
}

/// The number at `range`, or the run that begins with it; `end` moves to where it ends.
fn with_run(text: &str, first: Range<usize>, end: &mut usize) -> Cited {
    let last = RUN_JOINT
        .find(&text[*end..])
        .and_then(|joint| numeral(text, *end + joint.end()));
    match last
        .filter(|last| Alphabet::of(&text[last.clone()]) == Alphabet::of(&text[first.clone()]))
    {
        Some(last) => {
            *end = last.end;
            Cited::Through(first, last)
        }
        None => Cited::One(first),
    }
}

/// Whether "section I" is followed by a verb of the first person: "in this section I describe".
fn is_pronoun(text: &str, numeral: &Range<usize>) -> bool {
    const AFTER_A_NUMERAL: [&str; 12] = [
        "and", "or", "to", "of", "above", "below", "is", "was", "contains", "bis", "ter", "through",
    ];
    let mut next = text[numeral.end..].split(|sign: char| !sign.is_alphabetic());
    let follows_word = text[numeral.end..].starts_with(' ');
    let word = next.find(|word| !word.is_empty()).unwrap_or_default();
    &text[numeral.clone()] == "I"
        && follows_word
        && word.starts_with(char::is_lowercase)
        && !AFTER_A_NUMERAL.contains(&word)
}

/// Whether "figures" and "tables" are verbs: "the town figures 2 places higher", "the Chair tables 3 drafts".
fn is_verb(text: &str, kind: Kind, cited: &[Cited], end: usize) -> bool {
    let after = text[end..].strip_prefix(' ').unwrap_or_default();
    matches!(kind, Kind::Figure | Kind::Table)
        && matches!(cited, [Cited::One(_)])
        && after.starts_with(char::is_lowercase)
}

/// Whether the table is one to sit at: "round table 2030", "the round-table".
fn is_furniture(before: &str) -> bool {
    let word = before.trim_end_matches([' ', '-', '‑']);
    word.ends_with("round") || word.ends_with("Round")
}

fn is_plural(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    word.ends_with('s') || word == "appendices"
}

/// The signs that a number begins with; the numbers of one list share them.
#[derive(PartialEq, Eq)]
enum Alphabet {
    Figures,
    Capitals,
    SmallLetters,
}

impl Alphabet {
    fn of(numeral: &str) -> Self {
        match numeral.chars().next() {
            Some(first) if first.is_ascii_digit() => Self::Figures,
            Some(first) if first.is_ascii_uppercase() => Self::Capitals,
            _ => Self::SmallLetters,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each reference with its slice, and the slices of what it cites.
    fn read(text: &str) -> Vec<(&str, Vec<String>)> {
        let cited = |cited: &Cited| match cited {
            Cited::One(one) => text[one.clone()].to_owned(),
            Cited::Through(first, last) => {
                format!("{}..{}", &text[first.clone()], &text[last.clone()])
            }
        };
        let found = references(text).into_iter();
        found
            .map(|reference| {
                let numbers = reference.cited.iter().map(cited).collect();
                (&text[reference.range.clone()], numbers)
            })
            .collect()
    }

    #[test]
    fn references_are_read_with_all_their_numbers() {
        let cases: [(&str, &str, &[&str]); 19] = [
            ("attached as Annex I.", "Annex I", &["I"]),
            ("see annexes I and II", "annexes I and II", &["I", "II"]),
            ("annexes I–III", "annexes I–III", &["I..III"]),
            ("in appendix B, the", "appendix B", &["B"]),
            ("(see paragraph 12)", "paragraph 12", &["12"]),
            ("cf. para. 12.", "para. 12", &["12"]),
            (
                "paras. 12–15 and 18 set out",
                "paras. 12–15 and 18",
                &["12..15", "18"],
            ),
            ("section II.b says", "section II.b", &["II.b"]),
            ("sect. IV", "sect. IV", &["IV"]),
            ("Chapter III", "Chapter III", &["III"]),
            ("footnote 1", "footnote 1", &["1"]),
            ("table 2", "table 2", &["2"]),
            ("figures 3 and 4", "figures 3 and 4", &["3", "4"]),
            ("in session 014", "session 014", &["014"]),
            ("paragraph 12 bis", "paragraph 12 bis", &["12 bis"]),
            ("paragraphs 3 to 5 above", "paragraphs 3 to 5", &["3..5"]),
            (
                "paragraphs 4, 5 and 9",
                "paragraphs 4, 5 and 9",
                &["4", "5", "9"],
            ),
            ("section I and section I.", "section I", &["I"]),
            ("annex II’s last sentence", "annex II", &["II"]),
        ];
        for (text, slice, numbers) in cases {
            let found = read(text);
            assert_eq!(
                found.first().map(|(slice, _)| *slice),
                Some(slice),
                "{text}"
            );
            assert_eq!(found[0].1, numbers, "{text}");
        }
    }

    #[test]
    fn a_list_ends_where_something_else_begins() {
        assert_eq!(
            read("annexes I and II, 12 delegations"),
            [("annexes I and II", vec!["I".into(), "II".into()])]
        );
        assert_eq!(
            read("annex I and II delegations"),
            [("annex I", vec!["I".to_owned()])]
        );
    }

    #[test]
    fn directions_are_read() {
        let found = references("paragraph 5 above and section IV, below");
        let directions: Vec<_> = found
            .iter()
            .filter_map(|reference| reference.direction.clone())
            .collect();
        assert_eq!(
            directions,
            [(12..17, Direction::Above), (34..39, Direction::Below)]
        );
    }

    #[test]
    fn what_only_looks_like_a_reference_is_none() {
        for text in [
            "in this section I describe",
            "the figures 90% and",
            "the session 12:30 slot",
            "a table A-level pupils",
            "sessions of the Forum",
            "its sixteenth session",
            "paragraph by paragraph",
            "round table 2030 on water",
            "the town figures 2 places higher",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
