//! The checks that a project declares for its own data, in its configuration under `documents`.
//!
//! A check is one [relation](crate::relation) over items that selectors choose. The relation is the very code that the
//! rules about reports use; what is here chooses the items, reads their fields and times, and words what comes back.

mod count;
mod equal;
mod field;
mod finder;
mod gap;
mod item;
mod matches;
mod ordered;
mod overlap;
mod paths;
mod presence;
mod resolve;
mod run;
mod sequence;
mod time;
mod unique;
mod weekday;
mod when;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use self::run::{Found, Run};
use crate::checks::settings::Settings;
use crate::finding::Finding;
use crate::project::config::Relation;
use crate::project::data_files::DataSet;

/// What the checks find in the documents that they are declared for, each under its own id, `check/` and its name.
///
/// If several checks cannot use a value, only the first reports it.
///
/// A check that needs a file which cannot be read whole is not run: what seems to be missing may be in the rest.
#[must_use]
pub(crate) fn check(documents: &DataSet<'_>, settings: &Settings) -> Vec<Finding> {
    let groups = documents.groups.iter();
    let runs = groups.flat_map(|group| {
        let checks = group.entry.checks.iter();
        checks.filter_map(move |check| Run::new(documents, group, check, settings))
    });
    let runs: Vec<Run<'_>> = runs.collect();
    let found = runs.into_par_iter().map(|mut run| {
        match &run.check.relation {
            Relation::Unique(unique) => unique::check(&mut run, unique),
            Relation::Resolve(resolve) => resolve::check(&mut run, resolve),
            Relation::Overlap(overlap) => overlap::check(&mut run, overlap),
            Relation::Gap(gap) => gap::check(&mut run, gap),
            Relation::Sequence(sequence) => sequence::check(&mut run, sequence),
            Relation::Ordered(ordered) => ordered::check(&mut run, ordered),
            Relation::Equal(equal) => equal::check(&mut run, equal),
            Relation::Count(count) => count::check(&mut run, count),
            Relation::Weekday(weekday) => weekday::check(&mut run, weekday),
            Relation::Matches(matches) => matches::check(&mut run, matches),
            Relation::Require(presence) => presence::require(&mut run, presence),
            Relation::Forbid(presence) => presence::forbid(&mut run, presence),
        }
        run.into_found()
    });
    let found: Vec<Found> = found.collect();
    if !documents.has_steps_left() {
        return too_many_steps(documents, settings);
    }
    let mut findings = Vec::new();
    let mut told = FxHashSet::default();
    for Found {
        findings: found,
        unusable,
    } in found
    {
        findings.extend(found);
        // a value that several checks cannot use is one thing to mend
        let is_new = |finding: &Finding| {
            let at = finding.primary().location;
            told.insert((at.file, at.span.start, finding.message.clone()))
        };
        findings.extend(unusable.into_iter().filter(is_new));
    }
    findings
}

/// That the checks take too long together is one finding, at the first of them that is on.
fn too_many_steps(documents: &DataSet<'_>, settings: &Settings) -> Vec<Finding> {
    let groups = documents.groups.iter();
    let mut runs = groups.flat_map(|group| {
        let checks = group.entry.checks.iter();
        checks.filter_map(move |check| Run::new(documents, group, check, settings))
    });
    let Some(mut run) = runs.next() else {
        return Vec::new();
    };
    run.report_too_many_steps();
    run.into_found().findings
}
