use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::model::{Report, Slot, title};
use crate::relation::unique::{self, Group};
use crate::rule::rule;
use crate::wording::{listed, times};

rule! {
    /// One session code is on the agenda more than once.
    ///
    /// ## Why it matters
    /// Readers look a session up by its code, and other parts of the report refer to it by that code. When two items
    /// carry it, nobody can tell which one is meant.
    ///
    /// ## How to mend it
    /// Give each session a code of its own. If the two items are the parts of one session, make one item of them that
    /// has the code, and list the parts under its `items` without a code. A session that is held again has a code of
    /// its own, and `repeats` with the code of the session it repeats. A code used twice cannot be declared as
    /// intended.
    error "agenda/duplicate-code" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let coded = report
        .slots()
        .into_iter()
        .filter_map(|slot| slot.item.code.map(|code| (code, slot)));
    for group in unique::duplicates(coded, |(code, _)| Some(code.value)) {
        let (code, first) = &group.first;
        let label = format!("first {}", first.when());
        let mut draft = findings.add(message(&group), code, label);
        for (code, slot) in &group.again {
            draft = draft.label(code, format!("again {}", slot.when_after(first)));
        }
        draft.help("give each session a code of its own, and the parts of one session none");
    }
}

/// Says what the code stands for where that is not one and the same.
fn message<C>(group: &Group<&str, (C, Slot<'_, '_>)>) -> String {
    let slots = std::iter::once(&group.first).chain(&group.again);
    let mut titles: Vec<&str> = slots
        .filter_map(|(_, slot)| slot.item.title.map(|title| title.value))
        .collect();
    let mut known = FxHashSet::default();
    titles.retain(|title| known.insert(title::comparable(title)));
    let message = format!(
        "the code {} is on the agenda {}",
        group.key,
        times(group.again.len() + 1)
    );
    if titles.len() < 2 {
        return message;
    }
    let titles: Vec<String> = titles
        .into_iter()
        .map(|title| format!("for \"{title}\""))
        .collect();
    format!("{message}, {}", listed(&titles))
}
