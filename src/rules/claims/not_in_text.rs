use crate::finding::Findings;
use crate::model::Report;
use crate::prose::claim::{Statement, statements};
use crate::prose::reference::Kind;
use crate::rule::rule;

rule! {
    /// A claim whose figure its paragraph does not state.
    ///
    /// ## Why it matters
    /// A claim ties a figure of the text to what it counts. When the text says something else, or the paragraph is not
    /// there, the figure is checked against nothing.
    ///
    /// ## How to mend it
    /// Bring `states` and the paragraph together: the figure may stand in digits or in words ("Twenty-eight"). Correct
    /// `paragraph` if it is another one that states it.
    error "claims/not-in-text" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for Statement {
        number,
        states,
        text,
        found,
        ..
    } in statements(report)
    {
        let Some(text) = text else {
            // where the numbering itself has a hole, the hole is reported
            if report.targets().is_hole(Kind::Paragraph, &number) {
                continue;
            }
            findings
                .add(
                    format!(
                        "a claim is about paragraph {}, which the report has not got",
                        number.value
                    ),
                    &number,
                    "no paragraph has this number",
                )
                .help("name the paragraph that states the figure");
            continue;
        };
        if found.is_none() {
            findings
                .add(
                    format!("paragraph {} does not state the figure \"{}\"", number.value, states.value),
                    &states,
                    "claimed here",
                )
                .label(&text, "not stated here")
                .help("bring `states` and the paragraph together, or name the paragraph that states the figure");
        }
    }
}
