use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::listing::{Lead, LineId};

rule! {
    /// An entry of the contents gives a lower page than the entry before it.
    ///
    /// Some entries are not compared: those whose heading gives another page (which is reported), those that are out of
    /// order, have the label of another heading, or appear for the second time.
    ///
    /// ## Why it matters
    /// Pages in a table of contents only increase: one of the two is wrong.
    ///
    /// ## How to fix it
    /// Correct the page that is wrong.
    error "contents/page-order" staged
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let displaced = listing.displaced(outline);
    let mut out_of_place: FxHashSet<LineId> =
        displaced.into_iter().flat_map(|it| it.lines).collect();
    let mut before: Option<LineId> = None;
    for id in listing.ids() {
        let line = listing.line(id);
        let is_below_one = line
            .parent
            .is_some_and(|parent| out_of_place.contains(&parent));
        if is_below_one || matches!(line.lead, Lead::Again(..) | Lead::Mislabelled { .. }) {
            out_of_place.insert(id);
        }
        let heading = line.lead.heading().map(|heading| outline.heading(heading));
        let is_contradicted = heading
            .and_then(|heading| heading.page)
            .zip(line.page)
            .is_some_and(|(own, printed)| own.value != printed.value);
        let Some(page) = &line.page else { continue };
        if is_contradicted || out_of_place.contains(&id) {
            continue;
        }
        let last = before.replace(id).map(|before| listing.line(before));
        let Some((last, last_page)) = last.and_then(|last| Some((last, last.page.as_ref()?)))
        else {
            continue;
        };
        if page.value < last_page.value {
            findings
                .add(
                    format!("the contents put \"{entry}\" on page {page}, after \"{before}\" on page {page_before}", entry = line.printed(), page = page.value, before = last.printed(), page_before = last_page.value),
                    page,
                    "a lower page",
                )
                .label(last_page, "than this one")
                .help("correct the page that is wrong");
        }
    }
}
