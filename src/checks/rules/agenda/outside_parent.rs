use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::clock::Interval;
use crate::report::timetable::Timetable;
use crate::text::place::Place;

rule! {
    /// Parts of an item are outside its times.
    ///
    /// ## Why it matters
    /// A session from 14:00 to 16:00 cannot have a part that ends at 16:30. Either the part or the session has a wrong
    /// time.
    ///
    /// All parts that are outside one item are one finding, because the times of the item may be wrong. If an item has
    /// no times of its own, its parts are compared with the times of its group.
    ///
    /// ## How to fix it
    /// Correct the times of the part or of the item, or move the part out of the item. After midnight, continue to
    /// count the hours: half past one is `"25:30"`.
    error "agenda/outside-parent"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for (parent, parts) in timetable.parts_outside() {
        let Some(around) = timetable.interval(parent) else {
            continue;
        };
        let parts_named = match parts.as_slice() {
            [part] => timetable.item(*part).called(),
            parts => timetable.listed(parts),
        };
        let whole = timetable.item(parent).called();
        let message = outside(&parts_named, parts.len(), &whole, around);
        let in_the_night = parts.iter().filter_map(|part| {
            let later = day_later(timetable.interval(*part)?)?;
            around.contains(&later).then_some(later)
        });
        let help = in_the_night.into_iter().next().map_or_else(
            || correct_or_move(parts.len()).to_owned(),
            |later| count_hours_on(later, parts.len()),
        );
        let mut places = parts.iter().filter_map(|part| {
            let part = timetable.item(*part);
            let early = part.start.filter(|start| start.value < around.start);
            let (place, label) = match early {
                Some(start) => (start, "starts too early"),
                None => (part.end?, "ends too late"),
            };
            Some((Place::from(&place), label.to_owned()))
        });
        let Some((first, label)) = places.next() else {
            continue;
        };
        let whole = timetable.item(timetable.timed_by(parent));
        findings
            .add(message, first, label)
            .labels(places)
            .label(whole.name_place(), around.to_string())
            .help(help);
    }
}

fn day_later(interval: Interval) -> Option<Interval> {
    Some(Interval {
        start: interval.start.day_later()?,
        end: interval.end.day_later()?,
    })
}

/// `parts` are as many as `count` says.
fn outside(parts: &str, count: usize, whole: &str, around: Interval) -> String {
    match count {
        1 => format!("{parts} is outside the times of {whole}, {around}"),
        _ => format!("{parts} are outside the times of {whole}, {around}"),
    }
}

fn correct_or_move(count: usize) -> &'static str {
    match count {
        1 => "correct the times of the part or those of the whole, or move the part out of it",
        _ => "correct the times of the parts or those of the whole, or move the parts out of it",
    }
}

/// Of several parts, `later` is that of the first in the night.
fn count_hours_on(later: Interval, count: usize) -> String {
    match count {
        1 => format!("after midnight, continue to count the hours: {later}"),
        _ => format!("after midnight, continue to count the hours, as in {later}"),
    }
}
