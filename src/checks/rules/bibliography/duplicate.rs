use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};
use crate::relation::unique;
use crate::report::Report;

rule! {
    /// Two entries of the bibliography have the same key.
    ///
    /// ## Why it matters
    /// A citation refers to two works, and the reader does not know which of them is meant.
    ///
    /// ## How to fix it
    /// Give each entry its own key ("Old99a", "Old99b"), and change the citations, too.
    error "bibliography/duplicate"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let entries = report.bibliography.iter();
    let keys = entries.filter_map(|entry| entry.key.as_ref());
    for group in unique::duplicates(keys, |key| Some(key.value)) {
        let mut draft = findings.add(
            format!(
                "{count} entries of the bibliography have the key {key}",
                count = group.again.len() + 1,
                key = group.key
            ),
            group.first,
            FIRST_HERE,
        );
        for again in group.again {
            draft = draft.label(again, AGAIN_HERE);
        }
        draft.help("give each entry its own key, and change the citations, too");
    }
}
