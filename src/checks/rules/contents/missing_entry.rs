use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::listing::{Line, LineId};
use crate::report::outline::{HeadingId, Level, names_annex};
use crate::text::edit::{Side, Value};

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
    warning "contents/missing-entry",
    fix unsafe "Adds an entry with the label, the title and the page of the heading, in the order of the headings. The heading may be \
        left out on purpose."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    if !listing.is_readable() {
        return;
    }
    for level in outline.levels() {
        let headings = outline.children(level);
        let mut listed = headings.iter();
        let Some(first) = listed.find_map(|&heading| listing.entry_for(heading)) else {
            continue;
        };
        let mut before: Option<HeadingId> = None;
        for &heading in headings {
            if listing.entry_for(heading).is_some() {
                before = Some(heading);
            }
            let is_meant = outline.heading(heading).label.is_some() || level == Level::Annexes;
            if is_meant && !listing.accounts_for(heading) {
                let before = before.and_then(|before| listing.entry_for(before));
                report_missing(report, heading, before, first, findings);
            }
        }
    }
}

fn report_missing(
    report: &Report<'_>,
    heading: HeadingId,
    before: Option<LineId>,
    first: LineId,
    findings: &mut Findings<'_>,
) {
    let (outline, listing) = (report.outline(), report.listing());
    let title = outline.path(heading).and(outline.heading(heading).title);
    let draft = findings.add(
        left_out(&outline.describe(heading), title.map(|title| title.value)),
        outline.heading(heading).name_place(),
        "has no entry in the contents",
    );
    let (side, beside) = match before {
        Some(before) => (Side::After, before),
        None => (Side::Before, first),
    };
    let draft = match before {
        Some(before) => draft
            .label(
                listing.line(before).name_place(),
                "its entry belongs after this one",
            )
            .help(ADD_ENTRY),
        None => draft.help(ADD_ENTRY),
    };
    draft.fix(entry(report, heading, side, listing.line(beside)));
}

/// An entry for a heading, beside another one.
fn entry(report: &Report<'_>, heading: HeadingId, side: Side, line: &Line<'_>) -> Option<Remedy> {
    let remedy = Remedy::risky("add an entry to the contents");
    Some(remedy.item(side, line.at, entry_like(report, heading, line)?))
}

/// A heading as an entry beside another one shows it.
fn entry_like(report: &Report<'_>, heading: HeadingId, line: &Line<'_>) -> Option<Value> {
    let heading = report.outline().heading(heading);
    let mut pairs = Vec::new();
    if let Some(label) = heading.label {
        // contents print "Annex II" where the annex is "II"
        let word = line.label.and_then(|printed| printed.split_once(' '));
        let word = word.filter(|_| !names_annex(label.value));
        let label = match word.filter(|(word, _)| names_annex(word)) {
            Some((word, _)) => format!("{word} {}", label.value),
            None => label.value.to_owned(),
        };
        pairs.push(("label", Value::Text(label)));
    }
    pairs.push(("title", Value::Text(heading.title?.value.to_owned())));
    if let (Some(page), Some(_)) = (&heading.page, &line.page) {
        pairs.push(("page", Value::Whole(page.value.into())));
    }
    Some(Value::Map(pairs))
}

const ADD_ENTRY: &str = "add an entry for it to the contents";

fn left_out(heading: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("the contents leave out {heading}, \"{title}\""),
        None => format!("the contents leave out {heading}"),
    }
}
