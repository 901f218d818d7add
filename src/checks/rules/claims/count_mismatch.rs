use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::count::Figure;
use crate::report::Text;
use crate::report::prose::Prose;
use crate::report::prose::claim::{Statement, count, statements};
use crate::report::prose::number::{StatedFigure, written_like};
use crate::report::prose::words::Words;

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
    warning "claims/count-mismatch", needs Numbers,
    fix unsafe "The figure that the data has is written in the text and in `states`, but the data may be what is wrong."
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
        let fix = fix(prose, &text, &found, &states, counted, findings);
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
            .help("correct the figure in the text and in `states`, or the data that it counts")
            .fix(fix);
    }
}

/// The figure that the data has, in the text and in the claim.
fn fix(
    prose: &Prose<'_, '_>,
    text: &Text<'_>,
    found: &StatedFigure,
    states: &Text<'_>,
    counted: u64,
    findings: &Findings<'_>,
) -> Option<Remedy> {
    let words = Words::numbers(prose.language().words());
    let is_exact = found.figure == Figure::Exactly(found.value);
    let like = |written| written_like(written, found.value, counted, words);
    let in_text = like(&text[found.range.clone()]).filter(|_| is_exact)?;
    let in_claim = like(states.value)?;
    let remedy = Remedy::risky(format!("write \"{in_text}\""));
    let remedy = remedy.text(text.at, found.range.clone(), in_text);
    Some(remedy.number(findings.tree(states.at.file), states.at, &in_claim))
}
