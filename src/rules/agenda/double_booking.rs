use crate::finding::Findings;
use crate::model::Report;
use crate::model::timetable::{Booking, Resource, Timetable};
use crate::rule::rule;
use crate::wording::{listed, listed_briefly};

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
    error "agenda/double-booking" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let timetable = Timetable::of(report);
    for booking in timetable.double_bookings() {
        let things = things(booking);
        let verb = if things.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {verb} booked for {} at the same time{}",
            listed_briefly(&things),
            timetable.listed(&booking.items),
            timetable.on_day(&booking.items),
        );
        let when = timetable.when(&booking.items);
        let mut places = booking.shared.iter().flatten().map(|naming| {
            let name = timetable.item(naming.item).listed_as();
            let when = when(naming.item);
            (&naming.text, format!("for {name}, {when}"))
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
            Resource::Room => format!("room \"{}\"", naming.text.value),
            Resource::Track => format!("track \"{}\"", naming.text.value),
            Resource::Chair | Resource::Speaker => format!("\"{}\"", naming.text.value),
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
    let mut remedies = vec!["the times"];
    if shares(&[Resource::Room]) {
        remedies.push("the room");
    }
    if shares(&[Resource::Track]) {
        remedies.push("the track");
    }
    if shares(&[Resource::Chair, Resource::Speaker]) {
        remedies.push("the name");
    }
    let declarations = [
        (
            Resource::Room,
            "; a room that holds several items at once is declared in `shared_rooms`",
        ),
        (
            Resource::Track,
            "; items of a track that run side by side on purpose are declared with `parallel: true`",
        ),
    ];
    let declarations = declarations
        .iter()
        .filter(|(resource, _)| shares(&[*resource]));
    let declarations: String = declarations.map(|(_, text)| *text).collect();
    let corrections = listed(&remedies).replace(" and ", " or ");
    format!("correct {corrections}{declarations}")
}
