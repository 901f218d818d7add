//! References of a text to parts of a report: "annexes I–III", "paras. 12–15 and 18", "§ 3.4", "note 12 above".
//!
//! A reference is read from the word that announces it: the numbers, the points behind them, "above" or "below". Whose
//! part it is, follows from what is around it, in `reference/owner.rs`. The words are those of the language's table.

pub(crate) mod evidence;
pub(crate) mod names;
mod naming;
pub(crate) mod owner;
pub(crate) mod words;

use std::ops::Range;

use smallvec::SmallVec;

use super::bracket::Enclosures;
use super::cue::Hits;
use super::cursor::Cursor;
use super::letter::starts_apart;
use super::passage::Setting;
use super::visible::Visible;
use names::OwnNames;
use owner::Owner;
use words::Head;

pub(crate) use words::References;

/// What a reference points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PartKind {
    /// An annex, appendix, attachment, enclosure or schedule.
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

/// A mention of parts of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// From the word to the last number: "annexes I–III".
    pub range: Range<usize>,
    /// The word that announces the numbers.
    pub head: &'static Head,
    /// The part that contains a section: "III" in "part III, section 3".
    pub part: Option<Range<usize>>,
    /// The numbers, in the order of the text.
    pub cited: SmallVec<[Cited; 1]>,
    /// "above" or "below" right after it.
    pub direction: Option<(Range<usize>, Direction)>,
    /// Whose part it is.
    pub owner: Owner,
    /// Whether it is no reference, but the caption of a table or figure or a heading that is in the text.
    pub is_caption: bool,
}

impl Cited {
    /// Where it begins.
    pub(crate) fn start(&self) -> usize {
        match self {
            Self::One(first) | Self::Through(first, _) => first.start,
        }
    }
}

impl Reference {
    /// What it points at.
    pub(crate) fn kind(&self) -> PartKind {
        self.head.kind
    }

    fn ranges_mut(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        let cited = self.cited.iter_mut().flat_map(|cited| match cited {
            Cited::One(one) => [Some(one), None],
            Cited::Through(first, last) => [Some(first), Some(last)],
        });
        let direction = self.direction.as_mut().map(|(range, _)| range);
        [Some(&mut self.range), self.part.as_mut(), direction]
            .into_iter()
            .chain(cited)
            .flatten()
    }
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

/// What has to be known to read references.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'r, 't> {
    /// The words of the language.
    pub words: &'static References,
    /// What the report calls itself.
    pub names: &'r OwnNames<'t>,
}

impl Reader<'_, '_> {
    /// Every reference of the text, in order, with whose part it is. What a footnote refers to is a part of what the note
    /// cites, unless it says otherwise.
    pub(super) fn references(
        self,
        text: &str,
        hits: &Hits,
        enclosures: &Enclosures,
        setting: Setting<'_>,
    ) -> Vec<Reference> {
        if hits.heads.is_empty() {
            return Vec::new();
        }
        if !hits.has_invisible {
            return self.read(text, hits, enclosures, setting);
        }
        let visible = Visible::of(text);
        let mut hits = Hits::in_language(Some(self.words));
        hits.read(&visible.text);
        let enclosures = super::bracket::enclosures_at(&visible.text, &hits);
        let mut references = self.read(&visible.text, &hits, &enclosures, setting);
        for range in references.iter_mut().flat_map(Reference::ranges_mut) {
            *range = visible.original(range);
        }
        references
    }

    fn read(
        self,
        text: &str,
        hits: &Hits,
        enclosures: &Enclosures,
        setting: Setting<'_>,
    ) -> Vec<Reference> {
        let heads = hits.heads.iter().cloned();
        let mut references: Vec<Reference> = heads
            .filter_map(|(head, word)| self.reference(text, head, word))
            .collect();
        if let Some(first) = references.first_mut() {
            let begins = text[..first.range.start].trim().is_empty();
            first.is_caption |= begins && matches!(setting, Setting::Heading(_));
            let is_note = matches!(setting, Setting::Footnote);
            owner::tell(self, text, &mut references, enclosures, is_note);
        }
        references
    }

