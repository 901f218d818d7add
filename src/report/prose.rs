//! Reads prose: what a passage of the report's text refers to, defines, counts, dates and brackets.
//!
//! A text is gone through once, by `cue`, which notes where something may be. Each reader then looks only there, and
//! returns what it found with the byte ranges inside the decoded text; the syntax tree maps them back to the source. Rules
//! ask the readers and search no text themselves.

pub(crate) mod abbreviation;
mod backwards;
mod blanked;
pub(crate) mod bracket;
pub(crate) mod citation;
mod cited;
pub(crate) mod cited_point;
pub(crate) mod cited_work;
pub(crate) mod claim;
mod cue;
mod cursor;
pub(crate) mod date;
pub(crate) mod dated_meeting;
pub(crate) mod doubled;
pub(crate) mod enumeration;
pub(crate) mod glossary;
#[cfg(test)]
mod judge;
pub(crate) mod language;
mod leftover;
mod letter;
pub(crate) mod mark;
pub(crate) mod mixed;
pub(crate) mod note_list;
pub(crate) mod number;
pub(crate) mod occasion;
mod passage;
#[cfg(test)]
mod pattern;
pub(crate) mod placeholder;
mod reading;
pub(crate) mod reference;
pub(crate) mod split;
pub(crate) mod stated_list;
pub(crate) mod symbol;
pub(crate) mod target;
mod visible;
pub(crate) mod words;

pub(crate) use passage::{Passage, Setting};

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::report::{Footnote, Report, Spanned, Text};
use crate::text::place::{NodeRef, Place};
use abbreviation::ShortForms;
use bracket::LoneSigns;
use citation::{Citation, CitedNumber};
use date::StatedDate;
use doubled::DoubledWord;
use glossary::Glossary;
use language::Language;
use mixed::MixedWord;
use note_list::{Call, NoteList, NoteLists};
use occasion::Occasion;
use reading::Reading;
use reference::names::OwnNames;
use reference::owner::Owner;
use reference::{Reader, References};
use split::Split;
use target::{Outcome, Targets};

/// The prose of one report, and what was read in it: each thing once, when the first check asks for it.
#[derive(Debug)]
pub struct Prose<'r, 't> {
    /// The report.
    pub(crate) report: &'r Report<'t>,
    /// Short forms that the project says everybody knows.
    pub(crate) exempt_abbreviations: FxHashSet<&'r str>,
    passages: OnceLock<Vec<Passage<'t>>>,
    language: OnceLock<Language<'t>>,
    readings: OnceLock<Vec<Reading<'t>>>,
    splits: OnceLock<Vec<Split>>,
    own_names: OnceLock<OwnNames<'t>>,
    targets: OnceLock<Targets<'t>>,
    outcomes: OnceLock<Vec<Outcome>>,
    glossary: OnceLock<Glossary<'t>>,
    note_lists: OnceLock<NoteLists<'t>>,
}

/// Something in the text that it was found in.
#[derive(Debug)]
pub(crate) struct Found<'t, T> {
    /// The text.
    pub text: Text<'t>,
    /// What was found; its ranges are of bytes in the text.
    pub item: T,
}

/// Where the text cites the parts of the report, by the nodes of their labels; `None` for a part that is cited in a run of
/// several, or where nobody knows whose it is.
#[derive(Debug, Default)]
pub(crate) struct Citing(FxHashMap<NodeRef, Option<Vec<CitedAt>>>);

/// A text, and the bytes of a number in it.
type CitedAt = (NodeRef, Range<usize>);

impl Citing {
    /// The numbers in the text that lead to a label, and are nothing but its numeral.
    pub(crate) fn of(&self, label: Text<'_>) -> Option<&[CitedAt]> {
        let Some(places) = self.0.get(&label.at) else {
            return Some(&[]);
        };
        let numeral = label.rsplit(char::is_whitespace).next().unwrap_or_default();
        let mut ranges = places.iter().flatten().map(|(_, range)| range.len());
        let are_numerals = ranges.all(|length| length == numeral.len());
        places.as_deref().filter(|_| are_numerals)
    }
}

