//! Reads the passages of a report, each once, with all readers.

use std::ops::Range;

use rayon::prelude::*;

use super::Found;
use super::abbreviation::ShortForms;
use super::blanked::blanked;
use super::bracket::{LoneSigns, enclosures_at};
use super::citation::Citation;
use super::cue::Hits;
use super::date::{StatedDate, dates_at};
use super::doubled::{DoubledWord, doubled_words};
use super::leftover::leftovers;
use super::mark::marks_at;
use super::mixed::{MixedWord, mixed_words};
use super::note_list::Call;
use super::passage::{Passage, Setting};
use super::placeholder::{is_roman_number, placeholders};
use super::reference::Reader;
use super::words::Words;

/// What is in some passages that follow one another, in reading order.
#[derive(Debug, Default)]
pub(super) struct Reading<'t> {
    /// Brackets and quotation marks without a partner.
    pub lone_signs: Vec<LoneSigns>,
    /// The short forms of the passages that have some, by the index of these.
    pub short_forms: Vec<(usize, ShortForms)>,
    /// The references to parts of the report.
    pub citations: Vec<Citation<'t>>,
    /// Passages in square brackets that are left from drafting.
    pub leftovers: Vec<Found<'t, Range<usize>>>,
    /// Words and characters that announce text to come.
    pub placeholders: Vec<Found<'t, Range<usize>>>,
    /// Words that appear twice in a row.
    pub doubled_words: Vec<Found<'t, DoubledWord>>,
    /// Words with a letter of another script in them.
    pub mixed_words: Vec<Found<'t, MixedWord>>,
    /// Dates.
    pub dates: Vec<Found<'t, StatedDate>>,
    /// Footnote marks.
    pub marks: Vec<Call<'t>>,
}

impl<'t> Reading<'t> {
    /// Reads the passages side by side. What the threads have read is not put together, which would take it all twice.
    pub(super) fn of_all(
        passages: &[Passage<'t>],
        words: Option<&Words>,
        references: Option<Reader<'_, 't>>,
    ) -> Vec<Self> {
        /// From this number on another thread is worth its cost.
        const SHARE: usize = 256;
        let shares = passages.par_chunks(SHARE).enumerate();
        let readings = shares.map(|(nth, share)| Self::of(share, nth * SHARE, words, references));
        readings.collect()
    }

    /// Reads passages one after the other, of which the first has this index.
    pub(super) fn of(
        passages: &[Passage<'t>],
        first: usize,
        words: Option<&Words>,
        references: Option<Reader<'_, 't>>,
    ) -> Self {
        let mut reading = Self::default();
        let mut hits = Hits::in_language(references.map(|reader| reader.words));
        for (index, passage) in (first..).zip(passages) {
            reading.read(index, passage, words, references, &mut hits);
        }
        // these are the most, and are kept
        reading.citations.shrink_to_fit();
        reading.short_forms.shrink_to_fit();
        reading
    }

    fn read(
        &mut self,
        index: usize,
        passage: &Passage<'t>,
        words: Option<&Words>,
        references: Option<Reader<'_, 't>>,
        hits: &mut Hits,
    ) {
        let text = passage.text;
        let blanked = blanked(&text);
        let prose: &str = &blanked;
        hits.read(prose);
        let enclosures = enclosures_at(prose, hits);
        let placeholders = placeholders(prose, hits);
        // what a title in the bibliography refers to, abbreviates or brackets is not the report's
        let is_own = !matches!(passage.setting, Setting::Bibliography);
        let words = words.filter(|_| is_own);
        let references = references
            .filter(|_| is_own && passage.setting.cites())
            .map(|reader| reader.references(prose, hits, &enclosures, passage.setting));
        let citations = references.into_iter().flatten().map(|reference| Citation {
            text,
            passage: index,
            reference,
        });
        self.citations.extend(citations);
        let known = Words::brackets(words).filter(|_| is_own);
        let leftovers = known.map(|known| leftovers(prose, &enclosures, &placeholders, known));
        let leftovers = leftovers.unwrap_or_default();
        let numbers = |range: &Range<usize>| is_roman_number(prose, range);
        let placeholders = placeholders.into_iter().filter(|range| !numbers(range));
        let found = |item| Found { text, item };
        self.leftovers.extend(leftovers.into_iter().map(found));
        self.placeholders.extend(placeholders.map(found));
        let doubled_words = doubled_words(prose, hits).into_iter();
        self.doubled_words
            .extend(doubled_words.map(|item| Found { text, item }));
        let mixed_words = mixed_words(prose, hits).into_iter();
        self.mixed_words
            .extend(mixed_words.map(|item| Found { text, item }));
        let dates = dates_at(prose, hits).into_iter();
        self.dates.extend(dates.map(|item| Found { text, item }));
        let marks = marks_at(prose, hits).into_iter();
        self.marks.extend(marks.map(|mark| Call {
            passage: index,
            text,
            mark,
        }));
        if let Some(words) = words.and_then(|words| words.abbreviations.as_ref()) {
            let short_forms = ShortForms::at(prose, hits, &enclosures, words);
            if !short_forms.occurrences.is_empty() {
                self.short_forms.push((index, short_forms));
            }
        }
        if !enclosures.alone.is_empty() {
            self.lone_signs.push(LoneSigns {
                passage: index,
                signs: enclosures.alone,
            });
        }
    }
}
