use crate::finding::wording::{ALSO_OUT_OF_ORDER, OUT_OF_ORDER, comes_after, comes_before};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::sequence::Misplaced;
use crate::relation::{overlap, sequence};
use crate::report::clock::{Clock, Interval};
use crate::report::{Agenda, Item, Report, Spanned, title};
use crate::text::edit::Side;
use crate::text::place::{NodeRef, Place};

rule! {
    /// Days, or the items of a day, are not in order of time.
    ///
    /// ## Why it matters
    /// Readers go through an agenda from top to bottom and stop when the time they look for has passed. They miss what
    /// comes further down. Often the time itself is mistyped.
    ///
    /// Items are compared by their start, and only with items of the same list. Items that run side by side may come in
    /// any order, and an exhibition in the background may come anywhere. If the times of items clash, `agenda/overlap`
    /// reports them.
    ///
    /// A list may also give one room or one track after the other. If it does, and some of them are used at the same
    /// time, the order counts within each of them.
    ///
    /// ## How to fix it
    /// Move the item to its place, or correct its time. You cannot declare another order.
    warning "agenda/order",
    fix unsafe "Moves a day or an item to its place in order of time if it fits there and leaves no gap, but its time may be mistyped."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
    let dated = dated(report, agenda);
    report_misplaced(&dated, dated.len() == agenda.days.len(), findings);
    for day in &agenda.days {
        report_items(report, &day.items, None, findings);
    }
    for slot in agenda.slots() {
        report_items(report, &slot.item.items, slot.interval, findings);
    }
}

fn report_items(
    report: &Report<'_>,
    items: &[Spanned<Item<'_>>],
    within: Option<Interval>,
    findings: &mut Findings<'_>,
) {
    let timed = timed(report, items, within);
    let lanes = lanes(&timed);
    for lane in in_lists(&timed, &lanes) {
        report_misplaced(&lane, timed.len() == items.len(), findings);
    }
}

/// Something that begins at a time.
struct Entry<T> {
    begins: T,
    ends: T,
    at: NodeRef,
    name: String,
    place: Place,
}

/// The days whose dates can be relied on: of two with one date the first, and none outside the event.
fn dated(report: &Report<'_>, agenda: &Agenda<'_>) -> Vec<Entry<i64>> {
    let mut known = FxHashSet::default();
    let event = report.event.as_deref();
    let days = agenda.days.iter();
    let dates = days.filter_map(|day| Some((day.at, day.certain_date()?)));
    dates
        .filter(|(_, date)| event.is_none_or(|event| event.includes(date.value)))
        .filter(|(_, date)| known.insert(date.value))
        .map(|(at, date)| Entry {
            begins: date.value.number(),
            ends: date.value.number() + 1,
            at,
            name: date.to_string(),
            place: Place::from(&date),
        })
        .collect()
}

/// An item whose times can be relied on.
struct Timed<'r, 't> {
    item: &'r Spanned<Item<'t>>,
    interval: Interval,
}

impl Timed<'_, '_> {
    fn entry(&self) -> Entry<Clock> {
        Entry {
            begins: self.interval.start,
            ends: self.interval.end,
            at: self.item.at,
            name: format!(
                "{item} at {start}",
                item = self.item.called(),
                start = self.interval.start
            ),
            place: self
                .item
                .start
                .as_ref()
                .map_or(self.item.name_place(), Place::from),
        }
    }
}

/// The items whose times can be relied on. A time before its start, one outside the item it is a part of, and times that
/// clash with those of another item are other defects.
fn timed<'r, 't>(
    report: &Report<'_>,
    items: &'r [Spanned<Item<'t>>],
    within: Option<Interval>,
) -> Vec<Timed<'r, 't>> {
    let possible = |interval: &Interval| {
        !interval.is_empty() && within.is_none_or(|within| within.contains(interval))
    };
    let found = report.found_in_time();
    let timed = items.iter().filter(|item| !found.is_copy(item));
    let timed = timed.filter_map(|item| {
        let interval = stated_interval(item).filter(possible)?;
        let is_background = report.is_background(item, Some(interval));
        (!is_background).then_some(Timed { item, interval })
    });
    let mut timed: Vec<_> = timed.collect();
    let clashing = clashing(report, &timed);
    let clashes = |timed: &Timed<'_, '_>| {
        clashing.contains(&timed.item.at) || found.is_in_conflict(timed.item)
    };
    timed.retain(|timed| !clashes(timed));
    timed
}

fn stated_interval(item: &Item<'_>) -> Option<Interval> {
    Some(Interval::as_written(item.start?.value, item.end?.value))
}

fn clashing(report: &Report<'_>, timed: &[Timed<'_, '_>]) -> FxHashSet<NodeRef> {
    let undeclared = timed.iter().filter(|it| !report.is_parallel(it.item));
    let clusters = overlap::clusters(
        undeclared,
        |it| Some(it.interval),
        |it| [it.item.room, it.item.track].map(|lane| lane.map(|lane| lane.value)),
    );
    let items = clusters.into_iter().flat_map(|cluster| cluster.items);
    items.map(|it| it.item.at).collect()
}

