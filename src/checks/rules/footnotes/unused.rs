use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;

rule! {
    /// A footnote whose mark stands nowhere in the text.
    ///
    /// ## Why it matters
    /// The note is printed, but nobody can tell what it is a note to. Most often the mark was lost in editing.
    ///
    /// ## How to mend it
    /// Put the mark into the text (`¹` or `[^1]`), or remove the note. Where as many marks of the text have no note, one of
    /// them probably means it, and `footnotes/undefined` says so.
    warning "footnotes/unused"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let used: FxHashSet<&str> = prose.marks().map(|mark| mark.item.name.as_str()).collect();
    let notes = prose.report.footnotes.iter();
    let notes: FxHashSet<&str> = notes.filter_map(|note| Some(note.mark?.value)).collect();
    let unused = notes.difference(&used).count();
    if unused <= used.difference(&notes).count() {
        return;
    }
    for note in &prose.report.footnotes {
        let Some(mark) = note.mark.as_ref().filter(|mark| !used.contains(mark.value)) else {
            continue;
        };
        findings
            .add(messages::unused(mark.value), mark, messages::STANDS_NOWHERE)
            .help(messages::put_or_remove(mark.value));
    }
}

mod messages {
    pub(super) const STANDS_NOWHERE: &str = "this mark stands nowhere in the text";

    pub(super) fn unused(mark: &str) -> String {
        format!("no text refers to footnote {mark}")
    }

    pub(super) fn put_or_remove(mark: &str) -> String {
        format!("put `[^{mark}]` where footnote {mark} belongs, or remove the note")
    }
}
