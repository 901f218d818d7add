//! What the references of a report's prose resolve to.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::passage::{Passage, Setting};
use super::reference::{Cited, Kind, Reference};
use crate::model::{Report, Section, Spanned, Text};
use crate::numeral::{Label, readings, series};
use crate::place::{NodeRef, Place};
use crate::relation::sequence::Position;

/// A reference in its passage.
#[derive(Debug)]
pub struct Citation<'t> {
    /// The text that it stands in.
    pub text: Text<'t>,
    /// Which passage of the report that is, from 0.
    pub passage: usize,
    /// The reference.
    pub reference: Reference,
}

impl<'t> Citation<'t> {
    /// The numbers that it cites, as they are written, each with where it stands.
    pub fn numbers(&self) -> impl Iterator<Item = (Cow<'t, str>, Place)> {
        let text = self.text;
        self.reference.cited.iter().flat_map(move |cited| {
            let (one, more, range) = match cited {
                Cited::One(one) => (Some(&text.value[one.clone()]), Vec::new(), one.clone()),
                Cited::Through(first, last) => {
                    let numbers = run(&text.value[first.clone()], &text.value[last.clone()]);
                    (None, numbers, first.start..last.end)
                }
            };
            let more = more.into_iter().map(Cow::Owned);
            let numbers = one.map(Cow::Borrowed).into_iter().chain(more);
            numbers.map(move |number| (number, text.part(range.clone())))
        })
    }
}

/// A part of the report that can be referred to.
#[derive(Debug, Clone, Copy)]
pub struct Target<'t> {
    /// The label or number as written.
    pub label: Text<'t>,
    /// The passage that it begins with, where it has one.
    pub passage: Option<usize>,
}

/// What a cited number comes to.
#[derive(Debug, Clone, Copy)]
pub enum Resolution<'a, 't> {
    /// The report has it, written like that.
    Found(&'a Target<'t>),
    /// The report has it, in another numeral style.
    OtherStyle(&'a Target<'t>),
    /// The report has not got it.
    Missing,
}

/// Everything in the report that a reference may mean.
#[derive(Debug, Default)]
pub struct Targets<'t> {
    kinds: FxHashMap<Kind, Numbers<'t>>,
}

/// The parts of one kind.
#[derive(Debug, Default)]
struct Numbers<'t> {
    targets: Vec<Target<'t>>,
    /// By label as written, without words: "II.b", "12 bis".
    by_label: FxHashMap<String, usize>,
    /// By number, in whatever style it is written.
    by_number: FxHashMap<Vec<Position>, usize>,
    /// The highest first number; up to there, what is missing is a hole in the numbering.
    highest: u32,
}

