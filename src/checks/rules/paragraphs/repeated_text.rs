use super::duplicate_text::report_copies;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::repeats::across_sections;

rule! {
    /// Paragraphs of different sections have the same text.
    ///
    /// Texts of at least fifteen words are compared, without regard to white space, as in `paragraphs/duplicate-text`.
    /// Texts that introduce something, with points below them or a colon at the end, are not compared. The first such
    /// paragraph of each section is shown.
    ///
    /// ## Why it matters
    /// A passage was pasted into the wrong section, and often the right one is missing there. Many reports repeat
    /// clauses of procedure, notes and definitions on purpose, so this rule runs only if you turn it on.
    ///
    /// ## How to fix it
    /// Remove one of them, or refer to the other. To turn the rule on for all reports of a project, give it a severity
    /// in the configuration: `rules: {paragraphs/repeated-text: advice}`.
    advice "paragraphs/repeated-text" optional,
    unsure markdown
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for copies in across_sections(report) {
        report_copies(&copies, findings);
    }
}
