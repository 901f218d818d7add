//! Claims: a figure that the text states, and what it counts.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Prose;
use super::number::{StatedFigure, figures};
use super::passage::Setting;
use super::words::{Numbers, Words};
use crate::report::numbered::{Numbered, NumberedBody};
use crate::report::{Claim, Counted, Report, Text};

/// The numbered paragraphs: the number as written, and the text.
fn numbered_paragraphs<'t>(prose: &Prose<'_, 't>) -> impl Iterator<Item = (&'t str, Text<'t>)> {
    let passages = prose.passages().iter();
    passages.filter_map(|passage| match passage.setting {
        Setting::Paragraph { number, .. } => Some((number?.value, passage.text)),
        _ => None,
    })
}

/// The text of each paragraph that a claim names, by its number as written.
fn named_paragraphs<'t>(prose: &Prose<'_, 't>) -> FxHashMap<&'t str, Text<'t>> {
    let named = prose
        .report
        .claims
        .iter()
        .filter_map(|claim| claim.paragraph);
    let named: FxHashSet<&str> = named.map(|number| number.value).collect();
    let mut paragraphs = FxHashMap::default();
    for (number, text) in numbered_paragraphs(prose) {
        if named.contains(number) {
            // of a number that appears twice the first is meant
            paragraphs.entry(number).or_insert(text);
        }
    }
    paragraphs
}

/// A claim that names a paragraph and states a figure.
pub(crate) struct Statement<'r, 't> {
    /// The claim.
    pub claim: &'r Claim<'t>,
    /// The number of the paragraph, as the claim has it.
    pub number: Text<'t>,
    /// The figure that the claim states.
    pub states: Text<'t>,
    /// The text of the paragraph, if the report has it.
    pub text: Option<Text<'t>>,
    /// Where the text states the figure, if it does.
    pub found: Option<StatedFigure>,
}

/// Every claim that can be looked up in the text.
pub(crate) fn statements<'r, 't>(
    prose: &'r Prose<'r, 't>,
) -> impl Iterator<Item = Statement<'r, 't>> {
    let paragraphs = LazyCell::new(|| named_paragraphs(prose));
    let counted = LazyCell::new(|| counted_paragraphs(prose.report));
    let words = LazyCell::new(|| Words::numbers(prose.language().words()));
    prose.report.claims.iter().filter_map(move |claim| {
        let (number, states) = (claim.paragraph?, claim.states?);
        let stated_in = |text: Text<'t>| statement(&text, stated_value(&states, *words)?, *words);
        let mut text = paragraphs.get(number.value).copied();
        let mut found = text.and_then(stated_in);
        if found.is_none() {
            // a number that is wrong in the body is reported there, and the claim means the paragraph that should have it
            let place = number.parse().ok().and_then(|it: usize| it.checked_sub(1));
            let meant = place.and_then(|place| counted.get(place).copied().flatten());
            let there = meant.and_then(|text| Some((text, stated_in(text)?)));
            if let Some((meant, figure)) = there {
                (text, found) = (Some(meant), Some(figure));
            }
        }
        Some(Statement {
            claim,
            number,
            states,
            text,
            found,
        })
    })
}

/// The texts of the paragraphs that must be counted, in order, whatever their numbers are.
fn counted_paragraphs<'t>(report: &Report<'t>) -> Vec<Option<Text<'t>>> {
    let body = NumberedBody::of(report);
    let counted = body.paragraphs.iter();
    let counted = counted.filter(|placed| placed.numbering != Numbered::Continued);
    counted.map(|placed| placed.paragraph.text).collect()
}

/// The figure of `states`: digits, or words such as "Twenty-eight".
fn stated_value(states: &str, words: &Numbers) -> Option<u64> {
    let figure = figures(states, words).into_iter().next()?;
    Some(figure.value)
}

/// Where the text states the figure.
fn statement(text: &str, value: u64, words: &Numbers) -> Option<StatedFigure> {
    figures(text, words)
        .into_iter()
        .find(|stated| stated.value == value)
}

/// How many there are of what the claim counts, in the data, and the noun for that number.
#[must_use]
pub(crate) fn count(prose: &Prose<'_, '_>, claim: &Claim<'_>) -> Option<(u64, &'static str)> {
    let report = prose.report;
    let (counted, [one, several]) = match claim.counts.as_ref()?.value {
        // one that cannot be read may be a session or none
        Counted::Sessions if report.unreadable_codes() > 0 => return None,
        Counted::Sessions if !claim.kinds.is_empty() && has_lost_kinds(report) => return None,
        Counted::Sessions => (
            sessions(report, claim),
            ["session with a code", "sessions with a code"],
        ),
        Counted::Days => (
            report.agenda.as_ref().map_or(0, |agenda| agenda.days.len()),
            ["day on the agenda", "days on the agenda"],
        ),
        Counted::Annexes => (report.annexes.len(), ["annex", "annexes"]),
        Counted::Sections => (report.sections.len(), ["section", "sections"]),
        Counted::Paragraphs => {
            let numbers = numbered_paragraphs(prose).map(|(number, _)| number);
            let distinct: FxHashSet<&str> = numbers.collect();
            (
                distinct.len(),
                ["numbered paragraph", "numbered paragraphs"],
            )
        }
        Counted::People => (report.people.len(), ["person", "people"]),
    };
    let name = if counted == 1 { one } else { several };
    Some((counted as u64, name))
}

/// Whether the kind of a session cannot be read.
fn has_lost_kinds(report: &Report<'_>) -> bool {
    let slots = report.slots();
    let mut coded = slots.iter().filter(|slot| slot.item.code.is_some());
    coded.any(|slot| report.has_lost_kind(slot.item))
}

/// A session that is there twice is one, and reported by its code.
fn sessions<'t>(report: &Report<'t>, claim: &Claim<'_>) -> usize {
    let is_meant =
        |kind| claim.kinds.is_empty() || claim.kinds.iter().any(|meant| Some(meant.value) == kind);
    let slots = report.slots();
    let coded = slots.iter().filter(|slot| slot.item.code.is_some());
    coded
        .filter(|slot| is_meant(slot.item.kind.as_ref().map(|kind| kind.value)))
        .map(|slot| {
            let text = |text: Option<Text<'t>>| text.map(|text| text.value);
            (text(slot.item.code), text(slot.item.title))
        })
        .collect::<FxHashSet<_>>()
        .len()
}
