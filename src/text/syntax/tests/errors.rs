//! What is wrong with texts, and what hostile ones cost.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::super::*;
use super::{json, yaml};

/// The only error of a text: its message and what it underlines.
fn error(tree: &Tree<'_>) -> (String, String) {
    let [error] = tree.errors() else {
        panic!("{:?} has {:?}", tree.text(), tree.errors());
    };
    (
        error.to_string(),
        tree.text()[error.span.range()].to_owned(),
    )
}

fn kinds(tree: &Tree<'_>) -> Vec<SyntaxErrorKind> {
    tree.errors()
        .iter()
        .map(|error| error.kind.clone())
        .collect()
}

#[test]
fn yaml_errors_speak_to_editors() {
    let cases = [
        (
            "title: Panel: The Role\n",
            "an unquoted text cannot contain `: `",
            "Panel: The Role",
        ),
        (
            "- title: Panel: The Role\n",
            "an unquoted text cannot contain `: `",
            "Panel: The Role",
        ),
        ("a: \"b\nc: d\n", "this quotation mark is not closed", "\"b"),
        (
            "a: \"b\nc d\"\n",
            "this line of a quoted text is not indented",
            "c d\"",
        ),
        ("\"a: b", "this quotation mark is never closed", "\"a: b"),
        ("a: b\n\tc: d\n", "a tab is used for indentation", "\t"),
        ("a:\n\t- b\n", "a tab is used for indentation", "\t"),
        ("a:b\nc: d\n", "a space is missing after the `:`", ":"),
        ("a: 1\nb:2\nc: 3", "a space is missing after the `:`", ":"),
        ("- a\n-b\n", "a space is missing after the `-`", "-"),
        ("a: b\nkey\nc: d", "this line has no key", "key"),
        (
            "- a\nb: c\n",
            "this line is in a list, but is not an item of it",
            "b: c",
        ),
        ("a: 1\n- b\n", "this list item is between keys", "- b"),
        (
            "a:\n  b: 1\n c: 2\n",
            "this line is indented like none before it",
            "c: 2",
        ),
        (
            "a: 1\n  b: 2\n",
            "this line is indented deeper than what it could belong to",
            "b: 2",
        ),
        ("a: [x", "this `[` is never closed", "["),
        (
            "a: [1, 2\nb: 3\n",
            "this `[` is not closed before the next line begins something else",
            "[",
        ),
        ("a: [b, c}", "this `[` is closed by a `}`", "["),
        ("a: ]\n", "this bracket closes nothing", "]"),
        (
            "text: 'don't'",
            "text follows the closing quotation mark",
            "t'",
        ),
        ("a: @b", "an unquoted text cannot start with `@`", "@"),
        ("a: * b", "an unquoted text cannot start with `*`", "*"),
        (
            "a: - b",
            "a list cannot start on the line of its key",
            "- b",
        ),
        (
            "a: |x\n b",
            "no text can follow `|` or `>` on its line",
            "|x",
        ),
        ("a: \"x\\d y\"", "this escape means nothing", "\\d"),
        ("a: x\0y\n", "the character U+0000 is not allowed", "\0"),
        ("\0\0\0", "the character U+0000 is not allowed", "\0"),
        ("[a, , b]", "a value is missing before this `,`", ","),
    ];
    for (text, message, underlined) in cases {
        assert_eq!(
            error(&yaml(text)),
            (message.to_owned(), underlined.to_owned()),
            "{text:?}"
        );
    }
}

#[test]
fn json_errors_speak_to_editors() {
    let cases = [
        ("", "the file is empty, and JSON needs a value", ""),
        ("[1,", "this `[` is never closed", "["),
        ("[1 2]", "a comma is missing after this", "1"),
        ("{\"a\" 1}", "a `:` is missing after this key", "\"a\""),
        ("{\"a\": 1,}", "there is a comma after the last value", ","),
        ("{a: 1}", "a key has to be a text", "a"),
        ("[1.]", "this is not a number as JSON writes it", "1."),
        ("[\"a\tb\"]", "a tab inside a text has to be escaped", "\t"),
        ("[\"a\\q\"]", "this escape means nothing", "\\q"),
        ("[\"abc", "this quotation mark is never closed", "\""),
        (
            "[\u{A0}1]",
            "the character U+00A0 is not allowed between values",
            "\u{A0}",
        ),
        ("// x\n1", "JSON has no comments", "// x"),
        ("[1]]", "the file continues after its value has ended", "]"),
        ("['x']", "text has to be in double quotes", "'"),
        ("{\"a\":}", "a value is missing before this `}`", "}"),
    ];
    for (text, message, underlined) in cases {
        assert_eq!(
            error(&json(text)),
            (message.to_owned(), underlined.to_owned()),
            "{text:?}"
        );
    }
}

#[test]
fn errors_say_what_to_do() {
    let tree = yaml("title: Panel: The Role\n");
    assert_eq!(tree.errors()[0].help(), Some("put the text in quotes"));
}

#[test]
fn each_document_reports_its_own_error_and_keeps_what_came_before() {
    let tree = yaml("a: 1\nb: [\n---\nok: 2\n---\nc: d: e\n");
    assert_eq!(tree.errors().len(), 2);
    let keys: Vec<_> = tree
        .documents()
        .iter()
        .map(|&root| tree.get(root, "ok").is_some())
        .collect();
    assert_eq!(keys, [false, true, false]);
    assert!(tree.get(tree.documents()[0], "a").is_some());
    assert_eq!(
        tree.data(tree.get(tree.documents()[0], "b").unwrap()),
        Data::Seq
    );
}

