//! Mutation of a correct report: for every rule a mutator plants just its defect at a random fitting place, and that defect
//! is found, there, by that rule, and nothing else.
//!
//! Each mutator is tried with several seeds, which are always the same. `MUTATION_SEEDS=50` tries so many.

mod agenda;
mod body;
mod fixed;
mod form;
mod ground;
mod prose;

use std::fmt::Write as _;

use rayon::prelude::*;
use reportlint::internals::rule;

use crate::base::furnished;
use crate::edit::{Edit, edited};
use crate::rules::check;
use crate::tried::{planted, tried};
use ground::Ground;

/// How many seeds are tried unless the environment says so: as many as a test may take time for.
const SEEDS: u64 = 6;

/// How often a mutator may find that a place does not fit.
const ATTEMPTS: usize = 200;

/// The rules that no change to the report can make find something, or not in this way, by the reason for it.
const WITHOUT: [(&str, &[&str]); 6] = [
    (
        "it is about printed reports, whose layouts have tests of their own",
        &["import/undecided"],
    ),
    (
        "it is about schemas of a project; fixtures of other documents show it",
        &["schema/ignored-keyword", "schema/misspelt-keyword"],
    ),
    (
        "it is off unless it is asked for; its fixtures ask",
        &["paragraphs/repeated-text"],
    ),
    (
        "the report includes nothing; fixtures of several files show it",
        &[
            "include/missing",
            "include/outside",
            "include/cycle",
            "include/repeated",
            "include/conflict",
        ],
    ),
    (
        "it is about configurations, which have fixtures of their own",
        &[
            "config/extends",
            "config/invalid-glob",
            "config/unknown-rule",
            "config/duplicate-check",
            "config/invalid-check",
            "config/invalid-pattern",
            "config/invalid-selector",
            "config/unmatched-files",
        ],
    ),
    (
        "the schema of reports does not use the keyword; fixtures of other documents show it",
        &[
            "schema/additional-items",
            "schema/broken-schema",
            "schema/const",
            "schema/contains",
            "schema/content-encoding",
            "schema/content-media-type",
            "schema/exclusive-maximum",
            "schema/exclusive-minimum",
            "schema/false-schema",
            "schema/max-contains",
            "schema/max-items",
            "schema/max-length",
            "schema/max-properties",
            "schema/min-contains",
            "schema/min-items",
            "schema/min-properties",
            "schema/missing-schema",
            "schema/multiple-of",
            "schema/not",
            "schema/one-of",
            "schema/property-names",
            "schema/remote-reference",
            "schema/remote-schema",
            "schema/unevaluated-items",
            "schema/unevaluated-properties",
        ],
    ),
];

/// Plants the defect of one rule.
struct Mutator {
    rule: &'static str,
    plant: fn(&mut Ground<'_>) -> Option<Defect>,
}

/// A defect: how it comes about, and where it is to be found.
struct Defect {
    edits: Vec<Edit>,
    place: Option<String>,
    words: Option<String>,
}

impl Defect {
    /// One that is found at a value, or its key.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "every mutator ends with it, and some find no place"
    )]
    fn at(place: impl Into<String>, edits: Vec<Edit>) -> Option<Self> {
        Some(Self {
            edits,
            place: Some(place.into()),
            words: None,
        })
    }

    /// One that is found where there is no value.
    #[allow(
        clippy::unnecessary_wraps,
        reason = "every mutator ends with it, and some find no place"
    )]
    fn anywhere(edits: Vec<Edit>) -> Option<Self> {
        Some(Self {
            edits,
            place: None,
            words: None,
        })
    }

    /// One whose finding underlines these words, or some of them.
    fn underlined(self, words: impl Into<String>) -> Self {
        Self {
            words: Some(words.into()),
            ..self
        }
    }
}

fn mutators() -> impl Iterator<Item = &'static Mutator> {
    let lists = [
        form::MUTATORS,
        body::MUTATORS,
        agenda::MUTATORS,
        prose::MUTATORS,
    ];
    lists.into_iter().flatten()
}

