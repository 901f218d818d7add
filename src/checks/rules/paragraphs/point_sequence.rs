use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::{Break, BreakKind, Position, breaks};
use crate::report::numeral::{Label, Series, readings, series};
use crate::report::prose::enumeration::{Enumeration, enumerations};
use crate::report::{Paragraph, Point, Report, Section, Spanned, Text};
use crate::text::place::{NodeRef, Place};

rule! {
    /// The labels of the points of a paragraph skip one, repeat one or go back.
    ///
    /// The points are those under `points`, and the lists within a text: "(a) …; (b) …; (d) …". Letters, Roman numerals
    /// and figures are counted, separately in each list. Points may continue the count of the paragraph before. In a
    /// list within a text, only a label that is missing, or that comes twice in a row, is reported. Text that cites
    /// points ("items (a), (b) and (d)") is not a list.
    ///
    /// ## Why it matters
    /// A point is missing, or "paragraph 4 (c)" refers to another point than was meant.
    ///
    /// ## How to fix it
    /// Correct the label, or add the point that is missing.
    warning "paragraphs/point-sequence",
    unsure markdown
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for section in report.sections.iter().chain(&report.annexes) {
        check_section(report, section, findings);
    }
}

fn check_section(report: &Report<'_>, section: &Spanned<Section<'_>>, findings: &mut Findings<'_>) {
    let mut before: Option<&Spanned<Paragraph<'_>>> = None;
    for paragraph in &section.paragraphs {
        if let Some(text) = &paragraph.text {
            check_text(text, findings);
        }
        let above = before.and_then(|before| before.points.last());
        check_points(report, paragraph.at, &paragraph.points, above, findings);
        before = Some(paragraph);
    }
    for inner in &section.sections {
        check_section(report, inner, findings);
    }
}

/// Those below `at`; `above` is the last point before them that they may follow.
fn check_points(
    report: &Report<'_>,
    at: NodeRef,
    points: &[Spanned<Point<'_>>],
    above: Option<&Spanned<Point<'_>>>,
    findings: &mut Findings<'_>,
) {
    let lost_label =
        |point: &Spanned<Point<'_>>| report.has_lost(point.at, "label", point.label.as_ref());
    let is_readable =
        !report.has_lost_items(at, "points", points.len()) && !points.iter().any(lost_label);
    if is_readable {
        let labelled = points.iter().filter_map(|point| point.label.as_ref());
        for series in series(labelled, |label| Some(label.value)) {
            check_series(&series, above, findings);
        }
    }
    for point in points {
        if let Some(text) = &point.text {
            check_text(text, findings);
        }
        check_points(report, point.at, &point.points, None, findings);
    }
}

fn check_series(
    series: &Series<'_, &Text<'_>>,
    above: Option<&Spanned<Point<'_>>>,
    findings: &mut Findings<'_>,
) {
    let positions = series.positions();
    let goes_on = positions
        .first()
        .is_some_and(|first| above.is_some_and(|above| follows(above, first.number)));
    let first = positions.first().map_or(1, |first| first.number);
    for found in breaks(&positions, Some(if goes_on { first } else { 1 })) {
        let member = |index: usize| series.members.get(index).map(|member| member.item);
        let Some(label) = member(found.index) else {
            continue;
        };
        let before = found.index.checked_sub(1).and_then(member);
        let expected = written_as(label, &series.label(found.expected));
        let before = before.map(|before| (before.value, Place::from(before)));
        report_break(
            label.value,
            label.into(),
            before,
            &expected,
            found,
            findings,
        );
    }
}

/// Whether the number comes after that of the point above.
fn follows(above: &Point<'_>, number: u32) -> bool {
    let label = above.label.and_then(|label| Label::parse(label.value));
    label.is_some_and(|label| {
        let mut readings = readings(label.numeral).into_iter();
        readings.any(|reading| reading.value.checked_add(1) == Some(number))
    })
}

fn check_text(text: &Text<'_>, findings: &mut Findings<'_>) {
    let lists = enumerations(text.value).into_iter();
    for list in lists.filter(Enumeration::is_certain) {
        let positions: Vec<Position> = list.items.iter().map(|item| item.number.into()).collect();
        for found in breaks(&positions, Some(1)) {
            let marker = |index: usize| list.items[index].marker.clone();
            let range = marker(found.index);
            let label = &text.value[range.clone()];
            let before = found.index.checked_sub(1).map(marker);
            let before = before.map(|range| (&text.value[range.clone()], text.part(range)));
            let expected = written_as(label, &list.style.format(found.expected));
            report_break(label, text.part(range), before, &expected, found, findings);
        }
    }
}

/// A numeral with the brackets and the dot that a label has.
fn written_as(label: &str, numeral: &str) -> String {
    let label = label.trim();
    let is_of_numeral = |sign: char| sign.is_alphanumeric();
    let start = label.find(is_of_numeral).unwrap_or(0);
    let end = label.rfind(is_of_numeral).map_or(label.len(), |end| {
        end + label[end..].chars().next().map_or(1, char::len_utf8)
    });
    format!("{}{numeral}{}", &label[..start], &label[end..])
}

fn report_break(
    label: &str,
    place: Place,
    before: Option<(&str, Place)>,
    expected: &str,
    found: Break,
    findings: &mut Findings<'_>,
) {
    let message = match &before {
        Some((before, _)) => {
            format!("point {label} comes after {before}, but {expected} is expected")
        }
        None => format!("point {label} comes first, but {expected} is expected"),
    };
    let draft = findings.add(message, place, format!("{expected} is expected"));
    let draft = match before {
        Some((_, before)) => draft.label(before, "the label before"),
        None => draft,
    };
    draft.help(match found.kind {
        BreakKind::Skipped => {
            format!("label it {expected}, or add the point {expected} that is missing")
        }
        BreakKind::Repeated | BreakKind::WentBack => {
            format!("label it {expected}, and those after it accordingly")
        }
        BreakKind::OutOfOrder => {
            "put the points in the order of their labels, or correct the labels".to_owned()
        }
    });
}
