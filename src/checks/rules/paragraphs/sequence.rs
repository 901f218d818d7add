use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use crate::finding::Findings;
use crate::finding::fix::Remedy;
use crate::finding::rule::rule;
use crate::relation::sequence::{Break, BreakKind, breaks};
use crate::report::disturbance::Disturbances;
use crate::report::numbered::NumberedBody;
use crate::report::numeral::Series;
use crate::report::prose::{Citing, Prose};
use crate::text::place::NodeRef;

rule! {
    /// The numbers of the paragraphs skip one, repeat one or go back.
    ///
    /// They are counted across the whole body, from 1; dotted numbers ("2.14") across each part. Each break is reported
    /// once, and counting then continues from there. If the count starts again with 1 below every heading, only the
    /// first restart is reported. Paragraphs of annexes are not counted. If the number of paragraphs without a number
    /// is the number of missing numbers, only `paragraphs/unnumbered` reports it. If a section is missing or was moved,
    /// only that is reported, and not the numbers of its paragraphs.
    ///
    /// ## Why it matters
    /// Other documents cite the report by its paragraph numbers. If a number is missing or appears twice, their readers
    /// do not find the right paragraph.
    ///
    /// ## How to fix it
    /// Correct the number, or add the paragraph that is missing. One that was inserted later may be called "12 bis".
    error "paragraphs/sequence",
    unsure markdown,
    fix unsafe "Numbers a paragraph as expected if those behind it go on from there, and otherwise, after a number that is there \
        twice, all behind it. References and claims follow. A paragraph may be missing instead."
}

pub(super) fn check(prose: &Prose<'_, '_>, findings: &mut Findings<'_>) {
    let report = prose.report;
    let named = LazyCell::new(|| Named::of(prose));
    let body = NumberedBody::of(report);
    let disturbances = LazyCell::new(|| Disturbances::of(report.outline(), report.listing()));
    for series in body.series() {
        let mut has_restarted = false;
        let all = breaks(&series.positions(), Some(1));
        for (place, found) in all.iter().copied().enumerate() {
            let member = |index: usize| series.members.get(index).map(|member| member.item);
            let Some(index) = member(found.index) else {
                continue;
            };
            let before = found.index.checked_sub(1).and_then(member);
            let is_filled = before.is_some_and(|before| body.is_filled(before, index));
            let is_restart = found.kind == BreakKind::WentBack && found.found.number == 1;
            let heading = |index: usize| body.paragraphs[index].heading;
            let is_disturbed = || disturbances.lies_between(before.map(heading), heading(index));
            if is_filled || (is_restart && has_restarted) || is_disturbed() {
                continue;
            }
            has_restarted |= is_restart;
            let expected = series.label(found.expected);
            let renumbering = Renumbering {
                body: &body,
                series: &series,
                found,
                is_last: place + 1 == all.len(),
            };
            let fix = renumbering.fix(&named, findings);
            report_break(&body, index, before, found, &expected, fix, findings);
        }
    }
}

fn report_break(
    body: &NumberedBody<'_, '_>,
    index: usize,
    before: Option<usize>,
    found: Break,
    expected: &str,
    fix: Option<Remedy>,
    findings: &mut Findings<'_>,
) {
    let number = |index: usize| body.paragraphs[index].paragraph.number.as_ref();
    let Some(number_found) = number(index) else {
        return;
    };
    let before = before.and_then(number);
    let message = match before {
        Some(before) => format!(
            "paragraph {number} comes after {before}, but {expected} is expected",
            number = number_found.value,
            before = before.value
        ),
        None => format!(
            "paragraph {number} is the first, but {expected} is expected",
            number = number_found.value
        ),
    };
    let draft = findings.add(message, number_found, format!("{expected} is expected"));
    let draft = match before {
        Some(before) => draft.label(before, "the number before"),
        None => draft,
    };
    let draft = draft.fix(fix);
    draft.help(match found.kind {
        BreakKind::Skipped => {
            format!("number it {expected}, or add the paragraphs that are missing")
        }
        BreakKind::Repeated | BreakKind::WentBack => {
            format!("number it {expected}, and those after it accordingly")
        }
        BreakKind::OutOfOrder => {
            "put the paragraphs in the order of their numbers, or correct the numbers".to_owned()
        }
    });
}

/// What names paragraphs by their numbers.
struct Named<'t> {
    citing: Citing,
    claims: FxHashMap<&'t str, Vec<NodeRef>>,
}

impl<'t> Named<'t> {
    fn of(prose: &Prose<'_, 't>) -> Self {
        let mut claims: FxHashMap<&str, Vec<NodeRef>> = FxHashMap::default();
        for number in prose
            .report
            .claims
            .iter()
            .filter_map(|claim| claim.paragraph)
        {
            claims.entry(number.value).or_default().push(number.at);
        }
        Self {
            citing: prose.citing(),
            claims,
        }
    }
}

/// The numbers from a break on, and how to correct them.
struct Renumbering<'b, 't> {
    body: &'b NumberedBody<'b, 't>,
    series: &'b Series<'t, usize>,
    found: Break,
    is_last: bool,
}

impl Renumbering<'_, '_> {
    /// The number that is expected in place of one, or one more in place of each behind a number that is there twice.
    fn fix(&self, named: &Named<'_>, findings: &Findings<'_>) -> Option<Remedy> {
        let Break {
            index,
            expected,
            found,
            kind,
        } = self.found;
        let expected_label = self.series.label(expected);
        let (end, title) = if self.found.is_of_one(&self.series.positions()) {
            (index + 1, format!("number it {expected_label}"))
        } else if self.is_last && kind == BreakKind::Repeated && found.insertion == 1 {
            let title = format!("number it {expected_label}, and those after it accordingly");
            (self.series.members.len(), title)
        } else {
            return None;
        };
        let number = |index: usize| self.body.paragraphs[index].paragraph.number;
        let before = index
            .checked_sub(1)
            .map(|before| self.series.members[before].item);
        let before = before.and_then(number);
        let members = self.series.members[index..end].iter();
        members
            .into_iter()
            .try_fold(Remedy::risky(title), |remedy, member| {
                let old = number(member.item)?;
                if self.series.label(member.position) != old.value {
                    return None;
                }
                let mut position = member.position;
                position.number = (position.number + expected.number).checked_sub(found.number)?;
                let new = self.series.label(position);
                let mut remedy = remedy.number(findings.tree(old.at.file), old.at, &new);
                for (at, range) in named.citing.of(old)? {
                    remedy = remedy.text(*at, range.clone(), new.clone());
                }
                // a claim about a number that is there twice means the first
                let is_there_before = before.is_some_and(|before| before.value == old.value);
                let claims = named.claims.get(old.value).filter(|_| !is_there_before);
                let claims = claims.into_iter().flatten();
                Some(claims.fold(remedy, |remedy, at| {
                    remedy.number(findings.tree(at.file), *at, &new)
                }))
            })
    }
}
