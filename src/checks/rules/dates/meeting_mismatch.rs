use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::dated_meeting::{DatedMeeting, dated_meetings};
use crate::text::place::NodeRef;

rule! {
    /// The text gives two dates for one meeting.
    ///
    /// The rule reads numbered meetings with their days: "at its 1st meeting, on 2 December, the Committee adopted",
    /// "the 1st meeting of the Committee, held on 2 December". Two of them are one meeting if the same body is named,
    /// or if they are in one section and no other body is named. Each body counts its own meetings. Meetings that were
    /// resumed or had parts are not compared, nor are days in two years or more than a month apart.
    ///
    /// ## Why it matters
    /// One of the days is wrong, and a reader who looks for the record of the meeting does not find it.
    ///
    /// ## How to fix it
    /// Correct the day, or the number of the meeting. If a meeting continued on another day, write "its resumed 1st
    /// meeting".
    warning "dates/meeting-mismatch", needs Meetings
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let meetings = dated_meetings(prose);
    let mut of_body: FxHashMap<Key<'_, &str>, &DatedMeeting<'_>> = FxHashMap::default();
    let mut of_section: FxHashMap<Key<'_, Option<NodeRef>>, &DatedMeeting<'_>> =
        FxHashMap::default();
    for meeting in &meetings {
        let beside = *of_section
            .entry((meeting.number, meeting.section))
            .or_insert(meeting);
        let same_body = meeting
            .body
            .map(|body| *of_body.entry((meeting.number, body)).or_insert(meeting));
        let is_another = |other: &DatedMeeting<'_>| {
            let bodies = other.body.zip(meeting.body);
            bodies.is_some_and(|(one, other)| one != other)
        };
        let first = [same_body, Some(beside).filter(|other| !is_another(other))];
        let differs = |first: &&DatedMeeting<'_>| !first.is_with(meeting) && first.is_near(meeting);
        if let Some(first) = first.into_iter().flatten().find(differs) {
            report(first, meeting, findings);
        }
    }
}

/// What distinguishes a meeting from others: its number, and whose or where it is.
type Key<'t, W> = ((u32, &'t str), W);

fn report(first: &DatedMeeting<'_>, again: &DatedMeeting<'_>, findings: &mut Findings<'_>) {
    findings
        .add(
            format!("the text says that the {name} was held on {first}, but here on {again}", name = again.name, first = first.written, again = again.written),
            again.text.part(again.range.clone()),
            "here on this day",
        )
        .label(first.text.part(first.range.clone()), "first on this day")
        .help("correct the day or the number of the meeting; if it continued on another day, write that it was resumed");
}
