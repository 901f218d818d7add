use crate::finding::Findings;
use crate::model::Report;
use crate::relation::unique;
use crate::rule::rule;

rule! {
    /// One `id` stands twice in the report.
    ///
    /// Sections, annexes and people share their ids.
    ///
    /// ## Why it matters
    /// Whatever refers to the id, such as the `ref` of an entry of the contents, may mean either of the two.
    ///
    /// ## How to mend it
    /// Give one of them another id, and correct what refers to it.
    error "sections/duplicate-id" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let outline = report.outline();
    let headings = outline.ids().filter_map(|id| outline.heading(id).id);
    let people = report.people.iter().filter_map(|person| person.id);
    let groups = unique::duplicates(headings.chain(people), |id| Some(id.value));
    for group in groups {
        let times = match group.again.len() {
            1 => "twice".to_owned(),
            more => format!("{} times", more + 1),
        };
        let mut draft = findings.add(
            format!("the id `{}` stands {times} in the report", group.key),
            &group.first,
            "first here",
        );
        for again in &group.again {
            draft = draft.label(again, "again here");
        }
        draft.help("give each its own id, and correct what refers to it");
    }
}
