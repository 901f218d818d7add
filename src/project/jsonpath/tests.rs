use proptest::prelude::*;

use super::*;
use crate::text::syntax::{Format, Limits, parse};

const STORE: &str = "
store:
  book:
  - {category: reference, author: Nigel Rees, price: 8.95}
  - {category: fiction, author: Evelyn Waugh, price: 12}
  - {category: fiction, author: Herman Melville, isbn: 0-553-21311-3, price: 8.99}
  - {category: fiction, author: J. R. R. Tolkien, isbn: 0-395-19395-8, price: 22.99}
  bicycle: {color: red, price: 399}
";

/// The texts of what is selected.
fn selected(text: &str, path: &str) -> Vec<String> {
    let tree = parse(text, Format::Yaml, &Limits::default());
    let nodes = JsonPath::parse(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let nodes = nodes.select(&tree, tree.documents()[0]).unwrap();
    nodes
        .iter()
        .map(|node| tree.raw(*node).to_owned())
        .collect()
}

#[test]
fn the_examples_of_the_rfc_select_what_they_should() {
    let count = |path| selected(STORE, path).len();
    assert_eq!(
        selected(STORE, "$.store.book[*].author"),
        [
            "Nigel Rees",
            "Evelyn Waugh",
            "Herman Melville",
            "J. R. R. Tolkien"
        ]
    );
    assert_eq!(count("$..author"), 4);
    assert_eq!(count("$.store.*"), 2);
    assert_eq!(
        selected(STORE, "$.store..price"),
        ["8.95", "12", "8.99", "22.99", "399"]
    );
    assert_eq!(selected(STORE, "$..book[2].author"), ["Herman Melville"]);
    assert_eq!(count("$..book[2].publisher"), 0);
    assert_eq!(selected(STORE, "$..book[-1].price"), ["22.99"]);
    assert_eq!(selected(STORE, "$..book[0,1].price"), ["8.95", "12"]);
    assert_eq!(selected(STORE, "$..book[:2].price"), ["8.95", "12"]);
    assert_eq!(selected(STORE, "$..book[?@.isbn].price"), ["8.99", "22.99"]);
    assert_eq!(
        selected(STORE, "$..book[?@.price<10].price"),
        ["8.95", "8.99"]
    );
    assert_eq!(count("$..*"), 27 - 4);
}

#[test]
fn filters_compare_test_and_call() {
    for (path, prices) in [
        ("$..book[?@.category == 'reference'].price", &["8.95"][..]),
        ("$..book[?@.category != 'fiction'].price", &["8.95"]),
        ("$..book[?!@.isbn && @.price > 10].price", &["12"]),
        (
            "$..book[?(@.price >= 22.99 || @.price <= 8.95)].price",
            &["8.95", "22.99"],
        ),
        ("$..book[?@.price == 12.0].price", &["12"]),
        ("$..book[?match(@.author, 'E.*')].price", &["12"]),
        ("$..book[?search(@.author, 'R')].price", &["8.95", "22.99"]),
        ("$..book[?match(@.author, 'R')].price", &[]),
        ("$..book[?search(@.author, '(')].price", &[]),
        ("$..book[?length(@.author) == 10].price", &["8.95"]),
        ("$..book[?length(@) == 4].price", &["8.99", "22.99"]),
        ("$..book[?count(@.*) > 3].price", &["8.99", "22.99"]),
        (
            "$..book[?value(@..isbn) == '0-395-19395-8'].price",
            &["22.99"],
        ),
        (
            "$..book[?@.price < $.store.book[1].price].price",
            &["8.95", "8.99"],
        ),
        (
            "$..book[?@.nothing == @.nowhere].price",
            &["8.95", "12", "8.99", "22.99"],
        ),
        ("$..book[?@ == $.store.book[0]].price", &["8.95"]),
    ] {
        assert_eq!(selected(STORE, path), prices, "{path}");
    }
}

#[test]
fn lists_and_mappings_are_compared_by_what_they_hold() {
    let text = "[{a: [1, {x: 1, y: 2}]}, {a: [1.0, {y: 2, x: 1}]}, {a: [1]}, {a: {x: 1}}]";
    assert_eq!(selected(text, "$[?@.a == $[0].a]").len(), 2);
}

#[test]
fn slices_go_forth_and_back() {
    let text = "[a, b, c, d, e, f, g]";
    for (path, items) in [
        ("$[1:3]", "bc"),
        ("$[5:]", "fg"),
        ("$[1:5:2]", "bd"),
        ("$[5:1:-2]", "fd"),
        ("$[::-1]", "gfedcba"),
        ("$[-2:]", "fg"),
        ("$[:-5]", "ab"),
        ("$[9:]", ""),
        ("$[::0]", ""),
        ("$[-99:99]", "abcdefg"),
        ("$[99:-99:-3]", "gda"),
        ("$[::9007199254740991]", "a"),
        ("$[::-9007199254740991]", "g"),
    ] {
        assert_eq!(selected(text, path).concat(), items, "{path}");
    }
}

#[test]
fn a_node_is_selected_once_also_through_aliases() {
    assert_eq!(selected("{a: 1}", "$['a','a']"), ["1"]);
    assert_eq!(selected("[[x]]", "$..*..*"), ["x"]);
    let text = "{a: &a {x: 1}, b: *a, c: {<<: *a}}";
    assert_eq!(selected(text, "$.*.x"), ["1"]);
    assert_eq!(selected(text, "$.*"), ["{x: 1}", "*a", "{<<: *a}"]);
}

#[test]
fn keys_that_are_no_texts_go_by_their_canonical_text() {
    assert_eq!(
        selected("{14: a, true: b, null: c}", "$['14','true','null']").concat(),
        "abc"
    );
}

/// The byte at which each of these goes wrong.
#[test]
fn what_is_no_path_is_an_error_at_its_place() {
    for (text, at) in [
        ("", 0),
        ("sessions", 0),
        ("$.", 2),
        ("$.session-id", 9),
        ("$.a b", 3),
        ("$.a ", 3),
        ("$[", 2),
        ("$['a", 4),
        ("$['\\x']", 4),
        ("$[01]", 2),
        ("$[-0]", 2),
        ("$[9007199254740992]", 2),
        ("$[1", 3),
        ("$[a]", 2),
        ("$[?@.a ===1]", 9),
        ("$[?@.* == 1]", 7),
        ("$[?1]", 4),
        ("$[?length(@.a)]", 14),
        ("$[?!@.a == 1]", 8),
        ("$[?match(@.a)]", 12),
        ("$[?match(@.a, 'b') == true]", 19),
        ("$[?in(@.a, $.b)]", 3),
        ("$.store[?(@.a", 13),
        ("$[?@.a == 'ü]", 14),
    ] {
        let error = JsonPath::parse(text).unwrap_err();
        assert_eq!(error.at, at, "{text}: {error}");
    }
    let long = format!("${}", ".a".repeat(1000));
    assert_eq!(JsonPath::parse(&long).unwrap_err().at, 0);
    for deep in [
        format!("$[?{}@.a{}]", "(".repeat(300), ")".repeat(300)),
        format!("${}", "[?@".repeat(200)),
        format!("$[?{}", "length(".repeat(130)),
    ] {
        let error = JsonPath::parse(&deep).unwrap_err();
        assert_eq!(error.expected, "it nests too deep");
    }
}

#[test]
fn steps_that_meet_again_and_again_take_no_time() {
    let text = "[".repeat(200) + &"]".repeat(200);
    let path = format!("${}", "..*".repeat(60));
    assert_eq!(selected(&text, &path).len(), 200 - 60);
    // each of these aliases stands for ten of the one before
    let mut bomb = "a0: &a0 [x]\n".to_owned();
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb = format!("{bomb}a{level}: &a{level} [{aliases}]\n");
    }
    assert!(selected(&bomb, "$..*..*..*").len() < 1000);
}

