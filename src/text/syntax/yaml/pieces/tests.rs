//! The tree of a text that was cut is that of the whole text.

use std::fmt::Write as _;
use std::path::Path;

use ignore::Walk;
use proptest::prelude::*;

use super::super::read_whole;
use super::*;
use crate::text::syntax::NodeId;

/// Everything that a tree says, without the order in which it keeps the children of its collections.
fn shown(tree: &Tree<'_>) -> String {
    let mut shown = format!(
        "{:?} {:?} {:?} {:?}\n",
        tree.documents, tree.errors, tree.comments, tree.duplicate_keys
    );
    for (number, node) in (0..).zip(&tree.nodes) {
        let id = NodeId(number);
        let items: Vec<_> = tree.items(id).collect();
        let entries: Vec<_> = tree.entries(id).collect();
        let flags = (node.parent, node.style, node.superseded, node.merge);
        let held = (tree.tag(id), tree.data(id), items, entries);
        writeln!(shown, "{:?} {flags:?} {held:?}", node.span).unwrap();
    }
    shown
}

/// The tree of a text, cut wherever it can be; `None` where it has to be read as a whole.
fn in_pieces<'s>(text: &'s str, strict: bool, limits: &Limits) -> Option<Tree<'s>> {
    read_pieces(text, text, &cut(text, 1), strict, limits)
}

/// Whether a text is read in pieces; if so its tree is the same.
fn is_cut(text: &str) -> bool {
    let limits = Limits::default();
    let same = |strict: bool| {
        let Some(tree) = in_pieces(text, strict, &limits) else {
            return false;
        };
        let whole = read_whole(text, text, strict, &limits);
        assert_eq!(shown(&tree), shown(&whole), "{text:?}");
        true
    };
    // each must be tried
    same(true) & same(false)
}

#[test]
fn what_can_be_cut_is() {
    for text in [
        "a: 1\nb: 2\n",
        "---\na: 1\nb: 2\n",
        "# c\na:\n  - 1 # d\n  # e\n\n  - 2\n# f\nb: 3\n",
        "a:\n- 1\n- 2\nb:\n- 3\n- 4\n",
        "a:\r\n  - x: 1\r\n    y: 2\r\n  - x: 3\r\n",
        // text of several lines, and its blank lines
        "a: |\n  one\n\n  two\n\n\nb: >-\n  three\nc: |+\n  four\n\nd: x\n  y\n",
        "a:\n  - |\n    one\n\n  - >+\n    two\n\n  - \"three\n    four\"\n  - [1,\n    2]\n",
        // keys that stand twice, in different pieces
        "a: 1\nb: 2\na: 3\nb: 4\na: 5\n",
        "a: 1\n<<: {b: 2}\nb: 3\n",
        // tags, and what is not written as it is
        "a: !!str 1\nb: !x y\nc:\n  - !!int '3'\n  - 'it''s'\n  - \"\\u00e9\"\n",
        "é: 1\n'ü': 2\n\"ö\": 3\nb: é\n",
    ] {
        assert!(is_cut(text), "{text:?}");
    }
}

#[test]
fn what_is_connected_is_read_as_a_whole() {
    for text in [
        "a: 1\n",
        "- 1\n- 2\n",
        "a: &x 1\nb: *x\n",
        "a: 1\nb: *x\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\nb: 2\n",
        "%YAML 1.2\n---\na: 1\nb: 2\n",
        "%TAG ! tag:yaml.org,2002:\n---\na: 1\nb: !int '2'\n",
        // lines that look like keys or items
        "|\na: 1\nb: 2\n",
        "a: \"\nb: 2\nc: \"\n",
        "{\na: 1,\nb: 2\n}\n",
        "a:\n  - 1\n  b: 2\n  - 3\n",
        "a:\n  - 1\rb:\n  - 2\n",
        "? a\n: 1\nb\n",
        // values that are missing
        "a:\n  -\n  - 1\n",
        "a:\n  - 1\n  -",
        "a:\n  - x:\n  - y:\nb: 1\n",
        "a: 1\nb:  ",
        "a:\n  - 1\n  - ",
        "a:\n- 1\n- ",
        "a:\n - 1\n -  \nb: 1",
        "a:\n  - 1\n  - ? 2\n  - 3\n",
        "a:\nb:\nc:\n  - 1\nd:",
        // errors
        "a: 1\nb: ]\nc: 2\n",
        "a: 1\nb\nc: 2\n",
    ] {
        assert!(!is_cut(text), "{text:?}");
    }
}

