//! What the quick readers read, they read as the parsers do.

use std::fs;
use std::path::Path;

use ignore::Walk;
use proptest::prelude::*;

use super::super::*;

/// Whether a text is read by a quick reader; if so its tree is the parser's.
fn is_read_quickly(text: &str, format: Format, limits: &Limits) -> bool {
    let quick = match format {
        Format::Json => json::quick::read(text, limits),
        _ => yaml::quick::read(text, limits),
    };
    let Some(mut quick) = quick else { return false };
    quick.format = format;
    let parsed = parse_by_parsers(text, format, limits);
    assert_eq!(format!("{quick:?}"), format!("{parsed:?}"), "{text:?}");
    true
}

fn is_quick_yaml(text: &str) -> bool {
    let limits = Limits::default();
    let as_is = |format| is_read_quickly(text, format, &limits);
    as_is(Format::Yaml) && as_is(Format::LenientYaml)
}

fn is_quick_json(text: &str) -> bool {
    is_read_quickly(text, Format::Json, &Limits::default())
}

#[test]
fn plain_yaml_is_read_quickly() {
    for text in [
        "a: 1\n",
        "a: 1",
        "# c\n\n---\n# d\na: 1 # e\n  # f\nb: x#y\n# g",
        "a:\n  - 1\n  - x: 1\n    y: 2\n\n  -   x: 3\nb:\n- 1\n- 2\n",
        "- a: 1\n- b\n",
        "a:\r\n  b: x\r\n    y\r\n\r\n  c: |\r\n    one\r\n\r\n    two\r\n",
        "a: one\n  two\n\n\n  three\nb:\n  four\n",
        "a: it's - http://x.org?y#z 09:30, [1]\nb: -1.5\nc: ~\nd: 'yes'\n",
        "a: 'it''s \\ one\n\n  two'\nb: \"\\\"x\\u00e9\\n  \n  y  \"\nc: ''\n",
        "a: |\n  one\n   more \n\n  two\n\n\nb: >-\n  one\n  two\n\n  three\n# c\n",
        "- |-\n  one\n- >\n  two\n\n- 3\n",
        "a: []\nb: [1, x y, 'z', \"w\", [2, {c: 3, \"d e\": [ ]}]] # f\nc: {x: -1, y: 09:30}\n",
        "Название: é\nf g: h\ni.j/k-l: m\n14: n\na: 1\na: 2\n",
    ] {
        assert!(is_quick_yaml(text), "{text:?}");
    }
}

#[test]
fn what_is_not_plain_yaml_is_left_to_the_parser() {
    for text in [
        "",
        "# c\n",
        "a\n",
        "  a: 1\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !t 1\n",
        "? a\n: b\n",
        "'a': 1\n",
        "<<: {b: 2}\n",
        "a:\n",
        "a:\nb: 1\n",
        "a: b: c\n",
        "a:\n  b: 1\n c: 2\n",
        "a: 1\n  b: 2\n",
        "a: x # c\n  y\n",
        "a: x\n  - y\n",
        "- - 1\n",
        "-\n  a: 1\n",
        "a: \"x\n",
        "a: \"x\ny\"\n",
        "a: \"x\\ \n  y\"\n",
        "a: \"\\q\"\n",
        "a: 'x' y\n",
        "a: |+\n  x\n",
        "a: |2\n   x\n",
        "a: |\n\n  x\n",
        "a: |\n    x\n  y\n",
        "a: >\n  x\n   y\n",
        "a: |\n  x",
        "a: [1,\n  2]\n",
        "a: [1, ]\n",
        "a: [b: 1]\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [1 #2]\n",
        "a: [1] 2\n",
        "a:\t1\n",
        "a: x\ry\n",
        "a: x\u{85}y\n",
        "a: \u{2028}\n",
        "a: \u{feff}\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\n",
        "%YAML 1.2\n---\na: 1\n",
        "  ---\na: 1\n",
    ] {
        assert!(!is_quick_yaml(text), "{text:?}");
    }
}

#[test]
fn json_in_order_is_read_quickly() {
    for text in [
        "null",
        " {} ",
        "[]\n",
        "{\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\": {\"c\": {}}}",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\", \"é\"]",
        "{\"a\": 1, \"a\": 2}",
    ] {
        assert!(is_quick_json(text), "{text:?}");
    }
    for text in [
        "",
        "{",
        "[1,]",
        "{\"a\" 1}",
        "{\"a\": 1,}",
        "{a: 1}",
        "[01]",
        "[1.]",
        "[nul]",
        "[\"\\q\"]",
        "[\"\\uD83D\\uDE00\"]",
        "[\"\t\"]",
        "[\"x]",
        "[\"x\\",
        "[1] 2",
        "// c\n1",
        "[\u{a0}1]",
    ] {
        assert!(!is_quick_json(text), "{text:?}");
    }
}

