use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::calendar::Date;
use crate::report::{Report, Spanned};

rule! {
    /// A day of the agenda is before the event starts, or after it ends.
    ///
    /// ## Why it matters
    /// The report says when the event was held, and the agenda contradicts it. Either the date of the day is wrong, or
    /// the dates of the event are, such as when a day was added before the opening.
    ///
    /// ## How to fix it
    /// Correct the date of the day, or `start` and `end` of the `event`, so that they include every day of the agenda.
    warning "agenda/outside-event"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(event) = &report.event else {
        return;
    };
    let days = report.agenda.iter().flat_map(|agenda| &agenda.days);
    let outside = days
        .filter_map(|day| day.certain_date())
        .filter(|date| !event.includes(date.value));
    let (before, after): (Vec<_>, Vec<_>) =
        outside.partition(|date| event.start.is_some_and(|start| date.value < start.value));
    if let Some(start) = &event.start {
        report_days(&before, Side::Before, start, findings);
    }
    if let Some(end) = &event.end {
        report_days(&after, Side::After, end, findings);
    }
}

/// Which side of the event days are on.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// All days on one side of the event are one finding: one date of the event fixes it.
fn report_days(
    dates: &[Spanned<Date>],
    side: Side,
    bound: &Spanned<Date>,
    findings: &mut Findings<'_>,
) {
    let Some((first, more)) = dates.split_first() else {
        return;
    };
    let message = match more.len() {
        0 => day_outside(first.value, side, bound.value),
        more => days_outside(more + 1, side, bound.value),
    };
    let mut draft = findings.add(message, first, outside(side));
    for date in more {
        draft = draft.label(date, also_outside(side));
    }
    draft
        .label(bound, named(side))
        .help("correct the date of the day, or the dates of the event");
}

fn day_outside(date: Date, side: Side, bound: Date) -> String {
    match side {
        Side::Before => {
            format!("{date} is on the agenda, but the event starts on {bound}")
        }
        Side::After => format!("{date} is on the agenda, but the event ends on {bound}"),
    }
}

/// Several days.
fn days_outside(count: usize, side: Side, bound: Date) -> String {
    match side {
        Side::Before => {
            format!("{count} days of the agenda are before the event, which starts on {bound}")
        }
        Side::After => {
            format!("{count} days of the agenda are after the event, which ends on {bound}")
        }
    }
}

fn outside(side: Side) -> &'static str {
    match side {
        Side::Before => "before the event",
        Side::After => "after the event",
    }
}

fn also_outside(side: Side) -> &'static str {
    match side {
        Side::Before => "before the event, too",
        Side::After => "after the event, too",
    }
}

fn named(side: Side) -> &'static str {
    match side {
        Side::Before => "the event starts here",
        Side::After => "the event ends here",
    }
}
