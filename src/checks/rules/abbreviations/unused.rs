use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::abbreviation::is_short;
use crate::report::prose::glossary::By;

rule! {
    /// An abbreviation that is defined but never used.
    ///
    /// ## Why it matters
    /// The reader remembers it for nothing. Often the long form is written out later, where the short form would be
    /// enough.
    ///
    /// ## How to fix it
    /// Remove the short form, or use it. Uses in headings, notes and captions and on the agenda count, and so do
    /// plurals ("LDCs"), numbered forms ("AR6" for "AR") and compounds ("UN-Water"). Bibliographies and lists of names
    /// are not checked, nor are short forms with a space, a full stop or a slash. The long form next to the entry in
    /// `abbreviations` does not count as a use.
    advice "abbreviations/unused", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let glossary = prose.glossary();
    for (short, usage) in glossary.entries() {
        let mut definitions = usage.definitions.iter().filter(|it| it.by != By::Capitals);
        let Some(definition) = definitions.next() else {
            continue;
        };
        // what the text defines twice is reported as such
        let in_text = usage.definitions.iter().filter(|it| it.by == By::Initials);
        let is_meant = in_text.count() < 2
            && !(definition.among_names && definitions.all(|it| it.among_names))
            && !usage.in_bibliography;
        if !is_meant || !is_word(short) || glossary.mentions(short) {
            continue;
        }
        findings
            .add(
                format!("{short} is defined but never used"),
                definition.short_place.clone(),
                "not used anywhere else",
            )
            .help(format!(
                "remove {short}, or use it instead of \"{long}\"",
                long = definition.long
            ));
    }
}

/// Whether its uses can be recognized: those of "Annex I Party", "n/a" and "pH" cannot.
fn is_word(short: &str) -> bool {
    is_short(short)
        && short.starts_with(char::is_uppercase)
        && short
            .chars()
            .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '&'))
}
