//! How findings are worded where it depends on how many things they are about: what is one is not spoken of as several,
//! nor several as two.

mod data;

use crate::rules::findings_in;

/// The message and the help of a finding.
type Said = (String, String);

/// What a rule says of a report.
fn said_of_report(rule: &str, report: &str) -> Vec<Said> {
    let mut findings = findings_in("report.yaml", format!("document: {{title: R}}\n{report}"));
    findings.retain(|finding| finding.rule.id() == rule);
    let said = findings.into_iter();
    said.map(|finding| (finding.message, finding.help.unwrap_or_default()))
        .collect()
}

/// A rule, something of a report, and what the rule says of it.
type OfReport = (&'static str, &'static str, &'static str, &'static str);

fn assert_said(cases: &[OfReport]) {
    for (rule, report, message, help) in cases {
        let expected = ((*message).to_owned(), (*help).to_owned());
        assert_eq!(said_of_report(rule, report), [expected], "{report}");
    }
}

#[test]
fn a_claim_that_counts_one_says_so() {
    let one = "
sections: [{label: I, title: A, paragraphs: [{number: 1, text: There are two of them.}]}]
agenda: {days: [{date: 2024-05-13, items: [{title: Opening}]}]}
annexes: [{label: Annex I, title: B, paragraphs: [{text: See annex I.}]}]
people: [{name: Ada}]
";
    for (counts, data) in [
        ("days", "1 day on the agenda"),
        ("annexes", "1 annex"),
        ("sections", "1 section"),
        ("paragraphs", "1 numbered paragraph"),
        ("people", "1 person"),
        ("sessions", "0 sessions with a code"),
    ] {
        let claim = format!("claims: [{{paragraph: 1, states: two, counts: {counts}}}]");
        let said = said_of_report("claims/count-mismatch", &format!("{one}{claim}\n"));
        let messages: Vec<&str> = said.iter().map(|(message, _)| message.as_str()).collect();
        let expected = format!("paragraph 1 says \"two\", but the data has {data}");
        assert_eq!(messages, [expected], "{counts}");
    }
}

#[test]
fn references_to_several_parts_name_them_in_a_sentence() {
    let of = |text: &str, annexes: u32| {
        let annex = |number| {
            format!("{{label: Annex {number}, title: A, paragraphs: [{{text: It is long.}}]}}")
        };
        let annexes: Vec<String> = (1..=annexes).map(annex).collect();
        let report = format!(
            "sections: [{{label: I, title: A, paragraphs: [{{number: 1, text: {text}}}]}}]\nannexes: [{}]\n",
            annexes.join(", ")
        );
        said_of_report("references/dangling", &report)
    };
    let said = |message: &str, help: &str| [(message.to_owned(), help.to_owned())];
    assert_eq!(
        of("It is in annex 9.", 3),
        said(
            "the text refers to annex 9, which the report does not contain",
            "correct the reference; the report has annexes 1 to 3",
        )
    );
    assert_eq!(
        of("It is in annexes 4 and 5.", 3),
        said(
            "the text refers to annexes 4 and 5, which the report does not contain",
            "correct the reference; the report has annexes 1 to 3",
        )
    );
    assert_eq!(
        of("It is in annexes 4 to 9.", 1),
        said(
            "the text refers to annexes 4, 5, 6 and 3 others, which the report does not contain",
            "correct the reference, or add the annexes; if another document is meant, name it",
        )
    );
}

#[test]
fn the_sections_that_there_are_stand_at_the_top() {
    assert_said(&[(
        "references/dangling",
        "
sections:
  - {label: I, title: A, paragraphs: [{number: 1, text: It is in section IX.}]}
  - label: II
    title: B
    sections:
      - {label: a, title: C, paragraphs: [{number: 2, text: It went on.}]}
      - {label: b, title: D, paragraphs: [{number: 3, text: It ended.}]}
",
        "the text refers to section IX, which the report does not contain",
        "correct the reference; the report has sections I to II",
    )]);
}

#[test]
fn an_annex_is_called_so_once() {
    assert_said(&[(
        "references/unreferenced",
        "
sections: [{label: I, title: A, paragraphs: [{number: 1, text: It is in annex I.}]}]
annexes:
  - {label: Annexe I, title: B, paragraphs: [{text: It is long.}]}
  - {label: Annexe II, title: C, paragraphs: [{text: It is longer.}]}
",
        "no text mentions annex II",
        "mention it where it helps the reader: \"(see annex II)\"",
    )]);
}

#[test]
fn an_entry_without_a_label_is_asked_for_no_label() {
    assert_said(&[(
        "contents/dangling-entry",
        "
contents: [{title: Opening}, {title: Statments}]
sections:
  - {title: Opening, paragraphs: [{text: It began.}]}
  - {title: Statements, paragraphs: [{text: It went on.}]}
",
        "the contents list \"Statments\", but no section or annex has this title",
        "a heading is titled \"Statements\"; did the contents mean that one?",
    )]);
}

