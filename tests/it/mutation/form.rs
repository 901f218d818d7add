//! Defects of the form: YAML, schema, suppressions.

use super::ground::{Ground, above, last};
use super::{Defect, Mutator};
use crate::edit::{Edit, after, remove, rename, set};

pub(super) const MUTATORS: &[Mutator] = &[
    Mutator {
        rule: "yaml/syntax",
        plant: unclosed,
    },
    Mutator {
        rule: "yaml/duplicate-key",
        plant: duplicate_key,
    },
    Mutator {
        rule: "yaml/unquoted-code",
        plant: unquoted_code,
    },
    Mutator {
        rule: "yaml/ambiguous-scalar",
        plant: ambiguous,
    },
    Mutator {
        rule: "yaml/cut-text",
        plant: cut_text,
    },
    Mutator {
        rule: "yaml/merge-key",
        plant: merge_key,
    },
    Mutator {
        rule: "yaml/look-alike",
        plant: look_alike,
    },
    Mutator {
        rule: "schema/not-a-report",
        plant: not_a_report,
    },
    Mutator {
        rule: "schema/additional-properties",
        plant: misspelt_key,
    },
    Mutator {
        rule: "schema/any-of",
        plant: nameless,
    },
    Mutator {
        rule: "schema/dependent-required",
        plant: without_end,
    },
    Mutator {
        rule: "schema/enum",
        plant: unknown_word,
    },
    Mutator {
        rule: "schema/format",
        plant: no_date,
    },
    Mutator {
        rule: "schema/min-length",
        plant: empty,
    },
    Mutator {
        rule: "schema/minimum",
        plant: too_small,
    },
    Mutator {
        rule: "schema/maximum",
        plant: too_large,
    },
    Mutator {
        rule: "schema/pattern",
        plant: misshapen,
    },
    Mutator {
        rule: "schema/required",
        plant: incomplete,
    },
    Mutator {
        rule: "schema/type",
        plant: wrong_type,
    },
    Mutator {
        rule: "schema/unique-items",
        plant: twice,
    },
    Mutator {
        rule: "suppression/unused",
        plant: idle_suppression,
    },
    Mutator {
        rule: "suppression/unknown-rule",
        plant: suppression_of_nothing,
    },
    Mutator {
        rule: "suppression/no-reason",
        plant: suppression_without_reason,
    },
    Mutator {
        rule: "suppression/expired",
        plant: expired_suppression,
    },
    Mutator {
        rule: "suppression/malformed",
        plant: malformed_suppression,
    },
];

/// A bracket that does not close: nothing below it can be read.
fn unclosed(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place_where("/", "/title", Ground::is_scalar)?;
    Defect::anywhere(vec![set(place, "[unclosed: {")])
}

fn duplicate_key(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place_where("/", "", |ground, it| {
        ground.is_scalar(it) && last(it).parse::<usize>().is_err()
    })?;
    let line = format!("{}: {}", last(&place), ground.raw(&place));
    let is_one_line = !line.contains('\n');
    is_one_line.then(|| Defect::at(place.clone(), vec![after(place, line)]))?
}

fn unquoted_code(ground: &mut Ground<'_>) -> Option<Defect> {
    let ends = ["/code", "/repeats", "/mark", "/withdrawn/0"];
    let end = *ground.random.one_of(&ends);
    let place = ground.place("/", end);
    let bare = ground.text(&place);
    Defect::at(place.clone(), vec![set(place, bare)])
}

fn ambiguous(ground: &mut Ground<'_>) -> Option<Defect> {
    let end = *ground.random.one_of(&["/location", "/role", "/name"]);
    let place = ground.place_where("/", end, |_, it| {
        !it.starts_with("/people") || it.ends_with("role")
    })?;
    let word = *ground
        .random
        .one_of(&["no", "Yes", "on", "OFF", "y", "12:30"]);
    Defect::at(place.clone(), vec![set(place, word)])
}

fn cut_text(ground: &mut Ground<'_>) -> Option<Defect> {
    let end = *ground.random.one_of(&["/location", "/role"]);
    let place = ground.place_where("/", end, |_, _| true)?;
    let number = ground.random.below(9);
    Defect::anywhere(vec![set(place, format!("Hall #{number}"))])
}

