//! Items are sorted.

use std::cell::LazyCell;
use std::cmp::{Ordering, Reverse};

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use super::field::{self, scopes};
use super::item::{Found, Item, quoted};
use super::run::{Quoted, Run};
use super::time;
use crate::finding::wording::{ALSO_OUT_OF_ORDER, OUT_OF_ORDER, comes_after, comes_before};
use crate::project::config::Ordered;
use crate::relation::sequence::{Misplaced, misplaced};
use crate::text::composed::composed;
use crate::text::syntax::Data;

pub(super) fn check(run: &mut Run<'_>, ordered: &Ordered) {
    let Some(items) = run.items(&ordered.of) else {
        return;
    };
    if !run.has_fields(
        &ordered.of,
        &items,
        ordered.by.iter().chain(&ordered.within),
    ) {
        return;
    }
    for (_, items) in scopes(&ordered.within, items) {
        let entries: Vec<Vec<Found<'_>>> = items
            .into_iter()
            .filter_map(|item| values(ordered, item))
            .collect();
        let ranks = ranks(&entries, ordered.language.as_deref());
        let misplaced = if ordered.descending {
            misplaced(&ranks.into_iter().map(Reverse).collect::<Vec<_>>())
        } else {
            misplaced(&ranks)
        };
        // what is out of order and next to one another was moved together
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
    /// Bytes that sort as the text does.
    Text(Vec<u8>),
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
fn ranks(entries: &[Vec<Found<'_>>], language: Option<&str>) -> Vec<Vec<Rank>> {
    let collator = LazyCell::new(|| collator(language));
    let fields = entries.first().map_or(0, Vec::len);
    let mut ranks: Vec<Vec<Rank>> = entries.iter().map(|_| Vec::new()).collect();
    for field in 0..fields {
        let column = || entries.iter().map(|entry| entry[field]);
        let sorted = column().map(number).collect::<Option<Vec<Rank>>>();
        let sorted = sorted.or_else(|| column().map(moment).collect());
        let sorted = sorted.unwrap_or_else(|| {
            column()
                .map(|found| text(found, collator.as_ref()))
                .collect()
        });
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

fn text(found: Found<'_>, collator: Option<&CollatorBorrowed<'_>>) -> Rank {
    let text = found.text().unwrap_or_default();
    let text = composed(&text);
    let mut key = Vec::new();
    let sorted = collator.map(|it| it.write_sort_key_to(&text, &mut key));
    match sorted {
        Some(Ok(())) => Rank::Text(key),
        _ => Rank::Text(text.to_lowercase().into_bytes()),
    }
}

/// Sorts as people of a language do: by the letters, then by their accents, and numbers by their size. Small and capital
/// letters are the same.
fn collator(language: Option<&str>) -> Option<CollatorBorrowed<'static>> {
    let locale = language.and_then(|tag| Locale::try_from_str(tag).ok());
    let mut preferences = locale
        .as_ref()
        .map_or_else(CollatorPreferences::default, Into::into);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    CollatorBorrowed::try_new(preferences, options).ok()
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
    let (entry, against) = (quoted(&value), quoted(&other));
    let (message, belongs) = if first.against < first.index {
        let message = comes_after(&entry, more.len(), &against);
        (message, "should come before this")
    } else {
        let message = comes_before(&entry, more.len(), &against);
        (message, "should come after this")
    };
    let said = Quoted {
        value: &value,
        other: &other,
    };
    let Some(at) = place(first.index) else {
        return;
    };
    let help = if ordered.descending {
        "put them in order, from the greatest to the least, or correct the value"
    } else {
        "put them in order, from the least to the greatest, or correct the value"
    };
    let more = more
        .iter()
        .filter_map(|moved| Some((place(moved.index)?, ALSO_OUT_OF_ORDER.to_owned())));
    let against = place(first.against);
    let against = against.map(|place| (place, belongs.to_owned()));
    run.add(message, said, at, OUT_OF_ORDER, help)
        .labels(more)
        .labels(against);
}
