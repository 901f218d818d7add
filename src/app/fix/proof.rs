//! The second check: whether fixes did what they said, and nothing else.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ChangedFile;
use super::round::Taken;
use crate::app::state::Checked;
use crate::finding::{Finding, fingerprint};
use crate::text::edit::{Change, proof};
use crate::text::source::{Source, Sources, Span};
use crate::text::syntax::{self, Format, Limits};

/// The edits of a file, in its order.
pub(super) type Edits<'f> = BTreeMap<&'f str, Vec<(Span, &'f str)>>;

/// Whether each file differs in what was announced alone.
pub(super) fn changes_are_as_announced(
    taken: &[&Taken<'_>],
    edits: &Edits<'_>,
    before: &BTreeMap<String, ChangedFile>,
    after: &BTreeMap<String, ChangedFile>,
) -> bool {
    edits.iter().all(|(&name, edits)| {
        let (mut format, mut changes) = (Format::Yaml, Vec::<&Change>::new());
        for it in taken {
            for announced in &it.fix.announced {
                if it.sources.get(announced.file).name() == name {
                    format = announced.format;
                    changes.extend(&announced.changes);
                }
            }
        }
        let Some(new) = after.get(name) else {
            return false;
        };
        let old = before
            .get(name)
            .map_or(new.source.text(), |it| it.text.as_str());
        let limits = Limits::default();
        let (old, new) = (
            syntax::parse(old, format, &limits),
            syntax::parse(&new.text, format, &limits),
        );
        let spans: Vec<Span> = edits.iter().map(|(span, _)| *span).collect();
        proof::is_proved(&old, &changes, &spans, &new)
    })
}

/// Whether each finding that was to be fixed is gone, and none has come.
pub(super) fn findings_are_fewer(
    taken: &[&Taken<'_>],
    edits: &Edits<'_>,
    before: &[Checked],
    after: &[Checked],
) -> bool {
    if !after.iter().all(|it| it.report.was_read) || after.len() != before.len() {
        return false;
    }
    let mut known = Known::default();
    let fixed = taken.iter().flat_map(|it| &it.findings);
    let fixed: FxHashSet<*const Finding> =
        fixed.map(|finding| std::ptr::from_ref(*finding)).collect();
    for (sources, finding) in standing(before) {
        let is_fixed = fixed.contains(&std::ptr::from_ref(finding));
        known.add(sources, finding, edits, is_fixed);
    }
    let mut unplaced = Vec::new();
    for (sources, finding) in standing(after) {
        let print = fingerprint::unnumbered(sources, finding);
        *known.prints_after.entry(print).or_default() += 1;
        if !known.takes_by_place(&place(sources, finding, &[])) {
            unplaced.push(print);
        }
    }
    let have_come = unplaced.iter().any(|print| !known.takes_by_print(*print));
    !have_come && known.fixed_are_gone()
}

/// What counts against reports.
fn standing(checked: &[Checked]) -> impl Iterator<Item = (&Sources, &Finding)> {
    checked.iter().flat_map(|it| {
        let findings = it.report.findings.iter().filter(|it| it.stands());
        findings.map(|finding| (&it.report.sources, finding))
    })
}

/// Equal for findings that are alike.
type Print = (u64, u64);

/// A rule, a file, and bytes of it.
type Place = (String, String, Span);

/// What was found before, and is known again by its place or by its fingerprint: an edit may change either.
#[derive(Default)]
struct Known {
    /// Those that are to stay, by their places in the new text, with their fingerprints.
    by_place: FxHashMap<Place, Vec<Print>>,
    staying: FxHashMap<Print, usize>,
    prints_before: FxHashMap<Print, usize>,
    fixed: FxHashMap<Print, usize>,
    prints_after: FxHashMap<Print, usize>,
}

impl Known {
    fn add(&mut self, sources: &Sources, finding: &Finding, edits: &Edits<'_>, is_fixed: bool) {
        let print = fingerprint::unnumbered(sources, finding);
        *self.prints_before.entry(print).or_default() += 1;
        if is_fixed {
            *self.fixed.entry(print).or_default() += 1;
            return;
        }
        *self.staying.entry(print).or_default() += 1;
        let name = sources.get(finding.primary().location.file).name();
        let edits = edits.get(name).map_or(&[][..], Vec::as_slice);
        let place = place(sources, finding, edits);
        self.by_place.entry(place).or_default().push(print);
    }

    fn takes_by_place(&mut self, place: &Place) -> bool {
        let Some(print) = self.by_place.get_mut(place).and_then(Vec::pop) else {
            return false;
        };
        self.take(print)
    }

    fn takes_by_print(&mut self, print: Print) -> bool {
        self.take(print)
    }

    fn take(&mut self, print: Print) -> bool {
        match self.staying.get_mut(&print) {
            Some(count @ 1..) => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    fn fixed_are_gone(&self) -> bool {
        self.fixed.iter().all(|(print, fixed)| {
            let before = self.prints_before.get(print).copied().unwrap_or_default();
            let after = self.prints_after.get(print).copied().unwrap_or_default();
            after + fixed <= before
        })
    }
}

/// Where a finding is when the edits of its file are made.
fn place(sources: &Sources, finding: &Finding, edits: &[(Span, &str)]) -> Place {
    let location = finding.primary().location;
    let source: &Source = sources.get(location.file);
    let span = moved(location.span, edits);
    let rule = finding.rule.id().to_owned();
    (rule, source.name().to_owned(), span)
}

/// Where bytes are when edits are made. What is edited at an end of them belongs to them.
fn moved(span: Span, edits: &[(Span, &str)]) -> Span {
    let length = |text: &str| i64::try_from(text.len()).unwrap_or_default();
    let (mut start, mut end) = (i64::from(span.start), i64::from(span.end));
    for (edit, text) in edits {
        let grown = length(text) - i64::try_from(edit.len()).unwrap_or_default();
        let is_before = edit.end <= span.start && (edit.start < span.start || edit.is_empty());
        if is_before {
            start += grown;
            end += grown;
        } else if edit.start < span.start {
            start -= i64::from(span.start - edit.start);
            end += grown;
        } else if edit.start < span.end {
            end += grown;
        }
    }
    let offset = |at: i64| u32::try_from(at.max(0)).unwrap_or(u32::MAX);
    Span::new(offset(start), offset(end.max(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_move_with_what_is_edited_before_them() {
        let span = Span::new(10, 20);
        for (edit, text, expected) in [
            (Span::new(0, 2), "", Span::new(8, 18)),
            (Span::new(10, 10), "ab", Span::new(12, 22)),
            (Span::new(10, 12), "", Span::new(10, 18)),
            (Span::new(12, 12), "ab", Span::new(10, 22)),
            (Span::new(10, 20), "abc", Span::new(10, 13)),
            (Span::new(20, 22), "", Span::new(10, 20)),
        ] {
            assert_eq!(moved(span, &[(edit, text)]), expected, "{edit:?}");
        }
    }
}
