use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::report::prose::Prose;
use crate::report::prose::glossary::{Defined, comparable_words};

rule! {
    /// One short form that is given two long forms.
    ///
    /// ## Why it matters
    /// The reader no longer knows what the abbreviation stands for, and a search for it finds two different things.
    ///
    /// ## How to mend it
    /// Keep one long form, or choose another abbreviation for the second. Letter case, plurals and British or American
    /// spelling make no difference. An entry in `abbreviations` decides which long form is the right one.
    error "abbreviations/conflicting", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for (short, usage) in prose.glossary() {
        let says_something = |it: &&Defined<'_>| it.fits && !it.long.trim().is_empty();
        let Some(first) = usage.definitions.iter().find(says_something) else {
            continue;
        };
        for other in conflicting(first, &usage.definitions) {
            findings
                .add(
                    messages::two_long_forms(short, first.long, other.long),
                    other.long_place.clone(),
                    messages::ANOTHER_LONG_FORM,
                )
                .label(first.long_place.clone(), messages::FIRST_LONG_FORM)
                .help(messages::keep_one(short));
        }
    }
}

/// The definitions that say something else than the first.
pub(super) fn conflicting<'d, 't>(
    first: &Defined<'t>,
    definitions: &'d [Defined<'t>],
) -> impl Iterator<Item = &'d Defined<'t>> {
    let true_form = comparable_words(first.long);
    definitions.iter().filter(move |definition| {
        let form = comparable_words(definition.long);
        if form.is_empty() {
            // the schema says that it is
            false
        } else if definition.fits {
            form != true_form
        } else {
            is_near_miss(&form, &true_form)
        }
    })
}

/// Whether words whose initials do not fit are yet meant as the long form: they end like it, and begin otherwise. An
/// affiliation after a name ("Mr. Costa (UNODC)") is none.
fn is_near_miss(form: &[String], true_form: &[String]) -> bool {
    const SHARED: usize = 2;
    let shared = form
        .iter()
        .rev()
        .zip(true_form.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    shared >= SHARED && shared < form.len() && shared < true_form.len()
}

mod messages {
    pub(super) const ANOTHER_LONG_FORM: &str = "another long form";
    pub(super) const FIRST_LONG_FORM: &str = "first long form";

    pub(super) fn two_long_forms(short: &str, first: &str, other: &str) -> String {
        format!("{short} stands for \"{first}\", and here for \"{other}\"")
    }

    pub(super) fn keep_one(short: &str) -> String {
        format!("keep one long form of {short}, or choose another abbreviation here")
    }
}
