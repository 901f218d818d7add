use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::model::Report;
use crate::place::NodeRef;
use crate::prose::citation::{Resolution, Targets};
use crate::prose::reference::Kind;
use crate::rule::rule;

rule! {
    /// An annex, a table or a figure that no text mentions.
    ///
    /// ## Why it matters
    /// Whoever reads the report from the beginning does not learn that it is there, or what it is for.
    ///
    /// ## How to mend it
    /// Mention it where it helps the reader: "(see annex II)". A report without any running text is not judged.
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
    let targets = report.targets();
    let mentioned = mentioned(report, targets);
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
    for (kind, labels) in kinds {
        for label in labels
            .into_iter()
            .filter(|label| !mentioned.contains(&label.at))
        {
            let name = kind.name();
            findings
                .add(
                    format!("no text mentions {name} {}", bare(label.value, name)),
                    &label,
                    "mentioned nowhere",
                )
                .help(format!(
                    "mention it where it helps the reader: \"(see {name} {})\"",
                    bare(label.value, name)
                ));
        }
    }
}

/// The labels that references lead to.
fn mentioned(report: &Report<'_>, targets: &Targets<'_>) -> FxHashSet<NodeRef> {
    let mut mentioned = FxHashSet::default();
    for citation in report.citations() {
        for (number, _) in citation.numbers() {
            if let Resolution::Found(target) | Resolution::OtherStyle(target) =
                targets.resolve(citation.reference.kind, &number)
            {
                mentioned.insert(target.label.at);
            }
        }
    }
    mentioned
}

/// The label without the word that the message says already.
fn bare<'l>(label: &'l str, name: &str) -> &'l str {
    match label.split_at_checked(name.len()) {
        Some((word, rest)) if word.eq_ignore_ascii_case(name) => rest.trim_start(),
        _ => label,
    }
}
