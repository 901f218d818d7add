//! How the headings of a level are numbered.

use rustc_hash::FxHashMap;

use super::{HeadingId, LabelKey, Level, Outline, label};
use crate::relation::sequence::{BreakKind, breaks};
use crate::report::numeral::{Label, Series, readings, series};

/// Headings of a level that are numbered together.
#[derive(Debug)]
pub(crate) struct Numbering<'o> {
    /// Them and their numbers.
    pub series: Series<'o, HeadingId>,
    /// The number they should begin with.
    pub first: u32,
}

impl Outline<'_> {
    /// The numberings of a level: one, unless labels such as "Part I" and "Chapter 1" are side by side.
    pub(crate) fn numberings(&self, level: Level) -> Vec<Numbering<'_>> {
        let headings = self.children(level).iter().copied();
        let all = series(headings, |&id| self.numbered_label(id));
        all.into_iter()
            .map(|series| Numbering {
                first: self.first_number(level, &series),
                series,
            })
            .collect()
    }

    /// What each heading's label would be if those of its level ran on.
    pub(crate) fn labels_by_place(&self, level: Level) -> FxHashMap<HeadingId, LabelKey> {
        let mut labels = FxHashMap::default();
        for Numbering { series, first } in self.numberings(level) {
            let counted = series
                .members
                .iter()
                .filter(|it| it.position.insertion == 1);
            for (number, member) in (first..).zip(counted) {
                let label = series.label(number.into());
                labels.insert(member.item, self.label_key(level, &label));
            }
        }
        labels
    }

    /// Whether the labels of a level go back somewhere or are in another order.
    pub(crate) fn is_shuffled(&self, level: Level) -> bool {
        self.numberings(level)
            .iter()
            .any(|Numbering { series, first }| {
                let breaks = breaks(&series.positions(), Some(*first));
                breaks
                    .iter()
                    .any(|it| matches!(it.kind, BreakKind::OutOfOrder | BreakKind::WentBack))
            })
    }

    pub(super) fn numbered_label(&self, id: HeadingId) -> Option<&str> {
        let heading = self.heading(id);
        let label = heading.label?.value;
        Some(match heading.level {
            Level::Annexes => label::without_annex_word(label),
            Level::Body | Level::Below(_) => label,
        })
    }

    /// One; but also nought, and what follows the last number below the heading before: chapters may be numbered
    /// through the parts of a report, and the sections of its first annex may go on from those of the body.
    fn first_number(&self, level: Level, series: &Series<'_, HeadingId>) -> u32 {
        let first = series
            .members
            .first()
            .map_or(1, |member| member.position.number);
        let runs_on = || {
            let Level::Below(parent) = level else {
                return false;
            };
            let parent = self.heading(parent);
            let before = match parent.position.checked_sub(1) {
                Some(place) => Some(Level::Below(self.children(parent.level)[place])),
                None => (parent.level == Level::Annexes).then_some(Level::Body),
            };
            let last = before.and_then(|level| self.children(level).last());
            let last = last
                .and_then(|&id| self.numbered_label(id))
                .and_then(Label::parse);
            last.is_some_and(|last| {
                let mut numbers = readings(last.numeral).into_iter();
                numbers.any(|reading| reading.value.checked_add(1) == Some(first))
            })
        };
        if first == 0 || runs_on() { first } else { 1 }
    }
}
