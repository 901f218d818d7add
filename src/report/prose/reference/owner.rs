//! Decides whose part a reference leads to: the report's, or one of another document.
//!
//! What decides, from the strongest: "above", "below" and "of the present report"; a document named before ("resolution
//! 55/25, annex II"), right beside ("FITARA Section 831") or after ("annex II to the Convention"); where the text does not say,
//! it is the report's own. What may be either stays in doubt, and is never reported as missing.

use super::{PartKind, Reader, Reference};
use crate::report::calendar;
use crate::report::prose::backwards::{Backwards, Piece};
use crate::report::prose::bracket::{self, Enclosures};
use crate::report::prose::cursor::Cursor;
use crate::report::prose::reference::words::{Head, References};

/// Whose part a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The report's: "above", "of the present report".
    Report,
    /// The report's, as nobody else is named.
    Unnamed,
    /// The report's or another's: it is quoted, or is in a note, or in brackets behind a name.
    Unclear,
    /// Another document's.
    Another,
}

/// How far around a reference its document is looked for, in bytes.
const WINDOW: usize = 160;

/// Finds the owner of each reference of a text.
pub(super) fn tell(
    reader: Reader<'_, '_>,
    text: &str,
    references: &mut [Reference],
    enclosures: &Enclosures,
    is_note: bool,
) {
    let quotations = enclosures.quotations();
    for at in 0..references.len() {
        let (before, rest) = references.split_at_mut(at);
        let reference = &mut rest[0];
        let place = Place {
            reader,
            text,
            reference,
        };
        let mut owner = place.owner();
        if bracket::takes_in(&quotations, &reference.range) {
            owner = Owner::Unclear;
        }
        let last = before.last();
        let goes_on = |last: &&Reference| {
            is_not_own(last.owner) && is_chain(reader.words, between(text, last, reference))
        };
        if owner == Owner::Unnamed
            && (last.is_some_and(|last| goes_on(&last)) || is_note && !place.speaks_of_report())
        {
            owner = Owner::Unclear;
        }
        reference.owner = owner;
    }
    // "chapter XI.C of annex II to decision 6/4" is owned by what the annex is owned by
    for at in (1..references.len()).rev() {
        let (before, rest) = references.split_at_mut(at);
        let (one, next) = (&mut before[at - 1], &rest[0]);
        if matches!(one.owner, Owner::Unnamed)
            && next.owner == Owner::Another
            && leads_into(reader.words, between(text, one, next))
        {
            one.owner = Owner::Another;
        }
    }
}

fn is_not_own(owner: Owner) -> bool {
    matches!(owner, Owner::Another | Owner::Unclear)
}

fn between<'t>(text: &'t str, one: &Reference, next: &Reference) -> &'t str {
    text.get(one.range.end..next.range.start)
        .unwrap_or_default()
}

/// Whether nothing but punctuation and "and" is there: "resolution 55/25, annex II, para. 4".
fn is_chain(words: &References, between: &str) -> bool {
    let mut parts = between.split([',', '(', ')', ' ', '\u{a0}']);
    between.len() < WINDOW
        && parts.all(|part| {
            part.is_empty() || words.list_joints.contains(&part) || is_one_of(part, words.pointers)
        })
}

/// Whether the one is a part of the next: "section 3 of annex II", "section 3, annex II".
fn leads_into(words: &References, between: &str) -> bool {
    let mut cursor = Cursor::new(between, 0);
    cursor.literal(",");
    cursor.spaces();
    if [words.of, words.to, words.within]
        .iter()
        .any(|of| cursor.keyword(of))
    {
        cursor.spaces();
        cursor.keyword(words.articles);
        cursor.spaces();
    } else if !between.starts_with(',') {
        return false;
    }
    cursor.rest().is_empty()
}

/// Whether "supra" or the like is at the end.
pub(super) fn is_cross(words: &References, before: &str) -> bool {
    let mut backwards = Backwards::new(before, before.len());
    backwards
        .word()
        .is_some_and(|word| is_one_of(word, words.cross))
}

