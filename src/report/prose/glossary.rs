//! All abbreviations of a report: what its text and its register say they stand for, and where they are used.

use rustc_hash::FxHashMap;

use super::Prose;
use super::abbreviation::Abbreviations;
use super::letter::strip_last_word;
use super::passage::{Passage, Setting};
use crate::text::place::Place;

/// A definition of a short form, in its place.
#[derive(Debug, Clone)]
pub(crate) struct Defined<'t> {
    /// The long form as written.
    pub long: &'t str,
    /// Where the short form stands.
    pub short_place: Place,
    /// Where the long form stands.
    pub long_place: Place,
    /// Whether the initials fit; in the register they need not.
    pub fits: bool,
    /// Which part of the report it stands in.
    pub scope: Scope,
}

/// A part of the report within which an abbreviation is defined once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The register `abbreviations`.
    Register,
    /// The body, with its notes, captions and the agenda.
    Body,
    /// An annex, which is often read alone: the how many-th, from 0.
    Annex(usize),
}

/// What a report says of one short form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage<'t> {
    /// Its definitions, those of the register first, then in reading order.
    pub definitions: Vec<Defined<'t>>,
    /// Where it stands outside its definitions, in reading order.
    pub uses: Vec<Place>,
}

/// Every short form of the report with what is said of it, in reading order.
pub(super) fn glossary<'t>(prose: &Prose<'_, 't>) -> Vec<(&'t str, Usage<'t>)> {
    let report = prose.report;
    let mut glossary = Glossary::default();
    for entry in &report.abbreviations {
        if let (Some(short), Some(long)) = (&entry.short, &entry.long) {
            glossary.usage(short.value).definitions.push(Defined {
                long: long.value,
                short_place: Place::from(short),
                long_place: Place::from(long),
                fits: true,
                scope: Scope::Register,
            });
        }
    }
    let annexes: FxHashMap<_, _> = report
        .annexes
        .iter()
        .enumerate()
        .map(|(index, annex)| (annex.at, index))
        .collect();
    let mut scope = Scope::Body;
    let mut found = prose.abbreviations().peekable();
    for (index, passage) in prose.passages().iter().enumerate() {
        // an annex goes on until the next one, or until what stands after all of them
        scope = match passage.setting {
            Setting::Heading(section)
            | Setting::Paragraph { section, .. }
            | Setting::Point { section } => annexes
                .get(&section)
                .map_or(scope, |index| Scope::Annex(*index)),
            Setting::Title
            | Setting::Footnote
            | Setting::Caption
            | Setting::Agenda
            | Setting::Bibliography => Scope::Body,
        };
        if let Some((_, abbreviations)) = found.next_if(|(passage, _)| *passage == index) {
            glossary.read(passage, abbreviations, scope);
        }
    }
    glossary.entries
}

#[derive(Default)]
struct Glossary<'t> {
    entries: Vec<(&'t str, Usage<'t>)>,
    index: FxHashMap<&'t str, usize>,
}

impl<'t> Glossary<'t> {
    fn usage(&mut self, short: &'t str) -> &mut Usage<'t> {
        let index = *self.index.entry(short).or_insert_with(|| {
            self.entries.push((short, Usage::default()));
            self.entries.len() - 1
        });
        &mut self.entries[index].1
    }

    fn read(&mut self, passage: &Passage<'t>, abbreviations: &Abbreviations, scope: Scope) {
        let text: &'t str = passage.text.value;
        if is_shouted(text) {
            return;
        }
        let definitions = &abbreviations.definitions;
        for short in &abbreviations.short_forms {
            // both lists are in the order of the text
            let next =
                definitions.partition_point(|definition| definition.short.start < short.start);
            let is_defined_here = definitions
                .get(next)
                .is_some_and(|definition| definition.short == *short);
            if !is_defined_here && !is_surname(&text[..short.start]) {
                let place = passage.text.part(short.clone());
                self.usage(&text[short.clone()]).uses.push(place);
            }
        }
        for definition in definitions {
            self.usage(&text[definition.short.clone()])
                .definitions
                .push(Defined {
                    long: &text[definition.long.clone()],
                    short_place: passage.text.part(definition.short.clone()),
                    long_place: passage.text.part(definition.long.clone()),
                    fits: definition.fits,
                    scope,
                });
        }
    }
}

/// Whether a heading is set in capitals, so that its words are no abbreviations.
fn is_shouted(text: &str) -> bool {
    let words = || {
        text.split(|sign: char| !sign.is_alphabetic())
            .filter(|word| word.chars().count() > 3)
    };
    words().all(|word| word.chars().all(char::is_uppercase)) && words().nth(1).is_some()
}

/// Whether the text ends with a person's title and given names, after which a surname may stand in capitals.
fn is_surname(before: &str) -> bool {
    const TITLES: [&str; 17] = [
        "Mr",
        "Ms",
        "Mrs",
        "Miss",
        "Dr",
        "Prof",
        "Professor",
        "Ambassador",
        "Amb",
        "H.E",
        "M",
        "Mme",
        "Sr",
        "Sra",
        "Sir",
        "Dame",
        "Judge",
    ];
    const GIVEN_NAMES: usize = 3;
    const WINDOW: usize = 80;
    let start = before.floor_char_boundary(before.len().saturating_sub(WINDOW));
    let before = &before[start..];
    let mut words = before.split_whitespace().rev().take(GIVEN_NAMES + 1);
    before.ends_with(char::is_whitespace)
        && words.any(|word| {
            let word = word.strip_suffix('.').unwrap_or(word);
            TITLES
                .iter()
                .any(|title| word.ends_with(title) && strip_last_word(word, title).is_some())
        })
}

/// A long form as it is compared: letter case, plurals, articles, punctuation and the two spellings of "-ise" aside.
#[must_use]
pub(crate) fn comparable_words(long: &str) -> Vec<String> {
    let lower = long
        .to_lowercase()
        .replace("isation", "ization")
        .replace('&', " and ")
        .replace(['\'', '’'], "");
    let words = lower
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "the" | "and"));
    words
        .map(|word| word.trim_end_matches('s').to_owned())
        .collect()
}
