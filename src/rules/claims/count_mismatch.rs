use crate::finding::Findings;
use crate::model::{Claim, Report};
use crate::prose::claim;
use crate::rule::rule;

rule! {
    /// A figure stated in the text that the data contradicts.
    ///
    /// ## Why it matters
    /// "Twenty-eight panels" in the text and thirty on the agenda: one of them is wrong, and figures are what is quoted
    /// from a report.
    ///
    /// ## How to mend it
    /// Correct the figure, in the text and in `states`, or the data that it counts; with `kinds` a claim about sessions
    /// counts only those. After "at least", "over" or "more than" a figure is a lower bound.
    warning "claims/count-mismatch" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let paragraphs = claim::numbered_paragraphs(report);
    for claim in &report.claims {
        let Claim {
            paragraph: Some(number),
            states: Some(states),
            ..
        } = &claim.value
        else {
            continue;
        };
        let text = paragraphs.get(number.value);
        // a figure that is not in its text is the finding of `claims/not-in-text`
        let statement = text
            .zip(claim::stated_value(states))
            .and_then(|(text, value)| {
                let found = claim::statement(text, value)?;
                Some((text, found))
            });
        let (Some((text, found)), Some((counted, what))) = (statement, claim::count(report, claim))
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
                    "paragraph {} says \"{words}\", but the data has {counted} {what}",
                    number.value
                ),
                text.part(found.range),
                format!("the data has {counted}"),
            )
            .label(states, "claimed here")
            .help("correct the figure in the text and in `states`, or the data that it counts");
    }
}
