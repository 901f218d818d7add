//! All abbreviations of a report: what its text and its register say they mean, and where they are used.

mod nature;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Prose;
use super::abbreviation::{Occurrence, Role, ShortForms};
use super::passage::{Passage, Setting};
use super::words::{SMALL, Words};
use crate::text::place::Place;
use nature::{Nature, is_bibliographic};

pub(super) use nature::Natures;

/// A definition of a short form, in its place.
#[derive(Debug, Clone)]
pub(crate) struct Defined<'t> {
    /// The long form as written.
    pub long: &'t str,
    /// Where the short form is.
    pub short_place: Place,
    /// Where the long form is.
    pub long_place: Place,
    /// What makes it a definition.
    pub by: By,
    /// Which part of the report it is in.
    pub scope: Scope,
    /// Whether it introduces the short form to a reader: in a paragraph, and not in a heading, a note or a glossary.
    pub introduces: bool,
    /// Whether it is among the names of people or of their papers.
    pub among_names: bool,
}

/// What makes a definition of some words and a short form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The register `abbreviations` has both.
    Register,
    /// The initials fit.
    Initials,
    /// Nothing but their place: they are capitalized, and the short form is in brackets after them.
    Capitals,
}

/// A part of the report within which an abbreviation is defined once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// The register `abbreviations`.
    Register,
    /// The body, with its notes, captions and the agenda: the section at the top, and whether that is a summary.
    Body(usize, bool),
    /// An annex, which is often read alone: the how many-th, from 0.
    Annex(usize),
}

/// What a report says about one short form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage<'t> {
    /// Its definitions, those of the register first, then in reading order.
    pub definitions: Vec<Defined<'t>>,
    /// How often it is used in the sentences of paragraphs.
    pub uses: usize,
    /// In how many paragraphs.
    pub paragraphs: usize,
    /// The first of these uses.
    pub first_use: Option<Place>,
    /// The capitalized word that follows all of them, if there is one: it is part of a name then.
    pub follower: Option<&'t str>,
    /// Whether an entry of a bibliography defines it.
    pub in_bibliography: bool,
    last_paragraph: Option<usize>,
}

/// Every short form of a report.
#[derive(Debug, Default)]
pub(crate) struct Glossary<'t> {
    entries: Vec<(&'t str, Usage<'t>)>,
    index: FxHashMap<&'t str, usize>,
    /// Short forms that appear outside their definitions, also as a part of others.
    mentioned: FxHashSet<&'t str>,
    /// Short forms that somebody who reads the report understands, with what they are made of.
    explained: FxHashSet<&'t str>,
    is_collection: bool,
}

impl<'t> Glossary<'t> {
    /// What a report says about its short forms.
    pub(super) fn of(prose: &Prose<'_, 't>) -> Self {
        let report = prose.report;
        let mut glossary = Self::default();
        for entry in &report.abbreviations {
            if let (Some(short), Some(long)) = (&entry.short, &entry.long) {
                glossary.usage(short.value).definitions.push(Defined {
                    long: long.value,
                    short_place: Place::from(short),
                    long_place: Place::from(long),
                    by: By::Register,
                    scope: Scope::Register,
                    introduces: false,
                    among_names: false,
                });
                glossary.explain(short.value);
            }
        }
        let natures = Natures::of(prose);
        let repeats = report.repeats();
        for (index, short_forms) in prose.short_forms() {
            let passage = &prose.passages()[*index];
            // a paragraph that was pasted twice is reported as that
            if repeats.is_again(passage.text.at) {
                continue;
            }
            glossary.read(*index, passage, short_forms, natures.of_passage(passage));
        }
        glossary.is_collection = glossary.has_parts_read_alone();
        glossary
    }