    /// Reads the numbers after the word.
    fn reference(self, text: &str, head: &'static Head, word: Range<usize>) -> Option<Reference> {
        let mut cursor = Cursor::new(text, word.end);
        let in_brackets = enter(&mut cursor, head)?;
        let first = numeral(&mut cursor)?;
        if in_brackets && !cursor.sign(|sign| sign == ')')
            || head.kind != PartKind::Annex && self.is_pronoun(text, &first)
            || head.kind == PartKind::Table && self.is_furniture(&text[..word.start])
        {
            return None;
        }
        let alphabet = Alphabet::of(&text[first.clone()]);
        let mut cited = SmallVec::new();
        cited.push(self.with_run(first, head, &mut cursor));
        let mut end = cursor.at;
        points(&mut cursor);
        if head.is_plural {
            let next = |cursor: &mut Cursor<'_>| {
                self.list_joint(cursor)?;
                // "annexes I and II, 12 delegations" goes on with something else
                let next = numeral(cursor)?;
                let goes_on = Alphabet::of(&text[next.clone()]) == alphabet
                    && !is_article(&text[next.clone()], cursor.rest());
                goes_on.then_some(next)
            };
            while let Some(number) = cursor.attempt(next) {
                cited.push(self.with_run(number, head, &mut cursor));
                end = cursor.at;
                points(&mut cursor);
            }
            if is_verb(text, head.kind, &cited, end) {
                return None;
            }
        }
        let direction = self.direction(cursor);
        let is_cross = || direction.is_some() || owner::is_cross(self.words, &text[..word.start]);
        if head.is_common && !is_cross() {
            return None;
        }
        Some(Reference {
            range: word.start..end,
            head,
            part: owner::part_before(self.words, text, head, word.start),
            is_caption: is_caption(text, head, &cited, word.start..end),
            cited,
            direction,
            owner: Owner::Unnamed,
        })
    }

    /// What is between two numbers of a list: ", ", " and ", "; or".
    fn list_joint(self, cursor: &mut Cursor<'_>) -> Option<()> {
        let joints = self.words.list_joints;
        let with_comma = |cursor: &mut Cursor<'_>| {
            cursor.spaces();
            cursor.sign(|sign| matches!(sign, ',' | ';')).then(|| {
                cursor.spaces();
                cursor.one_of(joints);
                cursor.spaces();
            })
        };
        let in_words = |cursor: &mut Cursor<'_>| {
            let found = cursor.spaces() && cursor.one_of(joints) && cursor.spaces();
            found.then_some(())
        };
        cursor
            .attempt(with_comma)
            .or_else(|| cursor.attempt(in_words))
    }

    /// The number that was read first, or the run that begins with it. After a word for one, only what a dash joins to it
    /// is read: "Table 4-1", which may be one number.
    fn with_run(self, first: Range<usize>, head: &Head, cursor: &mut Cursor<'_>) -> Cited {
        let text = cursor.text();
        let last = cursor.attempt(|cursor| {
            let is_apart = cursor.spaces();
            let is_dash = cursor.sign(|sign| matches!(sign, '-' | '–' | '—' | '‑'));
            let in_words = is_dash
                || (is_apart
                    && cursor.one_of(self.words.run_joints)
                    && cursor.peek()?.is_whitespace());
            let is_wide = cursor.spaces() || is_apart;
            let same = |last: &Range<usize>| {
                Alphabet::of(&text[last.clone()]) == Alphabet::of(&text[first.clone()])
            };
            let joined = in_words && (head.is_plural || !is_wide);
            joined.then(|| numeral(cursor).filter(same))?
        });
        match last {
            Some(last) => Cited::Through(first, last),
            None => Cited::One(first),
        }
    }

    /// "above" or "below" right after a reference.
    fn direction(self, mut cursor: Cursor<'_>) -> Option<(Range<usize>, Direction)> {
        cursor.sign(|sign| sign == ',');
        if !cursor.spaces() {
            return None;
        }
        let start = cursor.at;
        let word = cursor.word();
        let [above, below] = self.words.directions;
        let direction = match word {
            _ if above.contains(&word) => Direction::Above,
            _ if below.contains(&word) => Direction::Below,
            _ => return None,
        };
        Some((start..cursor.at, direction))
    }

    /// Whether "section I" is followed by a verb of the first person: "in this section I describe".
    fn is_pronoun(self, text: &str, numeral: &Range<usize>) -> bool {
        if &text[numeral.clone()] != "I" || !text[numeral.end..].starts_with(' ') {
            return false;
        }
        let mut words = text[numeral.end..].split(|sign: char| !sign.is_alphabetic());
        let next = words.find(|word| !word.is_empty()).unwrap_or_default();
        next.starts_with(char::is_lowercase) && !self.words.after_numeral.contains(&next)
    }

    /// Whether the table is one to sit at: "round table 2030", "the round-table".
    fn is_furniture(self, before: &str) -> bool {
        let before = before.trim_end_matches([' ', '-', '‑']);
        let word = before.rsplit(' ').next().unwrap_or_default();
        let mut words = self.words.furniture.iter();
        words.any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// Goes on to the number after a word or a symbol: over white space, and into brackets. Whether it is in such.
fn enter(cursor: &mut Cursor<'_>, head: &Head) -> Option<bool> {
    let is_sign = !head
        .word
        .starts_with(|first: char| first.is_ascii_alphabetic());
    let is_apart = cursor.spaces();
    if cursor.sign(|sign| sign == '#') {
        return Some(false);
    }
    let is_number = |sign: char| sign.is_ascii_digit() || sign.is_ascii_uppercase();
    let in_brackets = cursor.attempt(|cursor| {
        let found = cursor.literal("(") && cursor.peek().is_some_and(is_number);
        found.then_some(())
    });
    (is_apart || is_sign || in_brackets.is_some()).then_some(in_brackets.is_some())
}

/// The number at the cursor, unless it is part of a larger character: a share, a time, a symbol, a unit.
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
        // "a table A-level pupils"
        Some('-' | '–' | '‑') => signs.next().is_some_and(char::is_lowercase),
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

/// Figures, dotted, perhaps with capitals before them or a letter after: "12", "3.1", "A4", "12a".
fn digits(cursor: &mut Cursor<'_>) -> bool {
    let figures = |cursor: &mut Cursor<'_>| {
        let capital = |sign: char| sign.is_ascii_uppercase();
        let found = {
            cursor.sign(capital);
            cursor.signs(|sign| sign.is_ascii_digit())
        };
        found.then_some(())
    };
    let read = |cursor: &mut Cursor<'_>| {
        cursor.sign(|sign| sign.is_ascii_uppercase());
        figures(cursor)?;
        let dotted = |cursor: &mut Cursor<'_>| {
            let found = cursor.sign(|sign| sign == '.').then(|| figures(cursor));
            found.flatten()
        };
        while cursor.attempt(dotted).is_some() {}
        cursor.sign(|sign| sign.is_ascii_lowercase());
        Some(())
    };
    cursor.attempt(read).is_some()
}

