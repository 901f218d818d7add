//! Defects of the agenda.

use super::ground::{Ground, above};
use super::{Defect, Mutator};
use crate::edit::{after, set, swap};

pub(super) const MUTATORS: &[Mutator] = &[
    Mutator {
        rule: "agenda/duplicate-code",
        plant: duplicate_code,
    },
    Mutator {
        rule: "agenda/duplicate-title",
        plant: duplicate_title,
    },
    Mutator {
        rule: "agenda/duplicate-item",
        plant: duplicate_item,
    },
    Mutator {
        rule: "agenda/code-gap",
        plant: code_gap,
    },
    Mutator {
        rule: "agenda/withdrawn-in-use",
        plant: withdrawn_in_use,
    },
    Mutator {
        rule: "agenda/overlap",
        plant: overlap,
    },
    Mutator {
        rule: "agenda/undeclared-parallel",
        plant: undeclared_parallel,
    },
    Mutator {
        rule: "agenda/double-booking",
        plant: double_booking,
    },
    Mutator {
        rule: "agenda/plenary-conflict",
        plant: plenary_conflict,
    },
    Mutator {
        rule: "agenda/inverted-interval",
        plant: inverted_interval,
    },
    Mutator {
        rule: "agenda/outside-parent",
        plant: outside_parent,
    },
    Mutator {
        rule: "agenda/order",
        plant: out_of_order,
    },
    Mutator {
        rule: "agenda/duplicate-day",
        plant: duplicate_day,
    },
    Mutator {
        rule: "agenda/weekday-mismatch",
        plant: weekday_mismatch,
    },
    Mutator {
        rule: "agenda/unknown-weekday",
        plant: unknown_weekday,
    },
    Mutator {
        rule: "agenda/outside-event",
        plant: outside_event,
    },
    Mutator {
        rule: "agenda/label-sequence",
        plant: label_sequence,
    },
    Mutator {
        rule: "agenda/unknown-person",
        plant: unknown_person,
    },
    Mutator {
        rule: "agenda/unknown-room",
        plant: unknown_room,
    },
    Mutator {
        rule: "agenda/misspelt-room",
        plant: misspelt_room,
    },
    Mutator {
        rule: "agenda/unknown-repeat",
        plant: unknown_repeat,
    },
];

/// The code of the session that another one repeats, and that the text refers to.
const REPEATED: &str = "014";

/// The codes of the agenda, in its order, without that one.
fn codes(ground: &Ground<'_>) -> Vec<String> {
    let codes = ground.places("/agenda", "/code").into_iter();
    codes.filter(|code| ground.text(code) != REPEATED).collect()
}

fn duplicate_code(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, other) = ground.two(&codes(ground))?;
    let (from, to) = if ground.random.below(2) == 0 {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let code = ground.raw(from).to_owned();
    let edit = set(to.clone(), code);
    Defect::at(one, vec![edit])
}

fn duplicate_title(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, other) = ground.two(&codes(ground))?;
    let titles = [&one, &other].map(|code| format!("{}/title", above(code, 1)));
    let is_of_pair = |title: &String| ground.text(title) == "Health and Human Trafficking";
    let shares_titles = |code: &String| {
        let kind = format!("{}/kind", above(code, 1));
        ground.has(&kind) && matches!(ground.raw(&kind), "ceremony" | "other")
    };
    let are_daily = day(&one) != day(&other) && hours(ground, &one) == hours(ground, &other);
    if titles.iter().any(is_of_pair) || [&one, &other].into_iter().any(shares_titles) || are_daily {
        return None;
    }
    let title = format!("{:?}", ground.text(&titles[0]));
    Defect::at(titles[0].clone(), vec![set(titles[1].clone(), title)])
}

/// The day of the agenda that something is on, by its pointer.
fn day(pointer: &str) -> Option<&str> {
    pointer.strip_prefix("/agenda/days/")?.split('/').next()
}

