//! The points that references name behind the number of a paragraph: "paragraph 4 (b) (ii)", "paragraph 4 (a) and (c)".

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Prose;
use super::citation::CitedNumber;
use super::cited::normal;
use super::cursor::Cursor;
use super::reference::{PartKind, References};
use super::target::Resolution;
use crate::report::numeral::{bare, readings};
use crate::report::{Paragraph, Point, Report, Section, Spanned};
use crate::text::place::Place;

/// A point that a reference names, and its paragraph does not contain.
#[derive(Debug)]
pub(crate) struct MissingPoint<'r, 't> {
    /// The number of the paragraph, as it is cited.
    pub cited: CitedNumber<'r, 't>,
    /// The number with the labels: "4 (b)".
    pub name: String,
    /// Where it is: from the number to the last label, of a further point its label alone.
    pub range: Range<usize>,
    /// The first and the last label that are where it was looked for.
    pub ends: [&'t str; 2],
}

/// The labels that lead to a point, from the outermost inwards.
type Way = SmallVec<[Range<usize>; 2]>;

/// The points that are missing among those of the paragraphs that references lead to, in reading order.
///
/// Paragraphs whose points are in their text are not looked into.
pub(crate) fn missing_points<'p, 't>(prose: &'p Prose<'_, 't>) -> Vec<MissingPoint<'p, 't>> {
    let Some(words) = prose.reference_words() else {
        return Vec::new();
    };
    let paragraphs = with_points(prose.report);
    if paragraphs.is_empty() {
        return Vec::new();
    }
    let mut missing = Vec::new();
    for cited in prose.cited_numbers() {
        let (PartKind::Paragraph, Resolution::Found(_), Place::Text(_, number)) = (
            cited.citation.reference.kind(),
            cited.resolution,
            &cited.place,
        ) else {
            continue;
        };
        let text = cited.citation.text.value;
        let Some(points) = paragraphs.get(normal(&cited.number).as_ref()) else {
            continue;
        };
        // of "4–6 (b)" it is the last, and of that only the number is there
        if text.get(number.clone()) != Some(cited.number.as_ref()) {
            continue;
        }
        for (index, way) in ways_behind(text, number.end, words).into_iter().enumerate() {
            let labels: SmallVec<[&str; 2]> =
                way.iter().map(|label| &text[label.clone()]).collect();
            let (Some(ends), Some(last)) = (points.ends_without(&labels), way.last()) else {
                continue;
            };
            let labels = labels.iter().map(|label| format!(" ({label})"));
            let start = if index == 0 {
                number.start
            } else {
                last.start - "(".len()
            };
            missing.push(MissingPoint {
                cited: cited.clone(),
                name: format!("{}{}", cited.number, labels.collect::<String>()),
                range: start..last.end + ")".len(),
                ends,
            });
        }
    }
    missing
}

/// The points of a paragraph, by the ways to them.
struct Points<'t> {
    /// The labels of each list, by the way to what it is in: the first and the last, if all have one.
    ends: FxHashMap<String, Option<[&'t str; 2]>>,
    /// The ways to all of them.
    ways: FxHashSet<String>,
}

impl<'t> Points<'t> {
    fn of(paragraph: &Paragraph<'t>) -> Self {
        let mut points = Self {
            ends: FxHashMap::default(),
            ways: FxHashSet::default(),
        };
        points.add(&paragraph.points, "", DEEPEST);
        points
    }

    fn add(&mut self, points: &[Spanned<Point<'t>>], above: &str, depth: usize) {
        if points.is_empty() || depth == 0 {
            return;
        }
        let label = |point: &Spanned<Point<'t>>| point.label.map(|label| label.value);
        let are_labelled = points.iter().all(|point| point.label.is_some());
        let ends = match [
            points.first().and_then(label),
            points.last().and_then(label),
        ] {
            [Some(first), Some(last)] if are_labelled => Some([first, last]),
            _ => None,
        };
        self.ends.insert(above.to_owned(), ends);
        for point in points {
            if let Some(label) = label(point) {
                let way = format!("{above}/{}", bare(label));
                self.add(&point.points, &way, depth - 1);
                self.ways.insert(way);
            }
        }
    }

    /// The ends of the list in which a point is missing; `None` if it is there, or may be.
    fn ends_without(&self, labels: &[&str]) -> Option<[&'t str; 2]> {
        let mut above = String::new();
        for label in labels {
            let way = format!("{above}/{label}");
            if self.ways.contains(&way) {
                above = way;
                continue;
            }
            let ends = (*self.ends.get(&above)?)?;
            let style = readings(bare(ends[0])).first()?.style;
            let mut readings = readings(label).into_iter();
            return readings
                .any(|reading| reading.style == style)
                .then_some(ends);
        }
        None
    }
}

/// How many labels may follow one another.
const DEEPEST: usize = 4;

/// The points of the paragraphs that have some, by their numbers. Where several paragraphs have one number, nobody knows
/// which of them is meant.
fn with_points<'t>(report: &Report<'t>) -> FxHashMap<String, Points<'t>> {
    fn add<'r, 't>(section: &'r Section<'t>, all: &mut Vec<&'r Spanned<Paragraph<'t>>>) {
        all.extend(section.paragraphs.iter().filter(|it| it.number.is_some()));
        for inner in &section.sections {
            add(inner, all);
        }
    }
    let mut all = Vec::new();
    for section in report.sections.iter().chain(&report.annexes) {
        add(section, &mut all);
    }
    let mut found = FxHashMap::default();
    if !all.iter().any(|paragraph| paragraph.has_points()) {
        return found;
    }
    let mut seen = FxHashSet::default();
    for paragraph in all {
        let number: String = paragraph
            .number
            .map_or_else(String::new, |it| normal(it.value).into());
        let has_all = !report.has_lost_items(paragraph.at, "points", paragraph.points.len());
        if !seen.insert(number.clone()) {
            found.remove(&number);
        } else if paragraph.has_points() && has_all {
            found.insert(number, Points::of(paragraph));
        }
    }
    found
}

/// The points that are named from a place on: one, perhaps in another, and others beside it.
fn ways_behind(text: &str, at: usize, words: &References) -> Vec<Way> {
    let mut cursor = Cursor::new(text, at);
    let mut first = Way::new();
    while let Some(label) = cursor.attempt(|cursor| {
        cursor.spaces();
        label(cursor)
    }) {
        first.push(label);
        if first.len() == DEEPEST {
            break;
        }
    }
    if first.is_empty() {
        return Vec::new();
    }
    let is_alone = first.len() == 1;
    let mut ways = vec![first];
    let beside = |cursor: &mut Cursor<'_>| {
        cursor.sign(|sign| sign == ',');
        cursor.spaces();
        if cursor.keyword(words.list_joints) {
            cursor.spaces();
        }
        label(cursor)
    };
    while is_alone && let Some(label) = cursor.attempt(beside) {
        ways.push(SmallVec::from_iter([label]));
    }
    ways
}

/// A label in brackets, without these: "b", "ii", "3".
fn label(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    const LONGEST: usize = 4;
    const MOST_FIGURES: usize = 2;
    if !cursor.literal("(") {
        return None;
    }
    let start = cursor.at;
    let found = cursor.signs(|sign| sign.is_ascii_lowercase()) && cursor.at - start <= LONGEST
        || cursor.signs(|sign| sign.is_ascii_digit()) && cursor.at - start <= MOST_FIGURES;
    let range = start..cursor.at;
    (found && cursor.literal(")")).then_some(range)
}
