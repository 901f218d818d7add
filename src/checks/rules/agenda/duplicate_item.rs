use std::cell::LazyCell;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::report::Report;
use crate::report::timetable::Timetable;

rule! {
    /// A session is on the agenda twice, one right after the other.
    ///
    /// ## Why it matters
    /// A session that was pasted twice looks like two. A reader goes from one to the other to find the difference, and
    /// every count of the sessions is wrong.
    ///
    /// ## What is compared
    /// Two items that follow one another in the same list are the same if they have the same title, the same label, the
    /// same times, the same rooms and the same track, and not two codes. This is one finding: the same code, room,
    /// chair and parts are not reported again.
    ///
    /// Breaks, receptions, background items and items of the kind `other` may appear several times. A title that
    /// appears three times at the same time, or twice at several times, is a placeholder for sessions and is not reported.
    ///
    /// ## How to fix it
    /// Remove one of the two, or give it what makes it different: its own title, room, track or code.
    error "agenda/duplicate-item"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = LazyCell::new(|| Timetable::of(report));
    for items @ [first, again] in &found.copies {
        let [first, again] = [first, again].map(|item| timetable.item(*item));
        let message = format!(
            "{item} is on the agenda twice at the same time{on_day}",
            item = first.called(),
            on_day = timetable.on_day(items)
        );
        findings
            .add(message, first.name_place(), FIRST_HERE)
            .label(again.name_place(), AGAIN_HERE)
            .help("remove one of the two, or give each its own title, room, track or code");
    }
}
