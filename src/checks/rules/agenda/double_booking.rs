use std::cell::LazyCell;

use crate::finding::rule::rule;
use crate::finding::wording::{either, listed, listed_briefly};
use crate::finding::{Findings, Severity};
use crate::report::Report;
use crate::report::timetable::{Conflict, Crowd, Naming, Resource, Shared, Timetable, Why};

rule! {
    /// Items that overlap share a room, a track, a chair or a speaker.
    ///
    /// ## Why it matters
    /// Nobody can be in two places at the same time, and a room has one session at a time: one of the two is wrong.
    /// This is also true for sessions that run side by side on purpose.
    ///
    /// ## What is compared
    /// All items are compared with one another, also those of different groups and those with `parallel: true`. Two
    /// items are one finding, even if they share several things. An item that clashes with several others is one
    /// finding with all of them.
    ///
    /// - An item and its own parts are not a double booking: a person may chair a session and speak in it. The room of
    ///   a group is not the room of each of its items, unless they name it.
    /// - If the parts of a session name a speaker, the speaker counts as present only during those parts. Parts without
    ///   times, rooms and tracks in a session with a title are a list in order, such as the papers of the session: the
    ///   time of each speaker is then not known.
    /// - An item may be held in several rooms: `rooms: [Hall A, Hall B]`, or "Hall A + Hall B" as its `room`.
    /// - A break within an item may be in the same room as the item. An item of six hours or more may contain others in
    ///   its room.
    /// - People are the same by `id` or by name. "TBD" is nobody.
    /// - An exhibition or a desk is background, and so is everything in it.
    /// - A room, track or person with clashes that only three items or more can explain is one warning: it is likely
    ///   several rooms, or no single person.
    /// - A plenary and a session at the same time are reported only as `agenda/plenary-conflict`, and a session that
    ///   appears twice only as `agenda/duplicate-item`.
    ///
    /// ## How to fix or declare it
    /// Correct the time, the room or the name. If a room can have several items at once, such as a foyer, add it to
    /// `shared_rooms` of the agenda. If items of one track run side by side on purpose, add `parallel: true`. You
    /// cannot declare that a person is in two places at the same time.
    error "agenda/double-booking"
}

/// How many of the items that share something with one are shown.
const SHOWN: usize = 2;

/// How many of the items are shown that are in one room.
const SHOWN_OF_CROWD: usize = 3;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let timetable = LazyCell::new(|| Timetable::of(report));
    for conflict in found.conflicts.iter().filter(|it| it.is_booking()) {
        report_conflict(conflict, &timetable, findings);
    }
    for crowd in &found.crowds {
        report_crowd(crowd, &timetable, findings);
    }
}

fn report_conflict(
    conflict: &Conflict<'_>,
    timetable: &Timetable<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let booked = || {
        let others = conflict.others.iter();
        others.filter_map(|other| match &other.why {
            Why::Shared(shared) => Some((other.item, shared)),
            Why::Crossing | Why::Break => None,
        })
    };
    let others = conflict.others.iter();
    let overlapping = others.filter(|other| !matches!(other.why, Why::Shared(_)));
    let booked_items = std::iter::once(conflict.item).chain(booked().map(|(item, _)| item));
    let mut booked_items: Vec<usize> = booked_items.collect();
    booked_items.sort_unstable();
    let shared: Vec<&Shared<'_>> = booked().flat_map(|(_, shared)| shared).collect();
    let on_day = timetable.on_day(&booked_items);
    let things = things(booked());
    let message = if let [(things, _)] = things.as_slice() {
        booked_twice(things, &timetable.listed(&booked_items), &on_day)
    } else {
        let parts = things.iter();
        let parts = parts.map(|(things, items)| {
            format!(
                "{} with {items}",
                listed(things),
                items = timetable.listed(items)
            )
        });
        let item = timetable.item(conflict.item).listed_as();
        shares(&item, &parts.collect::<Vec<_>>(), &on_day)
    };
    let all = conflict.items();
    let when = timetable.when(&all);
    let shown = booked().take(SHOWN).flat_map(|(_, shared)| shared);
    let mut namings: Vec<&Naming<'_>> = Vec::new();
    for naming in shown.flat_map(|shared| &shared.namings) {
        let is_labelled = |known: &&Naming<'_>| {
            (known.item, known.resource, known.name) == (naming.item, naming.resource, naming.name)
        };
        if !namings.iter().any(is_labelled) {
            namings.push(naming);
        }
    }
    let mut labels = namings.into_iter().map(|naming| {
        let name = timetable.item(naming.item).listed_as();
        let label = booked_for(&name, &when(naming.item));
        (naming.place.clone(), label)
    });
    let Some((first, label)) = labels.next() else {
        return;
    };
    let name_place = |item: usize| timetable.item(item).name_place();
    let room_left = SHOWN.saturating_sub(booked_items.len() - 1);
    let overlapping = overlapping.take(room_left).map(|other| {
        let label = format!("overlaps, too, {when}", when = when(other.item));
        (name_place(other.item), label)
    });
    findings
        .add(message, first, label)
        .labels(labels)
        .labels(overlapping)
        .about(all.iter().map(|item| name_place(*item)))
        .help(help(&shared));
}

