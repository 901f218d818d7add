use crate::finding::Findings;
use crate::model::Report;
use crate::prose::citation::{Citation, Resolution, Targets};
use crate::prose::reference::Direction;
use crate::rule::rule;

rule! {
    /// A reference that says "above" or "below" and points the other way.
    ///
    /// ## Why it matters
    /// The reader looks in the wrong half of the report. Most often one of the two passages was moved.
    ///
    /// ## How to mend it
    /// Exchange "above" and "below", or leave the word out: the number says enough.
    advice "references/direction" = check
}

fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let targets = report.targets();
    for citation in report.citations() {
        let Some((range, direction)) = citation.reference.direction.clone() else {
            continue;
        };
        let Some(true_direction) = true_direction(citation, targets) else {
            continue;
        };
        if true_direction == direction {
            continue;
        }
        let cited = &citation.text[citation.reference.range.clone()];
        let (said, right) = match direction {
            Direction::Above => ("above", "below"),
            Direction::Below => ("below", "above"),
        };
        findings
            .add(
                format!("{cited} is not {said} this passage, but {right} it"),
                citation.text.part(range),
                format!("it is {right}"),
            )
            .help(format!("write \"{right}\", or leave the word out"));
    }
}

/// Which way all that is cited lies; `None` where it lies both ways, or cannot be told.
fn true_direction(citation: &Citation<'_>, targets: &Targets<'_>) -> Option<Direction> {
    let mut directions = citation.numbers().map(|(number, _)| {
        let passage = match targets.resolve(citation.reference.kind, &number) {
            Resolution::Found(target) | Resolution::OtherStyle(target) => target.passage?,
            Resolution::Missing => return None,
        };
        match passage.cmp(&citation.passage) {
            std::cmp::Ordering::Less => Some(Direction::Above),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Direction::Below),
        }
    });
    let first = directions.next()??;
    directions
        .all(|direction| direction == Some(first))
        .then_some(first)
}
