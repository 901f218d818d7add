use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::outline::{HeadingId, Level};

rule! {
    /// The contents leave out a labelled heading or an annex, but list others at the same level.
    ///
    /// Contents may stop at some depth: a missing heading is reported only if another one at the same level is listed.
    /// If an entry with a wrong label means the heading, only that entry is reported.
    ///
    /// ## Why it matters
    /// A reader who looks for the section in the contents believes that the report does not contain it.
    ///
    /// ## How to fix it
    /// Add an entry for it. A heading that is not meant for the contents needs no label.
    warning "contents/missing-entry"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    if !listing.is_readable() {
        return;
    }
    for level in outline.levels() {
        let headings = outline.children(level);
        if !headings
            .iter()
            .any(|&heading| listing.entry_for(heading).is_some())
        {
            continue;
        }
        let mut before: Option<HeadingId> = None;
        for &heading in headings {
            if listing.entry_for(heading).is_some() {
                before = Some(heading);
            }
            let is_meant = outline.heading(heading).label.is_some() || level == Level::Annexes;
            if is_meant && !listing.accounts_for(heading) {
                report_missing(report, heading, before, findings);
            }
        }
    }
}

fn report_missing(
    report: &Report<'_>,
    heading: HeadingId,
    before: Option<HeadingId>,
    findings: &mut Findings<'_>,
) {
    let (outline, listing) = (report.outline(), report.listing());
    let title = outline.path(heading).and(outline.heading(heading).title);
    let draft = findings.add(
        left_out(&outline.describe(heading), title.map(|title| title.value)),
        outline.heading(heading).name_place(),
        "has no entry in the contents",
    );
    let before = before.and_then(|before| listing.entry_for(before));
    match before {
        Some(before) => draft
            .label(
                listing.line(before).name_place(),
                "its entry belongs after this one",
            )
            .help(ADD_ENTRY),
        None => draft.help(ADD_ENTRY),
    };
}

const ADD_ENTRY: &str = "add an entry for it to the contents";

fn left_out(heading: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("the contents leave out {heading}, \"{title}\""),
        None => format!("the contents leave out {heading}"),
    }
}
