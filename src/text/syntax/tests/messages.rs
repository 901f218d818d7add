//! What is said of texts that break the rules of YAML and JSON, and what is underlined.

use super::super::*;
use super::{json, yaml};

/// The only error of a text, as `message <<what is underlined>>`.
fn told(tree: &Tree<'_>) -> String {
    let [error] = tree.errors() else {
        panic!("{:?} has {:?}", tree.text(), tree.errors());
    };
    format!("{error} <<{}>>", &tree.text()[error.span.range()])
}

fn assert_yaml(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let tree = yaml(text);
        assert_eq!(told(&tree), *expected, "{text:?}");
        assert!(tree.errors()[0].help().is_some(), "{text:?}");
    }
}

#[test]
fn what_is_wrong_in_brackets_is_reported_where_it_is() {
    assert_yaml(&[
        (
            "- {start: \"09:00\", code: \"001, title: Opening}\n- {start: \"10:00\", code: \"002\"}\n",
            "this quotation mark is never closed <<\"001, title: Opening}>>",
        ),
        (
            "a: {b: c, d: 'e, f: g}\nh: 'i'\n",
            "this quotation mark is never closed <<'e, f: g}>>",
        ),
        (
            "items:\n  - {start: 9, title: Opening\n  - {start: 10, title: Snow}\n",
            "this `{` is not closed before the next line begins something else <<{>>",
        ),
        ("a: [1]\nb: {c: 1\n", "this `{` is never closed <<{>>"),
        (
            "a: [x, y\nb: z\n",
            "this `[` is not closed before the next line begins something else <<[>>",
        ),
        (
            "a: {title: Session #3, room: A}\nb: c\n",
            "a `#` after a space starts a comment, so the rest of this line is not read <<#3, room: A}>>",
        ),
        (
            "a: {b: 9, c: 10\n  d: 11}\n",
            "a comma is missing after this <<0>>",
        ),
        (
            "a: {b: \"é\" c: \"d\"}\n",
            "a comma is missing after this <<\">>",
        ),
        ("a: [b # one\n  c]\n", "a comma is missing after this <<b>>"),
        ("a: [[1] [2]]\n", "a comma is missing after this <<]>>"),
        (
            "a: {title: Panel: The Role, b: c}\n",
            "an unquoted text cannot contain `: ` <<Panel: The Role>>",
        ),
        (
            "a: {title: \"say \"hi\" now\", b: c}\n",
            "text follows the closing quotation mark <<hi\" now\">>",
        ),
        ("a: [b, , c]\n", "a value is missing before this `,` <<,>>"),
        ("a: {b: : c}\n", "a value is missing before this `:` <<:>>"),
        (
            "a: [-, b]\n",
            "an unquoted text cannot start with `-` <<->>",
        ),
        (
            "a: {b: @c}\n",
            "an unquoted text cannot start with `@` <<@>>",
        ),
        (
            "a: [\n  - b\n  ]\n",
            "items in brackets are separated by commas, and have no `- ` <<->>",
        ),
        (
            "a: [b,#c\n  d]\n",
            "a space is missing before this `#` <<#>>",
        ),
        ("a: {b: [1, 2}\n", "this `[` is closed by a `}` <<[>>"),
        ("a: {b: c}}\n", "this bracket closes nothing <<}>>"),
        (
            "a: [b,\nc]\n",
            "this line is inside of brackets, and is not indented <<c]>>",
        ),
        (
            "a: [b\n  : c]\n",
            "in `[…]`, a key has to be on one line with its `:` <<:>>",
        ),
    ]);
}

#[test]
fn brackets_that_are_right_are_not_blamed() {
    assert_yaml(&[
        (
            "a: [b, {c: 'd'}] # e}\nf: g: h\n",
            "an unquoted text cannot contain `: ` <<g: h>>",
        ),
        (
            "see [1]: a\n b: c\n",
            "this line is indented deeper than what it could belong to <<b: c>>",
        ),
        (
            "a: {b: c} d: e\n",
            "something follows a value that has ended <<d: e>>",
        ),
    ]);
    assert_eq!(
        yaml("a: [b: c, 'd':e, {f}, \"g\n  h\",\n  *x]\n")
            .errors()
            .len(),
        1
    );
}