/// A Roman numeral, small only when it has two characters or more, or a letter, small only with what follows after dots: "II",
/// "iv", "B", "II.b", "c.1"; a capital perhaps with a dash and figures: "A-1".
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
        cursor.attempt(|cursor| {
            let found = cursor.sign(|sign| matches!(sign, '-' | '–' | '‑'))
                && cursor.signs(|sign| sign.is_ascii_digit());
            found.then_some(())
        });
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

/// The points of a paragraph behind its number: " (a)", "(b)(i)", " (a)–(d)".
fn points(cursor: &mut Cursor<'_>) {
    while cursor.attempt(point).is_some() {}
}

/// One of them, with what joins it to the one before.
fn point(cursor: &mut Cursor<'_>) -> Option<()> {
    const LONGEST: usize = 4;
    cursor.spaces();
    cursor.sign(|sign| matches!(sign, '-' | '–' | '‑'));
    if !cursor.literal("(") {
        return None;
    }
    let start = cursor.at;
    let found = cursor.signs(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit())
        && cursor.at - start <= LONGEST
        && cursor.literal(")");
    found.then_some(())
}

/// Whether "A" or "I" goes on in words: "Appendices B and C. A list", "sections II and I describe".
fn is_article(numeral: &str, after: &str) -> bool {
    let mut signs = after.chars();
    matches!(numeral, "A" | "I")
        && signs.next().is_some_and(char::is_whitespace)
        && signs.next().is_some_and(char::is_lowercase)
}

fn is_genitive(after: &str) -> bool {
    let mut after = after.chars().skip(1);
    after.next() == Some('s') && !after.next().is_some_and(char::is_alphanumeric)
}

/// Whether "figures" and "tables" are verbs: "the town figures 2 places higher", "the Chair tables 3 drafts".
fn is_verb(text: &str, kind: PartKind, cited: &[Cited], end: usize) -> bool {
    let after = text[end..].strip_prefix(' ').unwrap_or_default();
    matches!(kind, PartKind::Figure | PartKind::Table)
        && matches!(cited, [Cited::One(_)])
        && after.starts_with(char::is_lowercase)
}

/// Whether it begins a line, and a title follows: "Table 6-1 Harbours", "Figure 2. (a) Lamp off".
fn is_caption(text: &str, head: &Head, cited: &[Cited], range: Range<usize>) -> bool {
    let line = text[..range.start].trim_end_matches(['*', '_', ' ']);
    if head.is_plural
        || !matches!(
            head.kind,
            PartKind::Annex | PartKind::Section | PartKind::Table | PartKind::Figure
        )
        || cited.len() > 1
        || !(line.is_empty() || line.ends_with('\n'))
    {
        return false;
    }
    let after = &text[range.end..];
    let title =
        after.trim_start_matches(|sign: char| sign.is_whitespace() || ":.–—-*_".contains(sign));
    let between = &after[..after.len() - title.len()];
    let is_signed = between.contains([':', '.', '–', '—', '-']);
    !between.is_empty()
        && (title.starts_with(|first: char| first.is_uppercase() || matches!(first, '“' | '"'))
            || is_signed && title.starts_with('('))
}

/// The characters that a number begins with; the numbers of one list share them.
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
mod tests;
