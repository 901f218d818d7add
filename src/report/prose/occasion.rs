//! When the text says that something was held: "The Vienna Forum was held in Vienna from 13 to 15 February 2008".

use std::ops::Range;

use super::Found;
use super::date::StatedDate;
use super::words::Meetings;
use crate::report::Text;

/// That something was held on some days.
#[derive(Debug)]
pub(crate) struct Occasion<'t> {
    /// The text that says so.
    pub text: Text<'t>,
    /// What was held, as the sentence begins.
    pub subject: &'t str,
    /// From when to when.
    pub range: Range<usize>,
    /// The first day: its month, perhaps the same as that of the last, and its number.
    pub first: (u8, u8),
    /// The last day.
    pub last: (u8, u8),
    /// The year, where it is given.
    pub year: Option<u16>,
}

/// The longest way from what was held to its days, in bytes: a place and a country are there.
const LONGEST_WAY: usize = 200;

/// Every occasion among the dates of the prose, which are in reading order.
pub(super) fn occasions<'f, 't: 'f>(
    dates: impl Iterator<Item = &'f Found<'t, StatedDate>>,
    meetings: &Meetings,
) -> Vec<Occasion<'t>> {
    let dates: Vec<&Found<'t, StatedDate>> = dates.collect();
    let each = dates.iter().enumerate();
    let occasions = each.filter_map(|(at, found)| {
        let next = dates
            .get(at + 1)
            .filter(|next| next.text.at == found.text.at);
        occasion(found, next.map(|next| &next.item), meetings)
    });
    occasions.collect()
}

fn occasion<'t>(
    found: &Found<'t, StatedDate>,
    next: Option<&StatedDate>,
    meetings: &Meetings,
) -> Option<Occasion<'t>> {
    let (text, date) = (found.text, &found.item);
    let (first, last, range, year) = match (date.days.as_slice(), next) {
        ([(_, first), (_, last)], _) => {
            let days = ((date.month, *first), (date.month, *last));
            (days.0, days.1, date.range.clone(), date.year)
        }
        ([(_, first)], Some(next)) => {
            let [(_, last)] = next.days.as_slice() else {
                return None;
            };
            let between = text.value.get(date.range.end..next.range.start)?;
            (between.trim() == meetings.to).then_some(())?;
            let range = date.range.start..next.range.end;
            let year = date.year.or(next.year);
            ((date.month, *first), (next.month, *last), range, year)
        }
        _ => return None,
    };
    let before = text.value.get(..range.start)?.trim_end();
    let before = before.strip_suffix(meetings.from)?;
    let sentence = before.rfind(". ").map_or(before, |end| &before[end + 2..]);
    let mut ways = meetings.held.iter();
    let (subject, way) = ways.find_map(|held| sentence.split_once(held))?;
    let is_near = way.len() <= LONGEST_WAY && !way.contains(';');
    is_near.then(|| Occasion {
        text,
        subject: without_brackets(subject),
        range,
        first,
        last,
        year,
    })
}

/// What is before the brackets at the end: a short form is no part of a name.
fn without_brackets(subject: &str) -> &str {
    let subject = subject.trim_end();
    let open = subject
        .strip_suffix(')')
        .and_then(|inside| inside.rfind('('));
    open.map_or(subject, |open| subject[..open].trim_end())
}
