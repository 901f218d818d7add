//! Makes reports of any size that read like real ones: the same shape gives the same bytes. One without faults is in
//! order, so that no rule finds anything in it.

mod agenda;
mod body;
mod chance;
mod prose;
mod yaml;

use jiff::ToSpan;
use serde_json::{Value, json};

use agenda::Programme;
use body::Body;

/// How many bytes of YAML go with one paragraph, its share of the sections, notes and sessions included.
const BYTES_PER_PARAGRAPH: usize = 600;

/// How much there is of everything in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Numbered paragraphs of the body; at least three, and two sections of them.
    pub(crate) paragraphs: usize,
    /// Sections that the paragraphs are spread over, each with an entry of the contents.
    pub(crate) sections: usize,
    /// References in the paragraphs to other parts of the report.
    pub(crate) references: usize,
    /// Footnotes, each with its mark in a paragraph.
    pub(crate) footnotes: usize,
    /// Sessions of the agenda.
    pub(crate) sessions: usize,
    /// Sessions of one day of the agenda.
    pub(crate) sessions_per_day: usize,
    /// Slips of editing, each of which is one finding.
    pub(crate) faults: usize,
}

impl Shape {
    /// The shape of a report in order that has about so many bytes as YAML.
    pub(crate) fn of_bytes(bytes: usize) -> Self {
        Self::of_paragraphs(bytes / BYTES_PER_PARAGRAPH)
    }

    /// The shape of a report in order with so many paragraphs, and of everything else as much as goes with them.
    pub(crate) fn of_paragraphs(paragraphs: usize) -> Self {
        let paragraphs = paragraphs.max(16);
        Self {
            paragraphs,
            sections: paragraphs.div_ceil(8),
            references: paragraphs / 2,
            footnotes: paragraphs / 8,
            sessions: paragraphs / 4,
            sessions_per_day: 24,
            faults: 0,
        }
    }
}

/// The report as a YAML text.
pub(crate) fn yaml(shape: &Shape) -> String {
    let mut text = String::from("# A made-up report, to measure with.\n");
    yaml::write(&report(shape), &mut text);
    text
}

/// The same report as a JSON text.
pub(crate) fn json(shape: &Shape) -> String {
    format!("{:#}\n", report(shape))
}

fn report(shape: &Shape) -> Value {
    let programme = Programme::new(shape);
    let body = Body::new(shape, &programme);
    json!({
        "document": {
            "title": "Report of the Conference on Rivers and Lakes",
            "symbol": "A/CONF.300/12",
            "date": (programme.last_day() + 30.days()).to_string(),
            "language": "en",
            "stage": "final",
        },
        "event": {
            "name": "Conference on Rivers and Lakes",
            "location": "São Tomé",
            "start": programme.first_day().to_string(),
            "end": programme.last_day().to_string(),
            "themes": ["water", "soil", "people"],
        },
        "contents": body.contents(),
        "sections": body.sections,
        "annexes": body::annexes(),
        "footnotes": body.footnotes,
        "tables": body.tables,
        "figures": body.figures,
        "agenda": programme.agenda(),
        "people": programme.people(),
        "abbreviations": prose::abbreviations(),
        "claims": [{ "paragraph": 2, "states": shape.sessions, "counts": "sessions" }],
    })
}
