use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::model::{Paragraph, Report, Section, Spanned};
use crate::relation::unique;
use crate::rule::rule;

rule! {
    /// Two paragraphs have the same text.
    ///
    /// White space makes no difference. Texts of fewer than 40 characters ("No comments were made.") may stand as often
    /// as they like. Paragraphs that follow one another and are repeated together are one finding, and one that also
    /// has the same number is reported by `paragraphs/sequence`.
    ///
    /// ## Why it matters
    /// A passage was pasted twice, and often another is missing in its place.
    ///
    /// ## How to mend it
    /// Take one of them out, or refer to the other.
    warning "paragraphs/duplicate-text" = check
}

/// In characters, so that short phrases of procedure are left alone.
const SHORTEST: usize = 40;

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let mut paragraphs = Vec::new();
    for section in report.sections.iter().chain(&report.annexes) {
        lay_out(section, &mut paragraphs);
    }
    let groups = unique::duplicates(0..paragraphs.len(), |&index| text_of(paragraphs[index]));
    let mut first_of: FxHashMap<usize, usize> = FxHashMap::default();
    for group in &groups {
        first_of.extend(group.again.iter().map(|&again| (again, group.first)));
    }
    for group in &groups {
        let is_pasted_with_number = |again: usize| {
            let number = |index: usize| paragraphs[index].number.map(|number| number.value);
            number(again).is_some() && number(again) == number(group.first)
        };
        let runs_on = |again: usize| {
            let before = again
                .checked_sub(1)
                .and_then(|before| first_of.get(&before));
            before.is_some_and(|before| before + 1 == group.first)
        };
        let again = group.again.iter().copied();
        let mut again = again
            .filter(|&again| !is_pasted_with_number(again) && !runs_on(again))
            .filter_map(|again| paragraphs[again].name_place());
        let (Some(first), Some(second)) = (paragraphs[group.first].name_place(), again.next())
        else {
            continue;
        };
        let numbers = numbers(
            paragraphs[group.first],
            group.again.first().map(|&again| paragraphs[again]),
        );
        let mut draft = findings
            .add(format!("{numbers} have the same text"), first, "first here")
            .label(second, "again here");
        for place in again {
            draft = draft.label(place, "and here");
        }
        draft.help("take one of them out, or refer to the other");
    }
}

fn lay_out<'r, 't>(
    section: &'r Spanned<Section<'t>>,
    paragraphs: &mut Vec<&'r Spanned<Paragraph<'t>>>,
) {
    paragraphs.extend(&section.paragraphs);
    for inner in &section.sections {
        lay_out(inner, paragraphs);
    }
}

fn text_of<'t>(paragraph: &Paragraph<'t>) -> Option<Cow<'t, str>> {
    let text = paragraph.text?.value;
    text.chars().nth(SHORTEST - 1)?;
    if is_single_spaced(text) {
        return Some(Cow::Borrowed(text));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    text.chars().nth(SHORTEST - 1)?;
    Some(Cow::Owned(text))
}

/// Whether the words are parted by one space each, as they are in most texts.
fn is_single_spaced(text: &str) -> bool {
    let mut follows_word = false;
    let fits = text.chars().all(|sign| {
        let fits = !sign.is_whitespace() || (sign == ' ' && follows_word);
        follows_word = sign != ' ';
        fits
    });
    fits && follows_word
}

fn numbers(first: &Paragraph<'_>, again: Option<&Spanned<Paragraph<'_>>>) -> String {
    let again = again.and_then(|again| again.number);
    match first.number.zip(again) {
        Some((first, again)) => format!("paragraphs {} and {}", first.value, again.value),
        None => "two paragraphs".to_owned(),
    }
}
