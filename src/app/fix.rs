//! `check --fix`: fixes are made where a second check has shown that they do what they say.
//!
//! Reports that share a file are fixed together ([`group`]), in rounds: what can be fixed is taken as long as it does not meet
//! what was taken before, all of it is made in memory, and the files are checked again ([`proof`]). What does not pass that
//! check is found by halving, and left out.

mod changed;
mod diff;
mod group;
mod proof;
mod round;
mod suppression;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::progress::Progress;
use super::state::{Checked, State};
use crate::app::error::Error;
use crate::checks::settings::Settings;
use crate::finding::Finding;
use crate::finding::fix::{Fix, FixKind};
use crate::output::FixSummary;
use crate::project::discover::{self, File};
use crate::project::files::Overlay;
use crate::text::source::Sources;

pub(super) use changed::ChangedFile;
use group::Group;
use round::Refused;

/// How often a report is fixed and checked again, since one fix can make room for another.
const MOST_ROUNDS: usize = 10;

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'o> {
    /// Whether fixes are made that somebody has to look at.
    pub(super) unsafe_too: bool,
    /// The only file that may change, if it is not to be written where it is.
    pub(super) only: Option<&'o str>,
    /// The reason for which all findings are suppressed, if that is wanted, and no fixes.
    pub(super) suppressed_for: Option<&'o str>,
}

/// What came of it.
pub(super) struct Fixed {
    /// The files of each group that changed, by their names.
    pub(super) groups: Vec<BTreeMap<String, ChangedFile>>,
    /// How many findings were fixed, or suppressed.
    done: usize,
    /// What could not be, in lines.
    refused: Vec<String>,
    is_suppression: bool,
}

/// Makes the fixes of what was found, in memory.
pub(super) fn fix(
    wanted: Wanted<'_>,
    now: &State<'_>,
    found: &[File],
    checked: &[Checked],
    errors: &[Error],
) -> Fixed {
    let mut fixed = Fixed {
        groups: Vec::new(),
        done: 0,
        refused: Vec::new(),
        is_suppression: wanted.suppressed_for.is_some(),
    };
    // the rules that are left out see as well whether a fix harms
    let all_rules = Settings {
        select: Vec::new(),
        ignore: Vec::new(),
        ..now.settings.clone()
    };
    let known_errors: Vec<String> = errors.iter().map(Error::explained).collect();
    for group in group::of(found, checked) {
        let bench = Bench {
            now,
            group: &group,
            all_rules: &all_rules,
            known_errors: &known_errors,
        };
        let made = match wanted.suppressed_for {
            Some(reason) => bench.suppressed(reason, wanted.only, checked),
            None => bench.rounds(wanted, checked),
        };
        fixed.done += made.done;
        let refused = made.refused.iter().map(ToString::to_string);
        fixed.refused.extend(made.left.into_iter().chain(refused));
        if !made.files.is_empty() {
            fixed.groups.push(made.files);
        }
    }
    fixed
}

/// Makes one fix of one finding, in memory: the first that is meant. Nothing changes where it does not pass its second check.
pub(super) fn just(
    now: &State<'_>,
    found: &[File],
    checked: &[Checked],
    errors: &[Error],
    is_meant: impl Fn(&Sources, &Finding, &Fix) -> bool,
) -> BTreeMap<String, ChangedFile> {
    let known_errors: Vec<String> = errors.iter().map(Error::explained).collect();
    let unchanged = BTreeMap::new();
    for group in group::of(found, checked) {
        let bench = Bench {
            now,
            group: &group,
            all_rules: now.settings,
            known_errors: &known_errors,
        };
        let reports: Vec<&Checked> = group.reports.iter().map(|&at| &checked[at]).collect();
        if round::meant(reports, &is_meant).is_none() {
            continue;
        }
        let state = bench.check(&unchanged).unwrap_or_default();
        let meant = round::meant(&state, &is_meant);
        return meant.map_or_else(BTreeMap::new, |meant| {
            round::Round::new(&bench, &state, &unchanged)
                .made(&[meant])
                .files
        });
    }
    unchanged
}

impl Fixed {
    /// Checks the files again as they were checked before, with what was fixed in them.
    pub(super) fn checked_again(
        &self,
        now: &State<'_>,
        found: Vec<File>,
    ) -> (Vec<Checked>, Vec<Error>) {
        let files = self.groups.iter().flatten();
        let (checked, errors) = recheck(now, now.settings, found, files);
        (checked, errors.into_iter().map(Error::from).collect())
    }

