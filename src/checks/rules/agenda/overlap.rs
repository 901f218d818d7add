use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::clock::Interval;
use crate::report::timetable::Timetable;

rule! {
    /// Items of the agenda overlap in part, and nothing says that they may.
    ///
    /// ## Why it matters
    /// A reader cannot tell whether two things were meant to run side by side or whether one of the times is wrong. One
    /// wrong time is enough to send people to a room an hour late.
    ///
    /// Items that overlap one another, directly or through a third, are one finding. If all of them have the very same
    /// times it is `agenda/undeclared-parallel` that reports them.
    ///
    /// ## What is compared
    /// The items of the days are compared with one another, and the parts of an item with one another. 10:00 as an end
    /// and 10:00 as a start do not overlap. What runs past midnight (`end: "25:30"`) reaches into the next day.
    ///
    /// - Items of a group that have no times of their own run side by side. The group stands for them: it is compared,
    ///   they are not.
    /// - Two items that both name a `room`, or both a `track`, are told apart by it. A group names rooms if all its items
    ///   do.
    /// - An exhibition is background, and so is everything in it.
    /// - What is a plenary conflict or a double booking is reported as that, and not a second time as an overlap.
    ///
    /// ## How to mend or declare it
    /// Correct the times. If the items run side by side on purpose, add `parallel: true` to one of each two; that also
    /// holds for a group all of whose items have it. Or give each its `room`.
    error "agenda/overlap"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for clash in timetable
        .clashes()
        .iter()
        .filter(|clash| !clash.same_interval)
    {
        let items = &clash.items;
        let on_day = timetable.on_day(items);
        let message = if let [one, other] = items.as_slice() {
            let [one, other] = [one, other].map(|item| timetable.item(*item).called());
            messages::two_overlap(&one, &other, &on_day)
        } else {
            let hull = hull(&timetable, items).filter(|_| !on_day.is_empty());
            messages::several_overlap(items.len(), &on_day, hull)
        };
        let help = if items.len() == 2 {
            messages::CORRECT_OR_DECLARE_ONE
        } else {
            messages::CORRECT_OR_DECLARE_SEVERAL
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

/// From the first start to the last end.
fn hull(timetable: &Timetable<'_, '_>, items: &[usize]) -> Option<Interval> {
    let intervals = || items.iter().filter_map(|item| timetable.interval(*item));
    Some(Interval {
        start: intervals().map(|interval| interval.start).min()?,
        end: intervals().map(|interval| interval.end).max()?,
    })
}

mod messages {
    use crate::report::clock::Interval;

    pub(super) const CORRECT_OR_DECLARE_ONE: &str = "correct the times; if the two run side by side on purpose, add \
        `parallel: true` to one of them";
    pub(super) const CORRECT_OR_DECLARE_SEVERAL: &str =
        "correct the times; to those that run beside others on purpose, add `parallel: true`";

    pub(super) fn two_overlap(one: &str, other: &str, on_day: &str) -> String {
        format!("{one} and {other} overlap{on_day}")
    }

    pub(super) fn several_overlap(count: usize, on_day: &str, hull: Option<Interval>) -> String {
        match hull {
            Some(hull) => format!("{count} items overlap{on_day}, {hull}"),
            None => format!("{count} items overlap{on_day}"),
        }
    }
}