#[test]
fn slips_outside_of_brackets_are_named_as_what_they_are() {
    assert_yaml(&[
        (
            "a:\n  - number:1\n    text: x\n",
            "a space is missing after the `:` <<:>>",
        ),
        (
            "a: 'b': c\n",
            "text follows the closing quotation mark <<: c>>",
        ),
        (
            "a: b\n   c # d\n   e\n",
            "a comment ends this text, but the line below continues it <<# d>>",
        ),
        (
            "a: b\n# c\n  d\n",
            "a comment ends this text, but the line below continues it <<# c>>",
        ),
        ("a: 'b'# c\n", "a space is missing before this `#` <<#>>"),
        (
            "b: c\nthis is #not a: key\n",
            "a `#` after a space starts a comment, so this line has no key <<#not a: key>>",
        ),
        (
            "a:\n\u{a0}\u{a0}- b\n\u{a0}\u{a0}- c\nd: e\n",
            "this line is indented with no-break spaces, which YAML does not read as spaces <<\u{a0}\u{a0}>>",
        ),
        (
            "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
            "git has left a conflict of two versions here <<<<<<<<< HEAD>>",
        ),
        (
            "- a: b\n - c\n",
            "this item is not indented like the items above it <<- c>>",
        ),
        (
            "--- a: 1\n",
            "a mapping cannot start on the line of `---` <<--- a: 1>>",
        ),
        (
            "a: 1\n... b\n",
            "nothing can follow `...` on its line <<b>>",
        ),
        (
            "[[a]]\nb = 1\n",
            "the value of the document has ended, and something follows it <<b = 1>>",
        ),
        (
            "a: b\n%c\n",
            "a line that starts with `%` says how to read a document, and must come before it <<%c>>",
        ),
        (
            "a: !b{} c\n",
            "a word that starts with `!` is a tag, and this one cannot be read <<!b{}>>",
        ),
        (
            "a: \"\\ud83d b\"\n",
            "this escape is half of a character, and its other half is missing <<\\ud83d>>",
        ),
        (
            "a: |0\n  b\n",
            "the number after `|` or `>` says by how many spaces the text is indented, and is not 0 <<|0>>",
        ),
        ("-\t- a\n", "a tab is used for indentation <<\t>>"),
    ]);
}

#[test]
fn a_line_that_is_no_key_and_no_item_is_named_as_what_it_is() {
    assert_yaml(&[
        (
            "a:\u{a0}b\nc: d\n",
            "a no-break space follows this `:`, where YAML needs an ordinary space <<:\u{a0}>>",
        ),
        (
            "a:\u{200b} b\nc: d\n",
            "the character U+200B follows this `:`, where YAML needs an ordinary space <<:\u{200b}>>",
        ),
        (
            "- a: b\n-\u{a0}a: c\n",
            "a no-break space follows this `-`, where YAML needs an ordinary space <<-\u{a0}>>",
        ),
        ("- a: b\n-a: c\n", "a space is missing after the `-` <<->>"),
        (
            "- a: b\n• a: c\n",
            "an item of a list starts with `- `, and not with `•` <<•>>",
        ),
        (
            "- a: b\n* a: c\n",
            "an item of a list starts with `- `, and not with `*` <<*>>",
        ),
        (
            "- a: b\n-\na: c\n",
            "this line is not indented deeper than the `-` above it, so the item is empty <<a: c>>",
        ),
        ("- a b\n  c: d\n", "this line has no key <<- a b>>"),
        (
            "a: |\nb and c\nd: e\n",
            "the text that `|` or `>` announces is not indented deeper than its key <<b and c>>",
        ),
        (
            "a: >-\n  b\n\n  c\nd and e: f\ng\n",
            "this line has no key <<g>>",
        ),
        (
            "- a: >- # b\n    c\n  d and e\n  f: g\n",
            "this line is not indented like the text above it, and has no key <<d and e>>",
        ),
        (
            "a: b\n| c | d |\n|---|---|\n",
            "this is a row of a Markdown table, and `|` at the start of a value means something else in YAML <<| c | d |>>",
        ),
        (
            "a: b\n```\nc: d\n",
            "a line of three backquotes belongs to Markdown, and not to YAML <<```>>",
        ),
        (
            "a: `b`\n",
            "an unquoted text cannot start with a backquote <<`>>",
        ),
        (
            "a: |10\n  b\n",
            "the number after `|` or `>` says by how many spaces the text is indented, and has one digit <<|10>>",
        ),
        (
            "a: [b] c d\n",
            "an unquoted text cannot start with `[`, which opens a list or a mapping <<[b] c d>>",
        ),
        (
            "a: \"b\",\nc: d\n",
            "this comma follows a value that has ended <<,>>",
        ),
        (
            "a: [b],\nc: d\n",
            "this comma follows a value that has ended <<,>>",
        ),
        (
            "a: b:\nc: d\n",
            "an unquoted text cannot end with `:` <<b:>>",
        ),
        (
            "a: b\n  and so on: c\n",
            "an unquoted text cannot contain `: `, and this line continues the text above it <<and so on: c>>",
        ),
        (
            "a:\n    - b: c\n - b: d\n",
            "this item is not indented like the items above it <<- b: d>>",
        ),
        (
            "a: [*b c*]\n",
            "`*b` refers to `&b`, which does not come before it <<*b>>",
        ),
        (
            "- a: 1\n  a: 2\n",
            "a new item begins here, but its `- ` is missing <<a>>",
        ),
    ]);
}

