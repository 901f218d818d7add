use crate::calendar;
use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

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
    error "agenda/weekday-mismatch" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for day in report.agenda.iter().flat_map(|agenda| &agenda.days) {
        let (Some(date), Some((weekday, language))) = (day.date, day.wrong_weekday()) else {
            continue;
        };
        let right = calendar::name(date.weekday(), language);
        findings
            .add(
                messages::mismatch(date.value, right, weekday.value),
                &weekday,
                messages::should_be(right),
            )
            .label(&date, messages::weekday(right))
            .help(messages::write_or_correct(right));
    }
}

mod messages {
    use crate::calendar::Date;

    pub(super) fn mismatch(date: Date, right: &str, written: &str) -> String {
        format!("{date} is a {right}, not a {written}")
    }

    pub(super) fn should_be(right: &str) -> String {
        format!("should be {right}")
    }

    pub(super) fn weekday(name: &str) -> String {
        format!("a {name}")
    }

    pub(super) fn write_or_correct(right: &str) -> String {
        format!("write `weekday: {right}`, or correct the date")
    }
}
