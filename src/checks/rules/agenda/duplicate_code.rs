use crate::finding::wording::{listed, times};
use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::unique::{self, Group};
use crate::report::{Report, Slot, title};

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
    error "agenda/duplicate-code"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let found = report.found_in_time();
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
        draft.help("give each session its own code, and the parts of a session no code");
    }
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
