//! What the references of a report's prose can mean, and what they come to.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Prose;
use super::citation::Citation;
use super::cited::{Number, Shape, first_value, last_part, normal, possible_numbers};
use super::passage::{Passage, Setting};
use super::reading::Reading;
use super::reference::PartKind;
use crate::relation::sequence::Position;
use crate::report::numeral::series;
use crate::report::outline::names_annex;
use crate::report::{Report, Section, Spanned, Text};
use crate::text::place::NodeRef;

/// How many parts with one label their citations can distinguish.
const MOST_TWINS: usize = 256;

/// A part of the report that can be referred to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'t> {
    /// The label or number as written.
    pub label: Text<'t>,
    /// The passage that it begins with, where it has one.
    pub passage: Option<usize>,
    /// Its place among those of its kind.
    place: u32,
    kind: PartKind,
    /// If it is a heading, its place among these.
    heading: Option<u32>,
}

/// What is known of a target that is a heading.
#[derive(Debug, Clone)]
struct Heading {
    /// Its passages, and those of what it is in.
    within: [Range<usize>; 2],
    /// Whether labelled headings are below it.
    is_divided: bool,
}

/// What a cited number comes to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Resolution<'a, 't> {
    /// The report has it, written like that.
    Found(&'a Target<'t>),
    /// The report has it, in another numeral style.
    OtherStyle(&'a Target<'t>),
    /// It is in the text, and in no list: a caption.
    Typed,
    /// The report does not have it.
    Missing,
}

impl<'a, 't> Resolution<'a, 't> {
    /// The part of the report, in whatever style it is cited.
    #[must_use]
    pub(crate) fn target(self) -> Option<&'a Target<'t>> {
        match self {
            Self::Found(target) | Self::OtherStyle(target) => Some(target),
            Self::Typed | Self::Missing => None,
        }
    }
}

/// A [`Resolution`] with the place of the target among those of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    Found(PartKind, usize),
    OtherStyle(PartKind, usize),
    Typed,
    Missing,
}

/// Everything in the report that a reference may mean.
#[derive(Debug, Default)]
pub(crate) struct Targets<'t> {
    kinds: FxHashMap<PartKind, Numbers<'t>>,
    /// What is named outside the prose, and may be missing.
    missed: FxHashSet<(PartKind, Number)>,
    /// Of which there are parts whose number cannot be read; the schema says so.
    unreadable: FxHashSet<PartKind>,
    headings: Vec<Heading>,
    /// The passages of each annex.
    annexes: Vec<Range<usize>>,
}

/// Kinds and numbers of what is in the text, and in no list.
type Typed<'t> = FxHashSet<(PartKind, Cow<'t, str>)>;

/// The parts of one kind.
#[derive(Debug, Default)]
struct Numbers<'t> {
    targets: Vec<Target<'t>>,
    /// By label as written, without words: "II.b", "12 bis". What is found by the first number of its label, and has it
    /// written like that, need not be here.
    by_label: FxHashMap<Cow<'t, str>, usize>,
    /// By number, in whatever style it is written.
    by_number: FxHashMap<Number, usize>,
    /// Further parts with the label of one, by the place of that.
    twins: FxHashMap<usize, SmallVec<[usize; 2]>>,
    /// Below each number the highest last part; up to there, what is missing is a hole in the numbering.
    highest: FxHashMap<Number, u32>,
    /// How the numbers of the highest level begin.
    shapes: FxHashSet<Shape>,
    /// The highest number, in figures or Roman.
    most: u32,
}

impl<'t> Numbers<'t> {
    fn is_named(&self, target: usize, name: &str) -> bool {
        normal(self.targets[target].label.value) == name
    }

    fn count(&mut self, number: &[Position]) {
        if let Some((last, above)) = number.split_last() {
            let highest = self.highest.entry(above.into()).or_default();
            *highest = last.number.max(*highest);
        }
    }

