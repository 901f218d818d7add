use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording;
use crate::report::prose::Prose;
use crate::report::prose::stated_list::stated_lists;
use crate::report::prose::words::{Numbers, Words};
use crate::report::{Paragraph, Report, Section, Spanned};

rule! {
    /// A text states a number of items, and the list right after it has another number.
    ///
    /// The number comes a few words before a colon ("in three phases:", "four on behalf of groups:"). After the colon
    /// come the points of the paragraph, or items with markers ("(a) …; (b) …"), in quotation marks, between
    /// semicolons, or on separate lines: with a mark before each ("- …"), or short lines that all begin and end alike.
    /// A number before "including", a list that ends with "etc." and items with only commas between them are not
    /// checked.
    ///
    /// ## Why it matters
    /// An item is missing or was added later, and people quote a wrong number from the report.
    ///
    /// ## How to fix it
    /// Correct the number or the list. If the list is only a part, write "including".
    warning "text/list-count", needs Numbers
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    let words = Words::numbers(prose.language().words());
    for section in report.sections.iter().chain(&report.annexes) {
        check_section(report, section, words, findings);
    }
}

fn check_section(
    report: &Report<'_>,
    section: &Spanned<Section<'_>>,
    words: &Numbers,
    findings: &mut Findings<'_>,
) {
    for paragraph in &section.paragraphs {
        check_paragraph(report, paragraph, words, findings);
    }
    for inner in &section.sections {
        check_section(report, inner, words, findings);
    }
}

fn check_paragraph(
    report: &Report<'_>,
    paragraph: &Spanned<Paragraph<'_>>,
    words: &Numbers,
    findings: &mut Findings<'_>,
) {
    let Some(text) = &paragraph.text else { return };
    let points = &paragraph.points;
    let is_readable = !report.has_lost_items(paragraph.at, "points", points.len());
    let count = if is_readable { points.len() } else { 0 };
    for list in stated_lists(text.value, count, words) {
        if list.stated.figure.holds(list.counted) {
            continue;
        }
        let words = &text.value[list.stated.range.clone()];
        let items = match list.items {
            Some(range) => Some(text.part(range)),
            None => points
                .first()
                .and_then(|point| Some(point.label.as_ref().or(point.text.as_ref())?.into())),
        };
        let draft = findings.add(
            format!(
                "the text says \"{words}\", but the list after it has {counted}",
                counted = list.counted
            ),
            text.part(list.stated.range),
            "stated here",
        );
        let draft = match items {
            Some(items) => draft.label(items, counted(list.counted)),
            None => draft,
        };
        draft.help(
            "correct the number or the list; if the list is only a part, write \"including\"",
        );
    }
}

fn counted(counted: u64) -> String {
    wording::counted(counted, "item")
}