/// When the item is that has this code: it or what it is a part of says so.
fn hours(ground: &Ground<'_>, code: &str) -> [String; 2] {
    let mut item = above(code, 1);
    while !ground.has(&format!("{item}/start")) {
        item = above(&item, 2);
    }
    ["start", "end"].map(|key| ground.text(&format!("{item}/{key}")))
}

/// A code far away from all others leaves a hole, which is told at the next code.
fn code_gap(ground: &mut Ground<'_>) -> Option<Defect> {
    let codes = codes(ground);
    let mut by_number: Vec<(String, String)> = ground
        .places("/agenda", "/code")
        .into_iter()
        .map(|code| (ground.text(&code), code))
        .collect();
    by_number.sort();
    let code = ground.random.one_of(&codes).clone();
    let at = by_number.iter().position(|(_, it)| *it == code)?;
    (at > 0).then_some(())?;
    let (_, next) = by_number.get(at + 1)?;
    let far = format!("\"{:03}\"", 60 + ground.random.below(900));
    Defect::at(next.clone(), vec![set(code, far)])
}

fn withdrawn_in_use(ground: &mut Ground<'_>) -> Option<Defect> {
    let code = ground.place("/agenda", "/code");
    let raw = ground.raw(&code).to_owned();
    Defect::at(code, vec![after("/agenda/withdrawn/0", raw)])
}

/// Items of which each begins when the one before it ends, and which nothing runs beside.
const ADJACENT: [(&str, &str); 5] = [
    ("/agenda/days/1/items/1", "/agenda/days/1/items/2"),
    ("/agenda/days/1/items/2", "/agenda/days/1/items/3"),
    ("/agenda/days/1/items/3", "/agenda/days/1/items/4"),
    ("/agenda/days/3/items/1", "/agenda/days/3/items/2"),
    ("/agenda/days/3/items/2", "/agenda/days/3/items/3"),
];

fn minutes(time: &str) -> usize {
    let (hours, minutes) = time.trim_matches('"').split_once(':').unwrap();
    hours.parse::<usize>().unwrap() * 60 + minutes.parse::<usize>().unwrap()
}

fn clock(minutes: usize) -> String {
    format!("\"{:02}:{:02}\"", minutes / 60, minutes % 60)
}

fn name(ground: &Ground<'_>, item: &str) -> String {
    let title = format!("{item}/title");
    if ground.has(&title) {
        title
    } else {
        format!("{item}/label")
    }
}

fn overlap(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, other) = *ground.random.one_of(&ADJACENT);
    let later = 5 * (1 + ground.random.below(15));
    let end = minutes(ground.raw(&format!("{one}/end"))) + later;
    (end < minutes(ground.raw(&format!("{other}/end")))).then_some(())?;
    Defect::at(
        name(ground, one),
        vec![set(format!("{one}/end"), clock(end))],
    )
}

/// Items that follow one another, of which one at least is a group of sessions, and the one that is told.
const GROUPS: [(&str, &str, &str); 3] = [
    (
        "/agenda/days/1/items/3",
        "/agenda/days/1/items/4",
        "/agenda/days/1/items/3/label",
    ),
    (
        "/agenda/days/3/items/1",
        "/agenda/days/3/items/2",
        "/agenda/days/3/items/1/label",
    ),
    (
        "/agenda/days/2/items/3",
        "/agenda/days/2/items/2",
        "/agenda/days/2/items/2/title",
    ),
];

fn undeclared_parallel(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, other, told) = *ground.random.one_of(&GROUPS);
    let times = ["start", "end"].map(|key| {
        let raw = ground.raw(&format!("{one}/{key}")).to_owned();
        set(format!("{other}/{key}"), raw)
    });
    Defect::at(told, times.into())
}

