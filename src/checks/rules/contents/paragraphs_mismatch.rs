use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::finding::Findings;
use crate::finding::rule::rule;
use crate::relation::sequence::breaks;
use crate::report::listing::{Lead, LineId};
use crate::report::numbered::{Numbered, NumberedBody, Placed};
use crate::report::numeral::{Label, readings};
use crate::report::outline::{HeadingId, Level};
use crate::report::{Report, Text};
use crate::text::place::NodeRef;

rule! {
    /// An entry of the contents gives other paragraphs than those below its heading.
    ///
    /// The paragraphs below a heading are those directly below it and those of the headings below it; an entry may also
    /// give only the first of these. A heading without numbered paragraphs is not checked, nor is an end at which a
    /// paragraph has no number or a wrong one, which is reported separately. Entries in a row that are wrong by the
    /// same number are one finding.
    ///
    /// ## Why it matters
    /// People cite a report by its paragraphs. With wrong contents, a reader turns to another section.
    ///
    /// ## How to fix it
    /// Correct the paragraphs in the contents, or the numbers in the body. You cannot declare other paragraphs for one
    /// heading.
    error "contents/paragraphs-mismatch" staged
}

pub(super) fn check(report: &Report<'_>, findings: &mut Findings<'_>) {
    let (outline, listing) = (report.outline(), report.listing());
    let prints = |&id: &LineId| listing.line(id).paragraphs.is_some();
    if !listing.ids().any(|id| prints(&id)) {
        return;
    }
    let body = Body::of(report);
    let mut runs: Vec<Vec<Wrong<'_>>> = Vec::new();
    let mut is_after_wrong = false;
    for id in listing.ids().filter(prints) {
        let line = listing.line(id);
        let (Lead::To(heading), Some(printed)) = (line.lead, line.paragraphs) else {
            continue;
        };
        let Some(compared) = body.compare(heading, outline.end_of(Level::Below(heading)), &printed)
        else {
            continue;
        };
        let Some(wrong) = compared.wrong(heading, printed) else {
            is_after_wrong = false;
            continue;
        };
        let joined = runs
            .last_mut()
            .filter(|run| wrong.is_as(run, is_after_wrong));
        match joined {
            Some(run) => run.push(wrong),
            None => runs.push(vec![wrong]),
        }
        is_after_wrong = true;
    }
    for run in runs {
        report_run(report, &run, findings);
    }
}

fn report_run(report: &Report<'_>, run: &[Wrong<'_>], findings: &mut Findings<'_>) {
    let [first, others @ ..] = run else { return };
    let described = report.outline().describe(first.heading);
    let mut draft = findings
        .add(
            mismatch(&described, first.printed.value, &first.right, others.len()),
            &first.printed,
            should_be(&first.right),
        )
        .label(&first.at, "in the body");
    for other in others {
        draft = draft.label(&other.printed, should_be(&other.right));
    }
    draft.help("correct the paragraphs in the contents, or the numbers in the body");
}

/// An entry whose paragraphs are wrong.
struct Wrong<'t> {
    heading: HeadingId,
    printed: Text<'t>,
    last: String,
    /// What it should print.
    right: String,
    /// The number in the body that it contradicts.
    at: Text<'t>,
    /// By how much it is off, where that can be said.
    off: Option<i64>,
}

impl Wrong<'_> {
    /// Whether it is off as the last of a run is, right after it or where that one ends, too.
    fn is_as(&self, run: &[Self], is_after_wrong: bool) -> bool {
        let is_alike = run.last().is_some_and(|last| last.off == self.off) && self.off.is_some();
        is_alike && (is_after_wrong || run.iter().any(|it| it.last == self.last))
    }
}

/// What an entry prints, beside what it should.
struct Compared<'t> {
    printed: [String; 2],
    actual: [Text<'t>; 2],
    /// Whether each end is the right one, as far as can be known.
    is_right: [bool; 2],
}

impl<'t> Compared<'t> {
    fn wrong(&self, heading: HeadingId, printed: Text<'t>) -> Option<Wrong<'t>> {
        let end = self.is_right.iter().position(|is_right| !is_right)?;
        let off = |end: usize| number(&self.printed[end])?.checked_sub(number(&self.actual[end])?);
        let offs = [0, 1].map(|end| (!self.is_right[end]).then(|| off(end)));
        let off = match offs {
            [Some(first), Some(last)] if first == last => first,
            [Some(only), None] | [None, Some(only)] => only,
            _ => None,
        };
        let [first, last] = self.actual;
        let right = if first.value == last.value {
            first.value.to_owned()
        } else {
            format!("{first}–{last}", first = first.value, last = last.value)
        };
        Some(Wrong {
            heading,
            printed,
            last: self.printed[1].clone(),
            right,
            at: self.actual[end],
            off,
        })
    }
}

/// The paragraphs of the report, each with whether its number is one at which the count fails.
struct Body<'r, 't> {
    paragraphs: Vec<Placed<'r, 't>>,
    broken: FxHashSet<NodeRef>,
}

impl<'r, 't> Body<'r, 't> {
    fn of(report: &'r Report<'t>) -> Self {
        let body = NumberedBody::of(report);
        let mut broken = FxHashSet::default();
        for series in body.series() {
            for found in breaks(&series.positions(), Some(1)) {
                let index = series.members[found.index].item;
                broken.insert(body.paragraphs[index].paragraph.at);
            }
        }
        Self {
            paragraphs: NumberedBody::with_annexes(report).paragraphs,
            broken,
        }
    }

