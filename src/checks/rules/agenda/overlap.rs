use std::cell::LazyCell;

use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::report::Report;
use crate::report::timetable::{Conflict, DuringBreak, Timetable, Why};

rule! {
    /// Items of the agenda overlap in part, and are not declared parallel.
    ///
    /// ## Why it matters
    /// A reader does not know whether two items run side by side or whether one of the times is wrong. One wrong time
    /// is enough to send people to a room an hour late.
    ///
    /// ## What is compared
    /// The items of the days are compared with one another, and the parts of an item with one another. Two of them
    /// overlap in part when each has time outside the other. An end at 10:00 and a start at 10:00 do not overlap. An
    /// item that runs past midnight (`end: "25:30"`, or a start in the evening and an end in the small hours) reaches
    /// into the next day.
    ///
    /// - Two items that overlap are one finding. An item that overlaps several others is one finding with all of them.
    /// - Items of a group without times of their own run side by side. The group is compared instead of them.
    /// - Two items that name different `room`s, or different `track`s, do not overlap. A group names rooms if all its
    ///   items do.
    /// - An exhibition or a registration desk is background, and so is everything in it. If an item has no `kind`, its
    ///   title may show this: "Registration", "On-site check-in" or "Exhibition" at the beginning, for an item of an
    ///   hour or more. This works in English only.
    /// - A lunch or coffee break within an item is the break of that item. If a break overlaps a session in part, this
    ///   is a warning. A break in another room is reported only if the session begins before the break ends, and the
    ///   room of the break has no sessions.
    /// - If only one session takes place during a break, this is a warning, provided that the agenda declares which of
    ///   the other items are parallel.
    /// - An item of six hours or more does not overlap with anything: the rest of the day runs beside it.
    /// - A plenary conflict or a double booking is not reported again as an overlap.
    ///
    /// ## When it asks instead
    /// If overlaps are common in an agenda, `agenda/undeclared-parallel` asks once for the whole agenda, and this rule
    /// reports nothing. This is so if more than three items, and more than a tenth of all items, would have to be
    /// wrong; if items overlap at the same hours on several days; if one of the two items names a room and the other
    /// does not; or if the agenda has items side by side at three or more times and never declares this, by `parallel:
    /// true`, a group, or rooms or tracks for most items.
    ///
    /// ## How to fix or declare it
    /// Correct the times. If the items run side by side on purpose, add `parallel: true` to one of the two, or to all
    /// items of a group. Or give each item its `room`.
    error "agenda/overlap"
}

/// How many of the items that one overlaps are shown.
const SHOWN: usize = 2;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = LazyCell::new(|| Timetable::of(report));
    for conflict in &found.conflicts {
        if !conflict.is_booking() {
            report_conflict(conflict, &timetable, findings);
        }
    }
    for during in &found.during {
        report_during(*during, &timetable, findings);
    }
}

fn report_conflict(
    conflict: &Conflict<'_>,
    timetable: &Timetable<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let all = conflict.items();
    let on_day = timetable.on_day(&all);
    let one = timetable.item(conflict.item).called();
    let others: Vec<usize> = conflict.others.iter().map(|other| other.item).collect();
    let (message, help) = if let [other] = others.as_slice() {
        let other = timetable.item(*other).called();
        let message = format!("{one} and {other} overlap{on_day}");
        (
            message,
            "correct the times; if the two run side by side on purpose, add `parallel: true` to one of them",
        )
    } else {
        let message = format!(
            "{one} overlaps {others}{on_day}",
            others = timetable.listed(&others)
        );
        (
            message,
            "correct its times; if it runs beside the others on purpose, add `parallel: true` to it",
        )
    };
    let when = timetable.when(&all);
    let place = |item: usize| timetable.item(item).name_place();
    let shown = others.iter().take(SHOWN);
    let is_with_breaks = conflict
        .others
        .iter()
        .all(|other| matches!(other.why, Why::Break));
    let draft = findings
        .add(message, place(conflict.item), when(conflict.item))
        .labels(shown.map(|item| (place(*item), when(*item))))
        .about(others.iter().skip(SHOWN).map(|item| place(*item)))
        .help(help);
    if is_with_breaks {
        draft.no_more_than(Severity::Warning);
    }
}

fn report_during(during: DuringBreak, timetable: &Timetable<'_, '_>, findings: &mut Findings<'_>) {
    let DuringBreak { session, pause } = during;
    let items = [session, pause];
    let [session_name, pause_name] = items.map(|item| timetable.item(item).listed_as());
    let message = format!(
        "{session_name} takes place during {pause_name}{on_day}",
        on_day = timetable.on_day(&items)
    );
    let when = timetable.when(&items);
    let place = |item: usize| timetable.item(item).name_place();
    findings
        .add(message, place(session), when(session))
        .label(place(pause), when(pause))
        .help("move one of the two; if the session takes place during the break on purpose, add `parallel: true` \
            to it")
        .no_more_than(Severity::Warning);
}
