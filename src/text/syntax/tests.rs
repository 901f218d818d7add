//! What trees look like; [`judge`] compares their values with those of another reader, and
//! [`properties`] holds what is true of any text.

mod errors;
mod judge;
mod messages;
mod properties;
mod quick;

use std::fmt::Write as _;

use super::Style::{Alias, Block, DoubleQuoted, Flow, Literal, Plain, SingleQuoted};
use super::*;

pub(super) fn yaml(text: &str) -> Tree<'_> {
    parse(text, Format::Yaml, &Limits::default())
}

pub(super) fn json(text: &str) -> Tree<'_> {
    parse(text, Format::Json, &Limits::default())
}

/// The source of every node of the first document, in the order of the text.
fn sources<'s>(tree: &Tree<'s>) -> Vec<&'s str> {
    (0..tree.nodes.len())
        .map(|id| tree.raw(NodeId(u32::try_from(id).unwrap())))
        .collect()
}

fn at(tree: &Tree<'_>, pointer: &str) -> NodeId {
    let found = tree.at(tree.documents()[0], pointer);
    found.unwrap_or_else(|| panic!("nothing at {pointer}"))
}

fn data<'t>(tree: &'t Tree<'_>, pointer: &str) -> Data<'t> {
    tree.data(at(tree, pointer))
}