impl<'t> Targets<'t> {
    /// Collects them.
    #[must_use]
    pub fn of(report: &Report<'t>) -> Self {
        let mut targets = Self::default();
        let order = reading_order(report.passages());
        targets.add_sections(Kind::Section, &report.sections, &[], &order);
        targets.add_sections(Kind::Annex, &report.annexes, &[], &order);
        for passage in report.passages() {
            if let Setting::Paragraph {
                at,
                number: Some(number),
                ..
            } = passage.setting
            {
                targets.add(Kind::Paragraph, number, order.get(&at).copied());
            }
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
        targets
    }

    /// Whether the report has anything of the kind.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// Every part of the kind, in the order of the report.
    #[must_use]
    pub fn all(&self, kind: Kind) -> &[Target<'t>] {
        self.kinds
            .get(&kind)
            .map_or(&[], |numbers| &numbers.targets)
    }

    /// What the number, as cited, means: a numeral without words.
    #[must_use]
    pub fn resolve(&self, kind: Kind, cited: &str) -> Resolution<'_, 't> {
        let Some(numbers) = self.kinds.get(&kind) else {
            return Resolution::Missing;
        };
        if let Some(found) = numbers.by_label.get(cited) {
            return Resolution::Found(&numbers.targets[*found]);
        }
        let found = possible_numbers(cited)
            .into_iter()
            .find_map(|number| numbers.by_number.get(&number));
        match found {
            // "session 14" is how people say 014, and "paragraph 012" is nobody's style
            Some(found) if matches!(kind, Kind::Session | Kind::Paragraph | Kind::Footnote) => {
                Resolution::Found(&numbers.targets[*found])
            }
            Some(found) => Resolution::OtherStyle(&numbers.targets[*found]),
            None => Resolution::Missing,
        }
    }

    /// Whether the number lies among those of its kind, so that the numbering itself has a hole there.
    #[must_use]
    pub fn is_hole(&self, kind: Kind, cited: &str) -> bool {
        let Some(numbers) = self.kinds.get(&kind) else {
            return false;
        };
        possible_numbers(cited)
            .iter()
            .any(|number| matches!(number.as_slice(), [only] if only.number < numbers.highest))
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
        for name in [normal(label.value), parts.join(".")] {
            numbers.by_label.entry(name).or_insert(index);
        }
        let way: Option<Vec<Position>> = path.iter().map(|(_, position)| *position).collect();
        if let Some(way) = way {
            if let [only] = way.as_slice() {
                numbers.highest = numbers.highest.max(only.number);
            }
            numbers.by_number.entry(way).or_insert(index);
        }
    }

    fn add(&mut self, kind: Kind, label: Text<'t>, passage: Option<usize>) {
        let numbers = self.kinds.entry(kind).or_default();
        let index = numbers.targets.len();
        numbers.targets.push(Target { label, passage });
        let name = normal(label.value);
        for number in possible_numbers(&name) {
            if let [only] = number.as_slice() {
                numbers.highest = numbers.highest.max(only.number);
            }
            numbers.by_number.entry(number).or_insert(index);
        }
        numbers.by_label.entry(name).or_insert(index);
    }
}

/// The passage that each section and paragraph begins with.
fn reading_order(passages: &[Passage<'_>]) -> FxHashMap<NodeRef, usize> {
    let mut order = FxHashMap::default();
    for (index, passage) in passages.iter().enumerate() {
        match passage.setting {
            Setting::Heading(section) => drop(order.entry(section).or_insert(index)),
            Setting::Paragraph { at, section, .. } => {
                order.entry(at).or_insert(index);
                order.entry(section).or_insert(index);
            }
            Setting::Title | Setting::Footnote | Setting::Caption | Setting::Agenda => {}
        }
    }
    order
}

/// A label without its words, brackets and final dot: "II" of "Annex II", "b.1" of "(b.1)". One that has no numeral, as a
/// footnote's "*", stays as it is.
fn normal(label: &str) -> String {
    // most are figures alone
    if label.bytes().all(|byte| byte.is_ascii_digit()) {
        return label.to_owned();
    }
    match Label::parse(label) {
        Some(parsed) => {
            let bare = label
                .trim()
                .trim_end_matches(['.', ':', ')', ']'])
                .trim_start_matches(['(', '[']);
            bare[parsed.prefix.len().min(bare.len())..]
                .trim_start()
                .to_owned()
        }
        None => label.to_owned(),
    }
}

/// What a label adds to its parent's: "1" of "b.1".
fn last_part(label: &str) -> &str {
    Label::parse(label).map_or(label, |parsed| parsed.numeral)
}

/// The number that figures alone stand for, as most numerals are.
fn whole_number(numeral: &str) -> Option<u32> {
    const LONGEST: usize = 9;
    let is_figures = numeral.bytes().all(|byte| byte.is_ascii_digit());
    (is_figures && numeral.len() <= LONGEST).then(|| numeral.parse().ok())?
}

/// Every number that a dotted numeral may stand for, part by part.
fn possible_numbers(cited: &str) -> Vec<Vec<Position>> {
    const MOST_PARTS: usize = 6;
    if let Some(number) = whole_number(cited) {
        return vec![vec![number.into()]];
    }
    let Some(label) = Label::parse(cited) else {
        return Vec::new();
    };
    let parts: Vec<&str> = label
        .path
        .split('.')
        .filter(|part| !part.is_empty())
        .chain([label.numeral])
        .collect();
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    let mut numbers = vec![Vec::new()];
    for (index, part) in parts.iter().enumerate() {
        let insertion = if index + 1 == parts.len() {
            label.insertion
        } else {
            1
        };
        let readings = readings(part);
        let longer = |number: &Vec<Position>| {
            let number = number.clone();
            let more = readings.iter().map(move |reading| {
                let position = Position {
                    number: reading.value,
                    insertion,
                };
                [number.as_slice(), &[position]].concat()
            });
            more.collect::<Vec<_>>()
        };
        numbers = numbers.iter().flat_map(longer).collect();
    }
    numbers
}

/// The numbers from the first to the last of a run, as they are written; the ends alone when it is no run, or a very
/// long one.
#[must_use]
pub fn run(first: &str, last: &str) -> Vec<String> {
    const LONGEST: u32 = 1000;
    let both = readings(first).into_iter().find_map(|from| {
        let to = readings(last)
            .into_iter()
            .find(|to| to.style == from.style)?;
        Some((from, to))
    });
    match both {
        Some((from, to)) if from.value < to.value && to.value - from.value <= LONGEST => {
            (from.value..=to.value)
                .map(|number| from.style.format(number))
                .collect()
        }
        _ => vec![first.to_owned(), last.to_owned()],
    }
}

impl Kind {
    /// What one of the kind is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Annex => "annex",
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Footnote => "footnote",
            Self::Table => "table",
            Self::Figure => "figure",
            Self::Session => "session",
        }
    }
}
