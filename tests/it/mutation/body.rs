//! Defects of the contents, the sections and the paragraphs.

use super::ground::{Ground, above, behind, last};
use super::{Defect, Mutator};
use crate::edit::{Edit, after, remove, set, swap};

pub(super) const MUTATORS: &[Mutator] = &[
    Mutator {
        rule: "contents/dangling-entry",
        plant: dangling_entry,
    },
    Mutator {
        rule: "contents/title-mismatch",
        plant: title_mismatch,
    },
    Mutator {
        rule: "contents/page-mismatch",
        plant: page_mismatch,
    },
    Mutator {
        rule: "contents/paragraphs-mismatch",
        plant: paragraphs_mismatch,
    },
    Mutator {
        rule: "contents/missing-entry",
        plant: missing_entry,
    },
    Mutator {
        rule: "contents/duplicate-entry",
        plant: duplicate_entry,
    },
    Mutator {
        rule: "contents/order",
        plant: entries_out_of_order,
    },
    Mutator {
        rule: "contents/page-order",
        plant: page_order,
    },
    Mutator {
        rule: "sections/label-sequence",
        plant: label_sequence,
    },
    Mutator {
        rule: "sections/lone-subsection",
        plant: lone_subsection,
    },
    Mutator {
        rule: "sections/empty",
        plant: empty_section,
    },
    Mutator {
        rule: "sections/duplicate-title",
        plant: duplicate_title,
    },
    Mutator {
        rule: "sections/duplicate-id",
        plant: duplicate_id,
    },
    Mutator {
        rule: "paragraphs/sequence",
        plant: misnumbered,
    },
    Mutator {
        rule: "paragraphs/point-sequence",
        plant: points_out_of_sequence,
    },
    Mutator {
        rule: "paragraphs/unnumbered",
        plant: unnumbered,
    },
    Mutator {
        rule: "paragraphs/duplicate-text",
        plant: pasted,
    },
];

/// The heading that an entry of the correct contents leads to.
fn heading(entry: &str) -> String {
    match entry {
        "/contents/4" => "/annexes/0".to_owned(),
        "/contents/5" => "/annexes/1".to_owned(),
        // the first of its headings is not in the contents
        "/contents/1/entries/1/entries/0" => "/sections/1/sections/1/sections/1".to_owned(),
        entry => entry
            .replace("contents", "sections")
            .replace("entries", "sections"),
    }
}

fn entry(ground: &mut Ground<'_>) -> String {
    let title = ground.place("/contents", "/title");
    above(&title, 1)
}

/// What an entry is called by.
fn name(ground: &Ground<'_>, entry: &str) -> String {
    let label = format!("{entry}/label");
    if ground.has(&label) {
        label
    } else {
        format!("{entry}/title")
    }
}

fn dangling_entry(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let name = name(ground, &entry);
    let new = match last(&name) {
        "title" => "Digressions",
        _ if ground.raw(&name).starts_with("Annex") => "Annex XI",
        _ => "XXVI",
    };
    Defect::at(name.clone(), vec![set(name, new)])
}

fn title_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    ground.has(&format!("{entry}/label")).then_some(())?;
    let title = format!("{entry}/title");
    Defect::at(title.clone(), vec![set(title, "Digressions")])
}

fn page_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let page = format!("{}/page", heading(&entry));
    let other = (20 + ground.random.below(80)).to_string();
    Defect::at(format!("{entry}/page"), vec![set(page, other)])
}

fn paragraphs_mismatch(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let numbers = ground.places(&format!("{}/", heading(&entry)), "/number");
    (!numbers.is_empty()).then_some(())?;
    let range = *ground.random.one_of(&["900", "900–910"]);
    Defect::at(
        format!("{entry}/paragraphs"),
        vec![after(
            format!("{entry}/page"),
            format!("paragraphs: {range}"),
        )],
    )
}

fn missing_entry(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let has_others = ground.count(&above(&entry, 1)) > 1;
    let label = format!("{}/label", heading(&entry));
    (has_others && ground.has(&label)).then(|| Defect::at(label, vec![remove(entry)]))?
}

fn duplicate_entry(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let line: Vec<String> = ["label", "title", "page"]
        .iter()
        .filter(|key| ground.has(&format!("{entry}/{key}")))
        .map(|key| {
            format!(
                "{key}: {:?}",
                ground.text(&format!("{entry}/{key}")).trim_end()
            )
        })
        .collect();
    let line = line.join("\n").replace("page: \"", "page: ");
    let line = line.strip_suffix('"').unwrap_or(&line).to_owned();
    Defect::at(name(ground, &entry), vec![after(entry, line)])
}

/// The one behind is told: it stands before the one that it should follow.
fn entries_out_of_order(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let next = behind(&entry, 1);
    let are_of_one_kind = !entry.starts_with("/contents/3") || entry.len() > "/contents/3".len();
    (ground.has(&next) && are_of_one_kind).then_some(())?;
    // after the change it is the first that stands there
    let place = last(&name(ground, &entry)).to_owned();
    Defect::at(format!("{next}/{place}"), vec![swap(entry, next.clone())])
}

fn page_order(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let page: usize = ground.raw(&format!("{entry}/page")).parse().ok()?;
    let before = ground.places("/contents", "/page");
    let at = before
        .iter()
        .position(|it| *it == format!("{entry}/page"))?;
    let before: usize = ground.raw(&before[at.checked_sub(1)?]).parse().ok()?;
    let lower = 1 + ground.random.below(before - 1);
    (lower < page).then_some(())?;
    let pages = [format!("{entry}/page"), format!("{}/page", heading(&entry))];
    Defect::at(
        pages[0].clone(),
        pages.map(|it| set(it, lower.to_string())).into(),
    )
}

