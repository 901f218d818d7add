use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::{Paragraph, Report, Section, Spanned};

rule! {
    /// Two paragraphs of one section have the same text.
    ///
    /// White space makes no difference. Texts of fewer than fifteen words ("No other matters were raised.") may stand as often
    /// as they like, and so may those that introduce something: with points below them, or with a colon at their end where
    /// they do not follow each other. In different sections longer texts are repeated on purpose, too: clauses of procedure,
    /// notes, definitions. Paragraphs that follow one another and are repeated together are one finding, and one that also has
    /// the same number is reported by `paragraphs/sequence`.
    ///
    /// ## Why it matters
    /// A passage was pasted twice, and often another is missing in its place.
    ///
    /// ## How to mend it
    /// Take one of them out, or refer to the other.
    warning "paragraphs/duplicate-text"
}

/// In words, so that clauses of procedure are left alone.
const SHORTEST: usize = 15;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for section in report.sections.iter().chain(&report.annexes) {
        check_section(section, findings);
    }
}

fn check_section(section: &Section<'_>, findings: &mut Findings<'_>) {
    check_paragraphs(&section.paragraphs, findings);
    for inner in &section.sections {
        check_section(inner, findings);
    }
}

fn check_paragraphs(paragraphs: &[Spanned<Paragraph<'_>>], findings: &mut Findings<'_>) {
    let alike = alike_at_the_ends(paragraphs);
    let groups = unique::duplicates(alike, |&index| {
        words_of(&paragraphs[index]).map(Words::hashed)
    });
    let mut first_of: FxHashMap<usize, usize> = FxHashMap::default();
    for group in &groups {
        first_of.extend(group.again.iter().map(|&again| (again, group.first)));
    }
    for group in &groups {
        let is_pasted_with_number = |again: usize| {
            let number = |index: usize| paragraphs[index].number.map(|number| number.value);
            number(again).is_some() && number(again) == number(group.first)
        };
        let runs_on = |again: usize| {
            let before = again
                .checked_sub(1)
                .and_then(|before| first_of.get(&before));
            before.is_some_and(|before| before + 1 == group.first)
        };
        let again = group.again.iter().copied();
        let introduces = paragraphs[group.first]
            .text
            .is_some_and(|text| text.trim_end().ends_with([':', '：']));
        let is_apart = |again: usize| introduces && again != group.first + 1;
        let again = again
            .filter(|&again| !is_pasted_with_number(again) && !runs_on(again) && !is_apart(again));
        let alike = std::iter::once(group.first).chain(again);
        let alike =
            alike.filter_map(|index| Some((&paragraphs[index], paragraphs[index].name_place()?)));
        let (alike, places): (Vec<_>, Vec<_>) = alike.unzip();
        let mut places = places.into_iter();
        let (Some(first), Some(second)) = (places.next(), places.next()) else {
            continue;
        };
        let mut draft = findings
            .add(message(&alike), first, messages::FIRST_HERE)
            .label(second, messages::AGAIN_HERE);
        for place in places {
            draft = draft.label(place, messages::AND_HERE);
        }
        draft.help(messages::take_out_or_refer(alike.len()));
    }
}

/// The long paragraphs that begin and end like another. Few do, so that the others are read no further.
fn alike_at_the_ends(paragraphs: &[Spanned<Paragraph<'_>>]) -> Vec<usize> {
    let ends = |&index: &usize| words_of(&paragraphs[index]).map(Words::ends);
    let groups = unique::duplicates(0..paragraphs.len(), ends).into_iter();
    let alike = groups.flat_map(|group| group.again.into_iter().chain([group.first]));
    let is_long = |index: &usize| words_of(&paragraphs[*index]).is_some_and(Words::are_many);
    let mut alike: Vec<usize> = alike.filter(is_long).collect();
    alike.sort_unstable();
    alike
}

fn words_of<'t>(paragraph: &Paragraph<'t>) -> Option<Words<'t>> {
    let text = paragraph.text.filter(|_| !paragraph.has_points());
    text.map(|text| Words(text.value))
}