#[test]
fn a_filter_in_a_filter_that_asks_for_too_much_is_refused() {
    let text = format!("[{}]", vec!["{a: 1}"; 3000].join(", "));
    let tree = parse(&text, Format::Yaml, &Limits::default());
    let path = JsonPath::parse("$[?$[?$[?@.b]]]").unwrap();
    assert_eq!(path.select(&tree, tree.documents()[0]), Err(TooMuchWork));
}

/// What an independent reader selects in JSON, as JSON, each place once; `None` if it does not accept the path.
fn judged(json: &serde_json::Value, path: &str) -> Option<Vec<serde_json::Value>> {
    let path = serde_json_path::JsonPath::parse(path).ok()?;
    let mut places = std::collections::HashSet::new();
    let selected = path.query_located(json).into_iter();
    let first = selected.filter(|node| places.insert(node.location().to_string()));
    Some(first.map(|node| node.node().clone()).collect())
}

fn agrees_with_the_judge(json: &serde_json::Value, path: &str) {
    let text = json.to_string();
    let tree = parse(&text, Format::Json, &Limits::default());
    let own = JsonPath::parse(path).ok().map(|path| {
        let nodes = path.select(&tree, tree.documents()[0]).unwrap();
        let values = nodes
            .iter()
            .map(|node| serde_json::from_str(tree.raw(*node)).unwrap());
        values.collect::<Vec<serde_json::Value>>()
    });
    assert_eq!(own, judged(json, path), "{path} in {text}");
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in "[$@.\\[\\]*?()'\"a-c0-9:,!=<>&| \\\\ü-]{0,40}") {
        let path = JsonPath::parse(&format!("${text}"));
        if let Ok(path) = path {
            let tree = parse(STORE, Format::Yaml, &Limits::default());
            let _ = path.select(&tree, tree.documents()[0]);
        }
    }

    #[test]
    fn an_independent_reader_selects_the_same(
        steps in proptest::collection::vec(proptest::sample::select(STEPS), 0..4)
    ) {
        let json = serde_json::json!({
            "a": [{"a": 1, "b": "x"}, {"a": 2.5, "c": null}, [1, 2, 3], "ab", true],
            "b": {"a": {"a": [10, -1, 0], "b": "xy"}, "c d": {"é": "z"}},
        });
        agrees_with_the_judge(&json, &format!("${}", steps.concat()));
    }
}

const STEPS: &[&str] = &[
    ".a",
    ".b",
    ".*",
    "[0]",
    "[-1]",
    "[1:]",
    "[::2]",
    "['c d']",
    "[\"a\"]",
    "..a",
    "..[0]",
    ".é",
    "[ 0 , 1 ]",
    "[?@.a]",
    "[?!@.a]",
    "[?@.a == 1]",
    "[?@.a >= 1 && @.b != 'y']",
    "[?@ > 1 || @ == null]",
    "[?(@.a < 3)]",
    "[?length(@) > 1]",
    "[?count(@.*) == 2]",
    "[?match(@.b, 'x')]",
    "[?search(@, 'b')]",
    "[?@ == $.a[3]]",
    "[?value(@..b) == 'x']",
    "[?@.a == @.missing]",
    "[?@.a[?@ > 0]]",
    ".a b",
    "[",
    "[?@.a = 1]",
    ".1",
    "[?@.*==1]",
    "[?true]",
    "[-0]",
    "[1:2:3:4]",
    "[?'a' == @.b]",
    " .a",
    "[\n'a']",
    "[?@['a']==1.0]",
    "[?@.a==1e0]",
    "[?length(@.a)]",
];