fn label_sequence(ground: &mut Ground<'_>) -> Option<Defect> {
    let top = *ground.random.one_of(&["/sections", "/annexes"]);
    let label = ground.place(top, "/label");
    let text = ground.raw(&label).to_owned();
    let (path, number) = text
        .rsplit_once('.')
        .map_or((String::new(), text.as_str()), |(path, number)| {
            (format!("{path}."), number)
        });
    let new = match number {
        "I" | "II" | "III" | "IV" => *ground.random.one_of(&["VI", "VII", "IX", "XII"]),
        "1" | "2" | "3" | "4" => *ground.random.one_of(&["6", "7", "12"]),
        _ => *ground.random.one_of(&["g", "h", "k"]),
    };
    Defect::at(label.clone(), vec![set(label, format!("{path}{new}"))])
}

/// Takes the labels of all but the first away, in the contents as well.
fn lone_subsection(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let entries = format!("{entry}/entries");
    (ground.has(&entries) && ground.has(&format!("{entries}/1/label"))).then_some(())?;
    // the text refers to one of these by its label
    (entry != "/contents/2").then_some(())?;
    let mut edits = Vec::new();
    for index in 1..ground.count(&entries) {
        let entry = format!("{entries}/{index}");
        edits.extend([
            remove(format!("{}/label", heading(&entry))),
            remove(format!("{entry}/label")),
        ]);
    }
    Defect::at(format!("{}/label", heading(&format!("{entries}/0"))), edits)
}

fn empty_section(ground: &mut Ground<'_>) -> Option<Defect> {
    let title = ground.place("/sections", "/title");
    let section = above(&title, 1);
    let new = behind(&section, 1);
    Defect::at(
        format!("{new}/title"),
        vec![after(section, "title: Interlude")],
    )
}

fn duplicate_title(ground: &mut Ground<'_>) -> Option<Defect> {
    let entry = entry(ground);
    let next = behind(&entry, 1);
    (ground.has(&format!("{entry}/label")) && ground.has(&next)).then_some(())?;
    (heading(&entry).starts_with("/sections") == heading(&next).starts_with("/sections"))
        .then_some(())?;
    let title = format!("{}/title", heading(&entry));
    let raw = ground.raw(&title).to_owned();
    let edits = vec![
        set(format!("{}/title", heading(&next)), raw.clone()),
        set(format!("{next}/title"), raw),
    ];
    Defect::at(title, edits)
}

fn duplicate_id(ground: &mut Ground<'_>) -> Option<Defect> {
    let ids: Vec<String> = ground.places("/", "/id");
    let id = ground.random.one_of(&ids).clone();
    let label = ground.place_where("/sections", "/label", |ground, it| {
        !ground.has(&format!("{}/id", above(it, 1)))
    })?;
    let new = format!("{}/id", above(&label, 1));
    let raw = ground.raw(&id).to_owned();
    let is_before = id.starts_with("/sections") && id < label;
    let first = if is_before { id } else { new };
    Defect::at(first, vec![after(label, format!("id: {raw}"))])
}

fn misnumbered(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = ground.place("/sections", "/number");
    let value: usize = ground.raw(&number).parse().ok()?;
    let other = value + 100 + ground.random.below(100);
    Defect::at(number.clone(), vec![set(number, other.to_string())])
}

/// Gives a paragraph points, one of which has a wrong label.
fn points_out_of_sequence(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = ground.place("/sections", "/number");
    let labels = *ground
        .random
        .one_of(&[["(a)", "(c)"], ["(i)", "(iii)"], ["1)", "1)"]]);
    let points = labels.map(|label| format!("  - {{label: {label}, text: It was wet that day.}}"));
    let points = format!("points:\n{}", points.join("\n"));
    Defect::at(
        format!("{}/points/1/label", above(&number, 1)),
        vec![after(number, points)],
    )
}

fn unnumbered(ground: &mut Ground<'_>) -> Option<Defect> {
    let number = ground.place_where("/sections", "/number", |ground, it| {
        !matches!(ground.raw(it), "1" | "81")
    })?;
    Defect::at(format!("{}/text", above(&number, 1)), vec![remove(number)])
}

/// The annexes are not numbered, and so nothing else is wrong with a paragraph more, unless it defines an abbreviation.
fn pasted(ground: &mut Ground<'_>) -> Option<Defect> {
    let text = ground.place_where("/annexes", "/text", |ground, it| {
        let words = ground.text(it).split_whitespace().count();
        words > 15 && !ground.text(it).contains('[') && !ground.text(it).ends_with(':')
    })?;
    let raw = ground.raw(&text).to_owned();
    let other = ground.place_where("/annexes", "/text", |_, it| above(it, 2) == above(&text, 2))?;
    let other = above(&other, 1);
    let paragraph = above(&text, 1);
    let first = if order(&other) < order(&paragraph) {
        behind(&other, 1)
    } else {
        paragraph
    };
    let text = raw.replace("\n          ", "\n  ").replace("\n  ", "\n");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_start_matches(">- ").replace('"', "'");
    Defect::at(
        format!("{first}/text"),
        vec![Edit::After(other, format!("text: >-\n  {text}"))],
    )
}

/// Pointers in the order of the text: paragraphs before sections.
fn order(pointer: &str) -> Vec<(u8, usize)> {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let pairs = parts.chunks(2);
    pairs
        .map(|pair| {
            (
                u8::from(pair[0] == "sections"),
                pair.get(1).and_then(|it| it.parse().ok()).unwrap_or(0),
            )
        })
        .collect()
}
