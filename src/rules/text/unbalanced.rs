use crate::finding::Findings;
use crate::model::Report;
use crate::prose::{Passage, Setting, bracket, passages};
use crate::rule::rule;

rule! {
    /// A bracket or a quotation mark without its partner in the same paragraph.
    ///
    /// ## Why it matters
    /// The reader cannot tell where the aside or the quotation ends, and so not who says what follows.
    ///
    /// ## How to mend it
    /// Add the partner, or remove the sign. A quotation over several paragraphs opens each of them and closes only the
    /// last: that is correct. List markers ("a)", "1)") and apostrophes are left alone.
    warning "text/unbalanced" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let passages = passages(report);
    for (index, passage) in passages.iter().enumerate() {
        let next = passages.get(index + 1);
        let text = passage.text;
        for sign in bracket::enclosures(text).alone {
            let before = index.checked_sub(1).and_then(|index| passages.get(index));
            if goes_on(passage, &text[sign.clone()], sign.start, next)
                || came_from(&text[sign.clone()], before)
            {
                continue;
            }
            let shown = &text[sign.clone()];
            findings
                .add(
                    format!("\"{shown}\" has no partner in this paragraph"),
                    text.part(sign),
                    "stands alone",
                )
                .help("add its partner, or remove it");
        }
    }
}

/// Whether a quotation that opens the paragraph goes on in the next one, which opens with the same sign.
fn goes_on(
    passage: &Passage<'_, '_>,
    sign: &str,
    at: usize,
    next: Option<&Passage<'_, '_>>,
) -> bool {
    matches!(sign, "“" | "„" | "«" | "\"")
        && (at == 0 || passage.text[..at].trim().ends_with(':'))
        && next.is_some_and(|next| {
            matches!(next.setting, Setting::Paragraph(..)) && next.text.starts_with(sign)
        })
}

/// Whether a quotation that was opened in the paragraph before ends here without a sign of its own.
fn came_from(sign: &str, before: Option<&Passage<'_, '_>>) -> bool {
    let opening = match sign {
        "”" => '“',
        "»" => '«',
        _ => return false,
    };
    before.is_some_and(|before| {
        let alone = bracket::enclosures(before.text).alone;
        alone
            .iter()
            .any(|range| before.text[range.clone()].starts_with(opening))
    })
}