/// The keys and scalars of a mapping, as `key=value`.
fn shown(tree: &Tree<'_>, node: NodeId) -> String {
    let mut text = String::new();
    for (key, value) in tree.entries(node) {
        write!(text, "{}={} ", tree.key_text(key), tree.raw(value)).unwrap();
    }
    text
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn trees_cross_threads_and_shorten_their_lifetime() {
    fn shared<T: Send + Sync>(_: &T) {}
    fn same<'a>(tree: Tree<'a>, _text: &'a str) -> Tree<'a> {
        tree
    }
    let local = String::from("b");
    let tree = same(yaml("a"), &local);
    shared(&tree);
    assert_eq!(tree.data(tree.documents()[0]), Data::Str("a"));
}

#[test]
fn a_text_without_values_has_no_document() {
    for text in ["", "  \n\n", "# only a comment\n", "\n# a\n\n# b"] {
        let tree = yaml(text);
        assert_eq!(tree.documents(), [], "{text:?}");
        assert_eq!(tree.errors(), [], "{text:?}");
    }
    let tree = yaml("---\n---\na\n");
    let documents: Vec<_> = tree
        .documents()
        .iter()
        .map(|&root| tree.data(root))
        .collect();
    assert_eq!(documents, [Data::Null, Data::Str("a")]);
}

#[test]
fn block_collections_end_at_their_last_child() {
    let text = "a:\n  - b\n  - c # note\n\n# about d\nd: e\n\n# end\n";
    let tree = yaml(text);
    assert_eq!(tree.raw(at(&tree, "/a")), "- b\n  - c");
    assert_eq!(
        tree.raw(tree.documents()[0]),
        "a:\n  - b\n  - c # note\n\n# about d\nd: e"
    );
}

#[test]
fn a_sequence_starts_at_its_dash() {
    for text in [
        "k:\n- x\n- y",
        "k: # - no\n- # y - z\n  x\n- y",
        "k: &a-b\n- x\n- y",
        "k: !t\n- x\n- y",
    ] {
        let tree = yaml(text);
        let items = at(&tree, "/k");
        assert!(tree.raw(items).starts_with("- "), "{text:?}");
        assert!(tree.raw(items).ends_with("- y"), "{text:?}");
    }
    assert_eq!(
        sources(&yaml("k:\n-\n- x")),
        ["k:\n-\n- x", "k", "-\n- x", "", "x"]
    );
    assert_eq!(
        sources(&yaml("- : - a")),
        ["- : - a", ": - a", "", "- a", "a"]
    );
    assert_eq!(sources(&yaml("- - a")), ["- - a", "- a", "a"]);
}

#[test]
fn block_scalars_span_from_their_indicator_to_their_last_line() {
    let cases = [
        ("a: |\n  x\n  y \n\n# c\nb: 1", "|\n  x\n  y "),
        ("a: >+2 # hi | >\n    x\n\n\nb: 1", ">+2 # hi | >\n    x"),
        ("a: !t-u &v-w |-\n  é\n", "|-\n  é"),
        ("a: |\nb: 1", "|"),
        ("a: |+\n\n\nb: 1", "|+"),
        ("b: |\na: |+\n\n", "|+"),
        ("a: # |\n  |\n  # x\n", "|\n  # x"),
        ("a: |\r\n  x\r\n  y\r\nb: 1", "|\r\n  x\r\n  y"),
    ];
    for (text, expected) in cases {
        let tree = yaml(text);
        assert_eq!(tree.raw(at(&tree, "/a")), expected, "{text:?}");
    }
}

#[test]
fn a_pair_in_a_flow_sequence_ends_at_its_value() {
    let tree = yaml("[a: b , ? c : d, {e: f}]");
    let pairs: Vec<_> = tree
        .items(tree.documents()[0])
        .map(|item| tree.raw(item))
        .collect();
    assert_eq!(pairs, ["a: b", "? c : d", "{e: f}"]);
}

#[test]
fn a_missing_value_is_where_it_would_be_written() {
    for (text, offset) in [
        ("a:\nb: 1", 2),
        ("a : # c\nb: 1", 3),
        ("{a: , b: 1}", 3),
        ("a: !!null\nb: 1", 9),
    ] {
        let tree = yaml(text);
        let value = at(&tree, "/a");
        assert_eq!(tree.data(value), Data::Null);
        assert_eq!(tree.span(value), Span::new(offset, offset), "{text:?}");
    }
    assert_eq!(
        sources(&yaml("a:\n  b:\n")),
        ["a:\n  b:", "a", "b:", "b", ""]
    );
}

#[test]
fn styles_tags_and_comments_are_kept() {
    let tree = yaml("# top\na: !!str 12 # right\nb: 'x'\nc: [\"y\"]\nd: &d |\n z\ne: *d\n");
    assert_eq!(tree.tag(at(&tree, "/a")), Some("!!str"));
    assert_eq!(tree.tag(at(&tree, "/b")), None);
    let styles =
        ["", "/a", "/b", "/c", "/c/0", "/d", "/e"].map(|pointer| tree.style(at(&tree, pointer)));
    assert_eq!(
        styles,
        [
            Block,
            Plain,
            SingleQuoted,
            Flow,
            DoubleQuoted,
            Literal,
            Alias
        ]
    );
    let comments = tree
        .comments()
        .iter()
        .map(|comment| (&tree.text()[comment.span.range()], comment.own_line));
    assert_eq!(
        comments.collect::<Vec<_>>(),
        [("# top", true), ("# right", false)]
    );
}

#[test]
fn a_long_commented_out_block_is_no_obstacle() {
    let text = format!("a:\n{}  - b\n", "# x\n".repeat(5_000));
    let tree = yaml(&text);
    assert_eq!(tree.errors(), []);
    assert_eq!(tree.comments().len(), 5_000);
    assert_eq!(data(&tree, "/a/0"), Data::Str("b"));
}

#[test]
fn tags_decide_the_type_of_a_scalar() {
    let tree =
        yaml("[!!str 12, !!int '12', !!float 1, !!null '', !!bool 'true', !!int x, !own 12, ! 12]");
    let values: Vec<_> = tree
        .items(tree.documents()[0])
        .map(|item| tree.data(item))
        .collect();
    let text = Data::Str;
    let expected = [
        text("12"),
        Data::Int(12),
        Data::Float(1.0),
        Data::Null,
        Data::Bool(true),
        text("x"),
        text("12"),
        text("12"),
    ];
    assert_eq!(values, expected);
}

#[test]
fn aliases_are_followed_and_keep_their_place() {
    let tree = yaml("a: &a {x: [1]}\nb: *a\n");
    let alias = at(&tree, "/b");
    assert_eq!(tree.style(alias), Style::Alias);
    assert_eq!(tree.raw(alias), "*a");
    assert_eq!(tree.resolve(alias), at(&tree, "/a"));
    assert_eq!(data(&tree, "/b/x/0"), Data::Int(1));
    assert_eq!(tree.pointer(alias), "/b");
}

#[test]
fn parents_keys_and_pointers_lead_back() {
    let tree = yaml("a/b: [{c~d: e}, f]\n? [x, 1]\n: g\n");
    let value = at(&tree, "/a~1b/0/c~0d");
    assert_eq!(tree.data(value), Data::Str("e"));
    assert_eq!(tree.pointer(value), "/a~1b/0/c~0d");
    let key = tree.key_of(value).unwrap();
    assert_eq!((tree.raw(key), tree.key_of(key)), ("c~d", None));
    assert_eq!(tree.pointer(key), "/a~1b/0/c~0d");
    assert_eq!(tree.parent(value), Some(at(&tree, "/a~1b/0")));
    assert_eq!(tree.parent(tree.documents()[0]), None);
    assert_eq!(data(&tree, "/[\"x\",1]"), Data::Str("g"));
    let root = tree.documents()[0];
    let nowhere = [
        "a",
        "/a~1b/2",
        "/a~1b/01",
        "/a~1b/-",
        "/a~1b/+1",
        "/a~1b/1/x",
        "/nothing",
    ];
    assert_eq!(nowhere.map(|pointer| tree.at(root, pointer)), [None; 7]);
}

#[test]
fn keys_have_a_canonical_text() {
    let tree = yaml("{14: a, 0x10: b, ~: c, true: d, 1.50: e, {x: [y, ~]}: f}");
    let keys: Vec<_> = tree
        .entries(tree.documents()[0])
        .map(|(key, _)| tree.key_text(key))
        .collect();
    assert_eq!(
        keys,
        ["14", "16", "null", "true", "1.5", r#"{"x":["y",null]}"#]
    );
}

#[test]
fn long_collections_as_keys_stay_apart_in_little_space() {
    let list = "a, ".repeat(1_000);
    let text = format!("? [{list}b]\n: 1\n? [{list}c]\n: 2\n");
    let tree = yaml(&text);
    assert_eq!(tree.duplicate_keys(), []);
    let keys: Vec<_> = tree
        .entries(tree.documents()[0])
        .map(|(key, _)| tree.key_text(key))
        .collect();
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|key| key.len() < 300));
}

