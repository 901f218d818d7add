//! There are so many items.

use super::field::scopes;
use super::item::{Found, Item};
use super::run::{Quoted, Run};
use crate::config::{Count, Counted};
use crate::place::Place;
use crate::relation::count::Figure;
use crate::syntax::Data;

pub(super) fn check(run: &mut Run<'_>, count: &Count) {
    let Some(items) = run.items_if_any(&count.of) else {
        return;
    };
    let (figure, wanted) = match &count.figure {
        Counted::Exactly(number) => (Figure::Exactly(*number), format!("exactly {number}")),
        Counted::AtLeast(number) => (Figure::AtLeast(*number), format!("at least {number}")),
        Counted::AtMost(number) => (Figure::AtMost(*number), format!("at most {number}")),
        Counted::Stated(selection) => {
            let Some(figures) = run.items(selection) else {
                return;
            };
            let what = noun(count);
            for stated in figures {
                tell_stated(run, stated, items.len(), &what);
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

/// What is counted, by the last key of the path: `sessions` for `$.sessions[*]`.
fn noun(count: &Count) -> String {
    let key = count.of.path.last_key();
    key.map_or_else(|| "items".to_owned(), str::to_owned)
}

fn tell(run: &mut Run<'_>, counted: usize, wanted: &str, what: &str, scope: &str, place: Place) {
    let verb = if counted == 1 { "is" } else { "are" };
    let counted = counted.to_string();
    let message = format!("{what}{scope}: {wanted} needed, but {counted} {verb} there");
    let said = Quoted {
        value: &counted,
        other: wanted,
    };
    let help = "add what is missing, or remove what is too much";
    run.add(message, said, place, format!("{counted} counted"), help);
}

fn tell_stated(run: &mut Run<'_>, stated: Item<'_>, counted: usize, what: &str) {
    let number = match stated.data() {
        Data::Int(number) => u64::try_from(number).ok(),
        Data::Str(text) => text.trim().parse().ok(),
        _ => None,
    };
    let Some(number) = number.filter(|number| !Figure::Exactly(*number).holds(counted as u64))
    else {
        return;
    };
    let (number, counted) = (number.to_string(), counted.to_string());
    let said = Quoted {
        value: &number,
        other: &counted,
    };
    run.add(
        format!("{what}: {number} stated, but {counted} counted"),
        said,
        stated.at(),
        format!("{counted} counted"),
        format!("write {counted}, or correct what is counted"),
    );
}
