//! One round: what is taken, made, and proved.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;

use super::proof::{Edits, changes_are_as_announced, findings_are_fewer};
use super::{Bench, ChangedFile, Wanted, chosen};
use crate::app::state::Checked;
use crate::finding::fix::Fix;
use crate::finding::{Finding, fingerprint};
use crate::text::edit::applied;
use crate::text::source::{Sources, Span};

/// A fix that must be made.
pub(super) struct Taken<'c> {
    pub(super) sources: &'c Sources,
    /// What must be gone then; one at least.
    pub(super) findings: Vec<&'c Finding>,
    pub(super) fix: &'c Fix,
}

/// A fix that failed the second check.
pub(super) struct Refused {
    print: (u64, u64),
    rule: String,
    place: String,
    title: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule, place, title, ..
        } = self;
        write!(formatter, "{rule} at {place}: {title}")
    }
}

impl Refused {
    fn new(taken: &Taken<'_>) -> impl Iterator<Item = Self> {
        taken.findings.iter().map(|finding| {
            let location = finding.primary().location;
            let source = taken.sources.get(location.file);
            Self {
                print: fingerprint::unnumbered(taken.sources, finding),
                rule: finding.rule.id().to_owned(),
                place: format!("{}:{}", source.name(), source.line_of(location.span.start)),
                title: taken.fix.title.clone(),
            }
        })
    }
}

/// The fixes that can be made together, in the order of what was found: each whole, unless it meets one before it.
pub(super) fn taken<'c>(
    state: &'c [Checked],
    wanted: Wanted<'_>,
    refused: &[Refused],
    is_selected: impl Fn(&Finding) -> bool,
) -> Vec<Taken<'c>> {
    let mut spans: FxHashMap<&str, BTreeMap<u32, u32>> = FxHashMap::default();
    let mut taken = Vec::new();
    for checked in state {
        let sources = &checked.report.sources;
        for finding in &checked.report.findings {
            let fix = chosen(finding, wanted.unsafe_too);
            let Some(fix) = fix.filter(|_| finding.stands() && is_selected(finding)) else {
                continue;
            };
            let print = || fingerprint::unnumbered(sources, finding);
            if !refused.is_empty() && refused.iter().any(|it| it.print == print()) {
                continue;
            }
            let places = || {
                let edits = fix.edits.iter();
                edits.map(|edit| (sources.get(edit.location.file).name(), edit.location.span))
            };
            let may_change = |name: &str| wanted.only.is_none_or(|only| only == name);
            let is_free = |(name, span): (&str, Span)| {
                may_change(name) && spans.get(name).is_none_or(|taken| !meets(taken, span))
            };
            if !places().all(is_free) {
                continue;
            }
            for (name, span) in places() {
                spans.entry(name).or_default().insert(span.start, span.end);
            }
            taken.push(Taken {
                sources,
                findings: vec![finding],
                fix,
            });
        }
    }
    taken
}

/// The first fix that is meant, of what was read whole.
pub(super) fn meant<'c>(
    state: impl IntoIterator<Item = &'c Checked>,
    is_meant: impl Fn(&Sources, &Finding, &Fix) -> bool,
) -> Option<Taken<'c>> {
    let read = state.into_iter().filter(|it| it.report.was_read);
    let mut all = read.flat_map(|it| {
        let findings = it.report.findings.iter().filter(|it| it.stands());
        findings.map(|finding| (&it.report.sources, finding))
    });
    all.find_map(|(sources, finding)| {
        let mut fixes = finding.fixes.iter();
        let fix = fixes.find(|fix| is_meant(sources, finding, fix))?;
        Some(Taken {
            sources,
            findings: vec![finding],
            fix,
        })
    })
}

/// Whether bytes overlap others, or something is inserted where something is edited already.
fn meets(taken: &BTreeMap<u32, u32>, span: Span) -> bool {
    let before = taken.range(..=span.start).next_back();
    let is_in = |(&start, &end): (&u32, &u32)| start == span.start || end > span.start;
    before.is_some_and(is_in) || taken.range(span.start..span.end).next().is_some()
}

/// How often the files are checked again in one round: each fix that fails its proof takes some of these.
const MOST_ATTEMPTS: usize = 200;

/// What a round starts from.
pub(super) struct Round<'r> {
    bench: &'r Bench<'r>,
    state: &'r [Checked],
    files: &'r BTreeMap<String, ChangedFile>,
}

/// What a round came to.
pub(super) struct RoundMade {
    pub(super) files: BTreeMap<String, ChangedFile>,
    /// What is found now; `None` where nothing was made.
    pub(super) state: Option<Vec<Checked>>,
    pub(super) done: usize,
    pub(super) refused: Vec<Refused>,
}

/// Files as they become, and what is found in them.
type Attempt = (BTreeMap<String, ChangedFile>, Vec<Checked>);

impl<'r> Round<'r> {
    pub(super) fn new(
        bench: &'r Bench<'r>,
        state: &'r [Checked],
        files: &'r BTreeMap<String, ChangedFile>,
    ) -> Self {
        Self {
            bench,
            state,
            files,
        }
    }

    /// Makes what passes the second check. Halving finds what does not, up to a number of checks.
    pub(super) fn made(&self, taken: &[Taken<'r>]) -> RoundMade {
        let mut good: Vec<&Taken<'r>> = Vec::new();
        let mut refused = Vec::new();
        let mut best: Option<Attempt> = None;
        let mut waiting: Vec<&[Taken<'r>]> = vec![taken];
        let mut attempts = 0;
        while let Some(some) = waiting.pop() {
            attempts += 1;
            if attempts > MOST_ATTEMPTS {
                refused.extend(some.iter().flat_map(Refused::new));
                continue;
            }
            let with_some: Vec<&Taken<'r>> = good.iter().copied().chain(some).collect();
            if let Some(attempt) = self.attempt(&with_some) {
                good = with_some;
                best = Some(attempt);
            } else if let [one] = some {
                refused.extend(Refused::new(one));
            } else {
                let (first, second) = some.split_at(some.len() / 2);
                waiting.extend([second, first]);
            }
        }
        let done = good.iter().map(|it| it.findings.len()).sum();
        let (files, state) = match best {
            Some((files, state)) => (files, Some(state)),
            None => (self.files.clone(), None),
        };
        RoundMade {
            files,
            state,
            done,
            refused,
        }
    }

    /// The files with these fixes, if they pass the second check.
    fn attempt(&self, taken: &[&Taken<'r>]) -> Option<Attempt> {
        let mut edits: Edits<'_> = BTreeMap::new();
        let mut files = self.files.clone();
        for it in taken {
            for edit in &it.fix.edits {
                let source = it.sources.get(edit.location.file);
                let edits = edits.entry(source.name()).or_default();
                edits.push((edit.location.span, &edit.text));
                files
                    .entry(source.name().to_owned())
                    .or_insert_with(|| ChangedFile {
                        source: source.clone(),
                        text: String::new(),
                    });
            }
        }
        for (&name, edits) in &mut edits {
            edits.sort_by_key(|(span, _)| (span.start, span.end));
            let file = files.get_mut(name)?;
            let old = self
                .files
                .get(name)
                .map_or(file.source.text(), |it| &it.text);
            file.text = applied(old, edits.iter().copied());
        }
        if !changes_are_as_announced(taken, &edits, self.files, &files) {
            return None;
        }
        let state = self.bench.check(&files)?;
        findings_are_fewer(taken, &edits, self.state, &state).then_some((files, state))
    }
}
