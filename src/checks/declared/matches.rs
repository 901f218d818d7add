//! A text is written as it must be.

use super::field;
use super::item::quoted;
use super::run::{Quoted, Run};
use crate::project::config::Matches;

pub(super) fn check(run: &mut Run<'_>, matches: &Matches) {
    let Some(items) = run.items(&matches.of) else {
        return;
    };
    if !run.has_fields(&matches.of, &items, &matches.by) {
        return;
    }
    for item in items {
        for found in field::meant(matches.by.as_slice(), item) {
            let Some(text) = found.text() else {
                continue;
            };
            if !run.allows(&matches.pattern, &text) {
                return;
            }
            if matches.pattern.is_in(&text) {
                continue;
            }
            let said = Quoted {
                value: &text,
                other: &matches.written,
            };
            run.add(
                format!(
                    "{} does not match {}",
                    quoted(&text),
                    quoted(&matches.written)
                ),
                said,
                found.place(),
                "does not match",
                "change it to match the pattern",
            );
        }
    }
}
