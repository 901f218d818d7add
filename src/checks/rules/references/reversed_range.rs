use crate::checks::rules::references::dangling::is_running_text;
use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::reference::owner::Owner;

rule! {
    /// A run of numbers in a reference that goes backwards: "paragraphs 15–12".
    ///
    /// ## Why it matters
    /// One of the two numbers is wrong, and the reader does not know which.
    ///
    /// ## What is left alone
    /// Shortened runs ("paragraphs 112–15"), numbers with a dash in them ("Table 4-1"), and references into other documents.
    ///
    /// ## How to fix it
    /// Correct the first number or the last.
    warning "references/reversed-range", needs References
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for citation in prose.citations() {
        let is_own = matches!(citation.reference.owner, Owner::Report | Owner::Unnamed);
        if !is_own || !is_running_text(prose, citation) {
            continue;
        }
        for run in citation.reversed_runs(prose.targets()) {
            let numbers = &citation.text[run.clone()];
            let [_, name] = citation.reference.head.names;
            findings
                .add(
                    format!("the text refers to {name} {numbers}, which goes backwards"),
                    citation.text.part(run),
                    "goes backwards",
                )
                .help("correct the first number or the last");
        }
    }
}
