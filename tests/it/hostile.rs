//! Bad input: each ends in findings, or in none, and never in a panic. That it also ends soon is watched where the
//! program is run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::rules::findings_in;

/// The rules that find something, each once.
fn rules(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let findings = findings_in(name, bytes);
    let ids = findings.iter().map(|finding| finding.rule.id().to_owned());
    let ids: BTreeSet<_> = ids.collect();
    ids.into_iter().collect()
}

/// The one finding of a report: its rule and its message.
fn only_finding(name: &str, bytes: impl Into<Vec<u8>>) -> (String, String) {
    let findings = findings_in(name, bytes);
    let [finding] = findings.as_slice() else {
        panic!("not one finding but {}", findings.len());
    };
    (finding.rule.id().to_owned(), finding.message.clone())
}

fn syntax(message: &str) -> (String, String) {
    ("yaml/syntax".to_owned(), message.to_owned())
}

#[test]
fn bytes_that_are_no_text() {
    let nuls = vec![0; 100_000];
    let message = "the character U+0000 is not allowed";
    assert_eq!(only_finding("report.yaml", nuls), syntax(message));
    let latin = b"document:\n  title: Conf\xe9rence\n".as_slice();
    let message = "the file is not UTF-8 text: byte 0xE9 has no meaning here";
    assert_eq!(only_finding("report.yaml", latin), syntax(message));
    assert_eq!(
        only_finding("report.json", b"{\"a\": \"\xe9\"}".as_slice()),
        syntax(message)
    );
    let noise: Vec<u8> = (0..=255_u8).cycle().take(1_000_000).collect();
    assert_eq!(rules("report.yaml", noise), ["yaml/syntax"]);
}

#[test]
fn half_a_character_of_utf_16() {
    let message = "the file starts as UTF-16 text, but this half of a character has no other half";
    for alone in [0xD800_u16, 0xDC00] {
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let text = "a: x"
                .encode_utf16()
                .chain([alone])
                .chain("y\n".encode_utf16());
            let file: Vec<u8> = [0xFEFF].into_iter().chain(text).flat_map(bytes).collect();
            assert_eq!(only_finding("report.yaml", file), syntax(message));
        }
    }
    let odd = [0xFF, 0xFE, b'a', 0, b':'];
    assert_eq!(only_finding("report.yaml", odd), syntax(message));
}

#[test]
fn nothing_at_all() {
    for text in [
        "",
        "\n\n",
        "# a comment\n# and another\n",
        "\u{FEFF}",
        "---\n",
        "---\n...\n",
    ] {
        assert_eq!(
            rules("report.yaml", text),
            ["schema/not-a-report"],
            "{text:?}"
        );
    }
    assert_eq!(
        only_finding("report.json", ""),
        syntax("the file is empty, and JSON needs a value")
    );
}

#[test]
fn several_documents() {
    let message = "the file contains several documents, but one is expected";
    let text = "document: {title: One}\n---\n".repeat(1000);
    assert_eq!(only_finding("report.yaml", text), syntax(message));
    let text = "{\"document\": {}}\n{\"document\": {}}\n";
    assert_eq!(
        only_finding("report.json", text),
        syntax("the file continues after its value has ended")
    );
}

#[test]
fn aliases_that_multiply_or_contain_themselves() {
    let mut bomb = String::from("x-0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..60 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "x-{level}: &a{level} [{aliases}]").unwrap();
    }
    let message = "aliases repeat each other into more than 1000000 values";
    assert_eq!(only_finding("report.yaml", bomb), syntax(message));
    let recursive = "sections: &all [{title: One, sections: *all}]\n";
    let message = "`*all` is inside `&all`, the value it refers to";
    assert_eq!(only_finding("report.yaml", recursive), syntax(message));
    let merged = "agenda: &a {<<: *a, days: []}\n";
    assert_eq!(rules("report.yaml", merged), ["yaml/syntax"]);
}

#[test]
fn nesting_without_end() {
    let message = "values are nested more than 255 levels deep";
    let (opened, closed) = ("[".repeat(100_000), "]".repeat(100_000));
    for name in ["report.yaml", "report.json"] {
        for text in [
            format!("{opened}{closed}"),
            opened.clone(),
            "{\"a\":".repeat(100_000),
        ] {
            assert_eq!(only_finding(name, text), syntax(message), "{name}");
        }
    }
    assert_eq!(
        only_finding("report.yaml", "- ".repeat(100_000)),
        syntax(message)
    );
    let mut indented = String::new();
    for depth in 0..300 {
        writeln!(indented, "{:depth$}a:", "").unwrap();
    }
    assert_eq!(only_finding("report.yaml", indented), syntax(message));
}

/// As deep as a file may be, all that reads the report has to go down with it.
#[test]
fn sections_and_items_as_deep_as_they_may_be() {
    let nested = |key: &str, levels: usize| {
        let opened = format!("{{title: One, {key}: [").repeat(levels);
        format!("{opened}{}", "]}".repeat(levels))
    };
    let deep = [
        format!("sections: [{}]\n", nested("sections", 120)),
        format!("contents: [{}]\n", nested("entries", 120)),
        format!(
            "agenda: {{days: [{{items: [{}]}}]}}\n",
            nested("items", 120)
        ),
    ];
    for text in deep {
        let found = rules("report.yaml", text);
        assert!(!found.iter().any(|id| id == "yaml/syntax"), "{found:?}");
    }
}