    /// Each short form with what the report says about it, in reading order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t str, &Usage<'t>)> {
        self.entries.iter().map(|(short, usage)| (*short, usage))
    }

    /// Whether the short form appears outside its definitions: a plural's "s" aside, also with a number ("AR6" for
    /// "AR") and as a part of others ("CIPM-MRA").
    pub(crate) fn mentions(&self, short: &str) -> bool {
        self.mentioned.contains(short) || self.mentioned.contains(without_plural(short))
    }

    /// Whether the report says what the short form means, or what it is made of.
    pub(crate) fn explains(&self, short: &str) -> bool {
        let knows = |short: &str| self.explained.contains(short);
        knows(short)
            || knows(without_plural(short))
            || knows(without_number(short))
            || pieces(short).any(|piece| piece.len() > 1 && knows(piece))
    }

    /// The part of the report within which a short form is defined once.
    pub(crate) fn scope(&self, definition: &Defined<'_>) -> Scope {
        match definition.scope {
            Scope::Body(_, is_summary) if !self.is_collection => Scope::Body(0, is_summary),
            scope => scope,
        }
    }

    /// Whether most short forms are each defined in several sections at the top: resolutions, chapters of a handbook.
    fn has_parts_read_alone(&self) -> bool {
        const LEAST: usize = 3;
        let (mut defined, mut again) = (0, 0);
        for (_, usage) in &self.entries {
            let scopes = usage.definitions.iter().filter(|it| it.introduces);
            let mut scopes = scopes.filter_map(|it| match it.scope {
                Scope::Body(top, false) => Some(top),
                _ => None,
            });
            if let Some(first) = scopes.next() {
                defined += 1;
                again += usize::from(scopes.any(|top| top != first));
            }
        }
        again >= LEAST && again * 2 > defined
    }

    fn usage(&mut self, short: &'t str) -> &mut Usage<'t> {
        let index = *self.index.entry(short).or_insert_with(|| {
            self.entries.push((short, Usage::default()));
            self.entries.len() - 1
        });
        &mut self.entries[index].1
    }

    fn explain(&mut self, short: &'t str) {
        const SHORTEST_SERIES: usize = 3;
        self.explained.insert(short);
        let series = without_number(short);
        if series.len() >= SHORTEST_SERIES {
            self.explained.insert(series);
        }
        self.explained.insert(without_plural(short));
        self.explained
            .extend(pieces(short).filter(|piece| piece.len() > 1));
    }

    fn read(
        &mut self,
        index: usize,
        passage: &Passage<'t>,
        short_forms: &ShortForms,
        nature: Nature,
    ) {
        let text = passage.text.value;
        let is_bibliographic = nature.is_bibliography || is_bibliographic(passage);
        for occurrence in &short_forms.occurrences {
            let short = &text[occurrence.short.clone()];
            match &occurrence.role {
                Role::Defined(_) if is_bibliographic => {
                    self.explain(short);
                    self.usage(short).in_bibliography = true;
                }
                Role::Defined(long) => {
                    self.explain(short);
                    self.mention_parts(short, &text[occurrence.word.clone()]);
                    let is_prose =
                        is_paragraph(passage) || matches!(passage.setting, Setting::Title);
                    let definition = Defined {
                        long: &text[long.clone()],
                        short_place: passage.text.part(occurrence.short.clone()),
                        long_place: passage.text.part(long.clone()),
                        by: By::Initials,
                        scope: nature.scope,
                        introduces: is_prose && !nature.is_glossary,
                        among_names: nature.has_names || short_forms.are_names,
                    };
                    self.usage(short).definitions.push(definition);
                }
                Role::Explained(words) => {
                    self.explain(short);
                    self.mention(short, &text[occurrence.word.clone()]);
                    if let Some(words) = words.clone().filter(|_| !is_bibliographic) {
                        let definition = Defined {
                            long: &text[words.clone()],
                            short_place: passage.text.part(occurrence.short.clone()),
                            long_place: passage.text.part(words),
                            by: By::Capitals,
                            scope: nature.scope,
                            introduces: false,
                            among_names: nature.has_names,
                        };
                        self.usage(short).definitions.push(definition);
                    }
                }
                Role::Used | Role::Mentioned => {
                    self.mention(short, &text[occurrence.word.clone()]);
                    let counts = occurrence.role == Role::Used && is_paragraph(passage);
                    if counts && !is_bibliographic && !nature.has_names {
                        self.count(index, passage, occurrence);
                    }
                }
            }
        }
    }

    fn count(&mut self, index: usize, passage: &Passage<'t>, occurrence: &Occurrence) {
        let usage = self.usage(&passage.text.value[occurrence.short.clone()]);
        let follower = follower(&passage.text.value[occurrence.word.end..]);
        if usage.uses == 0 || usage.follower != follower {
            usage.follower = follower.filter(|_| usage.uses == 0);
        }
        usage.uses += 1;
        if usage.last_paragraph != Some(index) {
            usage.last_paragraph = Some(index);
            usage.paragraphs += 1;
        }
        let place = || passage.text.part(occurrence.short.clone());
        usage.first_use.get_or_insert_with(place);
    }

    fn mention(&mut self, short: &'t str, word: &'t str) {
        self.mentioned.insert(short);
        self.mentioned.insert(without_plural(short));
        self.mention_parts(short, word);
    }

    fn mention_parts(&mut self, short: &'t str, word: &'t str) {
        let series = without_number(short);
        if series.len() < short.len() {
            self.mentioned.insert(series);
        }
        if word.contains(JOINTS) {
            let parts = word.split(JOINTS).filter(|part| part.len() > 1);
            for part in parts.filter(|part| *part != short) {
                self.mentioned.insert(without_plural(part));
                self.mentioned.insert(without_number(part));
            }
        }
    }
}

