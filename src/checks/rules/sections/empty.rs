use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::outline::{Heading, comparable_heading};

rule! {
    /// A heading has nothing below it: neither text nor headings.
    ///
    /// What the report keeps elsewhere counts as the text of the heading it belongs to. A heading is taken for that of
    /// the agenda, of the people, the abbreviations or the notes when the report has them and either its `id` or its
    /// title says so: below an annex it is enough that the title mentions them ("Vienna Forum: Agenda", "List of
    /// participants"), elsewhere it has to be the whole title ("Abbreviations"). So is a heading with the title of a
    /// table or figure.
    ///
    /// ## Why it matters
    /// The text was lost, was never written, or has gone to another section.
    ///
    /// ## How to mend it
    /// Write the text or take the heading out. Give an annex that consists of the agenda `id: agenda`.
    warning "sections/empty"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let outline = report.outline();
    let elsewhere = Elsewhere::of(report);
    for id in outline.ids() {
        let heading = outline.heading(id);
        // a heading that names itself in no way is the schema's finding
        let is_named = heading.label.is_some() || heading.title.is_some();
        if !is_named
            || heading.has_content
            || elsewhere.has_content_of(heading, outline.is_in_annex(id))
        {
            continue;
        }
        findings
            .add(
                messages::empty(&outline.describe(id)),
                heading.name_place(),
                messages::HAS_NOTHING_BELOW,
            )
            .help(messages::WRITE_OR_TAKE_OUT);
    }
}

/// What headings over the agenda are called, in the six languages.
const AGENDA: &[&str] = &[
    "agenda",
    "programme",
    "program",
    "schedule",
    "timetable",
    "ordre du jour",
    "programa",
    "orden del día",
    "повестка",
    "программа",
    "جدول الأعمال",
    "برنامج",
    "议程",
    "日程",
];
const PEOPLE: &[&str] = &[
    "participants",
    "speakers",
    "delegates",
    "delegations",
    "intervenants",
    "participantes",
    "oradores",
    "участник",
    "المشاركين",
    "与会者",
    "名单",
];
const ABBREVIATIONS: &[&str] = &[
    "abbreviations",
    "acronyms",
    "abréviations",
    "sigles",
    "abreviaturas",
    "siglas",
    "сокращени",
    "المختصرات",
    "缩略语",
];
const NOTES: &[&str] = &[
    "notes",
    "footnotes",
    "endnotes",
    "notas",
    "примечания",
    "الحواشي",
    "注释",
];

/// What the report keeps elsewhere than below the heading it is printed under.
struct Elsewhere {
    words: Vec<&'static str>,
    captions: FxHashSet<String>,
}

impl Elsewhere {
    fn of(report: &Report<'_>) -> Self {
        let kept = [
            (report.agenda.is_some(), AGENDA),
            (!report.people.is_empty(), PEOPLE),
            (!report.abbreviations.is_empty(), ABBREVIATIONS),
            (!report.footnotes.is_empty(), NOTES),
        ];
        let words = kept
            .iter()
            .filter(|(kept, _)| *kept)
            .flat_map(|(_, words)| *words);
        let captions = report.tables.iter().chain(&report.figures);
        Self {
            words: words.copied().collect(),
            captions: captions
                .filter_map(|it| comparable_heading(it.title.as_ref()?))
                .collect(),
        }
    }

    fn has_content_of(&self, heading: &Heading<'_>, is_in_annex: bool) -> bool {
        let mut words = self.words.iter();
        let names = |name: &str| self.words.contains(&name);
        let title = heading.comparable_title.as_deref().unwrap_or_default();
        heading.id.is_some_and(|id| names(&id))
            || names(title)
            || self.captions.contains(title)
            || is_in_annex && words.any(|word| title.contains(word))
    }
}

mod messages {
    pub(super) const HAS_NOTHING_BELOW: &str = "has neither text nor headings below it";
    pub(super) const WRITE_OR_TAKE_OUT: &str = "write its text, or take the heading out";

    pub(super) fn empty(heading: &str) -> String {
        format!("{heading} is empty")
    }
}
