use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::prose::Prose;
use crate::report::prose::citation::CitedNumber;
use crate::report::prose::reference::Kind;
use crate::report::prose::target::{Resolution, Targets};
use crate::report::{Report, Section, Spanned};
use crate::text::place::Place;

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
    error "references/dangling", needs References
}

/// A missing part, and everywhere that refers to it.
struct Missing {
    kind: Kind,
    numbers: Vec<String>,
    places: Vec<Place>,
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let targets = prose.targets();
    let mut labels: FxHashMap<Kind, Index<&str, ()>> = FxHashMap::default();
    for missing in missing(prose, targets) {
        let mut places = missing.places.into_iter();
        let Some(first) = places.next() else { continue };
        let numbers = &missing.numbers;
        let name = missing.kind.name_of(numbers.len());
        let message = messages::missing(name, numbers);
        let mut draft = findings.add(message, first, messages::LEADS_NOWHERE);
        for place in places {
            draft = draft.label(place, messages::AND_HERE);
        }
        let labels = labels.entry(missing.kind).or_insert_with(|| {
            let parts = targets.all(missing.kind).iter();
            Index::new(parts.map(|part| (part.label.value, ())))
        });
        draft.help(help(prose, missing.kind, labels, numbers));
    }
}

fn help(prose: &Prose<'_, '_>, kind: Kind, labels: &Index<&str, ()>, numbers: &[String]) -> String {
    let near = match numbers {
        [number] => labels.nearest(number),
        _ => None,
    };
    // of what is missing among others it is no answer that there are those before and after it
    let is_between = |number: &String| prose.targets().is_hole(kind, number);
    let ends = ends(prose, kind).filter(|_| !numbers.iter().any(is_between));
    match (near, ends) {
        (Some(near), _) => messages::did_it_mean(kind.name(), kind.bare(near)),
        (None, Some([first, last])) => {
            messages::there_are(kind.plural(), kind.bare(first), kind.bare(last))
        }
        (None, None) => messages::correct_or_add(kind.name_of(numbers.len())),
    }
}

/// The first and the last label of the kind, those below others aside; `None` where there are not two.
fn ends<'t>(prose: &Prose<'_, 't>, kind: Kind) -> Option<[&'t str; 2]> {
    let of_top = |sections: &[Spanned<Section<'t>>]| {
        let mut labels = sections.iter().filter_map(|section| section.label);
        Some([labels.next()?.value, labels.next_back()?.value])
    };
    match (kind, prose.targets().all(kind)) {
        (Kind::Section, _) => of_top(&prose.report.sections),
        (Kind::Annex, _) => of_top(&prose.report.annexes),
        (_, [first, .., last]) => Some([first.label.value, last.label.value]),
        _ => None,
    }
}

fn missing(prose: &Prose<'_, '_>, targets: &Targets<'_>) -> Vec<Missing> {
    let mut list: Vec<Missing> = Vec::new();
    let mut known: FxHashMap<(Kind, Cow<'_, str>), usize> = FxHashMap::default();
    let missing: Vec<CitedNumber<'_, '_>> = prose
        .cited_numbers()
        .filter(|cited| is_missing(cited, prose.report, targets))
        .collect();
    for numbers in missing.chunk_by(|one, next| std::ptr::eq(one.citation, next.citation)) {
        let kind = numbers[0].citation.reference.kind;
        let place = numbers[0].place.clone();
        if let Some(index) = known.get(&(kind, numbers[0].number.clone())) {
            list[*index].places.push(place);
            continue;
        }
        let numbers = || numbers.iter().map(|cited| cited.number.clone());
        for number in numbers() {
            known.entry((kind, number)).or_insert(list.len());
        }
        list.push(Missing {
            kind,
            places: vec![place],
            numbers: numbers().map(Cow::into_owned).collect(),
        });
    }
    list
}

fn is_missing(cited: &CitedNumber<'_, '_>, report: &Report<'_>, targets: &Targets<'_>) -> bool {
    let kind = cited.citation.reference.kind;
    matches!(cited.resolution, Resolution::Missing)
        && is_judged(report, targets, kind)
        // where the numbering itself has a hole, the hole is reported, and not all that refers to it
        && !(is_numbered_in_sequence(kind) && targets.is_hole(kind, &cited.number))
        && !targets.is_missed_elsewhere(kind, &cited.number)
}

/// Whether the report claims to have all of the kind, so that what it has not got is missing.
fn is_judged(report: &Report<'_>, targets: &Targets<'_>, kind: Kind) -> bool {
    match kind {
        Kind::Annex => !report.sections.is_empty(),
        _ => targets.has(kind) && !targets.has_unreadable(kind),
    }
}

/// Whether a rule of its own looks after the numbering of the kind.
fn is_numbered_in_sequence(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Annex | Kind::Section | Kind::Paragraph | Kind::Footnote
    )
}

mod messages {
    use crate::finding::wording::listed_briefly;
    pub(super) use crate::finding::wording::{AND_HERE, LEADS_NOWHERE};

    /// As many of the kind as there are numbers.
    pub(super) fn missing(kind: &str, numbers: &[String]) -> String {
        let numbers = listed_briefly(numbers);
        format!("the text refers to {kind} {numbers}, which the report has not got")
    }

    pub(super) fn did_it_mean(kind: &str, near: &str) -> String {
        format!("did the text mean {kind} {near}?")
    }

    /// Several of the kind.
    pub(super) fn there_are(kind: &str, first: &str, last: &str) -> String {
        format!("the report has {kind} {first} to {last}")
    }

    pub(super) fn correct_or_add(kind: &str) -> String {
        format!("correct the reference, or add the {kind}; if another document is meant, name it")
    }
}
