use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::reference::Kind;
use crate::text::place::NodeRef;

rule! {
    /// An annex, a table or a figure that no text mentions.
    ///
    /// ## Why it matters
    /// Whoever reads the report from the beginning does not learn that it is there, or what it is for.
    ///
    /// ## How to mend it
    /// Mention it where it helps the reader: "(see annex II)". A report without any running text is not judged. Where as
    /// many references of the kind lead nowhere, one of them probably means it, and only they are reported.
    advice "references/unreferenced" staged, needs References
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    let passages = prose.passages();
    if !passages
        .iter()
        .any(|passage| passage.setting.is_running_text())
    {
        return;
    }
    let Mentions { found, missing } = mentions(prose);
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
        labels.retain(|label| !found.contains(&label.at));
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

/// What the references of the prose come to.
#[derive(Default)]
struct Mentions<'t> {
    /// The labels that they lead to.
    found: FxHashSet<NodeRef>,
    /// The numbers that lead nowhere.
    missing: FxHashSet<(Kind, Cow<'t, str>)>,
}

fn mentions<'t>(prose: &Prose<'_, 't>) -> Mentions<'t> {
    let mut mentions = Mentions::default();
    for cited in prose.cited_numbers() {
        if let Some(target) = cited.resolution.target() {
            mentions.found.insert(target.label.at);
        } else {
            let kind = cited.citation.reference.kind;
            mentions.missing.insert((kind, cited.number));
        }
    }
    mentions
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