fn merge_key(ground: &mut Ground<'_>) -> Option<Defect> {
    let value = *ground.random.one_of(&["5", "text", "[1, 2]"]);
    let entry = format!("<<: {value}");
    Defect::at(
        "/document/<<",
        vec![Edit::After("/document/title".to_owned(), entry)],
    )
}

fn look_alike(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place_where("/agenda/days/", "/code", |_, _| true)?;
    let code = ground.text(&place);
    let quoted = *ground
        .random
        .one_of(&[("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’")]);
    let quoted = format!("{}{code}{}", quoted.0, quoted.1);
    Defect::at(place.clone(), vec![set(place, &quoted)])
}

fn not_a_report(ground: &mut Ground<'_>) -> Option<Defect> {
    let end = format!("/{}", ground.random.below(3));
    let place = ground.place_where("/", &end, |ground, it| !ground.is_scalar(it))?;
    let has_none = ["/sections", "/document", "/items"]
        .iter()
        .all(|key| !ground.has(&format!("{place}{key}")));
    has_none.then(|| Defect::anywhere(vec![Edit::Only(place)]))?
}

/// A key with one letter more, at any place of the report.
fn misspelt_key(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place_where("/", "", |_, it| {
        last(it).parse::<usize>().is_err() && !last(it).starts_with("x-") && last(it).len() > 3
    })?;
    let mut key = last(&place).to_owned();
    let at = 1 + ground.random.below(key.len() - 1);
    key.insert(at, *ground.random.one_of(&['q', 'j', 'w']));
    Defect::at(
        format!("{}/{key}", above(&place, 1)),
        vec![rename(place, key)],
    )
}

fn nameless(ground: &mut Ground<'_>) -> Option<Defect> {
    let (place, yaml) = match ground.random.below(4) {
        0 => (ground.place("/contents", "/0"), "x-note: to come"),
        1 => (ground.place("/sections", "/sections/0"), "x-note: to come"),
        2 => ("/tables/1".to_owned(), "page: 12"),
        _ => (ground.place("/agenda", "/items/1"), "room: Lobby"),
    };
    let place_of_new = super::ground::behind(&place, 1);
    let is_free = !ground.has(&place_of_new) || !place.starts_with("/contents");
    is_free.then(|| Defect::at(place_of_new, vec![after(place, yaml)]))?
}

fn without_end(ground: &mut Ground<'_>) -> Option<Defect> {
    let key = *ground.random.one_of(&["/start", "/end"]);
    let place = ground.place("/agenda", key);
    let other = if key == "/start" { "end" } else { "start" };
    let item = above(&place, 1);
    Defect::at(format!("{item}/{other}"), vec![remove(place)])
}

fn unknown_word(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = match ground.random.below(3) {
        0 => "/document/stage".to_owned(),
        1 => "/claims/0/counts".to_owned(),
        _ => ground.place("/agenda", "/kind"),
    };
    let word = *ground
        .random
        .one_of(&["concert", "[one, two]", "{one: two}"]);
    Defect::at(place.clone(), vec![set(place, word)])
}

fn no_date(ground: &mut Ground<'_>) -> Option<Defect> {
    let places = [
        "/document/date",
        "/event/start",
        "/event/end",
        "/agenda/days/1/date",
        "/agenda/days/3/date",
    ];
    let place = *ground.random.one_of(&places);
    let date =
        *ground
            .random
            .one_of(&["2008-02-30", "12 February 2008", "2008/02/12", "2008-13-01"]);
    Defect::at(place, vec![set(place, date)])
}

fn empty(ground: &mut Ground<'_>) -> Option<Defect> {
    let end = *ground.random.one_of(&[
        "/location",
        "/name",
        "/affiliation",
        "/role",
        "/title",
        "/room",
        "/long",
    ]);
    let place = ground.place_where("/", end, |ground, it| {
        !it.starts_with("/contents")
            && !it.starts_with("/sections")
            && !it.starts_with("/annexes")
            && !it.starts_with("/people/1")
            && !it.starts_with("/people/2")
            && ground.is_scalar(it)
    });
    let place = place?;
    Defect::at(place.clone(), vec![set(place, "\"\"")])
}

fn too_small(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place("/", "/page");
    Defect::at(place.clone(), vec![set(place, "0")])
}

fn too_large(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place("/", "/page");
    Defect::at(place.clone(), vec![set(place, "4294967296")])
}

