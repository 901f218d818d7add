//! Data in any script: the columns are those of the characters, and the marks stand under what they are about, however wide
//! it is on a terminal.

use reportlint::internals::render::Format;
use serde_json::Value;

use super::{Case, PLAIN, outcome, written_as};

/// A text, and a word in it with its column in characters, in UTF-16 units, and how many columns of a terminal come before
/// it and how many it takes.
struct Script {
    text: &'static str,
    word: &'static str,
    characters: (usize, usize),
    utf16: (usize, usize),
    cells: (usize, usize),
}

const SCRIPTS: [Script; 12] = [
    script("title: the Forum", "Forum", (12, 17), (12, 17), (11, 5)),
    // each takes two columns
    script("title: 会議 報告書", "報告書", (11, 14), (11, 14), (12, 6)),
    script(
        "title: ｆｕｌｌ width",
        "width",
        (13, 18),
        (13, 18),
        (16, 5),
    ),
    // a mark that combines takes none
    script(
        "title: re\u{301}sume\u{301} du",
        "du",
        (17, 19),
        (17, 19),
        (14, 2),
    ),
    script("title: นี้ คือ", "คือ", (12, 15), (12, 15), (9, 2)),
    // from right to left: the bytes are in the order of reading
    script("title: דו״ח הכנס", "הכנס", (13, 17), (13, 17), (12, 4)),
    script(
        "title: تقرير المؤتمر",
        "المؤتمر",
        (14, 21),
        (14, 21),
        (13, 7),
    ),
    // two units of UTF-16, and two columns
    script("title: 👩 Forum", "Forum", (10, 15), (11, 16), (10, 5)),
    // a family of four emoji takes the room of one, a key with a number two columns, letters that are joined one
    script(
        "title: 👨\u{200d}👩\u{200d}👧\u{200d}👦 Forum",
        "Forum",
        (16, 21),
        (20, 25),
        (10, 5),
    ),
    script(
        "title: 1\u{fe0f}\u{20e3} Forum",
        "Forum",
        (12, 17),
        (12, 17),
        (10, 5),
    ),
    script(
        "title: क\u{94d}ष Forum",
        "Forum",
        (12, 17),
        (12, 17),
        (9, 5),
    ),
    // what cannot be seen is spelled out, and is a character
    script(
        "title: a\u{200b}b\u{200d}c Forum",
        "Forum",
        (14, 19),
        (14, 19),
        (27, 5),
    ),
];

const fn script(
    text: &'static str,
    word: &'static str,
    characters: (usize, usize),
    utf16: (usize, usize),
    cells: (usize, usize),
) -> Script {
    Script {
        text,
        word,
        characters,
        utf16,
        cells,
    }
}

fn written(script: &Script, format: Format) -> String {
    let (mut case, file) = Case::of(script.text);
    let labels = vec![case.on(file, script.word, 0, "here")];
    case.find("a word", labels);
    written_as(&outcome(vec![case]), format, PLAIN)
}

fn read(script: &Script, format: Format) -> Value {
    serde_json::from_str(&written(script, format)).unwrap()
}

#[test]
fn columns_count_characters() {
    for script in &SCRIPTS {
        let json = read(script, Format::Json);
        let range = &json["findings"][0]["range"];
        let columns = (&range["start"]["column"], &range["end"]["column"]);
        assert_eq!(
            (columns.0.as_u64(), columns.1.as_u64()),
            numbers(script.characters),
            "{}",
            script.text
        );
        let compact = written(script, Format::Compact);
        let place = format!("report.yaml:1:{}: ", script.characters.0);
        assert!(compact.starts_with(&place), "{compact}");
    }
}

#[test]
fn columns_of_sarif_count_units_of_utf_16() {
    for script in &SCRIPTS {
        let sarif = read(script, Format::Sarif);
        let result = &sarif["runs"][0]["results"][0];
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let columns = (region["startColumn"].as_u64(), region["endColumn"].as_u64());
        assert_eq!(columns, numbers(script.utf16), "{}", script.text);
    }
}

fn numbers((start, end): (usize, usize)) -> (Option<u64>, Option<u64>) {
    (Some(start as u64), Some(end as u64))
}

#[test]
fn marks_are_under_the_word() {
    for script in &SCRIPTS {
        let drawn = written(script, Format::Human);
        let lines: Vec<&str> = drawn.lines().collect();
        let source = lines
            .iter()
            .position(|line| line.contains('│') && line.contains(script.word));
        let source = source.unwrap_or_else(|| panic!("{drawn}"));
        let (bar, _) = lines[source].split_once("│ ").unwrap();
        let marks = lines[source + 1];
        let (before, _) = marks
            .split_once(['┬', '─'])
            .unwrap_or_else(|| panic!("{drawn}"));
        // the gutter is the same on both lines, and has no wide characters
        let gutter = bar.chars().count() + 2;
        assert_eq!(before.chars().count() - gutter, script.cells.0, "{drawn}");
        let width = marks
            .chars()
            .filter(|mark| matches!(mark, '┬' | '─'))
            .count();
        assert_eq!(width, script.cells.1, "{drawn}");
    }
}

#[test]
fn file_names_are_shown_in_their_script() {
    for name in [
        "会議.report.yaml",
        "דו״ח.report.yaml",
        "re\u{301}sume\u{301}.report.yaml",
        "👩‍💻.report.yaml",
    ] {
        let case = || {
            let mut case = Case::default();
            let file = case.file(name, "title: the Forum\n");
            let labels = vec![case.on(file, "Forum", 0, "here")];
            case.find("a word", labels);
            outcome(vec![case])
        };
        for format in [
            Format::Human,
            Format::Narrated,
            Format::Compact,
            Format::Json,
        ] {
            let written = written_as(&case(), format, PLAIN);
            assert!(written.contains(name), "{format:?}: {written}");
        }
        let sarif: Value =
            serde_json::from_str(&written_as(&case(), Format::Sarif, PLAIN)).unwrap();
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        let decoded = percent_encoding::percent_decode_str(uri)
            .decode_utf8()
            .unwrap();
        assert_eq!(decoded, name);
    }
}
