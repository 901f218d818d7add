//! Planted defects are fixed: what was fixed is no longer found, nothing but the edits that were announced changes, and fixing
//! once more changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use reportlint::FixKind;
use reportlint::internals::rule;
use serde_json::Value;

use super::{ATTEMPTS, Ground, Mutator, Random, mutators};
use crate::base::furnished;
use crate::cli::{folder, ran};
use crate::edit::edited;
use crate::tried::tried;

/// The findings of each file of a folder.
fn found(folder: &Path) -> BTreeMap<String, Vec<Value>> {
    let printed = ran(folder, &["check", "--no-config", "--format", "json", "."]);
    let printed: Value = serde_json::from_str(&printed).unwrap();
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in printed["findings"].as_array().unwrap() {
        let file = finding["file"].as_str().unwrap();
        let of_file = found.entry(file.to_owned()).or_default();
        of_file.push(finding.clone());
    }
    found
}

/// The fix of a finding that is made: its safe one, or else its only unsafe one.
fn made(finding: &Value) -> Option<&Value> {
    let fixes = finding["fixes"].as_array()?;
    ["safe", "unsafe"].iter().find_map(|kind| {
        let mut of_kind = fixes.iter().filter(|fix| fix["kind"] == *kind);
        of_kind.next().filter(|_| of_kind.next().is_none())
    })
}

/// A text with the edits of a fix.
fn with(text: &str, fix: &Value) -> String {
    let offset = |end: &Value| usize::try_from(end["offset"].as_u64().unwrap()).unwrap();
    let mut new = text.to_owned();
    for edit in fix["edits"].as_array().unwrap().iter().rev() {
        let range = &edit["range"];
        let range = offset(&range["start"])..offset(&range["end"]);
        new.replace_range(range, edit["text"].as_str().unwrap());
    }
    new
}

/// The mutators of the rules that fix something, and not only declare it.
fn fixable() -> impl Iterator<Item = &'static Mutator> {
    mutators().filter(|mutator| {
        let rule = rule::by_id(mutator.rule).unwrap();
        let mut fixes = rule.fixes.iter();
        fixes.any(|note| note.kind != FixKind::Declaration)
    })
}

/// The report with each of these defects, by its name.
fn planted(seeds: u64) -> Vec<(String, String)> {
    let text = furnished();
    let mut files = Vec::new();
    for mutator in fixable() {
        for seed in 0..seeds {
            let mut ground = Ground::new(&text, Random::new(mutator.rule, seed));
            let mut plants = std::iter::repeat_with(|| (mutator.plant)(&mut ground));
            let defect = plants.by_ref().take(ATTEMPTS).find_map(|plant| plant);
            let name = format!("{}-{seed}.report.yaml", mutator.rule.replace('/', "-"));
            files.extend(defect.map(|defect| (name, edited(&text, &defect.edits))));
        }
    }
    files
}

/// `MUTATION_SEEDS=50` tries as many of each rule; one is what a test may take time for.
#[test]
fn planted_defects_are_fixed_by_the_edits_that_are_announced_alone() {
    let seeds = std::env::var("MUTATION_SEEDS").map_or(1, |seeds| seeds.parse().unwrap());
    let files = planted(seeds);
    let written: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let folder = folder(&written);
    let before = found(folder.path());
    let options = ["check", "--no-config", "--unsafe-fixes"];
    let shown = ran(folder.path(), &[&options[..], &["--fix", "."]].concat());
    let diff = ran(folder.path(), &[&options[..], &["--diff", "."]].concat());
    assert_eq!(diff, "", "what is fixed is not fixed at once");
    let after = found(folder.path());
    let mut fixed = 0;
    for (name, text) in &files {
        let now = fs::read_to_string(folder.path().join(name)).unwrap();
        let findings = before.get(name).map_or(&[][..], Vec::as_slice);
        let offered: Vec<&Value> = findings.iter().filter_map(made).collect();
        if now == *text {
            let is_refused = shown.contains(&format!(" at {name}:"));
            assert!(offered.is_empty() || is_refused, "{name} is not fixed");
            continue;
        }
        fixed += 1;
        let left = after.get(name).map_or(0, Vec::len);
        assert!(left < findings.len(), "{name}: {left} are left");
        if let [fix] = offered[..] {
            assert_eq!(now, with(text, fix), "{name}");
        }
    }
    let refused = shown.matches("not fixed: ").count();
    let all = files.len();
    assert!(
        fixed * 3 > all && refused * 10 < all,
        "of {all}, {fixed} are fixed and {refused} refused:\n{shown}"
    );
    tried(all, all);
}
