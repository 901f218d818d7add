//! The body: chapters of sections of numbered paragraphs, with what they refer to.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Shape;
use super::agenda::{Programme, weekday};
use super::chance::Chance;
use super::prose;

const SECTIONS_PER_CHAPTER: usize = 10;
const ANNEXES: [&str; 3] = ["I", "II", "III"];

pub(super) struct Body {
    pub(super) sections: Vec<Value>,
    pub(super) footnotes: Vec<Value>,
    pub(super) tables: Vec<Value>,
    pub(super) figures: Vec<Value>,
}

impl Body {
    pub(super) fn new(shape: &Shape, programme: &Programme) -> Self {
        let sections = shape.sections.clamp(1, shape.paragraphs);
        let mut body = Self {
            sections: Vec::new(),
            footnotes: Vec::new(),
            tables: Vec::new(),
            figures: Vec::new(),
        };
        let first = |section: usize| shape.paragraphs * section / sections;
        // a chapter with a single section would be flagged
        let chapters = (sections / SECTIONS_PER_CHAPTER).max(1);
        let mut writer = Writer {
            shape,
            programme,
            body: &mut body,
            chapters,
            texts: HashSet::new(),
        };
        let mut written = Vec::new();
        for chapter in 0..chapters {
            let (from, to) = (
                sections * chapter / chapters,
                sections * (chapter + 1) / chapters,
            );
            let mut parts = Vec::new();
            for section in from..to {
                let paragraphs = first(section)..first(section + 1);
                let page = page(paragraphs.start);
                let paragraphs: Vec<Value> = paragraphs
                    .map(|index| writer.paragraph(index, chapter))
                    .collect();
                parts.push(json!({
                    "label": (section - from + 1).to_string(),
                    "title": format!("What was said on point {} – « questions »", section + 1),
                    "page": page,
                    "paragraphs": paragraphs,
                }));
            }
            written.push(json!({
                "id": format!("chapter-{}", chapter + 1),
                "label": (chapter + 1).to_string(),
                "title": format!("Proceedings, part {}", chapter + 1),
                "page": page(first(from)),
                "sections": parts,
            }));
        }
        body.sections = written;
        body
    }

    /// The table of contents, as the headings are.
    pub(super) fn contents(&self) -> Vec<Value> {
        let mut contents: Vec<Value> = self.sections.iter().map(entry).collect();
        contents.extend(ANNEXES.iter().map(
            |label| json!({ "label": format!("Annex {label}"), "title": annex_title(label) }),
        ));
        contents
    }
}

fn entry(section: &Value) -> Value {
    let mut entry = json!({
        "label": section["label"], "title": section["title"], "page": section["page"],
    });
    if let Some(parts) = section["sections"].as_array() {
        entry["entries"] = parts.iter().map(self::entry).collect();
    }
    entry
}

pub(super) fn annexes() -> Vec<Value> {
    let annex = |label: &&str| {
        json!({
            "label": label,
            "title": annex_title(label),
            "paragraphs": [{ "text": format!("The text of annex {label} was circulated separately.") }],
        })
    };
    ANNEXES.iter().map(annex).collect()
}

fn annex_title(label: &str) -> String {
    format!("Documents, list {label}")
}

fn page(paragraph: usize) -> usize {
    paragraph / 5 + 1
}

struct Writer<'a> {
    shape: &'a Shape,
    programme: &'a Programme,
    body: &'a mut Body,
    chapters: usize,
    /// Those of the paragraphs so far.
    texts: HashSet<String>,
}

