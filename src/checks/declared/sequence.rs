//! Numbers run on.

use super::field::{self, scopes};
use super::item::{Found, Item, quoted};
use super::run::{Quoted, Run};
use crate::finding::wording::listed_briefly;
use crate::project::config::Sequence;
use crate::relation::sequence::{Break, BreakKind, breaks, gaps};
use crate::report::numeral::{Series, Style, series, whole_number};

pub(super) fn check(run: &mut Run<'_>, sequence: &Sequence) {
    let Some(items) = run.items(&sequence.of) else {
        return;
    };
    if !run.has_fields(
        &sequence.of,
        &items,
        sequence.by.iter().chain(&sequence.within),
    ) {
        return;
    }
    for (scope, items) in scopes(&sequence.within, items) {
        let numbered = items
            .into_iter()
            .filter_map(|item| numbered(sequence, item));
        let numbered: Vec<(Found<'_>, String)> = numbered.collect();
        let series = series(&numbered, |(_, label)| Some(label.as_str()));
        for series in &series {
            if sequence.any_order {
                report_gaps(run, sequence, series, &scope.scope());
            } else {
                for found in breaks(&series.positions(), sequence.first) {
                    report_break(run, sequence, series, found);
                }
            }
        }
    }
}

fn numbered<'d>(sequence: &Sequence, item: Item<'d>) -> Option<(Found<'d>, String)> {
    let found = match &sequence.by {
        Some(field) => field::first(field, item)?,
        None => Found::Value(item),
    };
    Some((found, found.text()?.into_owned()))
}

type Numbers<'n, 'd> = Series<'n, &'n (Found<'d>, String)>;

/// Whether all that is missing between two numbers is left out deliberately.
fn is_excused(sequence: &Sequence, style: Style, found: Break) -> bool {
    let missing = found.expected.number..found.found.number;
    let mut missing = missing.map(|number| style.format(number));
    found.kind == BreakKind::Skipped && missing.all(|number| sequence.except.contains(&number))
}

fn report_break(run: &mut Run<'_>, sequence: &Sequence, series: &Numbers<'_, '_>, found: Break) {
    if !sequence.except.is_empty() && is_excused(sequence, series.style, found) {
        return;
    }
    let member = |index: usize| series.members.get(index).map(|member| member.item);
    let Some((place, written)) = member(found.index) else {
        return;
    };
    let expected = series.label(found.expected);
    let before = found.index.checked_sub(1).and_then(member);
    let (value, due) = (quoted(written), quoted(&expected));
    let message = match before {
        Some((_, before)) => {
            let before = quoted(before);
            format!("{value} comes after {before}, but {due} is expected")
        }
        None => format!("{value} is the first, but {due} is expected"),
    };
    let said = Quoted {
        value: written,
        other: &expected,
    };
    let help = match found.kind {
        BreakKind::Skipped => "correct the number, or add what is missing before it",
        BreakKind::Repeated | BreakKind::WentBack => {
            "correct the number, and those after it accordingly"
        }
        BreakKind::OutOfOrder => "put them in the order of their numbers, or correct the numbers",
    };
    let before = before.map(|(before, _)| (before.place(), "the number before".to_owned()));
    let label = format!("{expected} is expected");
    run.add(message, said, place.place(), label, help)
        .labels(before);
}

/// What is missing in numbers that need not be in order is one finding for each hole, at the number before it.
fn report_gaps(run: &mut Run<'_>, sequence: &Sequence, series: &Numbers<'_, '_>, scope: &str) {
    let number = |text: &String| whole_number(text);
    let used: Vec<u32> = series
        .members
        .iter()
        .map(|member| member.position.number)
        .collect();
    // what comes before the first is missing as well
    let before_first = sequence.first.and_then(|first| first.checked_sub(1));
    let used_and_first = used.iter().copied().chain(before_first);
    for gap in gaps(used_and_first, sequence.except.iter().filter_map(number)) {
        let missing = gap
            .clone()
            .take(6)
            .map(|number| series.label(number.into()));
        let mut missing: Vec<String> = missing.collect();
        let count = gap.end() - gap.start() + 1;
        if count > 6 {
            missing = vec![format!(
                "{} to {}",
                series.label((*gap.start()).into()),
                series.label((*gap.end()).into())
            )];
        }
        let missing = listed_briefly(&missing);
        let is_before = |at: &usize| used[*at] < *gap.start();
        let before = (0..used.len()).filter(is_before).max_by_key(|at| used[*at]);
        let after = (0..used.len())
            .filter(|at| used[*at] > *gap.end())
            .min_by_key(|at| used[*at]);
        let Some(at) = before.or(after) else {
            continue;
        };
        let (place, written) = series.members[at].item;
        let said = Quoted {
            value: &missing,
            other: written,
        };
        let label = if before.is_some() {
            format!("{missing} should come after this")
        } else {
            format!("{missing} should come before this")
        };
        let verb = if count == 1 { "is" } else { "are" };
        let message = format!("{missing} {verb} missing{scope}");
        run.add(
            message,
            said,
            place.place(),
            label,
            "add what is missing, or list it under `except` in the check",
        );
    }
}
