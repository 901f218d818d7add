use std::cell::LazyCell;

use crate::finding::wording::{listed, times};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::unique::{self, Group};
use crate::report::{Report, Slot, Text, title};
use crate::text::edit::Value;
use crate::text::place::NodeRef;

rule! {
    /// One session code is on the agenda more than once.
    ///
    /// ## Why it matters
    /// Readers look a session up by its code, and other parts of the report refer to it by that code. When two items
    /// have the same code, nobody knows which one is meant.
    ///
    /// A session that appears twice is reported only as `agenda/duplicate-item`.
    ///
    /// ## How to fix it
    /// Give each session its own code. If the two items are parts of one session, write one item with the code, and
    /// list the parts under its `items` without a code. A session that is held again has its own code, and `repeats`
    /// with the code of the session that it repeats. You cannot declare that a code is used twice.
    error "agenda/duplicate-code",
    fix unsafe "Writes the code that is missing between those before and after one of the two, but that session may be left out."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
    let neighbours = LazyCell::new(|| Codes::of(report));
    let coded = report
        .slots()
        .into_iter()
        .filter(|slot| !found.is_copy(slot.item))
        .filter_map(|slot| slot.item.code.map(|code| (code, slot)));
    for group in unique::duplicates(coded, |(code, _)| Some(code.value)) {
        let (code, first) = &group.first;
        let message = used_again(group.key, group.again.len() + 1, &titles(&group));
        let mut draft = findings.add(message, code, format!("first {when}", when = first.when()));
        for (code, slot) in &group.again {
            draft = draft.label(code, format!("again {when}", when = slot.when_after(first)));
        }
        let same = std::iter::once(&group.first).chain(&group.again);
        let same: Vec<NodeRef> = same.map(|(code, _)| code.at).collect();
        draft
            .help("give each session its own code, and the parts of a session no code")
            .fix(neighbours.between(&same));
    }
}

/// The codes of the agenda.
struct Codes<'t> {
    in_order: Vec<Text<'t>>,
    places: FxHashMap<NodeRef, usize>,
    /// Those that are used, or withdrawn.
    known: FxHashSet<&'t str>,
}

impl<'t> Codes<'t> {
    fn of(report: &Report<'t>) -> Self {
        let slots = report.slots();
        let in_order: Vec<Text<'t>> = slots.iter().filter_map(|slot| slot.item.code).collect();
        let withdrawn = report.agenda.iter().flat_map(|agenda| &agenda.withdrawn);
        let places = in_order.iter().enumerate();
        let used = in_order.iter().map(|code| code.value);
        Self {
            places: places.map(|(place, code)| (code.at, place)).collect(),
            known: used.chain(withdrawn.map(|code| code.value)).collect(),
            in_order,
        }
    }

    /// Another code for one of two sessions with the same: 003, if 002 comes before it and 004 after it. `None` if that fits
    /// neither, or both.
    fn between(&self, codes: &[NodeRef]) -> Option<Remedy> {
        let [_, _] = codes else {
            return None;
        };
        let mut fitting = codes.iter().filter_map(|&at| {
            let place = *self.places.get(&at)?;
            let before = self.in_order.get(place.checked_sub(1)?)?;
            let new = next(before.value)?;
            let after = self.in_order.get(place + 1)?;
            let fits = next(&new)? == after.value && !self.known.contains(&*new);
            fits.then_some((at, new))
        });
        let (at, new) = fitting.next().filter(|_| fitting.next().is_none())?;
        Some(Remedy::risky(format!("write {new}")).set(at, Value::Text(new)))
    }
}

/// The code after one that ends in a number.
fn next(code: &str) -> Option<String> {
    let prefix = code.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let digits = &code[prefix.len()..];
    let number: u32 = digits.parse().ok()?;
    let width = digits.len();
    Some(format!("{prefix}{:0width$}", number.checked_add(1)?))
}

/// The titles of the code, each once.
fn titles<'t, C>(group: &Group<&str, (C, Slot<'_, 't>)>) -> Vec<&'t str> {
    let slots = std::iter::once(&group.first).chain(&group.again);
    let mut titles: Vec<&str> = slots
        .filter_map(|(_, slot)| slot.item.title.map(|title| title.value))
        .collect();
    let mut known = FxHashSet::default();
    titles.retain(|title| known.insert(title::comparable(title)));
    titles
}

fn used_again(code: &str, count: usize, titles: &[&str]) -> String {
    let times = times(count);
    if titles.len() < 2 {
        return format!("the code {code} is on the agenda {times}");
    }
    let titles = titles.iter().map(|title| format!("for \"{title}\""));
    let titles = listed(&titles.collect::<Vec<_>>());
    format!("the code {code} is on the agenda {times}, {titles}")
}
