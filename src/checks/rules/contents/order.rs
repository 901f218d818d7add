use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::listing::{Displaced, Lead, LineId, Listing};
use crate::report::outline::HeadingId;
use crate::text::edit::Side;

rule! {
    /// Entries of the contents are in another order than the headings of the report.
    ///
    /// An entry that moved together with the entries below it, or with its neighbours, is one finding. If the labels of
    /// the headings are out of order themselves, they are reported, and not the contents.
    ///
    /// ## Why it matters
    /// Readers use the contents as the plan of the report.
    ///
    /// ## How to fix it
    /// Move the entry to the place of its heading, or move the heading to its place in the contents.
    warning "contents/order",
    fix unsafe "Moves the entry, with those below it, to the place of its heading, but the heading may be in the wrong place."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let all = listing.displaced(outline);
    let order = LazyCell::new(|| Order::of(listing, &all));
    for displaced in &all {
        let Some(&first) = displaced.lines.first() else {
            continue;
        };
        let (line, against) = (listing.line(first), listing.line(displaced.against));
        let (entry, other) = (line.printed(), against.printed());
        let more = displaced.lines.len() - 1;
        let (message, belongs) = if first > displaced.against {
            let message = listed_after(&entry, more, &other);
            (message, "belongs before this")
        } else {
            let message = listed_before(&entry, more, &other);
            (message, "belongs after this")
        };
        let draft = findings
            .add(message, line.name_place(), "out of place")
            .label(against.name_place(), belongs);
        let draft = match line.lead.heading() {
            Some(heading) => draft.label(outline.heading(heading).name_place(), "its heading"),
            None => draft,
        };
        draft
            .help("put the entries in the order of the headings")
            .fix(order.moved(displaced));
    }
}

/// The entries that stay where they are. Made only when some do not.
struct Order<'l, 't> {
    listing: &'l Listing<'t>,
    /// By the entry that they are below, each with its heading, in the order of the headings.
    staying: FxHashMap<Option<LineId>, Vec<(HeadingId, LineId)>>,
}

impl<'l, 't> Order<'l, 't> {
    fn of(listing: &'l Listing<'t>, displaced: &[Displaced]) -> Self {
        let moving = displaced.iter().flat_map(|displaced| &displaced.lines);
        let moving: FxHashSet<&LineId> = moving.collect();
        let mut order = Self {
            listing,
            staying: FxHashMap::default(),
        };
        for id in listing.ids().filter(|id| !moving.contains(id)) {
            let beside = order.staying.entry(listing.line(id).parent).or_default();
            beside.extend(heading(listing, id));
        }
        for beside in order.staying.values_mut() {
            beside.sort_unstable();
        }
        order
    }

    /// Entries in the places of their headings, among those that stay.
    fn moved(&self, displaced: &Displaced) -> Option<Remedy> {
        let parent = self.listing.line(displaced.against).parent;
        let staying = self.staying.get(&parent)?;
        let lines = displaced.lines.iter();
        let mut lines: Vec<_> = lines.filter_map(|id| heading(self.listing, *id)).collect();
        lines.sort_unstable();
        let remedy = Remedy::risky("move it to the place of its heading");
        lines.into_iter().try_fold(remedy, |remedy, (heading, id)| {
            let after = staying.partition_point(|(other, _)| *other < heading);
            let (side, beside) = match after.checked_sub(1) {
                Some(before) => (Side::After, staying[before].1),
                None => (Side::Before, staying.first()?.1),
            };
            let at = |id| self.listing.line(id).at;
            Some(remedy.move_beside(at(id), side, at(beside)))
        })
    }
}

/// An entry that leads to a heading, with that.
fn heading(listing: &Listing<'_>, id: LineId) -> Option<(HeadingId, LineId)> {
    match listing.line(id).lead {
        Lead::To(heading) => Some((heading, id)),
        _ => None,
    }
}

/// An entry, and as many `more` that follow it.
fn listed_after(entry: &str, more: usize, other: &str) -> String {
    match more {
        0 => format!(
            "the contents list \"{entry}\" after \"{other}\", but its heading comes before that"
        ),
        more => format!(
            "the contents list \"{entry}\" and {more} more after \"{other}\", but the report has them before that"
        ),
    }
}

/// An entry, and as many `more` that follow it.
fn listed_before(entry: &str, more: usize, other: &str) -> String {
    match more {
        0 => format!(
            "the contents list \"{entry}\" before \"{other}\", but the report has it after that"
        ),
        more => format!(
            "the contents list \"{entry}\" and {more} more before \"{other}\", but the report has them after that"
        ),
    }
}
