use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::dangling::is_running_text;
use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::finding::wording::AND_HERE;
use crate::report::Text;
use crate::report::prose::Prose;
use crate::report::prose::citation::{Citation, CitedNumber};
use crate::report::prose::reference::evidence::{Evidence, Nearness, Pointed, evidence};
use crate::report::prose::reference::owner::Owner;
use crate::report::prose::reference::{Cited, PartKind, Reference};
use crate::report::prose::target::Resolution;
use crate::text::place::Place;

rule! {
    /// A reference in another numeral style than the heading: "Annex 1" for Annex I.
    ///
    /// ## Why it matters
    /// A reader finds the heading in the end, but a search or a program that makes links does not.
    ///
    /// ## How to fix it
    /// Write the number as in the heading.
    warning "references/style", needs References,
    fix safe "Writes the number as in the heading. The target of the reference is known."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let mut order: Vec<Styled<'_>> = Vec::new();
    let mut known: FxHashMap<(PartKind, Cow<'_, str>), usize> = FxHashMap::default();
    for cited in prose.cited_numbers() {
        let Resolution::OtherStyle(target) = cited.resolution else {
            continue;
        };
        if !is_own(prose, &cited) {
            continue;
        }
        let key = (cited.citation.reference.kind(), cited.number.clone());
        let index = *known.entry(key).or_insert(order.len());
        if index == order.len() {
            order.push(Styled {
                reference: as_written(cited.citation, &cited.number),
                label: target.label,
                places: Vec::new(),
            });
        }
        order[index].places.push(cited.place);
    }
    for styled in order {
        let Styled {
            reference,
            label,
            places,
        } = styled;
        let written = label.value;
        let remedy = fix(&places, written);
        let mut places = places.into_iter();
        let Some(first) = places.next() else { continue };
        let mut draft = findings.add(
            format!("the text writes \"{reference}\", but the heading is \"{written}\""),
            first,
            format!("\"{written}\" in the report"),
        );
        for place in places {
            draft = draft.label(place, AND_HERE);
        }
        draft
            .label(&label, "the label")
            .help(format!("write the number as in the heading: \"{written}\""))
            .fix(remedy);
    }
}

/// Whether nobody else's part can be meant.
fn is_own(prose: &Prose<'_, '_>, cited: &CitedNumber<'_, '_>) -> bool {
    let reference = &cited.citation.reference;
    let is_apart = || {
        prose.reference_words().is_some_and(|words| {
            let Evidence { pointed, other } = evidence(words, &cited.citation.text, reference);
            pointed != Pointed::No || other != Nearness::Sentence
        })
    };
    is_running_text(prose, cited.citation)
        && match reference.owner {
            Owner::Report => true,
            Owner::Unnamed => is_apart(),
            Owner::Unclear | Owner::Another => false,
        }
}

/// A number that is cited in another style than its label has.
struct Styled<'t> {
    /// How it is cited first.
    reference: String,
    label: Text<'t>,
    places: Vec<Place>,
}

/// The reference as the text has it; of one with several numbers ("annexes 1 and 2") only that number.
fn as_written(citation: &Citation<'_>, number: &str) -> String {
    let Reference {
        range, head, cited, ..
    } = &citation.reference;
    match cited.as_slice() {
        [Cited::One(_)] => citation.text[range.clone()].to_owned(),
        _ => format!("{} {number}", head.names[0]),
    }
}

/// The number as the heading has it, at every place. `None` where a place is more than the number.
fn fix(places: &[Place], label: &str) -> Option<Remedy> {
    let number = label.rsplit(char::is_whitespace).next()?;
    let mut remedy = Remedy::safe(format!("write \"{number}\""));
    for place in places {
        let Place::Text(at, range) = place else {
            return None;
        };
        remedy = remedy.text(*at, range.clone(), number);
    }
    Some(remedy)
}
