//! Writes Word files.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A list that counts 1., 2., 3.
const PLAIN_LIST: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

/// The parts of a document, without the elements at their roots.
pub(super) struct Document {
    pub(super) body: String,
    pub(super) styles: String,
    pub(super) numbering: String,
    pub(super) footnotes: String,
}

impl Document {
    /// A document whose list 1 counts 1., 2., 3.
    pub(super) fn with_body(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            styles: String::new(),
            numbering: PLAIN_LIST.to_owned(),
            footnotes: String::new(),
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let part = |root: &str, inside: &str| {
            format!("<?xml version=\"1.0\"?><w:{root} {NAMESPACES}>{inside}</w:{root}>")
        };
        let body = format!("<w:body>{}</w:body>", self.body);
        archive(&[
            ("word/document.xml", part("document", &body).as_bytes()),
            ("word/styles.xml", part("styles", &self.styles).as_bytes()),
            (
                "word/numbering.xml",
                part("numbering", &self.numbering).as_bytes(),
            ),
            (
                "word/footnotes.xml",
                part("footnotes", &self.footnotes).as_bytes(),
            ),
        ])
    }
}

/// An archive with these files.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A paragraph with properties and what is in it.
pub(super) fn paragraph(properties: &str, inside: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>")
}

pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// A text as runs, cut in the middle as Word cuts texts, with raised figures as references to notes.
pub(super) fn runs(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut runs = String::new();
    let is_raised = |sign: char| RAISED.contains(&sign);
    let mut rest = text;
    while !rest.is_empty() {
        let raised = rest.starts_with(is_raised);
        let end = rest.find(|sign| is_raised(sign) != raised);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if raised {
            let digits = part
                .chars()
                .filter_map(|it| RAISED.iter().position(|other| *other == it));
            let id: String = digits.map(|it| it.to_string()).collect();
            // ids are no numbers
            write!(runs, "<w:r><w:footnoteReference w:id=\"2{id}\"/></w:r>").unwrap();
            continue;
        }
        let middle = part.char_indices().nth(part.chars().count() / 2);
        let (one, other) = part.split_at(middle.map_or(0, |(at, _)| at));
        for half in [one, other] {
            for (index, cell) in half.split('\t').enumerate() {
                let tab = if index > 0 { "<w:tab/>" } else { "" };
                let text = escaped(cell);
                write!(
                    runs,
                    "<w:r>{tab}<w:t xml:space=\"preserve\">{text}</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"
                )
                .unwrap();
            }
        }
    }
    runs
}
