use proptest::prelude::*;

use super::proof::is_proved;
use super::*;
use crate::text::syntax::{Format, Limits, parse};

fn parsed(text: &str, format: Format) -> Tree<'_> {
    let tree = parse(text, format, &Limits::default());
    assert!(tree.errors().is_empty(), "{text}: {:?}", tree.errors());
    tree
}

/// The node at a pointer.
fn at(tree: &Tree<'_>, pointer: &str) -> NodeId {
    let found = tree.at(tree.documents()[0], pointer);
    found.unwrap_or_else(|| panic!("nothing is at {pointer}"))
}

/// The text with changes, which are proved; `None` where they are refused.
fn changed_in(
    text: &str,
    format: Format,
    changes: impl Fn(&Tree<'_>) -> Vec<Change>,
) -> Option<String> {
    let tree = parsed(text, format);
    let changes = changes(&tree);
    let written = replacements(&tree, &changes)?;
    let new = applied(
        text,
        written.iter().map(|(span, new)| (*span, new.as_str())),
    );
    let spans: Vec<Span> = written.iter().map(|(span, _)| *span).collect();
    let changes: Vec<&Change> = changes.iter().collect();
    let new_tree = parsed(&new, format);
    assert!(
        is_proved(&tree, &changes, &spans, &new_tree),
        "{text}\n--\n{new}"
    );
    Some(new)
}

fn changed(text: &str, changes: impl Fn(&Tree<'_>) -> Vec<Change>) -> Option<String> {
    let format = if text.starts_with('{') && text.contains("\":") {
        Format::Json
    } else {
        Format::Yaml
    };
    changed_in(text, format, changes)
}

fn set(text: &str, pointer: &str, value: &str) -> Option<String> {
    changed(text, |tree| {
        vec![Change::Set(
            at(tree, pointer),
            Value::Text(value.to_owned()),
        )]
    })
}

/// The words of the text at `/a`, in place of others.
fn reworded(text: &str, from: &str, to: &str) -> Option<String> {
    changed(text, |tree| {
        let node = at(tree, "/a");
        let start = text_of(tree, node).unwrap().find(from).unwrap();
        let range = start..start + from.len();
        vec![Change::Text(node, range, to.to_owned())]
    })
}

fn removed(text: &str, pointer: &str) -> Option<String> {
    changed(text, |tree| vec![Change::Remove(at(tree, pointer))])
}

fn assert_each(cases: &[(&str, Option<&str>)], change: impl Fn(&str) -> Option<String>) {
    for (text, expected) in cases {
        assert_eq!(change(text).as_deref(), *expected, "{text}");
    }
}

#[test]
fn a_value_is_written_in_the_style_that_it_has() {
    for (text, value, expected) in [
        ("a: one\n", "two", "a: two\n"),
        (
            "a: one # here\n",
            "two: three",
            "a: \"two: three\" # here\n",
        ),
        ("a: one\n", "12", "a: \"12\"\n"),
        ("a: one\n", "two #3", "a: \"two #3\"\n"),
        ("a: 014\n", "014", "a: \"014\"\n"),
        ("a: 'one'\n", "o'clock", "a: 'o''clock'\n"),
        ("a: 'one'\n", "two\tthree", "a: 'two\tthree'\n"),
        ("a: \"one\"\n", "a \"b\" \\", "a: \"a \\\"b\\\" \\\\\"\n"),
        (
            "a: |\n  one\n  two\nb: 1\n",
            "three",
            "a: \"three\"\nb: 1\n",
        ),
        ("a:\nb: 1\n", "one", "a: \"one\"\nb: 1\n"),
        (
            "{a: one, b: 1}\n",
            "two, three",
            "{a: \"two, three\", b: 1}\n",
        ),
        ("{\"a\": 14}\n", "014", "{\"a\": \"014\"}\n"),
        ("{\"a\": \"é\"}\n", "ü \"", "{\"a\": \"ü \\\"\"}\n"),
        ("a: &x !!str one\n", "two", "a: &x !!str two\n"),
    ] {
        assert_eq!(set(text, "/a", value).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_list_or_a_number_is_written_on_one_line() {
    let list = |text: &str| {
        changed(text, |tree| {
            let items = vec![
                Value::Text("x".to_owned()),
                Value::Whole(2),
                Value::Bool(true),
            ];
            vec![Change::Set(at(tree, "/a"), Value::List(items))]
        })
    };
    assert_eq!(list("a: x\n").as_deref(), Some("a: [\"x\", 2, true]\n"));
    assert_eq!(
        list("{\"a\": \"x\"}").as_deref(),
        Some("{\"a\": [\"x\", 2, true]}")
    );
}

#[test]
fn words_are_written_as_the_scalar_writes_them() {
    for (text, from, to, expected) in [
        ("a: the the cat\n", " the", "", "a: the cat\n"),
        ("a: >\n  the\n  the cat\n", " the", "", "a: >\n  the cat\n"),
        (
            "a: >-\n  of the\n  the cat\nb: 1\n",
            " the the",
            " the",
            "a: >-\n  of the cat\nb: 1\n",
        ),
        (
            "a: |\n  one\n  two\n",
            "two",
            "three",
            "a: |\n  one\n  three\n",
        ),
        (
            "a: 'it''s the\n  the cat'\n",
            " the the",
            " the",
            "a: 'it''s the cat'\n",
        ),
        ("a: 'one two'\n", "two", "o'clock", "a: 'one o''clock'\n"),
        (
            "a: \"caf\\u00e9 x\"\n",
            "x",
            "\"y\"",
            "a: \"caf\\u00e9 \\\"y\\\"\"\n",
        ),
        ("a: \"caf\\u00e9 x\"\n", "é", "e", "a: \"cafe x\"\n"),
        (
            "a: see it's one\n  of two\n",
            "one",
            "b: c",
            "a: 'see it''s b: c\n  of two'\n",
        ),
        ("a: one two\n", "one", "- x", "a: '- x two'\n"),
        ("a: one two\n", "two", "x:", "a: 'one x:'\n"),
        ("{a: one two}\n", "two", "x, y", "{a: 'one x, y'}\n"),
        (
            "{\"a\": \"one two\"}\n",
            "two",
            "\"x\"",
            "{\"a\": \"one \\\"x\\\"\"}\n",
        ),
    ] {
        assert_eq!(
            reworded(text, from, to).as_deref(),
            Some(expected),
            "{text}"
        );
    }
}

#[test]
fn several_words_of_one_text_are_one_change() {
    let text = "a: it's 1 and 2\n";
    let new = changed(text, |tree| {
        let node = at(tree, "/a");
        vec![
            Change::Text(node, 11..12, "b: 2".to_owned()),
            Change::Text(node, 5..6, "I".to_owned()),
        ]
    });
    assert_eq!(new.as_deref(), Some("a: 'it''s I and b: 2'\n"));
}

#[test]
fn an_item_goes_with_what_belongs_to_it() {
    assert_each(
        &[
            ("- 1\n- 2 # two\n- 3\n", Some("- 1\n- 3\n")),
            ("- 1\n# two\n# more\n- 2\n- 3\n", Some("- 1\n- 3\n")),
            (
                "- 1\n# of the list\n\n- 2\n- 3\n",
                Some("- 1\n# of the list\n\n- 3\n"),
            ),
            ("- 1\r\n- 2\r\n- 3\r\n", Some("- 1\r\n- 3\r\n")),
            ("- 1\n- 2", Some("- 1")),
            (
                "- 1\n- a: 1\n  b: |\n    x\n\n    y\n- 3\n",
                Some("- 1\n- 3\n"),
            ),
            ("- 1\n- - a\n  - b\n- 3\n", Some("- 1\n- 3\n")),
            ("[1, 2, 3]\n", Some("[1, 3]\n")),
            ("[1, 2]\n", Some("[1]\n")),
            ("[\n  1,\n  2,\n  3\n]\n", Some("[\n  1,\n  3\n]\n")),
            ("[\n  1, # one\n  2\n]\n", None),
            ("- 1\n- &x 2\n- 3\n", None),
        ],
        |text| removed(text, "/1"),
    );
    assert_each(
        &[
            ("# top\n- 1\n- 2\n", Some("# top\n- 2\n")),
            ("[1, 2]\n", Some("[2]\n")),
            ("- 1\n", None),
        ],
        |text| removed(text, "/0"),
    );
}

#[test]
fn an_entry_goes_with_its_key() {
    assert_each(
        &[
            ("a: 1\nb: 2\n", Some("b: 2\n")),
            (
                "a:\n  - 1\n  - 2 # c\n# of b\nb: 2\n",
                Some("# of b\nb: 2\n"),
            ),
            ("{a: 1, b: 2}\n", Some("{b: 2}\n")),
            ("{\"a\": 1,\n \"b\": 2}\n", Some("{\"b\": 2}\n")),
            ("a: 1\n", None),
        ],
        |text| removed(text, "/a"),
    );
    assert_each(
        &[
            ("- a: 1\n  b: 2\n", Some("- b: 2\n")),
            ("-   a: 1\n    b: 2\n", Some("-   b: 2\n")),
            ("- a: 1\n  # of b\n  b: 2\n", None),
        ],
        |text| removed(text, "/0/a"),
    );
}

#[test]
fn a_key_is_renamed_in_its_quotes() {
    let renamed = |text: &str| {
        changed(text, |tree| {
            vec![Change::Rename(at(tree, "/a"), "title".to_owned())]
        })
    };
    assert_each(
        &[
            ("b: 1\na: 1 # c\n", Some("b: 1\ntitle: 1 # c\n")),
            ("{\"a\": 1}", Some("{\"title\": 1}")),
            ("{'a': 1}", Some("{'title': 1}")),
            ("? a\n: 1\n", Some("? title\n: 1\n")),
            ("!!str a: 1\n", None),
            ("&k a: 1\nb: *k\n", None),
        ],
        renamed,
    );
}

#[test]
fn a_key_that_is_not_written_is_not_renamed() {
    let renamed = |text: &str| {
        changed(text, |tree| {
            vec![Change::Rename(at(tree, "/null"), "title".to_owned())]
        })
    };
    assert_each(&[(": 1\nb: 2\n", None), ("{: 1}", None)], renamed);
}

/// Something new beside what is at a pointer, under the key `k` if that is a value of a mapping.
fn inserted(text: &str, pointer: &str, side: Side, value: &Value) -> Option<String> {
    changed(text, |tree| {
        let beside = at(tree, pointer);
        vec![Change::Insert {
            beside,
            side,
            key: tree.key_of(beside).map(|_| "k"),
            value: value.clone(),
        }]
    })
}

#[test]
fn an_entry_comes_behind_the_whole_value_of_another() {
    assert_each(
        &[
            ("a: 1 # c\nb: 2\n", Some("a: 1 # c\nk: \"014\"\nb: 2\n")),
            ("a: x\nb: 2\n", Some("a: x\nk: \"014\"\nb: 2\n")),
            ("a: x", Some("a: x\nk: \"014\"")),
            (
                "a: >\n  one\n  two\n\nb: 2\n",
                Some("a: >\n  one\n  two\nk: \"014\"\n\nb: 2\n"),
            ),
            (
                "a: one\n  two\nb: 2\n",
                Some("a: one\n  two\nk: \"014\"\nb: 2\n"),
            ),
            ("a: |+\n  one\n\nb: 2\n", None),
            ("a: |\n  one", None),
            (
                "a:\n- x\n- y: |\n    z\nb: 2\n",
                Some("a:\n- x\n- y: |\n    z\nk: \"014\"\nb: 2\n"),
            ),
            ("a: x\r\nb: 2\r\n", Some("a: x\r\nk: \"014\"\r\nb: 2\r\n")),
            ("{a: x, b: 2}\n", Some("{a: x, k: \"014\", b: 2}\n")),
            ("{\"a\": 1}", Some("{\"a\": 1, \"k\": \"014\"}")),
            (
                "{\n  \"a\": 1\n}",
                Some("{\n  \"a\": 1,\n  \"k\": \"014\"\n}"),
            ),
            ("&x {a: 1, b: 2}\n", Some("&x {a: 1, k: \"014\", b: 2}\n")),
        ],
        |text| inserted(text, "/a", Side::After, &Value::Text("014".to_owned())),
    );
}

#[test]
fn an_entry_comes_before_the_key_of_another() {
    assert_each(
        &[
            ("- a: >\n    one\n", Some("- k: \"x\"\n  a: >\n    one\n")),
            (
                "-   a: 1\n    b: 2\n",
                Some("-   k: x\n    a: 1\n    b: 2\n"),
            ),
            ("[{a: 1}]\n", Some("[{k: x, a: 1}]\n")),
            ("[{\n  a: 1\n  }]\n", Some("[{\n  k: x,\n  a: 1\n  }]\n")),
            ("- &x\n  a: 1\n", Some("- &x\n  k: x\n  a: 1\n")),
            ("- ? a\n  : 1\n", None),
        ],
        |text| inserted(text, "/0/a", Side::Before, &Value::Text("x".to_owned())),
    );
}

#[test]
fn an_item_is_written_as_those_beside_it() {
    let value = || {
        Value::Map(vec![
            ("a", Value::Text("II".to_owned())),
            ("b", Value::Text("Of: all".to_owned())),
            ("c", Value::Whole(3)),
        ])
    };
    for (text, side, expected) in [
        (
            "-   a: I # c\n-   a: III\n",
            Side::After,
            Some("-   a: I # c\n-   a: II\n    b: \"Of: all\"\n    c: 3\n-   a: III\n"),
        ),
        (
            "# top\n- a: \"I\"\n",
            Side::Before,
            Some("# top\n- a: \"II\"\n  b: \"Of: all\"\n  c: 3\n- a: \"I\"\n"),
        ),
        (
            "- {a: I}\n",
            Side::After,
            Some("- {a: I}\n- {a: \"II\", b: \"Of: all\", c: 3}\n"),
        ),
        (
            "[{a: I}]\n",
            Side::After,
            Some("[{a: I}, {a: \"II\", b: \"Of: all\", c: 3}]\n"),
        ),
        (
            "- - 1\n",
            Side::After,
            Some("- - 1\n- a: \"II\"\n  b: \"Of: all\"\n  c: 3\n"),
        ),
    ] {
        assert_eq!(
            inserted(text, "/0", side, &value()).as_deref(),
            expected,
            "{text}"
        );
    }
    let json = "[\n  {\"a\": 1}\n]\n";
    let new = changed_in(json, Format::Json, |tree| {
        vec![Change::Insert {
            beside: at(tree, "/0"),
            side: Side::After,
            key: None,
            value: value(),
        }]
    });
    let expected = "[\n  {\"a\": 1},\n  {\"a\": \"II\", \"b\": \"Of: all\", \"c\": 3}\n]\n";
    assert_eq!(new.as_deref(), Some(expected));
}

#[test]
fn an_item_moves_with_its_comments() {
    let moved = |text: &str, from: &str, side, to: &str| {
        changed(text, |tree| {
            vec![Change::Move {
                node: at(tree, from),
                beside: at(tree, to),
                side,
            }]
        })
    };
    for (text, from, side, to, expected) in [
        (
            "- 1\n# two\n- a: 2 # 2\n  # in\n  b: 3\n# three\n- 3\n",
            "/1",
            Side::Before,
            "/0",
            Some("# two\n- a: 2 # 2\n  # in\n  b: 3\n- 1\n# three\n- 3\n"),
        ),
        (
            "- 1\n- 2\n# three\n- 3\n",
            "/2",
            Side::Before,
            "/1",
            Some("- 1\n# three\n- 3\n- 2\n"),
        ),
        (
            "# top\n- 1\n- 2\n- 3\n",
            "/0",
            Side::After,
            "/1",
            Some("# top\n- 2\n- 1\n- 3\n"),
        ),
        (
            "- |\n  1\n\n- 2\n",
            "/1",
            Side::Before,
            "/0",
            Some("- 2\n- |\n  1\n\n"),
        ),
        ("- 1\n- 2", "/1", Side::Before, "/0", None),
        ("[1, 2, 3]\n", "/0", Side::After, "/1", Some("[2, 1, 3]\n")),
        ("[1, 2, 3]\n", "/2", Side::Before, "/0", Some("[3, 1, 2]\n")),
        (
            "[\n 1,\n 2\n]\n",
            "/1",
            Side::Before,
            "/0",
            Some("[\n 2,\n 1\n]\n"),
        ),
        ("- &x 1\n- *x\n", "/0", Side::After, "/1", None),
    ] {
        assert_eq!(moved(text, from, side, to).as_deref(), expected, "{text}");
    }
}

#[test]
fn a_comment_goes_with_its_line_or_its_blanks() {
    let deleted = |text: &str| {
        changed(text, |tree| {
            vec![Change::Comment(tree.comments()[0].span, String::new())]
        })
    };
    assert_each(
        &[
            ("a: 1\n# c\nb: 2\n", Some("a: 1\nb: 2\n")),
            ("a: 1   # c\nb: 2\n", Some("a: 1\nb: 2\n")),
            ("a: |  # c\n  x\n", Some("a: |\n  x\n")),
            ("a: 1\n# c", Some("a: 1")),
        ],
        deleted,
    );
    let other = changed("a: 1 # c\n", |tree| {
        vec![Change::Comment(tree.comments()[0].span, "# d".to_owned())]
    });
    assert_eq!(other.as_deref(), Some("a: 1 # d\n"));
}

#[test]
fn nothing_changes_through_an_alias() {
    let text = "a: &x one\nb: *x\nc: [&y {d: one}, *y]\n";
    for pointer in ["/a", "/b", "/c/0/d"] {
        assert_eq!(set(text, pointer, "two"), None, "{pointer}");
    }
    assert_eq!(removed(text, "/a"), None);
    assert_eq!(removed(text, "/c"), None);
    assert_eq!(reworded(text, "one", "two"), None);
}

#[test]
fn what_was_not_announced_is_no_proof() {
    let old = parsed("a: 1\nb: [x, y] # c\n", Format::Yaml);
    let announced = [&Change::Set(at(&old, "/a"), Value::Whole(2))];
    let is_proved = |new: &str| is_proved(&old, &announced, &[], &parsed(new, Format::Yaml));
    assert!(is_proved("a: 2\nb: [x, y] # c\n"));
    for new in [
        "a: 1\nb: [x, y] # c\n",
        "a: 2\nb: [x, y]\n",
        "a: 2\nb: [x, y] # d\n",
        "a: 2\nb: [x, y, z] # c\n",
        "a: \"2\"\nb: [x, y] # c\n",
        "b: [x, y] # c\na: 2\n",
        "a: 2\nb: [x, !t y] # c\n",
        "a: 2\nb: [&x x, *x] # c\n",
    ] {
        assert!(!is_proved(new), "{new}");
    }
}

/// Any text, such as people would not write.
fn words() -> impl Strategy<Value = String> {
    "[ a-c:#'\"\\\\,\\[\\]{}\\-é\u{1F600}0-9\t]{0,12}"
}

proptest! {
    #[test]
    fn any_words_can_be_set_and_nothing_else_changes(old in words(), new in words()) {
        for (text, format) in [
            (format!("a: {}\nb: 1 # c\n", scalar::quoted(&old, Format::Yaml)), Format::Yaml),
            (format!("a: '{}'\nb: 1 # c\n", old.replace('\'', "''")), Format::Yaml),
            (format!("[1, {}, 3]", scalar::quoted(&old, Format::Json)), Format::Json),
        ] {
            let pointer = if format == Format::Json { "/1" } else { "/a" };
            let changed = changed_in(&text, format, |tree| {
                vec![Change::Set(at(tree, pointer), Value::Text(new.clone()))]
            });
            prop_assert!(changed.is_some());
        }
    }

    #[test]
    fn any_words_can_be_written_into_a_text(
        before in "[a-z]{1,5}", old in words(), after in "[a-z]{1,5}", new in words(),
    ) {
        let whole = format!("{before}{old}{after}");
        for (text, format) in [
            (format!("a: {}\nb: 1 # c\n", scalar::quoted(&whole, Format::Yaml)), Format::Yaml),
            (format!("a: '{}'\nb: 1 # c\n", whole.replace('\'', "''")), Format::Yaml),
            (format!("a: >\n  {before} {after}\n  {after}\nb: 1 # c\n"), Format::Yaml),
            (format!("a: {before} {after}\n  {after}\nb: 1 # c\n"), Format::Yaml),
            (format!("{{\"a\": {}}}", scalar::quoted(&whole, Format::Json)), Format::Json),
        ] {
            let tree = parsed(&text, format);
            let end = text_of(&tree, at(&tree, "/a")).unwrap().find(&after).unwrap();
            drop(tree);
            let changed = changed_in(&text, format, |tree| {
                let range = before.len().min(end)..end;
                vec![Change::Text(at(tree, "/a"), range, new.clone())]
            });
            // a block has no way to write what a line of it cannot begin or end with
            prop_assert!(changed.is_some() || text.contains('>'));
        }
    }
}