    /// Writes the files; of each report all, or none.
    pub(super) fn write(&self, now: &State<'_>) -> Vec<Error> {
        let groups = self.groups.iter();
        let written = groups.map(|files| changed::write(files, now.files));
        written.filter_map(Result::err).collect()
    }

    /// What would be written, as a diff.
    pub(super) fn diff(&self) -> String {
        let files: BTreeMap<&String, &ChangedFile> = self.groups.iter().flatten().collect();
        files
            .into_iter()
            .map(|(name, file)| diff::unified(name, file))
            .collect()
    }

    /// The summary that is printed after the findings.
    pub(super) fn summary(&self) -> FixSummary {
        FixSummary {
            done: self.done,
            refused: self.refused.clone(),
            is_suppression: self.is_suppression,
        }
    }
}

/// The fix to be made of a finding: its safe one, or else the only one that somebody has to look at, if these are wanted.
fn chosen(finding: &Finding, unsafe_too: bool) -> Option<&Fix> {
    finding.fix_of(FixKind::Safe).or_else(|| {
        unsafe_too
            .then(|| finding.fix_of(FixKind::Unsafe))
            .flatten()
    })
}

/// Checks files with other texts in some of them.
fn recheck<'c>(
    now: &State<'_>,
    settings: &Settings,
    found: Vec<File>,
    changed: impl IntoIterator<Item = (&'c String, &'c ChangedFile)>,
) -> (Vec<Checked>, Vec<crate::project::error::Error>) {
    let changed = changed.into_iter();
    let texts = changed.map(|(name, file)| (discover::named(name), file.bytes()));
    let texts: Vec<(PathBuf, Vec<u8>)> = texts.collect();
    let texts = texts
        .iter()
        .map(|(path, bytes)| (path.as_path(), bytes.clone()));
    let overlay = Overlay::of_several(now.files, texts);
    let progress = Progress::of_states(1);
    let mut state = State::new(&overlay, now.working_folder, now.scope, settings, &progress);
    state.check(found)
}

/// Where the files of a group are fixed.
struct Bench<'b> {
    now: &'b State<'b>,
    group: &'b Group,
    all_rules: &'b Settings,
    known_errors: &'b [String],
}

/// What was made of a group.
#[derive(Default)]
struct Made {
    files: BTreeMap<String, ChangedFile>,
    done: usize,
    refused: Vec<Refused>,
    /// What was not even tried, and why not, in lines.
    left: Vec<String>,
}

impl Bench<'_> {
    fn rounds(&self, wanted: Wanted<'_>, checked: &[Checked]) -> Made {
        let mut made = Made::default();
        let reports = || self.group.reports.iter().map(|&index| &checked[index]);
        let has_fixes = |it: &Checked| {
            let mut findings = it.report.findings.iter();
            findings.any(|finding| finding.stands() && chosen(finding, wanted.unsafe_too).is_some())
        };
        // what is in a file that was not read whole may be meant otherwise
        if !reports().all(|it| it.report.was_read) || !reports().any(has_fixes) {
            return made;
        }
        let Some(mut state) = self.check(&made.files) else {
            return made;
        };
        for _ in 0..MOST_ROUNDS {
            let taken = round::taken(&state, wanted, &made.refused, |name| self.is_selected(name));
            if taken.is_empty() {
                break;
            }
            let next = round::Round::new(self, &state, &made.files).made(&taken);
            made.done += next.done;
            made.refused.extend(next.refused);
            made.files = next.files;
            // where nothing stood the check, the rest met with what did not
            if let Some(next) = next.state {
                state = next;
            }
        }
        made
    }

    /// The reports of the group with other texts; `None` where something keeps them from being checked that did not before.
    fn check(&self, files: &BTreeMap<String, ChangedFile>) -> Option<Vec<Checked>> {
        let (mut checked, errors) =
            recheck(self.now, self.all_rules, self.group.found.clone(), files);
        let mut errors = errors
            .into_iter()
            .map(|error| Error::from(error).explained());
        if !errors.all(|error| self.known_errors.contains(&error)) {
            return None;
        }
        checked.retain(|it| self.group.has(it));
        Some(checked)
    }

    /// Whether what a rule finds must be fixed.
    fn is_selected(&self, finding: &Finding) -> bool {
        let settings = self.now.settings;
        let takes = |list: &[crate::checks::selector::Selector]| {
            list.iter().any(|it| it.takes(finding.rule.id()))
        };
        !takes(&settings.ignore) && (settings.select.is_empty() || takes(&settings.select))
    }
}
