use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::unique;
use crate::report::prose::Prose;
use crate::report::prose::glossary::{Scope, comparable_words};

rule! {
    /// An abbreviation that is defined again with the same long form.
    ///
    /// ## Why it matters
    /// The reader who knows it already wonders whether something else is meant. Most often two authors wrote the two
    /// passages.
    ///
    /// ## How to mend it
    /// Use the short form alone the second time. An annex may define anew what the body defines, since it is often read
    /// alone, and a gloss in square brackets is no definition again.
    advice "abbreviations/redefined", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for (short, usage) in prose.glossary() {
        let in_text = usage
            .definitions
            .iter()
            .filter(|definition| definition.fits && definition.scope != Scope::Register);
        let repeated = unique::duplicates(in_text, |definition| {
            Some((definition.scope, comparable_words(definition.long)))
        });
        for group in repeated {
            let mut draft = findings.add(
                messages::defined_again(short),
                group.again[0].short_place.clone(),
                messages::DEFINED_AGAIN,
            );
            for more in &group.again[1..] {
                draft = draft.label(more.short_place.clone(), messages::AND_AGAIN);
            }
            draft
                .label(
                    group.first.short_place.clone(),
                    messages::FIRST_DEFINED_HERE,
                )
                .help(messages::write_alone(short));
        }
    }
}

mod messages {
    pub(super) const DEFINED_AGAIN: &str = "defined again";
    pub(super) const AND_AGAIN: &str = "and again";
    pub(super) const FIRST_DEFINED_HERE: &str = "first defined here";

    pub(super) fn defined_again(short: &str) -> String {
        format!("{short} is defined again")
    }

    pub(super) fn write_alone(short: &str) -> String {
        format!("write {short} alone where it is defined already")
    }
}
