use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::relation::unique;
use crate::report::prose::Prose;
use crate::report::{Footnote, Spanned};

rule! {
    /// Two footnotes with the same mark.
    ///
    /// Lists that start again in an annex or a section ("1, 2, 3", and in annex I "1, 2" again) are separate lists, if
    /// the marks in the text start again there, too.
    ///
    /// ## Why it matters
    /// A mark in the text refers to two notes, and the reader does not know which of them is meant.
    ///
    /// ## How to fix it
    /// Give each note its own mark, and change the marks in the text, too. The text may refer to one note several
    /// times.
    error "footnotes/duplicate"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for list in &prose.note_lists().lists {
        check_list(prose.notes(list), findings);
    }
}

fn check_list(notes: &[Spanned<Footnote<'_>>], findings: &mut Findings<'_>) {
    let marks = notes.iter().filter_map(|note| note.mark.as_ref());
    for group in unique::duplicates(marks, |mark| Some(mark.value)) {
        let mut draft = findings.add(
            format!(
                "{count} footnotes have the mark {mark}",
                count = group.again.len() + 1,
                mark = group.key
            ),
            group.first,
            FIRST_HERE,
        );
        for again in group.again {
            draft = draft.label(again, AGAIN_HERE);
        }
        draft.help("give each footnote its own mark, and change the marks in the text, too");
    }
}
