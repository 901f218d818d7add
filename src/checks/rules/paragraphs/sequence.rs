use std::cell::LazyCell;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::{Break, BreakKind, breaks};
use crate::report::Report;
use crate::report::disturbance::Disturbances;
use crate::report::numbered::NumberedBody;

rule! {
    /// The numbers of the paragraphs skip one, repeat one or go back.
    ///
    /// They are counted across the whole body, from 1; dotted numbers ("2.14") across each part. Each break is reported
    /// once, and counting then continues from there. If the count starts again with 1 below every heading, only the
    /// first restart is reported. Paragraphs of annexes are not counted. If the number of paragraphs without a number
    /// is the number of missing numbers, only `paragraphs/unnumbered` reports it. If a section is missing or was moved,
    /// only that is reported, and not the numbers of its paragraphs.
    ///
    /// ## Why it matters
    /// Other documents cite the report by its paragraph numbers. If a number is missing or appears twice, their readers
    /// do not find the right paragraph.
    ///
    /// ## How to fix it
    /// Correct the number, or add the paragraph that is missing. One that was inserted later may be called "12 bis".
    error "paragraphs/sequence"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let body = NumberedBody::of(report);
    let disturbances = LazyCell::new(|| Disturbances::of(report.outline(), report.listing()));
    for series in body.series() {
        let mut has_restarted = false;
        for found in breaks(&series.positions(), Some(1)) {
            let member = |index: usize| series.members.get(index).map(|member| member.item);
            let Some(index) = member(found.index) else {
                continue;
            };
            let before = found.index.checked_sub(1).and_then(member);
            let is_filled = before.is_some_and(|before| body.is_filled(before, index));
            let is_restart = found.kind == BreakKind::WentBack && found.found.number == 1;
            let heading = |index: usize| body.paragraphs[index].heading;
            let is_disturbed = || disturbances.lies_between(before.map(heading), heading(index));
            if is_filled || (is_restart && has_restarted) || is_disturbed() {
                continue;
            }
            has_restarted |= is_restart;
            let expected = series.label(found.expected);
            report_break(&body, index, before, found, &expected, findings);
        }
    }
}

fn report_break(
    body: &NumberedBody<'_, '_>,
    index: usize,
    before: Option<usize>,
    found: Break,
    expected: &str,
    findings: &mut Findings<'_>,
) {
    let number = |index: usize| body.paragraphs[index].paragraph.number.as_ref();
    let Some(number_found) = number(index) else {
        return;
    };
    let before = before.and_then(number);
    let message = match before {
        Some(before) => format!(
            "paragraph {number} comes after {before}, but {expected} is expected",
            number = number_found.value,
            before = before.value
        ),
        None => format!(
            "paragraph {number} is the first, but {expected} is expected",
            number = number_found.value
        ),
    };
    let draft = findings.add(message, number_found, format!("{expected} is expected"));
    let draft = match before {
        Some(before) => draft.label(before, "the number before"),
        None => draft,
    };
    draft.help(match found.kind {
        BreakKind::Skipped => {
            format!("number it {expected}, or add the paragraphs that are missing")
        }
        BreakKind::Repeated | BreakKind::WentBack => {
            format!("number it {expected}, and those after it accordingly")
        }
        BreakKind::OutOfOrder => {
            "put the paragraphs in the order of their numbers, or correct the numbers".to_owned()
        }
    });
}
