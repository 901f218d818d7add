use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::{Break, BreakKind, breaks};
use crate::report::Report;
use crate::report::outline::{HeadingId, Level, Misplaced, Numbering};

rule! {
    /// The labels of headings at the same level skip a number, repeat one or go back.
    ///
    /// Roman numerals, letters, figures and dotted labels are all counted, also those of the annexes. Below each
    /// heading they begin again, or continue from the last label below the heading before; those of the first annex may
    /// continue from the body. A dotted label shows what it is below: "2.1" below "1" is reported. Each break is
    /// reported once, and counting then continues from there. If the contents list a section that the body does not
    /// contain, `contents/dangling-entry` reports it instead.
    ///
    /// ## Why it matters
    /// Either a section is missing or its label is wrong, and references to it mean another section.
    ///
    /// ## How to fix it
    /// Correct the label, or add what is missing. A heading inserted later may be called "3 bis".
    error "sections/label-sequence"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let outline = report.outline();
    let misplaced = outline.misplaced();
    for level in outline.levels().filter(|&level| outline.is_readable(level)) {
        report_misplaced(report, level, &misplaced, findings);
        for numbering in outline.numberings(level) {
            let positions = numbering.series.positions();
            for found in breaks(&positions, Some(numbering.first)) {
                report_break(report, level, &numbering, &misplaced, found, findings);
            }
        }
    }
}

/// The headings of a level that belong below another heading. Those that follow one another are one finding.
fn report_misplaced(
    report: &Report<'_>,
    level: Level,
    misplaced: &Misplaced,
    findings: &mut Findings<'_>,
) {
    let (outline, listing) = (report.outline(), report.listing());
    let Level::Below(parent) = level else { return };
    // one that the contents list with another label is reported there
    let is_reported = |id| listing.entry_for(id).is_none() && listing.accounts_for(id);
    let is_wrong = |id: HeadingId| misplaced.has(id) && !is_reported(id);
    let headings = outline.children(level);
    let runs = headings.chunk_by(|one, next| is_wrong(*one) == is_wrong(*next));
    for run in runs.filter(|run| is_wrong(run[0])) {
        let (first, others) = (run[0], &run[1..]);
        let label = |id| outline.heading(id).label.map_or("", |label| label.value);
        let message = belongs_elsewhere(label(first), others.len(), &outline.describe(parent));
        let place = |id| outline.heading(id).name_place();
        let mut draft = findings
            .add(message, place(first), "has a label that belongs elsewhere")
            .label(place(parent), "is below this heading");
        for other in others {
            draft = draft.label(place(*other), "so does this one");
        }
        draft.help("move the heading to where its label belongs, or give it a label that continues from the heading \
            above");
    }
}

fn report_break(
    report: &Report<'_>,
    level: Level,
    numbering: &Numbering<'_>,
    misplaced: &Misplaced,
    found: Break,
    findings: &mut Findings<'_>,
) {
    let (outline, listing) = (report.outline(), report.listing());
    let series = &numbering.series;
    let expected = series.label(found.expected);
    let is_elsewhere =
        || listing.wants(outline, level, &expected) || misplaced.has_label(&expected);
    if found.kind == BreakKind::Skipped && is_elsewhere() {
        return;
    }
    let member = |index: usize| series.members.get(index).map(|member| member.item);
    let Some(heading) = member(found.index).filter(|heading| !misplaced.has(*heading)) else {
        return;
    };
    if listing.entry_for(heading).is_none() && listing.accounts_for(heading) {
        return;
    }
    let described = outline.describe(heading);
    let before = found.index.checked_sub(1).and_then(member);
    let message = match before {
        Some(before) => format!(
            "{described} comes after {before}, but {expected} is expected",
            before = outline.describe(before)
        ),
        None => format!("{described} comes first, but {expected} is expected"),
    };
    let place = outline.heading(heading).name_place();
    let draft = findings.add(message, place, format!("{expected} is expected"));
    let draft = match before {
        Some(before) => draft.label(outline.heading(before).name_place(), "the label before"),
        None => draft,
    };
    draft.help(match found.kind {
        BreakKind::Skipped => format!("label it {expected}, or add the {expected} that is missing"),
        BreakKind::Repeated => {
            format!("label it {expected}, or remove it if it is here by mistake")
        }
        BreakKind::WentBack => format!("label it {expected}"),
        BreakKind::OutOfOrder => {
            "put the headings in the order of their labels, or correct the labels".to_owned()
        }
    });
}

/// A heading, and as many `more` behind it.
fn belongs_elsewhere(label: &str, more: usize, parent: &str) -> String {
    match more {
        0 => format!("\"{label}\" is below {parent}, but its label belongs elsewhere"),
        1 => format!(
            "\"{label}\" and the next heading are below {parent}, but their labels belong elsewhere"
        ),
        more => format!(
            "\"{label}\" and the next {more} headings are below {parent}, but their labels belong elsewhere"
        ),
    }
}
