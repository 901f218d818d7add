use std::cell::LazyCell;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::resolve::Index;
use crate::report::{Item, Report, Slot, Spanned, Text, title};

rule! {
    /// An item is declared to repeat a session that is not on the agenda, or that has another title.
    ///
    /// ## Why it matters
    /// `repeats` means that two sessions with one title are one session held twice. If no session has that code, or
    /// that session has another title, the code is most likely mistyped.
    ///
    /// Titles that differ only in letter case, spacing, or the style of quotation marks and dashes are the same title.
    ///
    /// ## How to fix it
    /// After `repeats`, write the code of the repeated session, or remove `repeats`.
    error "agenda/unknown-repeat"
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let slots = report.slots();
    // most reports repeat nothing
    let sessions = LazyCell::new(|| Sessions::of(&slots));
    let has_unreadable = LazyCell::new(|| report.unreadable_codes() > 0);
    for slot in &slots {
        let Some(repeats) = slot.item.repeats else {
            continue;
        };
        // the code that cannot be read may be this one
        let may_be_there = *has_unreadable && sessions.by_code.get(repeats.value).is_empty();
        if !may_be_there {
            sessions.check(slot.item, repeats, findings);
        }
    }
}

type AnItem<'r, 't> = &'r Spanned<Item<'t>>;

/// The sessions that can be repeated.
struct Sessions<'r, 't> {
    by_code: Index<&'t str, AnItem<'r, 't>>,
    by_title: Index<String, Text<'t>>,
}

impl<'r, 't> Sessions<'r, 't> {
    fn of(slots: &[Slot<'r, 't>]) -> Self {
        let coded = || {
            slots
                .iter()
                .filter_map(|slot| Some((slot.item.code?, slot.item)))
        };
        Self {
            by_code: Index::new(coded().map(|(code, item)| (code.value, item))),
            by_title: Index::new(
                coded().filter_map(|(code, item)| Some((title::comparable(&item.title?), code))),
            ),
        }
    }

    fn check(&self, item: AnItem<'_, 't>, repeats: Text<'t>, findings: &mut Findings<'_>) {
        let named = self.by_code.get(repeats.value);
        let mut others = named.iter().filter(|other| other.at != item.at);
        let name = item.called();
        let Some(first) = others.next() else {
            let message = if named.is_empty() {
                format!(
                    "{name} repeats {code}, but no session has that code",
                    code = repeats.value
                )
            } else {
                format!(
                    "{name} repeats {code}, which is its own code",
                    code = repeats.value
                )
            };
            let draft = findings.add(message, &repeats, "no other session has this code");
            draft.help(self.help(item, repeats));
            return;
        };
        let (Some(own), Some(title)) = (item.title, first.title) else {
            return;
        };
        let is_same = |other: AnItem<'r, 't>| {
            other
                .title
                .is_none_or(|title| title::comparable(&title) == title::comparable(&own))
        };
        if !is_same(first) && !others.any(|other| is_same(other)) {
            findings
                .add(
                    format!(
                        "{name} repeats {code}, which has another title",
                        code = repeats.value
                    ),
                    &repeats,
                    format!("names session {code}", code = repeats.value),
                )
                .label(&own, "the title here")
                .label(&title, "the title there")
                .help(self.help(item, repeats));
        }
    }

    /// Names the session that was probably meant: one with the same title, or else the one with the nearest code.
    fn help(&self, item: &Item<'t>, repeats: Text<'t>) -> String {
        let own_code = item.code.map(|code| code.value);
        let same_title = item.title.and_then(|title| {
            let mut codes = self.by_title.get(&title::comparable(&title)).iter();
            codes.find(|code| Some(code.value) != own_code)
        });
        if let Some(code) = same_title {
            return format!(
                "session {code} has this title: write `repeats: \"{code}\"`",
                code = code.value
            );
        }
        match self.by_code.nearest(repeats.value) {
            Some(near) if Some(near) != own_code && near != repeats.value => {
                format!("if session {near} is meant, write `repeats: \"{near}\"`")
            }
            _ => "after `repeats`, write the code of the repeated session, or remove `repeats`"
                .to_owned(),
        }
    }
}
