use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::claim::{Statement, statements};
use crate::report::prose::reference::PartKind;

rule! {
    /// A claim with a figure that its paragraph does not state.
    ///
    /// ## Why it matters
    /// A claim connects a figure in the text with what it counts. If the text says something else, or the paragraph
    /// does not exist, the figure is not checked.
    ///
    /// ## How to fix it
    /// Make `states` and the paragraph agree: the figure may be in digits or in words ("Twenty-eight"). Correct
    /// `paragraph` if another paragraph states it.
    error "claims/not-in-text", needs Numbers
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for Statement {
        number,
        states,
        text,
        found,
        ..
    } in statements(prose)
    {
        let Some(text) = text else {
            // where the numbering itself has a hole, the hole is reported
            if prose.targets().is_hole(PartKind::Paragraph, &number) {
                continue;
            }
            findings
                .add(
                    format!(
                        "a claim is about paragraph {paragraph}, which the report does not contain",
                        paragraph = number.value
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
                    format!("paragraph {paragraph} does not state the figure \"{figure}\"", paragraph = number.value, figure = states.value),
                    &states,
                    "claimed here",
                )
                .label(&text, "not stated here")
                .help("make `states` and the paragraph agree, or name the paragraph that states the figure");
        }
    }
}
