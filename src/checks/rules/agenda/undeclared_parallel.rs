use std::cell::LazyCell;

use crate::finding::rule::rule;
use crate::finding::wording::listed;
use crate::finding::{Findings, Severity};
use crate::relation::overlap::Star;
use crate::report::Report;
use crate::report::timetable::{Question, Timetable};

rule! {
    /// Items of the agenda are side by side, and are not declared parallel.
    ///
    /// ## Why it matters
    /// Two items with the same times are most often parallel sessions, which a reader has to choose from, and sometimes
    /// one of them was copied and its times left as they were. The agenda should say which it is.
    ///
    /// ## What is reported
    /// Items are side by side if they have the same times, or one is within the other. If they overlap in part,
    /// `agenda/overlap` reports them; its page says which items are compared.
    ///
    /// - An item beside a group of parallel sessions (an item with a `label` and times, whose `items` have none) that is not
    ///   in it and not declared is a warning. All items beside one group are one finding.
    /// - Parts of one session with a title that all have the same times are a warning: most often times were copied and
    ///   never changed.
    /// - All other items that are side by side are one piece of advice for the whole agenda. It shows the first place.
    ///   If items overlap in part and may be right, it shows these first: give these items their room or track.
    ///
    /// The rule cannot know whether a session at the same time as others is meant to be there.
    ///
    /// ## How to fix or declare it
    /// One line declares this for the whole agenda or for a day: `parallel: true` in `agenda`, or in the day. Sessions
    /// at the same time then run side by side, and items that overlap in part are still reported. You can also give
    /// each item its `room` or its `track`, or add `parallel: true` to all items but one, or write a group: an item
    /// with the times, and the parallel sessions without times as its `items`.
    warning "agenda/undeclared-parallel"
}

/// How many of the items beside another are shown.
const SHOWN: usize = 5;

/// How many of the items of the example in a question.
const SHOWN_OF_EXAMPLE: usize = 2;

/// How many of the parts that have one time.
const SHOWN_PARTS: usize = 3;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = LazyCell::new(|| Timetable::of(report));
    for star in &found.beside_groups {
        report_beside(star, &timetable, findings);
    }
    for parts in &found.parts_at_one_time {
        report_parts(parts, &timetable, findings);
    }
    if let Some(question) = &found.question {
        ask(question, &timetable, findings);
    }
}

fn report_beside(
    Star { center, others }: &Star,
    timetable: &Timetable<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let all = [std::slice::from_ref(center), others].concat();
    let item = timetable.item(*center).called();
    let beside = timetable.listed(others);
    let on_day = timetable.on_day(&all);
    let message = match others.as_slice() {
        [_] => format!("{beside} runs beside {item}{on_day} and is not declared parallel"),
        _ => format!("{beside} run beside {item}{on_day} and are not declared parallel"),
    };
    let when = timetable.when(&all);
    let place = |item: usize| timetable.item(item).name_place();
    findings
        .add(message, place(*center), when(*center))
        .labels(
            others
                .iter()
                .take(SHOWN)
                .map(|item| (place(*item), when(*item))),
        )
        .about(others.iter().skip(SHOWN).map(|item| place(*item)))
        .help("if they run in parallel on purpose, move what runs beside the group into it, or add `parallel: true` \
            to it; otherwise correct the times");
}

fn report_parts(parts: &[usize], timetable: &Timetable<'_, '_>, findings: &mut Findings<'_>) {
    let Some(interval) = parts.first().and_then(|first| timetable.interval(*first)) else {
        return;
    };
    let names = match parts {
        [one, other] => listed(&[one, other].map(|item| timetable.item(*item).called())),
        parts => timetable.listed(parts),
    };
    let message = format!(
        "{names} have the same time, {interval}{on_day}, and are not declared parallel",
        on_day = timetable.on_day(parts)
    );
    let when = timetable.when(parts);
    let place = |item: usize| timetable.item(item).name_place();
    let mut labels = parts.iter().map(|item| (place(*item), when(*item)));
    let Some((first, label)) = labels.next() else {
        return;
    };
    findings
        .add(message, first, label)
        .labels(labels.take(SHOWN_PARTS - 1))
        .about(parts.iter().skip(SHOWN_PARTS).map(|item| place(*item)))
        .help("correct the times; if they run side by side on purpose, leave out their times or add `parallel: \
            true` to them");
}

/// The example alone and what crosses make it this question: other items that are side by side leave it the same.
fn ask(question: &Question, timetable: &Timetable<'_, '_>, findings: &mut Findings<'_>) {
    let Star { center, others } = &question.example;
    let others = &others[..others.len().min(SHOWN_OF_EXAMPLE)];
    let all = [std::slice::from_ref(center), others].concat();
    let when = timetable.when(&all);
    let place = |item: usize| timetable.item(item).name_place();
    let (message, help) = if question.crossing.is_empty() {
        (
            "items run side by side, but the agenda does not declare them parallel",
            format!(
                "{}; if sessions at the same time are parallel, add `parallel: true` to `agenda` or to the day; \
                    otherwise correct the times",
                at_times(question.slots)
            ),
        )
    } else {
        (
            "items overlap in part, but the agenda does not say which of them run side by side",
            format!(
                "{}; if they run in parallel, give each its `room` or `track`; otherwise correct the times",
                at_times(question.slots)
            ),
        )
    };
    findings
        .add(message, place(*center), when(*center))
        .labels(others.iter().map(|item| (place(*item), when(*item))))
        .about(question.crossing.iter().map(|item| place(*item)))
        .help(help)
        .no_more_than(Severity::Advice);
}

fn at_times(slots: usize) -> String {
    match slots {
        1 => "there is one such case".to_owned(),
        slots => format!("there are {slots} such cases"),
    }
}
