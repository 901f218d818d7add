use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::{overlap, sequence};
use crate::report::calendar::Date;
use crate::report::clock::{Clock, Interval};
use crate::report::{Agenda, Item, Report, Spanned};
use crate::text::place::{NodeRef, Place};

rule! {
    /// Days, or the items of a day, are not in order of time.
    ///
    /// ## Why it matters
    /// Readers go through an agenda from top to bottom and stop when the time they look for has passed. What stands
    /// further down is not found. Often it is the time itself that was mistyped.
    ///
    /// Items are compared by their start, and only with those of the same list. Items that start together may stand in
    /// any order, and an exhibition, which goes on in the background, may stand anywhere. Items whose times clash are
    /// left to `agenda/overlap`.
    ///
    /// ## How to mend it
    /// Move the item to its place, or correct its time. There is no way to declare another order.
    warning "agenda/order"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
    report_misplaced(&dated(report, agenda), findings);
    for day in &agenda.days {
        report_misplaced(&timed(report, &day.items, None), findings);
    }
    for slot in agenda.slots() {
        let timed = timed(report, &slot.item.items, slot.interval);
        report_misplaced(&timed, findings);
    }
}

/// Something that begins at a time.
struct Entry<T> {
    begins: T,
    name: String,
    place: Place,
}

/// The days whose dates can be relied on: of two with one date the first, and none outside the event.
fn dated(report: &Report<'_>, agenda: &Agenda<'_>) -> Vec<Entry<Date>> {
    let mut known = FxHashSet::default();
    let event = report.event.as_deref();
    let dates = agenda.days.iter().filter_map(|day| day.certain_date());
    dates
        .filter(|date| event.is_none_or(|event| event.includes(date.value)))
        .filter(|date| known.insert(date.value))
        .map(|date| Entry {
            begins: date.value,
            name: date.to_string(),
            place: Place::from(&date),
        })
        .collect()
}

/// The items whose times can be relied on. A time before its start, one outside the item it is a part of, and times that
/// clash with those of another item are other defects.
fn timed(
    report: &Report<'_>,
    items: &[Spanned<Item<'_>>],
    within: Option<Interval>,
) -> Vec<Entry<Clock>> {
    let possible = |interval: &Interval| {
        !interval.is_empty() && within.is_none_or(|within| within.contains(interval))
    };
    let timed = items.iter().filter(|item| !report.may_be_background(item));
    let timed: Vec<_> = timed
        .filter_map(|item| {
            let interval = stated_interval(item)?;
            possible(&interval).then_some((item, interval))
        })
        .collect();
    let clashing = clashing(report, &timed);
    let entries = timed.iter().filter_map(|(item, interval)| {
        let start = item.start.as_ref()?;
        (!clashing.contains(&item.at)).then(|| Entry {
            begins: interval.start,
            name: messages::item_at(&item.called(), interval.start),
            place: Place::from(start),
        })
    });
    entries.collect()
}

fn stated_interval(item: &Item<'_>) -> Option<Interval> {
    Some(Interval {
        start: item.start?.value,
        end: item.end?.value,
    })
}

fn clashing(report: &Report<'_>, timed: &[(&Spanned<Item<'_>>, Interval)]) -> FxHashSet<NodeRef> {
    let undeclared = timed.iter().filter(|(item, _)| !report.is_parallel(item));
    let clusters = overlap::clusters(
        undeclared,
        |(_, interval)| Some(*interval),
        |(item, _)| [item.room, item.track].map(|lane| lane.map(|lane| lane.value)),
    );
    let items = clusters.into_iter().flat_map(|cluster| cluster.items);
    items.map(|(item, _)| item.at).collect()
}

/// What stands out of order next to one another was moved together, and is one finding.
fn report_misplaced<T: Ord + Copy>(entries: &[Entry<T>], findings: &mut Findings<'_>) {
    let keys: Vec<T> = entries.iter().map(|entry| entry.begins).collect();
    let misplaced = sequence::misplaced(&keys);
    for moved in misplaced.chunk_by(|one, next| one.index + 1 == next.index) {
        let (first, more) = (&moved[0], &moved[1..]);
        let (entry, against) = (&entries[first.index], &entries[first.against]);
        let (message, but) = if first.against < first.index {
            let message = messages::stands_after(&entry.name, more.len(), &against.name);
            (message, messages::BUT_LATER)
        } else {
            let message = messages::stands_before(&entry.name, more.len(), &against.name);
            (message, messages::BUT_EARLIER)
        };
        let mut draft = findings.add(message, entry.place.clone(), messages::OUT_OF_ORDER);
        for moved in more {
            draft = draft.label(
                entries[moved.index].place.clone(),
                messages::ALSO_OUT_OF_ORDER,
            );
        }
        draft
            .label(against.place.clone(), but)
            .help(messages::PUT_IN_ORDER);
    }
}

mod messages {
    pub(super) use crate::finding::wording::{
        ALSO_OUT_OF_ORDER, OUT_OF_ORDER, stands_after, stands_before,
    };
    use crate::report::clock::Clock;

    pub(super) const BUT_LATER: &str = "but this is later";
    pub(super) const BUT_EARLIER: &str = "but this is earlier";
    pub(super) const PUT_IN_ORDER: &str =
        "put them in order of time, or correct the time that was mistyped";

    pub(super) fn item_at(item: &str, start: Clock) -> String {
        format!("{item} at {start}")
    }
}
