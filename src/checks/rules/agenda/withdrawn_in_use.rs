use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::Report;

rule! {
    /// A code is declared withdrawn, and an item of the agenda has it.
    ///
    /// ## Why it matters
    /// `withdrawn` means that no session has this code. Either the session is back on the agenda and the declaration
    /// was forgotten, or it was withdrawn and is still on the agenda.
    ///
    /// ## How to fix it
    /// Remove the code from `withdrawn`, or remove the session from the agenda.
    error "agenda/withdrawn-in-use"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let Some(agenda) = &report.agenda else {
        return;
    };
    let withdrawn = Index::new(agenda.withdrawn.iter().map(|code| (code.value, code)));
    let mut reported = FxHashSet::default();
    for slot in agenda.slots() {
        let Some(code) = &slot.item.code else {
            continue;
        };
        let Some(declared) = withdrawn.get(code.value).first() else {
            continue;
        };
        if reported.insert(code.value) {
            findings
                .add(
                    format!(
                        "session {code} is withdrawn, but on the agenda",
                        code = code.value
                    ),
                    code,
                    slot.when(),
                )
                .label(*declared, "declared withdrawn here")
                .help(format!(
                    "remove {code} from `withdrawn`, or remove the session from the agenda",
                    code = code.value
                ));
        }
    }
}
