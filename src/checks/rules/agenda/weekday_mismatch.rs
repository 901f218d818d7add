use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{a_weekday, should_be_weekday, weekday_mismatch};
use crate::report::Report;
use crate::report::calendar::{self, Language};

rule! {
    /// The weekday of a day of the agenda does not match its date.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and a reader does not know which: "Tuesday, 13 February" may be the Tuesday or the
    /// 13th.
    ///
    /// reportlint reads weekdays in the six languages of the United Nations, in the languages of Europe and in some
    /// others, in any letter case, with or without accents. It reads short forms in English only. If a word is not a
    /// weekday in any of these languages, `agenda/unknown-weekday` reports it.
    ///
    /// ## How to fix it
    /// Correct the weekday or the date.
    error "agenda/weekday-mismatch"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let of_report = report
        .document
        .as_ref()
        .and_then(|document| document.language);
    let of_report = of_report.and_then(|tag| Language::tagged(&tag));
    for day in report.agenda.iter().flat_map(|agenda| &agenda.days) {
        let (Some(date), Some(weekday)) = (day.date, day.wrong_weekday()) else {
            continue;
        };
        let Some((_, language)) = calendar::weekday_named_in(&weekday, of_report) else {
            continue;
        };
        let right = calendar::name(date.weekday(), language);
        findings
            .add(
                weekday_mismatch(date.value, right, weekday.value),
                &weekday,
                should_be_weekday(right),
            )
            .label(&date, a_weekday(right))
            .help(format!("write `weekday: {right}`, or correct the date"));
    }
}
