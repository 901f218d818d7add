use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::finding::wording::listed_briefly;
use crate::finding::wording::{AGAIN_HERE, AND_HERE, FIRST_HERE};
use crate::report::Report;
use crate::report::repeats::Copied;

rule! {
    /// Two paragraphs of one section have the same text.
    ///
    /// White space makes no difference. Texts of fewer than fifteen words ("No other matters were raised.") may be
    /// repeated. So may texts that introduce something: with points below them, or with a colon at the end if they do
    /// not follow each other. In different sections, longer texts are often repeated on purpose, such as clauses of
    /// procedure, notes and definitions; `paragraphs/repeated-text` looks for them if you turn it on. Paragraphs in a
    /// row that are repeated together are one finding. If a copy also has the same number, `paragraphs/sequence`
    /// reports it. Other faults of a copy, such as an abbreviation that it defines again, are not reported.
    ///
    /// ## Why it matters
    /// A passage was pasted twice, and often another one is missing.
    ///
    /// ## How to fix it
    /// Take one of them out, or refer to the other.
    warning "paragraphs/duplicate-text",
    unsure markdown
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    for copies in &report.repeats().groups {
        report_copies(copies, findings);
    }
}

/// Reports paragraphs that have one text.
pub(super) fn report_copies(copies: &[Copied<'_>], findings: &mut Findings<'_>) {
    let mut places = copies.iter().map(|copy| copy.place.clone());
    let (Some(first), Some(second)) = (places.next(), places.next()) else {
        return;
    };
    let mut draft = findings
        .add(message(copies), first, FIRST_HERE)
        .label(second, AGAIN_HERE);
    for place in places {
        draft = draft.label(place, AND_HERE);
    }
    draft.help(take_out_or_refer(copies.len()));
}

fn message(copies: &[Copied<'_>]) -> String {
    let numbers = copies.iter().map(|copy| copy.number);
    match numbers.collect::<Option<Vec<&str>>>() {
        Some(numbers) => numbered_alike(&numbers),
        None => alike(copies.len()),
    }
}

fn numbered_alike(numbers: &[&str]) -> String {
    let numbers = listed_briefly(numbers);
    format!("paragraphs {numbers} have the same text")
}

/// Several paragraphs.
fn alike(count: usize) -> String {
    match count {
        2 => "two paragraphs have the same text".to_owned(),
        count => format!("{count} paragraphs have the same text"),
    }
}

fn take_out_or_refer(count: usize) -> &'static str {
    match count {
        2 => "remove one of them, or refer to the other",
        _ => "keep one of them, and take out the others or let them refer to it",
    }
}
