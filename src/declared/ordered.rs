//! Items are sorted.

use std::cmp::{Ordering, Reverse};

use super::field::{self, scopes};
use super::item::{Found, Item, quoted};
use super::run::{Quoted, Run};
use super::time;
use crate::config::Ordered;
use crate::relation::sequence::{Misplaced, misplaced};
use crate::syntax::Data;

pub(super) fn check(run: &mut Run<'_>, ordered: &Ordered) {
    let Some(items) = run.items(&ordered.of) else {
        return;
    };
    for (_, items) in scopes(&ordered.within, items) {
        let entries: Vec<Vec<Found<'_>>> = items
            .into_iter()
            .filter_map(|item| values(ordered, item))
            .collect();
        let ranks = ranks(&entries);
        let misplaced = if ordered.descending {
            misplaced(&ranks.into_iter().map(Reverse).collect::<Vec<_>>())
        } else {
            misplaced(&ranks)
        };
        // what stands out of order next to one another was moved together
        for moved in misplaced.chunk_by(|one, next| one.index + 1 == next.index) {
            tell(run, ordered, &entries, moved);
        }
    }
}

fn values<'d>(ordered: &Ordered, item: Item<'d>) -> Option<Vec<Found<'d>>> {
    if ordered.by.is_empty() {
        let own = Found::Value(item);
        return own.text().map(|_| vec![own]);
    }
    let fields = ordered.by.iter();
    fields.map(|field| field::first(field, item)).collect()
}

/// What values are sorted by.
#[derive(Debug, PartialEq)]
enum Rank {
    Number(f64),
    Time(i64),
    Text(String),
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Time(one), Self::Time(other)) => one.cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            // those of one field are all of one sort
            _ => Ordering::Equal,
        }
    }
}

/// The ranks of the entries, field by field: numbers or times where all values of the field are, and else texts.
fn ranks(entries: &[Vec<Found<'_>>]) -> Vec<Vec<Rank>> {
    let fields = entries.first().map_or(0, Vec::len);
    let mut ranks: Vec<Vec<Rank>> = entries.iter().map(|_| Vec::new()).collect();
    for field in 0..fields {
        let column = || entries.iter().map(|entry| entry[field]);
        let sorted = column().map(number).collect::<Option<Vec<Rank>>>();
        let sorted = sorted.or_else(|| column().map(moment).collect());
        let sorted = sorted.unwrap_or_else(|| column().map(text).collect());
        for (rank, value) in ranks.iter_mut().zip(sorted) {
            rank.push(value);
        }
    }
    ranks
}

#[allow(
    clippy::cast_precision_loss,
    reason = "only numbers beyond 2^53 lose their order"
)]
fn number(found: Found<'_>) -> Option<Rank> {
    match found.data() {
        Data::Int(value) => Some(Rank::Number(value as f64)),
        Data::UInt(value) => Some(Rank::Number(value as f64)),
        Data::Float(value) => Some(Rank::Number(value)),
        Data::Str(text) if text.len() < 20 => {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
            let value = text.parse().ok().filter(|_| is_plain);
            value.map(Rank::Number)
        }
        _ => None,
    }
}

fn moment(found: Found<'_>) -> Option<Rank> {
    time::moment(found).map(|moment| Rank::Time(moment.seconds))
}

fn text(found: Found<'_>) -> Rank {
    Rank::Text(found.text().unwrap_or_default().to_lowercase())
}

fn tell(run: &mut Run<'_>, ordered: &Ordered, entries: &[Vec<Found<'_>>], moved: &[Misplaced]) {
    let [first, more @ ..] = moved else {
        return;
    };
    let written = |index: usize| {
        let texts = entries[index].iter().filter_map(|found| found.text());
        texts.collect::<Vec<_>>().join(", ")
    };
    let place = |index: usize| entries[index].last().copied().map(Found::place);
    let (value, other) = (written(first.index), written(first.against));
    let (side, right) = if first.against < first.index {
        ("after", "before")
    } else {
        ("before", "after")
    };
    let subject = match more.len() {
        0 => format!("{} stands", quoted(&value)),
        1 => format!("{} and what comes next stand", quoted(&value)),
        more => format!("{} and the {more} that come next stand", quoted(&value)),
    };
    let message = format!("{subject} {side} {}", quoted(&other));
    let said = Quoted {
        value: &value,
        other: &other,
    };
    let Some(at) = place(first.index) else {
        return;
    };
    let direction = if ordered.descending {
        "from the greatest to the least"
    } else {
        "from the least to the greatest"
    };
    let more = more
        .iter()
        .filter_map(|moved| Some((place(moved.index)?, "out of order, too".to_owned())));
    let against = place(first.against);
    let against = against.map(|place| (place, format!("should come {right} this")));
    run.add(
        message,
        said,
        at,
        "out of order",
        format!("put them in order, {direction}, or correct the value"),
    )
    .labels(more)
    .labels(against);
}
