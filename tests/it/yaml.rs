//! What the rules on the text itself say to editors.

use crate::rules::findings_in;

/// The message, the first label and the help of every finding.
fn said(name: &str, text: &str) -> Vec<[String; 3]> {
    let findings = findings_in(name, text).into_iter();
    let words = findings.map(|finding| {
        let label = finding.primary().message.clone();
        [finding.message, label, finding.help.unwrap_or_default()]
    });
    words.collect()
}

#[test]
fn a_code_without_quotes_is_shown_with_what_it_loses() {
    let cases = [
        // (text, message, label, help)
        (
            "footnotes: [{mark: 014}]",
            "`mark: 014` is read as the number 14",
            "becomes 14",
            "put it in quotes: `mark: \"014\"`",
        ),
        (
            "footnotes: [{mark: 1.10}]",
            "`mark: 1.10` is read as the number 1.1",
            "becomes 1.1",
            "put it in quotes: `mark: \"1.10\"`",
        ),
        (
            "footnotes: [{mark: 1e3}]",
            "`mark: 1e3` is read as the number 1000",
            "becomes 1000",
            "put it in quotes: `mark: \"1e3\"`",
        ),
        (
            "footnotes: [{mark: 1}]",
            "`mark: 1` is read as the number 1",
            "not read as text",
            "put it in quotes: `mark: \"1\"`",
        ),
        (
            "footnotes: [{mark: true}]",
            "`mark: true` is read as true",
            "not read as text",
            "put it in quotes: `mark: \"true\"`",
        ),
        (
            "footnotes: [{mark: NULL}]",
            "`mark: NULL` is read as nothing",
            "becomes null",
            "put it in quotes: `mark: \"NULL\"`",
        ),
        (
            "agenda: {withdrawn: [003]}",
            "`003` is read as the number 3",
            "becomes 3",
            "put it in quotes: `\"003\"`",
        ),
        (
            "claims: [{paragraph: 012}]",
            "`paragraph: 012` is read as the number 12",
            "becomes 12",
            "write the number as it is read: `paragraph: 12`",
        ),
        (
            "claims: [{paragraph: 1.10}]",
            "`paragraph: 1.10` is read as the number 1.1",
            "becomes 1.1",
            "put it in quotes: `paragraph: \"1.10\"`",
        ),
    ];
    for (text, message, label, help) in cases {
        let said = said("report.yaml", text);
        let expected = [message, label, help].map(str::to_owned);
        assert!(said.contains(&expected), "{text}: {said:#?}");
    }
    let said = said("report.json", r#"{"footnotes": [{"mark": 14}]}"#);
    let expected = [
        "`mark: 14` is read as the number 14",
        "not read as text",
        "put it in quotes: `\"mark\": \"14\"`",
    ];
    assert!(said.contains(&expected.map(str::to_owned)), "{said:#?}");
}

#[test]
fn both_readings_of_an_ambiguous_scalar_are_shown() {
    let cases = [
        (
            "x-a: 12:30",
            "`12:30` is read as text by some programs and as the number 750 by others",
            "text in YAML 1.2, the number 750 in YAML 1.1",
            "put it in quotes: `\"12:30\"`",
        ),
        (
            "x-a: 014",
            "`014` is read as the number 14 by some programs and as the number 12 by others",
            "the number 14 in YAML 1.2, the number 12 in YAML 1.1",
            "if it is text, put it in quotes: `\"014\"`; if not, write `14`",
        ),
        (
            "x-a: 1e3",
            "`1e3` is read as the number 1000 by some programs and as text by others",
            "the number 1000 in YAML 1.2, text in YAML 1.1",
            "if it is text, put it in quotes: `\"1e3\"`; if not, write `1000`",
        ),
        (
            "x-a: {off: 1}",
            "`off` is read as text by some programs and as false by others",
            "text in YAML 1.2, false in YAML 1.1",
            "if it is text, put it in quotes: `\"off\"`; if not, write `false`",
        ),
    ];
    for (text, message, label, help) in cases {
        let said = said("report.yaml", text);
        let expected = [message, label, help].map(str::to_owned);
        assert!(said.contains(&expected), "{text}: {said:#?}");
    }
}

#[test]
fn json_has_no_ambiguous_scalars() {
    let text =
        r#"{"document": {"title": "Report"}, "x-a": [1e3, 0.5, "12:30", "no", {"on": "1_000"}]}"#;
    let in_json = findings_in("report.json", text);
    let mut ids = in_json.iter().map(|finding| finding.rule.id());
    assert!(!ids.any(|id| id == "yaml/ambiguous-scalar"));
    assert_eq!(
        findings_in("report.yaml", text)[0].rule.id(),
        "yaml/ambiguous-scalar"
    );
}

/// The rule and the message of every finding.
fn told(text: &str) -> Vec<String> {
    let findings = findings_in("report.yaml", text).into_iter();
    let told = findings.map(|finding| format!("{}: {}", finding.rule.id(), finding.message));
    told.collect()
}

#[test]
fn a_forgotten_dash_is_one_finding() {
    let text = "document: {title: A Report}
sections:
  - label: I
    title: Opening
    paragraphs: [{text: One.}]
    label: II
    title: Closing
    paragraphs: [{text: Two.}]
";
    assert_eq!(
        told(text),
        ["yaml/syntax: a new item begins here, but its `- ` is missing"]
    );
}

#[test]
fn a_key_that_appears_several_times_is_one_finding() {
    let text = "document: {title: A Report}\nx-m: {a: 1, \"a\": 2, 'a': 3}\n";
    assert_eq!(
        told(text),
        ["yaml/duplicate-key: the key `a` appears 3 times in one mapping"]
    );
}

#[test]
fn nothing_is_concluded_from_a_text_that_a_comment_cuts() {
    let text = "document: {title: A Report}
sections:
  - title: See resolution #5 and annex IX
    paragraphs:
      - text: The Forum adopted item #4 of the agenda and
agenda:
  days:
    - date: 2024-05-15
      items:
        - start: \"09:00\"
          end: \"10:00\"
          title: Session #3
          room: Hall #2
        - start: \"09:00\"
          end: \"10:00\"
          title: Session #4
          room: Hall #3
x-color: #fff
x-note: seen #twice
x-count: 3 #three
x-other: read # as a comment
";
    let cut = |word: &str| {
        format!(
            "yaml/cut-text: the text ends before `{word}`, because a `#` after a space starts a comment"
        )
    };
    let nothing = "yaml/cut-text: there is no value before `#fff`, because a `#` after a space starts a comment";
    assert_eq!(
        told(text),
        [
            cut("#5"),
            cut("#4"),
            cut("#3"),
            cut("#2"),
            cut("#4"),
            cut("#3"),
            nothing.to_owned(),
            cut("#twice"),
        ]
    );
}

#[test]
fn what_looks_like_a_sign_of_yaml_is_named_as_what_it_is() {
    let cases = [
        (
            "event: {name: A, start:\u{a0}2024-05-15}",
            "a no-break space follows the colon of `start`, so it is not read as a key",
        ),
        (
            "\u{200b}sections: []",
            "the key `sections` contains the invisible character U+200B",
        ),
        (
            "footnotes: [{mark:1, text: A note.}]",
            "no space follows the colon of `mark`, so it is not read as a key",
        ),
        (
            "event: {name: A, start: “2024-05-15”}",
            "\"2024-05-15\" is in typographic quotation marks",
        ),
        (
            "rooms: [«Hall»]",
            "\"Hall\" is in typographic quotation marks",
        ),
        (
            "event: {name: !important}",
            "YAML reads `!important` as a tag, not as text",
        ),
        (
            "event: {name: &more}",
            "YAML reads `&more` as an anchor, not as text",
        ),
    ];
    for (text, message) in cases {
        let text = format!("document: {{title: A Report}}\n{text}\n");
        let told = told(&text);
        assert_eq!(
            told.first(),
            Some(&format!("yaml/look-alike: {message}")),
            "{text}"
        );
    }
    let quoted = "document: {title: “Impact” and more}\nevent: {name: “Impact”}\n";
    assert_eq!(told(quoted), Vec::<String>::new());
}

#[test]
fn a_name_is_the_same_however_its_accents_are_encoded() {
    let text = "document: {title: A Report}
sections:
  - label: I
    title: \"De\u{301}but of the o\u{fb03}ce\"
    paragraphs: [{text: \"Words.\"}]
contents:
  - {label: I, title: \"Début of the office\"}
people:
  - {name: \"José\"}
agenda:
  days:
    - date: 2024-05-15
      items:
        - {start: \"09:00\", end: \"10:00\", title: A, room: R1, speakers: [\"Jose\u{301}\"]}
        - {start: \"09:00\", end: \"10:00\", title: B, room: R2, speakers: [\"José\"]}
";
    assert_eq!(
        told(text),
        [
            "agenda/double-booking: \"Jose\u{301}\" is booked for \"A\" and \"B\" at the same time on 15 May"
        ]
    );
}

#[test]
fn readers_of_other_versions_are_known() {
    let messages = |text: &str| {
        let text = format!("document: {{title: A Report}}\nx-a: {text}\n");
        let said = said("report.yaml", &text).into_iter();
        said.map(|[message, ..]| message).collect::<Vec<_>>()
    };
    assert_eq!(
        messages("09:30"),
        ["`09:30` is read as text by some programs and as the number 34200 by others"]
    );
    assert_eq!(
        messages("1,000"),
        ["`1,000` is read as text by some programs and as the number 1000 by others"]
    );
    assert_eq!(
        messages("a\u{2028}b"),
        [
            "some programs read the character U+2028 as the end of a line, others as part of the text"
        ]
    );
    assert_eq!(
        messages("="),
        ["`=` is read as text by some programs, and cannot be read by others"]
    );
    assert_eq!(
        messages("{<<: 5}"),
        ["the value of `<<` is not a mapping, so nothing is merged"]
    );
    assert_eq!(messages("\"09:30\""), Vec::<String>::new());
}

#[test]
fn a_suppression_in_a_text_is_reported() {
    let text = "document: {title: A Report}
sections:
  - title: Opening
    paragraphs:
      - text: >-
          The dates follow.  # reportlint: allow text/placeholder -- in May
";
    assert_eq!(
        told(text),
        [
            "suppression/malformed: this comment suppresses nothing: it is part of a text, and no comment"
        ]
    );
}

#[test]
fn a_date_that_is_written_another_way_is_not_called_impossible() {
    let text = "document: {title: A Report}\nevent: {start: 23.09.2025, end: 2025-09-31}\n";
    let [written, impossible] = &said("report.yaml", text)[..] else {
        panic!("two findings were expected");
    };
    assert_eq!(
        written,
        &[
            "`start` cannot be written \"23.09.2025\"",
            "a date begins with its year",
            "write 2025-09-23"
        ]
    );
    assert_eq!(
        impossible,
        &[
            "`end` cannot be \"2025-09-31\", because there is no such date",
            "September has 30 days",
            "correct the day or the month"
        ]
    );
}
