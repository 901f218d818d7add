use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::calendar;

rule! {
    /// A day of the agenda has a weekday that is not the weekday of its date.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and a reader cannot tell which: "Tuesday, 13 February" may be the Tuesday or the 13th.
    ///
    /// Weekdays are read in the six languages of the United Nations, whatever their case.
    ///
    /// ## How to mend it
    /// Correct the weekday or the date.
    error "agenda/weekday-mismatch"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for day in report.agenda.iter().flat_map(|agenda| &agenda.days) {
        let (Some(date), Some((weekday, language))) = (day.date, day.wrong_weekday()) else {
            continue;
        };
        let right = calendar::name(date.weekday(), language);
        findings
            .add(
                messages::weekday_mismatch(date.value, right, weekday.value),
                &weekday,
                messages::should_be_weekday(right),
            )
            .label(&date, messages::a_weekday(right))
            .help(messages::write_or_correct(right));
    }
}

mod messages {
    pub(super) use crate::finding::wording::{a_weekday, should_be_weekday, weekday_mismatch};

    pub(super) fn write_or_correct(right: &str) -> String {
        format!("write `weekday: {right}`, or correct the date")
    }
}
