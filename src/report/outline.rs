//! The headings of the sections and annexes, laid out flat and found by label, title, id or path.

mod label;
mod misplaced;
mod numbering;

use rustc_hash::{FxHashMap, FxHashSet};

use super::body::telling_place;
use super::title::comparable;
use super::{NodeRef, Paragraph, Place, Report, Section, Spanned, Text};
use crate::report::prose::mark;

pub(crate) use label::{LabelKey, is_annex_word, names_annex, without_annex_word};
pub(crate) use misplaced::Misplaced;
pub(crate) use numbering::Numbering;

/// A heading, by its place in the order of the report: the sections first, then the annexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct HeadingId(usize);

impl HeadingId {
    /// Its place in the order of the report, from 0.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// The headings that are side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The sections that are in no other.
    Body,
    /// The annexes.
    Annexes,
    /// The sections right below a heading.
    Below(HeadingId),
}

/// The heading of a section or an annex.
#[derive(Debug)]
pub(crate) struct Heading<'t> {
    /// The name that other parts of the data refer to it by.
    pub id: Option<Text<'t>>,
    /// "II", "b.1"; an annex's number.
    pub label: Option<Text<'t>>,
    /// The title as written.
    pub title: Option<Text<'t>>,
    /// The title as titles are compared.
    pub comparable_title: Option<String>,
    /// The page it is on.
    pub page: Option<Spanned<u32>>,
    /// Where it is.
    pub level: Level,
    /// Whether it has text or headings below it, even malformed ones, or a list of the report that it announces.
    pub has_content: bool,
    /// How many are before it in its level.
    position: usize,
    /// The section or annex.
    pub at: NodeRef,
}

impl Heading<'_> {
    /// Where a label about the heading as a whole goes: its label, its title or its id.
    pub(crate) fn name_place(&self) -> Place {
        let fields = [&self.label, &self.title, &self.id];
        telling_place(self.at, fields.map(|field| field.as_ref().map(Place::from)))
    }
}

/// Every heading of a report. Made once, in linear time.
#[derive(Debug, Default)]
pub(crate) struct Outline<'t> {
    headings: Vec<Heading<'t>>,
    children: FxHashMap<Level, Vec<HeadingId>>,
    by_id: FxHashMap<&'t str, HeadingId>,
    by_label: FxHashMap<(Level, LabelKey), HeadingId>,
    /// Those without a label first: a contents entry without one rather means one of them.
    by_title: FxHashMap<(Level, String), Vec<HeadingId>>,
    unreadable: FxHashSet<Level>,
}

impl<'t> Outline<'t> {
    pub(super) fn of(report: &Report<'t>) -> Self {
        let mut outline = Self::default();
        outline.add(report, &report.sections, Level::Body);
        outline.add(report, &report.annexes, Level::Annexes);
        for (level, key, read) in [
            (Level::Body, "sections", report.sections.len()),
            (Level::Annexes, "annexes", report.annexes.len()),
        ] {
            if report.has_lost_top_items(key, read) {
                outline.unreadable.insert(level);
            }
        }
        for alike in outline.by_title.values_mut() {
            alike.sort_by_key(|id| outline.headings[id.0].label.is_some());
        }
        outline
    }