/// What is shared, each as the first of the items names it, and with which items it is.
fn things<'f>(
    booked: impl Iterator<Item = (usize, &'f Vec<Shared<'f>>)>,
) -> Vec<(Vec<String>, Vec<usize>)> {
    let mut all: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (item, shared) in booked {
        let things = shared.iter().map(|shared| thing(&shared.namings[0]));
        let things: Vec<String> = things.collect();
        match all.iter_mut().find(|(known, _)| *known == things) {
            Some((_, items)) => items.push(item),
            None => all.push((things, vec![item])),
        }
    }
    all
}

fn thing(naming: &Naming<'_>) -> String {
    match naming.resource {
        Resource::Room => format!("room \"{name}\"", name = naming.name),
        Resource::Track => format!("track \"{name}\"", name = naming.name),
        Resource::Chair | Resource::Speaker => format!("\"{name}\"", name = naming.name),
    }
}

fn help(shared: &[&Shared<'_>]) -> String {
    let includes = |wanted: &[Resource]| {
        let mut shared = shared.iter();
        shared.any(|shared| wanted.contains(&shared.namings[0].resource))
    };
    correct(
        includes(&[Resource::Room]),
        includes(&[Resource::Track]),
        includes(&[Resource::Chair, Resource::Speaker]),
    )
}

fn report_crowd(
    Crowd { namings }: &Crowd<'_>,
    timetable: &Timetable<'_, '_>,
    findings: &mut Findings<'_>,
) {
    let items: Vec<usize> = namings.iter().map(|naming| naming.item).collect();
    let when = timetable.when(&items);
    let mut labels = namings.iter().map(|naming| {
        let name = timetable.item(naming.item).listed_as();
        let label = booked_for(&name, &when(naming.item));
        (naming.place.clone(), label)
    });
    let (Some(naming), Some((first, label))) = (namings.first(), labels.next()) else {
        return;
    };
    let help = match naming.resource {
        Resource::Room => {
            "if several items can share the room, add it to `shared_rooms`; otherwise correct the rooms"
        }
        Resource::Track => {
            "if the items of the track run side by side on purpose, add `parallel: true` to them"
        }
        Resource::Chair | Resource::Speaker => {
            "correct the name, or give the items the times at which the person \
            is there"
        }
    };
    findings
        .add(
            format!(
                "{thing} is booked for several items at the same time, among them {items}",
                thing = thing(naming),
                items = timetable.listed(&items)
            ),
            first,
            label,
        )
        .labels(labels.take(SHOWN_OF_CROWD - 1))
        .about(items.iter().map(|item| timetable.item(*item).name_place()))
        .help(help)
        .no_more_than(Severity::Warning);
}

fn booked_for(item: &str, when: &str) -> String {
    format!("for {item}, {when}")
}

fn booked_twice(things: &[String], items: &str, on_day: &str) -> String {
    let listed = listed_briefly(things);
    match things {
        [_] => format!("{listed} is booked for {items} at the same time{on_day}"),
        _ => format!("{listed} are booked for {items} at the same time{on_day}"),
    }
}

/// One item that shares this with some and that with others.
fn shares(item: &str, parts: &[String], on_day: &str) -> String {
    let parts = listed_briefly(parts);
    format!("{item} shares {parts} at the same time{on_day}")
}

/// Whether a room, a track and a person are among what is booked twice.
fn correct(room: bool, track: bool, person: bool) -> String {
    let remedies = [
        (true, "the times"),
        (room, "the room"),
        (track, "the track"),
        (person, "the name"),
    ];
    let remedies = remedies.iter().filter(|(applies, _)| *applies);
    let remedies: Vec<&str> = remedies.map(|(_, remedy)| *remedy).collect();
    let mut help = format!("correct {}", either(&remedies));
    if room {
        help += "; if several items can share a room, add it to `shared_rooms`";
    }
    if track {
        help += "; items of a track that run side by side on purpose are declared with `parallel: true`";
    }
    help
}
