//! Claims: a figure that the text states, and what it counts.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::number::{StatedFigure, figures};
use super::passage::Setting;
use crate::model::{Claim, Counted, Report, Text};

/// The text of each numbered paragraph, by its number as written.
fn numbered_paragraphs<'t>(report: &Report<'t>) -> FxHashMap<&'t str, Text<'t>> {
    let mut paragraphs = FxHashMap::default();
    for passage in report.passages() {
        if let Setting::Paragraph {
            number: Some(number),
            ..
        } = passage.setting
        {
            // of a number that stands twice the first is meant
            paragraphs.entry(number.value).or_insert(passage.text);
        }
    }
    paragraphs
}

/// A claim that names a paragraph and states a figure.
pub struct Statement<'r, 't> {
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
pub fn statements<'r, 't>(report: &'r Report<'t>) -> impl Iterator<Item = Statement<'r, 't>> {
    let paragraphs = LazyCell::new(|| numbered_paragraphs(report));
    report.claims.iter().filter_map(move |claim| {
        let (number, states) = (claim.paragraph?, claim.states?);
        let text = paragraphs.get(number.value).copied();
        let found = text.zip(stated_value(&states));
        Some(Statement {
            claim,
            number,
            states,
            text,
            found: found.and_then(|(text, value)| statement(&text, value)),
        })
    })
}

/// The figure of `states`: digits, or words such as "Twenty-eight".
fn stated_value(states: &str) -> Option<u64> {
    let figure = figures(states).into_iter().next()?;
    Some(figure.value)
}

/// Where the text states the figure.
fn statement(text: &str, value: u64) -> Option<StatedFigure> {
    figures(text)
        .into_iter()
        .find(|stated| stated.value == value)
}

/// How many there are of what the claim counts, in the data, and what it is called.
#[must_use]
pub fn count(report: &Report<'_>, claim: &Claim<'_>) -> Option<(u64, &'static str)> {
    let (counted, name) = match claim.counts.as_ref()?.value {
        Counted::Sessions => (sessions(report, claim), "sessions with a code"),
        Counted::Days => (
            report.agenda.as_ref().map_or(0, |agenda| agenda.days.len()),
            "days on the agenda",
        ),
        Counted::Annexes => (report.annexes.len(), "annexes"),
        Counted::Sections => (report.sections.len(), "sections"),
        Counted::Paragraphs => (numbered_paragraphs(report).len(), "numbered paragraphs"),
        Counted::People => (report.people.len(), "people"),
    };
    Some((counted as u64, name))
}

fn sessions(report: &Report<'_>, claim: &Claim<'_>) -> usize {
    let is_meant =
        |kind| claim.kinds.is_empty() || claim.kinds.iter().any(|meant| Some(meant.value) == kind);
    let slots = report.slots();
    let coded = slots.iter().filter(|slot| slot.item.code.is_some());
    coded
        .filter(|slot| is_meant(slot.item.kind.as_ref().map(|kind| kind.value)))
        .count()
}