#[test]
fn the_help_names_the_key_that_lost_its_colon() {
    for (text, expected) in [
        ("- a: 1\n  b: 2\n- a 3\n  b: 4\n", "write `:` after `a`, or"),
        ("a\n  b: 1\n", "write `:` after `a`, or"),
        (
            "b: 1\na = 2\n",
            "write `a:` with a space after it, instead of the `=`; or",
        ),
        (
            "b: 1\na：2\n",
            "write `a:` with a space after it, instead of the `：`; or",
        ),
        ("b: 1\nso it went on\n", "write `key: value`, or"),
        (
            "b: \"c”\nd: e\n",
            "write `\"` instead of `”`, which YAML reads as a letter",
        ),
        (
            "- {b: 'c’}\n- {d: e}\n",
            "write `'` instead of `’`, which YAML reads as a letter",
        ),
    ] {
        let tree = yaml(text);
        let help = tree.errors()[0].help().unwrap_or_default();
        assert!(help.starts_with(expected), "{text:?}: {help}");
    }
}

#[test]
fn one_slip_is_one_error() {
    assert_yaml(&[
        (
            "a: *Important* report\n",
            "`*Important*` refers to `&Important*`, which does not come before it <<*Important*>>",
        ),
        (
            "- \"\n---\n\"\n",
            "this quotation mark is not closed <<\">>",
        ),
        ("[\n--- ,\n...\n]\n", "this `[` is never closed <<[>>"),
        (
            "- a: 1\n  b: 2\n  a: 3\n  b: 4\n",
            "a new item begins here, but its `- ` is missing <<a>>",
        ),
    ]);
    // a single key may as well be a slip of another kind
    let tree = yaml("- a: 1\n  b: 2\n  a: 3\n- a: 1\n  b: 2\n  b: 3\n  a: 1\n");
    assert_eq!((tree.errors().len(), tree.duplicate_keys().len()), (0, 3));
}

