//! References of a text to parts of its own report: "annexes I–III", "paras. 12–15 and 18", "section II.b".
//!
//! What belongs to another document ("annex II to the Convention", "resolution 55/25, annex II", anything within
//! quotation marks) is left out: see `reference/external.rs`.

mod external;
mod naming;
mod owner;

use std::ops::Range;

use super::bracket::Enclosures;
use super::cue::Cues;
use super::cursor::Cursor;
use super::letter::starts_apart;

/// What announces a reference, and tells whose part it means.
#[derive(Debug)]
pub(crate) struct References {}

/// What a reference points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
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
pub(crate) struct Reference {
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
pub(crate) enum Cited {
    /// "12"
    One(Range<usize>),
    /// "12–15": the first and the last.
    Through(Range<usize>, Range<usize>),
}

/// Which way a reference says to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// "above"
    Above,
    /// "below"
    Below,
}

impl Kind {
    /// The kind of what the word announces, letter case aside: "annexes", "para.".
    pub(super) fn announced_by(word: &[u8]) -> Option<Self> {
        const LONGEST: usize = "appendices".len();
        let [first, second, _, ..] = word else {
            return None;
        };
        // most words begin like none of them
        let may = matches!(
            [first | 0x20, second | 0x20],
            [b'a', b'n' | b'p']
                | [b'c', b'h']
                | [b'f', b'i' | b'o']
                | [b'p' | b't', b'a']
                | [b's', b'e']
        );
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..word.len()).filter(|_| may)?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        match &*lower {
            b"annex" | b"annexes" | b"appendix" | b"appendices" => Some(Self::Annex),
            b"section" | b"sections" | b"sect." | b"sects." | b"chapter" | b"chapters"
            | b"chap." => Some(Self::Section),
            b"paragraph" | b"paragraphs" | b"para" | b"paras" | b"para." | b"paras." => {
                Some(Self::Paragraph)
            }
            b"footnote" | b"footnotes" => Some(Self::Footnote),
            b"table" | b"tables" => Some(Self::Table),
            b"figure" | b"figures" | b"fig." | b"figs." => Some(Self::Figure),
            b"session" | b"sessions" => Some(Self::Session),
            _ => None,
        }
    }
}

/// Every reference of the text to parts of its own report, in order.
#[cfg(test)]
fn references(text: &str) -> Vec<Reference> {
    references_at(text, &Cues::of(text), &super::bracket::enclosures(text))
}

/// The same, where the text has been gone through already.
pub(super) fn references_at(text: &str, cues: &Cues, enclosures: &Enclosures) -> Vec<Reference> {
    if cues.heads.is_empty() {
        return Vec::new();
    }
    let mut surroundings = external::Surroundings::new(enclosures);
    let heads = cues.heads.iter().cloned();
    let mut found: Vec<Reference> = heads
        .filter_map(|(kind, word)| read(text, kind, word))
        .collect();
    found.retain(|reference| !surroundings.make_external(text, &reference.range));
    found
}

/// Reads the numbers after the word.
fn read(text: &str, kind: Kind, word: Range<usize>) -> Option<Reference> {
    let mut cursor = Cursor::new(text, word.end);
    if !cursor.spaces() {
        return None;
    }
    let first = numeral(&mut cursor)?;
    if is_pronoun(text, &first) || (kind == Kind::Table && is_furniture(&text[..word.start])) {
        return None;
    }
    let several = is_plural(&text[word.clone()]);
    let alphabet = Alphabet::of(&text[first.clone()]);
    let mut cited = vec![with_run(first, &mut cursor)];
    if several {
        let next = |cursor: &mut Cursor<'_>| {
            list_joint(cursor)?;
            // "annexes I and II, 12 delegations" goes on with something else
            numeral(cursor).filter(|next| Alphabet::of(&text[next.clone()]) == alphabet)
        };
        while let Some(number) = cursor.attempt(next) {
            cited.push(with_run(number, &mut cursor));
        }
    }
    let end = cursor.at;
    if several && is_verb(text, kind, &cited, end) {
        return None;
    }
    let direction = direction(cursor);
    Some(Reference {
        range: word.start..end,
        kind,
        word,
        cited,
        direction,
    })
}

/// What stands between two numbers of a list: ", ", " and ", "; or".
fn list_joint(cursor: &mut Cursor<'_>) -> Option<()> {
    let with_comma = |cursor: &mut Cursor<'_>| {
        cursor.spaces();
        cursor.sign(|sign| matches!(sign, ',' | ';')).then(|| {
            cursor.spaces();
            cursor.one_of(&["and", "or"]);
            cursor.spaces();
        })
    };
    let in_words = |cursor: &mut Cursor<'_>| {
        let found = cursor.spaces() && cursor.one_of(&["and", "or", "&"]) && cursor.spaces();
        found.then_some(())
    };
    cursor
        .attempt(with_comma)
        .or_else(|| cursor.attempt(in_words))
}

/// What stands between the ends of a run: a dash, " to ".
fn run_joint(cursor: &mut Cursor<'_>) -> Option<()> {
    let is_apart = cursor.spaces();
    let is_dash = cursor.sign(|sign| matches!(sign, '-' | '–' | '—' | '‑'));
    let in_words = is_dash || (is_apart && cursor.one_of(&["to", "through"]));
    let found = in_words && (cursor.spaces() || is_dash);
    found.then_some(())
}