/// A session is pasted behind itself.
fn duplicate_item(ground: &mut Ground<'_>) -> Option<Defect> {
    let items = ["/agenda/days/1/items/1", "/agenda/days/2/items/2"];
    let in_groups = [
        "/agenda/days/2/items/7/items/1",
        "/agenda/days/2/items/7/items/2",
        "/agenda/days/3/items/1/items/0",
    ];
    let item = *ground.random.one_of(&[&items[..], &in_groups].concat());
    let lines = ground.raw(item).lines().map(str::trim_start);
    let pasted = lines.collect::<Vec<_>>().join("\n");
    Defect::at(format!("{item}/title"), vec![after(item, pasted)])
}

fn double_booking(ground: &mut Ground<'_>) -> Option<Defect> {
    let groups = [
        "/agenda/days/2/items/7/items",
        "/agenda/days/2/items/12/items",
        "/agenda/days/3/items/1/items",
    ];
    let group = *ground.random.one_of(&groups);
    let items: Vec<String> = (0..ground.count(group))
        .map(|index| format!("{group}/{index}"))
        .collect();
    let (one, other) = ground.two(&items)?;
    let key = *ground.random.one_of(&[
        "room: Red Hall",
        "chair: konrad",
        "speakers: [Emma Thompson]",
        "track: Law",
    ]);
    let edits = [&one, &other].map(|item| after(format!("{item}/kind"), key));
    let place = match key.split_once(':')?.0 {
        "speakers" => format!("{one}/speakers/0"),
        key => format!("{one}/{key}"),
    };
    Defect::at(place, edits.into())
}

fn plenary_conflict(ground: &mut Ground<'_>) -> Option<Defect> {
    let later = 5 * (1 + ground.random.below(10));
    let (plenary, edit) = if ground.random.below(2) == 0 {
        let start = minutes("17:30") - later;
        (
            "/agenda/days/1/items/5",
            set("/agenda/days/1/items/5/start", clock(start)),
        )
    } else {
        let end = minutes("10:00") + later;
        (
            "/agenda/days/2/items/1",
            set("/agenda/days/2/items/1/end", clock(end)),
        )
    };
    Defect::at(format!("{plenary}/title"), vec![edit])
}

fn inverted_interval(ground: &mut Ground<'_>) -> Option<Defect> {
    let end = ground.place("/agenda", "/end");
    let item = above(&end, 1);
    let start = minutes(ground.raw(&format!("{item}/start")));
    let earlier = start - 5 * ground.random.below(10);
    Defect::at(end.clone(), vec![set(end, clock(earlier))])
}

fn outside_parent(ground: &mut Ground<'_>) -> Option<Defect> {
    let beyond = 5 * (1 + ground.random.below(20));
    let session = "/agenda/days/3/items/4/items";
    let (place, time) = if ground.random.below(2) == 0 {
        (format!("{session}/0/start"), minutes("14:00") - beyond)
    } else {
        (format!("{session}/1/end"), minutes("16:00") + beyond)
    };
    Defect::at(place.clone(), vec![set(place, clock(time))])
}

fn out_of_order(ground: &mut Ground<'_>) -> Option<Defect> {
    let (one, other) = *ground.random.one_of(&ADJACENT);
    Defect::at(format!("{other}/start"), vec![swap(one, other)])
}

fn duplicate_day(ground: &mut Ground<'_>) -> Option<Defect> {
    let date = ground.place("/agenda", "/date");
    let day = above(&date, 1);
    let (raw, weekday) = (ground.raw(&date), ground.raw(&format!("{day}/weekday")));
    let new = format!("date: {raw}\nweekday: {weekday}");
    Defect::at(date, vec![after(day, new)])
}

fn weekday_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    let weekday = ground.place("/agenda", "/weekday");
    let days = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let day = *ground.random.one_of(&days);
    (ground.raw(&weekday) != day).then(|| Defect::at(weekday.clone(), vec![set(weekday, day)]))?
}

fn unknown_weekday(ground: &mut Ground<'_>) -> Option<Defect> {
    let weekday = ground.place("/agenda", "/weekday");
    let words = [
        "Wensday",
        "Thurday",
        "Frday",
        "Saturdy",
        "Donerstag",
        "Forum",
    ];
    let word = *ground.random.one_of(&words);
    Defect::at(weekday.clone(), vec![set(weekday, word)])
}

