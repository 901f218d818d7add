use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed_briefly;
use crate::finding::wording::{AGAIN_HERE, AND_HERE, FIRST_HERE};
use crate::relation::unique;
use crate::report::Report;

rule! {
    /// Two labelled headings at the same level have the same title.
    ///
    /// Headings without a label, such as the "Recommendations" of each section, may share a title, and so may headings
    /// below different headings. If two headings also have the same label, `sections/label-sequence` reports them.
    ///
    /// ## Why it matters
    /// A reader cannot distinguish the two, and often one of them was copied and not renamed.
    ///
    /// ## How to fix it
    /// Give each its own title, or join the two.
    warning "sections/duplicate-title"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let outline = report.outline();
    let labelled = outline
        .ids()
        .filter(|&id| outline.heading(id).label.is_some());
    let groups = unique::duplicates(labelled, |&id| {
        let heading = outline.heading(id);
        Some((heading.level, heading.comparable_title.as_deref()?))
    });
    for group in groups {
        let first = outline.heading(group.first);
        let key = |id| {
            let label = outline.heading(id).label;
            label.map(|label| outline.label_key(first.level, &label))
        };
        let first_key = key(group.first);
        let again = group.again.into_iter().filter(|&id| key(id) != first_key);
        let again: Vec<_> = again.collect();
        let ([second, more @ ..], Some(title)) = (again.as_slice(), &first.title) else {
            continue;
        };
        let alike = std::iter::once(&group.first).chain(&again);
        let alike: Vec<String> = alike.map(|&id| outline.describe(id)).collect();
        let place = |id| {
            outline
                .heading(id)
                .title
                .as_ref()
                .map_or(outline.heading(id).name_place(), Into::into)
        };
        let mut draft = findings
            .add(titled_alike(&alike, title.value), title, FIRST_HERE)
            .label(place(*second), AGAIN_HERE);
        for &id in more {
            draft = draft.label(place(id), AND_HERE);
        }
        draft.help(own_titles(alike.len()));
    }
}

fn titled_alike(alike: &[String], title: &str) -> String {
    let both = if alike.len() == 2 { "both" } else { "all" };
    format!("{} are {both} titled \"{title}\"", listed_briefly(alike))
}

fn own_titles(count: usize) -> &'static str {
    match count {
        2 => "give each its own title, or join the two",
        _ => "give each its own title, or join them",
    }
}
