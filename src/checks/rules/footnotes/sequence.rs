use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::sequence;
use crate::report::numeral::whole_number;
use crate::report::prose::Prose;
use crate::report::prose::note_list::{NoteList, is_in_order};
use crate::report::{Footnote, Spanned};
use crate::text::edit::Value;
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
    unsure markdown,
    fix unsafe "Closes the gaps in the numbers of a list, with all marks in the text, but a note may be missing."
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
        let fix = || {
            let are_all = numbered.len() == list.notes.len();
            are_all.then(|| without_gaps(prose, list, &numbered))?
        };
        let breaks = broken_numbers(&numbered, &uses, fix, findings);
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
    fix: impl FnOnce() -> Option<Remedy>,
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
    // one fix numbers all of the list
    let mut fix = Some(fix);
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
            )
            .fix(fix.take().and_then(|fix| fix()));
    }
    found
}

/// Notes whose numbers ascend, numbered from 1 without gaps. `None` where it is not certain which marks in the text lead to
/// them.
fn without_gaps(
    prose: &Prose<'_, '_>,
    list: &NoteList,
    numbered: &[(u32, &Spanned<Footnote<'_>>)],
) -> Option<Remedy> {
    let ascends = |pair: &[(u32, _)]| pair[0].0 < pair[1].0;
    if !numbered.windows(2).all(ascends) {
        return None;
    }
    let mut remedy = Remedy::risky("number the footnotes without gaps");
    let mut changed: FxHashMap<u32, u32> = FxHashMap::default();
    for ((old, note), new) in numbered.iter().zip(1..) {
        changed.insert(*old, new);
        if *old != new {
            remedy = remedy.set(note.mark?.at, Value::Text(new.to_string()));
        }
    }
    let all = prose.note_lists();
    for index in list.calls.iter().chain(&all.shared) {
        let call = &all.calls[*index];
        let Some(old) = whole_number(&call.mark.name) else {
            continue;
        };
        let new = *changed.get(&old)?;
        if new == old {
            continue;
        }
        let range = call.mark.range.clone();
        let written = call.text.value.get(range.clone())?;
        let is_written = |mark: &Mark| mark.of(old) == written;
        let mark = [Mark::Raised, Mark::Bracketed]
            .into_iter()
            .find(is_written)?;
        remedy = remedy.text(call.text.at, range, mark.of(new));
    }
    Some(remedy)
}

/// How a mark is written.
enum Mark {
    /// `²`
    Raised,
    /// `[^2]`
    Bracketed,
}

impl Mark {
    fn of(&self, number: u32) -> String {
        const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let raised = |figure: u8| FIGURES[usize::from(figure - b'0')];
        match self {
            Self::Raised => number.to_string().bytes().map(raised).collect(),
            Self::Bracketed => format!("[^{number}]"),
        }
    }
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
