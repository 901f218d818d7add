use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::calendar::{Language, name};
use crate::report::prose::{Found, Prose};

rule! {
    /// A date in the text or in a title with a weekday on which it does not fall.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and a reader who plans by it comes on the wrong day.
    ///
    /// ## How to mend it
    /// Correct the weekday or the date. Weekdays and months are read in the six languages of the United Nations; a date
    /// without its year is not judged.
    error "dates/weekday-mismatch"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Found { text, item: date } in prose.dates() {
        let (Some((range, stated)), Some(day)) = (date.weekday.clone(), date.first_day()) else {
            continue;
        };
        if day.weekday() == stated {
            continue;
        }
        let actual = name(day.weekday(), Language::ENGLISH);
        findings
            .add(
                messages::mismatch(day, actual, &text[range.clone()]),
                text.part(range),
                messages::weekday(actual),
            )
            .help(messages::CORRECT_EITHER);
    }
}

mod messages {
    use crate::report::calendar::Date;

    pub(super) const CORRECT_EITHER: &str = "correct the weekday or the date";

    pub(super) fn mismatch(date: Date, weekday: &str, written: &str) -> String {
        format!("{date} is a {weekday}, and the text says \"{written}\"")
    }

    pub(super) fn weekday(name: &str) -> String {
        format!("it is a {name}")
    }
}
