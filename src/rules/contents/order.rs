use crate::finding::Findings;
use crate::model::Report;
use crate::rule::rule;

rule! {
    /// Entries of the contents stand in another order than the headings of the report.
    ///
    /// An entry that is moved together with the entries below it, or with its neighbours, is one finding. Where the
    /// labels of the headings are themselves out of order, that is reported and not the contents.
    ///
    /// ## Why it matters
    /// The contents are read as the plan of the report.
    ///
    /// ## How to mend it
    /// Move the entry to where its heading stands, or the heading to where the contents have it.
    warning "contents/order" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    for displaced in listing.displaced(outline) {
        let Some(&first) = displaced.lines.first() else {
            continue;
        };
        let (line, against) = (listing.line(first), listing.line(displaced.against));
        let (in_contents, in_report) = if first > displaced.against {
            ("after", "before")
        } else {
            ("before", "after")
        };
        let more = match displaced.lines.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let draft = findings
            .add(
                format!(
                    "the contents list \"{}\"{more} {in_contents} \"{}\", but the report has it {in_report} that",
                    line.printed(),
                    against.printed()
                ),
                line.name_place(),
                "out of place",
            )
            .label(against.name_place(), format!("belongs {in_report} this"));
        let draft = match line.lead.heading() {
            Some(heading) => draft.label(outline.heading(heading).name_place(), "its heading"),
            None => draft,
        };
        draft.help("give the entries the order of the headings");
    }
}
