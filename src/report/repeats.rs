//! Paragraphs that have the text of another.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Paragraph, Report, Section, Spanned};
use crate::relation::unique;
use crate::text::place::{NodeRef, Place};

/// The paragraphs of each section that have the text of another one there.
#[derive(Debug, Default)]
pub(crate) struct Repeats<'t> {
    /// Those that have one text, each with the first of them.
    pub groups: Vec<Vec<Copied<'t>>>,
    /// The texts that repeat another.
    again: FxHashSet<NodeRef>,
}

/// A paragraph that has the text of others.
#[derive(Debug, Clone)]
pub(crate) struct Copied<'t> {
    /// Its number.
    pub number: Option<&'t str>,
    /// Where a label about it goes.
    pub place: Place,
}

/// In words, so that clauses of procedure are left alone.
const SHORTEST: usize = 15;

impl<'t> Repeats<'t> {
    /// Those of a report.
    pub(super) fn of(report: &Report<'t>) -> Self {
        let mut repeats = Self::default();
        for section in report.sections.iter().chain(&report.annexes) {
            repeats.add_section(section);
        }
        repeats
    }

    /// Whether a text is that of a paragraph which repeats another of its section.
    pub(crate) fn is_again(&self, text: NodeRef) -> bool {
        self.again.contains(&text)
    }

    fn add_section(&mut self, section: &Section<'t>) {
        self.add(&section.paragraphs);
        for inner in &section.sections {
            self.add_section(inner);
        }
    }

    fn add(&mut self, paragraphs: &[Spanned<Paragraph<'t>>]) {
        let all: Vec<&Spanned<Paragraph<'t>>> = paragraphs.iter().collect();
        let groups = alike(&all);
        let mut first_of: FxHashMap<usize, usize> = FxHashMap::default();
        for group in &groups {
            first_of.extend(group.again.iter().map(|&again| (again, group.first)));
        }
        for group in &groups {
            let number = |index: usize| paragraphs[index].number.map(|number| number.value);
            // the numbering of paragraphs is reported by itself
            let is_pasted_with_number =
                |again: usize| number(again).is_some() && number(again) == number(group.first);
            let runs_on = |again: usize| {
                let before = again.checked_sub(1);
                let before = before.and_then(|before| first_of.get(&before));
                before.is_some_and(|before| before + 1 == group.first)
            };
            let introduces = introduces(&paragraphs[group.first]);
            let is_apart = |again: &usize| introduces && *again != group.first + 1;
            let again = group.again.iter().copied();
            let again: Vec<usize> = again.filter(|again| !is_apart(again)).collect();
            let texts = again.iter().filter_map(|&index| paragraphs[index].text);
            self.again.extend(texts.map(|text| text.at));
            let reported = again.into_iter();
            let reported = reported.filter(|&it| !is_pasted_with_number(it) && !runs_on(it));
            let copies = std::iter::once(group.first).chain(reported);
            let copies: Vec<Copied<'t>> = copies
                .filter_map(|index| Copied::of(&paragraphs[index]))
                .collect();
            if copies.len() > 1 {
                self.groups.push(copies);
            }
        }
    }
}

impl<'t> Copied<'t> {
    fn of(paragraph: &Spanned<Paragraph<'t>>) -> Option<Self> {
        Some(Self {
            number: paragraph.number.map(|number| number.value),
            place: paragraph.name_place()?,
        })
    }
}

/// The paragraphs that have a text which is in other sections, too: of each section the first.
pub(crate) fn across_sections<'t>(report: &Report<'t>) -> Vec<Vec<Copied<'t>>> {
    fn add<'r, 't>(section: &'r Section<'t>, all: &mut Vec<(usize, &'r Spanned<Paragraph<'t>>)>) {
        let number = all.last().map_or(0, |(section, _)| section + 1);
        all.extend(section.paragraphs.iter().map(|it| (number, it)));
        for inner in &section.sections {
            add(inner, all);
        }
    }
    let mut all = Vec::new();
    for section in report.sections.iter().chain(&report.annexes) {
        add(section, &mut all);
    }
    let paragraphs: Vec<&Spanned<Paragraph<'t>>> = all.iter().map(|(_, it)| *it).collect();
    let groups = alike(&paragraphs).into_iter();
    let groups = groups.filter(|group| !introduces(paragraphs[group.first]));
    let copies = groups.map(|group| {
        let mut members = vec![group.first];
        members.extend(group.again);
        members.dedup_by_key(|index| all[*index].0);
        let copies = members.into_iter();
        copies
            .filter_map(|index| Copied::of(paragraphs[index]))
            .collect::<Vec<_>>()
    });
    copies.filter(|copies| copies.len() > 1).collect()
}

fn introduces(paragraph: &Paragraph<'_>) -> bool {
    let text = paragraph.text.map_or("", |text| text.value);
    text.trim_end().ends_with([':', '：'])
}

/// Long paragraphs with the same words, by their places in the list.
fn alike<'t>(paragraphs: &[&Spanned<Paragraph<'t>>]) -> Vec<unique::Group<Hashed<'t>, usize>> {
    // few begin and end like another, so that the others are read no further
    let ends = |&index: &usize| words_of(paragraphs[index]).map(Words::ends);
    let groups = unique::duplicates(0..paragraphs.len(), ends).into_iter();
    let alike = groups.flat_map(|group| group.again.into_iter().chain([group.first]));
    let is_long = |index: &usize| words_of(paragraphs[*index]).is_some_and(Words::are_many);
    let mut alike: Vec<usize> = alike.filter(is_long).collect();
    alike.sort_unstable();
    unique::duplicates(alike, |&index| {
        words_of(paragraphs[index]).map(Words::hashed)
    })
}

fn words_of<'t>(paragraph: &Paragraph<'t>) -> Option<Words<'t>> {
    let text = paragraph.text.filter(|_| !paragraph.has_points());
    text.map(|text| Words(text.value))
}

/// A text as its words: white space makes no difference. Not copied, since a report has no larger thing than its texts.
#[derive(Clone, Copy, Eq)]
struct Words<'t>(&'t str);

impl Words<'_> {
    /// Numbers for the first characters and the last.
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
    const MOST: usize = 16;
    let mut hasher = FxHasher::default();
    let printed = signs.filter(|sign| !sign.is_whitespace());
    printed.take(MOST).for_each(|sign| sign.hash(&mut hasher));
    hasher.finish()
}

/// How many words the text between two spaces counts for. Scripts that put none between words have about two characters
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