#[test]
fn large_mappings_and_the_limits_are_those_of_the_whole() {
    let keys: Vec<String> = (0..100)
        .map(|key| format!("k{}: [{key}]\n", key % 90))
        .collect();
    let keys = keys.concat();
    assert!(is_cut(&keys));
    let text = "a:\n  - [[[1]]]\n  - [[[2]]]\nb: 3\n";
    let depths = (0..8).map(|depth| Limits {
        depth,
        ..Limits::default()
    });
    let nodes = (0..20).map(|nodes| Limits {
        nodes,
        ..Limits::default()
    });
    for limits in depths.chain(nodes) {
        let whole = read_whole(text, text, true, &limits);
        let cut = in_pieces(text, true, &limits);
        assert_eq!(cut.is_some(), whole.errors().is_empty(), "{limits:?}");
    }
}

#[test]
fn the_fixtures_are_the_same_in_pieces() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (mut all, mut cut) = (0, 0);
    for file in Walk::new(folder).map(Result::unwrap) {
        let is_yaml = file
            .path()
            .extension()
            .is_some_and(|extension| extension == "yaml");
        if let Some(text) = is_yaml
            .then(|| std::fs::read_to_string(file.path()).ok())
            .flatten()
        {
            all += 1;
            cut += usize::from(is_cut(&text));
        }
    }
    // the others are broken, lists, or of one key
    assert!(cut * 2 > all, "{cut} of {all}");
}

/// Lines that are at home in different places of a document.
fn lines() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(vec![
        "a:\n",
        "b: 1\n",
        "'c': 2\n",
        "é:\n",
        "a: &x\n",
        "d: *x\n",
        "!t e:\n",
        "f: !!seq\n",
        "<<: {g: 1}\n",
        "  - x\n",
        "- y\n",
        "  -\n",
        "-\n",
        "   - z\n",
        "  - k: |\n",
        "  - |+\n",
        "  - - w\n",
        "  - {h: i}\n",
        "      more\n",
        "    text\n",
        "  text\n",
        "text\n",
        "  l: 3\n",
        "    m: 4\n",
        "j: >-\n",
        "k: |+\n",
        "l: \"q\n",
        "m: 'r\n",
        "  s\"\n",
        "  s'\n",
        "s\"\n",
        "  - \"u\n",
        "n: [1,\n",
        "  2]\n",
        "2]\n",
        "o: {p: q,\n",
        "r: 1}\n",
        "\n",
        "\n",
        "  \n",
        "\t\n",
        "# c\n",
        "  # d\n",
        "e: 5 # f\n",
        "a:\r\n",
        "  - v\r\n",
        "g: 6\r",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "%TAG ! tag:yaml.org,2002:\n",
        "b: !int '1'\n",
        "? t\n",
        ": u\n",
        "h: i: j\n",
        "\u{FEFF}b: 7\n",
        "b: 7",
        "  ? - x\n",
        "    ? y\n",
        "  -   ? z\n",
        "  - ",
        "-",
        "- ",
        "  -",
        "b: ",
        "b:",
        "  -  \n",
        "b:  \n",
        "  a: \n",
        "  - 8",
    ]);
    proptest::collection::vec(line, 0..14).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_lines_are_the_same_in_pieces(text in lines()) {
        is_cut(&text);
    }
}
