use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::prose::Prose;
use crate::report::prose::note_list::NoteLists;
use crate::report::{Footnote, Spanned};

rule! {
    /// A footnote mark in the text without a footnote.
    ///
    /// ## Why it matters
    /// The reader looks to the foot of the page and finds nothing: a source or a reservation is missing.
    ///
    /// ## How to fix it
    /// Add the note to `footnotes` under that mark, or remove the mark. A superscript figure that is an exponent
    /// belongs after a figure or a unit ("10⁶", "km²"), where it is not read as a mark.
    error "footnotes/undefined"
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    if prose.report.has_unreadable_marks() {
        return;
    }
    let all = prose.note_lists();
    for list in &all.lists {
        check_calls(all, &list.calls, prose.notes(list), findings);
    }
    check_calls(all, &all.shared, &prose.report.footnotes, findings);
}

fn check_calls(
    all: &NoteLists<'_>,
    calls: &[usize],
    notes: &[Spanned<Footnote<'_>>],
    findings: &mut Findings<'_>,
) {
    let marks = notes.iter().filter_map(|note| note.mark.as_ref());
    let known = Index::new(marks.map(|mark| (mark.value, ())));
    // a mark that is used again is still one missing note
    let mut missing = FxHashSet::default();
    for call in calls.iter().map(|index| &all.calls[*index]) {
        let name = call.mark.name.as_str();
        if !known.get(name).is_empty() || !missing.insert(name) {
            continue;
        }
        let help = match known.nearest(name) {
            Some(near) => {
                format!(
                    "if footnote {near} is meant, write `[^{near}]`; otherwise add one with `mark: \"{name}\"`"
                )
            }
            None => format!("add a footnote with `mark: \"{name}\"`, or remove the mark"),
        };
        findings
            .add(
                format!("the text refers to footnote {name}, which the report does not contain"),
                call.place(),
                "no footnote has this mark",
            )
            .help(help);
    }
}
