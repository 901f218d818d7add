use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::claim::{Statement, count, statements};

rule! {
    /// A figure stated in the text that the data contradicts.
    ///
    /// ## Why it matters
    /// "Twenty-eight panels" in the text and thirty on the agenda: one of them is wrong, and people quote the figures
    /// of a report.
    ///
    /// ## How to fix it
    /// Correct the figure, in the text and in `states`, or the data that it counts; with `kinds` a claim about sessions
    /// counts only those. After "at least", "over" or "more than" a figure is a lower bound.
    warning "claims/count-mismatch", needs Numbers
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Statement {
        claim,
        number,
        states,
        text,
        found,
    } in statements(prose)
    {
        // a figure that is not in its text is the finding of `claims/not-in-text`
        let (Some((text, found)), Some((counted, what))) = (text.zip(found), count(prose, claim))
        else {
            continue;
        };
        if found.figure.holds(counted) {
            continue;
        }
        let words = &text[found.range.clone()];
        findings
            .add(
                format!(
                    "paragraph {paragraph} says \"{words}\", but the data has {counted} {what}",
                    paragraph = number.value
                ),
                text.part(found.range),
                format!("the data has {counted}"),
            )
            .label(&states, "claimed here")
            .help("correct the figure in the text and in `states`, or the data that it counts");
    }
}
