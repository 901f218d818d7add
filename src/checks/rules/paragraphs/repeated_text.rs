use super::duplicate_text::report_copies;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::repeats::across_sections;

rule! {
    /// Paragraphs of different sections have the same text.
    ///
    /// Counted as in `paragraphs/duplicate-text`: from fifteen words on, white space aside. Texts that introduce something, with
    /// points below them or a colon at their end, are left alone. Of each section the first of such paragraphs is shown.
    ///
    /// ## Why it matters
    /// A passage was pasted into a section that it does not belong to, and often the right one is missing there. Many reports
    /// repeat clauses of procedure, notes and definitions on purpose, so that this is looked for only where it is asked for.
    ///
    /// ## How to fix it
    /// Take one of them out, or refer to the other. To have it looked for in all reports of a project, give it a severity in the
    /// configuration: `rules: {paragraphs/repeated-text: advice}`.
    advice "paragraphs/repeated-text" optional
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for copies in across_sections(report) {
        report_copies(&copies, findings);
    }
}
