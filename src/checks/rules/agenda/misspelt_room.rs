use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{self, AND_HERE};
use crate::relation::resolve::Index;
use crate::relation::unique;
use crate::report::{Report, RoomName, title};

rule! {
    /// The name of a room is one letter away from the name of a room that the agenda uses often.
    ///
    /// ## Why it matters
    /// "Saphire Room" next to five times "Sapphire Room" is most likely the same room, misspelt. Readers look for a
    /// room that does not exist, and nobody can see whether it is booked twice.
    ///
    /// The other room must be named at least three times, and three times as often. Letter case and spacing make no
    /// difference. A difference in a figure ("Room 1" and "Room 2"), in a word of fewer than five letters ("Hall A" and
    /// "Hall B", "East" and "Est"), or in an "s" at the end of a word is not reported. If a report has a list of
    /// `rooms`, `agenda/unknown-room` checks it instead of this rule.
    ///
    /// ## How to fix or declare it
    /// Correct the name. If there are two rooms, list all rooms of the report under `rooms`.
    warning "agenda/misspelt-room"
}

/// How often a room must be named, and how much more often than the other.
const OFTEN: usize = 3;

/// Shorter words may differ by design.
const FEWEST_LETTERS: usize = 5;

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    if !report.rooms.is_empty() {
        return;
    }
    let slots = report.slots();
    let rooms = slots.iter().flat_map(|slot| slot.item.rooms_named());
    let rooms: Vec<RoomName<'_>> = rooms.collect();
    let name = |room: &RoomName<'_>| title::comparable(room.name);
    let groups = unique::duplicates(rooms.iter(), |room| Some(name(room)));
    let often = groups.iter().filter(|group| group.again.len() + 1 >= OFTEN);
    let often = Index::new(often.map(|group| (group.key.as_str(), group)));
    for seldom in often.dangling(&rooms, name) {
        let Some(near) = often.nearest(&seldom.name) else {
            continue;
        };
        let [group] = often.get(near) else { continue };
        let times = group.again.len() + 1;
        if times >= OFTEN * seldom.items.len() && is_slip(&seldom.name, near) {
            report_room(&seldom.items, group.first, times, findings);
        }
    }
}

/// Whether the names differ in one letter of a long word, which is not the "s" at its end.
fn is_slip(seldom: &str, often: &str) -> bool {
    let [seldom, often] = [seldom, often].map(|name| name.chars().collect::<Vec<char>>());
    let pairs = || seldom.iter().zip(&often);
    let start = pairs().take_while(|(one, other)| one == other).count();
    let end = seldom.iter().rev().zip(often.iter().rev());
    let end = end.take_while(|(one, other)| one == other).count();
    let longer = if seldom.len() > often.len() {
        &seldom
    } else {
        &often
    };
    let end = end.min(seldom.len().min(often.len()) - start);
    let [ours, theirs] = [&seldom, &often].map(|name| &name[start..name.len() - end]);
    let is_one_letter = match (ours, theirs) {
        ([one, next], [first, second]) => one == second && next == first,
        (ours, theirs) => ours.len().max(theirs.len()) == 1,
    };
    is_one_letter && is_in_long_word(longer, start)
}

/// Whether the character at this place is a letter of a long word without figures, and no "s" at its end.
fn is_in_long_word(name: &[char], at: usize) -> bool {
    let letters =
        |signs: &mut dyn Iterator<Item = &char>| signs.take_while(|it| it.is_alphabetic()).count();
    let before = letters(&mut name[..at].iter().rev());
    let after = letters(&mut name[at..].iter());
    let word = at - before..at + after;
    let is_apart = |sign: Option<&char>| sign.is_none_or(|sign| !sign.is_numeric());
    let stands_alone = is_apart(name[..word.start].last()) && is_apart(name.get(word.end));
    let is_plural = after == 1 && name[at] == 's';
    word.len() >= FEWEST_LETTERS && after > 0 && stands_alone && !is_plural
}

fn report_room(
    rooms: &[&RoomName<'_>],
    near: &RoomName<'_>,
    times: usize,
    findings: &mut Findings<'_>,
) {
    let Some((first, again)) = rooms.split_first() else {
        return;
    };
    let message = format!(
        "the room \"{name}\" is one letter away from \"{near}\", which is on the agenda {}",
        wording::times(times),
        name = first.name,
        near = near.name
    );
    let mut draft = findings.add(message, first.place.clone(), "named here");
    for room in again {
        draft = draft.label(room.place.clone(), AND_HERE);
    }
    draft
        .label(near.place.clone(), "first named like this")
        .help(format!(
            "write \"{near}\"; if there are two rooms, list all rooms under `rooms`",
            near = near.name
        ));
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn one_letter_of_a_long_word_is_a_slip() {
        for (seldom, often) in [
            ("saphire 4", "sapphire 4"),
            ("sapphire 4", "saphire 4"),
            ("libary", "library"),
            ("audtiorium", "auditorium"),
            ("großer sahl", "großer saahl"),
            ("kongresssal", "kongresssaal"),
        ] {
            assert!(is_slip(seldom, often), "{seldom}");
        }
    }

    #[test]
    fn figures_short_words_plurals_and_two_letters_are_none() {
        for (seldom, often) in [
            ("hall a", "hall b"),
            ("room 1", "room 2"),
            ("room 12", "room 1"),
            ("east", "est"),
            ("s.libreoffice", "d.libreoffice"),
            ("meeting rooms", "meeting room"),
            ("aw1.121", "aw1.120"),
            ("saal1links", "saal1link"),
            ("lecture hall", "lecture hall a"),
            ("library", "gallery"),
            ("library", "library"),
        ] {
            assert!(!is_slip(seldom, often), "{seldom}");
        }
    }
}
