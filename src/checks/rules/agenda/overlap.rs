use super::declared_parallel;
use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::report::Report;
use crate::report::timetable::{Conflict, DuringBreak, Timetable, Why};

rule! {
    /// Items of the agenda overlap in part, and nothing says that they may.
    ///
    /// ## Why it matters
    /// A reader cannot tell whether two things were meant to run side by side or whether one of the times is wrong. One
    /// wrong time is enough to send people to a room an hour late.
    ///
    /// ## What is compared
    /// The items of the days are compared with one another, and the parts of an item with one another. Two of them overlap in
    /// part when each has time that the other has not. 10:00 as an end and 10:00 as a start do not overlap. What runs past
    /// midnight (`end: "25:30"`, or a start in the evening and an end in the small hours) reaches into the next day.
    ///
    /// - Each two items are one finding. An item that overlaps several others is one finding with all of them.
    /// - Items of a group that have no times of their own run side by side. The group represents them: it is compared, they
    ///   are not.
    /// - Two items that both name a `room`, or both a `track`, are distinguished by it. A group names rooms if all its
    ///   items do.
    /// - An exhibition or a registration desk is background, and so is everything in it. Where no `kind` says what an item
    ///   is, its title may: "Registration", "On-site check-in" or "Exhibition" at the beginning of the title of an item of
    ///   an hour or more. The words are known in English only.
    /// - A lunch or coffee break within an item is the break of that item. A break that overlaps a session in part is a
    ///   warning; one in another room only if the session begins before the break is over, and no sessions are held in
    ///   the room of the break.
    /// - A session that takes place during a break, as the only one, is a warning where the agenda declares which of the
    ///   other items are parallel.
    /// - What goes on for six hours or more overlaps with nothing: everything else of the day is beside it.
    /// - What is a plenary conflict or a double booking is reported as that, and not a second time as an overlap.
    ///
    /// ## When it asks instead
    /// `agenda/undeclared-parallel` asks once for the whole agenda, and nothing is reported here, where overlaps are no
    /// exception: where it takes more than three items, and more than a tenth of all, to explain them; where items overlap
    /// at the same hours on several days; where one of the two names a room and the other does not; and where the agenda has
    /// items side by side at three times or more and never says that it may: by no `parallel: true`, no group, and no rooms
    /// or tracks of most items.
    ///
    /// ## How to fix or declare it
    /// Correct the times. If the items run side by side on purpose, add `parallel: true` to one of each two; that also
    /// applies to a group all of whose items have it. Or give each its `room`.
    error "agenda/overlap",
    fix declare "Adds `parallel: true` to the item."
}

/// How many of the items that one overlaps are shown.
const SHOWN: usize = 2;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = Timetable::of(report);
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
    let fix = declared_parallel([timetable.item(conflict.item)], findings);
    let draft = findings
        .add(message, place(conflict.item), when(conflict.item))
        .labels(shown.map(|item| (place(*item), when(*item))))
        .about(others.iter().skip(SHOWN).map(|item| place(*item)))
        .help(help)
        .fix(fix);
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
    let fix = declared_parallel([timetable.item(session)], findings);
    findings
        .add(message, place(session), when(session))
        .label(place(pause), when(pause))
        .help("move one of the two; if the session takes place during the break on purpose, add `parallel: true` \
            to it")
        .fix(fix)
        .no_more_than(Severity::Warning);
}