impl<'r, 't> Prose<'r, 't> {
    /// The prose of a report, of which nothing is read yet.
    #[must_use]
    pub fn of(report: &'r Report<'t>) -> Self {
        Self {
            report,
            exempt_abbreviations: FxHashSet::default(),
            passages: OnceLock::new(),
            language: OnceLock::new(),
            splits: OnceLock::new(),
            readings: OnceLock::new(),
            own_names: OnceLock::new(),
            targets: OnceLock::new(),
            outcomes: OnceLock::new(),
            glossary: OnceLock::new(),
            note_lists: OnceLock::new(),
        }
    }

    /// Every passage of the report: its title, the body, the annexes, the notes, the captions, the agenda.
    pub(crate) fn passages(&self) -> &[Passage<'t>] {
        self.passages.get_or_init(|| passage::passages(self.report))
    }

    /// The language of its text.
    pub(crate) fn language(&self) -> Language<'t> {
        *self.language.get_or_init(|| Language::of(self))
    }

    /// Reads all passages side by side, for the checks that ask for what is in them.
    ///
    /// Not when the first of them asks: the thread that waits for its share would take up another check, which waits for
    /// it. What is asked for without this is read by one thread.
    pub fn read(&self) {
        let passages = self.passages();
        let words = self.language().words();
        let read = || {
            self.readings
                .get_or_init(|| Reading::of_all(passages, words, self.reference_reader()));
        };
        rayon::join(read, || self.targets());
        self.outcomes
            .get_or_init(|| self.targets().outcomes_side_by_side(self.readings()));
    }

    fn outcomes(&self) -> &[Outcome] {
        let outcomes = || self.targets().outcomes(self.readings());
        self.outcomes.get_or_init(outcomes)
    }

    /// The words by which the references of the report are read; `None` where they are not known for its language.
    pub(crate) fn reference_words(&self) -> Option<&'static References> {
        self.language().words()?.references.as_ref()
    }

    fn reference_reader(&self) -> Option<Reader<'_, 't>> {
        let words = self.reference_words()?;
        let names = || OwnNames::of(self.report, words.instruments);
        Some(Reader {
            words,
            names: self.own_names.get_or_init(names),
        })
    }

    /// What was read by each thread, in reading order.
    fn readings(&self) -> &[Reading<'t>] {
        let passages = self.passages();
        let words = self.language().words();
        self.readings
            .get_or_init(|| vec![Reading::of(passages, 0, words, self.reference_reader())])
    }

    /// What all threads have read of one sort, in reading order.
    fn all<'p, T: 'p>(
        &'p self,
        sort: impl Fn(&'p Reading<'t>) -> &'p Vec<T>,
    ) -> impl Iterator<Item = &'p T> {
        self.readings().iter().flat_map(sort)
    }

    /// The brackets and quotation marks without a partner, passage by passage.
    pub(crate) fn lone_signs(&self) -> impl Iterator<Item = &LoneSigns> {
        self.all(|reading| &reading.lone_signs)
    }

    /// The brackets and quotations that go on over several paragraphs.
    pub(crate) fn splits(&self) -> &[Split] {
        let is_within = |inner: NodeRef, outer: NodeRef| {
            if inner.file != outer.file {
                return false;
            }
            let tree = self.report.part(outer.file).tree;
            let [inside, around] = [inner, outer].map(|it| tree.element(it.node));
            around.start <= inside.start && inside.end <= around.end
        };
        let splits = || split::splits(self.passages(), self.lone_signs(), is_within);
        self.splits.get_or_init(splits)
    }

    /// The words with a letter of another script in them.
    pub(crate) fn mixed_words(&self) -> impl Iterator<Item = &Found<'t, MixedWord>> {
        self.all(|reading| &reading.mixed_words)
    }

    /// The passages in square brackets that are left from drafting.
    pub(crate) fn leftovers(&self) -> impl Iterator<Item = &Found<'t, Range<usize>>> {
        self.all(|reading| &reading.leftovers)
    }

    /// The words and characters that announce text to come.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &Found<'t, Range<usize>>> {
        self.all(|reading| &reading.placeholders)
    }

    /// The words that appear twice in a row.
    pub(crate) fn doubled_words(&self) -> impl Iterator<Item = &Found<'t, DoubledWord>> {
        self.all(|reading| &reading.doubled_words)
    }

    /// Every reference of the prose to parts of the report, in reading order.
    pub(crate) fn citations(&self) -> impl Iterator<Item = &Citation<'t>> {
        self.all(|reading| &reading.citations)
    }

    /// Where the text cites each part, by the node of its label.
    pub(crate) fn citing(&self) -> Citing {
        let mut citing = Citing::default();
        for cited in self.cited_numbers() {
            let Some(target) = cited.resolution.target() else {
                continue;
            };
            let places = citing
                .0
                .entry(target.label.at)
                .or_insert_with(|| Some(Vec::new()));
            let Some(known) = places else { continue };
            let reference = &cited.citation.reference;
            match (reference.owner, cited.place) {
                (Owner::Another, _) => {}
                (Owner::Report | Owner::Unnamed, Place::Text(at, range))
                    if cited.citation.text[range.clone()] == *cited.number =>
                {
                    known.push((at, range));
                }
                _ => *places = None,
            }
        }
        citing
    }

    /// Every number that the prose cites, in reading order, with what it comes to.
    pub(crate) fn cited_numbers<'p>(&'p self) -> impl Iterator<Item = CitedNumber<'p, 't>> {
        let targets = self.targets();
        let outcomes = self.outcomes();
        let numbers = self.citations().flat_map(|citation| {
            let numbers = citation.numbers(targets);
            numbers.map(move |(number, place)| (citation, number, place))
        });
        numbers
            .zip(outcomes)
            .map(|((citation, number, place), outcome)| CitedNumber {
                citation,
                number,
                place,
                resolution: targets.resolution(*outcome),
            })
    }

    /// Everything in the report that a reference may mean.
    pub(crate) fn targets(&self) -> &Targets<'t> {
        self.targets.get_or_init(|| Targets::of(self))
    }

    /// The short forms of the passages that have some, by the index of these.
    fn short_forms(&self) -> impl Iterator<Item = &(usize, ShortForms)> {
        self.all(|reading| &reading.short_forms)
    }

    /// Every short form of the report, with what the report says about it.
    pub(crate) fn glossary(&self) -> &Glossary<'t> {
        self.glossary.get_or_init(|| Glossary::of(self))
    }

    /// Every date in the prose, in reading order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &Found<'t, StatedDate>> {
        self.all(|reading| &reading.dates)
    }

    /// The lists of footnotes, and the marks of the text that lead to their notes.
    pub(crate) fn note_lists(&self) -> &NoteLists<'t> {
        self.note_lists.get_or_init(|| {
            let marks = self.all(|reading| &reading.marks);
            let calls = marks.map(|call| Call {
                mark: call.mark.clone(),
                ..*call
            });
            let is_arabic = self.language().is_arabic();
            NoteLists::of(self.report, self.passages(), calls.collect(), is_arabic)
        })
    }

    /// The notes of a list.
    pub(crate) fn notes(&self, list: &NoteList) -> &'r [Spanned<Footnote<'t>>] {
        &self.report.footnotes[list.notes.clone()]
    }

    /// What the prose says to have been held, and when.
    pub(crate) fn occasions(&self) -> Vec<Occasion<'t>> {
        let words = self.language().words();
        let meetings = words.and_then(|words| words.meetings.as_ref());
        meetings.map_or_else(Vec::new, |meetings| {
            occasion::occasions(self.dates(), meetings)
        })
    }
}
