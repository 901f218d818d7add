use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::finding::wording::{AGAIN_HERE, FIRST_HERE, times};
use crate::relation::unique;
use crate::report::Report;
use crate::report::listing::{Lead, Line};

rule! {
    /// Two entries of the contents lead to the same heading.
    ///
    /// Entries below a repeated entry are not reported, nor is the order of the second entry.
    ///
    /// ## Why it matters
    /// One of the two was meant for another heading, or was pasted and forgotten.
    ///
    /// ## How to fix it
    /// Remove one of them, or give it the label (or the `ref`) of the heading that it was meant for.
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
            format!("the contents list {described} {}", times(count)),
            group.first.name_place(),
            FIRST_HERE,
        );
        for again in group.again {
            draft = draft.label(again.name_place(), AGAIN_HERE);
        }
        let help = match count {
            2 => "remove one of them, or give it the label of the heading that it was meant for",
            _ => {
                "keep one of them; remove the others, or give each the label of the heading that it was meant for"
            }
        };
        draft.help(help).fix(fix);
    }
}

/// Removes the second of two entries; that is safe if it is the same as the first and has no entries below it.
fn fix(first: &Line<'_>, again: &[&Line<'_>]) -> Option<Remedy> {
    let [again] = again else {
        return None;
    };
    let is_the_same = first.says_the_same(again) && !again.has_entries();
    let remedy = if is_the_same {
        Remedy::safe
    } else {
        Remedy::risky
    };
    Some(remedy("remove the second entry").remove(again.at))
}