#[test]
fn an_entry_that_comes_too_early_is_one() {
    assert_said(&[(
        "contents/order",
        "
contents: [{title: C}, {title: A}, {title: B}]
sections:
  - {title: A, paragraphs: [{text: It began.}]}
  - {title: B, paragraphs: [{text: It went on.}]}
  - {title: C, paragraphs: [{text: It ended.}]}
",
        "the contents list \"C\" before \"A\", but the report has it after that",
        "put the entries in the order of the headings",
    )]);
}

#[test]
fn what_appears_more_than_twice_is_counted() {
    assert_said(&[
        (
            "contents/duplicate-entry",
            "
contents: [{label: I, title: A}, {label: I, title: A}, {label: I, title: A}]
sections: [{label: I, title: A, paragraphs: [{text: It began.}]}]
",
            "the contents list section I 3 times",
            "keep one of them; remove the others, or give each the label of the heading that it was meant for",
        ),
        (
            "agenda/duplicate-day",
            "agenda: {days: [{date: 2024-05-13}, {date: 2024-05-13}, {date: 2024-05-13}]}",
            "13 May 2024 is on the agenda 3 times",
            "correct the dates that are wrong, or put the items of all of them under one day",
        ),
        (
            "contents/order",
            "
contents:
  - {label: III, title: C}
  - {label: IV, title: D}
  - {label: V, title: E}
  - {label: I, title: A}
  - {label: II, title: B}
sections:
  - {label: I, title: A, paragraphs: [{text: It began.}]}
  - {label: II, title: B, paragraphs: [{text: It went on.}]}
  - {label: III, title: C, paragraphs: [{text: It went on.}]}
  - {label: IV, title: D, paragraphs: [{text: It went on.}]}
  - {label: V, title: E, paragraphs: [{text: It ended.}]}
",
            "the contents list \"I A\" and 1 more after \"V E\", but the report has them before that",
            "put the entries in the order of the headings",
        ),
        (
            "text/doubled-word",
            "sections: [{title: A, paragraphs: [{text: It is of the the end.}]}]",
            "the word \"the\" appears twice in a row",
            "remove one \"the\"",
        ),
        (
            "text/doubled-word",
            "sections: [{title: A, paragraphs: [{text: It is of the the the end.}]}]",
            "the word \"the\" appears 3 times in a row",
            "keep one \"the\", and remove the others",
        ),
        (
            "abbreviations/undefined",
            "sections: [{title: A, paragraphs: [{text: The ICPDR met and the ICPDR agreed.}, {text: So the ICPDR said.}]}]",
            "ICPDR is used 3 times but never defined",
            "write it out here with the short form in brackets, \"… (ICPDR)\", or add it to `abbreviations`",
        ),
    ]);
}

#[test]
fn all_that_are_alike_are_named() {
    assert_said(&[
        (
            "paragraphs/duplicate-text",
            "
sections:
  - title: A
    paragraphs:
      - {number: 1, text: The Minister opened the Conference and welcomed all who had come to the city for it.}
      - {number: 2, text: He spoke for a while.}
      - {number: 3, text: The Minister opened the Conference and welcomed all who had come to the city for it.}
      - {number: 4, text: It went on.}
      - {number: 5, text: The Minister opened the Conference and welcomed all who had come to the city for it.}
",
            "paragraphs 1, 3 and 5 have the same text",
            "keep one of them, and take out the others or let them refer to it",
        ),
        (
            "paragraphs/duplicate-text",
            "
sections:
  - title: A
    paragraphs:
      - {text: The Minister opened the Conference and welcomed all who had come to the city for it.}
      - {text: He spoke for a while.}
      - {text: The Minister opened the Conference and welcomed all who had come to the city for it.}
      - {text: It went on.}
      - {text: The Minister opened the Conference and welcomed all who had come to the city for it.}
",
            "3 paragraphs have the same text",
            "keep one of them, and take out the others or let them refer to it",
        ),
        (
            "sections/duplicate-title",
            "
sections:
  - {label: I, title: A, paragraphs: [{text: It began.}]}
  - {label: II, title: A, paragraphs: [{text: It went on.}]}
  - {label: III, title: A, paragraphs: [{text: It ended.}]}
",
            "section I, section II and section III are all titled \"A\"",
            "give each its own title, or join them",
        ),
    ]);
}

/// A section of so many paragraphs without a number, between two that have one.
fn unnumbered(before: &str, count: usize) -> Vec<Said> {
    let report = format!(
        "sections: [{{title: A, paragraphs: [{{number: 1, text: It.}}, {{number: {before}, text: It.}}, {}{{number: 2, text: It.}}]}}]\n",
        "{text: He.}, ".repeat(count)
    );
    said_of_report("paragraphs/unnumbered", &report)
}

