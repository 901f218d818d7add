use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// A day that the calendar does not have, or dates of the report that cannot all be true.
    ///
    /// Three things are flagged: a day such as 31 June in a text or a title; an event that ends before it starts; a
    /// report that is dated before its event has ended.
    ///
    /// ## Why it matters
    /// The true date cannot be told from the text, and whatever counts on it goes wrong.
    ///
    /// ## How to mend it
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
                messages::ends_before_start(end.value, start.value),
                start,
                messages::STARTS_HERE,
            )
            .label(end, messages::ENDS_BEFORE_THAT)
            .help(messages::EXCHANGE_OR_CORRECT);
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
                messages::dated_before_end(date.value, last.value),
                date,
                messages::DATE_OF_REPORT,
            )
            .label(last, messages::EVENT_GOES_ON)
            .help(messages::CORRECT_EITHER_DATE);
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
                    messages::no_such_day(stated, *day),
                    text.part(place),
                    messages::NO_SUCH_DAY,
                )
                .help(messages::CORRECT_DAY_OR_MONTH);
        }
    }
}

mod messages {
    use crate::report::calendar::Date;

    pub(super) const STARTS_HERE: &str = "starts here";
    pub(super) const ENDS_BEFORE_THAT: &str = "and ends before that";
    pub(super) const EXCHANGE_OR_CORRECT: &str = "exchange or correct the dates in `event`";
    pub(super) const DATE_OF_REPORT: &str = "the date of the report";
    pub(super) const EVENT_GOES_ON: &str = "the event goes on until then";
    pub(super) const CORRECT_EITHER_DATE: &str = "correct `document.date` or the dates in `event`";
    pub(super) const NO_SUCH_DAY: &str = "there is no such day";
    pub(super) const CORRECT_DAY_OR_MONTH: &str = "correct the day or the month";

    pub(super) fn ends_before_start(end: Date, start: Date) -> String {
        format!("the event ends on {end}, before it starts on {start}")
    }

    pub(super) fn dated_before_end(date: Date, end: Date) -> String {
        format!("the report is dated {date}, before the event ends on {end}")
    }

    pub(super) fn no_such_day(stated: &str, day: u8) -> String {
        format!("\"{stated}\": the month has no day {day}")
    }
}
