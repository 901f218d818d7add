//! The number of items is as declared.

use rustc_hash::FxHashMap;

use super::field::{self, scopes};
use super::item::{Found, Item};
use super::run::{Quoted, Run};
use crate::project::config::{Count, Counted, Field, Selection};
use crate::relation::count::Figure;
use crate::text::place::Place;
use crate::text::syntax::Data;

pub(super) fn check(run: &mut Run<'_>, count: &Count) {
    let Some(items) = run.items_if_any(&count.of) else {
        return;
    };
    if !run.has_fields(&count.of, &items, &count.within) {
        return;
    }
    let (figure, wanted) = match &count.figure {
        Counted::Exactly(number) => (Figure::Exactly(*number), exactly(*number)),
        Counted::AtLeast(number) => (Figure::AtLeast(*number), format!("at least {number}")),
        Counted::AtMost(number) => (Figure::AtMost(*number), format!("at most {number}")),
        Counted::Stated(selection) => {
            let figures = run.items(selection).filter(|it| !it.is_empty());
            if let Some(figures) = figures {
                check_stated(run, count, selection, &figures, &items);
            }
            return;
        }
        Counted::StatedBy(field) => {
            if run.has_fields(&count.of, &items, [field]) {
                check_stated_by(run, count, field, items);
            }
            return;
        }
    };
    let what = noun(count);
    if items.is_empty() || count.within.is_empty() {
        let place = items.first().copied().or_else(|| run.beginning());
        if let Some(place) = place.filter(|_| !figure.holds(items.len() as u64)) {
            tell(run, items.len(), &wanted, &what, "", place.at().into());
        }
        return;
    }
    for (scope, items) in scopes(&count.within, items) {
        if !figure.holds(items.len() as u64) {
            let place = scope.own().map(Found::place);
            let place = place.unwrap_or_else(|| items[0].at().into());
            tell(run, items.len(), &wanted, &what, &scope.scope(), place);
        }
    }
}

/// One figure is about all items. Of several, each is about the items in the value that it is in.
fn check_stated(
    run: &mut Run<'_>,
    count: &Count,
    selection: &Selection,
    figures: &[Item<'_>],
    items: &[Item<'_>],
) {
    let what = noun(count);
    if let [stated] = figures {
        report_stated(run, *stated, items.len(), &what);
        return;
    }
    let mut counted: FxHashMap<_, usize> = FxHashMap::default();
    for stated in figures {
        counted.extend(stated.parent().map(|around| (around.at(), 0)));
    }
    for item in items {
        let mut around = item.around().map(Item::at);
        let count = around.find_map(|it| counted.get(&it).copied().map(|count| (it, count)));
        let Some((it, count)) = count else {
            run.report_several(selection, figures.len());
            return;
        };
        counted.insert(it, count + 1);
    }
    for stated in figures {
        let count = stated.parent().and_then(|it| counted.get(&it.at()));
        report_stated(run, *stated, count.copied().unwrap_or(0), &what);
    }
}

/// The items that have one figure are counted together, and those within one value of the data.
fn check_stated_by(run: &mut Run<'_>, count: &Count, field: &Field, items: Vec<Item<'_>>) {
    let what = noun(count);
    for (_, items) in scopes(&count.within, items) {
        let mut figures: Vec<(Item<'_>, usize)> = Vec::new();
        let mut places = FxHashMap::default();
        for item in items {
            let Some(Found::Value(stated)) = field::first(field, item) else {
                continue;
            };
            let place = *places.entry(stated.at()).or_insert(figures.len());
            if place == figures.len() {
                figures.push((stated, 0));
            }
            figures[place].1 += 1;
        }
        for (stated, count) in figures {
            report_stated(run, stated, count, &what);
        }
    }
}

/// What is counted, by the last key of the path: `sessions` for `$.sessions[*]`.
fn noun(count: &Count) -> String {
    let key = count.of.path.last_key();
    key.map_or_else(|| "items".to_owned(), str::to_owned)
}

fn tell(run: &mut Run<'_>, counted: usize, wanted: &str, what: &str, scope: &str, place: Place) {
    let message = needed(what, scope, wanted, counted);
    let said = Quoted {
        value: &counted.to_string(),
        other: wanted,
    };
    run.add(
        message,
        said,
        place,
        format!("{counted} counted"),
        "add those that are missing, or remove those that are too many",
    );
}

fn report_stated(run: &mut Run<'_>, stated: Item<'_>, counted: usize, what: &str) {
    let number = match stated.data() {
        Data::Int(number) => u64::try_from(number).ok(),
        Data::UInt(number) => Some(number),
        Data::Str(text) => text.trim().parse().ok(),
        _ => None,
    };
    let Some(number) = number.filter(|number| !Figure::Exactly(*number).holds(counted as u64))
    else {
        return;
    };
    let said = Quoted {
        value: &number.to_string(),
        other: &counted.to_string(),
    };
    run.add(
        format!("{what}: {number} stated, but {counted} counted"),
        said,
        stated.at(),
        format!("{counted} counted"),
        format!("write {counted}, or correct what is counted"),
    );
}

fn exactly(number: u64) -> String {
    format!("exactly {number}")
}

fn needed(what: &str, scope: &str, wanted: &str, counted: usize) -> String {
    match counted {
        1 => format!("{what}{scope}: {wanted} needed, but there is 1"),
        counted => format!("{what}{scope}: {wanted} needed, but there are {counted}"),
    }
}