#[test]
fn paragraphs_without_a_number_are_offered_names_that_are_free() {
    for (before, count, expected) in [
        (
            "1 bis",
            1,
            "number it, call it `1 ter`, or join it to the paragraph before",
        ),
        (
            "1 bis",
            2,
            "number them, call them `1 ter` and `1 quater`, or join them to the paragraph before",
        ),
        (
            "1 bis",
            3,
            "number them, call them `1 ter`, `1 quater` and so on, or join them to the paragraph before",
        ),
        (
            "1 bis",
            7,
            "number them, or join them to the paragraph before",
        ),
    ] {
        let said = unnumbered(before, count);
        let helps: Vec<&str> = said.iter().map(|(_, help)| help.as_str()).collect();
        assert_eq!(helps, [expected], "{count} after {before}");
    }
}

#[test]
fn a_suppression_of_several_rules_is_reported_of_them() {
    let said = |names: &str, label: &str| {
        let report = format!(
            "# reportlint: allow {names} -- as agreed\nsections: [{{{label}, paragraphs: [{{text: It.}}]}}]\n"
        );
        said_of_report("suppression/unused", &report)
    };
    let of = |rules: &str, help: &str| {
        let message = format!("this comment suppresses no finding of {rules}");
        vec![(message, help.to_owned())]
    };
    assert_eq!(
        said("agenda/overlap, agenda/order", "title: A"),
        of(
            "`agenda/overlap` or `agenda/order`",
            "delete the comment, or move it to the line before what it is about"
        )
    );
    assert_eq!(
        said("agenda/overlap, agenda/order, schema/type", "title: [A]"),
        of(
            "`agenda/overlap` or `agenda/order`",
            "remove them from the comment"
        )
    );
    assert_eq!(
        said("agenda/overlap, schema/type", "title: [A]"),
        of("`agenda/overlap`", "remove it from the comment")
    );
}

#[test]
fn several_are_beside_a_plenary() {
    assert_said(&[(
        "agenda/plenary-conflict",
        "
agenda:
  days:
    - date: 2024-05-13
      items:
        - {start: '09:00', end: '11:00', title: A, kind: plenary}
        - {start: '10:00', end: '12:00', title: B, kind: plenary}
        - {start: '10:00', end: '11:30', title: C, code: '014'}
",
        "\"B\" and 014 overlap the plenary \"A\" on 13 May",
        "move one of them; if they take place at the same time on purpose, add `parallel: true` to the plenary; if it is \
         not a plenary, correct its `kind`",
    )]);
}

#[test]
fn parts_are_several_on_the_agenda() {
    assert_said(&[
        (
            "agenda/outside-parent",
            "
agenda:
  days:
    - date: 2024-05-13
      items:
        - {start: '09:00', end: '10:00', title: A, items: [{start: '09:00', end: '10:30', title: B}]}
",
            "\"B\" is outside the times of \"A\", 09:00–10:00",
            "correct the times of the part or those of the whole, or move the part out of it",
        ),
        (
            "agenda/outside-parent",
            "
agenda:
  days:
    - date: 2024-05-13
      items:
        - start: '09:00'
          end: '10:00'
          title: A
          items: [{start: '08:00', end: '09:30', title: B}, {start: '09:30', end: '10:30', title: C}]
",
            "\"B\" and \"C\" are outside the times of \"A\", 09:00–10:00",
            "correct the times of the parts or those of the whole, or move the parts out of it",
        ),
        (
            "agenda/outside-parent",
            "
agenda:
  days:
    - date: 2024-05-13
      items:
        - start: '22:00'
          end: '26:00'
          title: A
          items: [{start: '00:00', end: '01:00', title: B}, {start: '01:00', end: '02:00', title: C}]
",
            "\"B\" and \"C\" are outside the times of \"A\", 22:00–26:00",
            "after midnight, continue to count the hours, as in 24:00–25:00",
        ),
        (
            "agenda/unknown-repeat",
            "
agenda:
  days:
    - date: 2024-05-13
      items: [{code: '0144', title: A}, {code: '0145', title: B, repeats: 014-4}]
",
            "\"B\" repeats 014-4, but no session has that code",
            "if session 0144 is meant, write `repeats: \"0144\"`",
        ),
        (
            "agenda/unknown-repeat",
            "
agenda:
  days:
    - date: 2024-05-13
      items: [{code: '0144', title: A}, {code: '0145', title: B, repeats: none}]
",
            "\"B\" repeats none, but no session has that code",
            "after `repeats`, write the code of the repeated session, or remove `repeats`",
        ),
    ]);
}
