//! Word files made of the bytes of a fuzzer: well-formed, and otherwise as they happen to be.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Elements that may have others in them.
const ELEMENTS: [&str; 24] = [
    "p",
    "r",
    "pPr",
    "rPr",
    "numPr",
    "tbl",
    "tr",
    "tc",
    "ins",
    "del",
    "moveFrom",
    "hyperlink",
    "sdt",
    "sdtContent",
    "txbxContent",
    "AlternateContent",
    "Choice",
    "fldSimple",
    "pPrChange",
    "abstractNum",
    "num",
    "lvl",
    "style",
    "lvlOverride",
];

/// What has nothing in it.
const LEAVES: [&str; 22] = [
    "<t xml:space=\"preserve\">1. Opening</t>",
    "<t>a¹</t>",
    "<delText>gone</delText>",
    "<tab/>",
    "<br/>",
    "<sym char=\"F0B7\"/>",
    "<numId val=\"1\"/>",
    "<numId val=\"2\"/>",
    "<ilvl val=\"1\"/>",
    "<ilvl val=\"8\"/>",
    "<pStyle val=\"A\"/>",
    "<pStyle val=\"TOC1\"/>",
    "<outlineLvl val=\"0\"/>",
    "<vanish/>",
    "<vertAlign val=\"superscript\"/>",
    "<fldChar fldCharType=\"begin\"/>",
    "<fldChar fldCharType=\"separate\"/>",
    "<fldChar fldCharType=\"end\"/>",
    "<footnoteReference id=\"2\"/>",
    "<vMerge/>",
    "<framePr dropCap=\"drop\"/>",
    "<t>Contents</t>",
];

const NUMBERING: &str = "<abstractNum abstractNumId=\"1\">\
    <lvl ilvl=\"0\"><start val=\"1\"/><numFmt val=\"upperRoman\"/><lvlText val=\"%1.\"/></lvl>\
    <lvl ilvl=\"1\"><start val=\"0\"/><numFmt val=\"decimal\"/><lvlText val=\"%1.%2%9%\"/></lvl></abstractNum>\
    <num numId=\"1\"><abstractNumId val=\"1\"/></num>\
    <num numId=\"2\"><abstractNumId val=\"1\"/>\
    <lvlOverride ilvl=\"0\"><startOverride val=\"4294967295\"/></lvlOverride></num>";

const STYLES: &str = "<style type=\"paragraph\" styleId=\"A\" default=\"1\"><basedOn val=\"A\"/></style>\
    <style type=\"paragraph\" styleId=\"TOC1\"><name val=\"toc 1\"/></style>";

/// The XML that bytes choose: elements, what is in them, and where they end.
fn xml(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut open = Vec::new();
    for &byte in bytes {
        let index = usize::from(byte);
        match index % 3 {
            0 if open.len() < 100 => {
                let name = ELEMENTS[index / 3 % ELEMENTS.len()];
                text.extend(["<", name, " ilvl=\"0\" numId=\"1\" styleId=\"A\">"]);
                open.push(name);
            }
            1 => text.push_str(LEAVES[index / 3 % LEAVES.len()]),
            _ => text.extend(open.pop().map(|name| format!("</{name}>"))),
        }
    }
    let rest = open.into_iter().rev();
    text.extend(rest.map(|name| format!("</{name}>")));
    text
}

/// A Word file that is made of bytes.
pub fn document(bytes: &[u8]) -> Vec<u8> {
    let (numbering, rest) = bytes.split_at(bytes.len() / 4);
    let (notes, body) = rest.split_at(rest.len() / 4);
    let parts = [
        (
            "document",
            format!("<document><body>{}</body></document>", xml(body)),
        ),
        (
            "numbering",
            format!("<numbering>{NUMBERING}{}</numbering>", xml(numbering)),
        ),
        (
            "styles",
            format!("<styles>{STYLES}{}</styles>", xml(numbering)),
        ),
        (
            "footnotes",
            format!(
                "<footnotes><footnote id=\"2\">{}</footnote></footnotes>",
                xml(notes)
            ),
        ),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let name = format!("word/{name}.xml");
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
