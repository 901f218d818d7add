//! Reports made of arbitrary bytes, which have the keys and kinds of values that reports have, so that they get past the
//! schema more often than mutated text does.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};

/// Values that rules compare, count and read.
const WORDS: [&str; 44] = [
    "I",
    "II",
    "IV",
    "IIII",
    "a",
    "b.1",
    "1",
    "\"014\"",
    "\"021\"",
    "014",
    "Annex I",
    "Opening",
    "Closure",
    "Health and Human Trafficking",
    "the the",
    "TBD",
    "see annex II",
    "\"paras. 12–15\"",
    "\"section II/b\"",
    "\"UN.GIFT (Global Initiative)\"",
    "\"[sic]\"",
    "\"a ¹ and [^2]\"",
    "\"Tuesday, 13 February 2008\"",
    "31 June 2008",
    "2008-02-13",
    "2008-02-30",
    "\"09:00\"",
    "\"10:30\"",
    "\"24:00\"",
    "\"47:59\"",
    "plenary",
    "break",
    "exhibition",
    "true",
    "null",
    "~",
    "12",
    "-1",
    "1e3",
    "Room A",
    "Ms. A",
    "\"\"",
    "会議",
    "\"\\u202e\\e[31m\"",
];

/// Lists, and the keys of what is in them.
const LISTS: [(&str, &[&str]); 15] = [
    ("contents", &["label", "title", "page", "ref", "entries"]),
    (
        "sections",
        &[
            "id",
            "label",
            "title",
            "page",
            "note",
            "holds",
            "paragraphs",
            "sections",
        ],
    ),
    (
        "annexes",
        &[
            "id",
            "label",
            "title",
            "page",
            "note",
            "holds",
            "paragraphs",
            "sections",
        ],
    ),
    (
        "entries",
        &["label", "title", "page", "note", "ref", "entries"],
    ),
    ("paragraphs", &["number", "text", "points"]),
    ("points", &["label", "text", "points"]),
    ("bibliography", &["key", "text"]),
    ("footnotes", &["mark", "text"]),
    ("tables", &["label", "title", "page"]),
    ("figures", &["label", "title", "page"]),
    ("days", &["date", "weekday", "label", "title", "items"]),
    (
        "items",
        &[
            "start", "end", "code", "label", "title", "kind", "room", "track", "chair", "speakers",
            "parallel", "repeats", "items",
        ],
    ),
    ("people", &["id", "name", "role", "affiliation"]),
    ("abbreviations", &["short", "long"]),
    ("claims", &["paragraph", "states", "counts", "kinds"]),
];

const TOP: [&str; 12] = [
    "contents",
    "sections",
    "annexes",
    "footnotes",
    "tables",
    "figures",
    "people",
    "rooms",
    "abbreviations",
    "bibliography",
    "claims",
    "agenda",
];

/// How deep lists nest.
const DEEPEST: usize = 5;

/// A report in YAML; shorter where the bytes come to their end.
pub fn written(bytes: &mut Unstructured<'_>) -> String {
    let mut report = String::from(
        "document: {title: Report, date: 2008-03-01}\nevent: {start: 2008-02-13, end: 2008-02-15}\n",
    );
    // what was made before the bytes ran out is a report as well
    let _ = top(bytes, &mut report);
    report
}

fn top(bytes: &mut Unstructured<'_>, report: &mut String) -> Result<()> {
    for key in TOP {
        if !bytes.ratio(1, 2)? {
            continue;
        }
        let value = if key == "agenda" {
            format!(
                "{{withdrawn: [{}], days: {}}}",
                bytes.choose(&WORDS)?,
                list(bytes, "days", 0)?
            )
        } else {
            list(bytes, key, 0)?
        };
        let _ = writeln!(report, "{key}: {value}");
    }
    Ok(())
}

fn list(bytes: &mut Unstructured<'_>, name: &str, depth: usize) -> Result<String> {
    let Some((_, keys)) = LISTS.iter().find(|(list, _)| *list == name) else {
        return Ok(format!("[{}]", bytes.choose(&WORDS)?));
    };
    let count = bytes.int_in_range(0..=4)?;
    let mut items = Vec::new();
    for _ in 0..count {
        let mut members = Vec::new();
        for key in *keys {
            let is_list = LISTS.iter().any(|(list, _)| list == key) || *key == "speakers";
            if !bytes.ratio(3, 4)? || is_list && depth >= DEEPEST {
                continue;
            }
            let value = if is_list {
                list(bytes, key, depth + 1)?
            } else {
                (*bytes.choose(&WORDS)?).to_owned()
            };
            members.push(format!("{key}: {value}"));
        }
        items.push(format!("{{{}}}", members.join(", ")));
    }
    Ok(format!("[{}]", items.join(", ")))
}