#[test]
fn aliases_that_lead_nowhere_are_named_once() {
    let tree = yaml("a: *x\nb: *x\nc: &c [*c, *c]\n");
    let name = |name: &str| name.to_owned();
    let expected = [
        SyntaxErrorKind::UnknownAlias { name: name("x") },
        SyntaxErrorKind::RecursiveAlias { name: name("c") },
    ];
    assert_eq!(kinds(&tree), expected);
    let root = tree.documents()[0];
    assert_eq!(tree.data(tree.get(root, "a").unwrap()), Data::Null);
    assert_eq!(
        tree.errors()[0].to_string(),
        "`*x` refers to `&x`, which does not come before it"
    );
}

#[test]
fn an_anchor_does_not_reach_into_the_next_document() {
    let tree = yaml("a: &x 1\n---\nb: *x\n");
    assert_eq!(
        kinds(&tree),
        [SyntaxErrorKind::UnknownAlias {
            name: "x".to_owned()
        }]
    );
}

/// The nodes that a walk through all aliases meets.
fn expanded(tree: &Tree<'_>) -> usize {
    let (mut count, mut waiting) = (0, tree.documents().to_vec());
    while let Some(node) = waiting.pop() {
        count += 1;
        waiting.extend(tree.items(node));
        waiting.extend(tree.entries(node).flat_map(|(key, value)| [key, value]));
    }
    count
}

#[test]
fn a_bomb_is_one_error_and_is_defused() {
    let mut sequences = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    let mut merges = String::from("a0: &a0 {x: 1}\n");
    for level in 1..60 {
        let previous = level - 1;
        let aliases = vec![format!("*a{previous}"); 9].join(", ");
        writeln!(sequences, "a{level}: &a{level} [{aliases}]").unwrap();
        writeln!(
            merges,
            "a{level}: &a{level} {{<<: [{aliases}], k{level}: 1}}"
        )
        .unwrap();
    }
    for text in [sequences, merges] {
        let started = Instant::now();
        let tree = yaml(&text);
        assert_eq!(
            kinds(&tree),
            [SyntaxErrorKind::AliasBomb { nodes: 1_000_000 }]
        );
        assert!(expanded(&tree) < 1_200_000);
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn aliases_nest_no_deeper_than_collections_may() {
    let mut text = String::from("a0: &a0 [x]\n");
    for level in 1..40 {
        let (open, close) = ("[".repeat(20), "]".repeat(20));
        writeln!(text, "a{level}: &a{level} {open}*a{}{close}", level - 1).unwrap();
    }
    let tree = yaml(&text);
    assert_eq!(kinds(&tree), [SyntaxErrorKind::TooDeep { depth: 255 }]);
    let (mut deepest, mut waiting) = (0, vec![(tree.documents()[0], 1)]);
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(tree.items(node).map(|item| (item, depth + 1)));
        waiting.extend(tree.entries(node).map(|(_, value)| (value, depth + 1)));
    }
    assert!(deepest <= 256, "{deepest}");
}

#[test]
fn deep_nesting_is_one_error() {
    let flow = "[".repeat(100_000);
    let block = "- ".repeat(100_000);
    let closed = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let mixed = format!("{}{}{}", "- ".repeat(200), "[".repeat(200), "]".repeat(200));
    for text in [&flow, &block, &closed, &mixed] {
        let started = Instant::now();
        assert_eq!(
            kinds(&yaml(text)),
            [SyntaxErrorKind::TooDeep { depth: 255 }]
        );
        assert!(started.elapsed() < Duration::from_secs(10));
    }
    for text in [&flow, &closed, &"{\"a\":".repeat(100_000)] {
        assert_eq!(
            kinds(&json(text)),
            [SyntaxErrorKind::TooDeep { depth: 255 }]
        );
    }
    let deepest = format!("{}{}", "[".repeat(255), "]".repeat(255));
    assert_eq!(yaml(&deepest).errors(), []);
    assert_eq!(json(&deepest).errors(), []);
}

#[test]
fn limits_are_errors() {
    let limits = Limits {
        nodes: 10,
        bytes: 100,
        ..Limits::default()
    };
    let kinds = |text: &str, format| kinds(&parse(text, format, &limits));
    let long = "x".repeat(101);
    let longer_than_written = format!("\"{}\"", "\\P".repeat(40));
    assert_eq!(
        kinds(&longer_than_written, Format::Yaml),
        [SyntaxErrorKind::TooLarge { bytes: 100 }]
    );
    let many = "[1,2,3,4,5,6,7,8,9,10,11,12]";
    for format in [Format::Yaml, Format::Json] {
        assert_eq!(
            kinds(&long, format),
            [SyntaxErrorKind::TooLarge { bytes: 100 }]
        );
        assert_eq!(
            kinds(many, format),
            [SyntaxErrorKind::TooManyNodes { nodes: 10 }]
        );
    }
    assert_eq!(kinds("[1,2,3,4,5,6,7,8,9]", Format::Json), []);
}
