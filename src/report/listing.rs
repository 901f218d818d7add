//! The table of contents laid out flat, each entry with the heading that it leads to.

mod resolve;

use rustc_hash::FxHashSet;

use super::body::{ContentsEntry, telling_place};
use super::outline::{HeadingId, LabelKey, Level, Outline, comparable_heading};
use super::register::Register;
use super::{NodeRef, Place, Report, Spanned, Text};
use crate::relation::sequence;

/// An entry of the contents, by its place in the print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LineId(usize);

impl LineId {
    /// Its place in the print, from 0.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// Where an entry leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// To this heading.
    To(HeadingId),
    /// By its label to one heading, by its title to one beside it, so that its label is the wrong one.
    Mislabelled {
        /// Whose label it has.
        labelled: HeadingId,
        /// Whose title it has.
        meant: HeadingId,
    },
    /// To a heading that another entry leads to.
    Again(HeadingId, LineId),
    /// Nowhere.
    Nowhere {
        /// Where its heading should be.
        level: Level,
        /// The only heading there that has its title.
        titled: Option<HeadingId>,
    },
    /// Where, nobody can say: it is below an entry that leads to nothing, it is a mere line above others ("Annexes"),
    /// it leads to a list that the report keeps apart from its headings ("Abbreviations"), or what it leads to is not in
    /// the data at all.
    Unknown,
}

impl Lead {
    /// The heading that is meant, if there is one.
    pub(crate) fn heading(self) -> Option<HeadingId> {
        match self {
            Self::To(heading)
            | Self::Again(heading, _)
            | Self::Mislabelled { meant: heading, .. } => Some(heading),
            Self::Nowhere { .. } | Self::Unknown => None,
        }
    }
}

/// An entry of the contents in its place.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    /// "II", "b.1", "Annex I".
    pub label: Option<Text<'t>>,
    /// The title as written.
    pub title: Option<Text<'t>>,
    /// The title as titles are compared.
    pub comparable_title: Option<String>,
    /// The page it gives.
    pub page: Option<Spanned<u32>>,
    /// Its `ref`.
    pub target: Option<Text<'t>>,
    /// The entry that it is below.
    pub parent: Option<LineId>,
    /// Where it leads.
    pub lead: Lead,
    /// The paragraphs that it prints.
    pub paragraphs: Option<Text<'t>>,
    /// Whether its title is that of a list which the report keeps apart from its headings.
    names_register: bool,
    children: Vec<LineId>,
    /// The entry.
    pub at: NodeRef,
}

impl Line<'_> {
    /// Where a label about the entry as a whole goes: its label, its title or its `ref`.
    pub(crate) fn name_place(&self) -> Place {
        let fields = [&self.label, &self.title, &self.target];
        telling_place(self.at, fields.map(|field| field.as_ref().map(Place::from)))
    }

    /// Whether entries are below it.
    pub(crate) fn has_entries(&self) -> bool {
        !self.children.is_empty()
    }

    /// Whether another entry prints the same line.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let texts = |line: &Self| {
            let texts = [line.label, line.title, line.target, line.paragraphs];
            texts.map(|text| text.map(|text| text.value.to_owned()))
        };
        let page = |line: &Self| line.page.as_ref().map(|page| page.value);
        texts(self) == texts(other) && page(self) == page(other)
    }

    /// The entry as it is printed: "II The Vienna Forum".
    pub(crate) fn printed(&self) -> String {
        let parts = [self.label, self.title];
        let parts: Vec<&str> = parts.into_iter().flatten().map(|part| part.value).collect();
        parts.join(" ")
    }
}

/// The whole table of contents. Made once, in linear time.
#[derive(Debug, Default)]
pub(crate) struct Listing<'t> {
    lines: Vec<Line<'t>>,
    top: Vec<LineId>,
    /// By heading, which entry leads to it first.
    listed: Vec<Option<LineId>>,
    /// Headings that an entry without a good lead represents: no entry is missing for them.
    excused: FxHashSet<HeadingId>,
    /// Levels in which an entry looks for a heading in vain.
    wanting: FxHashSet<Level>,
    /// The labels by which they look.
    wanted: FxHashSet<(Level, LabelKey)>,
    unreadable: bool,
}

impl<'t> Listing<'t> {
    pub(super) fn of(report: &Report<'t>, outline: &Outline<'t>) -> Self {
        let mut listing = Self {
            unreadable: report.has_lost_top_items("contents", report.contents.len()),
            listed: vec![None; outline.ids().count()],
            ..Self::default()
        };
        let mut kept = Register::ALL.to_vec();
        kept.retain(|register| report.has(*register));
        listing.top = listing.add(report, &report.contents, None, &kept);
        resolve::resolve(&mut listing, outline);
        listing
    }