#[test]
fn a_line_of_five_megabytes() {
    let words = "water ".repeat(900_000);
    let text = format!("document:\n  title: Report\n  x-words: {words}\n  x-code: 014\n");
    assert_eq!(rules("report.yaml", text), ["yaml/ambiguous-scalar"]);
    let text = format!("{{\"document\": {{\"title\": \"Report\", \"x-words\": \"{words}\"}}}}");
    assert_eq!(rules("report.json", text), [""; 0]);
}

#[test]
fn a_key_of_a_megabyte() {
    let key = "x-".to_owned() + &"k".repeat(1_000_000);
    let text = format!("document: {{title: Report}}\n? {key}\n: 2\n? {key}\n: 014\n");
    assert_eq!(
        rules("report.yaml", text),
        ["yaml/ambiguous-scalar", "yaml/duplicate-key"]
    );
    let text = format!("{{\"document\": {{\"title\": \"Report\"}}, \"{key}\": 1, \"{key}\": 2}}");
    assert_eq!(rules("report.json", text), ["yaml/duplicate-key"]);
    // YAML allows a key 1024 characters, unless a `?` announces it
    assert_eq!(
        rules("report.yaml", format!("{key}: 014\n")),
        ["yaml/syntax"]
    );
}

#[test]
fn control_characters_and_terminal_escapes() {
    let written = "document:\n  title: \"\u{1B}[31mred\"\n";
    assert_eq!(rules("report.yaml", written), ["yaml/syntax"]);
    let escaped = "document:\n  title: \"\\eM red \\x9B31m \\a\\0 \\u202E\"\n  language: no\n";
    assert_eq!(rules("report.yaml", escaped), ["yaml/ambiguous-scalar"]);
    let in_a_key = "document:\n  title: Report\n\"x-\\e[2J\": 1\n\"x-\\e[2J\": 1\n";
    assert_eq!(rules("report.yaml", in_a_key), ["yaml/duplicate-key"]);
}

#[test]
fn every_field_of_the_wrong_type() {
    let fields = [
        "document",
        "event",
        "contents",
        "sections",
        "annexes",
        "footnotes",
        "tables",
        "figures",
        "agenda",
        "people",
        "rooms",
        "abbreviations",
        "bibliography",
        "claims",
    ];
    for wrong in ["text", "7", "true", "null"] {
        let text = fields.map(|field| format!("{field}: {wrong}\n")).concat();
        let each = fields.map(|field| ("schema/type".to_owned(), format!("/{field}")));
        assert_eq!(places(&text), each, "{wrong}");
    }
    for (wrong, expected) in [
        ("[]", &[("schema/type", 3_usize)] as &[_]),
        ("{}", &[("schema/required", 1), ("schema/type", 11)]),
        ("[[]]", &[("schema/type", 14)]),
        // a room without quotes is a number
        ("[7]", &[("schema/type", 13), ("yaml/unquoted-code", 1)]),
        ("[null]", &[("schema/type", 14)]),
        (
            "{a: {}}",
            &[
                ("schema/additional-properties", 3),
                ("schema/required", 1),
                ("schema/type", 11),
            ],
        ),
    ] {
        let text = fields.map(|field| format!("{field}: {wrong}\n")).concat();
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for (rule, _) in places(&text) {
            *found.entry(rule).or_default() += 1;
        }
        let found: Vec<(&str, usize)> = found
            .iter()
            .map(|(rule, count)| (rule.as_str(), *count))
            .collect();
        assert_eq!(found, expected, "{wrong}");
    }
    let inside = "\
document: {title: [], symbol: {}, date: 7, language: {}, stage: []}
event: {name: {}, start: [], end: 2008-13-41, themes: water}
sections: [{id: [], label: {}, title: 7, page: one, paragraphs: {}, sections: 7}]
agenda: {withdrawn: {}, days: [{date: 13 May, items: [{start: [], end: 25, code: {}, parallel: maybe, items: one}]}]}
claims: [{paragraph: [], states: {}, counts: days, kinds: plenary}]
";
    let found = places(inside);
    let found: Vec<String> = found
        .into_iter()
        .map(|(rule, pointer)| format!("{rule} {pointer}"))
        .collect();
    assert_eq!(found.join("\n"), INSIDE.trim());
}

/// What is wrong inside of the fields, in the order of the text.
const INSIDE: &str = "
schema/type /document/title
schema/type /document/symbol
schema/type /document/date
schema/type /document/language
schema/enum /document/stage
schema/type /event/name
schema/type /event/start
schema/format /event/end
schema/type /event/themes
schema/type /sections/0/id
schema/type /sections/0/label
schema/type /sections/0/title
schema/type /sections/0/page
schema/type /sections/0/paragraphs
schema/type /sections/0/sections
schema/type /agenda/withdrawn
schema/format /agenda/days/0/date
schema/type /agenda/days/0/items/0/start
schema/type /agenda/days/0/items/0/end
schema/type /agenda/days/0/items/0/code
schema/type /agenda/days/0/items/0/parallel
schema/type /agenda/days/0/items/0/items
schema/type /claims/0/paragraph
schema/type /claims/0/states
schema/type /claims/0/kinds
";

/// The rule and the pointer of each finding.
fn places(text: &str) -> Vec<(String, String)> {
    let findings = findings_in("report.yaml", text);
    let places = findings.iter().map(|finding| {
        let pointer = finding.primary().pointer.clone();
        (finding.rule.id().to_owned(), pointer.unwrap_or_default())
    });
    places.collect()
}
