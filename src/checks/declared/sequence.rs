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
    let message = match before {
        Some((_, before)) => {
            messages::comes_after(&quoted(written), &quoted(before), &quoted(&expected))
        }
        None => messages::is_first(&quoted(written), &quoted(&expected)),
    };
    let said = Quoted {
        value: written,
        other: &expected,
    };
    let help = match found.kind {
        BreakKind::Skipped => messages::CORRECT_OR_ADD,
        BreakKind::Repeated | BreakKind::WentBack => messages::CORRECT_ACCORDINGLY,
        BreakKind::OutOfOrder => messages::PUT_IN_ORDER,
    };
    let before = before.map(|(before, _)| (before.place(), messages::NUMBER_BEFORE.to_owned()));
    let label = messages::expected(&expected);
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
            missing = vec![messages::range(
                &series.label((*gap.start()).into()),
                &series.label((*gap.end()).into()),
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
            messages::should_come_after(&missing)
        } else {
            messages::should_come_before(&missing)
        };
        let message = messages::missing(&missing, count, scope);
        run.add(message, said, place.place(), label, messages::ADD_OR_EXCEPT);
    }
}

mod messages {
    pub(super) const CORRECT_OR_ADD: &str = "correct the number, or add what is missing before it";
    pub(super) const CORRECT_ACCORDINGLY: &str =
        "correct the number, and those after it accordingly";
    pub(super) const PUT_IN_ORDER: &str =
        "put them in the order of their numbers, or correct the numbers";
    pub(super) const NUMBER_BEFORE: &str = "the number before";
    pub(super) const ADD_OR_EXCEPT: &str =
        "add what is missing, or list it under `except` in the check";

    pub(super) fn comes_after(value: &str, before: &str, expected: &str) -> String {
        format!("{value} comes after {before}, where {expected} was expected")
    }

    pub(super) fn is_first(value: &str, expected: &str) -> String {
        format!("{value} is the first, where {expected} was expected")
    }

    pub(super) fn expected(value: &str) -> String {
        format!("{value} was expected")
    }

    pub(super) fn range(first: &str, last: &str) -> String {
        format!("{first} to {last}")
    }

    /// `values` are as many as `count` says.
    pub(super) fn missing(values: &str, count: u32, scope: &str) -> String {
        match count {
            1 => format!("{values} is missing{scope}"),
            _ => format!("{values} are missing{scope}"),
        }
    }

    pub(super) fn should_come_after(values: &str) -> String {
        format!("{values} should come after this")
    }

    pub(super) fn should_come_before(values: &str) -> String {
        format!("{values} should come before this")
    }
}
