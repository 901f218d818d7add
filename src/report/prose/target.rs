//! What the references of a report's prose can mean, and what they come to.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Prose;
use super::citation::Citation;
use super::cited::{Number, last_part, normal, possible_numbers};
use super::passage::{Passage, Setting};
use super::reading::Reading;
use super::reference::Kind;
use crate::relation::sequence::Position;
use crate::report::numeral::series;
use crate::report::outline::names_annex;
use crate::report::{Report, Section, Spanned, Text};
use crate::text::place::NodeRef;

/// A part of the report that can be referred to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'t> {
    /// The label or number as written.
    pub label: Text<'t>,
    /// The passage that it begins with, where it has one.
    pub passage: Option<usize>,
}

/// What a cited number comes to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Resolution<'a, 't> {
    /// The report has it, written like that.
    Found(&'a Target<'t>),
    /// The report has it, in another numeral style.
    OtherStyle(&'a Target<'t>),
    /// The report has not got it.
    Missing,
}

impl<'a, 't> Resolution<'a, 't> {
    /// The part of the report, in whatever style it is cited.
    #[must_use]
    pub(crate) fn target(self) -> Option<&'a Target<'t>> {
        match self {
            Self::Found(target) | Self::OtherStyle(target) => Some(target),
            Self::Missing => None,
        }
    }
}

/// A [`Resolution`] with the place of the target among those of its kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    Found(usize),
    OtherStyle(usize),
    Missing,
}

/// Everything in the report that a reference may mean.
#[derive(Debug, Default)]
pub(crate) struct Targets<'t> {
    kinds: FxHashMap<Kind, Numbers<'t>>,
    /// What is named outside the prose, and may be missing.
    missed: FxHashSet<(Kind, Number)>,
    /// Of which there are parts whose number cannot be read; the schema says so.
    unreadable: FxHashSet<Kind>,
}

/// The parts of one kind.
#[derive(Debug, Default)]
struct Numbers<'t> {
    targets: Vec<Target<'t>>,
    /// By label as written, without words: "II.b", "12 bis". What is found by the first number of its label, and has it
    /// written like that, need not be here.
    by_label: FxHashMap<Cow<'t, str>, usize>,
    /// By number, in whatever style it is written.
    by_number: FxHashMap<Number, usize>,
    /// Below each number the highest last part; up to there, what is missing is a hole in the numbering.
    highest: FxHashMap<Number, u32>,
}

