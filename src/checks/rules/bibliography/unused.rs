use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::cited_work::CitedWorks;

rule! {
    /// An entry of the bibliography that the text does not cite.
    ///
    /// Only where the text cites others by their keys: a bibliography of which it cites none is a list of further reading.
    /// A key with a figure in it need not be in brackets: "as Circular A-130 says" cites the entry. Of a report
    /// without `bibliography` the entries that are typed as paragraphs are read, as `bibliography/undefined` says. Where as
    /// many citations lead to no entry, one of them probably means it, and `bibliography/undefined` says so.
    ///
    /// ## Why it matters
    /// The passage that used the source was taken out, or its citation was lost.
    ///
    /// ## How to fix it
    /// Cite the entry where it belongs, or remove it. One that is listed for further reading needs no `key`.
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
            .help("cite the entry where it belongs, remove it, or take its key away if it is for further reading");
    }
}
