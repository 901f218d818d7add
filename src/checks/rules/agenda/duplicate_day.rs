use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::times;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::relation::unique;
use crate::report::Report;

rule! {
    /// Two days of the agenda have the same date.
    ///
    /// ## Why it matters
    /// Readers who look for a day find the first of the two and miss the other. Often one of the dates was copied and
    /// never changed.
    ///
    /// ## How to fix it
    /// Correct the date that is wrong, or put the items of both under one day. You cannot declare a date that appears
    /// twice.
    error "agenda/duplicate-day"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let days = report.agenda.iter().flat_map(|agenda| &agenda.days);
    let dates = days.filter_map(|day| day.certain_date());
    for group in unique::duplicates(dates, |date| Some(date.value)) {
        let count = group.again.len() + 1;
        let message = format!("{date} is on the agenda {}", times(count), date = group.key);
        let mut draft = findings.add(message, &group.first, FIRST_HERE);
        for date in &group.again {
            draft = draft.label(date, AGAIN_HERE);
        }
        draft.help(correct_or_join(count));
    }
}

fn correct_or_join(count: usize) -> &'static str {
    match count {
        2 => "correct the date that is wrong, or put the items of both under one day",
        _ => "correct the dates that are wrong, or put the items of all of them under one day",
    }
}
