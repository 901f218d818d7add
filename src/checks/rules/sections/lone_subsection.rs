use std::cell::LazyCell;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::numeral::{Label, readings};
use crate::report::outline::Level;

rule! {
    /// A labelled heading is the only labelled one below its parent: "b.1", and no "b.2".
    ///
    /// If another heading seems to be lost, this is not reported: if the only label is not the first of its kind, if
    /// the contents list more headings, or if another heading is on the wrong level.
    ///
    /// ## Why it matters
    /// A label distinguishes things, but here is only one. Often a heading at the same level has lost its label.
    ///
    /// ## How to fix it
    /// Remove the label, also from the contents, or label the headings next to it.
    advice "sections/lone-subsection"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let misplaced = LazyCell::new(|| outline.misplaced());
    for level in outline.levels() {
        let Level::Below(parent) = level else {
            continue;
        };
        let headings = outline
            .children(level)
            .iter()
            .map(|&id| (id, outline.heading(id)));
        let mut labelled = headings.filter(|(_, heading)| heading.label.is_some());
        let (Some((id, only)), None) = (labelled.next(), labelled.next()) else {
            continue;
        };
        let Some(label) = only.label.filter(|label| may_be_first(label)) else {
            continue;
        };
        let is_missed_elsewhere = || misplaced.is_missed_in(level) || misplaced.has(id);
        if listing.wants_more(level) || !outline.is_readable(level) || is_missed_elsewhere() {
            continue;
        }
        let above = outline.heading(parent);
        findings
            .add(
                format!(
                    "\"{label}\" is the only labelled heading below {parent}",
                    label = label.value,
                    parent = outline.describe(parent)
                ),
                only.name_place(),
                "the only label at this level",
            )
            .label(above.name_place(), "below this heading")
            .help("remove the label, or label the headings next to it");
    }
}

/// Whether the label is the first of its kind, or has no number.
fn may_be_first(label: &str) -> bool {
    Label::parse(label).is_none_or(|label| {
        readings(label.numeral)
            .iter()
            .any(|reading| reading.value <= 1)
    })
}
