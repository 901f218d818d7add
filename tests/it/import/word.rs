//! A report in data as people keep it in Word, read back. The numbers are not written: Word computes them.

mod archive;
mod hostile;
mod printer;

use reportlint::Source;
use std::fmt::Write as _;

use reportlint::internals::recognized;
use serde_yaml::Value;

use super::layouts::{self, without_pages};
use super::printed::{Layout, comparable};
use super::{data, found, import, vienna};
use crate::cli;
use archive::{Document, paragraph, runs};
use printer::printed;

fn imported(bytes: Vec<u8>) -> Value {
    let source = Source::decode("report.docx", bytes);
    assert_eq!(source.decode_error(), None);
    data(&recognized::to_yaml_from(&source))
}

fn is_read_back(report: &Value, layout: &Layout) {
    let bytes = printed(report, layout);
    let source = Source::decode("report.docx", bytes.clone());
    let mut expected = comparable(report);
    if !layout.pages {
        without_pages(&mut expected);
    }
    assert_eq!(comparable(&imported(bytes)), expected, "{}", source.text());
}

#[test]
fn each_layout_is_read_back_from_word() {
    for (report, layout) in layouts::all() {
        is_read_back(&report, &layout);
    }
}

#[test]
fn the_report_on_the_vienna_forum_is_read_back_from_word() {
    is_read_back(&data(&vienna()), &Layout::default());
}

#[test]
fn the_report_in_word_has_the_findings_of_the_data() {
    let by_hand = found("report.yaml", &vienna());
    let bytes = printed(&data(&vienna()), &Layout::default());
    let read = found("report.docx", &bytes);
    let missing = by_hand.difference(&read);
    let missing: Vec<&str> = missing.map(|(rule, _)| rule.as_str()).collect();
    let more: Vec<_> = read.difference(&by_hand).collect();
    // what nobody wrote into the document cannot be compared with what is counted
    assert_eq!(missing, ["claims/count-mismatch"]);
    assert_eq!(more, Vec::<&_>::new());
}

/// The text that is drawn of a document with these paragraphs.
fn drawn(body: &str) -> String {
    let bytes = Document::with_body(body).bytes();
    let source = Source::decode("report.docx", bytes);
    assert_eq!(source.decode_error(), None);
    source.text().to_owned()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn what_is_in_a_paragraph_is_drawn_as_word_prints_it() {
    let field = |part: &str| format!("<w:r><w:fldChar w:fldCharType=\"{part}\"/></w:r>");
    let instruction = "<w:r><w:instrText> REF a \\r </w:instrText></w:r>";
    let reference = [
        &field("begin"),
        instruction,
        &field("separate"),
        &run("12"),
        &field("end"),
    ];
    for (inside, text) in [
        (
            run("one") + "<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>",
            "one\ttwo three",
        ),
        (run("paragraph ") + &reference.concat(), "paragraph 12"),
        (
            format!("<w:hyperlink w:anchor=\"a\">{}</w:hyperlink>", run("link")),
            "link",
        ),
        (
            format!("<w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>", run("7")),
            "7",
        ),
        (
            run("a") + "<w:r><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>",
            "a\u{2011}bc",
        ),
        (
            run("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" + &run("b"),
            "ab",
        ),
        (
            run("a") + "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>b</w:t></w:r>",
            "ab",
        ),
        (
            run("a")
                + "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>12</w:t></w:r>",
            "a^12",
        ),
        (
            "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/><w:sym w:char=\"00A7\"/></w:r>".into(),
            "•§",
        ),
        (
            "<w:r><w:t> one </w:t></w:r><w:r><w:t>two\nthree</w:t></w:r>".into(),
            "onetwo three",
        ),
        (
            "<mc:AlternateContent><mc:Choice>".to_owned()
                + &run("new")
                + "</mc:Choice><mc:Fallback>"
                + &run("old")
                + "</mc:Fallback></mc:AlternateContent>",
            "new",
        ),
        (
            format!(
                "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run("x")
            ),
            "x",
        ),
        (
            format!(
                "<w:ins>{}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
                run("new")
            ),
            "new",
        ),
    ] {
        assert_eq!(drawn(&paragraph("", &inside)), format!("{text}\n"));
    }
}

#[test]
fn tables_are_rows_and_frames_are_paragraphs() {
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let text = |words: &str| paragraph("", &run(words));
    let goes_on = "<w:tcPr><w:vMerge/></w:tcPr>";
    let rows = [
        cell(&(text("a") + &text("b"))) + &cell(&text("c")),
        cell(&(goes_on.to_owned() + &text("never shown"))) + &cell(&text("d")),
    ];
    let rows = rows.map(|cells| format!("<w:tr>{cells}</w:tr>")).concat();
    assert_eq!(drawn(&format!("<w:tbl>{rows}</w:tbl>")), "a b\tc\nd\n");
    let frame = format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell(&(text("a") + &text("b")))
    );
    assert_eq!(drawn(&frame), "a\nb\n");
    let gone = format!(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        cell(&text("a"))
    );
    assert_eq!(drawn(&(gone + &text("b"))), "b\n");
}

#[test]
fn raised_figures_are_marks_where_notes_are_typed_by_hand() {
    let raised = |digits: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{digits}</w:t></w:r>")
    };
    let body = paragraph("", &(run("The forum.") + &raised("12")))
        + &paragraph("", &(raised("12") + &run(" A note.")));
    assert_eq!(drawn(&body), "The forum.¹²\n¹² A note.\n");
}

