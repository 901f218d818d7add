use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed;
use crate::report::Report;
use crate::report::timetable::Timetable;

rule! {
    /// Items of the agenda have the very same times, and nothing says that they run side by side.
    ///
    /// ## Why it matters
    /// Two items with the same times are most often parallel sessions, which a reader has to choose from, and sometimes
    /// one of them was copied and its times left as they were. The agenda should say which it is.
    ///
    /// All that have the same times are one finding. As soon as one of the items that overlap has other times, it is
    /// `agenda/overlap` that reports them; its page says in full which items are compared.
    ///
    /// ## How to mend or declare it
    /// Add `parallel: true` to all of the items but one, or give each its `room` or its `track`. Or make a group: an item
    /// with the times, and the parallel sessions without times as its `items`.
    warning "agenda/undeclared-parallel"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for clash in timetable
        .clashes()
        .iter()
        .filter(|clash| clash.same_interval)
    {
        let items = &clash.items;
        let Some(interval) = timetable.interval(items[0]) else {
            continue;
        };
        let names = match items.as_slice() {
            [one, other] => listed(&[one, other].map(|item| timetable.item(*item).called())),
            items => timetable.listed(items),
        };
        let message = messages::same_time(&names, interval, &timetable.on_day(items));
        let of_group = timetable
            .parent(items[0])
            .is_some_and(|group| timetable.interval(group) == Some(interval));
        let help = if of_group {
            messages::LEAVE_OUT_TIMES
        } else if items.len() == 2 {
            messages::DECLARE_ONE
        } else {
            messages::DECLARE_ALL_BUT_ONE
        };
        let when = timetable.when(items);
        let mut labels = items
            .iter()
            .map(|item| (timetable.item(*item).name_place(), when(*item)));
        let Some((first, label)) = labels.next() else {
            continue;
        };
        findings
            .add(message, first, label)
            .labels(labels)
            .help(help);
    }
}

mod messages {
    use crate::report::clock::Interval;

    pub(super) const LEAVE_OUT_TIMES: &str = "if they run side by side, leave out their times, which are those of \
        the whole group; else correct the times";
    pub(super) const DECLARE_ONE: &str = "if the two run side by side on purpose, add `parallel: true` to one of \
        them; else correct the times";
    pub(super) const DECLARE_ALL_BUT_ONE: &str = "if they run side by side on purpose, add `parallel: true` to all \
        but one of them; else correct the times";

    pub(super) fn same_time(names: &str, interval: Interval, on_day: &str) -> String {
        format!("{names} have the same time, {interval}{on_day}, and are not declared parallel")
    }
}
