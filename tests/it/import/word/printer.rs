//! A report in data as a Word file.

use std::fmt::Write as _;

use serde_yaml::Value;

use super::archive::{Document, paragraph, runs};
use crate::import::printed::{Layout, day, list, named, text};

/// The list of the headings, and that of the paragraphs.
const HEADINGS: usize = 1;
const PARAGRAPHS: usize = 2;

/// The first of the lists of points, each of which begins anew.
const POINTS: usize = 3;

/// A level of a list: how it counts, and what is around the number.
struct Level {
    form: &'static str,
    pattern: String,
    suffix: &'static str,
}

/// What Word computes for the last number of a label, if it counts like that.
fn form_of(number: usize, written: &str) -> Option<&'static str> {
    let roman = ["I", "II", "III", "IV", "V", "VI"];
    let letter = |first: u8| char::from(first + u8::try_from(number - 1).unwrap()).to_string();
    if roman.get(number - 1) == Some(&written) {
        Some("upperRoman")
    } else if written == letter(b'A') {
        Some("upperLetter")
    } else if written == letter(b'a') {
        Some("lowerLetter")
    } else {
        (written == number.to_string()).then_some("decimal")
    }
}

struct Printer<'r> {
    report: &'r Value,
    layout: &'r Layout,
    document: Document,
    levels: Vec<Level>,
    counts: Vec<usize>,
    paragraphs: usize,
    number: Option<(String, &'static str)>,
    lists_of_points: usize,
}

/// The report as a Word file.
pub(super) fn printed(report: &Value, layout: &Layout) -> Vec<u8> {
    let mut printer = Printer {
        report,
        layout,
        document: Document::with_body(""),
        levels: Vec::new(),
        counts: Vec::new(),
        paragraphs: 0,
        number: None,
        lists_of_points: 0,
    };
    printer.front();
    printer.contents();
    for section in list(report, "sections") {
        printer.section(section, 0);
    }
    for (index, annex) in list(report, "annexes").iter().enumerate() {
        let heading = format!("Annex {}: {}", text(annex, "label"), text(annex, "title"));
        printer.add(&(style("Heading1") + &number(0, 0)), &heading);
        if index == 0 {
            printer.agenda();
        }
        printer.inside(annex, 0);
    }
    printer.notes();
    printer.styles();
    printer.numbering();
    printer.document.bytes()
}

fn style(name: &str) -> String {
    format!("<w:pStyle w:val=\"{name}\"/>")
}

