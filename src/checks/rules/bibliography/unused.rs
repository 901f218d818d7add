use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::cited_work::CitedWorks;

rule! {
    /// An entry of the bibliography that the text does not cite.
    ///
    /// This is checked only if the text cites other entries by their keys: a bibliography without any citation is a
    /// list of further reading. A key with a figure needs no brackets: "as Circular A-130 says" cites the entry
    /// . In a report without `bibliography`, entries that are typed as paragraphs count, as in
    /// `bibliography/undefined`. If the same number of citations have no entry, one of them probably means this entry,
    /// and only `bibliography/undefined` reports it.
    ///
    /// ## Why it matters
    /// The passage that used the source was removed, or its citation was lost.
    ///
    /// ## How to fix it
    /// Cite the entry where it belongs, or remove it. An entry for further reading needs no `key`.
    advice "bibliography/unused"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let works = CitedWorks::of(prose);
    if works.used.is_empty() {
        return;
    }
    let unused = works.uncited(prose);
    if unused.len() <= works.missing.len() {
        return;
    }
    for entry in unused {
        findings
            .add(
                format!("no text cites the entry [{key}]", key = entry.key),
                entry.place.clone(),
                "is not cited",
            )
            .help(
                "cite the entry, or remove it; if it is for further reading, remove only its key",
            );
    }
}
