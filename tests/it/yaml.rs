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
