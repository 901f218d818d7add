//! The points that references name behind the number of a paragraph: "paragraph 4 (b) (ii)", "paragraph 4 (a) and (c)".

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Prose;
use super::citation::CitedNumber;
use super::cited::normal;
use super::cursor::Cursor;
use super::reference::{PartKind, References};
use super::target::Resolution;
use crate::report::numeral::{Style, bare, readings};
use crate::report::{Paragraph, Point, Report, Section, Spanned};
use crate::text::place::Place;

/// A point that a reference names, and its paragraph does not contain.
#[derive(Debug)]
pub(crate) struct MissingPoint<'r, 't> {
    /// The number of the paragraph, as it is cited.
    pub cited: CitedNumber<'r, 't>,
    /// The number with the labels: "4 (b)".
    pub name: String,
    /// Where it stands: from the number to the last label, of a further point its label alone.
    pub range: Range<usize>,
    /// The first and the last label that stand where it was looked for.
    pub ends: [&'t str; 2],
}

/// The labels that lead to a point, from the outermost inwards.
type Way = SmallVec<[Range<usize>; 2]>;

/// The points that are missing among those of the paragraphs that references lead to, in reading order.
///
/// Paragraphs whose points stand in their text are not looked into.
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
        let Some(candidates) = paragraphs.get(normal(&cited.number).as_ref()) else {
            continue;
        };
        // of "4–6 (b)" it is the last, and of that only the number stands there
        if text.get(number.clone()) != Some(cited.number.as_ref()) {
            continue;
        }
        for (index, way) in ways_behind(text, number.end, words).into_iter().enumerate() {
            let ends = candidates.iter().map(|it| ends_without(it, text, &way));
            let ends: Option<Vec<[&'t str; 2]>> = ends.collect();
            let (Some(ends), Some(last)) =
                (ends.and_then(|ends| ends.first().copied()), way.last())
            else {
                continue;
            };
            let labels = way
                .iter()
                .map(|label| format!(" ({})", &text[label.clone()]));
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

/// The paragraphs that have points, all with labels, by their numbers. Those of a number that another paragraph without
/// points has are left out.
fn with_points<'r, 't>(
    report: &'r Report<'t>,
) -> FxHashMap<String, Vec<&'r Spanned<Paragraph<'t>>>> {
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
    let mut found: FxHashMap<String, Vec<&'r Spanned<Paragraph<'t>>>> = FxHashMap::default();
    if !all.iter().any(|paragraph| paragraph.has_points()) {
        return found;
    }
    for paragraph in all {
        let number = paragraph
            .number
            .map_or_else(String::new, |it| normal(it.value).into());
        found.entry(number).or_default().push(paragraph);
    }
    found.retain(|_, alike| {
        alike
            .iter()
            .all(|it| it.has_points() && !report.has_lost_items(it.at, "points", it.points.len()))
    });
    found
}

/// The ends of the list in which a point is missing; `None` if it is there, or may be.
fn ends_without<'t>(paragraph: &Paragraph<'t>, text: &str, way: &Way) -> Option<[&'t str; 2]> {
    let labels: SmallVec<[&str; 2]> = way.iter().map(|label| &text[label.clone()]).collect();
    if paragraph.point(&labels).is_some() {
        return None;
    }
    let known = (0..labels.len())
        .rev()
        .find(|&depth| depth == 0 || paragraph.point(&labels[..depth]).is_some())?;
    let points = match paragraph.point(&labels[..known]) {
        Some(point) => &point.points,
        None => &paragraph.points,
    };
    let own = points
        .iter()
        .map(|point: &Spanned<Point<'t>>| point.label.map(|it| it.value));
    let own: Option<Vec<&'t str>> = own.collect();
    let own = own?;
    let style = style_of(own.first()?)?;
    let is_written_alike = readings(bare(labels[known]))
        .iter()
        .any(|reading| reading.style == style);
    is_written_alike.then_some([own.first()?, own.last()?])
}

fn style_of(label: &str) -> Option<Style> {
    readings(bare(label)).first().map(|reading| reading.style)
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