/// A small generator of numbers that are as good as random (`SplitMix64`).
pub(super) struct Random(u64);

impl Random {
    fn new(name: &str, seed: u64) -> Self {
        let start = name
            .bytes()
            .fold(seed.wrapping_mul(0x9E37_79B9), |state, byte| {
                state.wrapping_mul(31).wrapping_add(u64::from(byte))
            });
        Self(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    /// One of several.
    fn one_of<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }
}

/// Whether a finding is where it should be. What a mapping lacks is told at the first of its keys.
fn is_at(found: Option<&str>, place: Option<&str>, group: &str) -> bool {
    let below = || Some(found?.strip_prefix(place?)?.trim_start_matches('/'));
    found == place || (group == "schema" && below().is_some_and(|key| !key.contains('/')))
}

/// What is wrong with what is found, if anything.
fn failure(mutator: &Mutator, text: &str, seed: u64) -> Option<String> {
    let mut ground = Ground::new(text, Random::new(mutator.rule, seed));
    let mut plants = std::iter::repeat_with(|| (mutator.plant)(&mut ground)).take(ATTEMPTS);
    let Some(defect) = plants.find_map(|plant| plant) else {
        return Some(format!("{} finds no place, seed {seed}\n", mutator.rule));
    };
    let changed = edited(text, &defect.edits);
    let (sources, findings) = check("report.yaml", changed);
    let fits = |finding: &reportlint::Finding| {
        let label = finding.primary();
        let underlined = sources.get(label.location.file).slice(label.location.span);
        let words = defect.words.as_deref().unwrap_or(underlined);
        finding.rule.id() == mutator.rule
            && is_at(
                label.pointer.as_deref(),
                defect.place.as_deref(),
                finding.rule.group(),
            )
            && (words.contains(underlined) || underlined.contains(words))
    };
    if let [only] = findings.as_slice()
        && fits(only)
    {
        return None;
    }
    let mut report = format!("{}, seed {seed}: {:?}\n", mutator.rule, defect.edits);
    writeln!(
        report,
        "    expected at {:?}: {:?}",
        defect.place, defect.words
    )
    .unwrap();
    for finding in &findings {
        let label = finding.primary();
        let underlined = sources.get(label.location.file).slice(label.location.span);
        let (id, message) = (finding.rule.id(), &finding.message);
        writeln!(
            report,
            "    {id} at {:?}: {message} [{underlined}]",
            label.pointer
        )
        .unwrap();
    }
    Some(report)
}

#[test]
fn a_planted_defect_is_found_where_it_is_and_nothing_else() {
    let seeds = std::env::var("MUTATION_SEEDS").ok();
    let seeds = seeds.map_or(SEEDS, |seeds| seeds.parse().unwrap());
    let only = std::env::var("MUTATION_ONLY").unwrap_or_default();
    let text = furnished();
    let tries: Vec<(&Mutator, u64)> = mutators()
        .filter(|mutator| mutator.rule.starts_with(&only))
        .flat_map(|mutator| (0..seeds).map(move |seed| (mutator, seed)))
        .collect();
    let failures: Vec<String> = tries
        .par_iter()
        .filter_map(|(mutator, seed)| failure(mutator, &text, *seed))
        .collect();
    tried(tries.len(), tries.len());
    planted(tries.len() - failures.len(), failures.len());
    assert!(
        failures.is_empty(),
        "{} of {} mutants:\n{}",
        failures.len(),
        tries.len(),
        failures.concat()
    );
}

#[test]
fn every_rule_has_a_mutator_or_a_reason_for_none() {
    let without: Vec<&str> = WITHOUT.iter().flat_map(|(_, ids)| *ids).copied().collect();
    for rule in rule::all() {
        let has_one = mutators().any(|mutator| mutator.rule == rule.id);
        let has_reason = without.contains(&rule.id);
        assert!(
            has_one != has_reason,
            "{} has a mutator: {has_one}",
            rule.id
        );
    }
    let mut known = mutators().map(|mutator| mutator.rule).chain(without);
    assert!(known.all(|id| rule::by_id(id).is_some()));
}
