//! What is true of any text.

use proptest::prelude::*;

use super::super::*;
use super::{json, yaml};

/// Text that looks enough like YAML to get far.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = proptest::sample::select(vec![
        "a",
        "b: ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "é",
        "→",
        "𝄞",
        "'",
        "\"",
        "''",
        "\\n",
        "\\\n",
        "\\x41",
        "\\u00e9",
        "\\q",
        "|\n",
        ">-\n",
        "|+\n",
        ">2\n",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        "? ",
        "&x ",
        "*x",
        "*y",
        "!!str ",
        "!t ",
        "# c\n",
        "---\n",
        "...\n",
        "<<: ",
        "~",
        "12",
        "1.5",
        "true",
        "%YAML 1.2\n",
        "\0",
        "\u{FEFF}",
        "@",
        "`",
        "\u{85}",
        "\u{2028}",
    ]);
    proptest::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

/// Everything a tree can be asked holds together.
fn check(tree: &Tree<'_>) -> Result<(), TestCaseError> {
    let text = tree.text();
    let in_text = |span: Span| text.get(span.range()).is_some();
    for error in tree.errors() {
        prop_assert!(in_text(error.span), "{error} at {:?}", error.span);
        prop_assert!(
            !error.span.is_empty() || text.trim().is_empty(),
            "{error} underlines nothing"
        );
    }
    for comment in tree.comments() {
        prop_assert!(text[comment.span.range()].starts_with('#'));
        prop_assert!(tree.subject(comment).is_none_or(in_text));
    }
    for id in 0..tree.nodes.len() {
        let node = NodeId(u32::try_from(id).unwrap());
        let span = tree.span(node);
        prop_assert!(in_text(span), "{span:?}");
        if let Some(parent) = tree.parent(node) {
            let outer = tree.span(parent);
            prop_assert!(parent < node);
            prop_assert!(
                span.is_empty() || outer.start <= span.start && span.end <= outer.end,
                "{span:?} in {outer:?}"
            );
        }
        for (key, value) in tree.entries(node) {
            prop_assert_eq!(tree.get(node, &tree.key_text(key)), Some(value));
        }
        let root = std::iter::successors(Some(node), |&node| tree.parent(node))
            .last()
            .unwrap();
        prop_assert!(tree.documents().contains(&root));
        let found = tree.at(root, &tree.pointer(node));
        prop_assert!(found.is_some() || !text.is_empty());
        check_origin(tree, node)?;
    }
    Ok(())
}

/// The decoder of origins gives the whole text of each scalar.
fn check_origin(tree: &Tree<'_>, node: NodeId) -> Result<(), TestCaseError> {
    let Data::Str(value) = tree.data(node) else {
        return Ok(());
    };
    let map = tree.source_map(node);
    prop_assert!(
        map.find(0..value.len()).is_some(),
        "{:?} is not {value:?}",
        tree.raw(tree.resolve(node))
    );
    for (at, character) in value
        .char_indices()
        .filter(|(_, character)| character.is_alphanumeric())
    {
        let span = map.span(at..at + character.len_utf8());
        let source = &tree.text()[span.range()];
        prop_assert!(
            source == character.to_string() || source.starts_with('\\'),
            "{character} is {source:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_yaml_gives_a_sound_tree(text in scraps()) {
        check(&yaml(&text))?;
    }

    #[test]
    fn any_json_gives_a_sound_tree(text in scraps()) {
        check(&json(&text))?;
    }

    #[test]
    fn any_text_gives_a_sound_tree(text in any::<String>()) {
        check(&yaml(&text))?;
        check(&json(&text))?;
    }
}

/// The source of each occurrence of a word in the decoded text of the value of `a`.
fn origin_of<'s>(text: &'s str, word: &str) -> Vec<&'s str> {
    let tree = yaml(text);
    let node = tree.at(tree.documents()[0], "/a").unwrap();
    let Data::Str(value) = tree.data(node) else {
        panic!("{text:?} has no text")
    };
    let map = tree.source_map(node);
    let spans = value
        .match_indices(word)
        .map(|(at, word)| map.span(at..at + word.len()));
    spans.map(|span| &tree.text()[span.range()]).collect()
}

#[test]
fn a_range_of_decoded_text_leads_to_its_source() {
    let cases = [
        ("a: one two", "two", "two"),
        ("a: one\n  two\n\n  three", "e two", "e\n  two"),
        ("a: one\n  two\n\n  three", "two\nthree", "two\n\n  three"),
        ("a: 'it''s one\n  two'", "'s", "''s"),
        ("a: 'it''s one\n  two'", "e two", "e\n  two"),
        ("a: \"x\\u00e9 \\x41b \\\n   c\"", "é A", "\\u00e9 \\x41"),
        ("a: \"x\\u00e9 \\x41b \\\n   c\"", "b c", "b \\\n   c"),
        ("a: \"\\uD83D\\uDE00 x\"", "😀", "\\uD83D\\uDE00"),
        ("a: \"\\U0001F600 x\"", "😀", "\\U0001F600"),
        ("a: |\n  one\n  two\n", "two", "two"),
        ("a: |\n  one\n  two\n", "one\ntwo", "one\n  two"),
        ("a: |2\n    one\n  two\n", "  one", "  one"),
        ("a: >\n  one\n  two\n\n  three\n", "e two", "e\n  two"),
        ("a: >\n  one\n  two\n\n  three\n", "two\nth", "two\n\n  th"),
        ("a: >\r\n\r\n  one\r\n   more\r\n  two\r\n", "more", "more"),
        ("a: >1\n\n  one\nb: c", " one", " one"),
        ("a: >\n  one\n\n\n# c\nb: c", "one\n", "one"),
        ("a: >-\n  é one\n  two\n", "one two", "one\n  two"),
    ];
    for (text, word, source) in cases {
        assert_eq!(origin_of(text, word), [source], "{text:?}");
    }
}

#[test]
fn an_empty_range_is_a_place_and_an_impossible_one_the_whole_scalar() {
    let tree = yaml("a: 'x y'");
    let node = tree.at(tree.documents()[0], "/a").unwrap();
    let map = tree.source_map(node);
    assert_eq!(map.span(1..1), Span::new(5, 5));
    assert_eq!(map.span(3..3), Span::new(7, 7));
    assert_eq!(map.span(2..9), tree.span(node));
    let root = tree.documents()[0];
    assert_eq!(tree.source_map(root).span(0..1), tree.span(root));
}

#[test]
fn an_alias_leads_to_the_source_of_its_target() {
    let tree = yaml("a: &x 'one two'\nb: *x\n");
    let alias = tree.at(tree.documents()[0], "/b").unwrap();
    assert_eq!(
        &tree.text()[tree.source_map(alias).span(4..7).range()],
        "two"
    );
}
