use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::model::Report;
use crate::place::Place;
use crate::prose::citation::{Citation, Resolution, Targets};
use crate::prose::reference::Kind;
use crate::relation::resolve::Index;
use crate::rule::rule;

rule! {
    /// A reference in the text to a part that the report has not got.
    ///
    /// Annexes, sections, paragraphs, footnotes, tables, figures and sessions are looked up; of a run such as "paras.
    /// 12–15" every number. All references to one missing part are one finding.
    ///
    /// ## Why it matters
    /// The reader turns the pages in vain. Most often the part was renumbered or removed after the sentence was written.
    ///
    /// ## How to mend it
    /// Correct the reference, or add what it refers to. References into other documents are left alone: name the document
    /// with them ("annex II to the Convention", "paragraph 5 of resolution 55/25"). Tables, figures, footnotes and sessions
    /// are looked up only in a report that lists any.
    error "references/dangling" = check
}

/// A missing part, and everywhere that refers to it.
struct Missing {
    kind: Kind,
    numbers: Vec<String>,
    places: Vec<Place>,
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let targets = report.targets();
    let mut labels: FxHashMap<Kind, Index<&str, ()>> = FxHashMap::default();
    for missing in missing(report, targets) {
        let name = missing.kind.name();
        let cited = missing.numbers.join(", ");
        let mut places = missing.places.into_iter();
        let Some(first) = places.next() else { continue };
        let message = format!("the text refers to {name} {cited}, which the report has not got");
        let mut draft = findings.add(message, first, "leads nowhere");
        for place in places {
            draft = draft.label(place, "and here");
        }
        let labels = labels.entry(missing.kind).or_insert_with(|| {
            let parts = targets.all(missing.kind).iter();
            Index::new(parts.map(|part| (part.label.value, ())))
        });
        draft.help(help(targets, missing.kind, labels, &cited));
    }
}

fn help(targets: &Targets<'_>, kind: Kind, labels: &Index<&str, ()>, cited: &str) -> String {
    let name = kind.name();
    match (labels.nearest(cited), targets.all(kind)) {
        (Some(near), _) => format!("did the text mean {name} {near}?"),
        (None, [first, .., last]) => {
            format!(
                "the report has {name} {} to {}",
                first.label.value, last.label.value
            )
        }
        (None, _) => format!(
            "correct the reference, or add the {name}; if another document is meant, name it"
        ),
    }
}

fn missing(report: &Report<'_>, targets: &Targets<'_>) -> Vec<Missing> {
    let mut list: Vec<Missing> = Vec::new();
    let mut known: FxHashMap<(Kind, String), usize> = FxHashMap::default();
    for citation in report.citations() {
        let kind = citation.reference.kind;
        if !is_judged(report, targets, kind) {
            continue;
        }
        let numbers = missing_numbers(citation, targets);
        let Some((first, place)) = numbers.first() else {
            continue;
        };
        if let Some(index) = known.get(&(kind, first.clone())) {
            list[*index].places.push(place.clone());
            continue;
        }
        for (number, _) in &numbers {
            known.entry((kind, number.clone())).or_insert(list.len());
        }
        list.push(Missing {
            kind,
            places: vec![place.clone()],
            numbers: numbers.into_iter().map(|(number, _)| number).collect(),
        });
    }
    list
}

/// Whether the report claims to have all of the kind, so that what it has not got is missing.
fn is_judged(report: &Report<'_>, targets: &Targets<'_>, kind: Kind) -> bool {
    match kind {
        Kind::Annex => !report.sections.is_empty(),
        _ => targets.has(kind) && !targets.has_unreadable(kind),
    }
}

fn missing_numbers(citation: &Citation<'_>, targets: &Targets<'_>) -> Vec<(String, Place)> {
    let kind = citation.reference.kind;
    let numbers = citation.numbers().filter(|(number, _)| {
        matches!(targets.resolve(kind, number), Resolution::Missing)
            // where the numbering itself has a hole, the hole is reported, and not all that refers to it
            && !(is_numbered_in_sequence(kind) && targets.is_hole(kind, number))
            && !targets.is_missed_elsewhere(kind, number)
    });
    numbers
        .map(|(number, place)| (number.into_owned(), place))
        .collect()
}

/// Whether a rule of its own looks after the numbering of the kind.
fn is_numbered_in_sequence(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Annex | Kind::Section | Kind::Paragraph | Kind::Footnote
    )
}