fn outside_event(ground: &mut Ground<'_>) -> Option<Defect> {
    let (edit, day) = match ground.random.below(4) {
        0 => (set("/event/start", "2008-02-13"), 0),
        1 => (set("/event/start", "2008-02-14"), 0),
        2 => (set("/event/end", "2008-02-14"), 3),
        _ => (set("/event/end", "2008-02-13"), 2),
    };
    Defect::at(format!("/agenda/days/{day}/date"), vec![edit])
}

fn label_sequence(ground: &mut Ground<'_>) -> Option<Defect> {
    let label = ground.place("/agenda", "/label");
    let (words, number) = ground.raw(&label).rsplit_once(' ')?;
    let new = *ground.random.one_of(&["IX", "XI", "XIV"]);
    (number != "I")
        .then(|| Defect::at(label.clone(), vec![set(label, format!("{words} {new}"))]))?
}

fn unknown_person(ground: &mut Ground<'_>) -> Option<Defect> {
    let item = above(&ground.place("/agenda", "/kind"), 1);
    let name = *ground
        .random
        .one_of(&["Helga Conrad", "Ricky Martin", "kosta"]);
    let (key, place) = if ground.random.below(2) == 0 {
        (format!("chair: {name}"), "chair")
    } else {
        (format!("speakers: [{name}]"), "speakers/0")
    };
    let is_free = !ground.has(&format!("{item}/{}", place.split('/').next()?));
    is_free.then(|| {
        Defect::at(
            format!("{item}/{place}"),
            vec![after(format!("{item}/kind"), key)],
        )
    })?
}

/// A sort of items that have no room yet, and a key that puts it into one.
fn items_without_room(ground: &Ground<'_>) -> Vec<String> {
    let kinds = ground.places("/agenda", "/kind").into_iter();
    kinds
        .filter(|kind| !ground.has(&format!("{}/room", above(kind, 1))))
        .collect()
}

fn unknown_room(ground: &mut Ground<'_>) -> Option<Defect> {
    let kind = ground.random.one_of(&items_without_room(ground)).clone();
    let room = *ground.random.one_of(&["Rotunda", "Red Salon", "Room 12"]);
    let place = format!("{}/room", above(&kind, 1));
    let register = after("/people", "rooms: [Festsaal, Hall A, Hall B, Hall C]");
    Defect::at(place, vec![register, after(kind, format!("room: {room}"))])
}

fn misspelt_room(ground: &mut Ground<'_>) -> Option<Defect> {
    let free = items_without_room(ground);
    let (one, rest) = free.split_at_checked(4)?;
    let misspelt = ground.random.one_of(rest).clone();
    let mut rooms: Vec<_> = one
        .iter()
        .map(|kind| after(kind.clone(), "room: Rotunda"))
        .collect();
    let name = *ground.random.one_of(&["Rotnda", "Rotuunda", "Rotnuda"]);
    rooms.push(after(misspelt.clone(), format!("room: {name}")));
    Defect::at(format!("{}/room", above(&misspelt, 1)), rooms)
}

fn unknown_repeat(ground: &mut Ground<'_>) -> Option<Defect> {
    let repeats = ground.place("/agenda", "/repeats");
    let code = ground.random.one_of(&codes(ground)).clone();
    match ground.random.below(3) {
        0 => Defect::at(repeats.clone(), vec![set(repeats, "\"099\"")]),
        1 => Defect::at(repeats.clone(), vec![set(repeats, ground.raw(&code))]),
        _ => {
            let title = format!("{}/title", above(&code, 1));
            let item = above(&title, 1);
            (item != above(&repeats, 1)).then_some(())?;
            let new = format!("repeats: {REPEATED:?}");
            Defect::at(format!("{item}/repeats"), vec![after(title, new)])
        }
    }
}
