use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::outline::{Heading, comparable_heading};
use crate::report::register::Register;

rule! {
    /// A heading has nothing below it: neither text nor headings.
    ///
    /// What the report keeps elsewhere counts as the text of the heading it belongs to. A heading is taken for that of
    /// the agenda, of the people, the abbreviations, the bibliography, the notes, the tables or the figures when the report
    /// has them and either its `id` or its title says so: below an annex it is enough that the title mentions them ("Vienna
    /// Forum: Agenda"), elsewhere it has to say nothing else ("Abbreviations", "List of participants"). So is a heading with
    /// the title of a table or figure, and one that declares what it `holds`.
    ///
    /// ## Why it matters
    /// The text was lost, was never written, or has gone to another section.
    ///
    /// ## How to mend it
    /// Write the text or take the heading out. Of a heading that another list of the report is printed below, say which one:
    /// `holds: agenda`, `holds: tables`.
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

/// What the report keeps elsewhere than below the heading it is printed under.
struct Elsewhere {
    registers: Vec<Register>,
    captions: FxHashSet<String>,
}

impl Elsewhere {
    fn of(report: &Report<'_>) -> Self {
        let captions = report.tables.iter().chain(&report.figures);
        Self {
            registers: Register::ALL
                .into_iter()
                .filter(|register| report.has(*register))
                .collect(),
            captions: captions
                .filter_map(|it| comparable_heading(it.title.as_ref()?))
                .collect(),
        }
    }

    fn has_content_of(&self, heading: &Heading<'_>, is_in_annex: bool) -> bool {
        let title = heading.comparable_title.as_deref().unwrap_or_default();
        let is_of = |register: &Register| {
            heading.id.is_some_and(|id| register.is_named_by(&id))
                || register.is_title_of(title)
                || is_in_annex && register.is_mentioned_in(title)
        };
        self.captions.contains(title) || self.registers.iter().any(is_of)
    }
}

mod messages {
    pub(super) const HAS_NOTHING_BELOW: &str = "has neither text nor headings below it";
    pub(super) const WRITE_OR_TAKE_OUT: &str = "write its text, or take the heading out";

    pub(super) fn empty(heading: &str) -> String {
        format!("{heading} is empty")
    }
}
