//! A day of the week is that of the date.

use super::field;
use super::item::quoted;
use super::run::{Quoted, Run};
use super::time;
use crate::project::config::Weekday;
use crate::report::calendar::{name, weekday_named};

pub(super) fn check(run: &mut Run<'_>, weekday: &Weekday) {
    let Some(items) = run.items(&weekday.of) else {
        return;
    };
    if !run.has_fields(&weekday.of, &items, [&weekday.date, &weekday.weekday]) {
        return;
    }
    for item in items {
        let (Some(date), Some(day)) = (
            field::first(&weekday.date, item),
            field::first(&weekday.weekday, item),
        ) else {
            continue;
        };
        let text = day.text().unwrap_or_default();
        // a name in a language that is not known is no mistake
        let (Some(falls_on), Some((named, language))) = (time::date(date), weekday_named(&text))
        else {
            continue;
        };
        if falls_on.weekday() == named {
            continue;
        }
        let right = name(falls_on.weekday(), language);
        let said = Quoted {
            value: &text,
            other: right,
        };
        run.add(
            messages::weekday_mismatch(falls_on, right, &quoted(&text)),
            said,
            day.place(),
            messages::should_be_weekday(right),
            messages::write_or_correct(right),
        )
        .label(date.place(), messages::a_weekday(right));
    }
}

mod messages {
    pub(super) use crate::finding::wording::{a_weekday, should_be_weekday, weekday_mismatch};

    pub(super) fn write_or_correct(right: &str) -> String {
        format!("write {right}, or correct the date")
    }
}
