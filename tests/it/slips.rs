//! Slips that people make who edit a report by hand: each is one finding, at its line, that says what to do.

use crate::rules::findings_in;

/// A report without a fault.
const REPORT: &str = r#"document: {title: Report on the Lake Forum}
event:
  name: Lake Forum
  location: Bregenz
  start: 2025-09-23
  end: 2025-09-23
people:
  - name: Ada Brandt
  - name: Ben Cho
sections:
  - label: I
    title: Opening
    paragraphs:
      - number: 1
        text: The Forum met in Bregenz.
      - number: 2
        text: It adopted its agenda.
  - label: II
    title: Closing
    paragraphs:
      - number: 3
        text: The chair closed the meeting.
agenda:
  days:
    - date: 2025-09-23
      items:
        - start: "09:00"
          end: "10:00"
          title: Opening
          room: Hall 2
          speakers: [Ada Brandt]
        - start: "10:00"
          end: "11:00"
          title: Farewell
          room: Hall 2
          speakers: [Ben Cho]
"#;

/// What is found, a line each: where, by which rule, and the message with the help.
fn found(text: &str) -> Vec<String> {
    let findings = findings_in("report.yaml", text).into_iter();
    let lines = findings.map(|finding| {
        let start = finding.primary().location.span.start as usize;
        let line = text[..start].matches('\n').count() + 1;
        let help = finding.help.unwrap_or_default();
        format!("{line} {}: {} | {help}", finding.rule.id(), finding.message)
    });
    lines.collect()
}

/// Checks the report with one text in the place of another: how the only finding begins, and how its help begins.
fn assert_slips(slips: &[(&str, &str, &str, &str)]) {
    for (right, slip, finding, help) in slips {
        assert!(REPORT.contains(right), "{right:?}");
        let found = found(&REPORT.replacen(right, slip, 1));
        let [only] = found.as_slice() else {
            panic!("{slip:?}: {found:#?}");
        };
        let (said, advised) = only.split_once(" | ").unwrap();
        assert!(said.starts_with(finding), "{slip:?}: {said}");
        assert!(advised.starts_with(help), "{slip:?}: {advised}");
    }
}

#[test]
fn a_report_without_a_fault_has_no_finding() {
    assert_eq!(found(REPORT), [""; 0]);
}

#[test]
fn signs_that_are_not_what_they_look_like() {
    assert_slips(&[
        (
            "title: Closing",
            "title:\u{a0}Closing",
            "19 yaml/syntax: a no-break space follows this `:`",
            "write an ordinary space",
        ),
        (
            "    title: Closing",
            "\u{a0}\u{a0}\u{a0}\u{a0}title: Closing",
            "19 yaml/syntax: this line is indented with no-break spaces",
            "indent with ordinary spaces",
        ),
        (
            "  end: 2025",
            "\u{a0}\u{a0}end: 2025",
            "6 yaml/look-alike: a no-break space is read as part of the key `end`",
            "write ordinary spaces",
        ),
        (
            "  location",
            "  loca\u{200b}tion",
            "4 yaml/look-alike: the key `location` contains the invisible character U+200B",
            "remove it",
        ),
        (
            "title: Farewell",
            "title: \"Farewell”",
            "34 yaml/syntax: this quotation mark is not closed",
            "write `\"` instead of `”`",
        ),
        (
            "title: Farewell",
            "title: !Farewell party",
            "34 yaml/look-alike: YAML reads `!Farewell` as a tag",
            "put a text that starts with `!` in quotes",
        ),
        (
            "text: It adopted its agenda.",
            "text: !include agenda.txt",
            "17 yaml/look-alike: YAML reads `!include` as a tag",
            "put a text that starts with `!` in quotes",
        ),
        (
            "title: Farewell",
            "title: “Farewell\"",
            "34 text/unbalanced: ",
            "add its partner",
        ),
        (
            "- number: 2\n        text: It adopted its agenda.",
            "- {number:2, text: It adopted its agenda.}",
            "16 yaml/look-alike: no space follows the colon of `number`",
            "write `key: value`",
        ),
        (
            "  location: Bregenz",
            "  location: Bregenz\n  x-seats: {hall:2}",
            "5 yaml/look-alike: no space follows the colon of `hall`",
            "write `key: value`",
        ),
    ]);
}

#[test]
fn lines_in_the_wrong_place_or_form() {
    assert_slips(&[
        (
            "        text: It adopted",
            "        text It adopted",
            "17 yaml/syntax: this line has no key",
            "write `:` after `text`",
        ),
        (
            "      - number: 2",
            "      - number 2",
            "16 yaml/syntax: this line has no key",
            "write `:` after `number`",
        ),
        (
            "  - name: Ben Cho",
            "    name: Ben Cho",
            "9 yaml/syntax: a new item begins here, but its `- ` is missing",
            "write `- ` before this key",
        ),
        (
            "          speakers: [Ben Cho]",
            "          speakers: [Ben Cho]\n          title: Farewell\n          room: Hall 2",
            "34 yaml/duplicate-key: the keys `title` and `room` appear several times",
            "remove what is repeated",
        ),
        (
            "agenda:\n",
            "sections:\n  - label: III\n    title: More\n    paragraphs: [{number: 4, text: More.}]\nagenda:\n",
            "10 yaml/duplicate-key: the key `sections` appears twice",
            "keep one `sections`",
        ),
        (
            "  - label: II\n    title",
            "- label: II\n  title",
            "18 yaml/syntax: this item is not indented like the items above it",
            "give lines that belong together",
        ),
        (
            "people:\n",
            "...\npeople:\n",
            "7 yaml/syntax: the file contains several documents",
            "remove this line",
        ),
        (
            "[Ben Cho]",
            "[*Ben Cho*]",
            "36 yaml/syntax: `*Ben` refers to `&Ben`",
            "put a text that starts with `*` in quotes",
        ),
    ]);
}