/// "above" or "below" right after a reference.
fn direction(mut cursor: Cursor<'_>) -> Option<(Range<usize>, Direction)> {
    cursor.sign(|sign| sign == ',');
    if !cursor.spaces() {
        return None;
    }
    let start = cursor.at;
    let direction = match cursor.word() {
        "above" => Direction::Above,
        "below" => Direction::Below,
        _ => return None,
    };
    Some((start..cursor.at, direction))
}

/// The number at the cursor, unless it is part of a larger sign: a share, a time, a symbol, a unit.
fn numeral(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let start = cursor.at;
    numeral_of_any_kind(cursor)?;
    let after = cursor.rest();
    let mut signs = after.chars();
    let is_part = match signs.next() {
        Some('/' | '%' | '°' | '_' | '@') => true,
        Some(':' | '.' | ',') => signs.next().is_some_and(char::is_alphanumeric),
        // "annex II's last sentence" has its number, "the ’90s" has not
        Some('\'' | '’') => {
            !is_genitive(after) && signs.next().is_some_and(char::is_alphanumeric)
        }
        // "W-05" is a code, where "12-15" is a run
        Some('-' | '–' | '‑') => signs.next().is_some_and(|sign| {
            let follows_letter = cursor.text()[..cursor.at].ends_with(char::is_alphabetic);
            sign.is_lowercase() || (follows_letter && sign.is_ascii_digit())
        }),
        Some(sign) => sign.is_alphanumeric(),
        None => false,
    };
    (!is_part).then_some(start..cursor.at)
}

/// Figures, a Roman numeral or a letter, perhaps with "bis" after it.
fn numeral_of_any_kind(cursor: &mut Cursor<'_>) -> Option<()> {
    (digits(cursor) || letters(cursor)).then_some(())?;
    cursor.attempt(|cursor| {
        let is_inserted = cursor.sign(char::is_whitespace)
            && cursor.one_of(&["bis", "ter", "quater"])
            && starts_apart(cursor.rest());
        is_inserted.then_some(())
    });
    Some(())
}

/// Figures, dotted, perhaps with a capital before them or a letter after: "12", "3.1", "A4", "12a".
fn digits(cursor: &mut Cursor<'_>) -> bool {
    let figures = |sign: char| sign.is_ascii_digit();
    let read = |cursor: &mut Cursor<'_>| {
        cursor.sign(|sign| sign.is_ascii_uppercase());
        if !cursor.signs(figures) {
            return None;
        }
        while cursor.attempt(|cursor| dotted(cursor, figures)).is_some() {}
        cursor.sign(|sign| sign.is_ascii_lowercase());
        Some(())
    };
    cursor.attempt(read).is_some()
}

/// A Roman numeral, small only when it has two signs or more, or a letter, small only with what follows after dots: "II",
/// "iv", "B", "II.b", "c.1".
fn letters(cursor: &mut Cursor<'_>) -> bool {
    let is_part = |sign: char| sign.is_ascii_alphanumeric();
    let dots = |cursor: &mut Cursor<'_>| {
        let start = cursor.at;
        while cursor.attempt(|cursor| dotted(cursor, is_part)).is_some() {}
        cursor.at > start
    };
    if cursor.signs(|sign| "IVXLCDM".contains(sign))
        || cursor.sign(|sign| sign.is_ascii_uppercase())
    {
        dots(cursor);
        return true;
    }
    let small = |cursor: &mut Cursor<'_>| {
        let start = cursor.at;
        cursor.signs(|sign| "ivxlcdm".contains(sign));
        (cursor.at - start > 1).then_some(())
    };
    let letter = |cursor: &mut Cursor<'_>| {
        let found = cursor.sign(|sign| sign.is_ascii_lowercase()) && dots(cursor);
        found.then_some(())
    };
    cursor
        .attempt(small)
        .or_else(|| cursor.attempt(letter))
        .is_some()
}

/// A dot and what follows after it.
fn dotted(cursor: &mut Cursor<'_>, is_part: impl Fn(char) -> bool) -> Option<()> {
    let found = cursor.sign(|sign| sign == '.') && cursor.signs(is_part);
    found.then_some(())
}

fn is_genitive(after: &str) -> bool {
    let mut after = after.chars().skip(1);
    after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric)
}

/// The number that was read first, or the run that begins with it.
fn with_run(first: Range<usize>, cursor: &mut Cursor<'_>) -> Cited {
    let text = cursor.text();
    let last = cursor.attempt(|cursor| {
        run_joint(cursor)?;
        let same = |last: &Range<usize>| {
            Alphabet::of(&text[last.clone()]) == Alphabet::of(&text[first.clone()])
        };
        numeral(cursor).filter(same)
    });
    match last {
        Some(last) => Cited::Through(first, last),
        None => Cited::One(first),
    }
}

/// Whether "section I" is followed by a verb of the first person: "in this section I describe".
fn is_pronoun(text: &str, numeral: &Range<usize>) -> bool {
    const AFTER_A_NUMERAL: [&str; 12] = [
        "and", "or", "to", "of", "above", "below", "is", "was", "contains", "bis", "ter", "through",
    ];
    if &text[numeral.clone()] != "I" || !text[numeral.end..].starts_with(' ') {
        return false;
    }
    let mut words = text[numeral.end..].split(|sign: char| !sign.is_alphabetic());
    let next = words.find(|word| !word.is_empty()).unwrap_or_default();
    next.starts_with(char::is_lowercase) && !AFTER_A_NUMERAL.contains(&next)
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
mod judge;

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
