use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::model::{Report, Text};
use crate::place::Place;
use crate::prose::citation::{Resolution, cited_numbers};
use crate::prose::reference::Kind;
use crate::rule::rule;

rule! {
    /// A reference that resolves only in another numeral style: "Annex 1" for Annex I.
    ///
    /// ## Why it matters
    /// The reader finds it in the end, but a search for the words does not, and neither does a program that makes links.
    ///
    /// ## How to mend it
    /// Write the number as the heading has it.
    warning "references/style" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let targets = report.targets();
    let mut order: Vec<((Kind, String), Text<'_>, Vec<Place>)> = Vec::new();
    let mut known: FxHashMap<(Kind, String), usize> = FxHashMap::default();
    for citation in report.citations() {
        let kind = citation.reference.kind;
        for (number, place) in cited_numbers(citation) {
            let Resolution::OtherStyle(target) = targets.resolve(kind, &number) else {
                continue;
            };
            let key = (kind, number);
            let index = *known.entry(key.clone()).or_insert(order.len());
            if index == order.len() {
                order.push((key, target.label, Vec::new()));
            }
            order[index].2.push(place);
        }
    }
    for ((kind, number), label, places) in order {
        let (name, written) = (kind.name(), label.value);
        let mut places = places.into_iter();
        let Some(first) = places.next() else { continue };
        let mut draft = findings.add(
            format!("the text writes {name} {number}, and the report has it as \"{written}\""),
            first,
            format!("\"{written}\" in the report"),
        );
        for place in places {
            draft = draft.label(place, "and here");
        }
        draft.label(&label, "the label").help(format!(
            "write the number as the heading has it: \"{written}\""
        ));
    }
}
