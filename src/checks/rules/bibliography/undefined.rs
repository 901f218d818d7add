use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::prose::Prose;
use crate::report::prose::cited_work::CitedWorks;

rule! {
    /// The text cites a work that the bibliography does not contain.
    ///
    /// A citation is a key in square brackets, alone or with others: "[Old99]", "[3, 7–9]". Text in brackets counts as
    /// a citation if it looks like the keys of the bibliography, with letters and figures in the same order, or if it
    /// is a number and the keys are numbers. Each key is reported once. In a report without `bibliography`, entries
    /// that are typed as paragraphs count: "[Old99] Smith, A., Title, 1999", or any paragraph that begins with a key
    /// below a heading such as "References" or a heading with `holds: bibliography`. A report without keys is not
    /// checked.
    ///
    /// ## Why it matters
    /// The reader looks for the source in the bibliography and does not find it.
    ///
    /// ## How to fix it
    /// Add the entry to the bibliography, or correct the key.
    warning "bibliography/undefined"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let works = CitedWorks::of(prose);
    let known = Index::new(works.entries.iter().map(|entry| (entry.key, ())));
    for (key, found) in works.missing {
        let help = match known.nearest(&key) {
            Some(near) => format!("there is an entry {near}; otherwise add one with the key {key}"),
            None => format!("add an entry with the key {key}, or correct the citation"),
        };
        findings
            .add(
                format!("the text cites [{key}], which the bibliography does not contain"),
                found.text.part(found.item),
                "no entry has this key",
            )
            .help(help);
    }
}