/// The room and the track of each item, as a number. An item that names neither is where those around it are, if they are
/// in one place: a break is typed in the middle of each room's list.
fn lanes(timed: &[Timed<'_, '_>]) -> Vec<Option<usize>> {
    let mut known: FxHashMap<[Option<String>; 2], usize> = FxHashMap::default();
    let mut lanes: Vec<Option<usize>> = Vec::with_capacity(timed.len());
    for it in timed {
        let names =
            [it.item.room, it.item.track].map(|name| name.map(|name| title::comparable(&name)));
        let next = known.len();
        let is_named = names.iter().any(Option::is_some);
        lanes.push(is_named.then(|| *known.entry(names).or_insert(next)));
    }
    let mut at = 0;
    while let Some(unnamed) = lanes[at..].iter().position(Option::is_none) {
        let start = at + unnamed;
        let end = lanes[start..].iter().position(Option::is_some);
        let end = end.map_or(lanes.len(), |named| start + named);
        let before = start.checked_sub(1).and_then(|before| lanes[before]);
        if before == lanes.get(end).copied().flatten() {
            lanes[start..end].fill(before);
        }
        at = end;
    }
    lanes
}

/// The lists in which the items are in order of time: one for each lane, where they are typed lane by lane, else one.
fn in_lists(timed: &[Timed<'_, '_>], lanes: &[Option<usize>]) -> Vec<Vec<Entry<Clock>>> {
    if !is_lane_by_lane(timed, lanes) {
        return vec![timed.iter().map(Timed::entry).collect()];
    }
    let mut places: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    let mut lists: Vec<Vec<Entry<Clock>>> = Vec::new();
    for (it, lane) in timed.iter().zip(lanes) {
        let place = *places.entry(*lane).or_insert(lists.len());
        if place == lists.len() {
            lists.push(Vec::new());
        }
        lists[place].push(it.entry());
    }
    lists
}

/// Whether the list gives one lane after the other: it hardly ever comes back to one, and some are used at the same time.
fn is_lane_by_lane(timed: &[Timed<'_, '_>], lanes: &[Option<usize>]) -> bool {
    let mut spans: FxHashMap<Option<usize>, Interval> = FxHashMap::default();
    for (it, lane) in timed.iter().zip(lanes) {
        let span = spans.entry(*lane).or_insert(it.interval);
        span.start = span.start.min(it.interval.start);
        span.end = span.end.max(it.interval.end);
    }
    let changes = lanes.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let follow_one_another = 2 * changes <= 3 * spans.len().saturating_sub(1);
    let mut spans: Vec<Interval> = spans.into_values().collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut pairs = spans.windows(2);
    follow_one_another && pairs.any(|pair| pair[0].overlaps(&pair[1]))
}

/// What is out of order next to one another was moved together, and is one finding. Nothing is moved in a list with others
/// than the `entries`: they may belong to the entry before them.
fn report_misplaced<T: Ord + Copy>(
    entries: &[Entry<T>],
    are_all: bool,
    findings: &mut Findings<'_>,
) {
    let keys: Vec<T> = entries.iter().map(|entry| entry.begins).collect();
    let mut misplaced = sequence::misplaced(&keys);
    if misplaced.is_empty() {
        return;
    }
    let order = are_all.then(|| Order::of(entries, &misplaced));
    misplaced.retain(|it| !run_side_by_side(&entries[it.index], &entries[it.against]));
    for moved in misplaced.chunk_by(|one, next| one.index + 1 == next.index) {
        let (first, more) = (&moved[0], &moved[1..]);
        let (entry, against) = (&entries[first.index], &entries[first.against]);
        let (message, but) = if first.against < first.index {
            let message = comes_after(&entry.name, more.len(), &against.name);
            (message, "but this is later")
        } else {
            let message = comes_before(&entry.name, more.len(), &against.name);
            (message, "but this is earlier")
        };
        let mut draft = findings.add(message, entry.place.clone(), OUT_OF_ORDER);
        for moved in more {
            draft = draft.label(entries[moved.index].place.clone(), ALSO_OUT_OF_ORDER);
        }
        draft
            .label(against.place.clone(), but)
            .help("put them in order of time, or correct the time that was mistyped")
            .fix(order.as_ref().and_then(|order| order.moved(moved)));
    }
}

/// The entries that stay where they are.
struct Order<'e, T> {
    entries: &'e [Entry<T>],
    staying: Vec<&'e Entry<T>>,
}

impl<'e, T: Ord + Copy> Order<'e, T> {
    fn of(entries: &'e [Entry<T>], misplaced: &[Misplaced]) -> Self {
        let mut moving = misplaced.iter().map(|it| it.index).peekable();
        let entries_with_places = entries.iter().enumerate();
        let staying = entries_with_places.filter(|(at, _)| moving.next_if_eq(at).is_none());
        Self {
            entries,
            staying: staying.map(|(_, entry)| entry).collect(),
        }
    }

    /// One entry in its place among those that stay, unless it is more likely that its time is mistyped.
    fn moved(&self, moved: &[Misplaced]) -> Option<Remedy> {
        let [Misplaced { index, .. }] = *moved else {
            return None;
        };
        let entry = &self.entries[index];
        let before = index.checked_sub(1).map(|before| &self.entries[before]);
        let after = self.entries.get(index + 1);
        let leaves_gap = before
            .zip(after)
            .is_some_and(|(one, two)| one.ends < two.begins);
        let place = self.staying.partition_point(|it| it.begins <= entry.begins);
        let earlier = place.checked_sub(1).map(|before| self.staying[before]);
        let later = self.staying.get(place).copied();
        let fits = earlier.is_some_and(|it| it.ends == entry.begins)
            || later.is_some_and(|it| entry.ends == it.begins);
        if leaves_gap || !fits {
            return None;
        }
        let (side, beside) = match earlier {
            Some(earlier) => (Side::After, earlier),
            None => (Side::Before, later?),
        };
        let remedy = Remedy::risky("put it in order of time");
        Some(remedy.move_beside(entry.at, side, beside.at))
    }
}

fn run_side_by_side<T: Ord>(one: &Entry<T>, other: &Entry<T>) -> bool {
    one.begins < other.ends && other.begins < one.ends
}