/// A text as its words: white space makes no difference. Not copied, since a report has no larger thing than its texts.
#[derive(Clone, Copy, Eq)]
struct Words<'t>(&'t str);

impl Words<'_> {
    /// Numbers for the first signs and the last.
    fn ends(self) -> [u64; 2] {
        let signs = self.0.chars();
        [number_of(signs.clone()), number_of(signs.rev())]
    }

    /// Whether they are [`SHORTEST`] words or more.
    fn are_many(self) -> bool {
        let mut count = 0;
        self.0.split_whitespace().any(|word| {
            count += weight(word);
            count >= SHORTEST
        })
    }
}

fn number_of(signs: impl Iterator<Item = char>) -> u64 {
    const MOST: usize = 32;
    let mut hasher = FxHasher::default();
    let printed = signs.filter(|sign| !sign.is_whitespace());
    printed.take(MOST).for_each(|sign| sign.hash(&mut hasher));
    hasher.finish()
}

/// For how many words something counts that stands between spaces. Scripts that put none between words have about two signs
/// for one.
fn weight(word: &str) -> usize {
    const OF_ONE: usize = 2;
    let begins_later = |sign: char| sign >= '\u{2e80}';
    if !word.is_ascii() && word.contains(begins_later) {
        word.chars().count().div_ceil(OF_ONE)
    } else {
        1
    }
}

impl<'t> Words<'t> {
    fn hashed(self) -> Hashed<'t> {
        let mut hasher = FxHasher::default();
        self.0
            .split_whitespace()
            .for_each(|word| word.hash(&mut hasher));
        Hashed {
            hash: hasher.finish(),
            words: self,
        }
    }
}

impl PartialEq for Words<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.split_whitespace().eq(other.0.split_whitespace())
    }
}

/// Words with their hash, which a table that grows asks for over and over.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Hashed<'t> {
    hash: u64,
    words: Words<'t>,
}

impl Hash for Hashed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

fn message(alike: &[&Spanned<Paragraph<'_>>]) -> String {
    let numbers = alike.iter().map(|paragraph| Some(paragraph.number?.value));
    match numbers.collect::<Option<Vec<&str>>>() {
        Some(numbers) => messages::numbered_alike(&numbers),
        None => messages::alike(alike.len()),
    }
}

mod messages {
    use crate::finding::wording::listed_briefly;
    pub(super) use crate::finding::wording::{AGAIN_HERE, AND_HERE, FIRST_HERE};

    pub(super) fn numbered_alike(numbers: &[&str]) -> String {
        let numbers = listed_briefly(numbers);
        format!("paragraphs {numbers} have the same text")
    }

    /// Several paragraphs.
    pub(super) fn alike(count: usize) -> String {
        match count {
            2 => "two paragraphs have the same text".to_owned(),
            count => format!("{count} paragraphs have the same text"),
        }
    }

    pub(super) fn take_out_or_refer(count: usize) -> &'static str {
        match count {
            2 => "take one of them out, or refer to the other",
            _ => "keep one of them, and take out the others or let them refer to it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_words_are_many() {
        let are_many = |text: &str| Words(text).are_many();
        assert!(!are_many(&["word"; 14].join(" ")));
        assert!(are_many(&["word"; 15].join("   ")));
        assert!(!are_many(&"会".repeat(28)));
        assert!(are_many(&"会".repeat(30)));
    }

    #[test]
    fn white_space_makes_no_other_ends() {
        let ends = |text: &str| Words(text).ends();
        assert_eq!(ends("one\u{a0}two  three"), ends("one two\nthree "));
        assert_ne!(ends("one two three"), ends("one two threes"));
        assert_ne!(ends("one two three"), ends("a one two three"));
    }
}
