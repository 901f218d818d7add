use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::prose::Prose;
use crate::report::prose::glossary::{Defined, comparable_words, prepositions};
use crate::text::place::Place;
use crate::text::syntax::Data;

rule! {
    /// An abbreviation that is defined again with the same long form.
    ///
    /// ## Why it matters
    /// The reader who knows it already wonders whether something else is meant. Most often two authors wrote the two
    /// passages.
    ///
    /// ## How to mend it
    /// Use the short form alone the second time. Definitions count whose initials fit and that stand in paragraphs; headings,
    /// notes, glossaries and bibliographies may say it again. So may an annex and an executive summary, since they are often
    /// read alone, and the parts of a collection, in which most abbreviations are each defined in several parts.
    advice "abbreviations/redefined", needs Abbreviations,
    fix unsafe "The short form is written alone, but readers of that passage may need the long one."
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
            let fix = fix(prose, short, &group.again);
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
                .help(format!("write {short} alone where it is defined already"))
                .fix(fix);
        }
    }
}

/// The short form alone, at each place but the first. `None` where one is written in another way than `Long form (LF)`.
fn fix(prose: &Prose<'_, '_>, short: &str, again: &[&Defined<'_>]) -> Option<Remedy> {
    let mut remedy = Remedy::risky(format!("write \"{short}\" alone"));
    for defined in again {
        let Place::Text(at, range) = &defined.short_place else {
            return None;
        };
        let Data::Str(text) = prose.report.part(at.file).tree.data(at.node) else {
            return None;
        };
        let before = text.get(..range.start)?.strip_suffix(" (")?;
        let start = before.strip_suffix(defined.long)?.len();
        let is_closed = text.get(range.end..)?.starts_with(')');
        let written = text.get(range.clone()).filter(|_| is_closed)?;
        remedy = remedy.text(*at, start..range.end + 1, written);
    }
    Some(remedy)
}