/// The part that is named right before a section: "III" of "part III, section 3".
pub(super) fn part_before(
    words: &References,
    text: &str,
    head: &Head,
    at: usize,
) -> Option<std::ops::Range<usize>> {
    if head.kind != PartKind::Section || head.is_plural {
        return None;
    }
    let mut backwards = Backwards::new(text, at);
    backwards.skip(|piece| piece == Piece::Comma);
    let number = backwards.word()?;
    let is_number = |sign: char| sign.is_ascii_digit() || sign.is_ascii_uppercase();
    let start = backwards.at;
    let found = number.chars().all(is_number) && is_one_of(backwards.word()?, words.part);
    found.then(|| start..start + number.len())
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// A reference in its text.
struct Place<'p, 'r, 't> {
    reader: Reader<'r, 't>,
    text: &'p str,
    reference: &'p Reference,
}

impl<'p> Place<'p, '_, '_> {
    fn words(&self) -> &'static References {
        self.reader.words
    }

    fn kind(&self) -> PartKind {
        self.reference.head.kind
    }

    fn before(&self) -> Backwards<'p> {
        Backwards::new(self.text, self.reference.range.start)
    }

    fn after(&self) -> Cursor<'p> {
        let start = self.reference.range.end;
        let end = self.text.ceil_char_boundary(start + WINDOW);
        Cursor::new(&self.text[start..end.min(self.text.len())], 0)
    }

    fn owner(&self) -> Owner {
        let before = &self.text[..self.reference.range.start];
        if is_cross(self.words(), before) {
            return Owner::Report;
        }
        if self.reference.direction.is_some() {
            // "article 4, paragraph 2, above" is the article's
            return if self.is_of_numbered() {
                Owner::Unclear
            } else {
                Owner::Report
            };
        }
        let after = self.owner_after();
        if after == Some(Owner::Report) {
            return Owner::Report;
        }
        if self.is_supplement() {
            return Owner::Another;
        }
        match self.owner_before() {
            Some(owner) => owner,
            None => after.unwrap_or(Owner::Unnamed),
        }
    }

    /// Whether a document or article with a number is right before it.
    fn is_of_numbered(&self) -> bool {
        let mut place = self.before();
        place.skip(|piece| piece == Piece::Comma);
        let number = place.word();
        number.is_some_and(|number| is_sign(number) || self.is_numbered_document(number, place))
    }

    /// Whether it is a table or figure of the supplementary material, which is published apart: "Table S4".
    fn is_supplement(&self) -> bool {
        let number = &self.text[self.reference.cited[0].start()..self.reference.range.end];
        matches!(self.kind(), PartKind::Table | PartKind::Figure)
            && number.starts_with('S')
            && number[1..].starts_with(|sign: char| sign.is_ascii_digit())
    }

    /// The owner that is named before the reference.
    fn owner_before(&self) -> Option<Owner> {
        let words = self.words();
        let mut place = self.before();
        let joint = Joint::read(words, &mut place);
        let mut group = None;
        while let Piece::Group(inside) = { place }.piece() {
            place.piece();
            group = Some(inside);
        }
        let in_brackets = joint == Joint::Bracket;
        let is_apart = matches!(joint, Joint::Word | Joint::Pointer);
        let found = |is_found: bool| {
            let is_clear = !in_brackets && joint != Joint::Pointer;
            let owner = if is_clear {
                Owner::Another
            } else {
                Owner::Unclear
            };
            is_found.then_some(owner)
        };
        let mut ahead = place;
        match ahead.piece() {
            Piece::Title => found(matches!(joint, Joint::None | Joint::Comma)),
            Piece::Word(word) => {
                if joint == Joint::None && is_possessive(words, word) {
                    return Some(Owner::Unclear);
                }
                if joint == Joint::Word && is_one_of(word, words.included) {
                    ahead.skip(|piece| piece == Piece::Word("not"));
                    let member = ahead
                        .word()
                        .is_some_and(|word| is_one_of(word, words.members));
                    return found(member);
                }
                if self.is_other_volume(word, ahead) {
                    return Some(Owner::Unclear);
                }
                let of_caption =
                    in_brackets && matches!(self.kind(), PartKind::Table | PartKind::Figure);
                let is_name = !is_apart
                    && !of_caption
                    && (self.is_name(word) || self.is_numbered_name(word, ahead));
                let is_owner = is_name
                    || is_one_of(word, words.cited_before)
                    || is_sign(word)
                    || (word.len() == 1
                        && word.starts_with(|sign: char| sign.is_ascii_uppercase())
                        && { ahead }.word().is_some_and(is_sign))
                    || self.is_numbered_document(word, ahead)
                    || self.is_dated_work(word, group, ahead)
                    || is_instrument(words, word)
                    || (joint != Joint::None && self.is_within_name(place));
                found(is_owner)
            }
            _ => None,
        }
    }

    /// "FITARA", "U.S.C.": a word in capitals that is a name, and not one of the report's own.
    fn is_name(&self, word: &str) -> bool {
        let word = without_genitive(word);
        let stem = word.strip_suffix('s').unwrap_or(word);
        let capitals = stem.chars().filter(char::is_ascii_uppercase).count();
        let is_of_name = |sign: char| {
            sign.is_ascii_uppercase() || sign.is_ascii_digit() || "&-/.".contains(sign)
        };
        let ends_sentence = stem.ends_with('.') && !stem[..stem.len() - 1].contains('.');
        capitals > 1
            && stem.starts_with(|first: char| first.is_ascii_uppercase())
            && stem.chars().all(is_of_name)
            && !ends_sentence
            && !stem.chars().all(|sign| "IVXLC".contains(sign))
            && !self.words().shouted.contains(&stem)
            && !self.reader.names.has(stem)
    }

    /// "Circular A-130", "PCI DSS 3.2.1": a number behind a capitalized word.
    fn is_numbered_name(&self, number: &str, mut before: Backwards<'_>) -> bool {
        let has_figure = number.contains(|sign: char| sign.is_ascii_digit());
        let without_capitals =
            number.trim_start_matches(|sign: char| sign.is_ascii_uppercase() || sign == '-');
        if !has_figure
            || !without_capitals.starts_with(|sign: char| sign.is_ascii_digit())
            || number.ends_with('.')
        {
            return false;
        }
        before
            .word()
            .is_some_and(|word| self.is_capitalized_name(word))
    }

    fn is_capitalized_name(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase)
            && !is_one_of(word, self.words().no_names)
            && self.words().heads.find(word).is_none()
            && calendar::month_named(word).is_none()
            && calendar::weekday_named(word).is_none()
    }

    /// "resolution 1540", "Article 6".
    fn is_numbered_document(&self, number: &str, mut before: Backwards<'_>) -> bool {
        let is_number = |sign: char| sign.is_ascii_digit() || "IVXLC".contains(sign);
        let starts =
            number.trim_start_matches(|sign: char| sign.is_ascii_uppercase() || sign == '-');
        if !number.starts_with(is_number) && !starts.starts_with(|sign: char| sign.is_ascii_digit())
        {
            return false;
        }
        before.word().is_some_and(|word| {
            let numbered = self.words().numbered;
            is_one_of(word, numbered)
                || word
                    .strip_suffix('s')
                    .is_some_and(|one| is_one_of(one, numbered))
        })
    }

    /// "Lee 2015", "Lee et al. (2015", "Lee (2015)": a year, perhaps in brackets, after the author's name.
    fn is_dated_work(&self, word: &str, group: Option<&str>, mut before: Backwards<'_>) -> bool {
        let is_author = |author: &str| author == "al." || self.is_capitalized_name(author);
        if group.is_some_and(is_year) {
            return is_author(word);
        }
        if !is_year(word) {
            return false;
        }
        before.skip(|piece| matches!(piece, Piece::Open));
        before.skip(|piece| piece == Piece::Comma);
        before.word().is_some_and(is_author)
    }

    /// "the Convention on the Law of the Sea": whether the words before go back to a document over nothing but what names
    /// have in them.
    fn is_within_name(&self, mut place: Backwards<'_>) -> bool {
        let words = self.words();
        let mut last = "";
        loop {
            match place.piece() {
                Piece::Word(word) => {
                    let is_report = word == words.report && is_one_of(last, words.in_names);
                    if is_instrument(words, word) || is_report {
                        return true;
                    }
                    let is_in_name = word
                        .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
                        && !word.ends_with('.')
                        || words.in_names.contains(&word);
                    if !is_in_name {
                        return false;
                    }
                    last = word;
                }
                Piece::Comma | Piece::Group(_) => {}
                _ => return false,
            }
        }
    }

    /// "Volume II, section 3", unless the title says that this is volume II.
    fn is_other_volume(&self, number: &str, mut before: Backwards<'_>) -> bool {
        let is_number = number
            .chars()
            .all(|sign| sign.is_ascii_digit() || "IVX".contains(sign));
        is_number
            && before
                .word()
                .is_some_and(|word| is_one_of(word, self.words().volume))
            && !self.reader.names.has(number)
    }

    /// The owner that is named after the reference.
    fn owner_after(&self) -> Option<Owner> {
        let words = self.words();
        let mut cursor = self.after();
        let behind = self.named_behind(cursor);
        if behind == Some(Owner::Report) {
            return behind;
        }
        let is_attribute = self.kind() == PartKind::Annex && self.is_attribute(cursor);
        if is_attribute || self.is_named_beside(cursor) {
            return Some(Owner::Another);
        }
        if behind.is_some() {
            return behind;
        }
        while cursor.attempt(|cursor| subpart(words, cursor)).is_some() {
            if let Some(owner) = self.named_behind(cursor) {
                return Some(owner);
            }
        }
        None
    }

    /// What follows after "of", "to", "in" or "under".
    fn named_behind(&self, mut cursor: Cursor<'_>) -> Option<Owner> {
        let words = self.words();
        let had_comma = cursor.literal(",");
        if !cursor.spaces() {
            return None;
        }
        if cursor.keyword(words.thereof) {
            return Some(Owner::Another);
        }
        let [is_of, is_to, is_within, is_under] =
            [words.of, words.to, words.within, words.under].map(|of| cursor.keyword(of));
        if !(is_of || is_to || !had_comma && (is_within || is_under)) || !cursor.spaces() {
            return None;
        }
        let start = cursor;
        let has_article = cursor.keyword(words.articles) && cursor.spaces();
        if !has_article {
            cursor = start;
        }
        let own = self.own(cursor, !is_under);
        if own.is_some() {
            return own;
        }
        let rest = cursor.rest();
        let is_name = rest.starts_with(|first: char| first.is_uppercase() || first == '[');
        let is_document = if is_to {
            is_name || { start }.keyword(words.after_to)
        } else if is_within {
            let is_month = calendar::month_named({ cursor }.word()).is_some();
            is_name && !is_month || names_work(words, rest)
        } else {
            !rest.starts_with(|first: char| first.is_ascii_digit())
                && !words
                    .no_document
                    .iter()
                    .any(|word| rest.to_ascii_lowercase().starts_with(word))
        };
        (is_document && !rest.is_empty()).then_some(Owner::Another)
    }

    /// Whether it is the report itself, or, unnamed, a part of it.
    fn own(&self, mut cursor: Cursor<'_>, is_of: bool) -> Option<Owner> {
        let words = self.words();
        let names = self.reader.names;
        if is_of && cursor.keyword(words.this) {
            cursor.spaces();
            let noun = { cursor }.word();
            let is_law = is_one_of(noun, words.instruments) || is_one_of(noun, words.numbered);
            return Some(match noun {
                _ if names.is_document(noun) || noun == words.document => Owner::Report,
                _ if is_instrument(words, noun) => Owner::Another,
                // "paragraph 2 of this article" may be in a treaty that is annexed
                _ if is_law => Owner::Unclear,
                _ => Owner::Report,
            });
        }
        let rest = cursor.rest();
        let lower = rest.get(..8).unwrap_or(rest).to_ascii_lowercase();
        if words.own_parts.iter().any(|part| lower.starts_with(part)) {
            cursor.word();
            cursor.spaces();
            let goes_on = cursor.keyword(words.of) || cursor.keyword(words.to);
            return Some(if goes_on {
                Owner::Another
            } else {
                Owner::Unnamed
            });
        }
        let word = cursor.word();
        let is_event = names.is_event(word);
        if !is_event && !names.is_document(word) {
            return None;
        }
        let goes_on_with_verb =
            |mut cursor: Cursor<'_>| cursor.spaces() && cursor.keyword(words.verbs);
        Some(match cursor.peek() {
            None | Some('.' | ';' | ':' | ')') => Owner::Report,
            Some(',') if is_event => Owner::Report,
            // "paragraph 12 of the report, the Committee …" is about another's report
            Some(',') => Owner::Unclear,
            Some(_) if goes_on_with_verb(cursor) => Owner::Report,
            Some(_) => Owner::Another,
        })
    }

    /// "Section 503(a)", "section 3 (FISHA)", ", Pub. L.", ", as defined in the Lake Protocol".
    fn is_named_beside(&self, cursor: Cursor<'_>) -> bool {
        let words = self.words();
        let rest = cursor.rest();
        if rest.starts_with('(') {
            return matches!(self.kind(), PartKind::Section | PartKind::Annex) && { cursor }
                .attempt(super::point)
                .is_some();
        }
        let mut place = cursor;
        let had_comma = place.literal(",");
        if !place.spaces() {
            return false;
        }
        let mut defined = place;
        if defined.keyword(words.as_defined) {
            return names_instrument_soon(words, defined.rest());
        }
        let in_brackets = place.literal("(");
        if !had_comma && !in_brackets {
            return false;
        }
        let name_end = place
            .rest()
            .find(|sign: char| sign.is_whitespace() || ",;)".contains(sign));
        let name = &place.rest()[..name_end.unwrap_or(place.rest().len())];
        let after_name = place.rest()[name.len()..].chars().next();
        let ends = in_brackets || matches!(after_name, Some(')' | ',' | ';'));
        let name_without_dot = name.trim_end_matches('.');
        if had_comma && is_capitalized_one_of(name, words.laws) {
            return true;
        }
        let code = { place }.figures(usize::MAX).is_some() && is_code_behind(place.rest());
        code || name_without_dot
            .chars()
            .filter(char::is_ascii_uppercase)
            .count()
            > 2
            && self.is_name(name_without_dot)
            && (ends || name.ends_with('.'))
    }

    /// "Annex I Parties": what is called after an annex of a treaty.
    fn is_attribute(&self, mut cursor: Cursor<'_>) -> bool {
        if !cursor.spaces() {
            return false;
        }
        let word = cursor.word();
        let is_name = || {
            let is_plural = word.ends_with('s') && !word.ends_with("ss");
            is_plural && word.len() > 2 && !cursor.rest().trim_start().starts_with(['.', ':'])
        };
        is_one_of(word, self.words().members)
            || word.starts_with(char::is_uppercase)
                && word.chars().skip(1).all(char::is_lowercase)
                && is_name()
    }

    /// Whether a note speaks of its own report: "See section 3", "can be found in appendix B".
    fn speaks_of_report(&self) -> bool {
        let words = self.words();
        let before = self.text[..self.reference.range.start].trim_end();
        let after = &self.text[self.reference.range.end..];
        let pointed = words.pointers.iter().chain(words.found_in).any(|pointer| {
            let start = before.len().checked_sub(pointer.len());
            let found = start.and_then(|start| before.get(start..));
            found.is_some_and(|found| found.eq_ignore_ascii_case(pointer)) && {
                let before = before[..before.len() - pointer.len()].trim_end();
                words.found_in.contains(pointer)
                    || before.is_empty()
                    || before.ends_with(['.', ';', '('])
            }
        });
        pointed && !after.starts_with(['(', ','])
    }
}

