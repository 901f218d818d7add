use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::{ItemKind, Report, Slot, Text, title};

rule! {
    /// Two session codes have the same title.
    ///
    /// ## Why it matters
    /// Two codes mean two sessions, but one title means one session. Either a title was copied and never changed, or
    /// the session was held twice and the report does not say so.
    ///
    /// Titles that differ only in letter case, spacing, or the style of quotation marks and dashes are the same title.
    /// Items without a code, breaks, receptions, ceremonies, exhibitions, and items of the kind `other` may share a
    /// title. A title of three or more sessions counts as a heading that they share, such as "Poster session". A title
    /// that appears at the same hours on two days counts as something that takes place on each of them.
    ///
    /// ## How to fix or declare it
    /// Give each session its own title. If one repeats the other on purpose, add `repeats` with the code of the first
    /// one to it: `repeats: "014"`.
    error "agenda/duplicate-title"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for group in unique::duplicates(sessions(report), |session| Some(session.comparable.clone())) {
        if let [again] = group.again.as_slice()
            && !are_daily(&group.first, again)
        {
            report_pair(&group.first, again, findings);
        }
    }
}

/// Whether the two are held at the same hours of two days.
fn are_daily(first: &Session<'_, '_>, again: &Session<'_, '_>) -> bool {
    let [first, again] = [first.slot, again.slot];
    first.day_index != again.day_index
        && first.interval.is_some()
        && first.interval == again.interval
}

/// A session that should have a title to itself.
struct Session<'r, 't> {
    slot: Slot<'r, 't>,
    code: &'t str,
    title: Text<'t>,
    comparable: String,
}

/// Each title under each code once: a code that is used twice is another defect. What declares a repetition is left
/// out, also if it repeats something else, which is another defect, too.
fn sessions<'r, 't>(report: &'r Report<'t>) -> Vec<Session<'r, 't>> {
    let sessions = report.slots().into_iter().filter_map(|slot| {
        let item = &slot.item.value;
        let (code, title) = (item.code?.value, item.title?);
        let may_recur = report.has_lost_kind(slot.item)
            || matches!(
                item.kind.as_deref(),
                Some(
                    ItemKind::Break
                        | ItemKind::Reception
                        | ItemKind::Ceremony
                        | ItemKind::Exhibition
                        | ItemKind::Other
                )
            );
        let declares =
            item.repeats.is_some() || report.has_lost(slot.item.at, "repeats", None::<&()>);
        let takes_part = !declares && !may_recur;
        takes_part.then(|| Session {
            slot,
            code,
            title,
            comparable: title::comparable(&title),
        })
    });
    let mut sessions: Vec<Session<'r, 't>> = sessions.collect();
    let mut known = FxHashSet::default();
    sessions.retain(|session| known.insert((session.code, session.comparable.clone())));
    sessions
}

fn report_pair(first: &Session<'_, '_>, again: &Session<'_, '_>, findings: &mut Findings<'_>) {
    let message = format!(
        "\"{title}\" is on the agenda twice, as {first} and as {again}",
        title = first.title.value,
        first = first.code,
        again = again.code
    );
    let label = format!("first {when}", when = first.slot.when());
    findings
        .add(message, &first.title, label)
        .label(
            &again.title,
            format!("again {when}", when = again.slot.when_after(&first.slot)),
        )
        .help(format!(
            "give each session its own title; if {again} repeats {first} on purpose, add `repeats: \
                \"{first}\"` to it",
            first = first.code,
            again = again.code
        ));
}