    fn add(
        &mut self,
        report: &Report<'t>,
        entries: &[Spanned<ContentsEntry<'t>>],
        parent: Option<LineId>,
        kept: &[Register],
    ) -> Vec<LineId> {
        let is_register = |title: &str| kept.iter().any(|register| register.is_title_of(title));
        let mut list = Vec::with_capacity(entries.len());
        for entry in entries {
            let id = LineId(self.lines.len());
            list.push(id);
            let comparable_title = entry.title.and_then(|title| comparable_heading(&title));
            self.lines.push(Line {
                label: entry.label,
                title: entry.title,
                names_register: comparable_title.as_deref().is_some_and(is_register),
                comparable_title,
                paragraphs: entry.paragraphs,
                page: entry.page.filter(|page| page.value > 0),
                target: entry.target,
                parent,
                lead: Lead::Unknown,
                children: Vec::new(),
                at: entry.at,
            });
            self.unreadable |= report.has_lost(entry.at, "label", entry.label.as_ref())
                || report.has_lost(entry.at, "title", entry.title.as_ref())
                || report.has_lost(entry.at, "ref", entry.target.as_ref())
                || report.has_lost_items(entry.at, "entries", entry.entries.len());
            self.lines[id.0].children = self.add(report, &entry.entries, Some(id), kept);
        }
        list
    }

    /// The entry itself.
    pub(crate) fn line(&self, id: LineId) -> &Line<'t> {
        &self.lines[id.0]
    }

    /// All entries, in the order of the print.
    pub(crate) fn ids(&self) -> impl Iterator<Item = LineId> + use<> {
        (0..self.lines.len()).map(LineId)
    }

    /// Whether every entry could be read; where not, what seems to be left out may only be malformed.
    pub(crate) fn is_readable(&self) -> bool {
        !self.unreadable
    }

    /// The first entry that leads to the heading.
    pub(crate) fn entry_for(&self, heading: HeadingId) -> Option<LineId> {
        self.listed[heading.index()]
    }

    /// Whether some entry represents the heading, even with another label or title.
    pub(crate) fn accounts_for(&self, heading: HeadingId) -> bool {
        self.entry_for(heading).is_some() || self.excused.contains(&heading)
    }

    /// Whether the contents list a heading of this level that the report does not have.
    pub(crate) fn wants_more(&self, level: Level) -> bool {
        self.wanting.contains(&level)
    }

    /// Whether the contents list a heading of this label that the report does not have.
    pub(crate) fn wants(&self, outline: &Outline<'t>, level: Level, label: &str) -> bool {
        let key = outline.label_key(level, label).with_any_words();
        self.wanted.contains(&(level, key))
    }

    /// Where headings are missing that the contents list: the level, and the heading of the next entry that leads to one
    /// of it, if any. One that is there without its label is not missing.
    pub(crate) fn lost_before(&self) -> impl Iterator<Item = (Level, Option<HeadingId>)> {
        self.lists().flat_map(|list| {
            let mut next = None;
            let mut lost = Vec::new();
            for &id in list.iter().rev() {
                let lead = self.line(id).lead;
                if let Lead::Nowhere {
                    level,
                    titled: None,
                } = lead
                {
                    lost.push((level, next));
                }
                next = lead.heading().or(next);
            }
            lost
        })
    }

    /// The labels on the way to each heading that the contents list and the report does not have, from the top.
    pub(crate) fn lost_paths(&self) -> impl Iterator<Item = Vec<&'t str>> {
        let lost = self
            .lines
            .iter()
            .filter(|line| matches!(line.lead, Lead::Nowhere { .. }));
        lost.filter_map(|line| {
            let way = std::iter::successors(Some(line), |line| Some(self.line(line.parent?)));
            let labels: Option<Vec<&str>> = way.map(|line| Some(line.label?.value)).collect();
            let mut labels = labels?;
            labels.reverse();
            Some(labels)
        })
    }

    /// The entries that are side by side, list by list.
    fn lists(&self) -> impl Iterator<Item = &Vec<LineId>> {
        let lists = self.lines.iter().map(|line| &line.children);
        std::iter::once(&self.top).chain(lists)
    }

    /// Runs of neighbouring entries that are not where the body has their headings, each with the entry that it
    /// should be on the other side of.
    ///
    /// Entries that lead to a heading for the second time have no place of their own, those with a wrong label may have
    /// two, and where the body's own labels are out of order that is where the fault lies.
    pub(crate) fn displaced(&self, outline: &Outline<'t>) -> Vec<Displaced> {
        let mut all = Vec::new();
        for list in self.lists() {
            let leading: Vec<(LineId, HeadingId)> = list
                .iter()
                .filter_map(|&id| match self.line(id).lead {
                    Lead::To(heading) => Some((id, heading)),
                    _ => None,
                })
                .collect();
            all.extend(displaced_in(&leading, outline));
        }
        all
    }
}

fn displaced_in(leading: &[(LineId, HeadingId)], outline: &Outline<'_>) -> Vec<Displaced> {
    let headings: Vec<HeadingId> = leading.iter().map(|&(_, heading)| heading).collect();
    let misplaced = sequence::misplaced(&headings);
    let level = misplaced
        .first()
        .map(|it| outline.heading(headings[it.index]).level);
    if level.is_none_or(|level| outline.is_shuffled(level)) {
        return Vec::new();
    }
    let runs = misplaced.chunk_by(|one, next| one.index + 1 == next.index);
    runs.map(|run| Displaced {
        lines: run.iter().map(|it| leading[it.index].0).collect(),
        against: leading[run[0].against].0,
    })
    .collect()
}

/// Entries that are in another order than the headings.
#[derive(Debug)]
pub(crate) struct Displaced {
    /// The entries, which follow one another; at least one.
    pub lines: Vec<LineId>,
    /// The entry that the first of them should be on the other side of.
    pub against: LineId,
}

#[cfg(test)]
mod tests;
