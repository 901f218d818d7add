use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use super::dangling::missing_numbers;
use crate::report::{Report, Text};
use crate::text::place::NodeRef;
use crate::report::prose::reference::Kind;
use crate::report::prose::reference::owner::Owner;
use crate::finding::rule::rule;

rule! {
    /// An annex, a table or a figure that no text mentions.
    ///
    /// ## Why it matters
    /// Whoever reads the report from the beginning does not learn that it is there, or what it is for.
    ///
    /// ## How to mend it
    /// Mention it where it helps the reader: "(see annex II)". A report without any running text is not judged. Where as
    /// many references of the kind lead nowhere, one of them probably means it, and only they are reported.
    advice "references/unreferenced" staged = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let passages = report.passages();
    if !passages
        .iter()
        .any(|passage| passage.setting.is_running_text())
    {
        return;
    }
    let found = mentioned(report);
    let missing: FxHashSet<(Kind, Cow<'_, str>)> = missing_numbers(report)
        .into_iter()
        .map(|(cited, _)| (cited.citation.reference.kind(), cited.number))
        .collect();
    let only_annex_is_meant = report.annexes.len() == 1
        && passages.iter().any(|passage| {
            passage.setting.is_running_text() && passage.text.to_lowercase().contains("annex")
        });
    let annexes = report
        .annexes
        .iter()
        .filter_map(|annex| annex.label)
        .filter(|_| !only_annex_is_meant);
    let tables = report.tables.iter().filter_map(|table| table.label);
    let figures = report.figures.iter().filter_map(|figure| figure.label);
    let kinds = [
        (Kind::Annex, annexes.collect::<Vec<_>>()),
        (Kind::Table, tables.collect()),
        (Kind::Figure, figures.collect()),
    ];
    for (kind, mut labels) in kinds {
        let is_twin = |label: &Text<'_>| report.targets().is_twin(kind, label.value);
        labels.retain(|label| !found.contains(&label.at) && !is_twin(label));
        let led_astray = missing.iter().filter(|(missing, _)| *missing == kind);
        if led_astray.count() >= labels.len() {
            continue;
        }
        for label in labels {
            let name = kind.name();
            let number = kind.bare(label.value);
            findings
                .add(
                    messages::unmentioned(name, number),
                    &label,
                    messages::MENTIONED_NOWHERE,
                )
                .help(messages::mention(name, number));
        }
    }
}

/// The labels that the references of the prose lead to, unless they are another document's.
fn mentioned(report: &Report<'_>) -> FxHashSet<NodeRef> {
    let own = report
        .cited_numbers()
        .filter(|cited| cited.citation.reference.owner != Owner::Another);
    let targets = own.filter_map(|cited| cited.resolution.target());
    targets.map(|target| target.label.at).collect()
}

mod messages {
    pub(super) const MENTIONED_NOWHERE: &str = "mentioned nowhere";

    pub(super) fn unmentioned(kind: &str, number: &str) -> String {
        format!("no text mentions {kind} {number}")
    }

    pub(super) fn mention(kind: &str, number: &str) -> String {
        format!("mention it where it helps the reader: \"(see {kind} {number})\"")
    }
}
