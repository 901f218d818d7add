use std::cell::LazyCell;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::timetable::{PlenaryConflict, Timetable};

rule! {
    /// A plenary and other sessions take place at the same time.
    ///
    /// ## Why it matters
    /// Everybody attends a plenary. If a session runs at the same time, people miss one of the two, or one of the times
    /// is wrong, or the plenary is in the wrong group.
    ///
    /// ## What is compared
    /// A plenary is an item of `kind: plenary`, or, without a `kind`, an item with the word "plenary" in its title. A
    /// session is an item with a code, an item of the kind of a session (not a break, a reception, an exhibition or a
    /// desk), or an item of a group. They are compared with the items of the same list: of the days, of one group, or
    /// of one session. A group is compared instead of its items without times.
    ///
    /// - An item with the same times as a plenary conflicts with it, unless both name a room.
    /// - An item that overlaps a plenary in part conflicts with it, unless both are in the same room, which is
    ///   `agenda/double-booking`.
    /// - An item within a plenary is a part of it, even if it is not listed among its `items`.
    /// - Items that overlap plenaries in part at the same hours on several days are intended.
    ///
    /// A plenary with all items that conflict with it is one finding. It is not reported again as an overlap or a
    /// double booking.
    ///
    /// ## How to fix or declare it
    /// Move the plenary or the sessions, or give the item its right `kind`. If both meet at the same time on purpose,
    /// add `parallel: true` to the plenary, or to the session, or to the group that the session is in.
    error "agenda/plenary-conflict"
}

/// How many of the sessions beside a plenary are shown.
const SHOWN: usize = 5;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = LazyCell::new(|| Timetable::of(report));
    for PlenaryConflict { plenary, beside } in &found.plenaries {
        let all = [std::slice::from_ref(plenary), beside].concat();
        let message = format!(
            "{others} {overlap} the plenary {plenary}{on_day}",
            others = timetable.listed(beside),
            overlap = if beside.len() == 1 {
                "overlaps"
            } else {
                "overlap"
            },
            plenary = timetable.item(*plenary).listed_as(),
            on_day = timetable.on_day(&all)
        );
        let when = timetable.when(&all);
        let place = |item: usize| timetable.item(item).name_place();
        let shown = beside.iter().take(SHOWN);
        findings
            .add(message, place(*plenary), format!("plenary, {when}", when = when(*plenary)))
            .labels(shown.map(|item| (place(*item), when(*item))))
            .about(beside.iter().skip(SHOWN).map(|item| place(*item)))
            .help("move one of them; if they take place at the same time on purpose, add `parallel: true` to the \
                plenary; if it is not a plenary, correct its `kind`");
    }
}
