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
    /// ## How to mend it
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
                messages::mismatch(&described, printed.value, page.value),
                printed,
                messages::IN_CONTENTS,
            )
            .label(page, messages::AT_HEADING)
            .help(messages::CORRECT_PAGE);
    }
}

mod messages {
    pub(super) const IN_CONTENTS: &str = "in the contents";
    pub(super) const AT_HEADING: &str = "at the heading";
    pub(super) const CORRECT_PAGE: &str = "correct the page that is wrong";

    pub(super) fn mismatch(heading: &str, printed: u32, page: u32) -> String {
        format!("the contents put {heading} on page {printed}, but its heading is on page {page}")
    }
}