impl Numbers<'_> {
    fn is_named(&self, target: usize, name: &str) -> bool {
        normal(self.targets[target].label.value) == name
    }

    fn count(&mut self, number: &[Position]) {
        if let Some((last, above)) = number.split_last() {
            let highest = self.highest.entry(above.into()).or_default();
            *highest = last.number.max(*highest);
        }
    }

    /// Whether the number, or one that it stands below, is missing among others.
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
        let order = reading_order(prose.passages());
        targets.add_sections(Kind::Section, &report.sections, &[], &order);
        targets.add_sections(Kind::Annex, &report.annexes, &[], &order);
        targets.reserve(Kind::Paragraph, numbered_paragraphs(prose).count());
        for (passage, number) in numbered_paragraphs(prose) {
            targets.add(Kind::Paragraph, number, Some(passage));
        }
        for mark in report.footnotes.iter().filter_map(|note| note.mark) {
            targets.add(Kind::Footnote, mark, None);
        }
        for (kind, captions) in [
            (Kind::Table, &report.tables),
            (Kind::Figure, &report.figures),
        ] {
            for label in captions.iter().filter_map(|caption| caption.label) {
                targets.add(kind, label, None);
            }
        }
        for slot in report.slots() {
            for label in [slot.item.code, slot.item.label].into_iter().flatten() {
                targets.add(Kind::Session, label, None);
            }
        }
        targets.add_missed(report);
        targets.add_unreadable(report);
        targets
    }

    /// Whether a part of the kind has a number that cannot be read, so that it may be any.
    #[must_use]
    pub(crate) fn has_unreadable(&self, kind: Kind) -> bool {
        self.unreadable.contains(&kind)
    }

    fn add_unreadable(&mut self, report: &Report<'t>) {
        for (kind, captions) in [
            (Kind::Table, &report.tables),
            (Kind::Figure, &report.figures),
        ] {
            let mut captions = captions.iter();
            if captions.any(|it| report.has_lost(it.at, "label", it.label.as_ref())) {
                self.unreadable.insert(kind);
            }
        }
        if report.has_unreadable_marks() {
            self.unreadable.insert(Kind::Footnote);
        }
        if report.unreadable_codes() > 0 {
            self.unreadable.insert(Kind::Session);
        }
    }

    /// Whether the report has anything of the kind.
    #[must_use]
    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// Every part of the kind, in the order of the report.
    #[must_use]
    pub(crate) fn all(&self, kind: Kind) -> &[Target<'t>] {
        self.kinds
            .get(&kind)
            .map_or(&[], |numbers| &numbers.targets)
    }

    /// What the numbers that are cited come to, in reading order.
    pub(super) fn outcomes(&self, readings: &[Reading<'t>]) -> Vec<Outcome> {
        let citations = readings.iter().flat_map(|reading| &reading.citations);
        citations.flat_map(|it| self.outcomes_of(it)).collect()
    }

    /// The same, by all threads together.
    pub(super) fn outcomes_side_by_side(&self, readings: &[Reading<'t>]) -> Vec<Outcome> {
        let citations = readings.par_iter().flat_map(|reading| &reading.citations);
        citations.flat_map_iter(|it| self.outcomes_of(it)).collect()
    }

    fn outcomes_of(&self, citation: &Citation<'t>) -> SmallVec<[Outcome; 2]> {
        let kind = citation.reference.kind;
        let numbers = citation.numbers();
        numbers
            .map(|(number, _)| self.outcome(kind, &number))
            .collect()
    }

    pub(super) fn resolution(&self, kind: Kind, outcome: Outcome) -> Resolution<'_, 't> {
        match outcome {
            Outcome::Found(index) => Resolution::Found(&self.all(kind)[index]),
            Outcome::OtherStyle(index) => Resolution::OtherStyle(&self.all(kind)[index]),
            Outcome::Missing => Resolution::Missing,
        }
    }

    /// What the number, as cited, means: a numeral without words.
    fn outcome(&self, kind: Kind, cited: &str) -> Outcome {
        let Some(numbers) = self.kinds.get(&kind) else {
            return Outcome::Missing;
        };
        // in another style only what the numeral is read as first: nobody writes "Annex I" for the ninth, Annex IX
        let possible = possible_numbers(cited);
        let found = possible
            .first()
            .and_then(|number| numbers.by_number.get(number));
        let named = || found.filter(|found| numbers.is_named(**found, cited));
        if let Some(found) = numbers.by_label.get(cited).or_else(named) {
            return Outcome::Found(*found);
        }
        match found {
            // "session 14" is how people say 014, and "paragraph 012" is nobody's style
            Some(found) if matches!(kind, Kind::Session | Kind::Paragraph | Kind::Footnote) => {
                Outcome::Found(*found)
            }
            Some(found) => Outcome::OtherStyle(*found),
            None => Outcome::Missing,
        }
    }

    /// Whether the number lies among those of its kind, so that the numbering itself has a hole there.
    #[must_use]
    pub(crate) fn is_hole(&self, kind: Kind, cited: &str) -> bool {
        let numbers = self.kinds.get(&kind);
        numbers.is_some_and(|numbers| {
            let possible = possible_numbers(cited);
            possible.iter().any(|number| numbers.is_hole(number))
        })
    }

    /// Whether something else in the report names the missing part, too, and another rule says that it is not there: an
    /// entry of the contents, or an item that repeats a session.
    #[must_use]
    pub(crate) fn is_missed_elsewhere(&self, kind: Kind, cited: &str) -> bool {
        let is_missed = |number: &[Position]| {
            let mut ways = (1..=number.len()).map(|depth| &number[..depth]);
            ways.any(|way| self.missed.contains(&(kind, way.into())))
        };
        let possible = possible_numbers(cited);
        !self.missed.is_empty() && possible.iter().any(|number| is_missed(number))
    }

    /// Notes what the contents list and the agenda repeats, and the report has not got.
    fn add_missed(&mut self, report: &Report<'t>) {
        let listed = report.listing().lost_paths().map(|path| {
            let kind = if names_annex(path[0]) {
                Kind::Annex
            } else {
                Kind::Section
            };
            let parts: Vec<&str> = path.iter().map(|label| last_part(label)).collect();
            (kind, Cow::from(parts.join(".")))
        });
        let slots = report.slots();
        let repeated = slots.iter().filter_map(|slot| slot.item.repeats);
        let repeated = repeated.map(|code| (Kind::Session, normal(code.value)));
        for (kind, name) in listed.chain(repeated) {
            let numbers = possible_numbers(&name).into_iter();
            self.missed.extend(numbers.map(|number| (kind, number)));
        }
    }

    fn add_sections(
        &mut self,
        kind: Kind,
        sections: &[Spanned<Section<'t>>],
        above: &[(&str, Option<Position>)],
        order: &FxHashMap<NodeRef, usize>,
    ) {
        let labelled = sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.label.is_some());
        let series = series(labelled, |(_, section)| {
            section.label.map(|label| label.value)
        });
        let mut positions: FxHashMap<usize, Position> = FxHashMap::default();
        for member in series.iter().flat_map(|series| &series.members) {
            positions.insert(member.item.0, member.position);
        }
        for (index, section) in sections.iter().enumerate() {
            let Some(label) = section.label else {
                self.add_sections(kind, &section.sections, above, order);
                continue;
            };
            let mut path = above.to_vec();
            path.push((last_part(label.value), positions.get(&index).copied()));
            self.add_heading(kind, label, &path, order.get(&section.at).copied());
            self.add_sections(kind, &section.sections, &path, order);
        }
    }

    /// Files a heading under its own label, and under the way to it from the top.
    fn add_heading(
        &mut self,
        kind: Kind,
        label: Text<'t>,
        path: &[(&str, Option<Position>)],
        passage: Option<usize>,
    ) {
        let numbers = self.kinds.entry(kind).or_default();
        let index = numbers.targets.len();
        numbers.targets.push(Target { label, passage });
        let parts: Vec<&str> = path.iter().map(|(part, _)| *part).collect();
        for name in [normal(label.value), parts.join(".").into()] {
            numbers.by_label.entry(name).or_insert(index);
        }
        let way: Option<Number> = path.iter().map(|(_, position)| *position).collect();
        if let Some(way) = way {
            numbers.count(&way);
            numbers.by_number.entry(way).or_insert(index);
        }
    }

    /// Makes room for so many more of the kind: to grow would take as much once more for a moment.
    fn reserve(&mut self, kind: Kind, count: usize) {
        if count > 0 {
            let numbers = self.kinds.entry(kind).or_default();
            numbers.targets.reserve(count);
            numbers.by_number.reserve(count);
        }
    }

    fn add(&mut self, kind: Kind, label: Text<'t>, passage: Option<usize>) {
        let numbers = self.kinds.entry(kind).or_default();
        let index = numbers.targets.len();
        numbers.targets.push(Target { label, passage });
        let name = normal(label.value);
        let mut first = None;
        for number in possible_numbers(&name) {
            numbers.count(&number);
            let target = *numbers.by_number.entry(number).or_insert(index);
            first.get_or_insert(target);
        }
        if !first.is_some_and(|first| numbers.is_named(first, &name)) {
            numbers.by_label.entry(name).or_insert(index);
        }
    }
}

/// The numbers of the paragraphs, each with its passage.
fn numbered_paragraphs<'t>(prose: &Prose<'_, 't>) -> impl Iterator<Item = (usize, Text<'t>)> {
    let passages = prose.passages().iter().enumerate();
    passages.filter_map(|(index, passage)| match passage.setting {
        Setting::Paragraph { number, .. } => Some((index, number?)),
        _ => None,
    })
}

/// The passage that each section begins with.
fn reading_order(passages: &[Passage<'_>]) -> FxHashMap<NodeRef, usize> {
    let mut order = FxHashMap::default();
    for (index, passage) in passages.iter().enumerate() {
        if let Setting::Heading(section)
        | Setting::Paragraph { section, .. }
        | Setting::Point { section } = passage.setting
        {
            order.entry(section).or_insert(index);
        }
    }
    order
}
