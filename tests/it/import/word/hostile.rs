//! Word files that are broken, or made to do harm: each is refused with a sentence, or read like any other.

use std::fmt::Write as _;

use reportlint::Source;

use super::archive::{Document, archive, paragraph};
use super::run;

/// Why a file is not read.
fn refused(bytes: Vec<u8>) -> String {
    let source = Source::decode("report.docx", bytes);
    let error = source.decode_error().map(ToString::to_string);
    error.unwrap_or_default()
}

fn with_document(text: &str) -> Vec<u8> {
    archive(&[("word/document.xml", text.as_bytes())])
}

#[test]
fn what_is_no_word_file_is_refused() {
    for (bytes, says) in [
        (b"PK".to_vec(), "it is no archive"),
        (Vec::new(), "it is no archive"),
        (
            b"\xD0\xCF\x11\xE0\xA1".to_vec(),
            "it is encrypted, or in the format of old versions",
        ),
        (
            archive(&[("content.xml", b"<a/>")]),
            "does not contain the part `word/document.xml`",
        ),
        (
            archive(&[("../word/document.xml", b"<a/>")]),
            "does not contain the part `word/document.xml`",
        ),
        (
            with_document("<a/>"),
            "does not contain the part `word/document.xml`",
        ),
        (with_document("<a>"), "its part \"document\" is broken"),
        (
            with_document("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            "has a document type",
        ),
        (
            archive(&[("word/document.xml", b"<a>\xff</a>")]),
            "its part \"document\" is broken",
        ),
    ] {
        let error = refused(bytes);
        assert!(error.contains(says), "{error}");
    }
    let whole = Document::with_body(&paragraph("", &run("one"))).bytes();
    for length in 0..whole.len() {
        assert!(!refused(whole[..length].to_vec()).is_empty());
    }
}

#[test]
fn an_archive_that_grows_beyond_the_limit_is_refused() {
    let bomb = format!("<a>{}</a>", " ".repeat(65 << 20));
    let bytes = with_document(&bomb);
    assert!(bytes.len() < 100_000);
    assert!(refused(bytes).contains("takes more than 64 MiB"));
}

#[test]
fn an_archive_of_too_many_files_is_refused() {
    let names: Vec<String> = (0..=10_000).map(|it| format!("word/media/{it}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &b""[..])).collect();
    assert!(refused(archive(&files)).contains("more than 10000 files"));
}

#[test]
fn elements_that_nest_too_deeply_are_refused() {
    let deep = format!("{}{}", "<a>".repeat(256), "</a>".repeat(256));
    assert!(refused(with_document(&deep)).contains("nests them too deeply"));
}

#[test]
fn the_text_that_numbers_make_is_limited() {
    let pattern = "x".repeat(1 << 20);
    let mut document = Document::with_body("");
    document.numbering = document.numbering.replace("%1.", &pattern);
    let numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    document.body = paragraph(numbered, &run("one")).repeat(65);
    assert!(refused(document.bytes()).contains("takes more than 64 MiB"));
}

#[test]
fn styles_and_lists_in_a_circle_and_levels_without_end_are_read() {
    let mut document = Document::with_body("");
    for (name, base) in [("A", "B"), ("B", "A"), ("C", "C")] {
        write!(
            document.styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"{name}\"><w:basedOn w:val=\"{base}\"/></w:style>"
        )
        .unwrap();
        document.body += &paragraph(&format!("<w:pStyle w:val=\"{name}\"/>"), &run(name));
    }
    let levels = (0..100_000).map(|it| format!("<w:lvl w:ilvl=\"{it}\"/>"));
    let levels: String = levels.collect();
    write!(
        document.numbering,
        "<w:abstractNum w:abstractNumId=\"9\">{levels}</w:abstractNum>\
         <w:num w:numId=\"9\"><w:abstractNumId w:val=\"9\"/></w:num>"
    )
    .unwrap();
    for level in ["99999", "-1", "18446744073709551616"] {
        let properties =
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"9\"/></w:numPr>");
        document.body += &paragraph(&properties, &run("deep"));
    }
    let source = Source::decode("report.docx", document.bytes());
    assert_eq!(source.decode_error(), None);
    assert_eq!(source.text(), "A\nB\nC\ndeep\ndeep\ndeep\n");
}
