use super::declared_parallel;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::timetable::{PlenaryConflict, Timetable};

rule! {
    /// A plenary and other sessions take place at the same time.
    ///
    /// ## Why it matters
    /// A plenary is the meeting of everybody. If a session runs beside it, either people have to miss one of the two, or
    /// one of the times is wrong, or the plenary is in the wrong group.
    ///
    /// ## What is compared
    /// A plenary is an item of `kind: plenary`, or, where no `kind` is given, one with the word "plenary" in its title. A
    /// session is an item with a code, or of a kind that says so (breaks, receptions, exhibitions and desks are none), or
    /// one of the lines of a group. They are compared with the items of the same list: those of the days, those of one
    /// group, those of one session. A group represents what is in it and has no times of its own.
    ///
    /// - What has the very same times as a plenary is beside it, unless both name a room.
    /// - What overlaps a plenary in part is beside it, unless both are in one room, which is `agenda/double-booking`.
    /// - What lies within a plenary is a part of it, also if it is printed beside it and not among its `items`.
    /// - What overlaps plenaries in part at the same hours on several days is meant to.
    ///
    /// A plenary with all that is beside it is one finding, and is not reported as an overlap or a double booking too.
    ///
    /// ## How to fix or declare it
    /// Move the plenary or the sessions, or give the item its right `kind`. If both meet at the same time on purpose,
    /// add `parallel: true` to the plenary, or to the session, or to the group that the session is in.
    error "agenda/plenary-conflict",
    fix declare "Adds `parallel: true` to the plenary."
}

/// How many of the sessions beside a plenary are shown.
const SHOWN: usize = 5;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = Timetable::of(report);
    for PlenaryConflict { plenary, beside } in &found.plenaries {
        let all = [std::slice::from_ref(plenary), beside].concat();
        let message = format!(
            "the plenary {plenary} has {others} beside it{on_day}",
            plenary = timetable.item(*plenary).listed_as(),
            others = timetable.listed(beside),
            on_day = timetable.on_day(&all)
        );
        let when = timetable.when(&all);
        let place = |item: usize| timetable.item(item).name_place();
        let shown = beside.iter().take(SHOWN);
        let fix = declared_parallel([timetable.item(*plenary)], findings);
        findings
            .add(message, place(*plenary), format!("plenary, {when}", when = when(*plenary)))
            .labels(shown.map(|item| (place(*item), when(*item))))
            .about(beside.iter().skip(SHOWN).map(|item| place(*item)))
            .help("move the plenary or what is beside it; if they meet side by side on purpose, add `parallel: \
                true` to the plenary; if it is none, say so with its `kind`")
            .fix(fix);
    }
}