/// What is between a document and a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Nothing but white space.
    None,
    /// A comma.
    Comma,
    /// An open bracket.
    Bracket,
    /// A word: "in".
    Word,
    /// A word that points the reader to the part: "see".
    Pointer,
}

impl Joint {
    fn read(words: &References, place: &mut Backwards<'_>) -> Self {
        let mut ahead = *place;
        let joint = match ahead.piece() {
            Piece::Comma => Self::Comma,
            Piece::Open => Self::Bracket,
            Piece::Word(word) if words.joints.contains(&word) => {
                ahead.skip(|piece| piece == Piece::Comma);
                Self::Word
            }
            Piece::Word(word) if words.pointers.contains(&word) => {
                ahead.skip(|piece| piece == Piece::Comma);
                Self::Pointer
            }
            _ => return Self::None,
        };
        *place = ahead;
        if ahead.word().is_some_and(|word| is_one_of(word, words.way))
            && ahead.piece() == Piece::Comma
        {
            *place = ahead;
        }
        joint
    }
}

/// What may be between a part and its document: "(a)", ", paragraph 1", ", Part B", "(Article 3, paragraph 7 ter)".
fn subpart(words: &References, cursor: &mut Cursor<'_>) -> Option<()> {
    if cursor.attempt(super::point).is_some() {
        return Some(());
    }
    cursor.spaces();
    if cursor.literal(",") {
        cursor.spaces();
    }
    if cursor.keyword(words.list_joints) || cursor.keyword(words.run_joints) {
        cursor.spaces();
        return super::point(cursor);
    }
    if cursor.literal("(") {
        cursor.signs(|sign| !matches!(sign, '(' | ')'));
        return cursor.literal(")").then_some(());
    }
    let start = cursor.at;
    cursor.word();
    cursor.literal(".");
    let word = &cursor.text()[start..cursor.at];
    let found = is_one_of(word, words.subparts);
    found.then(|| {
        cursor.spaces();
        let is_label = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit();
        cursor.signs(is_label);
        let _ = super::point(cursor);
    })
}

