use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// A day that is not in the calendar, or dates of the report that contradict each other.
    ///
    /// Three things are flagged: a day such as 31 June in a text or a title; an event that ends before it starts; a
    /// report that is dated before its event has ended.
    ///
    /// ## Why it matters
    /// Nobody can see the true date, and everything that depends on it is wrong.
    ///
    /// ## How to fix it
    /// Correct the date. A date field that is not in the calendar (`date: 2008-06-31`) is reported by `schema/format`.
    error "dates/impossible"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    days_that_do_not_exist(prose, findings);
    let Some(event) = &report.event else { return };
    if let (Some(start), Some(end)) = (&event.start, &event.end)
        && end.value < start.value
    {
        findings
            .add(
                format!(
                    "the event ends on {end}, before it starts on {start}",
                    end = end.value,
                    start = start.value
                ),
                start,
                "starts here",
            )
            .label(end, "and ends before that")
            .help("swap or correct the dates in `event`");
        return;
    }
    let date = report
        .document
        .as_ref()
        .and_then(|document| document.date.as_ref());
    if let (Some(date), Some(last)) = (date, event.end.as_ref().or(event.start.as_ref()))
        && date.value < last.value
    {
        findings
            .add(
                format!(
                    "the report is dated {date}, before the event ends on {end}",
                    date = date.value,
                    end = last.value
                ),
                date,
                "the date of the report",
            )
            .label(last, "the event ends on this day")
            .help("correct `document.date` or the dates in `event`");
    }
}

fn days_that_do_not_exist(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: date } in prose.dates() {
        let stated = &text[date.range.clone()];
        for (range, day) in date.impossible_days() {
            // of "30 to 31 June" only the second does not exist
            let place = match date.days.as_slice() {
                [_] => date.range.clone(),
                _ => range.clone(),
            };
            findings
                .add(
                    format!("\"{stated}\" is not a date: the month has no day {day}"),
                    text.part(place),
                    "there is no such day",
                )
                .help("correct the day or the month");
        }
    }
}