    fn push(
        &mut self,
        kind: PartKind,
        label: Text<'t>,
        passage: Option<usize>,
        heading: Option<u32>,
    ) -> usize {
        let index = self.targets.len();
        self.targets.push(Target {
            label,
            passage,
            place: u32::try_from(index).unwrap_or(u32::MAX),
            kind,
            heading,
        });
        index
    }

    fn note_shape(&mut self, name: &str) {
        self.shapes.insert(Shape::of(name));
        self.most = self.most.max(first_value(name).unwrap_or_default());
    }

    fn file(&mut self, name: Cow<'t, str>, index: usize) {
        let first = *self.by_label.entry(name).or_insert(index);
        self.add_twin(first, index);
    }

    fn add_twin(&mut self, first: usize, index: usize) {
        if first != index {
            let twins = self.twins.entry(first).or_default();
            if twins.last() != Some(&index) {
                twins.push(index);
            }
        }
    }

    /// The part that is called so, exactly.
    fn named(&self, name: &str) -> Option<usize> {
        let by_number = || {
            let number = possible_numbers(name).into_iter().next()?;
            let found = *self.by_number.get(&number)?;
            self.is_named(found, name).then_some(found)
        };
        self.by_label.get(name).copied().or_else(by_number)
    }

    /// Whether the number, or one that it is below, is missing among others.
    fn is_hole(&self, number: &[Position]) -> bool {
        (0..number.len()).any(|depth| {
            let highest = self.highest.get(&number[..depth]);
            let is_known = self.by_number.contains_key(&number[..=depth]);
            !is_known && highest.is_some_and(|&highest| number[depth].number < highest)
        })
    }
}

impl<'t> Targets<'t> {
    /// Collects them.
    #[must_use]
    pub(crate) fn of(prose: &Prose<'_, 't>) -> Self {
        let report = prose.report;
        let mut targets = Self::default();
        let order = ReadingOrder::of(prose.passages());
        let annexes = order.ranges(&report.annexes, order.end);
        let body = 0..annexes.first().map_or(order.end, |annex| annex.start);
        targets.add_sections(&report.sections, &[], &Around::Body, &body, &order);
        let positions = positions(&report.annexes);
        for ((annex, position), own) in report.annexes.iter().zip(positions).zip(annexes) {
            targets.add_annex(annex, position, own, &order);
        }
        targets.reserve(PartKind::Paragraph, numbered_paragraphs(prose).count());
        for (passage, number) in numbered_paragraphs(prose) {
            targets.add(PartKind::Paragraph, number, Some(passage));
        }
        for mark in report.footnotes.iter().filter_map(|note| note.mark) {
            targets.add(PartKind::Footnote, mark, None);
        }
        for (kind, captions) in [
            (PartKind::Table, &report.tables),
            (PartKind::Figure, &report.figures),
        ] {
            for label in captions.iter().filter_map(|caption| caption.label) {
                targets.add(kind, label, None);
            }
        }
        for slot in report.slots() {
            for label in [slot.item.code, slot.item.label].into_iter().flatten() {
                targets.add(PartKind::Session, label, None);
            }
        }
        targets.add_missed(report);
        targets.add_unreadable(report);
        targets
    }

    /// Whether a part of the kind has a number that cannot be read, so that it may be any.
    #[must_use]
    pub(crate) fn has_unreadable(&self, kind: PartKind) -> bool {
        self.unreadable.contains(&kind)
    }

    fn add_unreadable(&mut self, report: &Report<'t>) {
        for (kind, captions) in [
            (PartKind::Table, &report.tables),
            (PartKind::Figure, &report.figures),
        ] {
            let mut captions = captions.iter();
            if captions.any(|it| report.has_lost(it.at, "label", it.label.as_ref())) {
                self.unreadable.insert(kind);
            }
        }
        if report.has_unreadable_marks() {
            self.unreadable.insert(PartKind::Footnote);
        }
        if report.unreadable_codes() > 0 {
            self.unreadable.insert(PartKind::Session);
        }
    }