impl Writer<'_> {
    fn paragraph(&mut self, index: usize, chapter: usize) -> Value {
        let mut chance = Chance::new(index);
        let mut text = prose::sentence(&mut chance);
        let mut add = |sentence: &str| {
            text.push(' ');
            text.push_str(sentence);
        };
        match index {
            0 => add("UNEP, FAO and the IWRA had sent documents (see annexes I–III)."),
            1 => add(&format!(
                "The agenda had {} sessions in all.",
                self.shape.sessions
            )),
            _ => add(&prose::sentence(&mut chance)),
        }
        if self.body.tables.len() == chapter {
            add(&self.captions(chapter));
        }
        for _ in 0..share(self.shape.references, self.shape.paragraphs, index) {
            add(&self.reference(&mut chance));
        }
        for _ in 0..chance.below(3) {
            add(&prose::sentence(&mut chance));
        }
        if chance.below(10) == 0 {
            let date = self.programme.day(chance.below(1000));
            let on = format!("{}, {}", weekday(date), date.strftime("%-d %B %Y"));
            add(&format!(
                "It was taken up again on {on}, when the room was full."
            ));
        }
        for nth in 0..share(self.shape.faults, self.shape.paragraphs, index) {
            add(&self.fault(index, nth));
        }
        for _ in 0..share(self.shape.footnotes, self.shape.paragraphs, index) {
            add(&format!(
                "{}{}",
                prose::sentence(&mut chance),
                self.footnote()
            ));
        }
        // chance has written two alike
        while !self.texts.insert(text.clone()) {
            text.push(' ');
            text.push_str(&prose::sentence(&mut chance));
        }
        json!({ "number": index + 1, "text": text })
    }

    /// A table and a figure, and the sentence that mentions them.
    fn captions(&mut self, chapter: usize) -> String {
        let label = chapter + 1;
        let (table, figure) = (
            format!("Flows, set {label}"),
            format!("Levels, set {label}"),
        );
        self.body
            .tables
            .push(json!({ "label": label.to_string(), "title": table }));
        self.body
            .figures
            .push(json!({ "label": label.to_string(), "title": figure }));
        format!("Table {label} and figure {label} show the flows.")
    }

    fn reference(&self, chance: &mut Chance) -> String {
        let paragraph = 1 + chance.below(self.shape.paragraphs - 2);
        let chapter = 1 + chance.below(self.chapters);
        let session = Programme::code(chance.below(self.shape.sessions));
        let annex = chance.one_of(&ANNEXES);
        match chance.below(if self.shape.sessions == 0 { 7 } else { 8 }) {
            0 => format!("See also paragraph {paragraph}."),
            1 => format!("The same was said in paras. {paragraph}–{}.", paragraph + 2),
            2 => format!("Details can be found in annex {annex}."),
            3 => format!("Section {chapter} returns to this."),
            4 => format!("The figures are in table {chapter} and in figure {chapter}."),
            5 => "This follows paragraph 5 of resolution 55/25, annex II.".to_owned(),
            6 => format!("The matter of section {chapter}.1 (see annex {annex}) came up again."),
            _ => format!("Session {session} had dealt with it."),
        }
    }

    /// The mark of one more footnote.
    fn footnote(&mut self) -> String {
        let number = self.body.footnotes.len() + 1;
        self.body.footnotes.push(json!({
            "mark": number.to_string(),
            "text": format!("Official Records, No. {number} (São Tomé, 2008)."),
        }));
        let superscript = |digit: char| match digit {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' => '⁰',
            digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        };
        number.to_string().chars().map(superscript).collect()
    }

    /// A slip of one kind or another.
    fn fault(&self, index: usize, nth: usize) -> String {
        let number = index * (1 + self.shape.faults / self.shape.paragraphs) + nth;
        match number % 5 {
            0 => "This was the the main point.".to_owned(),
            1 => format!("Compare paragraph {}.", self.shape.paragraphs + 1 + number),
            2 => "The sum is TBD in the budget.".to_owned(),
            3 => "The date [to be confirmed by the host] was noted.".to_owned(),
            _ => "The next one is on 31 June 2009, it was said.".to_owned(),
        }
    }
}

/// How many of `all` fall to the one of `count` with this index.
fn share(all: usize, count: usize, index: usize) -> usize {
    all * (index + 1) / count - all * index / count
}
