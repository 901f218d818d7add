use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::{Footnote, Spanned};

rule! {
    /// A footnote whose mark is not in any text.
    ///
    /// ## Why it matters
    /// The note is printed, but nobody knows what it refers to. Most often the mark was lost in editing.
    ///
    /// ## How to fix it
    /// Put the mark into the text (`¹` or `[^1]`; a mark such as `*` is written as it is, and so is `(1)` in Arabic),
    /// or remove the note. If the same number of marks in the text have no note, one of them probably means this note,
    /// and only `footnotes/undefined` reports it.
    warning "footnotes/unused"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let all = prose.note_lists();
    for list in &all.lists {
        let used = all.names_in(list);
        let notes = prose.notes(list).iter();
        let notes: FxHashSet<&str> = notes.filter_map(|note| Some(note.mark?.value)).collect();
        let unused = notes.difference(&used).count();
        if unused > used.difference(&notes).count() {
            report_unused(prose.notes(list), &used, findings);
        }
    }
}

fn report_unused(
    notes: &[Spanned<Footnote<'_>>],
    used: &FxHashSet<&str>,
    findings: &mut Findings<'_>,
) {
    for note in notes {
        let Some(mark) = note.mark.as_ref().filter(|mark| !used.contains(mark.value)) else {
            continue;
        };
        findings
            .add(
                format!("no text refers to footnote {mark}", mark = mark.value),
                mark,
                "no text has this mark",
            )
            .help(format!(
                "put `[^{mark}]` where footnote {mark} belongs, or remove the note",
                mark = mark.value
            ));
    }
}
