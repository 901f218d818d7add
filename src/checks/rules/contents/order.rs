use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;

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
    warning "contents/order"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    for displaced in listing.displaced(outline) {
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
        draft.help("put the entries in the order of the headings");
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