#[test]
fn values_of_another_kind() {
    assert_slips(&[
        (
            "- name: Ben Cho",
            "- Ben Cho",
            "9 schema/type: an item of `people` must be a mapping",
            "write it after its key: `name: Ben Cho`",
        ),
        (
            "- number: 2\n        text: It adopted its agenda.",
            "- It adopted its agenda.",
            "16 schema/type: an item of `paragraphs` must be a mapping",
            "write it after its key: `text: It adopted its agenda.`",
        ),
        (
            "speakers: [Ben Cho]",
            "speakers: Ada Brandt and Ben Cho",
            "36 schema/type: `speakers` must be a list",
            "write each item on a line of its own, after `- `, or put them in brackets: `[Ada Brandt, Ben Cho]`",
        ),
        (
            "    paragraphs:\n      - number: 3\n        text: The chair closed the meeting.",
            "    paragraphs: The chair closed the meeting.",
            "20 schema/type: `paragraphs` must be a list",
            "write each item on a line of its own, after `- `, such as `- text: The chair closed the meeting.`",
        ),
        (
            "people:\n  - name: Ada Brandt\n  - name: Ben Cho",
            "people:\n  name: Ada Brandt",
            "7 schema/type: `people` must be a list",
            "write `- ` before the first key of each item",
        ),
        (
            "people:\n  - name: Ada Brandt\n  - name: Ben Cho",
            "people: !include people.yaml",
            "7 schema/type: `people` must be a list",
            "no tag reads another file; to keep a part of the report",
        ),
        (
            "people:\n  - name: Ada Brandt\n  - name: Ben Cho",
            "people: {$ref: people.yaml}",
            "7 schema/type: `people` must be a list",
            "`$ref` reads no other file; to keep a part of the report",
        ),
        (
            "agenda:\n  days:\n",
            "agenda:\n",
            "23 schema/type: `agenda` must be a mapping",
            "write a key such as `days:` above the list",
        ),
        (
            "  - name: Ben Cho",
            "  -\n  - name: Ben Cho",
            "9 schema/type: an item of `people` has no value",
            "write the item, or remove its `- `",
        ),
        (
            "start: \"09:00\"",
            "start: 9.00",
            "27 schema/type: `start` must be text, not a number",
            "write `\"09:00\"`",
        ),
        (
            "start: \"09:00\"",
            "start: 9 am",
            "27 schema/pattern: `start` cannot be written \"9 am\"",
            "write `\"09:00\"`",
        ),
        (
            "  start: 2025-09-23",
            "  start: 2025–09–23",
            "5 schema/format: `start` cannot be written",
            "write 2025-09-23",
        ),
        (
            "- date: 2025-09-23",
            "- date: Tuesday",
            "25 schema/format: `date` cannot be written",
            "`date` must look like 2008-02-12",
        ),
    ]);
}

#[test]
fn what_a_broken_list_is_printed_below_is_not_empty() {
    let annexed = REPORT
        .replace("agenda:\n  days:\n", "agenda:\n")
        .replace(
            "people:\n",
            "annexes:\n  - {label: I, title: Agenda}\npeople:\n",
        )
        .replace(
            "The Forum met in Bregenz.",
            "The Forum met in Bregenz (see annex I).",
        );
    let found = found(&annexed);
    assert!(
        matches!(found.as_slice(), [only] if only.contains("schema/type")),
        "{found:#?}"
    );
}

#[test]
fn the_help_of_an_entry_that_gives_a_path_as_its_label_can_be_followed() {
    let report = |entry: &str| {
        let contents = format!(
            "contents:\n  - {{label: I, title: Opening}}\n  - {{{entry}, title: Speeches}}\n  - {{{other}, title: Songs}}\n  - {{label: II, title: Closing}}\nsections:\n",
            other = entry.replace('A', "B"),
        );
        let below = "    sections:\n      - {label: A, title: Speeches, paragraphs: [{text: x y.}]}\n      - {label: B, title: Songs, paragraphs: [{text: z y.}]}\n";
        let sections = format!("    title: Opening\n{below}");
        REPORT
            .replace("sections:\n", &contents)
            .replacen("    title: Opening\n", &sections, 1)
            .replace("number: 1", "x-number: 1")
            .replace("number: 2", "x-number: 2")
            .replace("number: 3", "x-number: 3")
    };
    let help = found(&report("label: I/A"));
    assert!(
        help[0].ends_with("write `ref: I/A` in the entry, and its own label under `label`"),
        "{help:#?}"
    );
    assert_eq!(found(&report("label: A, ref: I/A")), [""; 0]);
}

#[test]
fn what_is_found_about_suppressions_cannot_be_suppressed() {
    let text = format!("# reportlint: allow-file suppression/unused -- kept\n{REPORT}");
    let found = found(&text);
    let expected = "1 suppression/unused: no comment can suppress a finding of `suppression/unused` | remove the rule from this comment";
    assert_eq!(found, [expected]);
}
