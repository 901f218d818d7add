//! Where the headings themselves are not as they should be, so that what is counted through them cannot run on there.

use std::collections::BTreeSet;

use super::listing::Listing;
use super::outline::{HeadingId, Numbering, Outline};
use crate::relation::sequence::{Break, BreakKind, breaks};

/// The places between headings where some are missing, or where some belong elsewhere. Other rules report them, by the
/// contents or by the labels.
#[derive(Debug)]
pub(crate) struct Disturbances {
    /// Each by the heading behind it, by its place in the order of the report.
    before: BTreeSet<usize>,
}

impl Disturbances {
    pub(crate) fn of(outline: &Outline<'_>, listing: &Listing<'_>) -> Self {
        let lost = listing.lost_before();
        let lost =
            lost.map(|(level, next)| next.map_or_else(|| outline.end_of(level), HeadingId::index));
        let mut before: BTreeSet<usize> = lost.collect();
        for level in outline.levels() {
            for numbering in outline.numberings(level) {
                let positions = numbering.series.positions();
                let found = breaks(&positions, Some(numbering.first)).into_iter();
                let found = found.filter_map(|found| disturbed(&numbering, found, listing));
                before.extend(found.map(HeadingId::index));
            }
        }
        Self { before }
    }

    /// Whether there is one between a heading and one that comes after it; of `None`, from the beginning.
    pub(crate) fn lies_between(&self, heading: Option<usize>, after: usize) -> bool {
        let first = heading.map_or(0, |heading| heading + 1);
        first <= after && self.before.range(first..=after).next().is_some()
    }
}

/// The heading before which others are missing, or which itself does not belong where it is. One that has but a wrong
/// label is in its place.
fn disturbed(numbering: &Numbering<'_>, found: Break, listing: &Listing<'_>) -> Option<HeadingId> {
    let members = &numbering.series.members;
    let heading = members.get(found.index)?.item;
    let next = members.get(found.index + 1).map(|next| next.position);
    let is_relabelled = found.kind == BreakKind::Skipped
        && (next.is_some_and(|next| next < found.found)
            || listing.entry_for(heading).is_none() && listing.accounts_for(heading));
    (!is_relabelled).then_some(heading)
}
