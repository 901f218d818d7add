//! The correct reports that tests change: the report on the Vienna Forum, and the same with all that a report may have.

use std::fs;

use crate::edit::{Edit, after, edited, reword};
use crate::rules::{findings_in, fixtures, listed};

/// The report in which nothing is found.
pub(crate) fn corrected() -> String {
    fs::read_to_string(fixtures().join("vienna-forum/corrected.yaml")).unwrap()
}

/// The report as it was printed, with all its defects.
pub(crate) fn printed() -> String {
    fs::read_to_string(fixtures().join("vienna-forum/report.yaml")).unwrap()
}

/// The corrected report with what it has not got: registers, tables and figures, rooms and people, references to parts of every kind.
pub(crate) fn furnished() -> String {
    edited(&corrected(), &furniture())
}

fn furniture() -> Vec<Edit> {
    let last = |words: &str, more: &str| (words.to_owned(), format!("{words} {more}"));
    let mention = |pointer: &str, words: &str, more: &str| {
        let (from, to) = last(words, more);
        reword(pointer, from, to)
    };
    vec![
        after(
            "/claims",
            "people:\n  - id: costa\n    name: Antonio Maria Costa\n    role: Executive Director\n  - id: konrad\n    name: Helga Konrad\n  - name: Emma Thompson",
        ),
        after(
            "/people",
            "abbreviations:\n  - short: ILO\n    long: International Labour Organization\n  - short: IOM\n    long: International Organization for Migration",
        ),
        after(
            "/abbreviations",
            "tables:\n  - label: \"1\"\n    title: Participants by region\n    page: 6\n  - label: \"2\"\n    title: Events by kind\n    page: 7",
        ),
        after(
            "/tables",
            "figures:\n  - label: \"1\"\n    title: The routes\n    page: 8",
        ),
        after(
            "/footnotes/0",
            "mark: \"2\"\ntext: As the IOM and the ILO put it.",
        ),
        mention(
            "/sections/0/sections/4/paragraphs/0/text",
            "impact and action.",
            "Paragraphs 14–16 below say more of the first.",
        ),
        mention(
            "/sections/1/sections/0/paragraphs/0/text",
            "press accreditation.",
            "They are counted in table 1 and shown in figure 1, the events in table 2.",
        ),
        mention(
            "/sections/3/paragraphs/0/text",
            "new ideas.",
            "Section III.b has the closing remarks.² The meeting on health (session 014) was held twice.",
        ),
        mention(
            "/sections/3/sections/2/paragraphs/9/text",
            "not in talk.",
            "See also section III, paragraphs 65 and 66 and footnote 1.",
        ),
        after("/agenda/days/1/items/1/title", "chair: costa"),
        after("/agenda/days/1/items/1/kind", "room: Festsaal"),
        after("/agenda/days/1/items/6/kind", "chair: Helga Konrad"),
        after(
            "/agenda/days/2/items/3/items/0/kind",
            "room: Hall A\nspeakers: [Emma Thompson]",
        ),
        after(
            "/agenda/days/2/items/3/items/1/kind",
            "room: Hall B\nspeakers: [konrad]",
        ),
        after("/agenda/days/2/items/5/kind", "room: Hall C\ntrack: Region"),
    ]
}

#[test]
fn nothing_is_found_in_them() {
    for text in [corrected(), furnished()] {
        let findings = findings_in("report.yaml", text);
        assert_eq!(listed(&findings), [""; 0]);
    }
}
