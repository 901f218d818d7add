use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Event;
use crate::report::calendar::Date;
use crate::report::prose::Prose;
use crate::report::prose::occasion::Occasion;

rule! {
    /// The dates of the event in the text differ from those in `event`.
    ///
    /// ## Why it matters
    /// One of the two is wrong, and a reader who has only this report does not know which.
    ///
    /// A sentence is about the event when it begins with its name, or with a part of the name, and continues with "was
    /// held" or "took place" and the first and the last day: "The Vienna Forum was held in Vienna from 13 to 15
    /// February 2008". It is compared if it names the year of the event or no year, and if some of its days are days of
    /// the event, or the same days of another month. An event in another year is another event.
    ///
    /// ## How to fix it
    /// Correct the date in the text or in `event`.
    warning "dates/event-mismatch", needs Meetings
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let Some(event) = prose.report.event.as_deref() else {
        return;
    };
    let (Some(start), Some(end)) = (&event.start, &event.end) else {
        return;
    };
    // which of them is wrong, is another finding
    if end.value < start.value {
        return;
    }
    // where the agenda has such a day as well, it is reported there
    let days_of_agenda = prose.report.agenda.iter().flat_map(|agenda| &agenda.days);
    let dates = days_of_agenda.filter_map(|day| day.certain_date());
    let outside: Vec<Date> = dates
        .map(|date| date.value)
        .filter(|date| !event.includes(*date))
        .collect();
    for occasion in prose.occasions() {
        if !is_event(&occasion, event) {
            continue;
        }
        let Some([first, last]) = days(&occasion, start.value) else {
            continue;
        };
        let is_same = [first, last] == [start.value, end.value];
        let is_near = first <= end.value && start.value <= last;
        let in_other_month =
            [first, last].map(Date::day) == [start.value, end.value].map(Date::day);
        let is_told_by_agenda = outside.iter().any(|day| first <= *day && *day <= last);
        if is_same || is_told_by_agenda || !(is_near || in_other_month) {
            continue;
        }
        let (place, label) = if last == end.value {
            (start, "the event starts here")
        } else {
            (end, "the event ends here")
        };
        findings
            .add(
                mismatch([first, last], [start.value, end.value]),
                occasion.text.part(occasion.range.clone()),
                "as the text says",
            )
            .label(place, label)
            .help("correct the text, or the dates in `event`");
    }
}

/// The days of the occasion in the year that it names, or in that of the event.
fn days(occasion: &Occasion<'_>, start: Date) -> Option<[Date; 2]> {
    let year = occasion.year.unwrap_or(start.year());
    let day = |(month, day)| Date::new(year, month, day);
    let days = [day(occasion.first)?, day(occasion.last)?];
    (year == start.year() && days[0] <= days[1]).then_some(days)
}

/// Whether what was held is the event: each of its longer words is one of the name, and it is a name or has several.
fn is_event(occasion: &Occasion<'_>, event: &Event<'_>) -> bool {
    let Some(name) = event.name else {
        return false;
    };
    let name = name.to_lowercase();
    let name: Vec<&str> = longer_words(&name).collect();
    let mut words = longer_words(occasion.subject);
    let count = longer_words(occasion.subject).count();
    let is_name = words.all(|word| name.contains(&word.to_lowercase().as_str()));
    let is_capitalized =
        longer_words(occasion.subject).all(|word| word.starts_with(char::is_uppercase));
    is_name && count > 0 && (count > 1 || is_capitalized)
}

fn longer_words(text: &str) -> impl Iterator<Item = &str> {
    const SHORT: usize = 3;
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.chars().count() > SHORT || word.chars().any(char::is_numeric))
}

fn mismatch([first, last]: [Date; 2], [start, end]: [Date; 2]) -> String {
    format!(
        "the text says that the event was held from {first} to {last}, but `event` says from {start} to {end}"
    )
}
