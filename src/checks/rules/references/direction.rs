use std::cmp::Ordering;
use std::ops::Range;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::report::Text;
use crate::report::prose::citation::CitedNumber;
use crate::report::prose::reference::Direction;
use crate::report::prose::reference::owner::Owner;
use crate::report::prose::{Prose, Setting};

rule! {
    /// A reference that says "above" or "below" and points the other way.
    ///
    /// ## Why it matters
    /// The reader looks in the wrong half of the report. Most often one of the two passages was moved.
    ///
    /// ## How to fix it
    /// Swap "above" and "below", or leave the word out: the number is enough.
    advice "references/direction", needs References,
    fix unsafe "\"above\" becomes \"below\", or the reverse, but the text may mean another part."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let says_where = |cited: &CitedNumber<'_, '_>| {
        let setting = prose.passages()[cited.citation.passage].setting;
        cited.citation.reference.direction.is_some()
            && cited.citation.reference.owner == Owner::Report
            && matches!(setting, Setting::Paragraph { .. } | Setting::Point { .. })
    };
    let cited: Vec<_> = prose.cited_numbers().filter(says_where).collect();
    for numbers in cited.chunk_by(|one, next| std::ptr::eq(one.citation, next.citation)) {
        let citation = numbers[0].citation;
        let Some((range, direction)) = citation.reference.direction.clone() else {
            continue;
        };
        if true_direction(prose, numbers).is_none_or(|truly| truly == direction) {
            continue;
        }
        let cited = &citation.text[citation.reference.range.clone()];
        let is_one = numbers.len() == 1;
        let (message, label, help) = match direction {
            Direction::Above => (
                not_above(cited, is_one),
                "it is below",
                "write \"below\", or leave the word out",
            ),
            Direction::Below => (
                not_below(cited, is_one),
                "it is above",
                "write \"above\", or leave the word out",
            ),
        };
        let fix = fix(&citation.text, range.clone());
        findings
            .add(message, citation.text.part(range), label)
            .help(help)
            .fix(fix);
    }
}

/// Which way all that one reference cites lies; `None` where it lies both ways, or nobody knows.
fn true_direction(prose: &Prose<'_, '_>, numbers: &[CitedNumber<'_, '_>]) -> Option<Direction> {
    let mut directions = numbers.iter().map(|cited| {
        let target = cited.resolution.target()?;
        let meant = prose.targets().meant_from(cited.citation.passage, target)?;
        match meant.passage?.cmp(&cited.citation.passage) {
            Ordering::Less => Some(Direction::Above),
            Ordering::Equal => None,
            Ordering::Greater => Some(Direction::Below),
        }
    });
    let first = directions.next()??;
    directions
        .all(|direction| direction == Some(first))
        .then_some(first)
}

fn not_above(cited: &str, is_one: bool) -> String {
    let are = are(is_one);
    format!("{cited} {are} not above this passage, but below it")
}

fn not_below(cited: &str, is_one: bool) -> String {
    let are = are(is_one);
    format!("{cited} {are} not below this passage, but above it")
}

fn are(is_one: bool) -> &'static str {
    if is_one { "is" } else { "are" }
}

/// The other of the two words.
fn fix(text: &Text<'_>, range: Range<usize>) -> Option<Remedy> {
    let other = match &text[range.clone()] {
        "above" => "below",
        "below" => "above",
        _ => return None,
    };
    Some(Remedy::risky(format!("write \"{other}\"")).text(text.at, range, other))
}
