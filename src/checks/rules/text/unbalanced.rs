use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::split::Sign;
use crate::report::prose::{Passage, Prose, Setting};

rule! {
    /// A bracket or a quotation mark without its partner in the same paragraph.
    ///
    /// ## Why it matters
    /// The reader does not know where the note or the quotation ends, or who says what follows.
    ///
    /// ## How to fix it
    /// Add the partner, or remove the mark. A quotation over several paragraphs may open in the first or in each of
    /// them, and close in the last, if it has at most twelve paragraphs, or if it consists of whole paragraphs below one heading.
    /// `text/leftover-bracket` reports square
    /// brackets over several paragraphs. List markers ("a)", "1)"), apostrophes, marks that are quoted ("the mark “(”")
    /// or are between spaces, and everything between backticks are not checked.
    warning "text/unbalanced"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let passages = prose.passages();
    let splits = prose.splits().iter();
    let split: FxHashSet<&Sign> = splits.flat_map(|it| [&it.open, &it.close]).collect();
    for lone in prose.lone_signs() {
        let passage = &passages[lone.passage];
        let next = passages.get(lone.passage + 1);
        let text = passage.text;
        let is_alone = |range: &&Range<usize>| {
            let sign = Sign {
                passage: lone.passage,
                range: (*range).clone(),
            };
            let shown = &text[sign.range.clone()];
            !split.contains(&sign)
                && !goes_on(passage, shown, sign.range.start, next)
                && !is_way_back(&text, shown)
        };
        let alone: Vec<_> = lone.signs.iter().filter(is_alone).collect();
        for slip in slips(&text, &alone) {
            let shown = &text[slip[0].clone()];
            let mut draft = findings.add(
                format!("\"{shown}\" has no partner in this paragraph"),
                text.part(slip[0].clone()),
                "has no partner",
            );
            for other in &slip[1..] {
                draft = draft.label(text.part((*other).clone()), "and so does this one");
            }
            draft.help("add its partner, or remove it");
        }
    }
}

/// The marks, put together where two of one sort are one slip: a quotation mark that faces the wrong way leaves both alone.
fn slips<'s>(text: &str, alone: &[&'s Range<usize>]) -> Vec<Vec<&'s Range<usize>>> {
    const SORTS: [&[&str]; 2] = [&["“", "”", "„", "\""], &["«", "»"]];
    let mut slips: Vec<Vec<&Range<usize>>> = Vec::new();
    let mut open: [Option<usize>; SORTS.len()] = [None; SORTS.len()];
    for &range in alone {
        let sort = SORTS
            .iter()
            .position(|signs| signs.contains(&&text[range.clone()]));
        let before = sort.and_then(|sort| open[sort].take());
        if let Some(slip) = before {
            slips[slip].push(range);
            continue;
        }
        if let Some(sort) = sort {
            open[sort] = Some(slips.len());
        }
        slips.push(vec![range]);
    }
    slips
}

/// Whether a quotation that opens the paragraph goes on in the next one, which opens with the same mark.
fn goes_on(passage: &Passage<'_>, sign: &str, at: usize, next: Option<&Passage<'_>>) -> bool {
    matches!(sign, "“" | "„" | "«" | "\"")
        && (at == 0 || passage.text[..at].trim_end().ends_with(':'))
        && next.is_some_and(|next| {
            matches!(next.setting, Setting::Paragraph { .. }) && next.text.starts_with(sign)
        })
}

/// Whether the mark is an arrow on a line that leads to other pages: "« Contents".
fn is_way_back(text: &str, sign: &str) -> bool {
    const LONGEST: usize = 120;
    matches!(sign, "«" | "»") && text.len() < LONGEST && text.trim_start().starts_with(['«', '←'])
}