    fn add(&mut self, report: &Report<'t>, sections: &[Spanned<Section<'t>>], level: Level) {
        for (position, section) in sections.iter().enumerate() {
            let id = HeadingId(self.headings.len());
            self.headings.push(Heading {
                id: section.id,
                label: section.label,
                title: section.title,
                comparable_title: section.title.and_then(|title| comparable_heading(&title)),
                page: section.page.filter(|page| page.value > 0),
                level,
                has_content: has_content(report, section),
                position,
                at: section.at,
            });
            self.file(id);
            let below = Level::Below(id);
            if report.has_lost(section.at, "label", section.label.as_ref())
                || report.has_lost(section.at, "title", section.title.as_ref())
            {
                self.unreadable.insert(level);
            }
            if report.has_lost_items(section.at, "sections", section.sections.len()) {
                self.unreadable.insert(below);
            }
            self.add(report, &section.sections, below);
        }
    }

    fn file(&mut self, id: HeadingId) {
        let heading = &self.headings[id.0];
        let level = heading.level;
        self.children.entry(level).or_default().push(id);
        if let Some(name) = heading.id {
            self.by_id.entry(name.value).or_insert(id);
        }
        if let Some(title) = &heading.comparable_title {
            let alike = self.by_title.entry((level, title.clone())).or_default();
            alike.push(id);
        }
        if let Some(label) = heading.label {
            let key = self.label_key(level, label.value);
            let anyhow = key.with_any_words();
            self.by_label.entry((level, key)).or_insert(id);
            self.by_label.entry((level, anyhow)).or_insert(id);
        }
    }

    /// Whether the report has neither sections nor annexes.
    pub(crate) fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// All headings, in the order of the report.
    pub(crate) fn ids(&self) -> impl Iterator<Item = HeadingId> + use<> {
        (0..self.headings.len()).map(HeadingId)
    }

    /// Everywhere that headings are side by side, in the order of the report.
    pub(crate) fn levels(&self) -> impl Iterator<Item = Level> + use<'_, 't> {
        let tops = [Level::Body, Level::Annexes].into_iter();
        tops.chain(self.ids().map(Level::Below))
            .filter(|level| self.children.contains_key(level))
    }

    /// The headings of a level, in order.
    pub(crate) fn children(&self, level: Level) -> &[HeadingId] {
        self.children.get(&level).map_or(&[], Vec::as_slice)
    }

    /// The heading that follows in the same level.
    pub(crate) fn next_sibling(&self, id: HeadingId) -> Option<HeadingId> {
        let heading = self.heading(id);
        let siblings = self.children(heading.level);
        siblings.get(heading.position + 1).copied()
    }

    /// The place in the order of the report behind all that is in a level.
    pub(crate) fn end_of(&self, level: Level) -> usize {
        let behind = match level {
            Level::Body => self.children(Level::Annexes).first().copied(),
            Level::Annexes => None,
            Level::Below(parent) => match self.next_sibling(parent) {
                Some(next) => Some(next),
                None => return self.end_of(self.heading(parent).level),
            },
        };
        behind.map_or(self.headings.len(), HeadingId::index)
    }

    /// The heading itself.
    pub(crate) fn heading(&self, id: HeadingId) -> &Heading<'t> {
        &self.headings[id.0]
    }

    /// Whether every heading of the level has a label and title that can be read, if any. Where not, what seems to be
    /// missing may only be malformed.
    pub(crate) fn is_readable(&self, level: Level) -> bool {
        !self.unreadable.contains(&level)
    }

    /// Whether the heading is an annex or is in one.
    pub(crate) fn is_in_annex(&self, id: HeadingId) -> bool {
        self.lineage(id)
            .last()
            .is_some_and(|&top| self.heading(top).level == Level::Annexes)
    }

    /// The headings of a level that have this title, as titles are compared.
    pub(crate) fn titled(&self, level: Level, title: &str) -> &[HeadingId] {
        let key = (level, title.to_owned());
        self.by_title.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The heading of a level that has this label: whole, or without what it repeats of its parent's, or, where
    /// nothing in the level has it, as a label that says the whole way from the top ("1.2.1").
    pub(crate) fn labelled(&self, level: Level, label: &str) -> Option<HeadingId> {
        self.labelled_here(level, label).or_else(|| {
            let mut place = Level::Body;
            let mut found = self.labelled_here(place, label);
            if found.is_none() && label::is_dotted(label) {
                for part in label.split('.') {
                    found = self.labelled_here(place, part);
                    place = Level::Below(found?);
                }
            }
            found.filter(|_| label::is_dotted(label))
        })
    }

    fn labelled_here(&self, level: Level, label: &str) -> Option<HeadingId> {
        let key = self.label_key(level, label);
        if level == Level::Annexes && key.is_empty() {
            // "Annex", without a number: the only one.
            return <[HeadingId; 1]>::try_from(self.children(level))
                .ok()
                .map(|[annex]| annex);
        }
        let other = key.with_other_words();
        let found = self.by_label.get(&(level, key));
        found
            .or_else(|| self.by_label.get(&(level, other)))
            .copied()
    }

    /// The heading that a `ref` names: by its id, or by the labels on the way to it (`II/c/c.1`, `Annex II/a`).
    pub(crate) fn named(&self, name: &str) -> Option<HeadingId> {
        self.by_id.get(name).copied().or_else(|| {
            let top = if names_annex(name) {
                Level::Annexes
            } else {
                Level::Body
            };
            let mut level = top;
            let mut found = None;
            for label in name.split('/') {
                found = self.labelled_here(level, label);
                level = Level::Below(found?);
            }
            found
        })
    }

    /// What the label says in this level.
    pub(crate) fn label_key(&self, level: Level, label: &str) -> LabelKey {
        let parent = match level {
            Level::Below(parent) => self.heading(parent).label,
            Level::Body | Level::Annexes => None,
        };
        let is_annex = level == Level::Annexes;
        LabelKey::new(label, parent.map(|label| label.value), is_annex)
    }

    /// The labels on the way to a heading, such as `II/c/c.1`; `None` when one on the way has none.
    pub(crate) fn path(&self, id: HeadingId) -> Option<String> {
        let mut lineage = self.lineage(id);
        lineage.reverse();
        let labels = lineage.iter().map(|&id| self.heading(id).label);
        let bare = |label: Text<'t>| label.value.trim().trim_end_matches(['.', ':']);
        let labels: Option<Vec<&str>> = labels.map(|label| label.map(bare)).collect();
        Some(labels?.join("/"))
    }

    /// The heading in words: "section II/c/c.1", "annex II", or its title in quotes.
    pub(crate) fn describe(&self, id: HeadingId) -> String {
        let heading = self.heading(id);
        match (self.path(id), heading.title, heading.label) {
            (Some(path), ..) => self.describe_path(id, &path),
            (None, Some(title), _) => format!("\"{}\"", title.value),
            (None, None, Some(label)) => format!("\"{}\"", label.value),
            (None, None, None) => "a heading without a title".to_owned(),
        }
    }

    /// How the contents or the text cite the heading: "II/c", "Annex II"; `None` when a label on the way is missing.
    pub(crate) fn citation(&self, id: HeadingId) -> Option<String> {
        let path = self.path(id)?;
        Some(if self.is_in_annex(id) {
            format!("Annex {}", without_annex_word(&path))
        } else {
            path
        })
    }

    /// A heading that the report does not have, in words: "section II/c/c.9".
    pub(crate) fn describe_label(&self, level: Level, label: &str) -> String {
        match level {
            Level::Body => format!("section {label}"),
            Level::Annexes => format!("annex {}", without_annex_word(label)),
            Level::Below(parent) => match self.path(parent) {
                Some(path) => self.describe_path(parent, &format!("{path}/{label}")),
                None => format!("{label} below {}", self.describe(parent)),
            },
        }
    }

    fn describe_path(&self, id: HeadingId, path: &str) -> String {
        if self.is_in_annex(id) {
            format!("annex {}", without_annex_word(path))
        } else {
            format!("section {path}")
        }
    }

    /// The heading and those it is below, from itself upwards.
    fn lineage(&self, id: HeadingId) -> Vec<HeadingId> {
        let above = |&id: &HeadingId| match self.heading(id).level {
            Level::Below(parent) => Some(parent),
            Level::Body | Level::Annexes => None,
        };
        std::iter::successors(Some(id), above).collect()
    }
}

fn has_content(report: &Report<'_>, section: &Spanned<Section<'_>>) -> bool {
    let is_written = |paragraph: &Spanned<Paragraph<'_>>| {
        let text = paragraph.text;
        paragraph.has_points() || text.is_none_or(|text| !text.trim().is_empty())
    };
    !section.sections.is_empty()
        || section.holds.is_some()
        || section.paragraphs.iter().any(is_written)
        || report.has_lost_items(section.at, "paragraphs", section.paragraphs.len())
        || report.has_lost_items(section.at, "sections", section.sections.len())
}

/// A heading's title as titles are compared: a footnote mark that hangs on it is no part of it.
pub(crate) fn comparable_heading(title: &str) -> Option<String> {
    let marks = mark::marks(title);
    if marks.is_empty() {
        return Some(comparable(title)).filter(|title| !title.is_empty());
    }
    let mut bare = String::with_capacity(title.len());
    let mut rest = 0;
    for mark in marks {
        // of "³⁻⁶" the marks that it means and does not show are where the last one is
        bare.push_str(title.get(rest..mark.range.start).unwrap_or_default());
        rest = mark.range.end;
    }
    bare.push_str(&title[rest..]);
    Some(comparable(&bare)).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests;
