//! The references of a report's prose, and the numbers that they cite.

use std::borrow::Cow;

use super::cited::run;
use super::reference::{Cited, Reference};
use super::target::Resolution;
use crate::report::Text;
use crate::text::place::Place;

/// A reference in its passage.
#[derive(Debug)]
pub(crate) struct Citation<'t> {
    /// The text that it stands in.
    pub text: Text<'t>,
    /// Which passage of the report that is, from 0.
    pub passage: usize,
    /// The reference.
    pub reference: Reference,
}

impl<'t> Citation<'t> {
    /// The numbers that it cites, as they are written, each with where it stands.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (Cow<'t, str>, Place)> {
        let text = self.text;
        self.reference.cited.iter().flat_map(move |cited| {
            let (one, more, range) = match cited {
                Cited::One(one) => (Some(&text.value[one.clone()]), Vec::new(), one.clone()),
                Cited::Through(first, last) => {
                    let numbers = run(&text.value[first.clone()], &text.value[last.clone()]);
                    (None, numbers, first.start..last.end)
                }
            };
            let more = more.into_iter().map(Cow::Owned);
            let numbers = one.map(Cow::Borrowed).into_iter().chain(more);
            numbers.map(move |number| (number, text.part(range.clone())))
        })
    }
}

/// A number that the prose cites.
#[derive(Debug)]
pub(crate) struct CitedNumber<'r, 't> {
    /// The reference that it is a part of.
    pub citation: &'r Citation<'t>,
    /// The number, as it is written.
    pub number: Cow<'t, str>,
    /// Where it stands.
    pub place: Place,
    /// What it comes to.
    pub resolution: Resolution<'r, 't>,
}