#[test]
fn notes_next_to_each_other_are_two_and_those_of_left_out_tables_are_not_unused() {
    let note = |id: &str, text: &str| {
        format!(
            "<w:footnote w:id=\"{id}\">{}</w:footnote>",
            paragraph("", &run(text))
        )
    };
    let mark = |id: &str| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let cell = |inside: &str| format!("<w:tc>{}</w:tc>", paragraph("", inside));
    let body = [
        paragraph("", &run("Report of the River Forum")),
        paragraph("<w:outlineLvl w:val=\"0\"/>", &run("Opening")),
        paragraph(
            "",
            &(run("The forum was opened.") + &mark("7") + &mark("9")),
        ),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell(&run("Wells")),
            cell(&(run("3") + &mark("8")))
        ),
    ];
    let mut document = Document::with_body(&body.concat());
    document.footnotes = note("7", "One.") + &note("8", "Three.") + &note("9", "Two.");
    let bytes = document.bytes();
    assert_eq!(found("report.docx", &bytes).len(), 0);
    let source = Source::decode("report.docx", bytes);
    assert!(
        source
            .text()
            .contains("opened.¹ ²\nWells\t3³\n¹ One.\n² Two.\n³ Three.")
    );
}

#[test]
fn the_parts_are_found_by_their_types() {
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let types =
        format!("<Types><Override PartName=\"/word/blog.xml\" ContentType=\"{main}\"/></Types>");
    let body = format!(
        "<document><body>{}</body></document>",
        "<p><r><t>One</t></r></p>"
    );
    let files = [
        ("[Content_Types].xml", types.as_bytes()),
        ("word/blog.xml", body.as_bytes()),
    ];
    let source = Source::decode("report.docx", archive::archive(&files));
    assert_eq!(source.text(), "One\n");
}

#[test]
fn a_large_initial_belongs_to_its_paragraph() {
    let frame = "<w:framePr w:dropCap=\"drop\"/>";
    let body = paragraph(frame, &run("T")) + &paragraph("", &run("he forum"));
    assert_eq!(drawn(&body), "The forum\n");
}

