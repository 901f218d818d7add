use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::listing::Lead;
use crate::report::{Report, Spanned};
use crate::text::edit::Value;

rule! {
    /// An entry of the contents gives another page than the heading it leads to.
    ///
    /// This is checked only if both give a page, and if the label of the entry is right.
    ///
    /// ## Why it matters
    /// A reader who turns to the page finds another section there.
    ///
    /// ## How to fix it
    /// Correct the page that is wrong. You cannot declare two pages for one heading.
    error "contents/page-mismatch" staged,
    fix unsafe "The page of the heading is written in the contents, but the heading may have the wrong one."
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
            .help("correct the page that is wrong")
            .fix(fix(printed, page.value));
    }
}

/// The page of the heading in the contents.
fn fix(printed: &Spanned<u32>, page: u32) -> Remedy {
    let title = format!("write page {page} in the contents");
    Remedy::risky(title).set(printed.at, Value::Whole(page.into()))
}
