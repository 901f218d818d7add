use crate::checks::rules::Validated;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::recognized::DOUBT;
use crate::text::place::Place;
use crate::text::source::Location;

rule! {
    /// Something in an imported report is uncertain, and nobody has decided it yet.
    ///
    /// ## Why it matters
    /// A printed report does not say what each line is. reportlint takes a line for a heading when two things say so, such
    /// as the contents and its number. Where only one does, the line may be something else, and what other rules find there
    /// may be wrong.
    ///
    /// In a text file the rule marks the uncertain line. In a report that `reportlint import` wrote, each uncertain place has
    /// a comment that starts with `# import doubt:`.
    ///
    /// ## How to fix it
    /// Compare the place with the printed report. Correct the YAML where it is wrong, and delete the comment.
    advice "import/undecided"
}

pub(super) fn check(files: &[Validated<'_>], findings: &mut Findings<'_>) {
    for Validated { part, .. } in files {
        let file = part.file;
        for remark in part.tree.remarks() {
            let span = remark.span;
            findings
                .add(
                    &*remark.text,
                    Place::Bytes(Location { file, span }),
                    "is uncertain",
                )
                .help("import the report as YAML to decide this there");
        }
        let text = part.tree.text();
        for comment in part.tree.comments() {
            let Some(doubt) = text[comment.span.range()].strip_prefix(DOUBT) else {
                continue;
            };
            let span = comment.span;
            findings
                .add(
                    doubt.trim(),
                    Place::Bytes(Location { file, span }),
                    "is not decided yet",
                )
                .help("correct the report where it is wrong, and delete the comment");
        }
    }
}