/// "E/CN.15/2008/20", "55/25".
pub(super) fn is_sign(word: &str) -> bool {
    let begins = |first: char| first.is_ascii_uppercase() || first.is_ascii_digit();
    word.contains('/') && word.starts_with(begins)
}

fn is_year(word: &str) -> bool {
    let year = word.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    year.len() == 4
        && word.len() <= 5
        && ["18", "19", "20"]
            .iter()
            .any(|century| year.starts_with(century))
        && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_instrument(words: &References, word: &str) -> bool {
    is_capitalized_one_of(word, words.instruments)
}

/// Whether it is one of the words, or several of one, or ends in "'s".
pub(super) fn is_capitalized_one_of(word: &str, words: &[&str]) -> bool {
    let word = without_genitive(word);
    words.contains(&word)
        || word
            .strip_suffix('s')
            .is_some_and(|one| words.contains(&one))
}

/// "its", "the Act's".
fn is_possessive(words: &References, word: &str) -> bool {
    word.len() > without_genitive(word).len() || is_one_of(word, words.possessives)
}

fn without_genitive(word: &str) -> &str {
    let word = word
        .strip_suffix('s')
        .filter(|rest| rest.ends_with(['\'', '’']))
        .unwrap_or(word);
    word.strip_suffix(['\'', '’']).unwrap_or(word)
}

/// Whether a document is named before the clause ends.
fn names_instrument_soon(words: &References, after: &str) -> bool {
    const SOON: usize = 60;
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    let clause = &clause[..clause.floor_char_boundary(SOON)];
    clause
        .split(|sign: char| !sign.is_alphanumeric())
        .any(|word| is_instrument(words, word))
}

/// Whether a few words lead to a work: "the annual report", "a study by the university".
fn names_work(words: &References, text: &str) -> bool {
    const SOON: usize = 4;
    let clause = text.split([',', '.', ';', ')']).next().unwrap_or_default();
    let mut soon = clause.split_whitespace().take(SOON);
    soon.any(|word| words.works.contains(&word))
}

/// "44 U.S.C": a number and the abbreviation of a code.
fn is_code_behind(text: &str) -> bool {
    let code = text
        .trim_start_matches(|sign: char| sign.is_ascii_digit())
        .trim_start();
    let name = code.split(char::is_whitespace).next().unwrap_or_default();
    name.contains('.')
        && name
            .chars()
            .all(|sign| sign.is_ascii_uppercase() || ".,)".contains(sign))
        && name.chars().filter(char::is_ascii_uppercase).count() > 1
}
