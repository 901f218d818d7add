use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::timetable::{PlenaryConflict, Timetable};

rule! {
    /// A plenary and other sessions take place at the same time.
    ///
    /// ## Why it matters
    /// A plenary is the meeting of everybody. If a session runs beside it, either people have to miss one of the two, or
    /// one of the times is wrong, or the plenary stands in the wrong group.
    ///
    /// ## What is compared
    /// A plenary is an item of `kind: plenary`, or, where no `kind` is given, one with the word "plenary" in its title.
    /// A session is an item with a code, or of a kind that says so (breaks, receptions and exhibitions are none), or one
    /// of the lines of a group. They are compared across all levels: with the sessions of the same group, of other
    /// groups, and of none. Rooms and tracks make no difference.
    ///
    /// The parts of a plenary, and the groups it stands in, are no sessions beside it. A plenary with all the sessions
    /// beside it is one finding, and is not reported as an overlap or a double booking too.
    ///
    /// ## How to mend or declare it
    /// Move the plenary or the sessions, or give the item its right `kind`. If both meet at the same time on purpose,
    /// add `parallel: true` to the plenary, or to the session, or to the group that the session is in.
    error "agenda/plenary-conflict"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for conflict in timetable.plenary_conflicts() {
        let all = [conflict.plenaries.as_slice(), &conflict.sessions].concat();
        let when = timetable.when(&all);
        let mut labels = all.iter().enumerate().map(|(index, item)| {
            let when = when(*item);
            let label = if index < conflict.plenaries.len() {
                messages::plenary(&when)
            } else {
                when
            };
            (timetable.item(*item).name_place(), label)
        });
        let Some((first, label)) = labels.next() else {
            continue;
        };
        findings
            .add(message(&timetable, &conflict, &all), first, label)
            .labels(labels)
            .help(messages::MOVE_OR_DECLARE);
    }
}

fn message(timetable: &Timetable<'_, '_>, conflict: &PlenaryConflict, all: &[usize]) -> String {
    let on_day = timetable.on_day(all);
    let plenaries = timetable.listed(&conflict.plenaries);
    let sessions = timetable.listed(&conflict.sessions);
    match (conflict.plenaries.len(), conflict.sessions.len()) {
        (1, _) => messages::one_plenary(&plenaries, &sessions, &on_day),
        (_, 0) => messages::plenaries_overlap(&plenaries, &on_day),
        _ => messages::several_plenaries(&plenaries, &sessions, &on_day),
    }
}

mod messages {
    pub(super) const MOVE_OR_DECLARE: &str = "move the plenary or what is beside it; if they meet side by side on \
        purpose, add `parallel: true` to the plenary; if it is none, say so with its `kind`";

    pub(super) fn one_plenary(plenary: &str, sessions: &str, on_day: &str) -> String {
        format!("the plenary {plenary} has {sessions} beside it{on_day}")
    }

    pub(super) fn plenaries_overlap(plenaries: &str, on_day: &str) -> String {
        format!("the plenaries {plenaries} overlap{on_day}")
    }

    pub(super) fn several_plenaries(plenaries: &str, sessions: &str, on_day: &str) -> String {
        format!("the plenaries {plenaries} have {sessions} beside them{on_day}")
    }

    pub(super) fn plenary(when: &str) -> String {
        format!("plenary, {when}")
    }
}