fn misshapen(ground: &mut Ground<'_>) -> Option<Defect> {
    let (place, value) = match ground.random.below(5) {
        0 => (ground.place("/agenda", "/start"), "\"9.30\""),
        1 => (ground.place("/agenda", "/end"), "\"25h\""),
        2 => ("/document/language".to_owned(), "\"in English\""),
        3 => ("/agenda/timezone".to_owned(), "\"Vienna time\""),
        _ => (ground.place("/sections", "/number"), "\"№ 5\""),
    };
    Defect::at(place.clone(), vec![set(place, value)])
}

fn incomplete(ground: &mut Ground<'_>) -> Option<Defect> {
    let places = [
        "/document/title",
        "/claims/0/states",
        "/claims/0/counts",
        "/claims/0/paragraph",
        "/people/0/name",
        "/abbreviations/1/long",
        "/abbreviations/1/short",
        "/footnotes/0/text",
    ];
    let place = *ground.random.one_of(&places);
    Defect::at(above(place, 1), vec![remove(place)])
}

fn wrong_type(ground: &mut Ground<'_>) -> Option<Defect> {
    let place = ground.place_where("/", "", |ground, it| {
        let is_of_document = ["/document/date", "/event", "/agenda", "/tables"]
            .iter()
            .any(|top| it.starts_with(top));
        // a kind that is no word is none of the words that there are
        is_of_document && ground.is_scalar(it) && !last(it).starts_with("x-") && last(it) != "kind"
    })?;
    let value = *ground.random.one_of(&["[one, two]", "{one: two}"]);
    Defect::at(place.clone(), vec![set(place, value)])
}

fn twice(ground: &mut Ground<'_>) -> Option<Defect> {
    let places = ["/claims/0/kinds", "/agenda/withdrawn"];
    let list = *ground.random.one_of(&places);
    let item = format!("{list}/{}", ground.random.below(ground.count(list)));
    let again = ground.raw(&item).to_owned();
    Defect::at(item.clone(), vec![after(item, again)])
}

/// An item or entry that begins a line.
fn line(ground: &mut Ground<'_>) -> Option<String> {
    let end = *ground
        .random
        .one_of(&["/title", "/text", "/page", "/kind", "/label", "/end"]);
    ground.place_where("/", end, Ground::is_scalar)
}

fn idle_suppression(ground: &mut Ground<'_>) -> Option<Defect> {
    let rule = *ground
        .random
        .one_of(&["text/placeholder", "agenda/overlap", "text", "dates"]);
    let place = line(ground)?;
    Some(
        Defect::anywhere(vec![Edit::Above(
            place,
            format!("# reportlint: allow {rule} -- as printed"),
        )])?
        .underlined(rule),
    )
}

fn suppression_of_nothing(ground: &mut Ground<'_>) -> Option<Defect> {
    let rule = *ground
        .random
        .one_of(&["text/spelling", "agenda/clash", "texts"]);
    let place = line(ground)?;
    Some(
        Defect::anywhere(vec![Edit::Above(
            place,
            format!("# reportlint: allow {rule} -- as printed"),
        )])?
        .underlined(rule),
    )
}

fn suppression_without_reason(ground: &mut Ground<'_>) -> Option<Defect> {
    let (place, insert) = ground.insert("TBD");
    let comment = Edit::Above(place, "# reportlint: allow text/placeholder".to_owned());
    Defect::anywhere(vec![insert, comment])
}

fn expired_suppression(ground: &mut Ground<'_>) -> Option<Defect> {
    let day = format!(
        "2025-{:02}-{:02}",
        1 + ground.random.below(12),
        1 + ground.random.below(28)
    );
    let place = line(ground)?;
    let comment = format!("# reportlint: allow text/placeholder until {day} -- as printed");
    Some(Defect::anywhere(vec![Edit::Above(place, comment)])?.underlined(day))
}

fn malformed_suppression(ground: &mut Ground<'_>) -> Option<Defect> {
    let comments = [
        "# reportlint allow text/placeholder -- as printed",
        "# reportlint: ignore text -- as printed",
        "# reportlint: allow text until June -- as printed",
    ];
    let comment = *ground.random.one_of(&comments);
    let place = line(ground)?;
    Defect::anywhere(vec![Edit::Above(place, comment.to_owned())])
}
