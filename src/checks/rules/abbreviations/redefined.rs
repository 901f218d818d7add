use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::prose::Prose;
use crate::report::prose::glossary::{comparable_words, prepositions};

rule! {
    /// An abbreviation that is defined again with the same long form.
    ///
    /// ## Why it matters
    /// Readers who already know it wonder whether it means something else here. Most often, two authors wrote the two
    /// passages.
    ///
    /// ## How to fix it
    /// Use only the short form the second time. A definition counts if its initials fit and it is in a paragraph.
    /// Headings, notes, glossaries and bibliographies may repeat it. So may an annex and an executive summary, because
    /// they are often read alone, and the parts of a collection in which most abbreviations are defined in several
    /// parts.
    advice "abbreviations/redefined", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let glossary = prose.glossary();
    for (short, usage) in glossary.entries() {
        let definitions = usage.definitions.iter();
        let in_text = definitions.filter(|definition| definition.introduces);
        let repeated = unique::duplicates(in_text, |definition| {
            let words = comparable_words(definition.long);
            // a preposition exchanged is another long form
            let prepositions = prepositions(definition.long);
            Some((glossary.scope(definition), words, prepositions))
        });
        for group in repeated {
            let mut draft = findings.add(
                format!("{short} is defined again"),
                group.again[0].short_place.clone(),
                "defined again",
            );
            for more in &group.again[1..] {
                draft = draft.label(more.short_place.clone(), "and again");
            }
            draft
                .label(group.first.short_place.clone(), "first defined here")
                .help(format!("write {short} alone where it is defined already"));
        }
    }
}
