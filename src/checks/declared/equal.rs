//! Copies of one fact say the same.

use super::field::{self, Key, comparable};
use super::item::{Found, Item, quoted};
use super::run::{Quoted, Run};
use super::time;
use super::when::read;
use crate::project::config::{Compared, Equal, Field};
use crate::relation::unique::{Group, duplicates};

/// Up to when the hours after midnight may belong to the day before, in seconds.
const END_OF_NIGHT: i64 = 10 * 60 * 60;

/// A copy of a fact.
struct Copy<'d> {
    item: Item<'d>,
    key: Key<'d>,
    /// Whether it is among those elsewhere.
    is_elsewhere: bool,
}

pub(super) fn check(run: &mut Run<'_>, equal: &Equal) {
    let Some(items) = run.items(&equal.of) else {
        return;
    };
    if !run.has_fields(&equal.of, &items, equal.own_fields()) {
        return;
    }
    let is_renamed = |(here, there): &(Field, Field)| here.written() != there.written();
    let own = match &equal.with {
        // what a field is called elsewhere is another field of the same items, if there is no elsewhere
        None if equal.fields.iter().any(is_renamed) => {
            copies(&equal.by, items.clone(), equal, true)
        }
        _ => Vec::new(),
    };
    let mut copies = copies(&equal.by, items, equal, false);
    copies.extend(own);
    if let Some(with) = &equal.with {
        let Some(others) = run.elsewhere(with) else {
            return;
        };
        let there = equal.fields.iter().map(|(_, there)| there);
        if !run.has_fields(&with.of, &others, there) {
            return;
        }
        copies.extend(self::copies(&with.by, others, equal, true));
    }
    for group in duplicates(copies, |copy| Some(copy.key.texts.clone())) {
        for (here, there) in &equal.fields {
            report_differences(run, equal, &group, here, there);
        }
    }
}

fn copies<'d>(
    by: &[Field],
    items: Vec<Item<'d>>,
    equal: &Equal,
    is_elsewhere: bool,
) -> Vec<Copy<'d>> {
    let copies = items.into_iter().filter_map(|item| {
        Some(Copy {
            item,
            key: Key::of(by, item, equal.ignore)?,
            is_elsewhere,
        })
    });
    copies.collect()
}

/// What is compared of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Text(String),
    /// Seconds since midnight.
    Clock(i64),
    /// Since 1970; in the small hours the day before as well.
    Day {
        day: i64,
        also: i64,
    },
    /// In seconds.
    Zone(i64),
}

impl Value {
    /// `None` where there is nothing to compare; that a value is no time is reported.
    fn of(run: &mut Run<'_>, equal: &Equal, found: Found<'_>) -> Option<Self> {
        match equal.compared {
            Compared::Text => Some(Self::Text(comparable(&found.text()?, equal.ignore))),
            Compared::Day if let Some(day) = time::day_alone(found) => {
                Some(Self::Day { day, also: day })
            }
            Compared::Time => {
                let moment = read(run, found, time::moment)?;
                Some(Self::Clock(moment.local().rem_euclid(time::DAY)))
            }
            Compared::Day => {
                let local = read(run, found, time::moment)
                    .filter(|it| it.dated)?
                    .local();
                Some(Self::Day {
                    day: local.div_euclid(time::DAY),
                    also: (local - END_OF_NIGHT).div_euclid(time::DAY),
                })
            }
            Compared::Zone => read(run, found, time::moment)?.zone.map(Self::Zone),
        }
    }

    fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Day { day, also },
                Self::Day {
                    day: other,
                    also: or,
                },
            ) => [day, also].into_iter().any(|it| it == other || it == or),
            _ => self == other,
        }
    }
}

/// All copies that say something else of a field than the first that says anything are one finding.
fn report_differences(
    run: &mut Run<'_>,
    equal: &Equal,
    group: &Group<Vec<String>, Copy<'_>>,
    here: &Field,
    there: &Field,
) {
    let mut stated = |copy: &Copy<'_>| {
        let field = if copy.is_elsewhere { there } else { here };
        let found = field::first(field, copy.item)?;
        let text = found.text()?.into_owned();
        Some((found.place(), Value::of(run, equal, found)?, text))
    };
    let all = std::iter::once(&group.first).chain(&group.again);
    let all: Vec<_> = all.filter_map(&mut stated).collect();
    let Some((place, expected, first)) = all.first() else {
        return;
    };
    let others = all.iter().skip(1);
    let different: Vec<_> = others
        .filter(|(_, value, _)| !value.agrees_with(expected))
        .collect();
    let Some((_, _, other)) = different.first() else {
        return;
    };
    let message = format!(
        "the {} of {} is {} in one place and {} in another",
        here.name(),
        group.first.key.named(),
        quoted(first),
        quoted(other)
    );
    let said = Quoted {
        value: first,
        other,
    };
    let labels = different
        .iter()
        .map(|(place, _, text)| (place.clone(), is_here(text)));
    let label = is_here(first);
    run.add(message, said, place.clone(), label, "make them the same")
        .labels(labels);
}

fn is_here(value: &str) -> String {
    format!("{} here", quoted(value))
}
