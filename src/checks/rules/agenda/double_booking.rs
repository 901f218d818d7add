use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::timetable::{Booking, Resource, Timetable};

rule! {
    /// Items that overlap share a room, a track, a chair or a speaker.
    ///
    /// ## Why it matters
    /// Nobody can be in two places at a time, and a room holds one session at a time: one of the two is wrong. That the
    /// sessions are meant to run side by side makes no difference.
    ///
    /// ## What is compared
    /// All items with one another, also those of different groups, and those with `parallel: true`.
    ///
    /// - An item and its own parts are no double booking: one may chair a session and speak in it, and the room of a
    ///   group is not the room of each of its items unless they say so.
    /// - Where the parts of a session name a speaker, the speaker is taken to be there for those parts only.
    /// - People are the same by `id` or by name. "TBD" is nobody.
    /// - An exhibition is background, and so is everything in it.
    /// - Items that share several things are one finding. A plenary and a session beside it are reported as
    ///   `agenda/plenary-conflict` alone.
    ///
    /// ## How to mend or declare it
    /// Correct the time, the room or the name. A room that holds several items at once, such as a foyer, is declared in
    /// `shared_rooms` of the agenda. That items of one track run side by side on purpose is declared with
    /// `parallel: true`. That somebody is in two places at a time cannot be declared.
    error "agenda/double-booking"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for booking in timetable.double_bookings() {
        let message = messages::booked_twice(
            &things(booking),
            &timetable.listed(&booking.items),
            &timetable.on_day(&booking.items),
        );
        let when = timetable.when(&booking.items);
        let mut places = booking.shared.iter().flatten().map(|naming| {
            let name = timetable.item(naming.item).listed_as();
            let when = when(naming.item);
            (&naming.text, messages::booked_for(&name, &when))
        });
        let Some((first, label)) = places.next() else {
            continue;
        };
        findings
            .add(message, first, label)
            .labels(places)
            .help(help(booking));
    }
}

/// What is booked, each as the first of the items names it.
fn things(booking: &Booking<'_>) -> Vec<String> {
    let firsts = booking.shared.iter().filter_map(|namings| namings.first());
    firsts
        .map(|naming| match naming.resource {
            Resource::Room => messages::room(naming.text.value),
            Resource::Track => messages::track(naming.text.value),
            Resource::Chair | Resource::Speaker => messages::person(naming.text.value),
        })
        .collect()
}

fn help(booking: &Booking<'_>) -> String {
    let shares = |wanted: &[Resource]| {
        let firsts = booking.shared.iter().filter_map(|namings| namings.first());
        firsts
            .into_iter()
            .any(|naming| wanted.contains(&naming.resource))
    };
    messages::correct(
        shares(&[Resource::Room]),
        shares(&[Resource::Track]),
        shares(&[Resource::Chair, Resource::Speaker]),
    )
}

mod messages {
    use crate::finding::wording::{either, listed_briefly};

    pub(super) fn booked_twice(things: &[String], items: &str, on_day: &str) -> String {
        let listed = listed_briefly(things);
        match things {
            [_] => format!("{listed} is booked for {items} at the same time{on_day}"),
            _ => format!("{listed} are booked for {items} at the same time{on_day}"),
        }
    }

    pub(super) fn room(name: &str) -> String {
        format!("room \"{name}\"")
    }

    pub(super) fn track(name: &str) -> String {
        format!("track \"{name}\"")
    }

    pub(super) fn person(name: &str) -> String {
        format!("\"{name}\"")
    }

    pub(super) fn booked_for(item: &str, when: &str) -> String {
        format!("for {item}, {when}")
    }

    /// Whether a room, a track and a person are among what is booked twice.
    pub(super) fn correct(room: bool, track: bool, person: bool) -> String {
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
            help += "; a room that holds several items at once is declared in `shared_rooms`";
        }
        if track {
            help += "; items of a track that run side by side on purpose are declared with `parallel: true`";
        }
        help
    }
}