    /// Whether the report has anything of the kind.
    #[must_use]
    pub(crate) fn has(&self, kind: PartKind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// Every part of the kind, in the order of the report.
    #[must_use]
    pub(crate) fn all(&self, kind: PartKind) -> &[Target<'t>] {
        self.kinds
            .get(&kind)
            .map_or(&[], |numbers| &numbers.targets)
    }

    /// What the numbers that are cited come to, in reading order.
    pub(super) fn outcomes(&self, readings: &[Reading<'t>]) -> Vec<Outcome> {
        let typed = self.typed(readings);
        let citations = readings.iter().flat_map(|reading| &reading.citations);
        citations
            .flat_map(|it| self.outcomes_of(it, &typed))
            .collect()
    }

    /// The same, by all threads together.
    pub(super) fn outcomes_side_by_side(&self, readings: &[Reading<'t>]) -> Vec<Outcome> {
        let typed = self.typed(readings);
        let citations = readings.par_iter().flat_map(|reading| &reading.citations);
        citations
            .flat_map_iter(|it| self.outcomes_of(it, &typed))
            .collect()
    }

    /// The tables and figures whose captions are in the text.
    fn typed<'r>(&self, readings: &'r [Reading<'t>]) -> Typed<'r> {
        let citations = readings.iter().flat_map(|reading| &reading.citations);
        let captions = citations.filter(|citation| citation.reference.is_caption);
        captions
            .flat_map(|citation| {
                let kind = citation.reference.kind();
                let numbers = citation.numbers(self);
                numbers.map(move |(number, _)| (kind, number))
            })
            .collect()
    }

    fn outcomes_of(&self, citation: &Citation<'t>, typed: &Typed<'_>) -> SmallVec<[Outcome; 2]> {
        let kind = citation.reference.kind();
        let numbers = citation.numbers(self);
        numbers
            .map(|(number, _)| match self.outcome(kind, &number) {
                Outcome::Missing if !typed.is_empty() && typed.contains(&(kind, number)) => {
                    Outcome::Typed
                }
                outcome => outcome,
            })
            .collect()
    }

    pub(super) fn resolution(&self, outcome: Outcome) -> Resolution<'_, 't> {
        match outcome {
            Outcome::Found(kind, index) => Resolution::Found(&self.all(kind)[index]),
            Outcome::OtherStyle(kind, index) => Resolution::OtherStyle(&self.all(kind)[index]),
            Outcome::Typed => Resolution::Typed,
            Outcome::Missing => Resolution::Missing,
        }
    }

    /// Whether "4-1" is one number, and no run: where the report has such a label, and where a word for one is before
    /// it and the report does not have both ends.
    pub(super) fn is_one_number(
        &self,
        kind: PartKind,
        joined: &str,
        ends: [&str; 2],
        is_plural: bool,
    ) -> bool {
        let Some(numbers) = self.kinds.get(&kind) else {
            return !is_plural;
        };
        let is_run = || {
            is_plural
                || kind == PartKind::Paragraph
                || ends.iter().all(|end| numbers.named(end).is_some())
        };
        numbers.by_label.contains_key(joined) || !is_run()
    }

    /// What the number, as cited, means: a numeral without words.
    fn outcome(&self, kind: PartKind, cited: &str) -> Outcome {
        let found = self.named(kind, cited).or_else(|| self.near(kind, cited));
        if let Some((kind, index)) = found {
            return Outcome::Found(kind, index);
        }
        let other_style = self.kinds.get(&kind).and_then(|numbers| {
            // nobody writes "Annex I" for the ninth, Annex IX
            let possible = possible_numbers(cited);
            let found = *numbers.by_number.get(possible.first()?)?;
            // "session 14" is how people say 014, and "paragraph 012" is nobody's style
            if matches!(
                kind,
                PartKind::Session | PartKind::Paragraph | PartKind::Footnote
            ) {
                return Some(Outcome::Found(kind, found));
            }
            let label = normal(numbers.targets[found].label.value);
            is_other_style(&label, cited).then_some(Outcome::OtherStyle(kind, found))
        });
        other_style.unwrap_or(Outcome::Missing)
    }

    fn named(&self, kind: PartKind, name: &str) -> Option<(PartKind, usize)> {
        let numbers = self.kinds.get(&kind)?;
        Some((kind, numbers.named(name)?))
    }

    /// The part that a number leads to which is not its label: the paragraph of "3a", the annex of "§ A", the annex of
    /// "annex II.5", the section of "3.4.5" where no headings are below 3.4.
    fn near(&self, kind: PartKind, cited: &str) -> Option<(PartKind, usize)> {
        let without_point = cited.strip_suffix(|sign: char| sign.is_ascii_lowercase());
        let without_point =
            without_point.filter(|rest| rest.ends_with(|sign: char| sign.is_ascii_digit()));
        if let Some(found) = without_point.and_then(|number| self.named(kind, number)) {
            return Some(found);
        }
        match kind {
            PartKind::Section if cited.len() == 1 => self.named(PartKind::Annex, cited),
            PartKind::Section | PartKind::Annex => {
                let ways = cited.rmatch_indices('.').map(|(dot, _)| &cited[..dot]);
                let mut known = ways.filter_map(|way| self.named(kind, way));
                known
                    .next()
                    .filter(|(kind, place)| !self.is_divided(*kind, *place))
            }
            _ => None,
        }
    }

    /// The part that a passage means which cites it as above or below: of several with one label that in its own annex, or
    /// beside what the passage is in. `None` where several are left, or there are too many to distinguish.
    pub(crate) fn meant_from<'a>(
        &'a self,
        passage: usize,
        target: &'a Target<'t>,
    ) -> Option<&'a Target<'t>> {
        let numbers = self.kinds.get(&target.kind)?;
        let place = target.place as usize;
        let Some(twins) = numbers.twins.get(&place) else {
            return Some(target);
        };
        if twins.len() > MOST_TWINS {
            return None;
        }
        let others = twins.iter().map(|&twin| &numbers.targets[twin]);
        let mut meant: SmallVec<[&Target<'t>; 4]> = others.chain([target]).collect();
        let scope = self.annex_of(passage);
        let is_own = |part: &Target<'t>| part.passage.and_then(|at| self.annex_of(at)) == scope;
        let is_beside = |part: &Target<'t>| {
            let heading = part.heading.map(|heading| &self.headings[heading as usize]);
            heading.is_some_and(|heading| heading.within.iter().any(|it| it.contains(&passage)))
        };
        if meant.iter().any(|part| is_own(part)) {
            meant.retain(|part| is_own(part));
        }
        if meant.iter().any(|part| is_beside(part)) {
            meant.retain(|part| is_beside(part));
        }
        match meant.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    fn is_divided(&self, kind: PartKind, place: usize) -> bool {
        let heading = self.all(kind)[place].heading;
        heading.is_some_and(|heading| self.headings[heading as usize].is_divided)
    }

    /// Which annex a passage is in.
    fn annex_of(&self, passage: usize) -> Option<usize> {
        let after = self.annexes.partition_point(|annex| annex.start <= passage);
        let annex = after.checked_sub(1)?;
        self.annexes[annex].contains(&passage).then_some(annex)
    }

    /// Whether the report numbers parts of the kind as the number is written. Where it has none, any may be meant.
    #[must_use]
    pub(crate) fn writes_like(&self, kind: PartKind, cited: &str) -> bool {
        let Some(numbers) = self.kinds.get(&kind) else {
            return true;
        };
        let has = |shape| numbers.shapes.contains(&shape);
        match Shape::of(cited) {
            Shape::Either => has(Shape::Either) || has(Shape::Roman) || has(Shape::Letter),
            Shape::Roman => has(Shape::Roman) || has(Shape::Either) && !has(Shape::Letter),
            Shape::Letter => has(Shape::Letter) || has(Shape::Either) && !has(Shape::Roman),
            shape => has(shape),
        }
    }

    /// Whether the report numbers parts of the kind with dashes: "4-1".
    #[must_use]
    pub(crate) fn has_dashes(&self, kind: PartKind) -> bool {
        let numbers = self.kinds.get(&kind);
        numbers.is_some_and(|numbers| numbers.shapes.contains(&Shape::Dashed))
    }

    /// Whether the number is so far beyond those of its kind that it is a law's: "Section 508" in a report of nine sections.
    #[must_use]
    pub(crate) fn is_far_beyond(&self, kind: PartKind, cited: &str) -> bool {
        const NEAR: u32 = 10;
        const TIMES: u32 = 3;
        let most = self.kinds.get(&kind).map_or(0, |numbers| numbers.most);
        !matches!(
            kind,
            PartKind::Paragraph | PartKind::Footnote | PartKind::Session
        ) && first_value(cited).is_some_and(|value| value > most.saturating_mul(TIMES).max(NEAR))
    }

    /// Whether labels of the kind repeat, so that it cannot be known what is missing; their numbering is reported.
    #[must_use]
    pub(crate) fn has_twins(&self, kind: PartKind) -> bool {
        let numbers = self.kinds.get(&kind);
        numbers.is_some_and(|numbers| !numbers.twins.is_empty())
    }

    /// Whether another part of the kind has the same label.
    #[must_use]
    pub(crate) fn is_twin(&self, kind: PartKind, label: &str) -> bool {
        let named = self.named(kind, &normal(label));
        named.is_some_and(|(kind, index)| self.kinds[&kind].twins.contains_key(&index))
    }

    /// Whether the report has a section of this label.
    #[must_use]
    pub(crate) fn has_section(&self, label: &str) -> bool {
        self.named(PartKind::Section, label).is_some()
    }

    /// Whether the number lies among those of its kind, so that the numbering itself has a hole there.
    #[must_use]
    pub(crate) fn is_hole(&self, kind: PartKind, cited: &str) -> bool {
        let numbers = self.kinds.get(&kind);
        numbers.is_some_and(|numbers| {
            let possible = possible_numbers(cited);
            possible.iter().any(|number| numbers.is_hole(number))
        })
    }

    /// Whether something else in the report names the missing part, too, and another rule says that it is not there: an
    /// entry of the contents, or an item that repeats a session.
    #[must_use]
    pub(crate) fn is_missed_elsewhere(&self, kind: PartKind, cited: &str) -> bool {
        let is_missed = |number: &[Position]| {
            let mut ways = (1..=number.len()).map(|depth| &number[..depth]);
            ways.any(|way| self.missed.contains(&(kind, way.into())))
        };
        let possible = possible_numbers(cited);
        !self.missed.is_empty() && possible.iter().any(|number| is_missed(number))
    }

    /// Notes what the contents list and the agenda repeats, and the report does not have.
    fn add_missed(&mut self, report: &Report<'t>) {
        let listed = report.listing().lost_paths().map(|path| {
            let kind = if names_annex(path[0]) {
                PartKind::Annex
            } else {
                PartKind::Section
            };
            let parts: Vec<&str> = path.iter().map(|label| last_part(label)).collect();
            (kind, Cow::from(parts.join(".")))
        });
        let slots = report.slots();
        let repeated = slots.iter().filter_map(|slot| slot.item.repeats);
        let repeated = repeated.map(|code| (PartKind::Session, normal(code.value)));
        for (kind, name) in listed.chain(repeated) {
            let numbers = possible_numbers(&name).into_iter();
            self.missed.extend(numbers.map(|number| (kind, number)));
        }
    }

    /// The sections of a level, and those below. `within` are the passages of what they are in.
    fn add_sections(
        &mut self,
        sections: &[Spanned<Section<'t>>],
        above: &[Step<'_>],
        around: &Around<'_>,
        within: &Range<usize>,
        order: &ReadingOrder,
    ) {
        let ranges = order.ranges(sections, within.end);
        let places = sections.iter().zip(positions(sections)).zip(ranges);
        for ((section, position), own) in places {
            let mut way = above.to_vec();
            if let Some(label) = section.label {
                way.push((last_part(label.value), position));
                let within = [own.clone(), within.clone()];
                let place = self.add_heading(PartKind::Section, section, label, within);
                self.file_heading(PartKind::Section, place, label, &way);
                match around {
                    Around::Body => self.count_way(PartKind::Section, place, &way),
                    Around::Annex(annex, start) => {
                        let whole: Vec<Step<'_>> =
                            [*start].into_iter().chain(way.clone()).collect();
                        let numbers = self.kinds.entry(PartKind::Annex).or_default();
                        numbers.by_label.entry(name_of(&whole)).or_insert(*annex);
                        self.count_way(PartKind::Annex, *annex, &whole);
                    }
                    Around::UnlabelledAnnex => {}
                }
            }
            self.add_sections(&section.sections, &way, around, &own, order);
        }
    }

    fn add_annex(
        &mut self,
        annex: &Spanned<Section<'t>>,
        position: Option<Position>,
        own: Range<usize>,
        order: &ReadingOrder,
    ) {
        self.annexes.push(own.clone());
        let around = annex.label.map_or(Around::UnlabelledAnnex, |label| {
            let step = (last_part(label.value), position);
            let within = [own.clone(), 0..order.end];
            let place = self.add_heading(PartKind::Annex, annex, label, within);
            self.file_heading(PartKind::Annex, place, label, &[step]);
            self.count_way(PartKind::Annex, place, &[step]);
            Around::Annex(place, step)
        });
        self.add_sections(&annex.sections, &[], &around, &own, order);
    }

    fn add_heading(
        &mut self,
        kind: PartKind,
        section: &Section<'t>,
        label: Text<'t>,
        within: [Range<usize>; 2],
    ) -> usize {
        let passage = Some(within[0].start).filter(|_| !within[0].is_empty());
        let heading = u32::try_from(self.headings.len()).ok();
        self.headings.push(Heading {
            within,
            is_divided: section
                .sections
                .iter()
                .any(|section| section.label.is_some()),
        });
        let numbers = self.kinds.entry(kind).or_default();
        numbers.push(kind, label, passage, heading)
    }

    /// Files a heading under its own label, and under the way to it.
    fn file_heading(&mut self, kind: PartKind, place: usize, label: Text<'t>, way: &[Step<'_>]) {
        let numbers = self.kinds.entry(kind).or_default();
        for name in names(label.value, way) {
            numbers.file(name, place);
        }
    }

    /// Counts a heading in its series, by the way to it from the top.
    fn count_way(&mut self, kind: PartKind, place: usize, way: &[Step<'_>]) {
        let numbers = self.kinds.entry(kind).or_default();
        if let [_] = way {
            let name = normal(numbers.targets[place].label.value);
            numbers.note_shape(&name);
        }
        let way: Option<Number> = way.iter().map(|(_, position)| *position).collect();
        if let Some(way) = way {
            numbers.count(&way);
            numbers.by_number.entry(way).or_insert(place);
        }
    }

    /// Makes room for this many more of the kind: growing step by step would need twice the memory for a moment.
    fn reserve(&mut self, kind: PartKind, count: usize) {
        if count > 0 {
            let numbers = self.kinds.entry(kind).or_default();
            numbers.targets.reserve(count);
            numbers.by_number.reserve(count);
        }
    }

    fn add(&mut self, kind: PartKind, label: Text<'t>, passage: Option<usize>) {
        let numbers = self.kinds.entry(kind).or_default();
        let index = numbers.push(kind, label, passage, None);
        let name = normal(label.value);
        numbers.note_shape(&name);
        let mut first = None;
        for number in possible_numbers(&name) {
            numbers.count(&number);
            let target = *numbers.by_number.entry(number).or_insert(index);
            first.get_or_insert(target);
        }
        match first.filter(|first| numbers.is_named(*first, &name)) {
            Some(first) => numbers.add_twin(first, index),
            None => numbers.file(name, index),
        }
    }
}

/// A heading on the way to one below it: the last part of its label, and its place in its series.
type Step<'a> = (&'a str, Option<Position>);

/// What sections are in.
enum Around<'a> {
    /// The body, whose sections are one series.
    Body,
    /// An annex with a label, by its place. Its sections are a series of their own, and a way to them that begins with the annex
    /// leads to the annex: "annex II.B".
    Annex(usize, Step<'a>),
    /// An annex that nothing can lead to.
    UnlabelledAnnex,
}

/// The labels on the way, with dots between them.
fn name_of<'t>(way: &[Step<'_>]) -> Cow<'t, str> {
    let parts: SmallVec<[&str; 4]> = way.iter().map(|(part, _)| *part).collect();
    parts.join(".").into()
}

/// What a heading is found by: its label, the last part of that unless it is a figure, the way to it from the top, and its
/// label without a letter before it ("3.4" for V3.4).
fn names<'t>(label: &'t str, way: &[Step<'_>]) -> SmallVec<[Cow<'t, str>; 4]> {
    let name = normal(label);
    let mut names = SmallVec::new();
    let without_letter = name
        .strip_prefix(|sign: char| sign.is_ascii_uppercase())
        .filter(|rest| rest.contains('.') && rest.starts_with(|sign: char| sign.is_ascii_digit()));
    names.extend(without_letter.map(|rest| Cow::Owned(rest.to_owned())));
    if let Some((_, last)) = name.rsplit_once('.')
        && !last.bytes().all(|byte| byte.is_ascii_digit())
    {
        names.push(last.to_owned().into());
    }
    if way.len() > 1 {
        names.push(name_of(way));
    }
    names.push(name);
    names
}

/// The place of each section in its series.
fn positions(sections: &[Spanned<Section<'_>>]) -> Vec<Option<Position>> {
    let labelled = sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.label.is_some());
    let series = series(labelled, |(_, section)| {
        section.label.map(|label| label.value)
    });
    let mut positions = vec![None; sections.len()];
    for member in series.iter().flat_map(|series| &series.members) {
        positions[member.item.0] = Some(member.position);
    }
    positions
}

/// Whether both are written alike except for letter case, or one in figures and the other in Roman numerals. Letters for
/// numbers are another matter.
fn is_other_style(label: &str, cited: &str) -> bool {
    let [label, cited] = [label, cited].map(last_part);
    let is_figures = |shape| shape == Shape::Figures;
    let is_roman = |shape| matches!(shape, Shape::Roman | Shape::Either);
    let [label_shape, cited_shape] = [label, cited].map(Shape::of);
    let differ = is_figures(label_shape) && is_roman(cited_shape)
        || is_roman(label_shape) && is_figures(cited_shape);
    label.eq_ignore_ascii_case(cited)
        || differ && first_value(label).is_some() && first_value(label) == first_value(cited)
}

/// The numbers of the paragraphs, each with its passage.
fn numbered_paragraphs<'t>(prose: &Prose<'_, 't>) -> impl Iterator<Item = (usize, Text<'t>)> {
    let passages = prose.passages().iter().enumerate();
    passages.filter_map(|(index, passage)| match passage.setting {
        Setting::Paragraph { number, .. } => Some((index, number?)),
        _ => None,
    })
}

/// Where the sections begin among the passages.
struct ReadingOrder {
    starts: FxHashMap<NodeRef, usize>,
    /// Behind the last passage of a section.
    end: usize,
}

impl ReadingOrder {
    fn of(passages: &[Passage<'_>]) -> Self {
        let mut order = Self {
            starts: FxHashMap::default(),
            end: 0,
        };
        for (index, passage) in passages.iter().enumerate() {
            if let Setting::Heading(section)
            | Setting::Paragraph { section, .. }
            | Setting::Point { section } = passage.setting
            {
                order.starts.entry(section).or_insert(index);
                order.end = index + 1;
            }
        }
        order
    }

    /// The passages of each of the sections, and of those below it; of one without any, where they would be.
    fn ranges(&self, sections: &[Spanned<Section<'_>>], mut end: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(sections.len());
        for section in sections.iter().rev() {
            let start = self.starts.get(&section.at).copied().unwrap_or(end);
            ranges.push(start..end);
            end = start;
        }
        ranges.reverse();
        ranges
    }
}