/// Whether the passage is a paragraph of a section, or a point of one.
fn is_paragraph(passage: &Passage<'_>) -> bool {
    matches!(
        passage.setting,
        Setting::Paragraph { .. } | Setting::Point { .. }
    )
}

/// The capitalized word that follows after a space.
fn follower(after: &str) -> Option<&str> {
    let word = after.strip_prefix(' ')?;
    let end = word
        .find(|sign: char| !sign.is_alphanumeric())
        .unwrap_or(word.len());
    let mut signs = word[..end].chars();
    let is_name = signs.next()?.is_uppercase() && signs.next()?.is_lowercase();
    is_name.then_some(&word[..end])
}

/// What the pieces of a short form are joined by.
const JOINTS: [char; 5] = ['.', '&', '-', '‑', '/'];

fn pieces(short: &str) -> impl Iterator<Item = &str> {
    let pieces = short.split(['.', '&', '-', '‑']);
    pieces.filter(move |piece| piece.len() < short.len())
}

fn without_plural(short: &str) -> &str {
    let stem = short.strip_suffix('s');
    stem.filter(|stem| stem.ends_with(char::is_uppercase))
        .unwrap_or(short)
}

/// The short form without the number at its end: "AR" of "AR6".
pub(crate) fn without_number(short: &str) -> &str {
    short.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.')
}

/// Those of the words that are in small letters somewhere in the running text, where they are ordinary words.
pub(crate) fn in_small_letters<'w>(
    prose: &Prose<'_, '_>,
    words: impl Iterator<Item = &'w str>,
) -> FxHashSet<String> {
    const SHORTEST: usize = 3;
    let wanted: FxHashSet<String> = words
        .filter(|word| {
            word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
        .map(str::to_ascii_lowercase)
        .collect();
    let mut found = FxHashSet::default();
    let longest = wanted.iter().map(String::len).max().unwrap_or_default();
    if wanted.is_empty() {
        return found;
    }
    let natures = Natures::of(prose);
    for passage in prose.passages() {
        if natures.of_passage(passage).is_bibliography || is_bibliographic(passage) {
            continue;
        }
        let is_of_word = |sign: char| sign.is_alphanumeric() || "_.@/-".contains(sign);
        for word in passage.text.split(|sign: char| !is_of_word(sign)) {
            let word = word.trim_end_matches(['.', '-']);
            let is_candidate = (SHORTEST..=longest).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_candidate && wanted.contains(word) {
                found.insert(word.to_owned());
            }
        }
    }
    found
}

/// A long form as it is compared: letter case, plurals, small words, additions in brackets, punctuation and the two
/// spellings of "-ise" aside.
#[must_use]
pub(crate) fn comparable_words(long: &str) -> Vec<String> {
    let words = all_words(long).into_iter();
    let words = words.filter(|word| !SMALL.contains(&word.as_str()));
    words.map(|word| stem(&word).to_owned()).collect()
}

/// The words of a long form in small letters, without what is in brackets.
fn all_words(long: &str) -> Vec<String> {
    let mut plain = String::with_capacity(long.len());
    let mut depth = 0_usize;
    for sign in long.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '&' => plain.push_str(" and "),
            '’' => plain.push('\''),
            _ => plain.extend(sign.to_lowercase()),
        }
    }
    let plain = plain.replace("isation", "ization");
    let words = plain.split(|sign: char| !(sign.is_alphanumeric() || sign == '\''));
    let words = words.map(|word| word.trim_matches('\''));
    let words = words.map(|word| word.strip_suffix("'s").unwrap_or(word));
    // "l'Office" is two words
    let words = words.flat_map(|word| word.split('\''));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The prepositions of a long form, of which each may make it another.
pub(crate) fn prepositions(long: &str) -> Vec<String> {
    let is_one =
        |word: &String| Words::all().any(|words| words.prepositions.contains(&word.as_str()));
    let mut words = all_words(long);
    words.retain(is_one);
    words
}

/// What singular and plural of a word have in common.
fn stem(word: &str) -> &str {
    let word = word.strip_suffix(['s', 'x']).unwrap_or(word);
    let word = word
        .strip_suffix("ie")
        .or_else(|| word.strip_suffix('y'))
        .unwrap_or(word);
    word.strip_suffix('e').unwrap_or(word)
}