#[test]
fn the_last_of_equal_keys_wins_and_all_are_reported() {
    for filler in [0, 40] {
        let filler = numbered(filler, |key| format!(", f{key}: 0"));
        let text = format!("{{a: 1, b: 2, 'a': 3, \"b\": 4, a: 5{filler}}}");
        let json_text = text
            .replace('\'', "\"")
            .replace("{a", "{\"a\"")
            .replace(" a:", " \"a\":");
        let json_text = json_text
            .replace(" b:", " \"b\":")
            .replace(" f", " \"f")
            .replace(": 0", "\": 0");
        for tree in [yaml(&text), json(&json_text)] {
            assert_eq!(tree.errors(), [], "{}", tree.text());
            let root = tree.documents()[0];
            let get = |key| tree.get(root, key).map(|value| tree.data(value));
            assert_eq!(get("a"), Some(Data::Int(5)));
            assert_eq!(get("b"), Some(Data::Int(4)));
            assert!(shown(&tree, root).starts_with("b=4 a=5 "));
            let keys = tree.duplicate_keys().iter();
            let keys: Vec<_> = keys
                .map(|key| (tree.span(key.first).start, tree.raw(key.again)))
                .collect();
            let quote = if keys[0].1 == "'a'" { "'a'" } else { "\"a\"" };
            assert_eq!(keys.len(), 3);
            assert_eq!(keys[0], (1, quote));
            assert_eq!(keys[1].1, "\"b\"");
            assert_eq!(keys[2].0, 1);
        }
    }
}

