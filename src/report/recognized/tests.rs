use proptest::prelude::*;

use super::*;

/// Lines and parts of lines that printed reports consist of.
const PARTS: &[&str] = &[
    "Contents",
    "Annexes",
    "Annex I",
    "Annex II\tAGENDA",
    "[English only]",
    "Page",
    "I. Opening",
    "II.\tClosing.....4",
    "a. Attendance",
    "(a) To protect;",
    "1. The forum opened.",
    "2. The forum asked:",
    "3. It closed.",
    "7.\tA gap.",
    "2.1 Scope",
    "WEDNESDAY, 13 FEBRUARY 2008: DAY I",
    "TIME\tEVENT\tROOM",
    "09:30-12:30\t001: Opening\tHall A",
    "14:30-16:00\tSessions I: 002: One 003: Two",
    "14:30-15:00\tPart I: Ideas",
    "¹ A note.",
    "* A star note",
    "Report on the Forum*",
    "Vienna, Austria, 13-15 February 2008",
    "2 July 2008",
    "E/CN.15/2008/1",
    "and goes on here",
    "• a point",
    "**bold**",
    "<u>under</u>",
    "x<sup>1</sup>",
    "\u{c}",
    "\n",
    "\r\n",
    "\t",
    " ",
    "Chapter 1: Rivers",
    "Distr.: General",
    "Fourth session",
    "Item 4 of the agenda",
    "12.",
    "(",
    "…",
    "**",
    "<sup>",
    "# Report of the Forum",
    "## I. Opening",
    "## Contents",
    "- [I. Opening](#i-opening)",
    "1. item",
    "    - nested",
    "- - deep",
    "| 09:30-12:30 | 001: Opening |",
    "|---|---|",
    "[^1]: A note.",
    "text[^1] and[^x]",
    "<!-- reportlint: allow text -->",
    "<table><tr><td>x</td></tr></table>",
    "[a]: http://b.c \"d\"",
    "![alt](a.png \"title\")",
    "[words][a]",
    "```",
    "---",
    "> quoted",
    "&amp; &#8211;",
    "\\*",
    "{#id}",
    "é",
    "–",
    "A-",
    "3–11   17",
];

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => prop::sample::select(PARTS).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    let end = prop::sample::select(&["\n", "\n\n", "\n\n", "", " "][..]);
    let parts = prop::collection::vec((part, end), 0..40);
    parts.prop_map(|parts| parts.into_iter().map(|(part, end)| part + end).collect())
}

proptest! {
    #[test]
    fn no_sign_is_lost(text in text()) {
        for format in [Format::PlainText, Format::Markdown] {
            let recognized = recognized(&text, format);
            prop_assert_eq!(recognized.lost(&text), None);
        }
    }

    #[test]
    fn a_text_in_the_tree_is_that_of_its_places(text in text()) {
        let source = Source::decode("report.txt", text.clone().into_bytes());
        let tree = parsed(&source, &Limits::default());
        prop_assert_eq!(tree.errors(), &[]);
        for span in tree.spans() {
            prop_assert!(source.text().get(span.range()).is_some());
        }
    }
}

#[test]
fn a_paragraph_that_a_page_break_cuts_is_joined_with_a_doubt() {
    let text = "Report of the Forum\n\nI. Opening\n\n1. The forum asked those who\n\nown wells to count them.\n";
    assert!(
        to_yaml(text, Format::PlainText)
            .contains("text: \"The forum asked those who own wells to count them.\"\n")
    );
    let [doubt] = &recognized(text, Format::PlainText).doubts[..] else {
        panic!("there is one doubt");
    };
    assert!(text[doubt.span.range()].starts_with("own wells"));
}

#[test]
fn nothing_is_repaired() {
    let text =
        "I. Opening\n\n1. One.\n\n3. Three.\n\n3. Three again.\n\nIII. Closing\n\n4. Four.\n";
    let yaml = to_yaml(text, Format::PlainText);
    for kept in [
        "number: 1\n",
        "number: 3\n",
        "number: 4\n",
        "label: \"I\"\n",
        "label: \"III\"\n",
    ] {
        assert!(yaml.contains(kept), "{kept} in {yaml}");
    }
    assert_eq!(yaml.matches("number: 3\n").count(), 2);
}

