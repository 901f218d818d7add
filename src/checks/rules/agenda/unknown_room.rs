use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::{Report, RoomName, title};
use crate::text::place::Place;

rule! {
    /// An item of the agenda is in a room that is not in the list of rooms.
    ///
    /// ## Why it matters
    /// If a report lists its rooms, every room of the agenda should be in the list. A name that is not in it is most
    /// often misspelt on the agenda, and two spellings of one room hide that it is booked twice.
    ///
    /// Rooms are compared without regard to letter case and spacing, and "Hall A + Hall B" is two rooms. The rooms
    /// under `shared_rooms` must be in the list, too. A report without `rooms` is not checked by this rule, but by
    /// `agenda/misspelt-room`.
    ///
    /// ## How to fix it
    /// Correct the name, or add the room to `rooms`.
    error "agenda/unknown-room"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    if report.rooms.is_empty() {
        return;
    }
    let registered = report.rooms.iter().copied().flat_map(RoomName::all_in);
    let rooms = Index::new(registered.map(|room| (title::comparable(room.name), room)));
    let mentions = mentions(report);
    for unknown in rooms.dangling(&mentions, |it| title::comparable(it.room.name)) {
        if let [first, again @ ..] = unknown.items.as_slice() {
            let nearest = rooms.nearest(&unknown.name);
            let nearest = nearest.and_then(|it| rooms.get(it).first());
            report_room(first, again, nearest, findings);
        }
    }
}

/// Where the agenda names a room.
struct Mention<'t> {
    room: RoomName<'t>,
    label: &'static str,
}

fn mentions<'t>(report: &Report<'t>) -> Vec<Mention<'t>> {
    let shared = report.agenda.iter().flat_map(|agenda| &agenda.shared_rooms);
    let shared = shared.copied().flat_map(RoomName::all_in);
    let shared = shared.map(|room| Mention {
        room,
        label: "declared as shared here",
    });
    let slots = report.slots();
    let used = slots.iter().flat_map(|slot| slot.item.rooms_named());
    let used = used.map(|room| Mention {
        room,
        label: "used here",
    });
    used.chain(shared).collect()
}

fn report_room(
    first: &Mention<'_>,
    again: &[&Mention<'_>],
    nearest: Option<&RoomName<'_>>,
    findings: &mut Findings<'_>,
) {
    let name = first.room.name;
    let place = |mention: &Mention<'_>| Place::clone(&mention.room.place);
    let mut draft = findings.add(
        format!("the room \"{name}\" is on the agenda, but not in `rooms`"),
        place(first),
        first.label,
    );
    for mention in again {
        draft = draft.label(place(mention), mention.label);
    }
    match nearest {
        Some(near) => draft
            .label(near.place.clone(), "did the agenda mean this one?")
            .help(format!(
                "write \"{near}\" on the agenda, or add \"{name}\" to `rooms`",
                near = near.name
            )),
        None => draft.help(format!("add \"{name}\" to `rooms`, or correct the name")),
    };
}