#[test]
fn json_errors_follow_its_own_rules() {
    let cases = [
        (
            "{\"code\": 014}",
            "a number cannot begin with a zero <<014>>",
        ),
        ("[-01]", "a number cannot begin with a zero <<-01>>"),
        (
            "[1_000]",
            "this is not a number as JSON writes it <<1_000>>",
        ),
        ("[0x1F]", "this is not a number as JSON writes it <<0x1F>>"),
        ("[+1]", "this is not a number as JSON writes it <<+1>>"),
        ("[True]", "`True` is not a JSON value <<True>>"),
        ("[NaN]", "`NaN` is not a JSON value <<NaN>>"),
        (
            "[undefined]",
            "`undefined` is not a JSON value <<undefined>>",
        ),
        (
            "[\"say \"hi\" now\"]",
            "text follows the closing quotation mark <<hi>>",
        ),
        (
            "[“a”]",
            "`“` is a typographic quotation mark, and JSON knows only `\"` <<“>>",
        ),
        (
            "[\u{200b}1]",
            "the character U+200B is not allowed between values <<\u{200b}>>",
        ),
        (
            "[\"\\ud83d\"]",
            "this escape is half of a character, and its other half is missing <<\\ud83d>>",
        ),
        ("{\"a\": 1} # b", "JSON has no comments <<#>>"),
        (
            "[\"\\u00g\"]",
            "four hexadecimal digits have to follow `\\u` <<\\u>>",
        ),
        (
            "{\"a\": \"b,\n \"c\": 1}",
            "this quotation mark is not closed before the line ends <<\"b,>>",
        ),
        (
            "[\"a\u{1}\"]",
            "the character U+0001 inside a text has to be escaped <<\u{1}>>",
        ),
        (
            "[\u{c}1]",
            "the character U+000C is not allowed between values <<\u{c}>>",
        ),
        ("[\"C:\\\"]", "this quotation mark is never closed <<\">>"),
        (
            "{“a”: 1}",
            "`“` is a typographic quotation mark, and JSON knows only `\"` <<“>>",
        ),
    ];
    for (text, expected) in cases {
        let tree = json(text);
        assert_eq!(told(&tree), expected, "{text:?}");
        assert!(tree.errors()[0].help().is_some(), "{text:?}");
    }
    let help = |text: &str| json(text).errors()[0].help().map(str::to_owned);
    assert_eq!(
        help("[True]").as_deref(),
        Some("write `true`, or put text in double quotes")
    );
    assert_eq!(help("[undefined]").as_deref(), Some("write `null`"));
    assert_eq!(help("[1],").as_deref(), Some("remove the comma"));
    assert_eq!(
        help("[1]]").as_deref(),
        Some("remove this bracket, or add its counterpart")
    );
    assert_eq!(
        help("[\"C:\\\"]").as_deref(),
        Some("close the quotation mark: `\\\"` is part of the text; write `\\` itself as `\\\\`")
    );
    assert_eq!(
        help("[1 000]").as_deref(),
        Some("write a comma between two values, or remove the blank within the number")
    );
}

#[test]
fn a_comment_within_a_collection_cuts_nothing() {
    let tree = yaml("? a: x # b\n#c\n  d: 1\n: {e: 2, #f\n  g: h}\n");
    assert_eq!(tree.cut(), []);
    let tree = yaml("? - a #b\n  - {c: d} #e\n: [f, #g\n  h #i\n  ]\n");
    let cut: Vec<_> = tree
        .perhaps_cut()
        .iter()
        .map(|node| tree.raw(*node))
        .collect();
    assert_eq!(cut, ["a", "h"]);
}

#[test]
fn a_number_behind_a_text_is_its_rest_and_a_word_may_be_a_comment() {
    for text in ["a: Hall #2", "a: A #3b", "a: #WaterForAll", "a: #5"] {
        let tree = yaml(text);
        assert_eq!(
            (tree.cut().len(), tree.perhaps_cut().len()),
            (1, 0),
            "{text}"
        );
    }
    for text in ["a: Hall #reserved", "a: Talk #Opening", "a: #todo"] {
        let tree = yaml(text);
        assert_eq!(
            (tree.cut().len(), tree.perhaps_cut().len()),
            (0, 1),
            "{text}"
        );
    }
    for text in [
        "a: 12 #checked",
        "a: 2024-05-15 #confirmed",
        "a: 2024-05-15T09:30Z #utc",
        "a: 09:30 #2",
        "a: true #2",
        "a: yes #2",
        "a: null #2",
        "a: ~ #2",
        "a: Hall # 2",
        "a: \"Hall\" #2",
        "a: [b] #2",
    ] {
        let tree = yaml(text);
        assert_eq!(
            (tree.cut().len(), tree.perhaps_cut().len()),
            (0, 0),
            "{text}"
        );
    }
}
