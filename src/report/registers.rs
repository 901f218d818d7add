//! What is around the body: the document and its event, the registers, the claims.

use serde::Deserialize;

use super::deserialize::{tolerant, tolerant_list, tolerant_text};
use super::{Spanned, Text};
use crate::report::calendar::Date;

/// The report as a publication.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Document<'t> {
    /// Its title.
    #[serde(deserialize_with = "tolerant")]
    pub title: Option<Text<'t>>,
    /// Its document symbol: "E/CN.15/2008/CRP.2".
    #[serde(deserialize_with = "tolerant")]
    pub symbol: Option<Text<'t>>,
    /// The body that it is submitted to.
    #[serde(deserialize_with = "tolerant")]
    pub body: Option<Text<'t>>,
    /// The session of that body.
    #[serde(deserialize_with = "tolerant")]
    pub session: Option<Text<'t>>,
    /// The item on the agenda of that session.
    #[serde(deserialize_with = "tolerant")]
    pub agenda_item: Option<Text<'t>>,
    /// To whom it is distributed.
    #[serde(deserialize_with = "tolerant")]
    pub distribution: Option<Text<'t>>,
    /// The note that hangs on its title.
    #[serde(deserialize_with = "tolerant")]
    pub note: Option<Text<'t>>,
    /// The date it is of.
    #[serde(deserialize_with = "tolerant_text")]
    pub date: Option<Spanned<Date>>,
    /// BCP 47 tag of its language.
    #[serde(deserialize_with = "tolerant")]
    pub language: Option<Text<'t>>,
    /// How far it has come.
    #[serde(deserialize_with = "tolerant")]
    pub stage: Option<Spanned<Stage>>,
}

/// How far a report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Still being written.
    Draft,
    /// About to be published.
    Final,
}

impl Stage {
    /// The stage of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Draft, Self::Final]
            .into_iter()
            .find(|known| known.name() == name)
    }

    /// How it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

/// The event that is reported on.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Event<'t> {
    /// Its name.
    #[serde(deserialize_with = "tolerant")]
    pub name: Option<Text<'t>>,
    /// Where it was held.
    #[serde(deserialize_with = "tolerant")]
    pub location: Option<Text<'t>>,
    /// Its first day.
    #[serde(deserialize_with = "tolerant_text")]
    pub start: Option<Spanned<Date>>,
    /// Its last day.
    #[serde(deserialize_with = "tolerant_text")]
    pub end: Option<Spanned<Date>>,
    /// Its themes.
    #[serde(deserialize_with = "tolerant_list")]
    pub themes: Vec<Text<'t>>,
}

impl Event<'_> {
    /// The day of a year not given that is during the event, or within two weeks before or after it.
    #[must_use]
    pub(crate) fn day_near(&self, month: u8, day: u8) -> Option<Date> {
        const TWO_WEEKS: i32 = 14;
        let start = self.start?.value;
        let end = self.end.map_or(start, |end| end.value).max(start);
        let mut years = start.year().saturating_sub(1)..=end.year().saturating_add(1);
        years.find_map(|year| {
            let date = Date::new(year, month, day)?;
            let is_near = date.days_until(start) <= TWO_WEEKS && end.days_until(date) <= TWO_WEEKS;
            is_near.then_some(date)
        })
    }

    /// Whether it has begun by that day and not ended before. What it does not state is taken to fit, and so is what
    /// it contradicts itself about.
    #[must_use]
    pub fn includes(&self, date: Date) -> bool {
        let [start, end] = [self.start, self.end].map(|bound| bound.map(|bound| bound.value));
        let inverted = start.zip(end).is_some_and(|(start, end)| end < start);
        inverted || (start.is_none_or(|start| start <= date) && end.is_none_or(|end| date <= end))
    }
}

/// Somebody who chairs or speaks.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Person<'t> {
    /// A name that chairs and speakers may be given by.
    #[serde(deserialize_with = "tolerant")]
    pub id: Option<Text<'t>>,
    /// The full name.
    #[serde(deserialize_with = "tolerant")]
    pub name: Option<Text<'t>>,
}

/// A registered abbreviation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Abbreviation<'t> {
    /// "UNODC".
    #[serde(deserialize_with = "tolerant")]
    pub short: Option<Text<'t>>,
    /// What it means.
    #[serde(deserialize_with = "tolerant")]
    pub long: Option<Text<'t>>,
}

/// A figure that the prose states, and what it counts.
#[derive(Debug, Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 't"))]
pub struct Claim<'t> {
    /// The number of the paragraph that states it.
    #[serde(deserialize_with = "tolerant")]
    pub paragraph: Option<Text<'t>>,
    /// The figure, in digits or words.
    #[serde(deserialize_with = "tolerant")]
    pub states: Option<Text<'t>>,
    /// What it counts.
    #[serde(deserialize_with = "tolerant")]
    pub counts: Option<Spanned<Counted>>,
    /// Of the sessions, only those of these kinds.
    #[serde(deserialize_with = "tolerant_list")]
    pub kinds: Vec<Spanned<super::ItemKind>>,
}

/// What a claim can count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Agenda items with a code.
    Sessions,
    /// Days of the agenda.
    Days,
    /// Annexes.
    Annexes,
    /// Labelled sections.
    Sections,
    /// Numbered paragraphs.
    Paragraphs,
    /// People in the register.
    People,
}
