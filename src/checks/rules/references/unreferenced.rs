use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::reference::PartKind;
use crate::report::prose::reference::owner::Owner;
use crate::report::prose::target::Resolution;
use crate::report::{Section, Text};
use crate::text::place::NodeRef;

rule! {
    /// An annex, a table or a figure that no text mentions.
    ///
    /// ## Why it matters
    /// Anyone who reads the report from the beginning does not learn that it exists, or what it is for.
    ///
    /// ## What counts
    /// A mention in any text counts: in a note, a heading, a caption, in brackets or in quotation marks, alone or in a
    /// range ("annexes I–III"), as annex, appendix, attachment, enclosure or schedule, and as "§ A". A mention of
    /// another document ("annex II to the Convention") does not count. Labels that repeat are not checked, nor is a
    /// report without running text. If the same number of references of this kind point to nothing, one of them
    /// probably means this part, and only they are reported.
    ///
    /// ## How to fix it
    /// Mention it where it helps the reader: "(see annex II)".
    advice "references/unreferenced" staged, needs References,
    unsure markdown
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
    let found = mentioned(prose);
    let missing = missing(prose);
    let only_annex_is_meant =
        matches!(report.annexes.as_slice(), [annex] if is_meant(prose, annex));
    let annexes = report
        .annexes
        .iter()
        .filter_map(|annex| annex.label)
        .filter(|_| !only_annex_is_meant);
    let tables = report.tables.iter().filter_map(|table| table.label);
    let figures = report.figures.iter().filter_map(|figure| figure.label);
    let kinds = [
        (PartKind::Annex, annexes.collect::<Vec<_>>()),
        (PartKind::Table, tables.collect()),
        (PartKind::Figure, figures.collect()),
    ];
    for (kind, mut labels) in kinds {
        let is_twin = |label: &Text<'_>| prose.targets().is_twin(kind, label.value);
        labels.retain(|label| !found.contains(&label.at) && !is_twin(label));
        let led_astray = missing.iter().filter(|(missing, _)| *missing == kind);
        if led_astray.count() >= labels.len() {
            continue;
        }
        for label in labels {
            let name = kind.called(label.value);
            findings
                .add(
                    format!("no text mentions {name}"),
                    &label,
                    "not mentioned anywhere",
                )
                .help(format!(
                    "mention it where it helps the reader: \"(see {name})\""
                ));
        }
    }
}

/// Whether a text speaks of the only annex, by its word and not by its number: "the programme is annexed".
fn is_meant(prose: &Prose<'_, '_>, annex: &Section<'_>) -> bool {
    let Some(words) = prose.reference_words() else {
        return false;
    };
    let own_word = annex
        .label
        .and_then(|label| label.value.split_whitespace().next());
    let own = own_word.and_then(|word| words.heads.find(word));
    let usual = words.heads.usual(PartKind::Annex);
    let words = [usual, own.map(|head| head.names[0])];
    let mut texts = prose
        .passages()
        .iter()
        .filter(|it| it.setting.is_running_text());
    texts.any(|passage| {
        let text = passage.text.to_lowercase();
        words.into_iter().flatten().any(|word| text.contains(word))
    })
}

/// The kinds and numbers of the report's own parts that its references lead to in vain.
fn missing<'t>(prose: &Prose<'_, 't>) -> FxHashSet<(PartKind, Cow<'t, str>)> {
    let missing = prose.cited_numbers().filter(|cited| {
        matches!(cited.resolution, Resolution::Missing)
            && matches!(
                cited.citation.reference.owner,
                Owner::Report | Owner::Unnamed
            )
    });
    missing
        .map(|cited| (cited.citation.reference.kind(), cited.number))
        .collect()
}

/// The labels that the references of the prose lead to, unless they are another document's.
fn mentioned(prose: &Prose<'_, '_>) -> FxHashSet<NodeRef> {
    let own = prose
        .cited_numbers()
        .filter(|cited| cited.citation.reference.owner != Owner::Another);
    let targets = own.filter_map(|cited| cited.resolution.target());
    targets.map(|target| target.label.at).collect()
}
