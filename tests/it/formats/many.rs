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
const WHOLE: [Format; 8] = [
    Format::Compact,
    Format::Json,
    Format::Sarif,
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
