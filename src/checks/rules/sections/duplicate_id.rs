use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::times;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::relation::unique;
use crate::report::Report;

rule! {
    /// One `id` appears twice in the report.
    ///
    /// Sections, annexes and people share their ids.
    ///
    /// ## Why it matters
    /// A reference to the id, such as the `ref` of an entry of the contents, may mean either of the two.
    ///
    /// ## How to fix it
    /// Give one of them another id, and correct what refers to it.
    error "sections/duplicate-id"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let outline = report.outline();
    let headings = outline.ids().filter_map(|id| outline.heading(id).id);
    let people = report.people.iter().filter_map(|person| person.id);
    let groups = unique::duplicates(headings.chain(people), |id| Some(id.value));
    for group in groups {
        let mut draft = findings.add(
            format!(
                "the id `{id}` appears {} in the report",
                times(group.again.len() + 1),
                id = group.key
            ),
            &group.first,
            FIRST_HERE,
        );
        for again in &group.again {
            draft = draft.label(again, AGAIN_HERE);
        }
        draft.help("give each its own id, and correct what refers to it");
    }
}
