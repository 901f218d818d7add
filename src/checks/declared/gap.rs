//! Nothing is left open between items for too long.

use rustc_hash::FxHashMap;

use super::field::Key;
use super::item::quoted;
use super::run::{Quoted, Run};
use super::time::DAY;
use super::when::{Timed, timed};
use crate::project::config::Gap;

pub(super) fn check(run: &mut Run<'_>, gap: &Gap) {
    let Some(items) = run.items(&gap.of) else {
        return;
    };
    let when = gap.times.fields();
    if !run.has_fields(&gap.of, &items, when.into_iter().chain(&gap.within)) {
        return;
    }
    let timed = timed(run, &gap.times, gap.overnight, items);
    let mut places = FxHashMap::default();
    let mut scopes: Vec<(Key<'_>, Vec<Timed<'_>>)> = Vec::new();
    for timed in timed {
        let Some(key) = Key::shared(&gap.within, timed.item) else {
            continue;
        };
        // what is on another day, or cannot be compared, is not after a gap
        let day = timed
            .start
            .dated
            .then(|| timed.start.local().div_euclid(DAY));
        let scope = (key.texts.clone(), timed.comparable_with(), day);
        let place = *places.entry(scope).or_insert(scopes.len());
        if place == scopes.len() {
            scopes.push((key, Vec::new()));
        }
        scopes[place].1.push(timed);
    }
    for (key, mut timed) in scopes {
        timed.sort_by_key(|it| it.start.seconds);
        report_gaps(run, gap, &key, &timed);
    }
}

fn report_gaps(run: &mut Run<'_>, gap: &Gap, key: &Key<'_>, timed: &[Timed<'_>]) {
    let mut timed = timed.iter();
    let Some(mut last) = timed.next() else {
        return;
    };
    for next in timed {
        let minutes = (next.start.seconds - last.end.seconds) / 60;
        if u64::try_from(minutes).is_ok_and(|minutes| minutes > gap.at_most) {
            let (one, other) = (last.item.name(), next.item.name());
            let scope = key.scope();
            let message = match (&*one, &*other) {
                ("", _) | (_, "") => {
                    format!("there is a gap of {minutes} minutes between two items{scope}")
                }
                (one, other) => {
                    let (one, other) = (quoted(one), quoted(other));
                    format!("there is a gap of {minutes} minutes between {one} and {other}{scope}")
                }
            };
            let said = Quoted {
                value: &one,
                other: &other,
            };
            let label = next.written.clone();
            run.add(
                message,
                said,
                next.place.clone(),
                label,
                "correct the times, or add what takes place between them",
            )
            .label(last.place.clone(), last.written.clone());
        }
        if next.end.seconds > last.end.seconds {
            last = next;
        }
    }
}
