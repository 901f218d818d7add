use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::{Found, Prose};

rule! {
    /// A word in place of missing text: TBD, TODO, XXX, "lorem ipsum", "???".
    ///
    /// ## Why it matters
    /// Placeholders must be replaced before publication, and the last one is easily printed.
    ///
    /// ## How to fix it
    /// Write the text. If a name is spelt like a placeholder, suppress the finding with a reason.
    warning "text/placeholder" staged
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let declared = prose.report.abbreviations.iter();
    let declared: FxHashSet<&str> = declared
        .filter_map(|abbreviation| abbreviation.short.map(|short| short.value))
        .collect();
    for Found { text, item: range } in prose.placeholders() {
        // what the report itself declares stands for something
        if declared.contains(&text[range.clone()]) {
            continue;
        }
        findings
            .add(
                format!(
                    "\"{written}\" is a placeholder",
                    written = &text[range.clone()]
                ),
                text.part(range.clone()),
                "text is missing here",
            )
            .help("write the missing text");
    }
}
