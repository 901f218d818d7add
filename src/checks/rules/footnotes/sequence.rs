use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence;
use crate::report::numeral::whole_number;
use crate::report::prose::Prose;
use crate::report::prose::note_list::{NoteList, is_in_order};
use crate::report::{Footnote, Spanned};
use crate::text::place::Place;

rule! {
    /// Footnotes whose marks are not in sequence, in the list or in the text.
    ///
    /// Lists that start again in an annex or a section are checked separately. Marks in the captions of tables and
    /// figures and on the agenda count as used, but have no order, because the data does not say where these are
    /// printed.
    ///
    /// ## Why it matters
    /// If a number is skipped, readers believe that a note is missing. If notes are out of order, readers do not find
    /// them.
    ///
    /// ## How to fix it
    /// Number the notes without gaps, in the order in which the text refers to them. Marks that are not numbers (`*`,
    /// `a`) are not checked.
    warning "footnotes/sequence",
    unsure markdown
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let all = prose.note_lists();
    for list in &all.lists {
        let numbered: Vec<(u32, &Spanned<Footnote<'_>>)> = prose
            .notes(list)
            .iter()
            .filter_map(|note| Some((whole_number(note.mark.as_ref()?)?, note)))
            .collect();
        let uses = first_uses(prose, list);
        let breaks = broken_numbers(&numbered, &uses, findings);
        // renumbering the list comes first; only then the order of the text can be judged
        if !breaks {
            out_of_order(&numbered, &uses, findings);
        }
    }
}

/// Where each number is first referred to, and as which one of them, unless it is where nobody can say.
type Uses = FxHashMap<u32, (Option<usize>, Place)>;

fn first_uses(prose: &Prose<'_, '_>, list: &NoteList) -> Uses {
    let (all, passages) = (prose.note_lists(), prose.passages());
    let mut uses = Uses::default();
    let mut order = 0;
    for index in list.calls.iter().chain(&all.shared) {
        let call = &all.calls[*index];
        let Some(number) = whole_number(&call.mark.name) else {
            continue;
        };
        let is_in_order = is_in_order(passages[call.passage].setting);
        let first = uses.entry(number).or_insert_with(|| (None, call.place()));
        if first.0.is_none() && is_in_order {
            *first = (Some(order), call.place());
            order += 1;
        }
    }
    uses
}

fn broken_numbers(
    numbered: &[(u32, &Spanned<Footnote<'_>>)],
    uses: &Uses,
    findings: &mut Findings<'_>,
) -> bool {
    let positions: Vec<sequence::Position> = numbered
        .iter()
        .map(|(number, _)| (*number).into())
        .collect();
    let mut first_places: FxHashMap<u32, usize> = FxHashMap::default();
    for (place, (number, _)) in numbered.iter().enumerate() {
        first_places.entry(*number).or_insert(place);
    }
    let mut found = false;
    for broken in sequence::breaks(&positions, Some(1)) {
        let (number, note) = numbered[broken.index];
        // a note that is used and missing is the finding of `footnotes/undefined`, one that is there twice that of
        // `footnotes/duplicate`
        let reported = uses.contains_key(&broken.expected.number)
            && broken.kind == sequence::BreakKind::Skipped;
        let is_duplicate = first_places.get(&number) < Some(&broken.index);
        let Some(mark) = note.mark.as_ref().filter(|_| !reported && !is_duplicate) else {
            continue;
        };
        found = true;
        findings
            .add(
                format!(
                    "footnote {number} comes here, but footnote {expected} is expected",
                    expected = broken.expected.number
                ),
                mark,
                format!("expected {number}", number = broken.expected.number),
            )
            .help(
                "number the footnotes without gaps, in the order in which the text refers to them",
            );
    }
    found
}

fn out_of_order(
    numbered: &[(u32, &Spanned<Footnote<'_>>)],
    uses: &Uses,
    findings: &mut Findings<'_>,
) {
    let mut in_text: Vec<(usize, u32, &Place)> = numbered
        .iter()
        .filter_map(|(number, _)| {
            let (order, place) = uses.get(number)?;
            Some(((*order)?, *number, place))
        })
        .collect();
    in_text.sort_by_key(|(order, ..)| *order);
    let numbers: Vec<u32> = in_text.iter().map(|(_, number, _)| *number).collect();
    for misplaced in sequence::misplaced(&numbers) {
        let (_, number, place) = in_text[misplaced.index];
        let (_, other, other_place) = in_text[misplaced.against];
        findings
            .add(
                format!("the text refers to footnote {number} out of order"),
                place.clone(),
                footnote(number),
            )
            .label(other_place.clone(), footnote(other))
            .help("number the footnotes in the order in which the text refers to them");
    }
}

fn footnote(number: u32) -> String {
    format!("footnote {number}")
}