#[test]
fn contents_without_a_heading_are_known_by_their_style() {
    let mut document = Document::with_body("");
    let entries = [
        "Foreword\tiii",
        "Opening of the forum\t3",
        "Closing of the forum\t4",
    ];
    for (name, id) in [("heading 1", "H1"), ("toc 1", "TOC1"), ("Title", "Title")] {
        write!(
            document.styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>"
        )
        .unwrap();
    }
    let styled =
        |style: &str, text: &str| paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &runs(text));
    document.body += &styled("Title", "Report of the River Forum");
    for entry in entries {
        document.body += &styled("TOC1", entry);
    }
    for (entry, text) in entries.iter().zip(["One.", "Two.", "Three."]) {
        document.body += &styled("H1", entry.split('\t').next().unwrap());
        document.body += &paragraph("", &run(text));
    }
    let read = imported(document.bytes());
    let titles = |list: &Value| -> Vec<String> {
        let items = list.as_sequence().unwrap().iter();
        items
            .map(|it| it["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&read["contents"]), titles(&read["sections"]));
    assert_eq!(read["contents"][1]["page"], 3);
    assert_eq!(found("report.docx", &document.bytes()).len(), 0);
}

#[test]
fn a_heading_with_a_table_that_is_left_out_is_not_empty() {
    let cells = "<w:tc><w:p><w:r><w:t>Wells</w:t></w:r></w:p></w:tc>".repeat(2);
    let heading = |text: &str| paragraph("<w:outlineLvl w:val=\"0\"/>", &run(text));
    let body = [
        paragraph("", &run("Report of the River Forum")),
        heading("Opening"),
        paragraph("", &run("The forum was opened.")),
        heading("Figures"),
        format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>"),
    ];
    let bytes = Document::with_body(&body.concat()).bytes();
    assert_eq!(found("report.docx", &bytes).len(), 0);
    assert_eq!(imported(bytes)["sections"][1]["holds"], "tables");
}

#[test]
fn text_boxes_are_drawn_once_after_their_paragraph() {
    let inside = format!(
        "<w:txbxContent>{}</w:txbxContent>",
        paragraph("", &run("boxed"))
    );
    let inside = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    );
    let text = drawn(&paragraph("", &(run("around") + &inside)));
    assert_eq!(text, "around\nboxed\n");
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next_and_is_not_counted() {
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let deleted = format!("{numbered}<w:rPr><w:del/></w:rPr>");
    let body = paragraph(numbered, &run("one"))
        + &paragraph(&deleted, &run("two "))
        + &paragraph(numbered, &run("parts"));
    assert_eq!(drawn(&body), "1.\tone\n2.\ttwo parts\n");
}

#[test]
fn changes_are_accepted_or_rejected() {
    let change = "<w:del><w:r><w:delText>panels</w:delText></w:r></w:del>".to_owned()
        + &format!("<w:ins>{}</w:ins>", run("sessions"));
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let body = paragraph("", &run("Report of the Forum"))
        + &paragraph(numbered, &(run("Twelve ") + &change + &run(" were held.")));
    let folder = cli::folder(&[("forum.docx", &Document::with_body(&body).bytes())]);
    for (arguments, text, how) in [
        (
            &["forum.docx"][..],
            "Twelve sessions were held.",
            "accepted",
        ),
        (
            &["forum.docx", "--changes", "reject"],
            "Twelve panels were held.",
            "rejected",
        ),
    ] {
        let output = import(folder.path(), arguments);
        let output = String::from_utf8(output.stdout).unwrap();
        assert!(output.contains(&format!("text: \"{text}\"")), "{output}");
        let doubt = format!("the document has 2 tracked changes, read as {how}");
        assert!(output.contains(&doubt), "{output}");
    }
}

#[test]
fn a_finding_in_word_shows_the_paragraph_with_its_number() {
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let body = paragraph("", &run("Report of the Forum"))
        + &paragraph(numbered, &run("The forum was opened."))
        + &paragraph(numbered, &run("It was was closed."));
    let folder = cli::folder(&[("forum.docx", &Document::with_body(&body).bytes())]);
    let text = cli::ran(folder.path(), &["check", "--no-config", "forum.docx"]);
    assert!(text.contains("forum.docx:3:"), "{text}");
    assert!(text.contains("It was was closed."), "{text}");
    let concise = cli::ran(
        folder.path(),
        &["check", "--no-config", "--format", "json", "forum.docx"],
    );
    assert!(concise.contains("text/doubled-word"), "{concise}");
}
