use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::Report;
use crate::report::listing::Lead;

rule! {
    /// An entry of the contents gives another page than the heading it leads to.
    ///
    /// Only where both give a page, and not where the label of the entry is the wrong one.
    ///
    /// ## Why it matters
    /// A reader who turns to the page finds another section there.
    ///
    /// ## How to fix it
    /// Correct the page that is wrong. There is no way to declare two pages for one heading.
    error "contents/page-mismatch" staged
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    for id in listing.ids() {
        let line = listing.line(id);
        let Lead::To(heading) = line.lead else {
            continue;
        };
        let (Some(printed), Some(page)) = (&line.page, &outline.heading(heading).page) else {
            continue;
        };
        if printed.value == page.value {
            continue;
        }
        let described = outline.describe(heading);
        findings
            .add(
                format!("the contents put {described} on page {printed}, but its heading is on page {page}", printed = printed.value, page = page.value),
                printed,
                "in the contents",
            )
            .label(page, "at the heading")
            .help("correct the page that is wrong");
    }
}
