//! What a part of a report is, as far as its abbreviations are concerned: a bibliography, a list of people, a glossary.

use rustc_hash::FxHashMap;

use super::Scope;
use crate::report::prose::Prose;
use crate::report::prose::cited_work::is_typed_entry;
use crate::report::prose::passage::{Passage, Setting};
use crate::report::prose::words::Abbreviations as Words;
use crate::report::register::Register;
use crate::report::{Section, Spanned};
use crate::text::place::NodeRef;

/// What a passage is in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nature {
    /// A bibliography, which cites the titles of works.
    pub is_bibliography: bool,
    /// A list of people, or of their papers.
    pub has_names: bool,
    /// A glossary, which explains what is explained elsewhere, too.
    pub is_glossary: bool,
    /// The part of the report.
    pub scope: Scope,
}

impl Nature {
    const ELSEWHERE: Self = Self {
        is_bibliography: false,
        has_names: false,
        is_glossary: false,
        scope: Scope::Body(usize::MAX, false),
    };
}

/// What each section is, by its headings and those above it.
pub(crate) struct Natures(FxHashMap<NodeRef, Nature>);

impl Natures {
    pub(crate) fn of(prose: &Prose<'_, '_>) -> Self {
        let report = prose.report;
        let words = prose.language().words();
        let words = words.and_then(|words| words.abbreviations.as_ref());
        let mut natures = Self(FxHashMap::default());
        for (index, section) in report.sections.iter().enumerate() {
            let title = section.title.map_or("", |title| title.value);
            let is_summary = words.is_some_and(|words| is_one_of(title, words.summaries));
            let scope = Scope::Body(index, is_summary);
            natures.add(
                section,
                words,
                Nature {
                    scope,
                    ..Nature::ELSEWHERE
                },
            );
        }
        for (index, annex) in report.annexes.iter().enumerate() {
            let scope = Scope::Annex(index);
            natures.add(
                annex,
                words,
                Nature {
                    scope,
                    ..Nature::ELSEWHERE
                },
            );
        }
        natures
    }

    fn add(&mut self, section: &Spanned<Section<'_>>, words: Option<&Words>, above: Nature) {
        let mut nature = above;
        if let (Some(title), Some(words)) = (section.title, words) {
            nature.is_bibliography |= names_bibliography(&title, words);
            let title = title.to_lowercase();
            let title = words_of(&title);
            nature.has_names |= mentions_one_of(&title, words.people);
            nature.is_glossary |= mentions_one_of(&title, words.glossaries);
        }
        match section.holds.as_ref().map(|holds| holds.value) {
            Some(Register::Bibliography) => nature.is_bibliography = true,
            Some(Register::People) => nature.has_names = true,
            Some(Register::Abbreviations) => nature.is_glossary = true,
            _ => {}
        }
        self.0.insert(section.at, nature);
        for inner in &section.sections {
            self.add(inner, words, nature);
        }
    }

    pub(crate) fn of_passage(&self, passage: &Passage<'_>) -> Nature {
        let nature = match passage.setting {
            Setting::Heading(section)
            | Setting::Paragraph { section, .. }
            | Setting::Point { section } => self.0.get(&section),
            Setting::Title
            | Setting::Footnote
            | Setting::Caption
            | Setting::Agenda
            | Setting::Bibliography => None,
        };
        nature.copied().unwrap_or(Nature::ELSEWHERE)
    }
}

/// Whether a heading is called "References" or the like, with a label or such words as "normative" before it.
fn names_bibliography(title: &str, words: &Words) -> bool {
    let title = title.to_lowercase();
    let mut title = title.trim_matches(|sign: char| !sign.is_alphanumeric());
    if let Some((first, rest)) = title.split_once(' ')
        && (first.len() == 1 || first.contains(|sign: char| sign.is_ascii_digit() || sign == '.'))
    {
        title = rest;
    }
    while let Some((first, rest)) = title.split_once(' ')
        && words.before_bibliography.contains(&first)
    {
        title = rest;
    }
    words.bibliographies.contains(&title.trim())
}

fn is_one_of(title: &str, names: &[&str]) -> bool {
    let title = title.trim().to_lowercase();
    names.contains(&title.as_str())
}

/// The words of a title.
fn words_of(title: &str) -> Vec<&str> {
    let words = title.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether words of the title, in a row, are one of these.
fn mentions_one_of(words: &[&str], names: &[&str]) -> bool {
    let begins_with = |words: &[&str], name: &str| {
        let mut words = words.iter();
        name.split(' ')
            .all(|part| words.next().is_some_and(|word| *word == part))
    };
    // most names begin with another letter, and need no closer look
    let mentions = |start: usize| {
        let first = words[start].bytes().next();
        let mut alike = names.iter().filter(|name| name.bytes().next() == first);
        alike.any(|name| begins_with(&words[start..], name))
    };
    (0..words.len()).any(mentions)
}

/// Whether a paragraph is an entry of a bibliography: "[KEY] Author, A., Title, 2004".
pub(super) fn is_bibliographic(passage: &Passage<'_>) -> bool {
    matches!(passage.setting, Setting::Paragraph { .. }) && is_typed_entry(&passage.text)
}