#[test]
fn the_limits_are_those_of_the_parsers() {
    let yaml = "a:\n  - [[[1]]]\n  - [[[2]]]\nb: 3\n";
    let json = "{\"a\": [[[[1]]], [[[2]]]], \"b\": \"\\u00e9\"}";
    let limits = |of: fn(usize) -> Limits| (0..30).map(of);
    let depths = limits(|depth| Limits {
        depth,
        ..Limits::default()
    });
    let nodes = limits(|nodes| Limits {
        nodes,
        ..Limits::default()
    });
    for limits in depths.chain(nodes) {
        for (text, format) in [(yaml, Format::Yaml), (json, Format::Json)] {
            let is_in_order = parse_by_parsers(text, format, &limits).errors().is_empty();
            assert_eq!(
                is_read_quickly(text, format, &limits),
                is_in_order,
                "{limits:?}"
            );
        }
    }
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(is_quick_json(&deep(Limits::default().depth)));
    assert!(is_quick_yaml(&format!("a: {}", deep(60))));
    assert!(!is_quick_yaml(&format!("a: {}", deep(100_000))));
}

/// The texts of the fixtures that can be read, with the language of each.
fn fixtures() -> impl Iterator<Item = (String, Format)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    Walk::new(folder).map(Result::unwrap).filter_map(|file| {
        let format = match file.path().extension()?.to_str()? {
            "yaml" => Format::Yaml,
            "json" => Format::Json,
            _ => return None,
        };
        Some((fs::read_to_string(file.path()).ok()?, format))
    })
}

#[test]
fn most_fixtures_are_read_quickly() {
    let (mut all, mut quick) = (0, 0);
    for (text, format) in fixtures() {
        all += 1;
        quick += usize::from(is_read_quickly(&text, format, &Limits::default()));
    }
    assert!(quick * 10 > all * 7, "{quick} of {all}");
}

/// A text that is plain except for a few places.
fn changed_fixtures() -> impl Strategy<Value = (String, Format)> {
    const MOST: usize = 4_000;
    let scraps = [
        "\n",
        " ",
        "  ",
        ":",
        ": ",
        "- ",
        "-",
        "#",
        " #",
        "\"",
        "'",
        "''",
        "[",
        "]",
        ",",
        "{",
        "}",
        "|",
        "|\n",
        ">",
        ">-\n",
        "|+\n",
        "\n\n",
        "a",
        "\\",
        "\\n",
        "\\u0041",
        "&a ",
        "*a",
        "!",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "é",
        "\u{2028}",
        "\u{85}",
        "\u{feff}",
        "null",
        "~",
        "0",
        ".",
        "? ",
        "%",
        "@",
        "---\n",
        "...\n",
        "\t",
        "<<",
        "<<: ",
        "\u{7f}",
        "𝄞",
        "\u{a0}",
        "b:",
        "b:\n",
        "[1, x: y]",
        "{c: d}",
        "\\\n",
    ];
    let texts: Vec<_> = fixtures().filter(|(text, _)| text.len() < MOST).collect();
    let changes = prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 1..4);
    let scraps = prop::collection::vec(prop::sample::select(scraps.to_vec()), 4);
    (prop::sample::select(texts), changes, scraps).prop_map(
        |((mut text, format), changes, scraps)| {
            for ((place, length), scrap) in changes.into_iter().zip(scraps) {
                let start = text.floor_char_boundary(place.index(text.len() + 1));
                let end = text.ceil_char_boundary((start + length).min(text.len()));
                text.replace_range(start..end, scrap);
            }
            (text, format)
        },
    )
}

/// Lines that are at home in different places of a document.
fn lines() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "a:\n",
        "b: 1\n",
        "'c': 2\n",
        "é:\n",
        "d: &x\n",
        "  - x\n",
        "- y\n",
        "  -\n",
        "   - z\n",
        "  - k: |\n",
        "  - |\n",
        "  - {h: i}\n",
        "      more\n",
        "    text\n",
        "  text\n",
        "   text \n",
        "text\n",
        "  l: 3\n",
        "    m: 4\n",
        "j: >-\n",
        "k: |\n",
        "l: \"q\n",
        "m: 'r\n",
        "  s\"\n",
        "  s'\n",
        "s\"\n",
        "n: [1, 2]\n",
        "n: [1,\n",
        "  2]\n",
        "o: {p: q}\n",
        "\n",
        "\n",
        "  \n",
        "    \n",
        "# c\n",
        "  # d\n",
        "    # d\n",
        "e: 5 # f\n",
        "a:\r\n",
        "  - v\r\n",
        "---\n",
        "h: i: j\n",
        "b: 7",
        "  - ",
        "b: ",
        "  a: \n",
        "g: x\n",
        "g: x # y\n",
        "  - x # y\n",
        "#\n",
        "  'x': y\n",
        "\"x\"\n",
        "  \"x\" # y\n",
        "  - 'x'\n",
        "q: '\n",
        "    '\n",
        "r: |-\n",
        "s: >\n",
    ]);
    prop::collection::vec(line, 0..14).prop_map(|lines| lines.concat())
}

/// How many cases of each property are tried, unless the environment says otherwise (`PROPTEST_CASES`).
fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(4_000),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_lines_are_read_alike(text in lines()) {
        is_quick_yaml(&text);
    }

    #[test]
    fn changed_fixtures_are_read_alike((text, format) in changed_fixtures()) {
        is_read_quickly(&text, format, &Limits::default());
    }
}
