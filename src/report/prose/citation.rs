//! The references of a report's prose, and the numbers that they cite.

use std::borrow::Cow;
use std::ops::Range;

use super::cited::{dashed, is_backwards, run};
use super::reference::{Cited, Reference};
use super::target::{Resolution, Targets};
use crate::report::Text;
use crate::text::place::Place;

/// A reference in its passage.
#[derive(Debug)]
pub(crate) struct Citation<'t> {
    /// The text that it is in.
    pub text: Text<'t>,
    /// Which passage of the report that is, from 0.
    pub passage: usize,
    /// The reference.
    pub reference: Reference,
}

impl<'t> Citation<'t> {
    /// The numbers that it cites, as they are written, each with where it is. "4-1" is one number where the report has
    /// such a label, or where no word for several precedes it.
    pub(crate) fn numbers(
        &self,
        targets: &Targets<'_>,
    ) -> impl Iterator<Item = (Cow<'t, str>, Place)> {
        let text = self.text;
        let kind = self.reference.kind();
        let part = self.reference.part.clone();
        let is_plural = self.reference.head.is_plural;
        self.reference.cited.iter().flat_map(move |cited| {
            let slice = |range: &Range<usize>| &text.value[range.clone()];
            let (one, more, range) = match cited {
                Cited::One(one) => {
                    let number = match &part {
                        Some(part) => Cow::Owned(format!("{}.{}", slice(part), slice(one))),
                        None => visible(slice(one)),
                    };
                    (Some(number), Vec::new(), one.clone())
                }
                Cited::Through(first, last) => {
                    let range = first.start..last.end;
                    let joined = dashed(slice(&range));
                    let [first, last] = [slice(first), slice(last)];
                    if targets.is_one_number(kind, &joined, [first, last], is_plural) {
                        (Some(Cow::Owned(joined)), Vec::new(), range)
                    } else {
                        (None, run(first, last), range)
                    }
                }
            };
            let more = more.into_iter().map(Cow::Owned);
            let numbers = one.into_iter().chain(more);
            numbers.map(move |number| (number, text.part(range.clone())))
        })
    }

    /// The runs that lead from a number to one before it: "15–12" of "paragraphs 15–12".
    pub(crate) fn reversed_runs(
        &self,
        targets: &Targets<'_>,
    ) -> impl Iterator<Item = Range<usize>> {
        let text = self.text.value;
        // "tables 4-1 and 4-2" are two
        let is_read = self.reference.head.is_plural && !targets.has_dashes(self.reference.kind());
        let cited = self.reference.cited.iter().filter(move |_| is_read);
        cited.filter_map(move |cited| match cited {
            Cited::Through(first, last) => {
                let run = first.start..last.end;
                is_backwards(&text[first.clone()], &text[last.clone()]).then_some(run)
            }
            Cited::One(_) => None,
        })
    }
}

/// The number as it is compared: a dash in it is a hyphen.
fn visible(number: &str) -> Cow<'_, str> {
    if number.is_ascii() {
        number.into()
    } else {
        dashed(number).into()
    }
}

/// A number that the prose cites.
#[derive(Debug, Clone)]
pub(crate) struct CitedNumber<'r, 't> {
    /// The reference that it is a part of.
    pub citation: &'r Citation<'t>,
    /// The number, as it is written.
    pub number: Cow<'t, str>,
    /// Where it is.
    pub place: Place,
    /// What it comes to.
    pub resolution: Resolution<'r, 't>,
}