#[test]
fn the_front_page_says_what_the_report_is() {
    let text = "Distr.: General\n2 July 2008\n\nE/CN.15/2008/1\n\nConference of Towns\nFourth session\n\n\
                Report on the Forum*\n\nVienna, Austria, 13-15 February 2008\n\n* Not edited.\n\nI. Opening\n\n1. It opened.\n";
    assert!(
        to_yaml(text, Format::PlainText).starts_with(
            "document:\n  title: \"Report on the Forum\"\n  symbol: \"E/CN.15/2008/1\"\n  body: \"Conference of Towns\"\n  \
             session: \"Fourth session\"\n  distribution: \"General\"\n  note: \"Not edited.\"\n  date: \"2008-07-02\"\n\n\
             event:\n  location: \"Vienna, Austria\"\n  start: \"2008-02-13\"\n  end: \"2008-02-15\"\n"
        ),
        "{}",
        to_yaml(text, Format::PlainText)
    );
}

#[test]
fn a_year_at_the_start_of_a_line_is_no_number_of_a_paragraph() {
    let text = "I. Opening\n\n1. The forum was held in\n\n2008. It was the first.\n";
    assert!(!to_yaml(text, Format::PlainText).contains("number: 2008"));
}

#[test]
fn a_sentence_that_begins_with_an_annex_is_no_heading() {
    let text = "I. Opening\n\nAnnex I contains the agenda of the forum.\n";
    assert!(!to_yaml(text, Format::PlainText).contains("annexes:"));
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    let page = "12. The forum asked those who own wells to count them.\n\nand more\n\n(a) a point;\n\n* a note\n\n";
    let text = page.repeat(3000);
    assert_eq!(recognized(&text, Format::PlainText).lost(&text), None);
}

#[test]
fn an_annex_without_a_number_is_beside_the_sections_in_the_contents() {
    let report = |entry: &str, annex: &str| {
        let contents = "Contents\n\nI. Opening ..... 2\nII. Work ..... 3\n";
        let sections = "I. Opening\n\n1. The Mayor opened it.\n\nII. Work\n\n2. It worked.\n";
        let text = format!("{contents}{entry} ..... 4\n\n{sections}\n{annex}\n\nIt was good.\n");
        to_yaml(&text, Format::PlainText)
    };
    let below = |yaml: &str| yaml.contains("entries:");
    for (entry, annex) in [
        ("Programme", "Annex\n\nProgramme"),
        ("Annex. Programme", "Annex. Programme"),
        ("Annex – Programme", "Annex – Programme"),
        ("Annex: Programme", "Annex\n\nProgramme"),
    ] {
        let yaml = report(entry, annex);
        assert!(!below(&yaml), "{yaml}");
        assert!(
            yaml.contains("annexes:\n  - title: \"Programme\""),
            "{yaml}"
        );
    }
    // a heading of its own is below the last section, in the contents too
    for title in ["Programme", "Annexation of the hall"] {
        let yaml = report(title, title);
        assert!(below(&yaml) && !yaml.contains("annexes:"), "{yaml}");
    }
}

#[test]
fn a_star_before_a_text_is_a_bullet_unless_a_text_has_one_after_it() {
    let text = "Report of the River Forum\n\nI. Opening\n\n1. It asked the towns:\n\n* to count\n\n* to report\n";
    let yaml = to_yaml(text, Format::PlainText);
    assert!(!yaml.contains("footnotes:"), "{yaml}");
    assert!(yaml.contains("points:"), "{yaml}");
    let noted = text.replace("Forum\n", "Forum*\n") + "\n* Not edited.\n";
    assert!(to_yaml(&noted, Format::PlainText).contains("note: \"Not edited.\""));
}

#[test]
fn a_sentence_with_a_note_is_no_title() {
    let text =
        "Report of the River Forum\n\nI. Opening\n\n1. The mayor opened the forum.¹\n\n¹ A note.\n";
    let yaml = to_yaml(text, Format::PlainText);
    assert!(yaml.contains("number: 1"), "{yaml}");
}
