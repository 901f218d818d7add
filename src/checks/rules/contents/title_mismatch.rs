use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::listing::{Lead, LineId};
use crate::report::outline::HeadingId;
use crate::report::{Report, Text};
use crate::text::edit::Value;

rule! {
    /// An entry of the contents has another title than the heading it leads to.
    ///
    /// Letter case, spacing, the style of quotation marks and dashes and footnote marks make no difference.
    ///
    /// ## Why it matters
    /// One of the two was changed, but not the other. If the title is that of a nearby heading, the label of the entry
    /// is wrong; entries whose labels are mixed up with one another are one finding.
    ///
    /// ## How to fix it
    /// Write the same title in both places, or correct the label. You cannot declare that another title is intended.
    error "contents/title-mismatch",
    fix unsafe "Either title is written in both places, and you choose which."
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    for id in listing.ids() {
        let line = listing.line(id);
        let Lead::To(heading) = line.lead else {
            continue;
        };
        let its = outline.heading(heading);
        let (Some(printed), Some(title)) = (&line.title, &its.title) else {
            continue;
        };
        // By its title, the entry may lead to a heading whose label is the wrong one.
        if line.comparable_title == its.comparable_title {
            continue;
        }
        let described = outline.describe(heading);
        findings
            .add(
                format!(
                    "the contents call {described} \"{printed}\", but its heading is \"{title}\"",
                    printed = printed.value,
                    title = title.value
                ),
                printed,
                "in the contents",
            )
            .label(title, "the heading")
            .help("write the same title in both places")
            .fixes(fixes(printed, title));
    }
    for mixed_up in mixed_up(report) {
        report_labels(report, &mixed_up, findings);
    }
}

fn report_labels(report: &Report<'_>, lines: &[(LineId, HeadingId)], findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let [(first, meant), others @ ..] = lines else {
        return;
    };
    let cited = |heading| {
        outline
            .citation(heading)
            .unwrap_or_else(|| outline.describe(heading))
    };
    let line = listing.line(*first);
    let printed = line.printed();
    let message = match others.len() {
        0 => format!(
            "the contents list \"{printed}\", but this is the title of {heading}",
            heading = outline.describe(*meant)
        ),
        more => labels_of_others(&printed, more),
    };
    let mut draft = findings
        .add(message, line.name_place(), "the label of another heading")
        .label(
            outline.heading(*meant).name_place(),
            "the heading of this title",
        );
    for (line, meant) in others {
        let place = listing.line(*line).name_place();
        draft = draft.label(
            place,
            format!(
                "here, too; by its title this is {meant}",
                meant = cited(*meant)
            ),
        );
    }
    let title = outline
        .heading(*meant)
        .title
        .map_or("", |title| title.value);
    draft.help(format!(
        "{heading} is titled \"{title}\"; did the contents mean {cited}?",
        heading = outline.describe(*meant),
        cited = cited(*meant)
    ));
}

/// The entries with wrong labels and the headings they mean, those together that have each other's labels.
fn mixed_up(report: &Report<'_>) -> Vec<Vec<(LineId, HeadingId)>> {
    let listing = report.listing();
    let mut group_of: FxHashMap<HeadingId, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<(LineId, HeadingId)>> = Vec::new();
    let mut members: Vec<Vec<HeadingId>> = Vec::new();
    for id in listing.ids() {
        let Lead::Mislabelled { labelled, meant } = listing.line(id).lead else {
            continue;
        };
        let mut own: Vec<usize> = [labelled, meant]
            .iter()
            .filter_map(|heading| group_of.get(heading).copied())
            .collect();
        own.sort_by_key(|&group| members[group].len());
        let group = own.last().copied().unwrap_or_else(|| {
            groups.push(Vec::new());
            members.push(Vec::new());
            groups.len() - 1
        });
        // The smaller of two groups goes into the larger, so that no heading moves often.
        let mut joined = vec![labelled, meant];
        if let [smaller, larger] = own[..]
            && smaller != larger
        {
            joined.append(&mut members[smaller]);
            let mut lines = std::mem::take(&mut groups[smaller]);
            groups[larger].append(&mut lines);
        }
        group_of.extend(joined.iter().map(|&heading| (heading, group)));
        members[group].append(&mut joined);
        groups[group].push((id, meant));
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort();
    }
    groups
}

/// An entry, and as many `more`, of which there is at least one.
fn labels_of_others(entry: &str, more: usize) -> String {
    match more {
        1 => format!(
            "the contents list \"{entry}\" and 1 more entry with the labels of other headings"
        ),
        more => format!(
            "the contents list \"{entry}\" and {more} more entries with the labels of other headings"
        ),
    }
}

/// Either title in both places.
fn fixes(printed: &Text<'_>, title: &Text<'_>) -> [Remedy; 2] {
    let text = |text: &Text<'_>| Value::Text(text.value.to_owned());
    let in_contents = Remedy::risky("write the title of the heading in the contents");
    let at_heading = Remedy::risky("write the title of the contents at the heading");
    [
        in_contents.set(printed.at, text(title)),
        at_heading.set(title.at, text(printed)),
    ]
}