fn number(list: usize, level: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// What is around a number, and what is after that.
fn parts(printed: &str) -> (&str, &'static str) {
    match printed.strip_suffix('\t') {
        Some(number) => (number, "tab"),
        None => (printed.trim_end(), "space"),
    }
}

impl Printer<'_> {
    fn add(&mut self, properties: &str, words: &str) {
        if !words.is_empty() {
            self.document.body += &paragraph(properties, &runs(words));
        }
    }

    fn front(&mut self) {
        let document = &self.report["document"];
        let event = &self.report["event"];
        self.add("", &day(text(document, "date")));
        self.add("", text(document, "symbol"));
        self.add(&style("Title"), text(document, "title"));
        let (start, end) = (text(event, "start"), text(event, "end"));
        if !start.is_empty() {
            let first = start.rsplit('-').next().unwrap().trim_start_matches('0');
            let place = text(event, "location");
            self.add("", &format!("{place}, {first}-{}", day(end)));
        }
    }

    /// The contents, as the field draws them.
    fn contents(&mut self) {
        let entries = list(self.report, "contents");
        if entries.is_empty() {
            return;
        }
        self.add("", "Contents");
        let field = |part: &str| format!("<w:r><w:fldChar w:fldCharType=\"{part}\"/></w:r>");
        let instruction = "<w:r><w:instrText> TOC \\o \"1-3\" \\h </w:instrText></w:r>";
        let begin = [&field("begin"), instruction, &field("separate")].concat();
        self.document.body += &paragraph("", &begin);
        let is_annex = |it: &&Value| text(it, "label").starts_with("Annex");
        let (annexes, sections): (Vec<&Value>, Vec<&Value>) = entries.iter().partition(is_annex);
        for entry in sections {
            self.entry(entry, 1);
        }
        if !annexes.is_empty() {
            self.add("", "Annexes");
        }
        for entry in annexes {
            self.entry(entry, 1);
        }
        self.document.body += &paragraph("", &field("end"));
    }

    fn entry(&mut self, entry: &Value, depth: usize) {
        let label = text(entry, "label").trim_start_matches("Annex ");
        let mut line = String::new();
        if !label.is_empty() {
            let printed = (self.layout.label)(label);
            line = format!("{}\t", printed.trim_end());
        }
        line += text(entry, "title");
        let page = entry.get("page").and_then(Value::as_u64);
        if let Some(page) = page.filter(|_| self.layout.pages) {
            write!(line, "\t{page}").unwrap();
        }
        let linked = format!(
            "<w:hyperlink w:anchor=\"_Toc1\">{}</w:hyperlink>",
            runs(&line)
        );
        self.document.body += &paragraph(&style(&format!("TOC{depth}")), &linked);
        for inner in list(entry, "entries") {
            self.entry(inner, depth + 1);
        }
    }

    fn section(&mut self, section: &Value, depth: usize) {
        let title = text(section, "title");
        let label = text(section, "label");
        let own = style(&format!("Heading{}", depth + 1));
        if label.is_empty() {
            self.add(&(own + &number(0, 0)), title);
        } else if self.counts(label, depth) {
            self.add(&own, title);
        } else {
            let label = (self.layout.label)(label);
            self.add(&(own + &number(0, 0)), &format!("{label}{title}"));
        }
        self.inside(section, depth);
    }

    /// Whether Word computes this label for the next heading of a depth.
    fn counts(&mut self, label: &str, depth: usize) -> bool {
        self.counts.resize(depth + 1, 0);
        let number = self.counts[depth] + 1;
        let written: Vec<&str> = label.split('.').collect();
        let Some(form) = form_of(number, written[written.len() - 1]) else {
            return false;
        };
        let first = depth + 2 - written.len();
        let pattern = (first..=depth + 1).map(|it| format!("%{it}"));
        let pattern = pattern.collect::<Vec<_>>().join(".");
        let printed = (self.layout.label)(label);
        let (printed, suffix) = parts(&printed);
        let pattern = printed.replace(label, &pattern);
        if self.levels.len() == depth {
            self.levels.push(Level {
                form,
                pattern: pattern.clone(),
                suffix,
            });
        }
        let level = &self.levels[depth];
        let is_same = level.pattern == pattern && (level.form == form || number == 1);
        if is_same {
            self.counts[depth] = number;
        }
        is_same
    }

    fn inside(&mut self, section: &Value, depth: usize) {
        for item in list(section, "paragraphs") {
            let words = text(item, "text");
            match item.get("number").and_then(Value::as_u64) {
                None => self.add("", words),
                Some(value) if value == self.paragraphs as u64 + 1 => {
                    let printed = (self.layout.number)(&value.to_string());
                    let (printed, suffix) = parts(&printed);
                    let pattern = printed.replace(&value.to_string(), "%1");
                    self.number = Some((pattern, suffix));
                    self.paragraphs += 1;
                    self.add(&number(PARAGRAPHS, 0), words);
                }
                Some(value) => {
                    let printed = (self.layout.number)(&value.to_string());
                    self.add("", &format!("{printed}{words}"));
                }
            }
            self.points(list(item, "points"));
        }
        for inner in list(section, "sections") {
            self.section(inner, depth + 1);
        }
    }

    /// The points of a paragraph, which are a list of their own.
    fn points(&mut self, points: &[Value]) {
        if points.is_empty() {
            return;
        }
        let level = usize::from(!text(&points[0], "label").starts_with('('));
        let own = number(POINTS + self.lists_of_points, level);
        self.lists_of_points += 1;
        for point in points {
            self.add(&own, text(point, "text"));
        }
    }

    fn agenda(&mut self) {
        for date in list(&self.report["agenda"], "days") {
            let label = [text(date, "label"), text(date, "title")].concat();
            let colon = if label.is_empty() { "" } else { ": " };
            let weekday = text(date, "weekday").to_uppercase();
            let line = format!("{weekday}, {}{colon}{label}", day(text(date, "date")));
            self.add("", &line);
            let mut rows = row("TIME", &["EVENT".to_owned()]);
            for item in list(date, "items") {
                rows += &self.item(item);
            }
            write!(self.document.body, "<w:tbl><w:tblPr/>{rows}</w:tbl>").unwrap();
        }
    }

    fn item(&self, item: &Value) -> String {
        let (start, end) = (text(item, "start"), text(item, "end"));
        let inner = list(item, "items");
        let (parts, sessions): (Vec<&Value>, Vec<&Value>) =
            inner.iter().partition(|it| it.get("start").is_some());
        let mut cell = vec![named(item)];
        cell.extend(sessions.into_iter().map(named));
        let dash = self.layout.dash;
        let mut rows = row(&format!("{start}{dash}{end}"), &cell);
        for part in parts {
            rows += &self.item(part);
        }
        rows
    }

    fn notes(&mut self) {
        for note in list(self.report, "footnotes") {
            let inside = "<w:r><w:footnoteRef/></w:r>".to_owned() + &runs(text(note, "text"));
            let mark = text(note, "mark");
            let inside = paragraph("", &inside);
            write!(
                self.document.footnotes,
                "<w:footnote w:id=\"2{mark}\">{inside}</w:footnote>"
            )
            .unwrap();
        }
    }

    /// The headings take their list from one another, and their levels from the list.
    fn styles(&mut self) {
        self.document.styles +=
            "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";
        for depth in 1..=4 {
            let (base, list) = match depth {
                1 => (
                    "Normal".to_owned(),
                    format!("<w:numPr><w:numId w:val=\"{HEADINGS}\"/></w:numPr>"),
                ),
                _ => (format!("Heading{}", depth - 1), String::new()),
            };
            write!(
                self.document.styles,
                "<w:style w:type=\"paragraph\" w:styleId=\"Heading{depth}\"><w:name w:val=\"heading {depth}\"/>\
                 <w:basedOn w:val=\"{base}\"/><w:pPr>{list}<w:outlineLvl w:val=\"{}\"/></w:pPr></w:style>",
                depth - 1
            )
            .unwrap();
        }
    }

    fn numbering(&mut self) {
        let level = |index: usize, level: &Level, style: &str| {
            format!(
                "<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{}\"/>{style}\
                 <w:suff w:val=\"{}\"/><w:lvlText w:val=\"{}\"/><w:pPr><w:ind w:left=\"{}\"/></w:pPr></w:lvl>",
                level.form,
                level.suffix,
                level.pattern,
                index * 567
            )
        };
        let outline = |id: usize, levels: &str| {
            format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
        };
        let levels = self.levels.iter().enumerate();
        let headings: String = levels
            .map(|(index, it)| {
                level(
                    index,
                    it,
                    &format!("<w:pStyle w:val=\"Heading{}\"/>", index + 1),
                )
            })
            .collect();
        let (pattern, suffix) = self.number.take().unwrap_or_default();
        let paragraphs = Level {
            form: "decimal",
            pattern,
            suffix,
        };
        let points = ["lowerLetter", "decimal"].map(|form| {
            let pattern = if form == "decimal" { "%2." } else { "(%1)" };
            Level {
                form,
                pattern: pattern.to_owned(),
                suffix: "tab",
            }
        });
        let points: String = (0..)
            .zip(&points)
            .map(|(index, it)| level(index, it, ""))
            .collect();
        let mut text = outline(HEADINGS, &headings)
            + &outline(PARAGRAPHS, &level(0, &paragraphs, ""))
            + &outline(POINTS, &points);
        for list in [HEADINGS, PARAGRAPHS] {
            write!(
                text,
                "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{list}\"/></w:num>"
            )
            .unwrap();
        }
        for list in POINTS..POINTS + self.lists_of_points {
            let starts = [0, 1].map(|level| {
                format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>")
            });
            write!(
                text,
                "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{POINTS}\"/>{}</w:num>",
                starts.concat()
            )
            .unwrap();
        }
        self.document.numbering = text;
    }
}

fn row(time: &str, cell: &[String]) -> String {
    let lines = cell.iter().map(|it| paragraph("", &runs(it)));
    let cells = [paragraph("", &runs(time)), lines.collect()];
    let cells = cells.map(|it| format!("<w:tc><w:tcPr/>{it}</w:tc>"));
    format!("<w:tr>{}</w:tr>", cells.concat())
}