#[test]
fn a_key_is_equal_to_the_text_it_has_in_json() {
    let tree = yaml("{14: a, '14': b}");
    assert_eq!(tree.duplicate_keys().len(), 1);
    assert_eq!(data(&tree, "/14"), Data::Str("b"));
}

#[test]
fn merge_keys_add_what_the_mapping_does_not_contain() {
    let text = "x: &x {a: 1, b: 2}\ny: &y {<<: *x, b: 3, c: 4}\nz:\n  <<: [*y, {a: 9, d: 5}]\n  c: 6\nw: {<<: {p: 1}, <<: {p: 2, q: 3}}\n";
    let tree = yaml(text);
    assert_eq!(tree.duplicate_keys(), []);
    assert_eq!(shown(&tree, at(&tree, "/y")), "b=3 c=4 a=1 ");
    assert_eq!(shown(&tree, at(&tree, "/z")), "c=6 b=3 a=1 d=5 ");
    assert_eq!(shown(&tree, at(&tree, "/w")), "p=1 q=3 ");
    for (key, expected) in [("a", "1"), ("b", "3"), ("c", "6"), ("d", "5")] {
        assert_eq!(tree.raw(tree.get(at(&tree, "/z"), key).unwrap()), expected);
    }
    assert_eq!(tree.get(at(&tree, "/z"), "<<"), None);
}

#[test]
fn what_cannot_be_merged_is_an_ordinary_key() {
    let tree = yaml("a: {<<: 5}\nb: {'<<': {c: 1}}\nd: {<<: [{e: 1}, 2]}\n");
    assert_eq!(shown(&tree, at(&tree, "/a")), "<<=5 ");
    assert_eq!(shown(&tree, at(&tree, "/b")), "<<={c: 1} ");
    assert_eq!(shown(&tree, at(&tree, "/d")), "<<=[{e: 1}, 2] ");
    let tree = json(r#"{"<<": {"a": 1}}"#);
    assert_eq!(shown(&tree, tree.documents()[0]), "<<={\"a\": 1} ");
}

#[test]
fn a_merge_key_in_a_large_mapping_is_merged_too() {
    let own = numbered(100, |key| format!("  k{key}: {key}\n"));
    let text = format!("x: &x {{k1: no, z: 1}}\ny:\n  <<: *x\n{own}");
    let tree = yaml(&text);
    let mapping = at(&tree, "/y");
    assert_eq!(tree.entries(mapping).count(), 101);
    assert_eq!(data(&tree, "/y/k1"), Data::Int(1));
    assert_eq!(data(&tree, "/y/z"), Data::Int(1));
}

#[test]
fn large_mappings_are_looked_up_in_no_time() {
    let text = numbered(200_000, |key| format!("k{key}: {key}\n"));
    let tree = yaml(&text);
    let root = tree.documents()[0];
    let started = std::time::Instant::now();
    for key in 0..200_000 {
        let value = tree.get(root, &format!("k{key}")).unwrap();
        assert_eq!(tree.data(value), Data::Int(key));
    }
    assert!(
        started.elapsed().as_secs() < 20,
        "a look-up is not logarithmic"
    );
}

#[test]
fn json_has_the_same_tree() {
    let text = "{\"a\": [1, -2.5e3, \"x\\u00e9\\n\", true, null], \"b\": {}}";
    let tree = json(text);
    assert_eq!(tree.errors(), []);
    let items: Vec<_> = tree
        .items(at(&tree, "/a"))
        .map(|item| tree.data(item))
        .collect();
    assert_eq!(
        items,
        [
            Data::Int(1),
            Data::Float(-2500.0),
            Data::Str("xé\n"),
            Data::Bool(true),
            Data::Null
        ]
    );
    assert_eq!(tree.raw(at(&tree, "/a/2")), "\"x\\u00e9\\n\"");
    assert_eq!(tree.raw(tree.documents()[0]), text);
    assert_eq!(tree.data(at(&tree, "/b")), Data::Map);
}