    /// What is below a heading, which ends before the heading that has the place `end`, compared with what is printed.
    /// `None` where there is nothing to compare.
    fn compare(&self, heading: HeadingId, end: usize, printed: &str) -> Option<Compared<'t>> {
        let printed = ends(printed)?;
        let start = self
            .paragraphs
            .partition_point(|it| it.heading < heading.index());
        let own = self
            .paragraphs
            .partition_point(|it| it.heading <= heading.index());
        let whole = self.paragraphs.partition_point(|it| it.heading < end);
        let all = self.compare_range(start..whole, &printed)?;
        let own = self.compare_range(start..own, &printed);
        let is_right = |it: &Compared<'_>| it.is_right == [true, true];
        Some(own.filter(is_right).unwrap_or(all))
    }

    fn compare_range(&self, range: Range<usize>, printed: &[String; 2]) -> Option<Compared<'t>> {
        let is_numbered = |index: &usize| self.paragraphs[*index].numbering == Numbered::Yes;
        let first = range.clone().find(is_numbered)?;
        let last = range.clone().rev().find(is_numbered)?;
        let number = |index: usize| self.paragraphs[index].paragraph.number;
        let actual = [number(first)?, number(last)?];
        let is_excused = [
            self.is_broken(first) || self.has_uncounted(range.start..first),
            self.is_broken(last)
                || self.has_uncounted(last + 1..range.end)
                || (range.end..self.paragraphs.len())
                    .find(is_numbered)
                    .is_some_and(|next| self.is_broken(next)),
        ];
        let is_right =
            [0, 1].map(|end| is_excused[end] || is_same(&printed[end], actual[end].value));
        Some(Compared {
            printed: printed.clone(),
            actual,
            is_right,
        })
    }

    fn is_broken(&self, index: usize) -> bool {
        self.broken.contains(&self.paragraphs[index].paragraph.at)
    }

    /// Whether one of them has lost its number, or has one that cannot be read.
    fn has_uncounted(&self, mut range: Range<usize>) -> bool {
        range.any(|index| {
            let numbering = self.paragraphs[index].numbering;
            matches!(numbering, Numbered::No | Numbered::Unreadable)
        })
    }
}

/// The first number that is printed and the last, which may be the same.
fn ends(printed: &str) -> Option<[String; 2]> {
    let is_dash = |sign: char| matches!(sign, '-' | '\u{2010}'..='\u{2015}');
    let mut parts = printed.split(is_dash).map(str::trim);
    let first = parts.next().filter(|part| !part.is_empty())?;
    let last = parts.next().unwrap_or(first);
    let ends = [first.to_owned(), last.to_owned()];
    (parts.next().is_none() && !last.is_empty()).then_some(ends)
}

/// Whether two numbers are the same, however "12 bis" is spaced.
fn is_same(one: &str, other: &str) -> bool {
    let parts = |number| {
        let label = Label::parse(number)?;
        Some((label.path, readings(label.numeral), label.insertion))
    };
    one == other || parts(one).is_some_and(|one| parts(other) == Some(one))
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

fn should_be(right: &str) -> String {
    format!("should be {right}")
}

/// An entry, and as many `more` that are off by the same count.
fn mismatch(heading: &str, printed: &str, right: &str, more: usize) -> String {
    let paragraphs = |numbers: &str| {
        let is_one = numbers.bytes().all(|byte| byte.is_ascii_digit());
        let noun = if is_one { "paragraph" } else { "paragraphs" };
        format!("{noun} {numbers}")
    };
    let (printed, right) = (paragraphs(printed), paragraphs(right));
    let and_others = match more {
        0 => String::new(),
        1 => ", and 1 more entry is off by as many".to_owned(),
        more => format!(", and {more} more entries are wrong by the same number"),
    };
    format!("the contents give {printed} for {heading}, which has {right}{and_others}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_what_is_printed() {
        let ends = |printed| ends(printed).map(|ends| ends.join(" to "));
        assert_eq!(ends("7").as_deref(), Some("7 to 7"));
        assert_eq!(ends("3–11").as_deref(), Some("3 to 11"));
        assert_eq!(ends("3 - 12 bis").as_deref(), Some("3 to 12 bis"));
        assert_eq!(ends("3–"), None);
        assert_eq!(ends("1-2-3"), None);
    }

    #[test]
    fn an_insertion_may_be_written_together() {
        assert!(is_same("12bis", "12 bis"));
        assert!(!is_same("12", "12 bis"));
        assert!(!is_same("2.1", "1"));
    }
}
