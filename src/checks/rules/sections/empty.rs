use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::outline::{Heading, HeadingId, comparable_heading};
use crate::report::prose::Prose;
use crate::report::register::Register;
use crate::report::{ContentsEntry, Report, Section, Spanned};

rule! {
    /// A heading has nothing below it: neither text nor headings.
    ///
    /// Some headings have their content elsewhere in the report: the agenda, the people, the abbreviations, the
    /// bibliography, the notes, the tables or the figures. reportlint recognizes such a heading if the report has that
    /// part, and the `id` or the title of the heading names it. Below an annex, the title may say more ("Vienna Forum:
    /// Agenda"); elsewhere it must say nothing else ("Abbreviations", "List of participants"). A heading with the title
    /// of a table or figure is not empty either, nor is one that declares what it `holds`.
    ///
    /// ## Why it matters
    /// The text was lost, was never written, or was moved to another section.
    ///
    /// ## What is left alone
    /// Agenda items in abeyance, if their title, the contents or a text right after their title says so; titles that
    /// end in "reserved" or "deleted"; stacked headings with labels, if the text below the last of them is about all of
    /// them ("these agenda items"); a heading whose next heading belongs below it by its label (5.1 after 5), which is
    /// another mistake; and a title without a label before the first heading.
    ///
    /// ## How to fix it
    /// Write the text or remove the heading. If another list of the report is printed below the heading, name the list:
    /// `holds: agenda`, `holds: tables`.
    warning "sections/empty"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    let outline = report.outline();
    let elsewhere = Elsewhere::of(report);
    let sections = in_order(report);
    let shared = share_text(prose, &sections);
    let vacancies = LazyCell::new(|| Vacancies::of(prose));
    for id in outline.ids() {
        let heading = outline.heading(id);
        // a heading that names itself in no way is the schema's finding
        let is_named = heading.label.is_some() || heading.title.is_some();
        if !is_named
            || heading.has_content
            || elsewhere.has_content_of(heading, outline.is_in_annex(id))
            || shared.contains(&id)
            || heading.title.is_some_and(|title| vacancies.have(&title))
        {
            continue;
        }
        findings
            .add(
                format!("{heading} is empty", heading = outline.describe(id)),
                heading.name_place(),
                "has neither text nor headings below it",
            )
            .help("write its text, or remove the heading");
    }
}

/// The sections and annexes in the order of the outline.
fn in_order<'r, 't>(report: &'r Report<'t>) -> Vec<&'r Spanned<Section<'t>>> {
    fn add<'r, 't>(sections: &'r [Spanned<Section<'t>>], all: &mut Vec<&'r Spanned<Section<'t>>>) {
        for section in sections {
            all.push(section);
            add(&section.sections, all);
        }
    }
    let mut all = Vec::new();
    add(&report.sections, &mut all);
    add(&report.annexes, &mut all);
    all
}

/// The empty headings whose text is below the next one: stacked ones, those with a wrong level, and titles.
fn share_text(prose: &Prose<'_, '_>, sections: &[&Spanned<Section<'_>>]) -> FxHashSet<HeadingId> {
    let report = prose.report;
    let together = LazyCell::new(|| {
        let words = prose.language().words();
        words.map_or(&[][..], |words| words.together)
    });
    let outline = report.outline();
    let is_about_all = |id: HeadingId| {
        outline.heading(id).label.is_some()
            && (together.is_empty() || speaks_of(sections[id.index()], &together))
    };
    let mut shared = FxHashSet::default();
    for level in outline.levels() {
        // the heading with text that follows after nothing but labels
        let mut below: Option<HeadingId> = None;
        let mut next: Option<&Heading<'_>> = None;
        for (position, &id) in outline.children(level).iter().enumerate().rev() {
            let heading = outline.heading(id);
            match heading.label {
                _ if heading.has_content => below = Some(id),
                Some(label) if below.is_some_and(is_about_all) || is_below(next, &label) => {
                    shared.insert(id);
                }
                Some(_) => {}
                None => {
                    below = None;
                    if position == 0 && next.is_some_and(|next| next.has_content) {
                        shared.insert(id);
                    }
                }
            }
            next = Some(heading);
        }
    }
    shared
}

/// Whether the label of a heading makes it one below this.
fn is_below(next: Option<&Heading<'_>>, label: &str) -> bool {
    let rest = next.and_then(|next| next.label?.value.strip_prefix(label.trim_end_matches('.')));
    rest.is_some_and(|rest| rest.starts_with('.') && rest.len() > 1)
}

/// Whether one of the first two paragraphs below a heading has one of the words.
fn speaks_of(section: &Section<'_>, words: &[&str]) -> bool {
    fn first<'t>(section: &Section<'t>, texts: &mut Vec<&'t str>) {
        texts.extend(
            section
                .paragraphs
                .iter()
                .filter_map(|it| it.text)
                .map(|text| text.value)
                .take(2),
        );
        for inner in &section.sections {
            if texts.len() < 2 {
                first(inner, texts);
            }
        }
    }
    let mut texts = Vec::new();
    first(section, &mut texts);
    texts.into_iter().take(2).any(|text| {
        let mut found = text.split(|sign: char| !sign.is_alphanumeric());
        found.any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
    })
}

/// What a report says about headings that intentionally have no text.
struct Vacancies {
    /// Phrases in titles.
    phrases: &'static [&'static str],
    /// Words at the end of titles.
    endings: &'static [&'static str],
    /// What comes right before such a phrase in a text or the contents, in small letters.
    before: Vec<String>,
}

impl Vacancies {
    fn of(prose: &Prose<'_, '_>) -> Self {
        /// In bytes.
        const WINDOW: usize = 260;
        const MOST: usize = 64;
        let words = prose.language().words();
        let phrases = words.map_or(&[][..], |words| words.vacant);
        let mut texts: Vec<&str> = prose.passages().iter().map(|it| it.text.value).collect();
        add_titles(&prose.report.contents, &mut texts);
        let found = texts.into_iter().flat_map(|text| {
            let ends = phrases
                .iter()
                .flat_map(|phrase| text.match_indices(*phrase));
            ends.map(|(at, _)| {
                let start = text.ceil_char_boundary(at.saturating_sub(WINDOW));
                text[start..at].to_lowercase()
            })
        });
        Self {
            phrases,
            endings: words.map_or(&[], |words| words.vacant_endings),
            before: found.take(MOST).collect(),
        }
    }

    fn have(&self, title: &str) -> bool {
        const LONGEST: usize = 60;
        let title = title.to_lowercase();
        let bare = title.trim_end_matches([']', ')', '.', ' ']);
        let start = &title[..title.floor_char_boundary(LONGEST)];
        self.phrases.iter().any(|phrase| title.contains(phrase))
            || self.endings.iter().any(|ending| bare.ends_with(ending))
            || self.before.iter().any(|text| text.contains(start))
    }
}

fn add_titles<'t>(entries: &[Spanned<ContentsEntry<'t>>], titles: &mut Vec<&'t str>) {
    for entry in entries {
        titles.extend(entry.title.map(|title| title.value));
        add_titles(&entry.entries, titles);
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
