use crate::finding::rule::rule;
use crate::finding::{Findings, Severity};
use crate::report::prose::Prose;
use crate::report::prose::glossary::{By, Defined, comparable_words, prepositions};

rule! {
    /// One short form with two long forms.
    ///
    /// ## Why it matters
    /// The reader no longer knows what the abbreviation means, and a search for it finds two different things.
    ///
    /// ## How to fix it
    /// Keep one long form, or choose another abbreviation for the second. Letter case, plurals, articles, additions in
    /// brackets, a longer beginning or end, and British or American spelling make no difference. An entry in
    /// `abbreviations` decides which long form is right: a passage that contradicts it is an error. If two passages
    /// contradict each other, this is a warning; if they differ only in a preposition, it is advice.
    error "abbreviations/conflicting", needs Abbreviations
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    for (short, usage) in prose.glossary().entries() {
        let says_something =
            |it: &&Defined<'_>| it.by != By::Capitals && !it.long.trim().is_empty();
        let Some(first) = usage.definitions.iter().find(says_something) else {
            continue;
        };
        let most = match first.by {
            By::Register => Severity::Error,
            By::Initials | By::Capitals => Severity::Warning,
        };
        for (other, conflict) in conflicting(first, &usage.definitions) {
            let most = match conflict {
                Conflict::OfPrepositions => Severity::Advice,
                Conflict::OfWords => most,
            };
            findings
                .add(
                    format!(
                        "{short} means \"{first}\", but here \"{other}\"",
                        first = first.long,
                        other = other.long
                    ),
                    other.long_place.clone(),
                    "another long form",
                )
                .label(first.long_place.clone(), "first long form")
                .no_more_than(most)
                .help(format!(
                    "keep one long form of {short}, or choose another abbreviation here"
                ));
        }
    }
}

/// How two long forms differ.
enum Conflict {
    /// In what they say.
    OfWords,
    /// In one preposition: "Barriers to Trade", "Barriers for Trade".
    OfPrepositions,
}

/// The definitions that say something else than the first.
fn conflicting<'d, 't>(
    first: &Defined<'t>,
    definitions: &'d [Defined<'t>],
) -> impl Iterator<Item = (&'d Defined<'t>, Conflict)> {
    let true_form = comparable_words(first.long);
    let true_prepositions = prepositions(first.long);
    definitions.iter().filter_map(move |definition| {
        let form = comparable_words(definition.long);
        let conflict = match definition.by {
            // the schema says that it is empty
            _ if form.is_empty() => return None,
            By::Capitals => is_near_miss(&form, &true_form).then_some(Conflict::OfWords),
            _ if !is_one(&form, &true_form) => Some(Conflict::OfWords),
            _ => exchanges_one(&prepositions(definition.long), &true_prepositions)
                .then_some(Conflict::OfPrepositions),
        };
        Some((definition, conflict?))
    })
}

/// Whether the words of one long form begin or end the other.
fn is_one(form: &[String], true_form: &[String]) -> bool {
    let (shorter, longer) = if form.len() < true_form.len() {
        (form, true_form)
    } else {
        (true_form, form)
    };
    longer.starts_with(shorter) || longer.ends_with(shorter)
}

/// Whether two lists of prepositions differ in one.
fn exchanges_one(prepositions: &[String], true_ones: &[String]) -> bool {
    let pairs = prepositions.iter().zip(true_ones);
    prepositions.len() == true_ones.len() && pairs.filter(|(one, other)| one != other).count() == 1
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
