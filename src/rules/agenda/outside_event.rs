use crate::calendar::Date;
use crate::finding::Findings;
use crate::model::{Report, Spanned};
use crate::rule::rule;

rule! {
    /// A day of the agenda is before the event starts, or after it ends.
    ///
    /// ## Why it matters
    /// The report says when the event was held, and the agenda contradicts it. Either the date of the day is wrong, or
    /// the dates of the event are, such as when a day was added before the opening.
    ///
    /// ## How to mend it
    /// Correct the date of the day, or `start` and `end` of the `event`, so that they include every day of the agenda.
    warning "agenda/outside-event" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
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
        report_days(&before, "before", "starts", start, findings);
    }
    if let Some(end) = &event.end {
        report_days(&after, "after", "ends", end, findings);
    }
}

/// All days on one side of the event are one finding: it takes one date of the event to mend it.
fn report_days(
    dates: &[Spanned<Date>],
    side: &str,
    verb: &str,
    bound: &Spanned<Date>,
    findings: &mut Findings<'_>,
) {
    let Some((first, more)) = dates.split_first() else {
        return;
    };
    let message = match more.len() {
        0 => format!(
            "{} is on the agenda, but the event {verb} on {}",
            first.value, bound.value
        ),
        more => format!(
            "{} days of the agenda are {side} the event, which {verb} on {}",
            more + 1,
            bound.value
        ),
    };
    let mut draft = findings.add(message, first, format!("{side} the event"));
    for date in more {
        draft = draft.label(date, format!("{side} the event, too"));
    }
    draft
        .label(bound, format!("the event {verb}"))
        .help("correct the date of the day, or the dates of the event");
}
