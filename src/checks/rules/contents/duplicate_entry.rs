use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::Report;
use crate::report::listing::{Lead, Line};

rule! {
    /// Two entries of the contents lead to the same heading.
    ///
    /// Entries below a repeated one are not reported as well, nor is the second entry out of order.
    ///
    /// ## Why it matters
    /// One of the two was meant for another heading, or was pasted and forgotten.
    ///
    /// ## How to fix it
    /// Take one of them out, or give it the label (or the `ref`) of the heading it was meant for.
    error "contents/duplicate-entry",
    fix safe "Removes the second entry if it is the same as the first and has no entries below it.",
    fix unsafe "Removes it elsewhere; it may have been meant for another heading."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let lines = listing.ids().map(|id| listing.line(id));
    let groups = unique::duplicates(lines, |line| {
        let parent = line.parent.map(|parent| listing.line(parent).lead);
        let is_part_of_one = matches!(parent, Some(Lead::Again(..)));
        line.lead.heading().filter(|_| !is_part_of_one)
    });
    for group in groups {
        let count = group.again.len() + 1;
        let described = outline.describe(group.key);
        let fix = fix(group.first, &group.again);
        let mut draft = findings.add(
            messages::listed_again(&described, count),
            group.first.name_place(),
            messages::FIRST_HERE,
        );
        for again in group.again {
            draft = draft.label(again.name_place(), messages::AGAIN_HERE);
        }
        draft.help(messages::take_out_or_relabel(count)).fix(fix);
    }
}

/// Removes the second of two entries; that is safe if it is the same as the first and has no entries below it.
fn fix(first: &Line<'_>, again: &[&Line<'_>]) -> Option<Remedy> {
    let [again] = again else {
        return None;
    };
    let is_the_same = first.says_the_same(again) && !again.has_entries();
    let remedy = if is_the_same {
        Remedy::safe(messages::REMOVE_SECOND)
    } else {
        Remedy::risky(messages::REMOVE_SECOND)
    };
    Some(remedy.remove(again.at))
}

mod messages {
    use crate::finding::wording::times;
    pub(super) use crate::finding::wording::{AGAIN_HERE, FIRST_HERE};

    pub(super) const REMOVE_SECOND: &str = "remove the second entry";

    pub(super) fn listed_again(heading: &str, count: usize) -> String {
        format!("the contents list {heading} {}", times(count))
    }

    pub(super) fn take_out_or_relabel(count: usize) -> &'static str {
        match count {
            2 => "take one of them out, or give it the label of the heading it was meant for",
            _ => {
                "keep one of them, and take out the others or give each the label of the heading it was meant for"
            }
        }
    }
}
