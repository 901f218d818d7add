//! Very many findings, in every format.

use reportlint::internals::render::{Format, Outcome};

use super::{Case, PLAIN, label, outcome, written_as};

const COUNT: usize = 50_000;

fn many() -> Outcome {
    let (mut case, file) = Case::of(&"- item\n".repeat(COUNT));
    for number in 0..COUNT {
        let start = "- item\n".len() * number + 2;
        let place = label(file, start, start + 4, "");
        case.find("stands there again", vec![place]);
    }
    outcome(vec![case])
}

/// Those that write all; people are shown as much as there is room for, and a drawing of each takes its time.
const WHOLE: [Format; 7] = [
    Format::Compact,
    Format::Json,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
    Format::Checkstyle,
    Format::Rdjson,
];

#[test]
fn all_of_fifty_thousand_findings_are_written() {
    let outcome = many();
    for format in WHOLE {
        let written = written_as(&outcome, format, PLAIN);
        let count = written.matches("stands there again").count();
        assert_eq!(count, COUNT, "{format:?}");
    }
}

#[test]
fn the_page_shows_five_hundred_in_full_and_the_others_on_a_line_each() {
    let written = written_as(&many(), Format::Html, PLAIN);
    assert_eq!(written.matches("<article").count(), 500);
    assert_eq!(written.matches("<li id=\"f-").count(), COUNT - 500);
    assert!(written.len() < 400 * COUNT, "{} bytes", written.len());
}

#[test]
fn sarif_has_as_many_as_code_scanning_takes_and_reports_the_rest() {
    let written = written_as(&many(), Format::Sarif, PLAIN);
    let log: serde_json::Value = serde_json::from_str(&written).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 25_000);
    let told = &run["invocations"][0]["toolExecutionNotifications"];
    let told: Vec<&str> = told
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| it["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        told,
        ["25000 results are left out, because code scanning accepts 25000 in a run"]
    );
}

#[test]
fn of_a_result_with_many_places_sarif_has_a_hundred_in_addition_to_the_first() {
    let (mut case, file) = Case::of(&"- item\n".repeat(1500));
    let places = (0..1500).map(|number| label(file, number * 7 + 2, number * 7 + 6, "here"));
    case.find("stands there again", places.collect());
    let written = written_as(&outcome(vec![case]), Format::Sarif, PLAIN);
    let log: serde_json::Value = serde_json::from_str(&written).unwrap();
    let run = &log["runs"][0];
    let related = &run["results"][0]["relatedLocations"];
    assert_eq!(related.as_array().unwrap().len(), 100);
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        told.as_str()
            .unwrap()
            .starts_with("1399 places are left out"),
        "{told}"
    );
}

#[test]
fn a_long_line_with_many_places_is_drawn_no_wider_than_others() {
    let (mut case, file) = Case::of(&"item ".repeat(200_000));
    let places = (0..20).map(|number| label(file, number * 50_000, number * 50_000 + 4, "here"));
    case.find("stands there again", places.collect());
    let written = written_as(&outcome(vec![case]), Format::Human, PLAIN);
    let widest = written.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|widest| widest <= 120), "{widest:?}");
}
